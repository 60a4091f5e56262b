"""Folded text: what stays of a text once typography is taken out of it, and where each character came from.

Two texts that fold alike differ only in white space, quotation marks, dashes, invisible characters, or in
how Unicode spells the same letters. The way back from the folded text to the original is kept, so that
whatever is found in the one can be shown in the other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

QUOTE_MARK = "'"
"""What every quotation mark and apostrophe folds to, single and double alike: writers of JSON swap them."""

DASH = "-"
"""What every dash, hyphen and minus folds to, with the white space around it."""

_QUOTE_MARKS = frozenset("'\"`´‘’‚‛“”„‟‹›«»′″＇＂「」『』")
_MINUSES = frozenset("−⁃")
_RUNS = frozenset((" ", DASH, QUOTE_MARK))
_LONGEST_CLUSTER = 32
"""Characters taken as one letter with its marks; Unicode's stream-safe format (UAX #15) stops at 30 marks too."""


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text and the way back.

    Attributes:
        characters: the folded text.
        starts: for each folded character, the offset in the original where what it stands for begins.
        ends: for each folded character, the offset in the original behind what it stands for.
    """

    characters: str
    starts: list[int]
    ends: list[int]

    def original(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the non-empty folded stretch `[start, end)` stands in the original, as half-open offsets.

        None if it begins or ends inside a character of the original: an "f" is no part of the ligature "ﬁ".
        """
        if start > 0 and self.starts[start - 1] == self.starts[start]:
            return None
        if end < len(self.starts) and self.starts[end - 1] == self.starts[end]:
            return None
        return self.starts[start], self.ends[end - 1]


def fold(text: str, *, caseless: bool = False) -> FoldedText:
    """The text without its typography.

    White space runs become one space, quotation marks, dashes and their runs become one mark, invisible characters go,
    and what NFKC holds to be the same becomes the same.

    Args:
        text: any text; the work grows with its length.
        caseless: take out upper and lower case as well (Unicode case folding).
    """
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = ""
    for start, end in _clusters(text):
        folded = _fold_cluster(text[start:end], caseless)
        if not folded or (folded == " " and last == DASH):
            continue
        if folded == last and folded in _RUNS:
            ends[-1] = end
            continue
        if folded == DASH and last == " ":
            del characters[-1], starts[-1], ends[-1]
            if characters and characters[-1] == DASH:
                ends[-1] = end
                continue
        characters += folded
        starts += [start] * len(folded)
        ends += [end] * len(folded)
        last = folded
    return FoldedText("".join(characters), starts, ends)


def without_accents(word: str) -> str:
    """The word without its combining marks: "Córdoba" and "Cordoba" are one name."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def continues_letter(character: str) -> bool:
    """Whether a character belongs to the letter before it: a combining mark, or a vowel or final of a Hangul syllable."""
    return unicodedata.combining(character) != 0 or "\u1160" <= character <= "\u11ff"


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Half-open stretches of the text that Unicode may spell as one character."""
    if text.isascii():
        yield from zip(range(len(text)), range(1, len(text) + 1), strict=True)
        return
    start = 0
    for at, character in enumerate(text):
        if at > start and (character.isascii() or not continues_letter(character) or at - start == _LONGEST_CLUSTER):
            yield start, at
            start = at
    yield start, len(text)


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str, caseless: bool) -> str:  # noqa: FBT001 - lru_cache is fastest on positions
    if cluster.isspace():
        return " "
    if cluster in _QUOTE_MARKS:
        return QUOTE_MARK
    category = unicodedata.category(cluster[0])
    if len(cluster) == 1 and (category == "Pd" or cluster in _MINUSES):
        return DASH
    if category == "Cf" or "\ufe00" <= cluster[0] <= "\ufe0f":
        return ""
    folded = unicodedata.normalize("NFKC", cluster)
    return unicodedata.normalize("NFKC", folded.casefold()) if caseless else folded
