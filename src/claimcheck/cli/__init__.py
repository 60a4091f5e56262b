"""The command line. Each command is a module; `failure` turns errors into exit codes for all of them."""

from __future__ import annotations

import warnings
from typing import Annotated, TextIO

import typer

from claimcheck._version import __version__
from claimcheck.cli import batch, cache, check, diff, model, schema, show
from claimcheck.cli.failure import EXIT_CODES, Commands, say
from claimcheck.errors import CacheWarning

EPILOG = f"""\b
Examples:
  claimcheck model install
  claimcheck check article.txt
  claimcheck check article.txt -o report.json
  claimcheck show report.json

{EXIT_CODES}
"""

app = typer.Typer(
    name="claimcheck",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)
app.command("check", short_help="Check one article.", epilog=check.EPILOG)(check.check)
app.command("batch", short_help="Check many articles: JSON lines in and out.", epilog=batch.EPILOG)(batch.batch)
app.command("show", short_help="Show a saved report.", epilog=show.EPILOG)(show.show)
app.command("diff", short_help="Show what changed between two reports.", epilog=diff.EPILOG)(diff.diff)
app.add_typer(cache.app, name="cache", short_help="Inspect or clear the kept answers.")
app.add_typer(model.app, name="model", short_help="Install, inspect or remove the embedded model.")
app.command("schema", epilog=schema.EPILOG)(schema.schema)


def run() -> None:
    """Runs the command that the process was started with, and ends the process."""
    warnings.showwarning = _show_warning
    app(prog_name="claimcheck")


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    if issubclass(category, CacheWarning):
        say(str(message))
    else:
        typer.echo(warnings.formatwarning(message, category, filename, lineno, line), nl=False, err=True, file=file)


def _version(wanted: bool) -> None:  # noqa: FBT001 (typer's callback)
    if wanted:
        typer.echo(f"claimcheck {__version__}")
        raise typer.Exit


@app.callback()
def claimcheck(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", envvar="CLAIMCHECK_DEBUG", help="Print the traceback of an error.")
    ] = False,
) -> None:
    """Read a news article like a standards editor: its claims, their sources, and what could be checked.

    It does not say whether a claim is true.
    """
