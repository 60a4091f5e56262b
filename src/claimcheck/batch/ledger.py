"""Ledger: which rows an output file holds lines for, in 17 bytes for each."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from typing import Literal

Standing = Literal["new", "done", "changed"]


class Ledger:
    """What is done. Lines are entered first; then each row is looked up, once.

    A row is done where there is a line for its id and the text that it has now; one without an article, where there is
    an error with its id. Rows that are alike in both are as often done as there are lines for them.
    """

    def __init__(self) -> None:
        self._lines, self._ids = _Digests(), _Digests()

    def __len__(self) -> int:
        return len(self._lines)

    def enter(self, id: str, sha256: str | None) -> None:
        """Enters a line.

        Args:
            id: the row's.
            sha256: of the text that was checked; None for an error.
        """
        self._lines.add(_digest(id, sha256))
        self._ids.add(_digest(id))

    def look_up(self, id: str, sha256: str | None) -> Standing:
        """How a row stands, and takes note that it was there.

        Args:
            id: the row's.
            sha256: of its text; None where it has no article.
        """
        was_there = self._ids.mark(_digest(id), all_alike=True)
        if self._lines.mark(_digest(id, sha256)):
            return "done"
        return "changed" if was_there else "new"

    @property
    def all_found(self) -> bool:
        """Whether each line belongs to a row that was looked up."""
        return self._lines.all_marked()

    def is_outdated(self, id: str, sha256: str | None) -> bool:
        """Whether a row with the id of this line was there, and none with its text. To be asked after the last row."""
        return self._ids.is_marked(_digest(id)) and not self._lines.is_marked(_digest(id, sha256))


class _Digests:
    """Numbers of 64 bits, sorted, and a mark on each."""

    def __init__(self) -> None:
        self._numbers = array("Q")
        self._marks: bytearray | None = None

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, number: int) -> None:
        self._numbers.append(number)

    def mark(self, number: int, *, all_alike: bool = False) -> bool:
        """Marks one that has no mark yet, or all; whether there was one."""
        marks = self._sorted()
        at = bisect_left(self._numbers, number)
        found = False
        while at < len(marks) and self._numbers[at] == number and not (found and not all_alike):
            found = found or all_alike or not marks[at]
            marks[at] = 1
            at += 1
        return found

    def is_marked(self, number: int) -> bool:
        at = bisect_left(self._numbers, number)
        return at < len(self._numbers) and self._numbers[at] == number and bool(self._sorted()[at])

    def all_marked(self) -> bool:
        return 0 not in self._sorted()

    def _sorted(self) -> bytearray:
        if self._marks is None:
            self._numbers = array("Q", sorted(self._numbers))
            self._marks = bytearray(len(self._numbers))
        return self._marks


def _digest(*parts: str | None) -> int:
    return int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:8])
