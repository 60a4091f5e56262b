r"""Failure: the exit codes, and the one place where an error becomes a line on stderr and one of them.

    0    a complete report
    1    a report, and it is incomplete: some sentence or claim failed, the budget was reached, or answers that
         --offline may not ask for are not kept
    2    wrong usage
    3    the article cannot be read or cannot be checked
    4    set-up: no model, no weights, no key, a broken template, a missing extra
    5    the model failed on everything it was asked
    6    a report, complete or not, and it shows what --fail-on names
    70   a bug in claimcheck
    74   the result cannot be written: a full disk, a closed pipe
    130  interrupted

A script may rely on them. With 1 and 6 the report is written, and with 5 too if the model could be asked at all; with
the others nothing is.
"""

from __future__ import annotations

import traceback
from enum import IntEnum

import typer
from typer.core import TyperGroup

from claimcheck.errors import ClaimcheckError, ConfigurationError, InputError, ModelError, OutputError, PromptError
from claimcheck.formats.printable import printable, printable_lines


class ExitCode(IntEnum):
    """What the process says when it ends; see the module's docstring."""

    COMPLETE = 0
    INCOMPLETE = 1
    USAGE = 2
    INPUT = 3
    SETUP = 4
    MODEL = 5
    GATE = 6
    BUG = 70
    OUTPUT = 74
    INTERRUPTED = 130


EXIT_CODES = """\b
Exit codes:
  0    a complete report
  1    a report, and it is incomplete: something failed or was not asked
  2    wrong usage
  3    the article cannot be read or cannot be checked
  4    set-up: no model, no weights, no key, a broken template
  5    the model failed on everything it was asked
  6    a report, and it shows what --fail-on names
  70   a bug in claimcheck
  74   the result cannot be written: a full disk, a closed pipe
  130  interrupted"""
"""The codes as `--help` prints them."""

BATCH_EXIT_CODES = """\b
Exit codes:
  0    every row has a complete report
  1    some have not: an error, an incomplete report, or the budget was reached
  2    wrong usage
  3    a source cannot be read, or no row of it can be checked
  4    set-up: no model, no weights, no key, a broken template
  5    the model failed on everything it was asked
  6    some report shows what --fail-on names
  70   a bug in claimcheck
  74   the result cannot be written: a full disk, a closed pipe
  130  interrupted"""
"""The codes of `claimcheck batch`, as its `--help` prints them."""

INTERRUPTED = "interrupted; nothing was written"


class Commands(TyperGroup):
    """A group of commands whose errors are told in a line and end in an exit code."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]  # typer's stubs name a private base class
        """Runs a command.

        Raises:
            typer.Exit: it failed.
        """
        try:
            return super().invoke(ctx)
        except ClaimcheckError as error:
            _debug(ctx)
            say(str(error))
            raise typer.Exit(code_of(error)) from error
        except (KeyboardInterrupt, typer.Abort) as error:
            say(INTERRUPTED)
            raise typer.Exit(ExitCode.INTERRUPTED) from error
        except (typer.Exit, typer.TyperException):
            raise
        except Exception as error:
            _debug(ctx)
            say(_bug(error))
            raise typer.Exit(ExitCode.BUG) from error


def code_of(error: ClaimcheckError) -> ExitCode:
    """The exit code for an error."""
    codes: dict[type[ClaimcheckError], ExitCode] = {
        InputError: ExitCode.INPUT,
        ConfigurationError: ExitCode.SETUP,
        PromptError: ExitCode.SETUP,
        ModelError: ExitCode.MODEL,
        OutputError: ExitCode.OUTPUT,
    }
    return next((code for kind, code in codes.items() if isinstance(error, kind)), ExitCode.BUG)


def say(message: str) -> None:
    """A message to the user, on stderr."""
    typer.echo(f"claimcheck: {printable_lines(message)}", err=True)


def _debug(ctx: typer.Context) -> None:
    if ctx.params.get("debug"):
        typer.echo(traceback.format_exc(), err=True)


def _bug(error: Exception) -> str:
    what = printable(f"{type(error).__name__}: {error}")
    return f"a bug in claimcheck: {what}\nPlease report it with what this prints: run it again as claimcheck --debug …"
