"""Overview: what a report comes to at a glance: its title, its headline figures, and who carries how many claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from claimcheck.formats.words import (
    kind_of_source,
    name_of,
    severity_counts,
    source_in_words,
    status_counts,
    strength_counts,
)
from claimcheck.report import Finding, Report, Severity
from claimcheck.verdicts import Sourcing, Strength


@dataclass(frozen=True, slots=True)
class Carried:
    """The claims that go back to one source.

    Attributes:
        who: the origin by name and title, or what stands for one that is not named.
        kind: what kind of source it is, in words; empty where there is none.
        claim_ids: its claims, in reading order.
        through: who passed some of them on, by name.
    """

    who: str
    kind: str
    claim_ids: tuple[str, ...]
    through: tuple[str, ...]


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


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by severity; those of one severity stay in their order."""
    severities = get_args(Severity)
    return sorted(findings, key=lambda finding: severities.index(finding.severity))


def sources_of(report: Report) -> tuple[Carried, ...]:
    """Who the article's claims go back to: those with the most claims first, ties in reading order.

    Two sources are one where they have the same name, or the same words for a name, and are of the same kind. The
    reporter's own voice is one, and so is whoever "reportedly" hints at.
    """
    together: dict[tuple[str, str], list[tuple[str, Sourcing]]] = {}
    for claim in report.claims:
        if sourcing := claim.sourcing:
            origin = sourcing.origin
            key = (name_of(origin).casefold(), origin.kind) if origin else ("", sourcing.strength)
            together.setdefault(key, []).append((claim.id, sourcing))
    return tuple(sorted(map(_carried, together.values()), key=lambda each: -len(each.claim_ids)))


def _carried(claims: Sequence[tuple[str, Sourcing]]) -> Carried:
    _, first = claims[0]
    return Carried(
        who=source_in_words(first.origin) if first.origin else _NOBODY.get(first.strength, ""),
        kind=kind_of_source(first.origin) if first.origin else "",
        claim_ids=tuple(name for name, _ in claims),
        through=tuple(dict.fromkeys(name_of(relay) for _, sourcing in claims for relay in sourcing.relays)),
    )


_NOBODY: Mapping[Strength, str] = {"reporter": "The reporter's own voice", "vague": "Somebody who is only hinted at"}
