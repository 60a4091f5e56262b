"""Code units: the article's offsets, which count code points, as UTF-16 code units, lines and columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple


class Place(NamedTuple):
    """A place in a text by line and column, both from 1; columns count UTF-16 code units."""

    line: int
    column: int


class Utf16:
    r"""Converts the offsets of one text. Each conversion takes time logarithmic in the text's length.

    A character outside the Basic Multilingual Plane is two code units. A line ends behind "\n"; "\r" is a character.

    Args:
        text: what the offsets count in.
    """

    def __init__(self, text: str) -> None:
        self._astral = [at for at, character in enumerate(text) if character > "\uffff"]
        self._lines = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]

    def offset(self, at: int) -> int:
        """The offset in code units of the place before code point `at`."""
        return at + bisect_left(self._astral, at)

    def place(self, at: int) -> Place:
        """The line and column of code point `at`."""
        line = bisect_right(self._lines, at)
        return Place(line, self.offset(at) - self.offset(self._lines[line - 1]) + 1)
