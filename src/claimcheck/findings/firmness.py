"""Firmness: whether the article, or somebody who can be called, stands behind a claim."""

from __future__ import annotations

import re

from claimcheck.spans import Span
from claimcheck.verdicts import Claim, Hop, points_to_somebody

_ROUTINE = re.compile(
    r"\b(?:officials?|authorit(?:y|ies)|police|prosecutors?|investigators?|spokes\w+|researchers?)\b", re.IGNORECASE
)
_OUTLETS = re.compile(
    r"\b(?:newspapers|papers|outlets|broadcasters|news sites|websites|portals|channels"
    r"|(?:local|social|state|news) media|(?:media|news|press|newspaper) reports|reports (?:in|from))\b",
    re.IGNORECASE,
)
_ONE_OUTLET = re.compile(
    r"\b(?:newspaper|daily|weekly|broadcaster|portal|tabloid|news (?:site|agency|outlet|portal|channel)"
    r"|(?:TV|television|radio) (?:station|channel))\b[^.]*\b[A-Z]"
)
_NOBODY_IN_PARTICULAR = re.compile(r"(?:everybody|everyone|nobody|no one|people|many|some|others?|all)$", re.IGNORECASE)
_RELAYING = re.compile(
    r"report|according|citing|cited|cites|quot|wrote|writes|say|said|publish|confirm|broadcast", re.IGNORECASE
)
_PICTURE = re.compile(r"\b(?:videos?|clips?|footage|photos?|photographs?|pictures?|images?)\b", re.IGNORECASE)
_OF_NOBODY = re.compile(
    r"\b(?:shared|circulat\w+|viral|posted|online|social media|anonymous\w*|unsigned)\b", re.IGNORECASE
)
_SILENT = re.compile(
    r"\b(?:declin\w+|refus\w+|den(?:y|ies|ied)|disput\w+|reject\w*|comment|unclear|unaware|nothing|none|nobody"
    r"|no (?:knowledge|indication|evidence|sign)|not (?:aware|been)|(?:do|does|did|could|has|have|had) not"
    r"|(?:do|does|did|could)n.t|(?:has|had) no)\b",
    re.IGNORECASE,
)


def is_firm(claim: Claim) -> bool:
    """Whether the article stands behind a claim, or somebody does who can be called; a group is many witnesses."""
    return claim.sourcing is None or not claim.sourcing.chain or soft_source(claim) is None


def soft_source(claim: Claim) -> Span | None:
    """The words for whoever makes a credited claim soft: somebody withheld, one without a name, another outlet."""
    chain = claim.sourcing.chain if claim.sourcing else ()
    for hop in reversed(chain):
        source, mention = hop.source, hop.source.mention
        if mention is None:
            continue
        if source.kind == "anonymous" or (hop is chain[-1] and _is_soft_origin(hop, mention.quote)):
            return mention
    return None


def _is_soft_origin(hop: Hop, mention: str) -> bool:
    if hop.source.kind == "unnamed_person" and not _ROUTINE.search(mention):
        return True
    if hop.source.is_outlet and relays(hop):
        return True
    return is_nobody_in_particular(mention) or is_outlets(mention) or is_of_nobody(mention)


def relays(hop: Hop) -> bool:
    """Whether the words that credit an outlet say that it reported; the BBC may also be the news itself."""
    return hop.cue is None or _RELAYING.search(hop.cue.quote) is not None


def second_hand_hedge(claim: Claim) -> Span | None:
    """The hedge that says somebody told the reporter so, where nobody is credited."""
    if claim.sourcing is None or claim.sourcing.chain:
        return None
    return next((each for each in claim.sourcing.hedges if points_to_somebody(each.quote)), None)


def is_outlets(mention: str) -> bool:
    """Whether words stand for other outlets without their names: "several newspapers"."""
    return _OUTLETS.search(mention) is not None


def is_one_outlet(mention: str) -> bool:
    """Whether words call what they name an outlet: "the portal Open Eyes"."""
    return _ONE_OUTLET.search(mention) is not None


def is_nobody_in_particular(mention: str) -> bool:
    """Whether words stand for no witness: "everybody knows"."""
    return _NOBODY_IN_PARTICULAR.match(mention) is not None


def is_picture(text: str) -> bool:
    """Whether a text speaks of a picture or a recording."""
    return _PICTURE.search(text) is not None


def is_denial(text: str) -> bool:
    """Whether a sentence denies, declines to say, or finds nothing: it bears nothing out."""
    return _SILENT.search(text) is not None


def is_of_nobody(mention: str) -> bool:
    """Whether a document has no sender: an anonymous letter, a video that is passed around."""
    return _OF_NOBODY.search(mention) is not None
