"""The gold articles with their annotation, every quote resolved to the characters that it stands for.

The files have quotes and no offsets (README.md says how they are written). What is read here is in the library's own
terms: a claim has `Sourcing` and `Verifiability`, whose validators hold the annotation to their rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from claimcheck import Article
from claimcheck.article import Region
from claimcheck.report import FindingKind
from claimcheck.segment import Sentence, segment
from claimcheck.spans import Span
from claimcheck.verdicts import (
    CheckWorthiness,
    ClaimKind,
    Hop,
    Obstacle,
    Source,
    SourceKind,
    Sourcing,
    Speech,
    Status,
    Strength,
    Verifiability,
)

FOLDER = Path(__file__).with_name("articles")


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim as a person annotated it.

    Attributes:
        id: unique in its article.
        text: the claim, to be understood without the article.
        kind: what sort of statement it is.
        anchors: the characters that state it.
        sentence_ids: the sentences that the anchors lie in.
        sourcing: who is credited for it; `corroborated_by` names the claims that state the same fact.
        verifiability: whether it could be settled. No records were annotated.
    """

    id: str
    text: str
    kind: ClaimKind
    anchors: tuple[Span, ...]
    sentence_ids: tuple[str, ...]
    sourcing: Sourcing
    verifiability: Verifiability


@dataclass(frozen=True, slots=True)
class GoldFinding:
    """What an editor would object to, and the spans that show it."""

    kind: FindingKind
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and everything that was annotated in it.

    Attributes:
        article: its `id` is the name of its files.
        sentences: as `segment` gives them; not annotated.
        claims: in reading order.
        findings: none for an article that an editor would let pass.
        regions: the stretches that are not body.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    claims: tuple[GoldClaim, ...]
    findings: tuple[GoldFinding, ...]
    regions: tuple[tuple[Region, Span], ...]


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Occurrence(_Written):
    quote: str
    occurrence: int


class _Source(_Written):
    name: str | None
    kind: SourceKind
    title: str | None = None
    justification: str | None = None
    is_outlet: bool = False


class _Hop(_Written):
    source: str
    mention: str


class _Claim(_Written):
    id: str
    text: str
    quotes: list[str | _Occurrence] = Field(min_length=1)
    kind: ClaimKind
    strength: Strength
    chain: list[_Hop] = []
    speech: Speech = "none"
    hedges: list[str] = []
    status: Status
    obstacle: Obstacle | None = None
    check_worthiness: CheckWorthiness


class _Finding(_Written):
    kind: FindingKind
    quotes: list[str | _Occurrence] = Field(min_length=1)


class _Region(_Written):
    region: Region
    quote: str | _Occurrence


class _Annotation(_Written):
    sources: dict[str, _Source]
    claims: list[_Claim]
    findings: list[_Finding]
    regions: list[_Region]
    corroborations: list[list[str]]


@cache
def articles() -> tuple[GoldArticle, ...]:
    """All gold articles, by name.

    Raises:
        ValueError: an annotation does not fit its article or the rules of a verdict.
    """
    return tuple(read(path) for path in sorted(FOLDER.glob("*.txt")))


def read(path: Path) -> GoldArticle:
    """One gold article.

    Args:
        path: its text; the annotation lies beside it and ends in `.json`.

    Raises:
        ValueError: see `articles`.
    """
    article = Article.of(path.read_text(encoding="utf-8"), id=path.stem)
    written = _Annotation.model_validate_json(path.with_suffix(".json").read_bytes())
    sentences = segment(article)
    return GoldArticle(
        article=article,
        sentences=sentences,
        claims=tuple(_claim(article.text, sentences, written, each) for each in written.claims),
        findings=tuple(GoldFinding(each.kind, _spans(article.text, each.quotes)) for each in written.findings),
        regions=tuple((each.region, find(article.text, each.quote)) for each in written.regions),
    )


def _claim(text: str, sentences: Sequence[Sentence], written: _Annotation, claim: _Claim) -> GoldClaim:
    anchors = _spans(text, claim.quotes)
    chain = tuple(
        Hop(source=Source(**written.sources[hop.source].model_dump(), mention=nearest(text, hop.mention, anchors)))
        for hop in claim.chain
    )
    return GoldClaim(
        id=claim.id,
        text=claim.text,
        kind=claim.kind,
        anchors=anchors,
        sentence_ids=tuple(each.id for each in sentences if any(_overlap(each, anchor) for anchor in anchors)),
        sourcing=Sourcing(
            strength=claim.strength,
            chain=chain,
            speech=claim.speech,
            hedges=tuple(nearest(text, hedge, anchors, inside=True) for hedge in claim.hedges),
            corroborated_by=tuple(_same_fact(written.corroborations, claim.id)),
        ),
        verifiability=Verifiability(
            status=claim.status, obstacle=claim.obstacle, check_worthiness=claim.check_worthiness
        ),
    )


def find(text: str, quote: str | _Occurrence) -> Span:
    """Where a quote stands. One that stands in several places must say which it is, counted from 1.

    Raises:
        ValueError: it does not stand in the text, or it is not clear where.
    """
    words, occurrence = (quote, None) if isinstance(quote, str) else (quote.quote, quote.occurrence)
    places = list(_places(text, words))
    if not places or (occurrence is None and len(places) > 1) or (occurrence and occurrence > len(places)):
        raise ValueError(f"{words!r} stands in {len(places)} places of the article")
    return places[(occurrence or 1) - 1]


def nearest(text: str, words: str, anchors: Sequence[Span], *, inside: bool = False) -> Span:
    """Where these words stand nearest to the first anchor: in its paragraph, if they stand there at all.

    Args:
        text: the article.
        words: what to look for, as whole words.
        anchors: what states the claim.
        inside: whether a place inside the anchors is better than one outside; a hedge is, a source is not.

    Raises:
        ValueError: the words do not stand in the text.
    """

    def distance(place: Span) -> tuple[bool, bool, int]:
        anchor = anchors[0]
        first, last = sorted((place.start, anchor.start))
        held = any(place.lies_within(each.start, each.end) for each in anchors)
        return "\n\n" in text[first:last], held != inside, max(place.start - anchor.end, anchor.start - place.end, 0)

    places = list(_places(text, words))
    if not places:
        raise ValueError(f"{words!r} does not stand in the article")
    return min(places, key=distance)


def _places(text: str, words: str) -> Iterable[Span]:
    """Where these words stand, as whole words."""
    for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        yield Span.of(text, *found.span())


def _spans(text: str, quotes: Iterable[str | _Occurrence]) -> tuple[Span, ...]:
    return tuple(find(text, quote) for quote in quotes)


def _overlap(sentence: Sentence, span: Span) -> bool:
    return sentence.start < span.end and span.start < sentence.end


def _same_fact(groups: Iterable[Sequence[str]], own: str) -> Iterable[str]:
    return (other for group in groups if own in group for other in group if other != own)
