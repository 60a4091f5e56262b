"""The code's own reading of attribution: who an article credits with what, from its words alone.

No model takes part. A sentence becomes tokens (`tokens`, with `quoted` quotations as one token each); its cues
(`cues`: `verb_cues` with `valency` and `complements`, `other_cues`) give who is credited with which words, from their
`openings` to their `endings`; a signature gives who is credited with what is `displayed` above it. `sources` says who
"she" or "the company" is, from the `names` and `profiles` of the whole article; `inheritance` and `chains` settle
what carries over from sentence to sentence and from source to source. `hedges` stands by itself.
"""

from claimcheck.attribution.captions import read_picture_credits
from claimcheck.attribution.hedges import read_hedges
from claimcheck.attribution.model import Attribution, Stretch
from claimcheck.attribution.reading import read_attributions

__all__ = ["Attribution", "Stretch", "read_attributions", "read_hedges", "read_picture_credits"]
