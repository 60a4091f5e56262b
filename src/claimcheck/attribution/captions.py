"""Credits of pictures: a caption is vouched for by whoever took the picture, where a label says who."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimcheck.article import Article
from claimcheck.attribution.kinds import is_outlet
from claimcheck.attribution.model import Attribution
from claimcheck.attribution.persons import looks_personal
from claimcheck.segment import Sentence
from claimcheck.spans import Span
from claimcheck.verdicts import Hop, Source

_CREDIT = re.compile(
    r"\(?(?:file )?(?:image|photo|photograph|picture|video|audio|credit)s?(?: credit| by|/|:)+\s?"
    r"(?P<name>\w[^.;,/()]{1,80})",
    re.IGNORECASE,
)


def read_picture_credits(article: Article, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """The captions of an article that name who took the picture ("Image: Ida Roos"), as attributions without a cue.

    They are apart from `read_attributions` because a credit says whose the picture is, and only by that
    whose word the caption is.
    """
    return tuple(_read(article.text, sentences))


def _read(text: str, sentences: Sequence[Sentence]) -> Iterator[Attribution]:
    for caption, credit in pairwise(sentences):
        label = _CREDIT.match(credit.text)
        if label is None or caption.region != "caption" or caption.paragraph != credit.paragraph:
            continue
        start, name = credit.start + label.start("name"), label["name"].rstrip()
        source = Source(
            name=name,
            kind="named_person" if looks_personal(name.split()) else "named_organization",
            is_outlet=is_outlet(name),
            mention=Span.of(text, start, start + len(name)),
        )
        content = ((caption.start, caption.end),)
        yield Attribution(content, (Hop(source=source),), "indirect", inherited=False, sentence_ids=(caption.id,))
