"""Rendering: a report as what the user asked for."""

from __future__ import annotations

import shutil
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli.output import result_is_shown, write_result
from claimcheck.cli.terminal import report_text
from claimcheck.report import Report

PIPED_WIDTH = 80
"""Columns of a report that does not go to a terminal."""

WIDEST = 100
"""Columns of a report in a wide terminal: longer lines are hard to read."""


class Format(StrEnum):
    """What a result is written as."""

    TEXT = "text"
    JSON = "json"


As = Annotated[
    Format | None, typer.Option("--format", "-f", help="By default json for a file that ends in .json, else text.")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")]


def write_report(report: Report, *, as_: Format | None, output: Path | None) -> None:
    """Writes a report to stdout or to a file.

    Raises:
        OutputError: it cannot be written.
    """
    if format_for(as_, output) is Format.JSON:
        write_result(report.model_dump_json(indent=2) + "\n", output)
    elif output is None and result_is_shown():
        width = min(shutil.get_terminal_size((PIPED_WIDTH, 24)).columns, WIDEST)
        write_result(report_text(report, width=width, colour=True))
    else:
        write_result(report_text(report, width=PIPED_WIDTH), output)


def format_for(as_: Format | None, output: Path | None) -> Format:
    """The format that was asked for, or else the one that the file's name asks for."""
    if as_ is not None:
        return as_
    return Format.JSON if output is not None and output.suffix.lower() == ".json" else Format.TEXT
