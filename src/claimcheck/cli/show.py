"""`claimcheck show`: a report that was saved, for a reader."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from claimcheck.cli.output import refuse_output
from claimcheck.cli.rendering import As, Output, write_report
from claimcheck.errors import InputError
from claimcheck.report import Report

EPILOG = """\b
Examples:
  claimcheck show report.json
  claimcheck show report.json -o report.txt
"""


def show(
    file: Annotated[str, typer.Argument(metavar="REPORT|-", help="A report as JSON. - for stdin.")],
    *,
    as_: As = None,
    output: Output = None,
) -> None:
    """Show a report that was saved as JSON. No model is asked.

    Complete or not, a report that is shown ends in exit code 0.
    """
    if output is not None:
        refuse_output(output, source=Path(file))
    name = "standard input" if file == "-" else file
    write_report(_report_in(_read(file), name), as_=as_, output=output)


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}") from error


def _report_in(data: bytes, name: str) -> Report:
    try:
        return Report.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"]))
        what = f"{place}: {first['msg']}" if place else first["msg"]
        raise InputError(f"{name} is not a report of claimcheck: {what}") from error
