"""Paraphrases: which words of a text say what a claim says in words of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from claimcheck.wording import CONNECTIVES, FUNCTION_WORDS, NEGATIONS, Word, stem, words

MIN_STATED_WORDS = 2
"""Content words of a claim that must stand together, or all of them where it has fewer: one word in common is a topic,
not a statement."""

MIN_STATED_SHARE = 0.5
"""Share of a claim's content words that must stand together. Names that the text lacks are not counted: a standalone
claim has them in place of pronouns."""

MIN_NAMES_SHARE = 0.65
"""The share where nothing but names stands together: a sentence about somebody says little of what a claim says of
them, but a short one may put into commas what the claim puts into words ("Ana Ruiz, 41, of Leeds")."""

WORTH_OF_WORD = 1.5
"""What a content word of the claim is worth. More than a name, which is in half of the sentences of an article."""

WORTH_OF_NAME = 1.0
"""What a capitalised word of the claim is worth."""

COST_OF_STRAY_WORD = 0.3
"""What a content word that is none of the claim's costs: a statement is followed over three of them to one more name,
over four to one more other word."""

_LEADING_WORDS = (FUNCTION_WORDS | NEGATIONS) - CONNECTIVES
_COMPOUND = re.compile(r"[-‐‑/]")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ('"', '"'))


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of a text that says what a claim says.

    Attributes:
        start: offset of its first character in the text.
        end: offset behind its last character.
        score: the worth of the claim's words that it holds, less `COST_OF_STRAY_WORD` for each other content word.
    """

    start: int
    end: int
    score: float


@lru_cache(maxsize=1024)  # a claim is vetted against its sentence, and then anchored in it
def densest_statement(claim: str, text: str) -> Statement | None:
    """The stretch of a text in which most of a claim's content words stand most densely; None if they are too few.

    The order of the words does not count, nor do function words at first. Those that lead up to the stretch (articles,
    auxiliaries, negations) are taken in afterwards, and so are the rest of a hyphenated compound, function words that
    follow in the claim as well, and the other half of a pair of quotation marks or brackets.

    Args:
        claim: a statement with names in place of pronouns.
        text: where to look.
    """
    claimed, spoken = words(claim), words(text)
    wanted = [(stem(word.key), claim[word.start].isupper()) for word in claimed if word.key not in FUNCTION_WORDS]
    content = [(index, stem(word.key)) for index, word in enumerate(spoken) if word.key not in FUNCTION_WORDS]
    window = _densest_window(wanted, content)
    if window is None or not _states_enough(window, wanted, {each for _, each in content}):
        return None
    together = {(one.key, other.key) for one, other in pairwise(claimed)}
    first, last = _with_lead(text, spoken, window.first), _with_rest(text, spoken, window.last, together)
    return Statement(*_with_closed_pairs(text, spoken[first].start, spoken[last].end), window.score)


@dataclass(frozen=True, slots=True)
class _Window:
    """The words from the first to the last, both of them the claim's, and the words of the claim that are there."""

    first: int
    last: int
    matched: frozenset[str]
    score: float


def _densest_window(wanted: Sequence[tuple[str, bool]], content: Sequence[tuple[int, str]]) -> _Window | None:
    """The window of the highest score, of equals the shortest; `content` holds the indices and stems of content words.

    `wanted` holds the stems of the claim and whether each is a name.
    """
    worth = {each: WORTH_OF_NAME if is_name else WORTH_OF_WORD for each, is_name in wanted}
    starts = (at for at, (_, each) in enumerate(content) if each in worth)
    windows = (_best_window_from(at, worth, content) for at in starts)
    return max(windows, key=lambda window: (window.score, window.first - window.last), default=None)


def _best_window_from(at: int, worth: dict[str, float], content: Sequence[tuple[int, str]]) -> _Window:
    """The best window that begins at a content word; a word of the claim counts where it first occurs.

    It is followed until what it has gained is spent: from there on, a window that begins later is at least as good.
    """
    left = dict(worth)
    score, best, best_last = 0.0, 0.0, at
    for place, (_, each) in enumerate(islice(content, at, None), start=at):
        score += left.pop(each, -COST_OF_STRAY_WORD)
        if score > best:
            best, best_last = score, place
        if score <= 0 or not left:
            break
    matched = worth.keys() & {each for _, each in content[at : best_last + 1]}
    return _Window(content[at][0], content[best_last][0], frozenset(matched), best)


def _states_enough(window: _Window, wanted: Sequence[tuple[str, bool]], known: set[str]) -> bool:
    """Whether a window passes the gates."""
    due = {each for each, is_name in wanted if each in known or not is_name}
    telling = {each for each, is_name in wanted if not is_name}
    only_names = bool(telling) and telling.isdisjoint(window.matched)
    share = MIN_NAMES_SHARE if only_names else MIN_STATED_SHARE
    return len(window.matched) >= max(min(MIN_STATED_WORDS, len(due)), share * len(due))


def _with_lead(text: str, spoken: Sequence[Word], first: int) -> int:
    """The index of the first word of what leads up to a word, with nothing but white space or a hyphen between."""
    while first > 0:
        between = text[spoken[first - 1].end : spoken[first].start]
        leads = spoken[first - 1].key in _LEADING_WORDS and not between.strip()
        if not leads and not _COMPOUND.fullmatch(between):
            break
        first -= 1
    return first


def _with_rest(text: str, spoken: Sequence[Word], last: int, together: set[tuple[str, str]]) -> int:
    """The index of the last word of the compound that a word belongs to, and of what follows it in the claim too."""
    while last + 1 < len(spoken):
        between = text[spoken[last].end : spoken[last + 1].start]
        follows = (spoken[last].key, spoken[last + 1].key) in together and not between.strip()
        if not follows and not _COMPOUND.fullmatch(between):
            break
        last += 1
    return last


def _with_closed_pairs(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch and the mark next to it that pairs with one inside, if there is one."""
    for opening, closing in _PAIRS:
        inside = text[start:end]
        unclosed = inside.count(opening) - inside.count(closing)
        alike = opening == closing and inside.count(opening) % 2 == 1
        mark = re.match(rf"[.,!?]?{re.escape(closing)}", text[end : end + 2])
        if mark and (alike or unclosed > 0):
            end += mark.end()
        elif (alike or unclosed < 0) and text[max(0, start - 1) : start] == opening:
            start -= 1
    return start, end
