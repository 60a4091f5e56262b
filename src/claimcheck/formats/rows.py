"""Rows: many articles from files of JSON lines, folders and standard input, one at a time.

A row of JSON lines is an object with `text` and, all of them optional, `id`, `title`, `url`, `published` (ISO 8601) and
`language`; what else it holds is left alone. In a folder and all folders in it, each file that looks like an article is
a row; its id is its path below that folder, with "/" on every system. So is a file that is named itself.

A row that cannot be read is a row all the same, with `error` in the place of an article. Where it has no id that can be
read, it is called after the file and the line: "articles.jsonl:17".
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from claimcheck.article import MAX_CHARACTERS, Article
from claimcheck.errors import InputError
from claimcheck.formats.article_text import article_from_file

STDIN = "-"
ARTICLE_SUFFIXES = frozenset({".txt", ".md"})
"""What a file's name ends in that a folder is searched for."""

MAX_LINE_BYTES = 12 * MAX_CHARACTERS + 1_000_000
"""The longest row that is read: every character of the longest article written as JSON escapes, and some room."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article to be checked, or why it cannot be.

    Attributes:
        id: what it is called; ids of different rows may be the same.
        article: what is to be checked; None where there is none.
        error: why there is none.
    """

    id: str
    article: Article | None = None
    error: str | None = None


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
            yield _row_of_line(line.removeprefix(_UTF8_MARK) if number == 1 else line, place)


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
            kinds = " or ".join(sorted(ARTICLE_SUFFIXES))
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
        return Row(writable, article_from_file(path, id=writable))
    except InputError as error:
        return Row(writable, error=str(error))


def _row_of_line(line: bytes, place: str) -> Row:
    try:
        fields = json.loads(line)
    except UnicodeDecodeError as error:
        return Row(place, error=f"the row is not UTF-8: byte 0x{line[error.start]:02X} at offset {error.start:,}")
    except json.JSONDecodeError as error:
        return Row(place, error=f"the row is not JSON: {error.msg} at character {error.pos:,}")
    except (ValueError, RecursionError):
        return Row(place, error="the row is not JSON that can be read: a number too long, or nested too deep")
    if not isinstance(fields, dict):
        return Row(place, error='the row is not a JSON object: it should look like {"id": "a1", "text": "..."}')
    given = fields.get("id")
    name = place if given is None else _name(given)
    if name is None:
        return Row(place, error="the row's id is not a text that can be written: give it another, or none")
    return _row_of_fields(fields, name)


def _row_of_fields(fields: dict[str, object], id: str) -> Row:
    text = fields.get("text")
    if not isinstance(text, str):
        found = "is missing" if text is None else "is not a text"
        return Row(id, error=f"the row's text {found}: put the article there, as a string")
    known = {name: fields[name] for name in ("title", "url", "published", "language") if fields.get(name) is not None}
    unwritable = next(
        (name for name, value in known.items() if isinstance(value, str) and not _is_unicode(value)), None
    )
    if unwritable:
        return Row(id, error=f"the row's {unwritable} cannot be used: it holds half of a surrogate pair")
    try:
        Article.of(text)
        return Row(id, Article.model_validate({"text": text, "id": id, **known}))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "text"
        return Row(id, error=f"the row's {where} cannot be used: {first['msg']}")
    except InputError as error:
        return Row(id, error=str(error))


def _name(given: object) -> str | None:
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    return given if isinstance(given, str) and given.strip() and _is_unicode(given) else None


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
