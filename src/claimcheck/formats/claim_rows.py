"""Claim rows: a report as one flat row a claim, for tables and dataframes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from claimcheck.formats.words import name_of, record_in_words
from claimcheck.report import Finding, Report
from claimcheck.verdicts import Claim, Sourcing, Verifiability

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]
"""A value for each of `COLUMNS`, in their order."""

COLUMNS: Final[Mapping[str, str]] = {
    "article_id": "the article's id",
    "claim_id": "the claim's id, unique in its article",
    "fingerprint": "the same claim in a later version of the article keeps it",
    "claim": "the claim, standalone",
    "kind": "what sort of statement it is",
    "region": "where the first of its sentences stands: headline, body, caption, boilerplate",
    "sentence_ids": "the sentences that state it, parted by spaces",
    "start": "its first anchor: offset of the first character in the article's text, in code points",
    "end": "its first anchor: offset behind the last character",
    "quote": "its first anchor: the words that stand there",
    "anchors": "all its anchors as start:end, parted by spaces",
    "strength": "how firmly it is sourced",
    "source": "its origin: the name, or the words that stand for it",
    "source_kind": "what kind of source the origin is",
    "source_title": "the origin's title, as printed",
    "through": "who passed it on, from the reader inwards, parted by semicolons",
    "speech": "whether it stands in quotation marks: direct, mixed, indirect, none",
    "hedges": "the words that soften it, parted by semicolons",
    "inherited": "whether its attribution was stated in an earlier sentence",
    "corroborated_by": "the claims that state the same fact, parted by spaces",
    "status": "whether it could be settled",
    "obstacle": "what stands in the way",
    "check_worthiness": "how much it matters that somebody settles it: high, medium, low",
    "evidence": "the records that would settle it and where they are kept, parted by semicolons",
    "missing": "what the article would have to say, parted by semicolons",
    "confidence": "how far the readings of the claim agree, 0 to 1",
    "rationale": "why the verdict is what it is, or why there is none",
    "findings": "the kinds of the findings that name the claim, parted by spaces",
}
"""The columns of a row and what they hold. A later version adds columns at the end, and neither drops nor moves one."""


def claim_rows(report: Report) -> Iterator[Row]:
    """The rows of a report, in reading order. What is not known, or not there, is None."""
    regions = {sentence.id: sentence.region for sentence in report.sentences}
    findings = _kinds_by_claim(report.findings)
    for claim in report.claims:
        yield {
            "article_id": report.article.id,
            "claim_id": claim.id,
            "fingerprint": claim.fingerprint,
            "claim": claim.text,
            "kind": claim.kind,
            "region": regions[claim.sentence_ids[0]],
            "sentence_ids": _parted_by_spaces(claim.sentence_ids),
            **_anchoring(claim),
            **_sourcing(claim.sourcing),
            **_checking(claim.verifiability),
            "confidence": claim.confidence,
            "rationale": claim.rationale,
            "findings": _parted_by_spaces(findings.get(claim.id, ())),
        }


def _anchoring(claim: Claim) -> Row:
    if not claim.anchors:
        return dict.fromkeys(("start", "end", "quote", "anchors"))
    first = claim.anchors[0]
    every = _parted_by_spaces(f"{anchor.start}:{anchor.end}" for anchor in claim.anchors)
    return {"start": first.start, "end": first.end, "quote": first.quote, "anchors": every}


def _sourcing(sourcing: Sourcing | None) -> Row:
    if sourcing is None:
        return dict.fromkeys((
            "strength", "source", "source_kind", "source_title", "through",
            "speech", "hedges", "inherited", "corroborated_by",
        ))  # fmt: skip
    origin = sourcing.origin
    return {
        "strength": sourcing.strength,
        "source": name_of(origin) if origin else None,
        "source_kind": origin.kind if origin else None,
        "source_title": origin.title if origin else None,
        "through": _parted_by_semicolons(map(name_of, sourcing.relays)),
        "speech": sourcing.speech,
        "hedges": _parted_by_semicolons(hedge.quote for hedge in sourcing.hedges),
        "inherited": sourcing.inherited,
        "corroborated_by": _parted_by_spaces(sourcing.corroborated_by),
    }


def _checking(verifiability: Verifiability | None) -> Row:
    if verifiability is None:
        return dict.fromkeys(("status", "obstacle", "check_worthiness", "evidence", "missing"))
    return {
        "status": verifiability.status,
        "obstacle": verifiability.obstacle,
        "check_worthiness": verifiability.check_worthiness,
        "evidence": _parted_by_semicolons(map(record_in_words, verifiability.evidence)),
        "missing": _parted_by_semicolons(verifiability.missing),
    }


def _kinds_by_claim(findings: Iterable[Finding]) -> Mapping[str, Iterable[str]]:
    kinds: dict[str, dict[str, None]] = {}
    for finding in findings:
        for name in finding.claim_ids:
            kinds.setdefault(name, {})[finding.kind] = None
    return kinds


def _parted_by_spaces(names: Iterable[str]) -> str | None:
    return " ".join(names) or None


def _parted_by_semicolons(texts: Iterable[str]) -> str | None:
    return "; ".join(texts) or None
