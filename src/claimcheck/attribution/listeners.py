"""Listeners: to whom something was said."""

from __future__ import annotations

from claimcheck.attribution.nouns import OUTLET_HEADS
from claimcheck.attribution.phrases import is_finite_verb
from claimcheck.attribution.tokens import Tag, Token, Tokens
from claimcheck.attribution.verbs import WITH_ADDRESSEE

_LONGEST = 8
_TAGS: frozenset[Tag] = frozenset({"name", "word", "determiner", "possessive", "number", "fragment"})
_STARTS: frozenset[Tag] = (_TAGS - {"fragment"}) | {"pronoun"}
_JOINTS = frozenset({"of", "at", "for", "and", "from"})
_BEFORE_NAMES = frozenset(
    "agency anchor broadcaster channel host magazine network newspaper outlet station website".split()
)


def behind_addressee(tokens: Tokens, at: int, lemma: str) -> int:
    """Past the listener that begins at `at`: "told reporters | that"; `at` itself where none does."""
    if at >= len(tokens):
        return at
    if lemma in WITH_ADDRESSEE:
        return _phrase_behind(tokens, at) if tokens[at].tag in _STARTS else at
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        tokens[at].lower == "to"
        and following
        and (following.tag in ("name", "pronoun") or following.lower == "reporters")
    ):
        return _phrase_behind(tokens, at + 1)
    return at


def _phrase_behind(tokens: Tokens, at: int) -> int:
    """Behind a short noun phrase: "the committee", "the newspaper Harbour Times", "Ortel of the port authority"."""
    if tokens[at].tag == "pronoun":
        return at + 1
    start = at
    while at < len(tokens) and at - start < _LONGEST and (at == start or _goes_on(tokens[at - 1], tokens[at])):
        at += 1
        if _is_outlet_head(tokens[at - 1]) and not any(map(_is_outlet_head, tokens[at : at + 1])):
            break  # not behind "Weekly" in "the Weekly Observer"
    return at


def _is_outlet_head(token: Token) -> bool:
    return token.tag == "name" and token.lower in OUTLET_HEADS


def _goes_on(before: Token, token: Token) -> bool:
    """Whether a token belongs to the listener's phrase, or begins what the listener was told."""
    if token.tag not in _TAGS and token.lower not in _JOINTS:
        return False
    if token.tag in ("determiner", "possessive") and token.lower != "'s":
        return before.tag not in ("name", "word")
    if token.tag == "name" and before.tag == "word":
        return before.lower in _BEFORE_NAMES
    return token.tag != "word" or not is_finite_verb(token)
