"""Article: the text as printed, and what is known about it."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from claimcheck.errors import InputError

Region = Literal["headline", "body", "caption", "boilerplate"]
"""The parts of an article. Boilerplate is what goes with the article and is not of it: bylines, bios, "Read more"."""

MAX_CHARACTERS = 1_000_000
"""The longest article that `Article.of` accepts, in code points: about 150,000 words, a long book."""

_ALLOWED_CONTROLS = frozenset("\t\n\v\f\r\x85")


class Article(BaseModel):
    """A news article. The text is kept character for character; every offset in a report counts in it.

    Attributes:
        text: the article, headline included, as printed.
        id: a name for it; by default the first 12 digits of the text's SHA-256.
        title: the headline, where it is known apart from the text.
        language: BCP 47 tag of the text's language, where known.
        url: where it was published, where known.
        published: when it was published, where known.
        sha256: SHA-256 of the text's UTF-8 bytes, in hexadecimal digits; worked out, and checked where it is given.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    id: str = Field(default_factory=lambda data: _sha256(data["text"])[:12])
    title: str | None = None
    language: str | None = None
    url: str | None = None
    published: datetime | None = None
    sha256: str = Field(default_factory=lambda data: _sha256(data["text"]))

    @field_validator("text")
    @classmethod
    def _is_unicode(cls, text: str) -> str:
        text.encode()  # a lone surrogate raises UnicodeEncodeError, which is a ValueError
        return text

    @model_validator(mode="after")
    def _sha256_is_of_the_text(self) -> Self:
        if self.sha256 != _sha256(self.text):
            raise ValueError("sha256 is that of another text")
        return self

    @classmethod
    def of(
        cls, text: str, *, id: str | None = None, title: str | None = None, max_characters: int = MAX_CHARACTERS
    ) -> Article:
        """An article that can be checked.

        Args:
            text: the article, headline included.
            id: a name for it; by default derived from the text.
            title: the headline, where it is known apart from the text.
            max_characters: the longest text accepted, in code points.

        Raises:
            InputError: the text is empty, too long, or holds characters that no article has.
        """
        if not text.strip():
            raise InputError("the article is empty: give it at least one sentence")
        if len(text) > max_characters:
            raise InputError(
                f"the article has {len(text):,} characters, more than the limit of {max_characters:,}: "
                "check its parts one by one, or raise the limit"
            )
        _refuse_what_no_article_has(text)
        return cls(text=text, title=title) if id is None else cls(text=text, id=id, title=title)


def _refuse_what_no_article_has(text: str) -> None:
    for at, character in enumerate(text):
        if character.isprintable() or character in _ALLOWED_CONTROLS:
            continue
        category = unicodedata.category(character)
        if category in ("Cc", "Cs"):
            line = text.count("\n", 0, at) + 1
            raise InputError(
                f"the article holds a {'control character' if category == 'Cc' else 'lone surrogate'} "
                f"(U+{ord(character):04X}) on line {line}, character {at}: is it plain text? Remove it and try again"
            )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
