"""Dropped hedges: what the body says "reportedly" once and flatly another time."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.findings.alike import Rivals, says_the_same
from claimcheck.findings.passages import Passage, Story
from claimcheck.report import Finding
from claimcheck.spans import Span
from claimcheck.verdicts import SECOND_HAND_HEDGES


def dropped_hedges(story: Story) -> Iterator[Finding]:
    """Finds statements of the body that are hedged at one place and stated flatly, with nobody credited, at another."""
    rivals = Rivals(story.body)
    told: set[str] = set()
    for hedged in story.body:
        hedge = _second_hand_hedge(hedged)
        if hedge is None:
            continue
        for flat in rivals.of(hedged):
            if flat.sentence.id not in told and _is_flat(flat) and says_the_same(hedged, flat):
                told.add(flat.sentence.id)
                yield _finding(hedged, flat, hedge)
                break


def _second_hand_hedge(passage: Passage) -> Span | None:
    hedge = passage.hedge_on((f"<{passage.event.name}>",)) if passage.event else None
    return hedge if hedge and not SECOND_HAND_HEDGES.isdisjoint(hedge.quote.casefold().split()) else None


def _is_flat(passage: Passage) -> bool:
    return bool(passage.claims) and not (passage.hedges or passage.is_attributed or passage.is_quoted)


def _finding(hedged: Passage, flat: Passage, hedge: Span) -> Finding:
    first, second = sorted((hedged, flat), key=lambda passage: passage.sentence.start)
    return Finding(
        kind="dropped_hedge",
        severity="medium",
        message=f"One sentence hedges this with “{hedge.quote}”, another states it as a fact and credits nobody.",
        claim_ids=tuple(dict.fromkeys(claim.id for claim in (*first.claims, *second.claims))),
        spans=(first.span, second.span),
    )
