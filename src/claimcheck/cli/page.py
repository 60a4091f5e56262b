"""Page: text in columns of a terminal's width, with a margin for ids; plain where nobody would see colours."""

from __future__ import annotations

import io
import unicodedata
from itertools import zip_longest
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from claimcheck.formats.printable import printable


class Cell(NamedTuple):
    """A text in a column of a row.

    Attributes:
        text: wrapped to the column's width.
        at: the column of the page where it begins.
        width: how many columns of the page it has.
        style: how it looks in colour, in rich's words.
    """

    text: str
    at: int
    width: int
    style: str = ""


class Page:
    """Collects lines, wrapped to a width.

    Everything given to it is text of others: it is made printable, and no markup in it counts.

    Args:
        width: in columns; wide characters count as two.
        colour: whether styles show. Without it there are no control sequences at all.
    """

    def __init__(self, *, width: int, colour: bool) -> None:
        self._width = width
        self._written = io.StringIO()
        self._console = Console(
            file=self._written,
            width=width,
            force_terminal=colour,
            color_system="auto" if colour else None,
            legacy_windows=False,
        )

    def line(self, text: str, *, label: str = "", at: int = 0, margin: int = 0, style: str = "") -> None:
        """A paragraph, wrapped, with a label in the margin of its first line.

        Args:
            text: the paragraph.
            label: what stands in the margin.
            at: the column where the label begins.
            margin: the column where the paragraph begins.
            style: how the paragraph looks in colour, in rich's words.
        """
        lines = Text(printable(text)).wrap(self._console, max(self._width - margin, 20))
        for number, wrapped in enumerate(lines):
            wrapped.stylize(style)
            before = (" " * at + (label if number == 0 else "")).ljust(margin)
            self._write(Text.assemble((before, "bold"), wrapped))

    def row(self, *cells: Cell) -> None:
        """Texts side by side, each wrapped to its own column.

        Args:
            *cells: from left to right; none reaches into the next.
        """
        columns = [Text(printable(cell.text)).wrap(self._console, cell.width) for cell in cells]
        for parts in zip_longest(*columns):
            whole = Text()
            for cell, part in zip(cells, parts, strict=True):
                if part is not None:
                    part.rstrip()
                    part.stylize(cell.style)
                    mark = _LEFT_TO_RIGHT if _ends_right_to_left(whole.plain) else ""
                    whole.append(" " * (cell.at - whole.cell_len) + mark)
                    whole.append_text(part)
            self._write(whole)

    def heading(self, text: str) -> None:
        """A line that begins a section."""
        self.gap()
        self.line(text, style="bold underline")

    def gap(self) -> None:
        """An empty line."""
        self._written.write("\n")

    def _write(self, line: Text) -> None:
        line.rstrip()
        if self._console.is_terminal:
            self._console.print(line, soft_wrap=True)
        else:
            self._written.write(f"{line.plain}\n")

    def text(self) -> str:
        """All that was written."""
        return self._written.getvalue()


_LEFT_TO_RIGHT = "\u200e"
"""Without this mark a terminal that knows directions swaps two neighbouring columns of Hebrew or Arabic."""


def _ends_right_to_left(line: str) -> bool:
    strong = (direction for character in reversed(line) if (direction := _strong_direction(character)))
    return next(strong, "L") != "L"


def _strong_direction(character: str) -> str | None:
    direction = unicodedata.bidirectional(character)
    return direction if direction in ("L", "R", "AL") else None
