"""Quotations, to be found by place, and joined or mended where a speech is longer than its marks show.

A speech that fills several paragraphs is left open at the end of each and opened anew in the next. Where one of the
two marks is missing, as happens in text lifted from a page, the paragraph's end stands in for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from claimcheck.attribution.model import Stretch
from claimcheck.attribution.verbs import VERBS
from claimcheck.segment.paragraphs import Paragraph, paragraphs_of
from claimcheck.segment.quotations import CLOSING_MARKS, OPENING_MARKS, Quotation, quotations_of

_ENDS_SPEECH = re.compile(r"[,.!?…][\"”]")
_STARTS_SPEECH = re.compile(r"(?:^|[.!?:,] |\n)([\"“])(?=\w)")
TURN = re.compile(r"[\"“]?[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}: ")
"""Where a speaker's turn in a transcript begins, in quotation marks or not: "ORTEL: "."""
_OPENING = re.compile(r"[\"“](?=\w)")
_OTHER_OPENING = re.compile(r"[,:] (['‘])(?=\w)")
_CLOSING = re.compile(r"[\"”]")
_SPEAKING = re.compile(rf"\s+[^,.;:\"“]{{0,60}}?\b(?:{'|'.join(sorted(VERBS))})\b")
"""Somebody speaks: a verb of saying before the next mark."""
_CLOSES = CLOSING_MARKS | {'"', "'", "’", "“"}


class Quoted:
    """The quotations of a text."""

    def __init__(self, text: str) -> None:
        """Find the quotations of `text`, those with a missing mark included."""
        paragraphs = paragraphs_of(text)
        whole = quotations_of(text, paragraphs)
        self._all = sorted([*whole, *_mended(text, paragraphs, whole)], key=lambda quotation: quotation.start)
        self._starts = [quotation.start for quotation in self._all]
        self._speeches = _speeches(text, self._all)

    def touching(self, start: int, end: int) -> Sequence[Quotation]:
        """Those that share a character with `[start, end)`."""
        first = bisect_right(self._starts, start)
        if first and self._all[first - 1].end > start:
            first -= 1
        return self._all[first : bisect_left(self._starts, end)]

    def around(self, start: int, end: int) -> Stretch:
        """The whole speech of which `[start, end)` is a part."""
        first, last = self._speeches[bisect_right(self._starts, start) - 1]
        return min(start, first), max(end, last)


def _speeches(text: str, quotations: Sequence[Quotation]) -> list[Stretch]:
    """For each quotation, the whole speech: what is left open at a paragraph's end goes on in the next."""
    speeches: list[Stretch] = []
    begin, last = 0, len(quotations) - 1
    for index, quotation in enumerate(quotations):
        if index == len(speeches):
            begin = quotation.start
        is_open = text[quotation.end - 1] not in _CLOSES and not TURN.match(
            text, quotations[min(index + 1, last)].start
        )
        if is_open and index + 1 < len(quotations) and not text[quotation.end : quotations[index + 1].start].strip():
            continue
        speeches += [(begin, quotation.end)] * (index + 1 - len(speeches))
    return speeches


def _mended(text: str, paragraphs: Sequence[Paragraph], whole: Sequence[Quotation]) -> Iterator[Quotation]:
    """The quotations of which one mark is missing."""
    starts = [quotation.start for quotation in whole]
    for paragraph in paragraphs:
        inside = whole[bisect_left(starts, paragraph.start) : bisect_left(starts, paragraph.end)]
        limit = inside[0].start if inside else paragraph.end
        closing = _ENDS_SPEECH.search(text, paragraph.start, limit)
        if closing is not None and text[paragraph.start] not in OPENING_MARKS | {'"'}:
            mended = _ending(text, paragraph.start, closing.end(), limit)
            if mended is not None:
                yield mended
            limit = mended.end if mended else closing.end()
        else:
            limit = paragraph.start
        at = max(inside[-1].end if inside else 0, limit)
        if _OPENING.search(text, at, paragraph.end) is None:
            continue
        opening = _STARTS_SPEECH.search(text, max(at - 1, paragraph.start), paragraph.end)
        if opening is not None and opening.start(1) >= at:
            yield Quotation(opening.start(1), paragraph.end)


def _ending(text: str, start: int, end: int, limit: int) -> Quotation | None:
    """The quotation that ends at `end` and begins with the paragraph, or with another sort of mark.

    A mark behind a comma that nobody's speaking follows is set on the wrong side of the space: 'said," We checked."'
    """
    other = [found.start(1) for found in _OTHER_OPENING.finditer(text, start, end)]
    if other:
        return Quotation(other[-1], end)
    if text[end - 2] != "," or _SPEAKING.match(text, end):
        return Quotation(start, end)
    closing = _CLOSING.search(text, end, limit)
    return Quotation(end - 1, closing.end()) if closing else None
