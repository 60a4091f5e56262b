"""`claimcheck show`: a report that was saved, for a reader."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from claimcheck.cli.failure import ExitCode, say
from claimcheck.cli.gate import FailOn, gate
from claimcheck.cli.output import refuse_output
from claimcheck.cli.rendering import As, Output, Verbose, format_for, write_report
from claimcheck.errors import InputError
from claimcheck.report import Report

EPILOG = """\b
Examples:
  claimcheck show report.json
  claimcheck show report.json --verbose
  claimcheck show report.json -o report.html
  claimcheck show report.json -f schema-org
  claimcheck show report.json --fail-on anonymous,finding
"""


def show(
    file: Annotated[str, typer.Argument(metavar="REPORT|-", help="A report as JSON. - for stdin.")],
    *,
    as_: As = None,
    output: Output = None,
    verbose: Verbose = False,
    fail_on: FailOn = None,
) -> None:
    """Show a report that was saved as JSON, in any format. No model is asked.

    Complete or not, a report that is shown ends in exit code 0, unless --fail-on is given: then an incomplete one ends
    in 1.
    """
    form = format_for(as_, output)
    if output is not None:
        refuse_output(output, source=Path(file))
    name = "standard input" if file == "-" else file
    report = _report_in(_read(file), name)
    write_report(report, as_=form, output=output, verbose=verbose)
    if fail_on:
        raise typer.Exit(gate(report, fail_on, _outcome_of(report)))


def _outcome_of(report: Report) -> ExitCode:
    if report.complete:
        return ExitCode.COMPLETE
    say("the report is incomplete: what was not read cannot pass")
    return ExitCode.INCOMPLETE


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
