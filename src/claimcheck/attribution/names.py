"""Names: which capitalised words of a sentence form a name, titles before it and letters behind it left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimcheck.attribution.nouns import BODY_WORDS, GROUPS, PERSONS, ROLES, TITLES, WEEKDAYS_AND_MONTHS
from claimcheck.attribution.persons import looks_personal
from claimcheck.attribution.tokens import Tokens

_PARTICLES = frozenset("de van von der den al bin ibn el la le da di dos du del ter ten af av bint abu ben".split())
_BODY_JOINTS = frozenset("of for and the on in at & de".split())
_JOINED_BODIES = BODY_WORDS | {"national", "health", "food"}
_OWNERS = frozenset("children farmers men people women workers".split())
"""Whose newspapers there are: "People's Gazette"."""
_OWNING_BODIES = GROUPS | _OWNERS
_POSTNOMINALS = frozenset("cbe kbe kc mbe md mp mps msp obe phd ph.d. qc".split())
_AGE = re.compile(r".+-(?:year|month|week)-old$")
_ENDS_OF_CALLINGS = ("ists", "icians", "ologers")
"""How words for people in the plural end that are on no list: "Conservationists"."""
_APOSTROPHES = ("'", "’")
_NEVER_NAMES = WEEKDAYS_AND_MONTHS | {"i", "mr", "mrs", "ms", "dr", "ok"}
_DETACHED = re.compile(r" (['’](?:s\b|(?= )))")


class Occurrence(NamedTuple):
    """A name in the text: tokens `[first, behind)` of sentence number `sentence`, titles left out."""

    sentence: int
    first: int
    behind: int


class NameReader:
    """Finds the names in the sentences of an article, by what it writes in lower case and what not."""

    def __init__(self, sentences: Sequence[Tokens]) -> None:
        """Learn from all sentences how the article writes its words."""
        self._lowered = {token.lower for tokens in sentences for token in tokens if token.tag == "word"}
        self._inside = {token.lower for tokens in sentences for token in tokens[1:] if token.tag == "name"}

    def runs(self, tokens: Tokens) -> Iterator[tuple[int, int]]:
        """The stretches of tokens that form a name, titles before it left out."""
        read = 0
        for at in [at for at, token in enumerate(tokens) if token.tag == "name"]:
            if at < read or not self._may_start(tokens, at):
                continue
            behind = _run_end(tokens, at)
            first = at + 1 if _AGE.match(tokens[at].lower) and behind - at > 1 else at
            first = _behind_office(tokens, first, behind) or _behind_titles(tokens, first, behind)
            end, behind = behind, before_postnominals(tokens, first, behind)
            behind = _before_origin(tokens, first, behind) if first > at else behind
            behind += _is_called_with_s(tokens, behind)
            if tokens[first].lower not in _NEVER_NAMES and tokens[behind - 1].lower not in TITLES:
                yield first, behind
            read = max(end, behind)

    def _may_start(self, tokens: Tokens, at: int) -> bool:
        lower = tokens[at].lower.removeprefix("ex-")
        if at > 0 and tokens[at - 1].tag not in ("colon", "dash", "mark"):
            return True
        if at + 1 < len(tokens) and tokens[at + 1].tag == "name":
            return lower not in self._lowered or lower in TITLES or lower in ROLES
        if lower in self._lowered or lower in GROUPS or lower in ROLES or lower in PERSONS:
            return False
        return lower in self._inside or not lower.endswith(_ENDS_OF_CALLINGS)


def name_text(tokens: Tokens, first: int, behind: int) -> str:
    """A name's words, one space between them."""
    name = " ".join([token.text for token in tokens[first:behind]])
    return _DETACHED.sub(r"\1", name) if "'" in name or "’" in name else name


def before_postnominals(tokens: Tokens, first: int, behind: int) -> int:
    """Where a name of more than one word ends that has letters behind it: "Ida Roos KC"."""
    while behind - first > 2 and tokens[behind - 1].lower in _POSTNOMINALS:
        behind -= 1
    return behind


def _run_end(tokens: Tokens, at: int) -> int:
    """Behind the last word of the name that begins at `at`."""
    at += 1
    while at < len(tokens):
        token = tokens[at]
        if token.tag == "name" or (token.tag == "number" and token.text[-1].isupper()):
            at += 1
        elif token.lower == "'s" and tokens[at - 1].lower in _OWNERS and tokens[at + 1 : at + 2]:
            if tokens[at + 1].tag != "name":
                break
            at += 2
        elif _owns_body(tokens, at) or (
            token.lower in _PARTICLES and at + 1 < len(tokens) and tokens[at + 1].tag == "name"
        ):
            at += 2
        elif token.lower in _BODY_JOINTS and _joins_body(tokens, at):
            at += 1
        else:
            break
    return at


def _owns_body(tokens: Tokens, at: int) -> bool:
    """Whether the apostrophe at `at` stands inside the name of a body: "Transport Workers' Federation"."""
    is_name = at + 1 < len(tokens) and tokens[at + 1].tag == "name"
    return is_name and tokens[at].text in _APOSTROPHES and tokens[at - 1].lower in _OWNING_BODIES


def _joins_body(tokens: Tokens, at: int) -> bool:
    """Whether "of", "for", "and" at `at` stands inside the name of a body: "Department of Education"."""
    before, joint = tokens[at - 1].lower, tokens[at].lower
    if at + 1 >= len(tokens) or (tokens[at - 1].tag != "name" and before not in ("of", "for", "on")):
        return False
    if joint == "&" and tokens[at + 1].tag == "name":
        return True
    if joint == "in" or (joint == "of" and before in ROLES):
        return False
    if joint in ("at", "on", "and", "&") and before not in _JOINED_BODIES:
        return False
    if tokens[at + 1].lower == "the":
        is_name = at + 2 < len(tokens) and tokens[at + 2].tag == "name"
        return is_name and joint in ("of", "for", "on") and before in BODY_WORDS
    return tokens[at + 1].tag == "name"


def _behind_office(tokens: Tokens, first: int, behind: int) -> int | None:
    """Past "Trade" in "Secretary of Trade Ida Roos": the office ends where the last two words begin."""
    is_office = first > 1 and tokens[first - 1].lower == "of" and tokens[first - 2].tag == "name"
    if is_office and tokens[first - 2].lower in TITLES and behind - first > 2:
        return behind - 2
    return None


def _behind_titles(tokens: Tokens, first: int, behind: int) -> int:
    """Past "Mayor", "Bremm City Attorney", "U.S. Secretary of Trade" in front of a person's name."""
    for at in range(behind - 2, first - 1, -1):
        if tokens[at].lower not in TITLES and tokens[at].lower not in ROLES:
            continue
        if tokens[at + 1].lower == "of":
            return max(behind - 2, at + 3) if behind - at > 4 else first
        if tokens[at + 1].tag == "name" and tokens[behind - 1].lower not in BODY_WORDS:
            return at + 1
    return first


def _before_origin(tokens: Tokens, first: int, behind: int) -> int:
    """Before "of" in "Prof. Ida Roos of Bremm", behind a title."""
    at = next((at for at in range(first + 2, behind - 1) if tokens[at].lower == "of"), behind)
    return at if looks_personal([token.text for token in tokens[first:at]]) else behind


def _is_called_with_s(tokens: Tokens, behind: int) -> bool:
    """Whether "'s" belongs to a name, since nothing follows that it could own: "Sorley's, the bakery,"."""
    if behind >= len(tokens) or tokens[behind].lower != "'s":
        return False
    after = tokens[behind + 1] if behind + 1 < len(tokens) else None
    if after is None:  # a phrase by itself
        return True
    return after.tag == "comma" and any(
        token.lower in ("a", "an", "the", "which", "whose") for token in tokens[behind + 2 : behind + 3]
    )
