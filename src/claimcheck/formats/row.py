"""Row: an article as one object of JSON, alone in a `.json` file or one to a line of a `.jsonl` file.

    {"id": "halden-7", "text": "Halden bridge to stay shut...", "title": "Halden bridge to stay shut",
     "url": "https://gazette.example/7", "published": "2026-03-03T17:31:00+01:00", "language": "en"}

Only `text` must be there. A report's `article` is such a row too.
"""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, ValidationError

from claimcheck.article import Article
from claimcheck.errors import InputError
from claimcheck.formats.article_text import article_named


class Row(BaseModel):
    """One article of a data set. Fields that are not listed here are passed over.

    Attributes:
        text: the article, headline included, as printed.
        id: a name for it; a number counts as its digits. By default derived from the text.
        title: the headline, where it is known apart from the text.
        url: where it was published.
        published: when it was published; ISO 8601.
        language: BCP 47 tag of the text's language.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    text: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    published: datetime | None = None
    language: str | None = None

    def article(self, *, name: str) -> Article:
        """The row as an article that can be checked.

        Args:
            name: what the row is called in messages.

        Raises:
            InputError: it is empty, too long, or holds characters that no article has.
        """
        known = self.model_dump(exclude={"text"})
        return article_named(name, self.text, **known)


def row_in(json: str, *, name: str) -> Row:
    """The row that a text of JSON is.

    Args:
        json: one object.
        name: what it is called in messages.

    Raises:
        InputError: it is none; the message names the field at fault.
    """
    try:
        return Row.model_validate_json(json)
    except ValidationError as error:
        raise InputError(f"{name} is no row: {_told(error)}. A row looks like {_EXAMPLE}") from error


def _told(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(map(str, first["loc"]))
    return f"{field}: {first['msg']}" if field else first["msg"]


_EXAMPLE = '{"id": "7", "text": "The article ...", "title": "...", "url": "...", "published": "2026-03-03"}'
