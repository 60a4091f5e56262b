"""Clauses: what can follow a verb of saying, and where it begins and ends."""

from __future__ import annotations

from typing import Literal

from claimcheck.attribution.phrases import is_finite_verb
from claimcheck.attribution.tokens import Tag, Tokens
from claimcheck.attribution.verbs import VERBS

Complement = Literal["that", "question", "quote", "infinitive", "clause", "preposition", "object", "none"]

_SUBJECT_PRONOUNS = frozenset("i you he she it we they there".split())

_COMPLEMENT_OF_WORD: dict[str, Complement] = {
    "that": "that",
    "to": "infinitive",
    **dict.fromkeys(
        ("who", "whom", "which", "what", "how", "why", "whether", "if", "where", "when", "whose"), "question"
    ),
}
_NO_COMPLEMENT: frozenset[Tag] = frozenset({
    "comma", "stop", "colon", "dash", "close", "conjunction", "subordinator",
})  # fmt: skip
_SUBJECT_STARTS: frozenset[Tag] = frozenset({
    "name", "determiner", "possessive", "word", "number", "fragment", "pronoun",
})  # fmt: skip
_CLAUSE_STOPS: frozenset[Tag] = frozenset({"stop", "colon", "dash", "quote", "that", "wh", "subordinator"})
_SURE_PRESENT = frozenset({"says", "believes", "thinks", "wants", "knows"})

_FEWEST_OF_CLAUSE = 7
_SUBJECT_REACH = 9
"""How many tokens a subject may have before its verb, for a clause without "that" to be recognised."""


_COUNTS = frozenset("dozens eight five four half hundreds nine one seven six ten thousands three two".split())
_ABOUT_SO_MANY = frozenset({("at", "least"), ("at", "most"), ("up", "to")})
_CLAUSE_OPENERS = frozenset("although though while because unless even".split())


def complement_at(tokens: Tokens, at: int) -> Complement:
    """What sort of complement begins at `at`; "none" at the sentence's end, too."""
    while at + 1 < len(tokens) and tokens[at].tag == "adverb" and tokens[at].lower != "there":
        at += 1
    if at >= len(tokens):
        return "none"
    token = tokens[at]
    if token.lower in _COMPLEMENT_OF_WORD:
        return _complement_of_word(tokens, at)
    if token.tag == "quote":
        return "quote"
    if token.tag in _NO_COMPLEMENT:
        return "clause" if token.lower in _CLAUSE_OPENERS and at + 2 < len(tokens) else "none"
    if begins_clause(tokens, at) or _begins_clause_behind_preposition(tokens, at):
        return "clause"
    return "preposition" if token.tag == "preposition" and not begins_number(tokens, at) else "object"


def begins_number(tokens: Tokens, at: int) -> bool:
    """Whether "at least 40", "up to 40" or "about 40" begins at `at`."""
    words = tuple(token.lower for token in tokens[at : at + 2])
    behind = at + 2 if words in _ABOUT_SO_MANY else at + 1
    is_about = behind == at + 2 or words[0] in ("about", "around", "over", "under", "between")
    if not is_about or behind >= len(tokens):
        return False
    return tokens[behind].tag == "number" or tokens[behind].lower in _COUNTS


def _complement_of_word(tokens: Tokens, at: int) -> Complement:
    """What "that", "to" or "whether" begins at `at`: nothing where it stands alone, or where "how to" is a skill."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    is_last = following is None or following.tag in ("stop", "comma", "close")
    if is_last and tokens[at].tag in ("that", "wh", "subordinator"):
        return "object" if tokens[at].tag == "that" else "none"
    is_skill = tokens[at].lower != "to" and following is not None and following.lower == "to"
    return "none" if is_skill else _COMPLEMENT_OF_WORD[tokens[at].lower]


def begins_clause(tokens: Tokens, at: int) -> bool:
    """Whether a clause with a subject and a verb of its own begins at `at`, without "that" before it."""
    first = tokens[at]
    if first.lower.split("'")[0] in _SUBJECT_PRONOUNS:
        return at + 1 < len(tokens) and tokens[at + 1].tag not in ("comma", "stop")
    if first.tag not in _SUBJECT_STARTS:
        return False
    for index, token in enumerate(tokens[at + 1 : at + 1 + _SUBJECT_REACH], at + 2):
        if token.tag in _CLAUSE_STOPS or (token.tag == "conjunction" and _goes_on_with_verb(tokens, index)):
            return False
        if is_finite_verb(token) or (token.tag == "word" and token.lower in _SURE_PRESENT):
            return True
    return False


def _goes_on_with_verb(tokens: Tokens, at: int) -> bool:
    """Whether the verb outside goes on behind "and": "announced the closure of two schools and | said"."""
    return at < len(tokens) and is_finite_verb(tokens[at])


def _begins_clause_behind_preposition(tokens: Tokens, at: int) -> bool:
    """Whether what was said begins with its circumstances: "said | under the new rules, teachers would ..."."""
    if tokens[at].tag != "preposition":
        return False
    if tokens[at].lower in ("of", "about", "to", "for", "as", "by", "with", "on"):
        comma = next(
            (i for i in range(at + 1, min(at + _SUBJECT_REACH, len(tokens))) if tokens[i].tag == "comma"), None
        )
        return comma is not None and comma + 1 < len(tokens) and begins_clause(tokens, comma + 1)
    for token in tokens[at + 1 : at + 1 + 2 * _SUBJECT_REACH]:
        if token.tag in ("stop", "colon", "dash", "quote"):
            return False
        if token.tag == "auxiliary":
            return True
    return False


def first_word(tokens: Tokens, at: int) -> int:
    """Past conjunctions and marks at the start of a clause."""
    while at < len(tokens) and tokens[at].tag in ("conjunction", "comma", "mark", "dash", "stop"):
        at += 1
    return at


def last_word(tokens: Tokens, behind: int) -> int:
    """Behind the last word before `behind`, marks and joining words left out."""
    while behind > 0 and tokens[behind - 1].tag in ("comma", "dash", "conjunction", "colon", "subordinator"):
        behind -= 1
    return behind


def sentence_end(tokens: Tokens) -> int:
    """Behind the sentence's last token that is no full stop."""
    end = len(tokens)
    while end > 0 and tokens[end - 1].tag == "stop":
        end -= 1
    return end


def is_clause_like(tokens: Tokens, words: tuple[int, int]) -> bool:
    """Whether words are a clause: by a verb that is known, or as `is_long_clause` has it."""
    return has_verb(tokens, *words) or is_long_clause(tokens, words)


def is_long_clause(tokens: Tokens, words: tuple[int, int]) -> bool:
    """Whether words that stand where a clause may stand are one by their length, or by a pronoun that is its subject.

    Verbs in the present are open words, and not to be told from nouns: "Adults who drink tea lose less muscle".
    """
    first, behind = words
    return behind - first >= _FEWEST_OF_CLAUSE or tokens[first].lower in _SUBJECT_PRONOUNS


def has_verb(tokens: Tokens, first: int, behind: int) -> bool:
    """Whether some token in `[first, behind)` looks like a verb."""
    return any(token.lower in VERBS or is_finite_verb(token) for token in tokens[first:behind])
