"""CSV by RFC 4180: one row a claim, safe to open in a spreadsheet.

A spreadsheet takes a cell that begins like a formula for one, and runs it. Such a cell gets an apostrophe before it,
which `unguarded` takes away again. Numbers are left alone: none of ours is negative.
"""

from __future__ import annotations

import csv
import io
import re

from claimcheck.formats.claim_rows import COLUMNS, Cell, claim_rows
from claimcheck.report import Report

_LIKE_A_FORMULA = re.compile(r"['\s]*[=+\-@＝＋－＠]|'*[\t\r\n]")
"""Also behind apostrophes and white space: spreadsheets differ in what they pass over."""


def csv_report(report: Report) -> str:
    """The claims of a report as CSV: a header, then the rows of `claimcheck.formats.claim_rows`.

    What is None is an empty cell, and truth is "true" or "false". Lines end in CR LF, cells that need it are quoted.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_written(cell) for cell in row.values()] for row in claim_rows(report))
    return written.getvalue()


def guarded(text: str) -> str:
    """The text with an apostrophe before it, if a spreadsheet could take it for a formula."""
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """What `guarded` made the cell of."""
    return cell[1:] if _LIKE_A_FORMULA.match(cell) else cell


def _written(cell: Cell) -> str | int | float:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case str():
            return guarded(cell)
        case _:
            return cell
