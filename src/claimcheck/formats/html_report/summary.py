"""The summary: how many claims have each strength and each status, as bars that add up to all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claimcheck.formats.html_report.claims import Card
from claimcheck.formats.html_report.labels import STATUSES, STRENGTHS, Label

WIDTH = 1000
"""Of a whole bar, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The part of a bar that one value takes.

    Attributes:
        value: such as "on_record".
        label: what it is called.
        count: how many claims have it.
        left: where it begins, in units of the drawing.
        width: how wide it is, in the same units.
    """

    value: str
    label: Label
    count: int
    left: float
    width: float


def strength_bars(cards: Iterable[Card]) -> tuple[Bar, ...]:
    """The claims by the strength of their sourcing."""
    return _bars(Counter(card.strength for card in cards), {str(value): label for value, label in STRENGTHS.items()})


def status_bars(cards: Iterable[Card]) -> tuple[Bar, ...]:
    """The claims by their verifiability."""
    return _bars(Counter(card.status for card in cards), {str(value): label for value, label in STATUSES.items()})


def _bars(counts: Counter[str], labels: Mapping[str, Label]) -> tuple[Bar, ...]:
    bars, total, before = [], counts.total(), 0
    for value, label in labels.items():
        if count := counts[value]:
            bars.append(Bar(value, label, count, round(WIDTH * before / total, 2), round(WIDTH * count / total, 2)))
            before += count
    return tuple(bars)
