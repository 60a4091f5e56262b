"""Span: a stretch of the article, with the words that stand there."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class Span(BaseModel):
    """A half-open stretch of `article.text`, in Unicode code points, and its characters.

    Attributes:
        start: offset of the first character.
        end: offset behind the last character; always greater than `start`.
        quote: `article.text[start:end]`, character for character.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The span `[start, end)` of `text`.

        Raises:
            ValueError: the offsets do not describe a stretch of at least one character inside `text`.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"[{start}, {end}) is no stretch of a text of {len(text)} characters")
        return cls(start=start, end=end, quote=text[start:end])

    @model_validator(mode="after")
    def _measures_its_quote(self) -> Self:
        if self.start < 0 or self.end - self.start != len(self.quote) or not self.quote:
            raise ValueError(f"[{self.start}, {self.end}) does not measure a quote of {len(self.quote)} characters")
        return self

    def stands_in(self, text: str) -> bool:
        """Whether these characters stand at this place of `text`."""
        return text[self.start : self.end] == self.quote

    def lies_within(self, start: int, end: int) -> bool:
        """Whether the span lies inside `[start, end)`."""
        return start <= self.start and self.end <= end
