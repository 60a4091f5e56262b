"""`claimcheck show`: a report that was saved, for a reader."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli.failure import ExitCode, say
from claimcheck.cli.gate import FailOn, gate
from claimcheck.cli.output import refuse_output
from claimcheck.cli.rendering import As, Output, Verbose, format_for, write_report
from claimcheck.cli.saved import saved_report
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
    report = saved_report(file)
    write_report(report, as_=form, output=output, verbose=verbose)
    if fail_on:
        raise typer.Exit(gate(report, fail_on, _outcome_of(report)))


def _outcome_of(report: Report) -> ExitCode:
    if report.complete:
        return ExitCode.COMPLETE
    say("the report is incomplete: what was not read cannot pass")
    return ExitCode.INCOMPLETE
