"""Articles as Markdown: the text as it is written, and what its front matter says about it.

    ---
    title: Halden bridge to stay shut
    date: 2026-03-03
    ---
    # Halden bridge to stay shut

The text is kept character for character, marks of emphasis, links and front matter included, so that a report's
offsets hold in the file itself. Front matter, rules and pictures are regions that make no claims.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Unpack

from claimcheck.article import Article, Known, known_best
from claimcheck.formats.article_text import article_named, text_in
from claimcheck.formats.source import Source
from claimcheck.segment.paragraphs import FRONT_MATTER

_FIELD = re.compile(r"^(\w[\w-]*)[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*\r?$", re.MULTILINE)
_UNDERLINED = re.compile(r"\s*(\S[^\r\n]*)\r?\n=+[ \t]*\r?$", re.MULTILINE)
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|(\*\*|__|[*_`])(?=\S)(.+?)(?<=\S)\2")
_NAMES = {
    "title": ("title", "headline"),
    "language": ("language", "lang"),
    "url": ("url", "canonical_url", "canonical", "link"),
    "published": ("published", "date"),
    "id": ("id",),
}


def article_from_markdown(source: Source, **known: Unpack[Known]) -> Article:
    """The article that a Markdown file is.

    Its headline is the front matter's `title`, or else the first heading of the first level.

    Args:
        source: the file.
        **known: what is known beforehand, and counts for more than the front matter; see `Article.of`.

    Raises:
        InputError: there is no article in it; the message names the source and says what to do.
    """
    text = text_in(source)
    front = FRONT_MATTER.match(text)
    fields = {name.lower(): _unquoted(value) for name, value in _FIELD.findall(front[1])} if front else {}
    values = {of: next((fields[name] for name in names if fields.get(name)), None) for of, names in _NAMES.items()}
    said: Known = {
        "id": values["id"],
        "title": values["title"] or _headline(text, front.end() if front else 0),
        "language": values["language"],
        "url": values["url"],
        "published": _moment(values["published"]),
    }
    return article_named(source.name, text, **known_best(known, said))


def _headline(text: str, start: int) -> str | None:
    found = _UNDERLINED.match(text, start) or _HEADING.search(text, start)
    return _MARKS.sub(lambda mark: mark[1] or mark[3] or "", found[1]) if found else None


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'" else value


def _moment(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
