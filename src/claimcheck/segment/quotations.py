"""Quotations: where the article's words are somebody else's, by its quotation marks.

A quotation that goes on in the next paragraph is opened anew there and closed only at its end; each paragraph's part
is a quotation of its own here. Marks that open and never close are typing errors, except at the head of a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from claimcheck.segment.paragraphs import Paragraph

OPENING_MARKS = frozenset("“„‟«‹「『")
CLOSING_MARKS = frozenset("”»›」』")
DOUBLE_MARKS = OPENING_MARKS | CLOSING_MARKS | {'"'}
"""Marks that do nothing but quote. Single marks are apostrophes too, and are read apart."""

_DOUBLE = re.compile("[" + "".join(sorted(DOUBLE_MARKS)) + "]")
_SINGLE_OPENING = re.compile(r"['‘](?<!\w['‘])(?=\w)")
_SINGLE_CLOSING = re.compile(r"['’](?!\w)")


class Quotation(NamedTuple):
    """A stretch `[start, end)` between quotation marks, marks included, inside one paragraph."""

    start: int
    end: int


def quotations_of(text: str, paragraphs: Iterable[Paragraph]) -> tuple[Quotation, ...]:
    """The quotations of a text, in order, never overlapping.

    Args:
        text: the article.
        paragraphs: its paragraphs, in order.
    """
    found: list[Quotation] = []
    ordered = list(paragraphs)
    is_carried = False
    for paragraph, following in zip_longest(ordered, ordered[1:]):
        doubles, opened_at = _double_quotations(text, paragraph, is_carried=is_carried)
        is_carried = False
        if opened_at is not None:
            is_carried = following is not None and _carries_on(text, following)
            if is_carried or opened_at == paragraph.start or _reopens(text, following):
                doubles.append(Quotation(opened_at, paragraph.end))
        found += sorted(
            [*doubles, *_single_quotations(text, paragraph, doubles)], key=lambda quotation: quotation.start
        )
    return tuple(found)


def _double_quotations(text: str, paragraph: Paragraph, *, is_carried: bool) -> tuple[list[Quotation], int | None]:
    """The quotations in double marks, and where the one begins that the paragraph leaves open."""
    quotations = []
    opened_at = paragraph.start if is_carried else None
    for mark in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        at = mark.start()
        if _opens(text, at, paragraph, opener="" if opened_at is None else text[opened_at]):
            if opened_at is not None and opened_at < at:  # a quotation inside a quotation, or a missing mark
                quotations.append(Quotation(opened_at, opened_at + len(text[opened_at:at].rstrip())))
            opened_at = at
        elif opened_at is not None:
            quotations.append(Quotation(opened_at, at + 1))
            opened_at = None
    return quotations, opened_at


def _opens(text: str, at: int, paragraph: Paragraph, *, opener: str) -> bool:
    """Whether the mark opens a quotation. `opener` is the mark of the one that is open, empty where none is."""
    mark = text[at]
    if opener + mark in ("„“", "»«", "›‹"):  # quotations in the German and the Danish way
        return False
    if mark in OPENING_MARKS:
        return True
    if opener and mark in CLOSING_MARKS:
        return False
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return (before.isspace() or before in "([{-–—/‘'") and not after.isspace()


def _reopens(text: str, paragraph: Paragraph | None) -> bool:
    return paragraph is not None and text[paragraph.start] in OPENING_MARKS | {'"'}


def _carries_on(text: str, paragraph: Paragraph) -> bool:
    """Whether the paragraph closes a quotation that it does not open."""
    first = _DOUBLE.search(text, paragraph.start, paragraph.end)
    return first is not None and not _opens(text, first.start(), paragraph, opener="")


def _single_quotations(text: str, paragraph: Paragraph, doubles: list[Quotation]) -> Iterator[Quotation]:
    """The quotations in single marks that stand outside the double ones."""
    closing = [mark.start() for mark in _SINGLE_CLOSING.finditer(text, paragraph.start, paragraph.end)]
    sure = [at for at in closing if not _may_be_a_plural(text, at)]
    taken = [double.start for double in doubles]
    at = paragraph.start
    while opening := _SINGLE_OPENING.search(text, at, paragraph.end):
        start = opening.start()
        following = bisect_right(taken, start)
        if following and doubles[following - 1].end > start:
            at = doubles[following - 1].end
            continue
        limit = taken[following] if following < len(taken) else paragraph.end
        end = _first_between(sure, start, limit) or _first_between(closing, start, limit)
        if end is not None:
            yield Quotation(start, end + 1)
        at = start + 1 if end is None else end + 1


def _may_be_a_plural(text: str, at: int) -> bool:
    """Whether the mark may be the apostrophe of a plural, as in "the players' union"."""
    return text[at - 1 : at] in ("s", "S") and text[at + 1 : at + 2].isspace() and text[at + 2 : at + 3].islower()


def _first_between(places: list[int], start: int, limit: int) -> int | None:
    index = bisect_right(places, start)
    return places[index] if index < len(places) and places[index] < limit else None
