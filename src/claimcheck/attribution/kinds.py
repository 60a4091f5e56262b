"""Kinds of sources, as far as the words of a phrase show them."""

from __future__ import annotations

from itertools import pairwise

from claimcheck.attribution.callings import age_in
from claimcheck.attribution.names import name_text
from claimcheck.attribution.nouns import (
    ANONYMOUS,
    DOCUMENTS,
    GROUPS,
    OUTLET_HEADS,
    OUTLET_STARTS,
    OUTLETS,
    PERSONS,
    ROLES,
)
from claimcheck.attribution.phrases import Phrase, is_finite_verb
from claimcheck.attribution.tokens import Token, Tokens
from claimcheck.verdicts import Source, SourceKind

_WITHHELD = frozenset("anonymity anonymous unidentified unnamed".split())
_NOT_NAMED = frozenset({
    ("be", "named"), ("be", "identified"), ("be", "quoted"), ("name", "be"), ("be", "published"), ("her", "name"),
    ("his", "name"), ("their", "name"), ("their", "names"),
})  # fmt: skip
_REFUSALS = frozenset("not cannot can't didn't could declined refused refusing withheld without asked".split())
_LENGTH_OF_ASIDE = 16
_PEOPLE = GROUPS | PERSONS | ROLES
_FAMILIAR = frozenset("familiar briefed knowledge close".split())
_AGENTS = ("eer", "er", "ian", "ist", "man", "or", "woman")
"""How words for one person end that are on no list: "a handler"."""
_CUT_OFF = frozenset("seen shown taken written".split())
_NEWS = frozenset({"news", "press"})
_DETERMINERS = frozenset("a an the this that these those his her its their our my".split())


def is_single(head: str, source: Source) -> bool:
    """Whether a source is one person, who may be "she" later: a named one, or "a spokesman", "a source"."""
    return source.kind in ("named_person", "unnamed_person") or head in ROLES or head in PERSONS


def is_outlet(name: str) -> bool:
    """Whether a name is that of a news outlet, by its form or because everybody knows it."""
    words = name.lower().split()
    if words[0] in OUTLETS or words[-1] in OUTLETS or words[-1].endswith((".com", ".org", ".net")):
        return True
    if len(words) == 1:
        return False
    if words[-1] == "agency":  # few agencies are news agencies
        return not _NEWS.isdisjoint(words)
    return words[0] in OUTLET_STARTS or words[-1] in OUTLET_HEADS


def anonymous_in(tokens: Tokens, phrase: Phrase, head: str) -> Source | None:
    """The source in "people familiar with", "a source", "an official who asked not to be named".

    Args:
        tokens: the sentence.
        phrase: the phrase that names the source.
        head: its head, in lower case.
    """
    if head in DOCUMENTS:
        return None  # "an anonymous letter" is a letter
    words = {token.lower for token in tokens[phrase.first : phrase.behind]}
    is_familiar = not words.isdisjoint(_FAMILIAR) and not words.isdisjoint(_PEOPLE)
    if is_familiar or head in ANONYMOUS or not words.isdisjoint(_WITHHELD):
        return Source(name=None, kind="anonymous")
    aside = [token.lower for token in tokens[phrase.first : phrase.behind + _LENGTH_OF_ASIDE]]
    is_unnamed = any(pair in _NOT_NAMED for pair in pairwise(aside)) and not _REFUSALS.isdisjoint(aside)
    is_person = head in _PEOPLE or head == "one"
    return Source(name=None, kind="anonymous") if is_person and (is_unnamed or "anonymity" in aside) else None


def kind_of_people(head: str) -> SourceKind:
    """Whether a common noun, in lower case, is for one unnamed person or for several."""
    if head in GROUPS:
        return "unnamed_group"
    is_one = head in PERSONS or head in ROLES or head == "one" or age_in(head) is not None or head.endswith(_AGENTS)
    return "unnamed_person" if is_one else "unnamed_group"


def _tells_more(token: Token) -> bool:
    """Whether the last word of a phrase is a participle, what follows it cut off: "a study published on Monday"."""
    is_participle = token.lower in _CUT_OFF or (token.lower.endswith("ed") and is_finite_verb(token))
    return token.tag == "word" and is_participle


def plain_name(tokens: Tokens, phrase: Phrase) -> str:
    """The phrase's words without the article before them."""
    first = phrase.first
    while first < phrase.behind - 1 and tokens[first].lower in _DETERMINERS:
        first += 1
    behind = phrase.behind
    while behind > first + 1 and _tells_more(tokens[behind - 1]):
        behind -= 1
    return name_text(tokens, first, behind)
