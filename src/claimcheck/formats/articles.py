"""Articles: one function for every way in.

    article = read_article("story.html")
    article = read_article("https://gazette.example/story")

A file's name says what is in it, a page's header does; of anything else the first characters decide.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol, Unpack

from claimcheck.article import Article, Known, known_best
from claimcheck.errors import InputError
from claimcheck.formats.article_html import article_from_html
from claimcheck.formats.article_markdown import article_from_markdown
from claimcheck.formats.article_text import article_from_text
from claimcheck.formats.fetching import fetch, is_url
from claimcheck.formats.row import row_of
from claimcheck.formats.source import MAX_BYTES, Kind, Source, source_from_file


def read_article(
    place: str | Path, *, kind: Kind | None = None, allow_private: bool = False, **known: Unpack[Known]
) -> Article:
    """The article in a file or at a URL.

    Args:
        place: a file's path, or a URL that begins with http:// or https://.
        kind: what it is read as; by default what its name, its header or its first characters say.
        allow_private: whether a URL may lead to an address that only this machine or its network can reach.
        **known: what is known beforehand, and counts for more than what the source says; see `Article.of`.

    Raises:
        InputError: there is no article; the message names the place and says what to do.
        ConfigurationError: it is a web page, and the extra `html` is not installed.
    """
    if isinstance(place, str) and is_url(place):
        source = fetch(place, kind=kind, allow_private=allow_private)
    else:
        source = source_from_file(Path(place), kind=kind)
    return article_from(source, **known)


def article_from(source: Source, **known: Unpack[Known]) -> Article:
    """The article that a source holds.

    Args:
        source: its bytes, and what is known of them.
        **known: what is known beforehand, and counts for more than what the source says; see `Article.of`.

    Raises:
        InputError: there is no article in it; the message names the source and says what to do.
        ConfigurationError: it is a web page, and the extra `html` is not installed.
    """
    read = _READERS[source.kind or _kind_by_content(source.data)]
    return read(source, **known_best(known, {"url": source.url}))


def _kind_by_content(data: bytes) -> Kind:
    """What bytes without a name are: a page or a row where they begin as only those do, otherwise text."""
    opening = data[:_OPENING].removeprefix(_UTF8_MARK).lstrip().lower()
    if opening.startswith(_PAGE_OPENINGS):
        return "html"
    return "json" if opening.startswith(b"{") and _is_object(data) else "text"


def _is_object(data: bytes) -> bool:
    try:
        return isinstance(json.loads(data), dict)
    except (ValueError, RecursionError):
        return False


def _from_json(source: Source, **known: Unpack[Known]) -> Article:
    if source.data.lstrip().startswith(b"["):
        raise InputError(
            f"{source.name} is a list, and check takes one article. Write each on a line: claimcheck batch"
        )
    return _from_row(source.data, source.name, known)


def _from_lines(source: Source, **known: Unpack[Known]) -> Article:
    rows = [line for line in source.data.removeprefix(_UTF8_MARK).split(b"\n") if line.strip()]
    if len(rows) != 1:
        what = f"{len(rows):,} rows, and check takes one. Check them all: claimcheck batch" if rows else "no row"
        raise InputError(f"{source.name} holds {what}")
    return _from_row(rows[0], source.name, known)


def _from_row(data: bytes, name: str, known: Known) -> Article:
    if len(data) > MAX_BYTES:
        raise InputError(f"{name} is too large: more than {MAX_BYTES:,} bytes, and no article is. Check it in parts")
    row = row_of(data.removeprefix(_UTF8_MARK), name)
    if row.article is None:
        raise InputError(f"{name}: {row.error}")
    said = row.article.model_dump(exclude={"sha256"} if row.id != name else {"sha256", "id"})
    return Article.model_validate(said | {field: value for field, value in known.items() if value is not None})


class _Reader(Protocol):
    def __call__(self, source: Source, **known: Unpack[Known]) -> Article: ...


_UTF8_MARK = b"\xef\xbb\xbf"
_OPENING = 512
_PAGE_OPENINGS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<!--")
_READERS: dict[Kind, _Reader] = {
    "text": article_from_text,
    "markdown": article_from_markdown,
    "html": article_from_html,
    "json": _from_json,
    "jsonl": _from_lines,
}
