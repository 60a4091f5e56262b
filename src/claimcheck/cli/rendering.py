"""Rendering: a report as what the user asked for."""

from __future__ import annotations

import shutil
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli.output import result_is_shown, write_result
from claimcheck.cli.terminal import report_text
from claimcheck.formats.reports import EXPORTS, formats_of
from claimcheck.report import Report

PIPED_WIDTH = 80
"""Columns of a report that does not go to a terminal."""

WIDEST = 100
"""Columns of a report in a wide terminal: longer lines are hard to read."""


class Format(StrEnum):
    """What a result is written as: text, or one of `claimcheck.formats.reports.EXPORTS`."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"
    MARKDOWN = "markdown"
    WEB_ANNOTATION = "web-annotation"
    SCHEMA_ORG = "schema-org"
    SARIF = "sarif"


As = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"{', '.join(Format)}. By default what the name of the -o FILE says, such as .csv, else text.",
    ),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="In text: also chains of sources, records, words and reasons.")
]


def write_report(report: Report, *, as_: Format | None, output: Path | None, verbose: bool = False) -> None:
    """Writes a report to stdout or to a file.

    Args:
        report: the report.
        as_: what it is written as; None for what the file's name says.
        output: the file; None for stdout.
        verbose: whether a report as text tells all it knows.

    Raises:
        OutputError: it cannot be written.
        typer.BadParameter: the file's name fits several formats.
    """
    form = format_for(as_, output)
    if form is not Format.TEXT:
        write_result(EXPORTS[form.value].render(report), output)
    elif output is None and result_is_shown():
        width = min(shutil.get_terminal_size((PIPED_WIDTH, 24)).columns, WIDEST)
        write_result(report_text(report, width=width, colour=True, verbose=verbose))
    else:
        write_result(report_text(report, width=PIPED_WIDTH, verbose=verbose), output)


def format_for(as_: Format | None, output: Path | None) -> Format:
    """The format that was asked for, or else the one that the file's name asks for.

    Raises:
        typer.BadParameter: the file's name fits several formats.
    """
    if as_ is not None:
        return as_
    fitting = formats_of(output) if output is not None else []
    if len(fitting) > 1:
        raise typer.BadParameter(f"{output} could be {' or '.join(fitting)}: say which with -f")
    return Format(fitting[0]) if fitting else Format.TEXT
