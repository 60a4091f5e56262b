"""Segments: a stretch of text under marks that overlap, cut into pieces that do not.

A mark is drawn as a line below its characters, on the same lane all along; where marks overlap each has its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

LabelT = TypeVar("LabelT")


@dataclass(frozen=True, slots=True)
class Mark(Generic[LabelT]):
    """A label on the stretch `[start, end)`."""

    start: int
    end: int
    label: LabelT


@dataclass(frozen=True, slots=True)
class Segment(Generic[LabelT]):
    """A stretch `[start, end)` all of whose characters lie under the same marks.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
        labels: those of the marks that cover it, the shortest mark first; none where no mark does.
    """

    start: int
    end: int
    labels: tuple[LabelT, ...]


def segments(start: int, end: int, marks: Iterable[Mark[LabelT]], cuts: Iterable[int] = ()) -> list[Segment[LabelT]]:
    """The segments of `[start, end)`, in order; joined up they are the stretch, no character twice.

    Args:
        start: where the stretch begins.
        end: where it ends.
        marks: may overlap, nest and hang over either end; those that mark nothing are passed over.
        cuts: offsets at which to cut whatever the marks are, such as the ends of sentences.
    """
    opening: defaultdict[int, list[Mark[LabelT]]] = defaultdict(list)
    closing: defaultdict[int, list[Mark[LabelT]]] = defaultdict(list)
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            opening[first].append(mark)
            closing[last].append(mark)
    edges = {start, end, *opening, *closing, *(cut for cut in cuts if start < cut < end)}
    return list(_sweep(sorted(edges), opening, closing)) if start < end else []


def lanes(cut: Iterable[Segment[LabelT]]) -> dict[LabelT, int]:
    """For each label, the lane that its line is drawn on: 1 for the topmost. Labels that share a segment share no lane.

    The labels with the fewest characters choose first, so that what lies inside lies on top.

    Args:
        cut: the segments, as `segments` gives them.
    """
    length: Counter[LabelT] = Counter()
    beside: defaultdict[LabelT, set[LabelT]] = defaultdict(set)
    for segment in cut:
        for label in segment.labels:
            length[label] += segment.end - segment.start
            beside[label].update(segment.labels)
    chosen: dict[LabelT, int] = {}
    for label in sorted(length, key=length.__getitem__):
        taken = {chosen[other] for other in beside[label] if other in chosen}
        chosen[label] = next(lane for lane in range(1, len(taken) + 2) if lane not in taken)
    return chosen


def _sweep(
    edges: list[int], opening: dict[int, list[Mark[LabelT]]], closing: dict[int, list[Mark[LabelT]]]
) -> Iterator[Segment[LabelT]]:
    under: Counter[Mark[LabelT]] = Counter()
    for start, end in pairwise(edges):
        under.update(opening.get(start, ()))
        under -= Counter(closing.get(start, ()))
        inmost_first = sorted(under, key=lambda mark: (mark.end - mark.start, mark.start))
        yield Segment(start, end, tuple(dict.fromkeys(mark.label for mark in inmost_first)))
