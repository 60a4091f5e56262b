"""Writes docs/cli.md, the command line's reference, from what `--help` says; with --check, fails where it is stale."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.main import get_command

from claimcheck.cli import app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
WIDTH = 80
HEAD = """\
<!-- Written by scripts/cli_reference.py (`make docs`) from what --help says. -->

# Command line

What `claimcheck COMMAND --help` prints. Results go to stdout or to the file behind `-o`; progress and messages go to
stderr. The command line needs the extra `cli`: `pip install 'claimcheck-llm[cli]'`.
"""


def reference() -> str:
    """The page: a section for each command, those of a group below it."""
    return HEAD + "".join(_sections(get_command(app), "claimcheck"))


def _sections(command: object, name: str, parent: typer.Context | None = None) -> Iterator[str]:
    settings = {"terminal_width": WIDTH, **getattr(command, "context_settings", {})}
    context = typer.Context(command, info_name=name, parent=parent, **settings)  # type: ignore[arg-type]
    path = context.command_path
    level = "#" * max(2, len(path.split()))
    said = "\n".join(line.rstrip() for line in context.get_help().splitlines())
    yield f"\n{level} {path}\n\n```text\n{said.strip()}\n```\n"
    for below, subcommand in getattr(command, "commands", {}).items():
        yield from _sections(subcommand, below, context)


def main() -> None:
    """Writes the page, or compares it."""
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(reference(), encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != reference():
        sys.exit("docs/cli.md is not what --help says: run `make docs`")


if __name__ == "__main__":
    main()
