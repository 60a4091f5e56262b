"""How far a reading of the sourcing agrees with the gold one, claim by claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimcheck.article import Region
from claimcheck.credits import Credits
from claimcheck.segment import Sentence
from claimcheck.spans import Span
from claimcheck.verdicts import Source, Sourcing
from claimcheck.wording import content_words
from gold.loader import GoldArticle, GoldClaim

MEASURES = (
    "strength", "speech", "hedges", "credited", "uncredited", "name", "origin_kind", "title", "justification",
)  # fmt: skip
SAME_NAME = 0.7
"""Names and titles with at least this share of their words in common (Dice) are the same."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim, who is credited for it according to the annotation, and according to what is measured.

    Attributes:
        where: the article's name and the claim's id.
        gold: the annotation.
        read: what is measured; None where it gave no verdict.
    """

    where: str
    gold: GoldClaim
    read: Sourcing | None


def own_readings(articles: Iterable[GoldArticle]) -> Iterator[Reading]:
    """The code's own reading of every gold claim."""
    for each in articles:
        credited = Credits(each.article, each.sentences)
        for claim in each.claims:
            sourcing = credited.sourcing(claim.anchors, claim.sentence_ids)
            yield Reading(f"{each.article.id}/{claim.id}", claim, sourcing)


def reading_figures(articles: Sequence[GoldArticle]) -> dict[str, float | None]:
    """All figures of the code's own reading: `sourcing_figures`, and `region`, of all sentences."""
    regions = [sentence.region == _gold_region(each, sentence) for each in articles for sentence in each.sentences]
    return sourcing_figures(own_readings(articles)) | {"region": share(regions)}


def sourcing_figures(readings: Iterable[Reading]) -> dict[str, float | None]:
    """The share of claims that are read as annotated, measure by measure.

    Returns:
        `strength` and `speech`, of all claims; `credited` and `origin_kind`, of those with a source; `uncredited`, of
        those without; `name`, `title` and `justification`, of those whose outermost source has one; `hedges`, of
        those that have some.
    """
    verdicts: dict[str, list[bool]] = {name: [] for name in MEASURES}
    for reading in readings:
        for name, right in judged(reading).items():
            verdicts[name].append(right)
    return {name: share(right) for name, right in verdicts.items()}


def judged(reading: Reading) -> dict[str, bool]:
    """Which measures a claim counts in, and whether it is read rightly in each."""
    gold, read = reading.gold.sourcing, reading.read
    read_chain = read.chain if read else ()
    verdict = {
        "strength": read is not None and read.strength == gold.strength,
        "speech": read is not None and read.speech == gold.speech,
    }
    if gold.hedges:
        verdict["hedges"] = read is not None and all(_among(hedge, read.hedges) for hedge in gold.hedges)
    if not gold.chain:
        return verdict | {"uncredited": read is not None and not read_chain}
    outer, read_outer = gold.chain[0].source, read_chain[0].source if read_chain else None
    verdict["credited"] = bool(read_chain)
    verdict["origin_kind"] = bool(read_chain) and read_chain[-1].source.kind == gold.chain[-1].source.kind
    if outer.name:
        verdict["name"] = read_outer is not None and same_words(outer.name, read_outer.name)
    if outer.title:
        verdict["title"] = read_outer is not None and same_words(outer.title, read_outer.title)
    if outer.justification:
        told = read_outer.justification if read_outer else None
        verdict["justification"] = same_words(outer.justification, told)
    return verdict


def same_words(one: str, other: str | None) -> bool:
    """Whether two names or titles are the same but for some words: one may hold the other."""
    mine, theirs = set(content_words(one)), set(content_words(other or ""))
    if not mine or not theirs:
        return False
    common = len(mine & theirs)
    return common in (len(mine), len(theirs)) or 2 * common / (len(mine) + len(theirs)) >= SAME_NAME


def share(right: Sequence[bool]) -> float | None:
    """The share of what is right; None where there is nothing."""
    return sum(right) / len(right) if right else None


def shown(sourcing: Sourcing | None) -> str:
    """A sourcing in a line, to look at where two readings differ."""
    if sourcing is None:
        return "no verdict"
    chain = " > ".join(_source(hop.source) for hop in sourcing.chain) or "nobody"
    return f"{sourcing.strength}, {sourcing.speech}: {chain}"


def _gold_region(gold: GoldArticle, sentence: Sentence) -> Region:
    marked = (region for region, span in gold.regions if span.start < sentence.end and sentence.start < span.end)
    return next(marked, "body")


def _among(hedge: Span, hedges: Iterable[Span]) -> bool:
    return any(hedge.start < each.end and each.start < hedge.end for each in hedges)


def _source(source: Source) -> str:
    return f"{source.name or (source.mention.quote if source.mention else '?')} ({source.kind}; {source.title})"
