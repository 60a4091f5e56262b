"""`claimcheck diff`: what changed between two versions of an article, from the reports on both."""

from __future__ import annotations

import shutil
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli.changes import comparison_text
from claimcheck.cli.output import refuse_output, result_is_shown, write_result
from claimcheck.cli.rendering import PIPED_WIDTH, WIDEST, Output
from claimcheck.cli.saved import saved_report
from claimcheck.comparison import Comparison, compare

EPILOG = """\b
Examples:
  claimcheck diff old.json new.json
  claimcheck diff old.json new.json -o changes.html
  claimcheck diff old.json new.json --exit-code > /dev/null

\b
Exit codes:
  0    compared; with --exit-code: and the article did not change
  1    with --exit-code: the article changed
  2    wrong usage
  3    one of the reports cannot be read
  74   the result cannot be written: a full disk, a closed pipe
"""

CHANGED = 1
"""The exit code for an article that changed, as that of `diff` and `git diff --exit-code`."""


class DiffFormat(StrEnum):
    """What a comparison is written as."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD|-", help="The report on the old version, as JSON. - for stdin.")],
    new: Annotated[str, typer.Argument(metavar="NEW|-", help="The report on the new version.")],
    *,
    as_: Annotated[
        DiffFormat | None,
        typer.Option("--format", "-f", help="By default what FILE ends in, .json or .html, else text."),
    ] = None,
    output: Output = None,
    every: Annotated[
        bool, typer.Option("--all", help="Show as text also what was only read otherwise, in the same words.")
    ] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End in 1 if the article changed.")] = False,
) -> None:
    """Show what changed between two versions of an article: claims, sources, hedges, verdicts, findings.

    No model is asked. What the article's words changed comes first; what was only read otherwise, although no word
    was edited, is counted apart. JSON and HTML always hold everything.
    """
    if old == new == "-":
        raise typer.BadParameter("standard input holds one report: name a file for the other")
    if output is not None:
        for source in (old, new):
            refuse_output(output, source=Path(source))
    found = compare(saved_report(old), saved_report(new))
    write_result(_rendered(found, _format(as_, output), every=every, shown=output is None), output)
    if exit_code and found.article_changes:
        raise typer.Exit(CHANGED)


def _format(as_: DiffFormat | None, output: Path | None) -> DiffFormat:
    by_name = {".json": DiffFormat.JSON, ".html": DiffFormat.HTML, ".htm": DiffFormat.HTML}
    return as_ or by_name.get(output.suffix.lower() if output else "", DiffFormat.TEXT)


def _rendered(found: Comparison, as_: DiffFormat, *, every: bool, shown: bool) -> str:
    if as_ is DiffFormat.JSON:
        return found.model_dump_json(indent=2) + "\n"
    if as_ is DiffFormat.HTML:
        return found.to_html()
    if shown and result_is_shown():
        width = min(shutil.get_terminal_size((PIPED_WIDTH, 24)).columns, WIDEST)
        return comparison_text(found, every=every, width=width, colour=True)
    return comparison_text(found, every=every)
