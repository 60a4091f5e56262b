"""`claimcheck show`: a report that was saved, for a reader."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli.output import refuse_output
from claimcheck.cli.rendering import As, Output, write_report
from claimcheck.cli.saved import saved_report

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
    write_report(saved_report(file), as_=as_, output=output)
