"""Persons: whether a name is that of a person, by its form and by the company that it keeps.

A title or a role before it, an age or "who" behind it, "she" further on in its clause speak for a person; "at" or "a
spokesman for" in front of it, or what only companies have and do, speak against one.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.attribution.nouns import (
    BODY_WORDS,
    GROUPS,
    ORGANIZATIONS,
    OUTLET_NOUNS,
    OUTLET_STARTS,
    OUTLETS,
    PERSONS,
    PLACES_THAT_SPEAK,
    ROLES,
    TITLES,
)
from claimcheck.attribution.tokens import Token, Tokens
from claimcheck.attribution.traits import is_company_at, is_trade
from claimcheck.attribution.verbs import VERBS

_PLACE_STARTS = frozenset(
    """
    african african-american american black capitol central costa east eastern el fort great hong lake las latin los
    lower middle mount mt. new north northern port puerto rico saint san santa saudi silicon south southern sri st.
    supreme united upper wall west western white
    """.split()
)
_NOT_IN_PERSONS = (
    (BODY_WORDS & ORGANIZATIONS) | GROUPS | OUTLETS | PLACES_THAT_SPEAK | frozenset({"of", "for", "and", "&", "the"})
)
_AT_BODIES = frozenset({"for", "at", "of", "with", "from"})
_BODY_NOUNS = ((ORGANIZATIONS | OUTLET_NOUNS) - GROUPS - {"guard"}) | {"group", "portal", "site"}
"""What stands before the names of bodies: "the aid group Open Sluices". Some may stand before a person's, too."""
_ROLES_AND_GROUPS = ROLES | GROUPS
_PEOPLE = (ROLES | PERSONS) - frozenset(
    """
    broker buyer claimant customer developer donor investor landlord owner plaintiff publisher rival seller user
    """.split()
)
"""Words that tell a person from a body where they stand behind a name."""
_OF_THINGS = frozenset({"its", "itself"})
_OF_PERSONS = frozenset("he her herself him himself his she".split())
_IMPERSONAL = frozenset(
    """
    all be been become clear becoming getting going likely not possible rain rained raining
    snow snowed snowing take taken taking time
    """.split()
)
_WILL = frozenset("had has will would".split())
_REACH = 7
"""How many tokens behind a subject a pronoun may tell what it is."""


def looks_personal(words: Sequence[str]) -> bool:
    """Whether a name of several words has the form of a person's."""
    lowered = [word.lower() for word in words]
    if not 2 <= len(words) <= 5 or len(words[-1]) == 1 or lowered[0] in _PLACE_STARTS or lowered[-1] in BODY_WORDS:
        return False
    if lowered[-1].endswith(("'s", "’s")) or not _NOT_IN_PERSONS.isdisjoint(lowered) or lowered[0] in OUTLET_STARTS:
        return False
    return not any(word.isdigit() or _is_acronym(word) for word in words)


def _is_acronym(word: str) -> bool:
    return word.isupper() and word.isalpha() and len(word) > 1 and word.strip("IVX") != ""


def vote_of(tokens: Tokens, first: int, behind: int) -> int:
    """What the words around a name say it is: above 0 for a person, below for anything else.

    Args:
        tokens: the sentence.
        first: where the name begins.
        behind: where it ends.
    """
    vote = _vote_of_noun(tokens[first - 1], is_single=behind - first == 1) if first else 0
    if first > 1:
        vote += _vote_of_preceding(tokens, first)
    vote += _vote_of_clause(tokens, first, behind)
    return vote + _vote_of_following(tokens, behind) if behind < len(tokens) else vote


def _vote_of_noun(before: Token, *, is_single: bool) -> int:
    """What the word before a name says it is, or where."""
    if before.lower in _BODY_NOUNS and before.tag == "word":
        return 0 if before.lower in ROLES and not is_single else -2
    if before.lower in TITLES or before.lower in ROLES:
        return 2
    if before.lower == "the":
        return -2
    return -1 if before.lower in ("in", "at", "near") else 0


def _vote_of_preceding(tokens: Tokens, first: int) -> int:
    """What the two words before a name say: "a spokesman for", "her first name,"."""
    last, before = tokens[first - 2], tokens[first - 1]
    if before.tag == "comma" and last.lower == "name":
        return 2
    return -1 if before.lower in _AT_BODIES and last.lower in _ROLES_AND_GROUPS else 0


def _vote_of_clause(tokens: Tokens, first: int, behind: int) -> int:
    """What its own clause says of what a name names: above 0 for a person, below for anything else."""
    if is_company_at(tokens, first, behind):
        return -2
    if behind + 1 < len(tokens) and tokens[behind].lower == "," and tokens[behind + 1].lower == "which":
        return -2
    return _vote_of_pronoun(tokens, behind) if first < 2 else 0


def _vote_of_pronoun(tokens: Tokens, behind: int) -> int:
    """What the first pronoun behind a subject says: "Halden said its profit", "Ortel said she"."""
    for at in range(behind, min(behind + _REACH, len(tokens))):
        token = tokens[at]
        if token.lower in _OF_THINGS:
            return -2
        if token.lower in _OF_PERSONS:
            return 1
        if token.lower == "it":
            is_said = tokens[at - 1].lower in VERBS or tokens[at - 1].tag == "that"
            return -1 if is_said and _does_something(tokens, at + 1) else 0
        if token.lower == "a" and tokens[at - 1].tag == "preposition":  # "in a statement"
            continue
        if token.tag not in ("word", "auxiliary", "adverb", "time", "preposition", "negation", "that"):
            return 0
    return 0


def _does_something(tokens: Tokens, at: int) -> bool:
    """Whether "it" before a verb stands for something that acts: "it would appeal", not "it would be late"."""
    if at + 1 >= len(tokens) or tokens[at + 1].tag != "word" or tokens[at + 1].lower in _IMPERSONAL:
        return False
    is_doing = tokens[at].lower in ("is", "was") and tokens[at + 1].lower.endswith("ing")
    return is_doing or tokens[at].lower in _WILL


def _vote_of_following(tokens: Tokens, behind: int) -> int:
    """What the words behind a name say: "Ortel, 42," and "Ortel, a miner", "Bremm officials"."""
    after = tokens[behind]
    if after.tag == "comma" and behind + 1 < len(tokens):
        following = tokens[behind + 1]
        is_age = following.tag == "number" and following.text.isdigit() and len(following.text) < 3
        if following.lower == "who" or is_age:
            return 2
        if is_trade(tokens, behind + 1):
            return 0
        if following.lower in ("a", "an", "the") or following.lower in ROLES:
            ahead = tokens[behind + 2 : behind + 8]
            return 2 if following.lower in ROLES or any(token.lower in _PEOPLE for token in ahead) else 0
    if after.lower in ROLES or after.lower in ("officials", "executives", "spokespeople"):
        return -2
    return 1 if after.lower == "who" else 0
