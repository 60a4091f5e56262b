"""How far the reports of a model agree with the gold set: claims, sources, verifiability, findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from claimcheck import Report
from claimcheck.report import Finding
from claimcheck.spans import Span
from claimcheck.verdicts import Claim
from claimcheck.wording import similarity
from gold.agreement import Reading, share, sourcing_figures
from gold.loader import GoldArticle, GoldClaim, GoldFinding

SAME_CLAIM = 0.6
"""Two claims may be the same from this F1 of their content words on."""

Pair = tuple[GoldClaim, Claim]


def model_figures(gold: Sequence[GoldArticle], reports: Mapping[str, Report]) -> dict[str, float | None]:
    """All figures of these reports. A missing report lowers recall; a claim without a verdict is wrong."""
    pairs: list[tuple[str, Pair]] = []
    stated = found = right_findings = 0
    for each in gold:
        report = reports.get(each.article.id)
        if report is None:
            continue
        pairs += [(each.article.id, pair) for pair in matched(each.claims, report.claims)]
        stated += len(report.claims)
        found += len(report.findings)
        right_findings += len(matched_findings(each.findings, report.findings))
    wanted = sum(len(each.claims) for each in gold)
    wanted_findings = sum(len(each.findings) for each in gold)
    sourcing = sourcing_figures(Reading(f"{name}/{g.id}", g, c.sourcing) for name, (g, c) in pairs)
    return {
        "claim_precision": _ratio(len(pairs), stated),
        "claim_recall": _ratio(len(pairs), wanted),
        "claim_f1": _ratio(2 * len(pairs), stated + wanted),
        **sourcing,
        **_verifiability([pair for _, pair in pairs]),
        "finding_precision": _ratio(right_findings, found),
        "finding_recall": _ratio(right_findings, wanted_findings),
    }


def matched(gold: Sequence[GoldClaim], stated: Sequence[Claim]) -> list[Pair]:
    """Claims that are the same: one to one, the most alike first."""
    alike = [(similarity(g.text, c.text), g, c) for g in gold for c in stated]
    pairs: list[Pair] = []
    taken: set[int] = set()
    for likeness, one, other in sorted(alike, key=lambda each: -each[0]):
        if likeness >= SAME_CLAIM and taken.isdisjoint((id(one), id(other))):
            taken |= {id(one), id(other)}
            pairs.append((one, other))
    return pairs


def matched_findings(gold: Sequence[GoldFinding], found: Sequence[Finding]) -> list[tuple[GoldFinding, Finding]]:
    """Findings of one kind that show something of the same place: one to one, in reading order."""
    left = list(gold)
    pairs = []
    for finding in found:
        same = (each for each in left if each.kind == finding.kind and _share_a_place(each.spans, finding.spans))
        first = next(same, None)
        if first is not None:
            left.remove(first)
            pairs.append((first, finding))
    return pairs


def _verifiability(pairs: Iterable[Pair]) -> dict[str, float | None]:
    """`status`, of the matched claims; `status_balanced`, the mean of that over the three; `obstacle` and `kind`."""
    statuses: defaultdict[str, list[bool]] = defaultdict(list)
    obstacles, kinds = [], []
    for gold, claim in pairs:
        wanted, given = gold.verifiability, claim.verifiability
        statuses[wanted.status].append(given is not None and given.status == wanted.status)
        kinds.append(claim.kind == gold.kind)
        if wanted.obstacle:
            obstacles.append(given is not None and given.obstacle == wanted.obstacle)
    recalls = [sum(right) / len(right) for right in statuses.values()]
    return {
        "status": share([right for status in statuses.values() for right in status]),
        "status_balanced": sum(recalls) / len(recalls) if recalls else None,
        "obstacle": share(obstacles),
        "claim_kind": share(kinds),
    }


def _share_a_place(one: Iterable[Span], other: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one for b in other)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
