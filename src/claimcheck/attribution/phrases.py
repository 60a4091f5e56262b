"""Noun phrases: how far they go, and which word they are about."""

from __future__ import annotations

from typing import NamedTuple

from claimcheck.attribution.nouns import GROUPS, PERSONS
from claimcheck.attribution.occasions import is_occasion
from claimcheck.attribution.tokens import Tag, Token, Tokens
from claimcheck.attribution.verbs import VERBS

PHRASE_TAGS: frozenset[Tag] = frozenset(
    {"name", "word", "number", "pronoun", "determiner", "possessive", "fragment", "mark"}
)
"""What a noun phrase is made of, but for its prepositions."""

_BEHIND_PHRASE: frozenset[Tag] = frozenset({"preposition", "wh", "that", "comma", "open", "conjunction", "dash"})

_IRREGULAR_VERBS = frozenset(
    """
    appears arose ate awoke became becomes began bent bit bled blew bore bought broke brought built came caught chose
    clung comes crept dealt died drank drew drove falls fell fled flew flung forgave fought froze gave gets gives goes
    got grew helps hid hit hung kept knelt lay leaves led left lent lives lost made makes met mistook needs overtook
    paid plans ran rang rode rose runs sang sank sat saw says seems sent shone shook shrank slept slid sold sought spent
    spoke sprang spun stole stood strode struck stuck stung swam swept swung takes taught threw took tore undertook
    underwent wants went withdrew woke won wore works
    """.split()
)

_FINITE_VERBS = _IRREGULAR_VERBS | {word for word, verb in VERBS.items() if "past" in verb.forms}

_NOT_PAST = frozenset(
    """
    alleged bed bred breed embed feed hundred need red seed shed so-called speed united unprecedented
    """.split()
)

_NEGATED = frozenset({"don't", "doesn't", "didn't"})

_IRREGULAR_PARTICIPLES = frozenset("drawn found given held kept known made read seen sent shown taken written".split())
"""Behind a noun and before a preposition these go on about it: "a policy shown to the jury"."""

_PEOPLE = PERSONS | GROUPS

_LONGEST_ASIDE = 40

_LONGEST_PHRASE = 30

_BEHIND_HEADS = frozenset("familiar close aware privy present involved responsible alike".split())

_NOT_HEADS = frozenset("'s including like such ago earlier later".split())


class Phrase(NamedTuple):
    """Tokens `[first, behind)` of a sentence."""

    first: int
    behind: int


def is_finite_verb(token: Token) -> bool:
    """Whether a word by itself looks like a verb of a clause of its own."""
    if token.tag != "word":
        return token.tag == "auxiliary" or token.lower in _NEGATED
    word = token.lower
    return word in _FINITE_VERBS or (word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST)


def phrase_end(tokens: Tokens, at: int) -> int:
    """Behind the last token of the noun phrase that begins at `at`, its prepositional phrases included."""
    start = at
    while at < len(tokens) and at - start < _LONGEST_PHRASE:
        token = tokens[at]
        if token.tag in ("open", "close"):
            closing = _matching_close(tokens, at) if token.tag == "open" else None
            if closing is None:
                break
            at = closing + 1
            continue
        if not _goes_on(tokens, start, at):
            break
        at += 1
    while at > start and tokens[at - 1].tag in ("preposition", "determiner", "conjunction"):
        at -= 1
    return at


def _goes_on(tokens: Tokens, start: int, at: int) -> bool:
    token = tokens[at]
    if token.tag == "preposition":
        return (
            at > start
            and not is_occasion(tokens, at)
            and token.lower not in ("as", "since", "during", "despite", "after", "via")
        )
    if token.tag == "conjunction":
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        return (
            token.lower in ("and", "or")
            and following is not None
            and following.tag in ("name", "word", "determiner", "possessive", "number")
            and not _begins_predicate(tokens, at + 1)
        )
    if token.tag == "word" and at > start and is_finite_verb(token):
        return token.lower.endswith("ed") and at + 1 < len(tokens) and tokens[at + 1].tag in ("preposition", "word")
    if token.tag == "pronoun":
        return at == start or (token.lower == "them" and tokens[at - 1].lower == "of")
    if token.tag in ("determiner", "possessive") and token.lower not in ("'s", "one", "two", "three") and at > start:
        return tokens[at - 1].tag in ("preposition", "conjunction", "determiner")
    return token.tag in PHRASE_TAGS


def _begins_predicate(tokens: Tokens, at: int) -> bool:
    """Whether a finite verb stands at `at` or directly behind the short phrase there."""
    return any(is_finite_verb(token) for token in tokens[at : at + 4] if token.tag != "comma")


def head_of(tokens: Tokens, phrase: Phrase) -> Token:
    """The word that the phrase is about: "study" in "a 2014 study of 300 nurses"."""
    return tokens[head_index(tokens, phrase)]


def head_index(tokens: Tokens, phrase: Phrase) -> int:
    """Where the phrase's head stands."""
    at = phrase.first
    for index in range(phrase.first, phrase.behind):
        token = tokens[index]
        if index > phrase.first and (token.tag in _BEHIND_PHRASE or token.lower in _BEHIND_HEADS):
            break
        if index > at and _ends_at_verb(tokens, at, index):
            break
        if (
            token.tag in ("name", "word", "pronoun", "determiner", "number", "possessive", "fragment")
            and token.lower not in _NOT_HEADS
        ):
            at = index
    return at


def _ends_at_verb(tokens: Tokens, head: int, at: int) -> bool:
    """Whether the word at `at`, behind a head, is a verb that tells more of it: "shared" in "a video shared online"."""
    token = tokens[at]
    if token.tag != "word" or tokens[head].tag not in ("word", "name", "pronoun"):
        return False
    if token.lower.endswith("ing") and tokens[head].lower in _PEOPLE:
        return True
    is_participle = token.lower in _IRREGULAR_PARTICIPLES and tokens[at + 1 : at + 2]
    return is_finite_verb(token) or bool(is_participle and tokens[at + 1].tag == "preposition")


def matching_open(tokens: Tokens, closing: int) -> int | None:
    """Where the bracket opens that closes at `closing`; None where that is too far."""
    for at in range(closing - 1, max(closing - _LONGEST_ASIDE, -1), -1):
        if tokens[at].tag == "open":
            return at
    return None


def _matching_close(tokens: Tokens, opening: int) -> int | None:
    for at in range(opening + 1, min(opening + _LONGEST_ASIDE, len(tokens))):
        if tokens[at].tag == "close":
            return at
    return None
