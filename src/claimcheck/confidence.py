"""Confidence: how far the readings of a claim agree, and what keeps them from agreeing further.

The formula is in the documentation, under verdicts. Whatever lowers the number is told in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.drafts import AnchoredClaim
from claimcheck.verdicts import Sourcing

UNANCHORED = 0.5
"""What the confidence is multiplied by where the words that state a claim were not found."""

UNSPLIT = 0.8
"""What it is multiplied by where no claim of the model's that held tells it, and the article's own words do."""

CARRIED_OVER = 0.9
"""What it is multiplied by where the source is carried over from an earlier sentence."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """A number from 0 to 1, and what lowers it, in sentences; empty where nothing does."""

    share: float
    why: str


def confidence_in_sort(claim: AnchoredClaim, sourcing: Sourcing, *, factual: float) -> Confidence:
    """Where the model and the words were read for what the claim states, fact or opinion.

    Args:
        claim: the claim, with its anchors.
        sourcing: its sourcing.
        factual: how likely it states a fact, 0 to 1.
    """
    return _lowered(claim, sourcing, agreement=abs(2 * factual - 1), so_far=_sort_in_words(factual))


def confidence_in_credit(claim: AnchoredClaim, sourcing: Sourcing, *, agreement: float) -> Confidence:
    """Where both the model and the words were read for who is credited.

    Args:
        claim: the claim, with its anchors.
        sourcing: its sourcing.
        agreement: of the two, 0 to 1.
    """
    return _lowered(claim, sourcing, agreement=agreement, so_far=_credit_in_words(agreement))


def _lowered(claim: AnchoredClaim, sourcing: Sourcing, *, agreement: float, so_far: str) -> Confidence:
    share = agreement if agreement == 1 else 0.5 + agreement / 2
    share *= 1 if claim.anchors else UNANCHORED
    share *= UNSPLIT if claim.draft.verbatim else 1
    share *= CARRIED_OVER if sourcing.inherited else 1
    return Confidence(round(share, 2), " ".join(filter(None, (so_far, *_doubts(claim, sourcing)))))


def _doubts(claim: AnchoredClaim, sourcing: Sourcing) -> Iterator[str]:
    if not claim.anchors:
        yield "The words that state it were not found."
    if claim.draft.verbatim:
        yield "It is told in the article's own words, as no claim of the model's that held tells it."
    if sourcing.inherited:
        yield "Its source is carried over from an earlier sentence."


def _sort_in_words(factual: float) -> str:
    likelier = max(factual, 1 - factual)
    if likelier < 0.65:
        return "Whether it states a fact or an opinion is a close call."
    one, other = ("a fact", "an opinion") if factual >= 0.5 else ("an opinion", "a fact")
    if likelier < 0.9:
        return f"It states {one} rather than {other}."
    return f"It clearly states {one}."


def _credit_in_words(agreement: float) -> str:
    if agreement == 1:
        return ""
    if agreement == 0:
        return "The model and the article's own words disagree on whether anybody is credited."
    return "The model and the article's own words agree only in part on who is credited."
