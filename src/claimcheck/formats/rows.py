"""Rows: many articles from files of JSON lines, folders and standard input, one at a time.

A line of JSON lines is a row as `row` reads it. In a folder and all folders in it, each file that looks like an article
is a row; its id is its path below that folder, with "/" on every system. So is a file that is named itself.

A row that cannot be read is a row all the same, with `error` in the place of an article. Where it has no id that can be
read, it is called after the file and the line: "articles.jsonl:17".
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from claimcheck.article import MAX_CHARACTERS
from claimcheck.errors import InputError
from claimcheck.formats.articles import read_article
from claimcheck.formats.row import Row, row_of

STDIN = "-"
ARTICLE_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"})
"""What a file's name ends in that a folder is searched for."""

MAX_LINE_BYTES = 12 * MAX_CHARACTERS + 1_000_000
"""The longest row that is read: every character of the longest article written as JSON escapes, and some room."""


def rows_of(sources: Iterable[Path | str], stdin: BinaryIO) -> Iterator[Row]:
    """The rows of these sources, one source after the other. Each is opened when its turn comes.

    Args:
        sources: files of JSON lines, single articles, folders, or "-" for `stdin`.
        stdin: read as JSON lines.

    Raises:
        InputError: a source is not there, or cannot be read any further.
    """
    for source in sources:
        if source == STDIN:
            yield from rows_in(stdin, name="stdin")
            continue
        path = Path(source)
        if path.is_dir():
            yield from (_row_of_file(file, file.relative_to(path).as_posix()) for file in article_files(path))
        elif path.suffix.lower() in ARTICLE_SUFFIXES:
            yield _row_of_file(path, path.name)
        else:
            try:
                with path.open("rb") as stream:
                    yield from rows_in(stream, name=path.name)
            except OSError as error:
                raise InputError(f"{path} cannot be read: {error.strerror or error}") from error


def rows_in(stream: BinaryIO, *, name: str) -> Iterator[Row]:
    """The rows of a stream of JSON lines. Blank lines are none.

    Args:
        stream: read line by line.
        name: what it is called in the ids of rows that have none.
    """
    number = 0
    while line := stream.readline(MAX_LINE_BYTES):
        number += 1
        place = f"{name}:{number}"
        if not line.endswith(b"\n") and len(line) == MAX_LINE_BYTES:
            while not (rest := stream.readline(MAX_LINE_BYTES)).endswith(b"\n") and rest:
                pass
            yield Row(place, error=f"the row is longer than {MAX_LINE_BYTES:,} bytes, and no article is")
        elif line.strip():
            yield row_of(line.removeprefix(_UTF8_MARK) if number == 1 else line, place)


def article_files(folder: Path) -> Iterator[Path]:
    """The files of a folder, and of those in it, that look like articles: in order, hidden ones left out."""
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in ARTICLE_SUFFIXES:
                yield Path(where, name)


def count_rows(sources: Iterable[Path | str]) -> int | None:
    """About how many rows there are; None where that cannot be told without reading what is read only once."""
    total = 0
    for source in sources:
        path = Path(source)
        if path.is_dir():
            total += sum(1 for _ in article_files(path))
        elif source == STDIN or not path.is_file():
            return None
        else:
            total += 1 if path.suffix.lower() in ARTICLE_SUFFIXES else _count_lines(path)
    return total


def refuse_missing(sources: Iterable[Path | str]) -> None:
    """Says at once which source is not there, and not after the work on those before it.

    Raises:
        InputError: a source is not there, or is a folder without articles.
    """
    for source in sources:
        path = Path(source)
        if source == STDIN:
            continue
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder. Check the name")
        if not os.access(path, os.R_OK):
            raise InputError(f"{path} cannot be read: permission denied. Make it readable, or copy it")
        if path.is_dir() and next(article_files(path), None) is None:
            kinds = ", ".join(sorted(ARTICLE_SUFFIXES))
            raise InputError(f"{path} holds no articles: files whose names end in {kinds}")


def _count_lines(path: Path) -> int:
    lines, last = 0, b"\n"
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            lines, last = lines + block.count(b"\n"), block[-1:]
    return lines + (last != b"\n")


_UTF8_MARK = b"\xef\xbb\xbf"


def _row_of_file(path: Path, id: str) -> Row:
    writable = id.encode("utf-8", "backslashreplace").decode()  # a file's name may be no Unicode
    try:
        return Row(writable, read_article(path, id=writable))
    except InputError as error:
        return Row(writable, error=str(error))
