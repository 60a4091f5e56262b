"""Article: the text as printed, and what is known about it."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Literal, Self, TypedDict, Unpack, cast

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic.json_schema import SkipJsonSchema

from claimcheck.errors import InputError

Region = Literal["headline", "body", "caption", "boilerplate"]
"""The parts of an article. Boilerplate is what goes with the article and is not of it: bylines, bios, "Read more"."""

MAX_CHARACTERS = 1_000_000
"""The longest article that `Article.of` accepts, in code points: about 150,000 words, a long book."""

_IN_NO_ARTICLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Control characters other than white space, and halves of characters."""


class Known(TypedDict, total=False):
    """What may be known of an article beside its text; None where it is not. See `Article`."""

    id: str | None
    title: str | None
    language: str | None
    url: str | None
    published: datetime | None
    extractor: str | None


def known_best(given: Known, said: Known) -> Known:
    """What is known of an article from two sides.

    Args:
        given: counts where it says anything.
        said: counts where the other does not.
    """
    return cast("Known", {**said, **{name: value for name, value in given.items() if value is not None}})


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
        extractor: the program that took the text out of a page, and its version, such as "trafilatura 2.3.1"; None
            where the text is as it came. It is no part of the article's JSON: a report has it in `provenance.options`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    id: str = Field(default_factory=lambda data: _sha256(data["text"])[:12])
    title: str | None = None
    language: str | None = None
    url: str | None = None
    published: datetime | None = None
    sha256: str = Field(default_factory=lambda data: _sha256(data["text"]))
    extractor: SkipJsonSchema[str | None] = Field(default=None, exclude=True)

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
    def of(cls, text: str, *, max_characters: int = MAX_CHARACTERS, **known: Unpack[Known]) -> Article:
        """An article that can be checked.

        Args:
            text: the article, headline included.
            max_characters: the longest text accepted, in code points.
            **known: what is known of it: `id`, `title`, `language`, `url`, `published`, `extractor`.

        Raises:
            InputError: the text is empty, too long, or holds characters that no article has.
        """
        if len(text) > max_characters:
            raise InputError(
                f"the article has {len(text):,} characters, more than the limit of {max_characters:,}: "
                "check its parts one by one, or raise the limit"
            )
        refuse_what_no_article_is(text)
        return cls.model_validate({"text": text} | {name: value for name, value in known.items() if value is not None})


def refuse_what_no_article_is(text: str) -> None:
    """Lets every text pass that may be an article's.

    Raises:
        InputError: the text is empty, or holds characters that no article has.
    """
    if not text.strip():
        raise InputError("the article is empty: give it at least one sentence")
    found = _IN_NO_ARTICLE.search(text)
    if found is None:
        return
    at, character = found.start(), found.group()
    what = "lone surrogate" if character >= "\ud800" else "control character"
    raise InputError(
        f"the article holds a {what} (U+{ord(character):04X}) on line {text.count(chr(10), 0, at) + 1}, "
        f"character {at}: is it plain text? Remove it and try again"
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
