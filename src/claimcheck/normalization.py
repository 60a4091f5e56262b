"""Folded text: what stays of a text once typography is taken out of it, and where each character came from.

Two texts that fold alike differ only in white space, quotation marks, dashes, invisible characters, or in
how Unicode spells the same letters. The way back from the folded text to the original is kept, so that
whatever is found in the one can be shown in the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

QUOTE_MARK = "'"
"""What every quotation mark and apostrophe folds to, single and double alike: writers of JSON swap them."""

DASH = "-"
"""What every dash, hyphen and minus folds to, with the white space around it."""

_QUOTE_MARKS = frozenset("'\"`´‘’‚‛“”„‟‹›«»′″＇＂「」『』")
_MINUSES = frozenset("−⁃")
_RUNS = frozenset((" ", DASH, QUOTE_MARK))
_PLAIN = re.compile(
    r"[A-Za-z0-9.,;:!?()$%&/]+(?: [A-Za-z0-9.,;:!?()$%&/]+)*"
    r"(?![^\x00-\x7f])"  # a letter before a non-ASCII character may carry it
)
_TYPOGRAPHY = str.maketrans(
    {"\n": " ", "\t": " ", "\N{NO-BREAK SPACE}": " "}
    | dict.fromkeys("-–—", DASH)
    | dict.fromkeys(_QUOTE_MARKS, QUOTE_MARK)
)
_UNUSUAL = re.compile("[^ -~À-Þà-ÿ]")
_RUNS_OF_TWO = ("  ", f" {DASH}", f"{DASH} ", f"{DASH}{DASH}", f"{QUOTE_MARK}{QUOTE_MARK}")
_LONGEST_LETTER = 32
"""Characters taken as one letter with its marks; Unicode's stream-safe format (UAX #15) stops at 30 marks too."""


class FoldedText(NamedTuple):
    """A folded text and the way back.

    Attributes:
        characters: the folded text.
        starts: for each folded character, the offset in the original where what it stands for begins.
        ends: for each folded character, the offset in the original behind what it stands for.
        in_place: whether each character stands for the one at its own place.
    """

    characters: str
    starts: Sequence[int]
    ends: Sequence[int]
    in_place: bool = False

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
    return _folded_in_place(text, caseless) or _folded_piece_by_piece(text, caseless)


def _folded_in_place(text: str, caseless: bool) -> FoldedText | None:  # noqa: FBT001
    """The folded text if one character stands for one, as in most sentences; None where it takes more than that."""
    folded = text.translate(_TYPOGRAPHY)
    if _UNUSUAL.search(folded) or any(run in folded for run in _RUNS_OF_TWO):
        return None
    length = len(folded)
    return FoldedText(folded.lower() if caseless else folded, range(length), range(1, length + 1), in_place=True)


def _folded_piece_by_piece(text: str, caseless: bool) -> FoldedText:  # noqa: FBT001
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = ""
    for start, end in _pieces(text):
        piece = text[start:end]
        if end - start > 1 and piece.isascii():
            folded = piece.lower() if caseless else piece
        else:
            folded = _fold_letter(piece, caseless)
        if not folded or (folded == " " and last == DASH):
            continue
        if folded == last and folded in _RUNS:
            ends[-1] = end
            continue
        if folded == DASH and last == " ":
            del characters[-1], starts[-1], ends[-1]
        characters += folded
        if piece.isascii():  # character for character
            starts += range(start, end)
            ends += range(start + 1, end + 1)
        else:
            starts += [start] * len(folded)
            ends += [end] * len(folded)
        last = folded
    return FoldedText("".join(characters), starts, ends)


def lowered(text: str) -> str:
    """The text in lower case, each character in the place where it stood."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(character.lower()[0] for character in text)  # İ


def without_accents(word: str) -> str:
    """The word without its combining marks: "Córdoba" and "Cordoba" are one name."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def continues_letter(character: str) -> bool:
    """Whether a character is a mark on the letter before it."""
    return character >= "\u0300" and unicodedata.combining(character) != 0


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Half-open stretches of the text that fold by themselves: plain runs, and letters with their marks."""
    at = 0
    while at < len(text):
        plain = _PLAIN.match(text, at)
        end = plain.end() if plain else _end_of_letter(text, at)
        yield at, end
        at = end


def _end_of_letter(text: str, start: int) -> int:
    """The offset behind a character and the marks that Unicode may spell as one with it."""
    end, longest = start + 1, min(len(text), start + _LONGEST_LETTER)
    while end < longest and continues_letter(text[end]):
        end += 1
    return end


@lru_cache(maxsize=4096)
def _fold_letter(letter: str, caseless: bool) -> str:  # noqa: FBT001 - lru_cache is fastest on positions
    if letter.isspace():
        return " "
    if letter in _QUOTE_MARKS:
        return QUOTE_MARK
    category = unicodedata.category(letter[0])
    if len(letter) == 1 and (category == "Pd" or letter in _MINUSES):
        return DASH
    if category == "Cf" or "\ufe00" <= letter[0] <= "\ufe0f":
        return ""
    folded = unicodedata.normalize("NFKC", letter)
    return unicodedata.normalize("NFKC", folded.casefold()) if caseless else folded
