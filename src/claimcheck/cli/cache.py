"""`claimcheck cache`: the answers that are kept on this machine."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from claimcheck.cli.failure import say
from claimcheck.cli.output import write_result
from claimcheck.cli.words import number_of, size_of
from claimcheck.llm.response_cache import ResponseCache

EPILOG = """\b
Examples:
  claimcheck cache stats
  claimcheck cache clear --yes
"""

ANOTHER_PLACE = (
    "CLAIMCHECK_CACHE_URL is set, so answers are kept on that server; this command concerns the file on this machine"
)

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, epilog=EPILOG)


@app.callback()
def cache() -> None:
    """Inspect or clear the response cache: the answers of models, kept so that no question is asked twice.

    It lies in the platform's folder for caches, or in CLAIMCHECK_CACHE_DIR. It holds no article and no prompt.
    A Redis server that answers are kept on (--cache-url, CLAIMCHECK_CACHE_URL) is not touched by these commands.
    """
    if os.environ.get("CLAIMCHECK_CACHE_URL"):
        say(ANOTHER_PLACE)


@app.command(short_help="Say what it holds.", epilog="\b\nExamples:\n  claimcheck cache stats\n")
def stats() -> None:
    """Say how many answers are kept, how much room they take, and since when."""
    held = ResponseCache().stats()
    lines = [f"answers    {held.entries:,}", f"size       {size_of(held.bytes)}"]
    if held.oldest and held.newest:
        lines.append(f"kept from  {held.oldest:%Y-%m-%d %H:%M} to {held.newest:%Y-%m-%d %H:%M} UTC")
    lines.append(f"file       {held.path}")
    lines += [f"damaged    {path}, set aside; nothing reads it" for path in held.set_aside]
    write_result("".join(f"{line}\n" for line in lines))


@app.command(short_help="Forget every answer.", epilog="\b\nExamples:\n  claimcheck cache clear --yes\n")
def clear(*, yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False) -> None:
    """Forget every answer. The next check asks, and pays, again."""
    kept = ResponseCache()
    entries = kept.stats().entries
    if entries and not yes:
        _ask_first(kept, entries)
    say(f"{number_of(kept.clear(), 'answer')} forgotten")
    kept.close()


@app.command(epilog='\b\nExamples:\n  ls -l "$(claimcheck cache path)"\n')
def path() -> None:
    """Print where the answers are kept, or would be."""
    write_result(f"{ResponseCache().path}\n")


def _ask_first(kept: ResponseCache, entries: int) -> None:
    answers = number_of(entries, "answer")
    if not sys.stdin.isatty():
        raise typer.BadParameter(f"nobody is here to ask whether to forget {answers}: add --yes")
    if not typer.confirm(f"Forget {answers} in {kept.path}?", err=True):
        say("nothing was forgotten")
        raise typer.Exit
