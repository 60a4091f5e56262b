"""Resolved: findings that only one of the two reports has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from claimcheck.comparison.alignment import Alignment
from claimcheck.comparison.causes import Pair
from claimcheck.comparison.edition import Edition
from claimcheck.comparison.model import Cause, Change, Side
from claimcheck.comparison.pairing import Candidate, best_first
from claimcheck.report import Finding


def finding_changes(alignment: Alignment, pairs: Sequence[Pair], changes: Sequence[Change]) -> Iterator[Change]:
    """The findings that are new, and those that are resolved.

    A finding is the same if it is of the same kind and about the same claims or sentences.

    Args:
        alignment: the two versions.
        pairs: the claims that both have.
        changes: those of the claims: they tell why a finding came or went.
    """
    old, new = alignment.old.report.findings, alignment.new.report.findings
    twins = {before.id: after.id for before, after in pairs}
    matched = list(best_first(_alike(alignment, twins)))
    kept, known = {at for at, _ in matched}, {to for _, to in matched}
    for at, finding in enumerate(old):
        if at not in kept:
            cause = _cause(alignment, finding, changes, new=False)
            yield Change(
                kind="finding_resolved",
                cause=cause,
                importance=finding.severity,
                message=f"Resolved: {finding.message}",
                old=_side(finding, alignment.old),
                new=None,
            )
    for to, finding in enumerate(new):
        if to not in known:
            cause = _cause(alignment, finding, changes, new=True)
            yield Change(
                kind="finding_new",
                cause=cause,
                importance=finding.severity,
                message=finding.message,
                old=None,
                new=_side(finding, alignment.new),
            )


def _alike(alignment: Alignment, twins: Mapping[str, str]) -> Iterator[Candidate]:
    for at, finding in enumerate(alignment.old.report.findings):
        claims = {twins[name] for name in finding.claim_ids if name in twins}
        sentences = {alignment.counterparts.get(name) for name in alignment.old.around(finding.spans)}
        for to, other in enumerate(alignment.new.report.findings):
            if finding.kind != other.kind:
                continue
            shared = len(claims & set(other.claim_ids)) + len(sentences & set(alignment.new.around(other.spans)))
            if shared:
                yield float(shared), at, to


def _cause(alignment: Alignment, finding: Finding, changes: Sequence[Change], *, new: bool) -> Cause:
    """Findings are made by rule, so a change of theirs comes from the words or from how the claims were read.

    Where neither the sentences nor the claims of a finding differ, something else in the article made it come or go,
    if anything else was edited.
    """
    edition = alignment.new if new else alignment.old
    shown = edition.around(finding.spans)
    if not (alignment.unchanged(new_ids=shown) if new else alignment.unchanged(old_ids=shown)):
        return "words"
    causes = Counter(c.cause for c in changes if not set(finding.claim_ids).isdisjoint(c.claims[new]))
    if causes["words"] or causes["context"]:
        return "context"
    edited = alignment.changed_old or alignment.changed_new
    return "context" if edited and not causes["reading"] else "reading"


def _side(finding: Finding, edition: Edition) -> Side:
    side = edition.side(finding.message, edition.around(finding.spans), spans=finding.spans, value=finding.kind)
    return side.model_copy(update={"claim_ids": finding.claim_ids})
