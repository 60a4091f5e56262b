"""Paragraphs: which lines of a text belong together.

A blank line ends a paragraph. A single line end is read in one of two ways, because both kinds of text
are common: in one every line is a paragraph, in the other a paragraph is broken into lines of like width and a
line end means nothing. What tells them apart is the share of line ends that stand in the middle of a sentence:
no full stop before them and no capital letter behind them. Where that share is high the lines are *wrapped*, and

- a line end after a full stop ends the paragraph only if the line is so short that the next word would have fitted;
- any other line end ends it only if the line is a good deal shorter than its neighbours (a heading, a byline).

Where lines are not wrapped every line is a paragraph, except that a line which starts in lower case goes on with
an unfinished line above it. A list item and a speaker's label always start a paragraph. A line that breaks off after
a word such as "the" goes on whatever follows, be it a blank line, as at the foot of a page; so does one before a line
that starts with a closing mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

FRONT_MATTER = re.compile(
    r"\s*(---[ \t]*\r?\n(?=[^\n]{0,200}:)(?:(?!---|\.\.\.)[^\n]{0,2000}\n){1,100}(?:---|\.\.\.))[ \t]*(?:\r?\n|$)"
)
"""What stands above a Markdown file's text between two rules, and says its title and date."""

_LONGEST_WRAPPED_LINE = 130
"""Longer lines are paragraphs: nobody wraps text wider than this."""

_SHARE_OF_WRAPPED_ENDS = 0.25
"""From this share of line ends in mid-sentence upwards, lines are wrapped. Lines of prose wrapped at 40 to 110
columns show 0.5 to 0.8; texts with a paragraph to a line show less than 0.05."""

_FULL_AFTER_STOP = 0.9
_FULL_IN_SENTENCE = 0.75
"""How much of the width a line must fill, next word included, for its end to be a mere wrap. Less is asked in
mid-sentence: text lifted from a page set in a proportional type has ragged lines."""

_SMALL_BLOCK = 4
"""A block with fewer line ends than this is too small to judge by itself; the whole text decides."""

_FULL_STOP = re.compile(r"[.!?:…。！？؟।۔][\"'”’»)\]]*$")
_STARTS_PARAGRAPH = re.compile(r"[-–—•*·▪●◦‣]\s|[-–—•*]$|\d{1,3}[.)]\s|[A-Z][A-Z .'’-]{1,40}:\s|[QA][:.]\s")
_LEFT_OPEN = re.compile(r"(?<!\w)(?:a|an|the|and|or|their|its|our|your|my)$")
_CLOSES = re.compile(r"[”»’)\]}]|\"$|\"\s")
_OPENING = " \t\"'“‘«„([{"


class Paragraph(NamedTuple):
    """A stretch `[start, end)` of a text, without white space at either end.

    Attributes:
        start: offset of its first character, in code points.
        end: offset behind its last character.
        adjoins: whether it follows the paragraph before it without a blank line between.
    """

    start: int
    end: int
    adjoins: bool


class _Line(NamedTuple):
    start: int
    end: int
    words: str
    indent: int


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, in order. All that lies outside them is white space. Front matter is one."""
    front = FRONT_MATTER.match(text)
    blocks = list(_blocks(text, front.end() if front else 0))
    whole = _share_of_wrapped_ends(line_end for block in blocks for line_end in pairwise(block))
    paragraphs = tuple(paragraph for block in blocks for paragraph in _split(block, whole))
    return (Paragraph(front.start(1), front.end(1), adjoins=False), *paragraphs) if front else paragraphs


def _blocks(text: str, start: int) -> Iterator[list[_Line]]:
    """Runs of lines from `start` on without a blank line between them."""
    block: list[_Line] = []
    at = start
    for raw in text[start:].splitlines(keepends=True):
        words = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        if words:
            block.append(_Line(at + indent, at + indent + len(words), words, indent))
        elif block and not _LEFT_OPEN.search(block[-1].words[-8:]):
            yield block
            block = []
        at += len(raw)
    if block:
        yield block


def _split(block: list[_Line], share_in_text: float) -> Iterator[Paragraph]:
    line_ends = list(pairwise(block))
    share = _share_of_wrapped_ends(line_ends) if len(line_ends) >= _SMALL_BLOCK else share_in_text
    width = max((len(line.words) for line in block if len(line.words) <= _LONGEST_WRAPPED_LINE), default=0)
    is_wrapped = share >= _SHARE_OF_WRAPPED_ENDS
    start, adjoins = block[0].start, False
    for line, following in line_ends:
        if _goes_on(line, following, width if is_wrapped else None):
            continue
        yield Paragraph(start, line.end, adjoins)
        start, adjoins = following.start, True
    yield Paragraph(start, block[-1].end, adjoins)


def _goes_on(line: _Line, following: _Line, width: int | None) -> bool:
    """Whether a line end ends no paragraph. `width` is that of wrapped lines, None where lines are not wrapped."""
    if _STARTS_PARAGRAPH.match(following.words):
        return False
    if _CLOSES.match(following.words):
        return True
    is_finished = _is_finished(line)
    if _LEFT_OPEN.search(line.words[-8:]) or (not is_finished and _first_letter(following).islower()):
        return True
    if width is None or len(line.words) > _LONGEST_WRAPPED_LINE or following.indent > line.indent + 1:
        return False
    with_next_word = len(line.words) + 1 + _length_of_first_word(following)
    return with_next_word >= width * (_FULL_AFTER_STOP if is_finished else _FULL_IN_SENTENCE)


def _share_of_wrapped_ends(line_ends: Iterable[tuple[_Line, _Line]]) -> float:
    wrapped = total = 0
    for line, following in line_ends:
        total += 1
        wrapped += _ends_in_mid_sentence(line, following)
    return wrapped / total if total else 0.0


def _ends_in_mid_sentence(line: _Line, following: _Line) -> bool:
    # A script without capitals shows no more than that the line is unfinished.
    first = _first_letter(following)
    return first.isalpha() and not first.isupper() and not _is_finished(line)


def _is_finished(line: _Line) -> bool:
    return _FULL_STOP.search(line.words[-12:]) is not None


def _first_letter(line: _Line) -> str:
    return line.words.lstrip(_OPENING)[:1]


def _length_of_first_word(line: _Line) -> int:
    first = _first_letter(line)
    has_spaces = first.isupper() or first.islower() or not first.isalpha()
    return min(len(line.words.split(maxsplit=1)[0]), 30) if has_spaces else 1
