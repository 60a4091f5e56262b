"""Edits: which words of a text became others, and what sort of words they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from claimcheck.comparison.model import Edit, EditKind
from claimcheck.findings.quantities import NUMBER_WORDS
from claimcheck.wording import FUNCTION_WORDS, NEGATIONS, Word, is_date, is_figure, words

MAX_WORDS = 400
"""Of longer stretches that differ, no words are aligned: they are shown as one edit. It bounds the work."""


WEIGHTIEST: Sequence[EditKind] = ("negation", "figure", "date", "name", "hedge", "words")
"""The kinds of an edit, from the one that changes most of what is said."""


class _Token(NamedTuple):
    """A word as it is compared: figures in digits, per cent with the figure."""

    key: str
    start: int
    end: int


def says_word_for_word(a: str, b: str) -> bool:
    """Whether two texts have the same words in the same order; "15" and "fifteen" are one word."""
    return [token.key for token in _tokens(a)] == [token.key for token in _tokens(b)]


def edits(old: str, new: str, *, hedges: Collection[str] = ()) -> tuple[Edit, ...]:
    """The words that became others, in order. With the texts exchanged, the edits are the same, exchanged.

    Args:
        old: a text.
        new: what became of it.
        hedges: words that are hedges in either.
    """
    hedging = frozenset(word.key for hedge in hedges for word in words(hedge))
    ours, theirs = _tokens(old), _tokens(new)
    found = []
    for stretches in _differences(ours, theirs):
        for our_part, their_part in _sort_by_sort((old, stretches[0]), (new, stretches[1]), hedging):
            kind = _kind((old, our_part), (new, their_part), hedging)
            found.append(Edit(kind=kind, old=_printed(old, our_part), new=_printed(new, their_part)))
    return tuple(found)


def differing(old: str, new: str) -> frozenset[str]:
    """The words that stand in one of two texts only, or elsewhere in it, as they are compared."""
    parts = _differences(_tokens(old), _tokens(new))
    return frozenset(token.key for both in parts for part in both for token in part)


def spoken(text: str) -> frozenset[str]:
    """The words of a text, as they are compared."""
    return frozenset(token.key for token in _tokens(text))


Part = Sequence[_Token]


def _differences(ours: Part, theirs: Part) -> Iterator[tuple[Part, Part]]:
    our_keys, their_keys = [each.key for each in ours], [each.key for each in theirs]
    if our_keys > their_keys:  # the matcher is not symmetric
        yield from ((mine, yours) for yours, mine in _differences(theirs, ours))
        return
    before = _alike_at_start(our_keys, their_keys)
    behind = _alike_at_start(our_keys[before:][::-1], their_keys[before:][::-1])
    ours, theirs = ours[before : len(ours) - behind], theirs[before : len(theirs) - behind]
    if max(len(ours), len(theirs)) > MAX_WORDS:
        yield ours, theirs
        return
    matcher = SequenceMatcher(None, [each.key for each in ours], [each.key for each in theirs], autojunk=False)
    for name, our_start, our_end, their_start, their_end in matcher.get_opcodes():
        if name != "equal":
            yield ours[our_start:our_end], theirs[their_start:their_end]


def _alike_at_start(a: Sequence[str], b: Sequence[str]) -> int:
    return next((at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))


def _sort_by_sort(old: tuple[str, Part], new: tuple[str, Part], hedging: frozenset[str]) -> Iterator[tuple[Part, Part]]:
    """A stretch that became another, in pieces where a figure leads both: "Twelve" became "Fifteen may have been"."""
    (old_text, ours), (new_text, theirs) = old, new
    while ours and theirs and len(ours) + len(theirs) > 2:
        kind = _sort(old_text, ours[0], hedging)
        if kind is None or kind != _sort(new_text, theirs[0], hedging):
            break
        yield ours[:1], theirs[:1]
        ours, theirs = ours[1:], theirs[1:]
    yield ours, theirs


def _kind(old: tuple[str, Part], new: tuple[str, Part], hedging: frozenset[str]) -> EditKind:
    """What an edit is about: the weightiest sort of word that stands in one of the two only."""
    ours, theirs = ([(_sort(text, each, hedging), each.key) for each in part] for text, part in (old, new))
    for kind in WEIGHTIEST:
        if sorted(key for sort, key in ours if sort == kind) != sorted(key for sort, key in theirs if sort == kind):
            return kind
    return "words"


def _sort(text: str, token: _Token, hedging: frozenset[str]) -> EditKind | None:
    """The sort of a word; None for most."""
    if token.key in NEGATIONS:
        return "negation"
    if token.key in hedging and not text[token.start].isupper():
        return "hedge"
    if _is_figure(text, token):
        return "figure"
    if _is_date(text, token):
        return "date"
    return "name" if _is_name(text, token) else None


def _is_date(text: str, token: _Token) -> bool:
    """Whether a word is a day, a month or a year; "may" and "march" in small letters are neither."""
    named = is_date(token.key) and (text[token.start].isupper() or token.key not in ("may", "march"))
    return named or _is_day_or_year(text, token)


def _is_figure(text: str, token: _Token) -> bool:
    """Whether a word counts something. "One" and "second" mean too much else."""
    loose = text[token.start : token.end].casefold() in ("one", "second")
    return is_figure(token.key) and not loose and not _is_day_or_year(text, token)


def _is_day_or_year(text: str, token: _Token) -> bool:
    """Whether a number is that of a year, or stands next to the name of a month."""
    if token.key.isdigit() and len(token.key) == 4 and token.key[:2] in ("18", "19", "20"):
        return True
    if not is_figure(token.key):
        return False
    before, behind = text[max(0, token.start - 12) : token.start], text[token.end : token.end + 12]
    near = [(before, word) for word in words(before)[-1:]] + [(behind, word) for word in words(behind)[:1]]
    return any(is_date(w.key) and not w.key.endswith("day") and part[w.start].isupper() for part, w in near)


def _is_name(text: str, token: _Token) -> bool:
    printed = text[token.start : token.end]
    begins = not text[: token.start].strip(" \"'“‘(")
    return printed[:1].isupper() and (not begins or printed[1:2].isupper()) and token.key not in FUNCTION_WORDS


def _printed(text: str, part: Part) -> str | None:
    return text[part[0].start : part[-1].end] if part else None


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[_Token, ...]:
    found: list[_Token] = []
    for word in words(text):
        if word.key == "cent" and found and found[-1].key == "per":
            found.pop()
        last = found[-1] if found else None
        if last and word.key in ("percent", "cent") and is_figure(last.key):
            found[-1] = _Token(f"{last.key.rstrip('%')}%", last.start, word.end)
        elif last and _continues_number(text, last, word):
            found[-1] = _Token(str(int(last.key) + int(word.key)), last.start, word.end)
        else:
            found.append(_Token(str(NUMBER_WORDS.get(word.key, word.key)), word.start, word.end))
    return tuple(found)


def _continues_number(text: str, last: _Token, word: Word) -> bool:
    """Whether a word is the second half of "twenty-five"."""
    between = text[last.end : word.start]
    is_ten = NUMBER_WORDS.get(text[last.start : last.end].casefold(), 0) >= 20
    return between == "-" and is_ten and word.key.isdigit() and 0 < int(word.key) < 10


class Piece(NamedTuple):
    """A stretch of a text, and whether it differs from the text that it is compared with."""

    text: str
    differs: bool


def marked(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Two texts in pieces, to be shown side by side; each text's pieces make up all of it."""
    parts = list(_differences(_tokens(old), _tokens(new)))
    return _pieces(old, [ours for ours, _ in parts]), _pieces(new, [theirs for _, theirs in parts])


def _pieces(text: str, parts: Sequence[Part]) -> list[Piece]:
    pieces, at = [], 0
    for part in filter(None, parts):
        start, end = part[0].start, part[-1].end
        pieces += [Piece(text[at:start], differs=False), Piece(text[start:end], differs=True)]
        at = end
    return [piece for piece in [*pieces, Piece(text[at:], differs=False)] if piece.text]
