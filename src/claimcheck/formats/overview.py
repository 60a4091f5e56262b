"""Overview: what a report comes to at a glance: its title, its headline figures, and who carries how many claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claimcheck.formats.words import name_of, severity_counts, status_counts, strength_counts
from claimcheck.report import Report
from claimcheck.verdicts import Source


@dataclass(frozen=True, slots=True)
class Carried:
    """The claims that go back to one source.

    Attributes:
        source: the origin, as its first claim shows it; None for the reporter's own voice.
        claim_ids: its claims, in reading order.
        through: who passed some of them on, by name.
    """

    source: Source | None
    claim_ids: tuple[str, ...]
    through: tuple[str, ...] = ()


def title_of(report: Report) -> str:
    """The article's title, else its headline, else its id."""
    text = report.article.text
    headline = next((text[s.start : s.end] for s in report.sentences if s.region == "headline"), None)
    return report.article.title or headline or f"Article {report.article.id}"


def figures_of(report: Report) -> Mapping[str, str]:
    """The headline figures in words, by their labels: sentences, claims, sourcing, checking, findings."""
    coverage, claims = report.coverage, report.claims
    failed = f", {coverage.failed:,} could not be read" if coverage.failed else ""
    unanchored = sum(not claim.anchors for claim in claims)
    nowhere = f", {unanchored:,} of them not found in the text" if unanchored else ""
    return {
        "Sentences": f"{coverage.sentences:,}: {coverage.with_claims:,} with claims, "
        f"{coverage.no_claim:,} without{failed}",
        "Claims": f"{len(claims):,}{nowhere}",
        "Sourcing": strength_counts(claims),
        "Checking": status_counts(claims),
        "Findings": severity_counts(report.findings),
    }


def sources_of(report: Report) -> tuple[Carried, ...]:
    """Who the article's claims go back to: those with the most claims first, ties in reading order.

    Two sources are one where they have the same name, or the same words for a name, and are of the same kind.
    """
    first: dict[tuple[str, str] | None, Source | None] = {}
    claims: dict[tuple[str, str] | None, list[str]] = {}
    through: dict[tuple[str, str] | None, dict[str, None]] = {}
    for claim in report.claims:
        if claim.sourcing is None:
            continue
        origin = claim.sourcing.origin
        key = (name_of(origin).casefold(), origin.kind) if origin else None
        first.setdefault(key, origin)
        claims.setdefault(key, []).append(claim.id)
        through.setdefault(key, {}).update((name_of(relay), None) for relay in claim.sourcing.relays)
    carried = [Carried(first[key], tuple(ids), tuple(through[key])) for key, ids in claims.items()]
    return tuple(sorted(carried, key=lambda each: -len(each.claim_ids)))
