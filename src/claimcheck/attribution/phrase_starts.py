"""Phrase starts: where the noun phrase begins that ends in front of a verb, back through its clause."""

from __future__ import annotations

from claimcheck.attribution.phrases import Phrase, is_finite_verb, matching_open
from claimcheck.attribution.tokens import Tag, Tokens
from claimcheck.attribution.verbs import VERBS

_CLAUSE_BOUNDARIES: frozenset[Tag] = frozenset(
    {"comma", "colon", "dash", "stop", "quote", "subordinator", "that", "wh", "open"}
)

_LEADS_IN: frozenset[Tag] = frozenset({"conjunction", "adverb", "time", "dash", "mark", "close", "stop", "negation"})

_SUBJECT_PRONOUNS = frozenset("i we he she they".split())

_REACH_OF_VERB = 8
"""A verb that near before "and she" shows that "and" joins clauses; in "Ortel and she" it joins who speaks."""

_MADE_PUBLIC = frozenset("broadcast conducted issued published released unveiled".split())
"""Behind the name of a document these go on about it: "a survey published | found"."""

_LONGEST_PHRASE = 30

PERSON_RELATIVES = frozenset({"who", "which", "that"})
"""What a clause about a person or a body begins with."""


def phrase_ending(tokens: Tokens, behind: int) -> Phrase | None:
    """The noun phrase whose last token stands before `behind`, back to the start of its clause."""
    if _is_subject_pronoun(tokens, behind - 1):
        return Phrase(behind - 1, behind)
    first = _clause_start(tokens, behind)
    first = _behind_inner_verb(tokens, first, behind)
    first = _behind_joint(tokens, first, behind)
    first = _behind_lead_in(tokens, first, behind)
    if first >= behind or is_finite_verb(tokens[first]):
        return None
    is_verb = is_finite_verb(tokens[behind - 1]) and tokens[behind - 1].lower not in _MADE_PUBLIC
    if is_verb and all(token.tag != "wh" for token in tokens[first:behind]):
        return None
    return Phrase(first, behind)


def _is_subject_pronoun(tokens: Tokens, at: int) -> bool:
    """Whether "she" or "we" stands at `at` and is the subject by itself, whatever is before it: "last year we"."""
    if tokens[at].lower not in _SUBJECT_PRONOUNS:
        return False
    is_joined = at > 0 and tokens[at - 1].lower in ("and", "or")
    return not is_joined or any(map(is_finite_verb, tokens[max(at - _REACH_OF_VERB, 0) : at]))


def _clause_start(tokens: Tokens, behind: int) -> int:
    at = behind - 1
    while at > 0 and behind - at < _LONGEST_PHRASE:
        before = tokens[at - 1]
        if before.tag == "close":
            opening = matching_open(tokens, at - 1)
            if opening is None or opening == 0:
                return at
            at = opening
            continue
        if before.tag == "comma" and _joins_places(tokens, at - 1):
            at -= 1
            continue
        if before.tag in ("wh", "that") and _is_restrictive(tokens, at - 1, behind):
            at -= 1
            continue
        if before.tag in _CLAUSE_BOUNDARIES or before.lower in ("but", "so", "yet"):
            return at
        at -= 1
    return at


def _joins_places(tokens: Tokens, comma: int) -> bool:
    """Whether a comma stands inside a list of names that "and" closes: "Orla, Bremm and Tiso said"."""
    ahead = tokens[comma + 1 : comma + 5]
    if not (ahead and tokens[comma - 1].tag == "name" and ahead[0].tag == "name"):
        return False
    return any(token.lower == "and" for token in ahead) and all(
        token.tag in ("name", "conjunction") for token in ahead[:3]
    )


def _is_restrictive(tokens: Tokens, relative: int, behind: int) -> bool:
    """Whether "who were briefed" belongs to the phrase: no comma before it, a verb inside."""
    if (
        relative == 0
        or tokens[relative - 1].tag not in ("name", "word")
        or tokens[relative].lower not in PERSON_RELATIVES
    ):
        return False
    before = tokens[relative - 1]
    if before.lower in VERBS and tokens[relative].lower == "that":
        return False
    return any(is_finite_verb(token) or token.lower in VERBS for token in tokens[relative + 1 : behind])


def _behind_inner_verb(tokens: Tokens, first: int, behind: int) -> int:
    """Past a verb in front of the subject: in "Asked why he left Ortel said" the subject is what follows "left"."""
    for at in range(behind - 2, first, -1):
        token = tokens[at]
        if token.tag == "wh":
            return first
        if token.tag == "auxiliary" and tokens[at + 1].tag in ("determiner", "name", "pronoun", "possessive"):
            return at + 1
    for at in range(first, behind - 1):
        if tokens[at].tag == "wh":
            return first
        if tokens[at + 1].tag == "pronoun" and is_finite_verb(tokens[at]):
            return at + 1
        verb = VERBS.get(tokens[at].lower)
        if (
            verb
            and tokens[at].tag == "word"
            and "past" in verb.forms
            and tokens[at + 1].tag in ("determiner", "name", "possessive")
        ):
            return at + 1
    return first


def _behind_joint(tokens: Tokens, first: int, behind: int) -> int:
    """Past the clause that "and" joins to that of the subject: "It was old and | Ortel said"."""
    for at in range(behind - 2, first, -1):
        if tokens[at].tag == "wh":
            return first
        if tokens[at].tag == "conjunction" and any(is_predicate(tokens, index) for index in range(first, at)):
            return at + 1
    return first


def is_predicate(tokens: Tokens, at: int) -> bool:
    """Whether a verb stands at `at` that has a subject: not "led" in "a group led by Ortel", not "much-loved"."""
    behind = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    is_participle = "-" in tokens[at].text or behind == "by"
    return is_finite_verb(tokens[at]) and not is_participle


def _behind_lead_in(tokens: Tokens, first: int, behind: int) -> int:
    """Past "But", "Later", "On Monday", "In a statement" in front of the subject."""
    while first < behind:
        token = tokens[first]
        if token.lower == "as" and (at := _behind_result(tokens, first, behind)):
            first = at
        elif token.tag in _LEADS_IN or token.lower in ("as", "last", "earlier"):
            first += 1
        elif token.tag == "preposition":
            first = _behind_preposition(tokens, first, behind)
        else:
            return first
    return first


def _behind_result(tokens: Tokens, first: int, behind: int) -> int | None:
    """Past "As a result", which is no subject, before one that is."""
    at = _behind_preposition(tokens, first, behind) if tokens[first + 1].tag == "determiner" else behind
    return at if at < behind else None


def _behind_preposition(tokens: Tokens, first: int, behind: int) -> int:
    """The subject that follows a prepositional phrase without a comma: "In a letter Ortel said"."""
    for at in range(first + 1, behind):
        token = tokens[at]
        if token.tag == "pronoun":
            return at
        if at > first + 1 and token.tag in ("determiner", "possessive") and token.lower != "'s":
            return at
        if at > first + 1 and token.tag == "name" and tokens[at - 1].tag in ("word", "time", "number"):
            return at
        if token.tag == "word" and tokens[at - 1].tag == "time":
            return at
    return behind
