"""Alone: claims that only one of the two reports has, or has by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimcheck.comparison.alignment import Alignment
from claimcheck.comparison.causes import Pair, cause_of_one
from claimcheck.comparison.edition import Edition
from claimcheck.comparison.model import Change
from claimcheck.comparison.pairing import meaning
from claimcheck.report import Severity
from claimcheck.verdicts import Claim

MIN_HELD = 2 / 3
"""If a claim of the same sentence has so large a share of another's concepts, it may say that, too, and more."""


def alone(alignment: Alignment, pairs: Sequence[Pair]) -> Iterator[Change]:
    """The claims that are gone, and those that were added.

    A claim whose sentence could not be read for the other report is neither: it may be there, too.

    Args:
        alignment: the two versions.
        pairs: the claims that both have.
    """
    kept, known = {before.id for before, _ in pairs}, {after.id for _, after in pairs}
    theirs = _Other(alignment.new, alignment.counterparts, "new")
    for claim in alignment.old.claims:
        if claim.id not in kept and not theirs.left_unread(claim):
            cause = cause_of_one(alignment, old=claim)
            what = "Claim gone" if cause != "reading" else "Claim not found again, although its sentence is the same"
            yield Change(
                kind="claim_gone",
                cause=cause,
                importance=_importance(claim, theirs),
                message=what + _where_else(claim, theirs),
                old=alignment.old.side_of(claim),
                new=None,
            )
    ours = _Other(alignment.old, alignment.origins, "old")
    for claim in alignment.new.claims:
        if claim.id not in known and not ours.left_unread(claim):
            cause = cause_of_one(alignment, new=claim)
            what = "Claim added" if cause != "reading" else "Claim found only now, although its sentence is the same"
            yield Change(
                kind="claim_added",
                cause=cause,
                importance=_importance(claim, ours),
                message=what + _where_else(claim, ours),
                old=None,
                new=alignment.new.side_of(claim),
            )


class _Other:
    """The report that does not have a claim.

    Args:
        edition: that report.
        counterparts: for sentences of the report that has it, those of this one that they are.
        name: which one it is.
    """

    def __init__(self, edition: Edition, counterparts: Mapping[str, str], name: str) -> None:
        self.name = name
        self._edition, self._counterparts = edition, counterparts
        self._stated: dict[str, list[Claim]] = defaultdict(list)
        for claim in edition.claims:
            for sentence in claim.sentence_ids:
                self._stated[sentence].append(claim)

    def left_unread(self, claim: Claim) -> bool:
        """Whether a sentence that states the claim could not be read for this report."""
        return any(self._edition.sentence(name).outcome == "failed" for name in self._sentences(claim))

    def holding(self, claim: Claim) -> list[str]:
        """The ids of the claims of the same sentences that may say it along with something else."""
        ours = meaning(claim.text)
        near = {each.id: each for name in self._sentences(claim) for each in self._stated.get(name, ())}
        return [name for name, each in near.items() if ours and len(ours & meaning(each.text)) >= MIN_HELD * len(ours)]

    def _sentences(self, claim: Claim) -> Iterable[str]:
        return [self._counterparts[name] for name in claim.sentence_ids if name in self._counterparts]


def _importance(claim: Claim, other: _Other) -> Severity:
    """A claim that came or went is as important as it is worth checking."""
    if other.holding(claim):
        return "low"
    return claim.verifiability.check_worthiness if claim.verifiability else "medium"


def _where_else(claim: Claim, other: _Other) -> str:
    held = other.holding(claim)
    return f"; {', '.join(held)} of the {other.name} report may say it too" if held else ""
