"""What may be credited with words: people, bodies and documents; and what may not: things and events."""

from __future__ import annotations

from typing import Literal

from claimcheck.attribution.clauses import Complement
from claimcheck.attribution.nouns import (
    DOCUMENTS,
    GROUPS,
    ORGANIZATIONS,
    OUTLET_NOUNS,
    PERSONS,
    ROLES,
    WEEKDAYS_AND_MONTHS,
    plural,
)
from claimcheck.attribution.phrases import Phrase, head_of
from claimcheck.attribution.tokens import Tokens
from claimcheck.attribution.verbs import FACTIVE, SAYING, SAYING_IF_CLAUSE, SHOWING, THINKING

Standing = Literal["writer", "person", "name", "body", "document", "other", "thing"]

_WRITERS = frozenset("i we you".split())
_NEVER = frozenset("it this that these those there what which everything nothing something anything so here".split())
_PEOPLE_PRONOUNS = frozenset("he she they who everyone everybody someone somebody anyone".split())
_COUNTED_PEOPLE = frozenset(
    """
    all another both dozens each eight either few five four half hundreds many more most neither nine none one others
    percent seven several six some ten thousands three two
    """.split()
)
_PEOPLE = ROLES | PERSONS | GROUPS
_BODIES = OUTLET_NOUNS | ORGANIZATIONS | frozenset(map(plural, OUTLET_NOUNS | ORGANIZATIONS))
_PLAIN = frozenset("say tell state claim argue allege".split())
_OWN_VERBS = (SAYING | SAYING_IF_CLAUSE | THINKING) - frozenset("discover figure forget".split())
"""What "I" and "we" say of themselves outside quotation marks, and mean as an attribution."""

_HEARINGS = frozenset("committee court hearing inquest inquiry jury panel trial tribunal".split())
"""What hears evidence, and is credited with it: "the court heard"."""

_SAID_BY_IT = frozenset(
    """
    accuse acknowledge add admit allege announce argue claim conclude condemn criticise criticize declare denounce
    deny describe dismiss estimate forecast insist note pledge predict promise recommend reject reply respond say state
    tweet urge vow warn welcome write
    """.split()
)
"""What "it" does only where it stands for a body or a document; "it shows" and "it means" may stand for nothing."""

_STANDINGS: tuple[tuple[Standing, frozenset[str]], ...] = (
    ("writer", _WRITERS),
    ("thing", _NEVER),
    ("person", _PEOPLE_PRONOUNS | _PEOPLE),
    ("body", _BODIES),
    ("document", DOCUMENTS),
    ("thing", WEEKDAYS_AND_MONTHS),
    ("person", _COUNTED_PEOPLE),
)
"""The first list that has the head decides."""


def standing_of(tokens: Tokens, phrase: Phrase) -> Standing:
    """What sort of source a phrase names. `other` is a common noun that is on no list."""
    head = head_of(tokens, phrase)
    for standing, nouns in _STANDINGS:
        if head.lower in nouns:
            return standing
    if head.tag in ("name", "number"):
        return "name" if head.tag == "name" else "person"
    return "thing" if head.tag == "determiner" else "other"


def may_say(tokens: Tokens, subject: Phrase, lemma: str, complement: Complement) -> bool:
    """Whether such a source says such things: a study shows that, a man believes that, a storm does neither.

    Args:
        tokens: the sentence.
        subject: who would say it.
        lemma: the verb of saying.
        complement: what sort of thing would be said.
    """
    standing = standing_of(tokens, subject)
    is_clear = complement in ("that", "question")
    if lemma in SHOWING and standing in ("person", "name", "other") and not (is_clear or complement == "quote"):
        return False
    is_hearing = lemma == "hear" and complement == "clause" and head_of(tokens, subject).lower in _HEARINGS
    is_cause = lemma == "mean" and head_of(tokens, subject).tag != "pronoun"  # "more rain means that it overflows"
    is_known = lemma in FACTIVE and standing != "writer" and not is_hearing
    if is_cause or (not is_clear and (is_known or lemma == "hold")):
        return False
    if standing == "writer":
        is_clause = is_clear or complement in ("clause", "quote")
        return is_clause and lemma in _OWN_VERBS and head_of(tokens, subject).lower != "you"
    if standing == "document":
        return lemma not in THINKING or lemma in SAYING or lemma in SAYING_IF_CLAUSE
    if standing == "other":
        return (complement != "object" and lemma not in THINKING) or lemma in _PLAIN or is_hearing
    return standing != "thing" or (lemma in _SAID_BY_IT and head_of(tokens, subject).lower == "it")


def may_speak(noun: str) -> bool:
    """Whether a common noun, in lower case, is one for people, bodies or documents."""
    return noun in _PEOPLE or noun in _BODIES or noun in DOCUMENTS
