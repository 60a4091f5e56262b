"""What the tests of batches share: rows of invented articles, and what their reports must have in common."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from claimcheck.cli import run

Json = dict[str, Any]


def text(number: int) -> str:
    """A short article, unlike every other."""
    return (
        f"Ferry {number} to Osmund carried {number + 1000} passengers in May.\n\n"
        f"Its owner paid {number + 2000} crowns for the repair of pier {number}.\n"
    )


def rows(count: int, *, start: int = 0) -> list[Json]:
    return [{"id": f"ferry-{number}", "text": text(number)} for number in range(start, start + count)]


def written(path: Path, items: Iterable[Json | str]) -> Path:
    """A file of these rows; a string is a line as it stands."""
    lines = [item if isinstance(item, str) else json.dumps(item) for item in items]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def lines_of(path: Path) -> list[Json]:
    """The lines of an output file, without what no two runs have in common: usage, and when the report was made."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if "article" in line:
            del line["usage"], line["provenance"]["created_at"]
    return lines


def ids_of(path: Path) -> list[str]:
    return [line["article"]["id"] if "article" in line else line["id"] for line in lines_of(path)]


def run_batch(arguments: list[str], home: str) -> None:
    """The command line, in a process of its own, with its messages left unread."""
    os.environ["CLAIMCHECK_HOME"], os.environ["CLAIMCHECK_CACHE_DIR"] = home, f"{home}/cache"
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 2)
    sys.argv = ["claimcheck", *arguments]
    run()
