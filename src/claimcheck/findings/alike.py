"""Alike: which passages tell of the same event, so that their figures and hedges can be compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from claimcheck.findings.dates import conflict
from claimcheck.findings.passages import Passage

MIN_SHARED = 0.6
"""Of the concepts of the shorter of two passages about one event, so large a share stands in the other too."""

MIN_SHARED_BUT_FOR_FIGURES = 0.8
"""And so large a share where their figures differ."""

MAX_RIVALS = 20
"""A passage is compared with so many others at most, the nearest before it and behind it first."""


class Rivals:
    """Which passages may tell of the same event as another: those that have an event of its class.

    Args:
        passages: in reading order.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._by_event: dict[str, list[Passage]] = defaultdict(list)
        self._place: dict[str, int] = {}
        for passage in passages:
            if passage.event:
                self._place[passage.sentence.id] = len(self._by_event[passage.event.name])
                self._by_event[passage.event.name].append(passage)

    def of(self, passage: Passage) -> Iterator[Passage]:
        """The passages to compare with one, in reading order, itself excluded."""
        if passage.event is None:
            return
        among = self._by_event[passage.event.name]
        at = self._place.get(passage.sentence.id, 0)
        first = max(0, at - MAX_RIVALS // 2)
        for other in among[first : first + MAX_RIVALS]:
            if other.sentence.id != passage.sentence.id:
                yield other


def says_the_same(a: Passage, b: Passage, *, but_for_figures: bool = False) -> bool:
    """Whether two passages tell of the same event: of one class, about the same names, at times that agree.

    Args:
        a: one passage.
        b: another.
        but_for_figures: whether their figures may differ.
    """
    if a.event is None or b.event is None or a.event.name != b.event.name:
        return False
    if (a.event.negated, a.event.open) != (b.event.negated, b.event.open) or conflict(a.times, b.times):
        return False
    if not but_for_figures and a.figures and b.figures and a.figures != b.figures:
        return False
    return _same_affected(a, b) and _share(a, b) >= (MIN_SHARED_BUT_FOR_FIGURES if but_for_figures else MIN_SHARED)


def _share(a: Passage, b: Passage) -> float:
    shared = len(a.matter & b.matter)
    return shared / min(len(a.matter), len(b.matter)) if shared >= 3 else 0.0


def _same_affected(a: Passage, b: Passage) -> bool:
    """Whether the events happened to the same: the names and nouns about them have one in common."""
    return bool(a.event and b.event and a.event.affected_concepts & b.event.affected_concepts)
