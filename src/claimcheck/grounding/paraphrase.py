"""Paraphrases: which words of a text say what a claim says in words of its own."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from claimcheck.wording import CONNECTIVES, FUNCTION_WORDS, NEGATIONS, Word, content_stems, content_words, words

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
_PAIRS = tuple(
    (opening, closing, re.compile(rf"[.,!?]?{re.escape(closing)}"))
    for opening, closing in (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ('"', '"'))
)


class Statement(NamedTuple):
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
    wanted = [(each, claim[claimed[index].start].isupper()) for index, each in content_stems(claim)]
    content = content_stems(text)
    window = _densest_window(wanted, content)
    if window is None or not _states_enough(window, wanted, content_words(text).keys()):
        return None
    first, last = _with_lead(text, spoken, window.first), _with_rest(text, spoken, window.last, claimed)
    return Statement(*_with_closed_pairs(text, spoken[first].start, spoken[last].end), window.score)


class _Window(NamedTuple):
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
    starts = [at for at, (_, each) in enumerate(content) if each in worth]
    if not starts:
        return None
    last_place = {content[at][1]: at for at in starts}
    ahead = sum([worth[each] for each in last_place])  # of a start and behind it: no window that begins there has more
    best = (0.0, 0, 0, 0)  # its score, its length as a loss, its first place, its last
    for at in starts:
        if ahead < best[0]:
            break
        place, each = content[at]
        score, last = _best_end(at, worth, content)
        window = (score, place - content[last][0], at, last)
        best = window if window[:2] > best[:2] else best
        ahead -= worth[each] if last_place[each] == at else 0.0
    score, _, at, last = best
    matched = worth.keys() & {each for _, each in content[at : last + 1]}
    return _Window(content[at][0], content[last][0], frozenset(matched), score)


def _best_end(at: int, worth: dict[str, float], content: Sequence[tuple[int, str]]) -> tuple[float, int]:
    """The score and the last place of the best window that begins at a content word.

    A word of the claim counts where it first occurs. The window is followed until what it has gained is spent: from
    there on, one that begins later is at least as good.
    """
    left = dict(worth)
    score, best, best_last = 0.0, 0.0, at
    for place in range(at, len(content)):
        score += left.pop(content[place][1], -COST_OF_STRAY_WORD)
        if score > best:
            best, best_last = score, place
        if score <= 0 or not left:
            break
    return best, best_last


def _states_enough(window: _Window, wanted: Sequence[tuple[str, bool]], known: Container[str]) -> bool:
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


def _with_rest(text: str, spoken: Sequence[Word], last: int, claimed: Sequence[Word]) -> int:
    """The index of the last word of the compound that a word belongs to, and of what follows it in the claim too."""
    if last + 1 == len(spoken):
        return last
    together = {(one.key, other.key) for one, other in pairwise(claimed)}
    while last + 1 < len(spoken):
        between = text[spoken[last].end : spoken[last + 1].start]
        follows = (spoken[last].key, spoken[last + 1].key) in together and not between.strip()
        if not follows and not _COMPOUND.fullmatch(between):
            break
        last += 1
    return last


def _with_closed_pairs(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch and the mark next to it that pairs with one inside, if there is one."""
    for opening, closing, behind in _PAIRS:
        if opening not in text:
            continue
        inside = text[start:end]
        unclosed = inside.count(opening) - inside.count(closing)
        alike = opening == closing and inside.count(opening) % 2 == 1
        mark = behind.match(text, end)
        if mark and (alike or unclosed > 0):
            end = mark.end()
        elif (alike or unclosed < 0) and text[max(0, start - 1) : start] == opening:
            start -= 1
    return start, end
