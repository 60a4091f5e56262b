"""Row: an article as one JSON object, on a line of a `.jsonl` file or alone in a `.json` file.

    {"id": "halden-7", "text": "Halden bridge to stay shut...", "title": "Halden bridge to stay shut",
     "url": "https://gazette.example/7", "published": "2026-03-03T17:31:00+01:00", "language": "en"}

Only `text` must be there. What else an object holds is left alone, so a report's `article` is a row too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from claimcheck.article import Article
from claimcheck.errors import InputError


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


def row_of(line: bytes, place: str) -> Row:
    """The row that a JSON object is. What is wrong with it is in the row.

    Args:
        line: the object.
        place: what it is called where it has no id.
    """
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
    return row_of_fields(fields, place)


def row_of_fields(fields: Mapping[str, object], place: str) -> Row:
    """The row that fields are, of an object of JSON or of a table. What is wrong with it is in the row.

    Args:
        fields: by their names; those that are not known are left alone.
        place: what it is called where it has no id.
    """
    given = fields.get("id")
    name = place if given is None else _name(given)
    if name is None:
        return Row(place, error="the row's id is not a text that can be written: give it another, or none")
    text = fields.get("text")
    if not isinstance(text, str):
        found = "is missing" if text is None else "is not a text"
        return Row(name, error=f"the row's text {found}: put the article there, as a string")
    known = {field: fields[field] for field in _KNOWN if fields.get(field) is not None}
    strings = ((field, value) for field, value in known.items() if isinstance(value, str))
    unwritable = next((field for field, value in strings if not _is_unicode(value)), None)
    if unwritable:
        return Row(name, error=f"the row's {unwritable} cannot be used: it holds half of a surrogate pair")
    try:
        Article.of(text)
        return Row(name, Article.model_validate({"text": text, "id": name, **known}))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "text"
        return Row(name, error=f"the row's {where} cannot be used: {first['msg']}")
    except InputError as error:
        return Row(name, error=str(error))


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


_KNOWN = ("title", "url", "published", "language")
