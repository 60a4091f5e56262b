"""Segments: a stretch of text under marks that overlap, cut into pieces that do not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


def _sweep(
    edges: list[int], opening: dict[int, list[Mark[LabelT]]], closing: dict[int, list[Mark[LabelT]]]
) -> Iterator[Segment[LabelT]]:
    under: Counter[Mark[LabelT]] = Counter()
    for start, end in zip(edges, edges[1:], strict=False):
        under.update(opening.get(start, ()))
        under -= Counter(closing.get(start, ()))
        inmost_first = sorted(under, key=lambda mark: (mark.end - mark.start, mark.start))
        yield Segment(start, end, tuple(dict.fromkeys(mark.label for mark in inmost_first)))
