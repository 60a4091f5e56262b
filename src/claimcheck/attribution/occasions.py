"""Occasions: when, where and in what form something was said, which is no part of who said it or of what was said."""

from __future__ import annotations

import re

from claimcheck.attribution.nouns import WEEKDAYS_AND_MONTHS
from claimcheck.attribution.tokens import Tag, Tokens

_OCCASIONS = frozenset(
    """
    address affidavit appearance article blog book briefing broadcast call channel column comments complaint
    conference court debate decision document documents e-mail email episode event filing hearing interview lawsuit
    letter meeting memo message news note opinion page podcast post press rally release remarks reply report
    response ruling session speech statement testimony text thread transcript tweet video website
    """.split()
)
"""Where and in what form people say things: no part of who says them."""

_GATHERINGS = frozenset("eulogy essay inquest inquiry lecture memoir parliament sermon summit trial".split())
"""These are where something was said behind "in" and "at", and what somebody is "familiar with" behind others."""

DAYS_AND_TIMES = frozenset(
    "afternoon autumn evening fall month morning night spring summer week weekend winter year".split()
)
_LIMITING = frozenset("only even just almost about there".split())
_BEFORE_DAYS = frozenset("on this last late early".split())
_BEFORE_WEEKDAYS = _BEFORE_DAYS | {"from", "of", "since"}
_BEFORE_TIMES = frozenset("last this next earlier".split())
_BEFORE_OCCASIONS = frozenset("in on at during".split())
_BEHIND_OCCASION: frozenset[Tag] = frozenset({
    "that", "wh", "quote", "comma", "colon", "stop", "dash", "pronoun", "fragment", "conjunction", "auxiliary",
})  # fmt: skip

_YEAR = re.compile(r"(?:18|19|20)\d\d")

_REFERRING = frozenset({"above", "before", "below"})
_RELATIVE_DAYS = frozenset("last next this late early earlier later".split())

_TIMES = frozenset(
    """
    afternoon autumn evening fall in month morning night on spring summer week weekend winter year
    """.split()
)

_LONGEST_OCCASION = 14


def is_occasion(tokens: Tokens, at: int) -> bool:
    """Whether the preposition at `at` begins the time, the place or the form in which something was said."""
    if tokens[at].lower == "of":
        return False
    for token in tokens[at + 1 : at + 9]:
        is_there = token.lower in _GATHERINGS and tokens[at].lower in _BEFORE_OCCASIONS
        if is_there or token.tag == "time" or token.lower in _OCCASIONS or token.lower in DAYS_AND_TIMES:
            return True
        if token.tag not in ("determiner", "word", "name", "number", "possessive", "adverb"):
            return False
    return False


def behind_occasion(tokens: Tokens, at: int) -> int:
    """Past when, where and in what form it was said: "said | in a statement on Monday | that"."""
    while at < len(tokens):
        step = _one_occasion(tokens, at)
        if step == at:
            return at
        at = step
    return at


def _one_occasion(tokens: Tokens, at: int) -> int:
    token = tokens[at]
    if token.tag == "time" or (token.tag == "adverb" and token.lower not in _LIMITING):
        return at + 1
    if token.lower in _REFERRING and at + 1 < len(tokens) and tokens[at + 1].tag == "that":
        return at + 1
    if token.lower in _TIMES and at > 0 and tokens[at - 1].tag == "time":
        return at + 1
    if token.lower in _RELATIVE_DAYS and at + 1 < len(tokens) and tokens[at + 1].lower in _TIMES:
        return at + 2
    if token.lower in ("in", "on") and (date := _behind_date(tokens, at + 1)) > at + 1:
        return date
    return _behind_prepositional(tokens, at) if token.tag == "preposition" and is_occasion(tokens, at) else at


def _behind_date(tokens: Tokens, at: int) -> int:
    """Past "May", "May 3", "3 May", "May 2019" or "2019"; `at` itself where no date begins."""
    start = at
    while at < min(start + 3, len(tokens)) and (tokens[at].lower in WEEKDAYS_AND_MONTHS or tokens[at].tag == "number"):
        at += 1
    dates = tokens[start:at]
    is_date = any(token.lower in WEEKDAYS_AND_MONTHS or _YEAR.fullmatch(token.text) for token in dates)
    return at if is_date else start


def _behind_prepositional(tokens: Tokens, at: int) -> int:
    start = at
    at += 1
    while at < len(tokens) and at - start < _LONGEST_OCCASION and tokens[at].tag not in _BEHIND_OCCASION:
        token, before = tokens[at], tokens[at - 1]
        is_new_phrase = token.tag in ("determiner", "possessive") and token.lower != "'s"
        if is_new_phrase and before.tag not in ("preposition", "possessive"):
            break
        at += 1
    return at


def without_times(tokens: Tokens, at: int) -> int:
    """Leftwards over "on Monday", "last week", "in a statement" that stand between subject and verb."""
    while True:
        step = _one_time_back(tokens, at)
        if step == at:
            return at
        at = step


def _one_time_back(tokens: Tokens, at: int) -> int:
    if at == 0:
        return at
    last = tokens[at - 1]
    if last.tag == "adverb":
        return at - 1
    if last.tag == "time":
        return at - 2 if at > 1 and tokens[at - 2].lower in _BEFORE_WEEKDAYS else at - 1
    is_date = last.tag == "number" and at > 1 and tokens[at - 2].lower in DAYS_AND_TIMES
    is_time = last.lower in DAYS_AND_TIMES
    return _opening_of_time(tokens, at, is_time=is_time) if is_time or is_date or last.lower in _OCCASIONS else at


def _opening_of_time(tokens: Tokens, at: int, *, is_time: bool) -> int:
    """Where "in a statement" or "last week" begins that ends before `at`; `at` itself if neither is there."""
    for back in range(at - 2, max(at - 7, 0), -1):
        token = tokens[back]
        if token.lower in _BEFORE_OCCASIONS or (is_time and token.lower in _BEFORE_TIMES):
            return back
        if token.tag not in ("word", "determiner", "name", "number", "possessive"):
            break
    return at
