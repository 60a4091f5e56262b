"""Stories: an article as the reading of its sources sees it, in tokens, paragraphs and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.attribution.directory import Directory
from claimcheck.attribution.model import Stretch
from claimcheck.attribution.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Story:
    """An article, its sentences numbered from the top.

    Attributes:
        text: the article.
        sentences: the tokens of its sentences; none for those that are not to be read.
        paragraphs: for each sentence, the number of its paragraph.
        directory: its names.
    """

    text: str
    sentences: Sequence[Tokens]
    paragraphs: Sequence[int]
    directory: Directory

    def printed(self, stretch: Stretch | None) -> str | None:
        """The words of a stretch, as printed."""
        return None if stretch is None else self.text[slice(*stretch)]

    def paragraphs_between(self, earlier: int, later: int) -> int:
        """How many paragraphs further down one sentence stands than another; 0 within a paragraph."""
        return self.paragraphs[later] - self.paragraphs[earlier]
