"""Splitting: a claim that states several facts side by side, taken apart into one claim for each.

A small model often stops halfway: it leaves "is a lawyer and diver who was born in Brno" in one piece. What is taken
apart here is only what the words themselves mark as parallel: predicates after one verb, verbs after one subject,
items of a list, the day and the place of a birth, a clause with "who". Each part repeats the words it shares with the
others and takes none from elsewhere. Where a word of doubt or a "not" could be lost, the claim stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from claimcheck.verdicts import SECOND_HAND_HEDGES
from claimcheck.wording import NEGATIONS, is_figure, words

MOST_PARTS = 6
"""A claim that would fall into more parts is left whole: it is a list that a reader takes in as one."""


def split_claim(claim: str) -> tuple[str, ...]:
    """The claims that a claim consists of, in order; the claim itself where it states one fact."""
    if {word.key for word in words(claim)} & (SECOND_HAND_HEDGES | NEGATIONS | {"not", "or", "if", "between", "both"}):
        return (claim,)
    parts = [claim.rstrip(" .")]
    for rule in _RULES:
        parts = [piece for part in parts for piece in (rule(part) or [part])]
    return tuple(map(_sentence, parts)) if 1 < len(parts) <= MOST_PARTS else (claim,)


_CAPITALISED = r"[A-Z][\w'’.&-]*"
_NAME = rf"(?:(?:“[^”]+”|{_CAPITALISED}(?: (?:(?:of|the|de|von|van) )?{_CAPITALISED})*)(?: \(\d{{4}}\))?)"
_NOUNS = r"(?:(?!(?:who|which|that|born|and|in|on|of|at|for|from|with|to|by|as|since)\b)[\w'’-]+)"
_COPULA = r"(?:is|was|are|were|became|becomes)"
_FINITE = (
    r"(?:(?:also|later|then|now|currently|subsequently|still|eventually) )*"
    r"(?:(?:has|have|had|is|was|are|were|will|would|did|does|won|lost|left|went|came|made|took|gave|got|began|became"
    r"|wrote|ran|held|holds|met|paid|sent|fell|rose|said|told|led|leads|plays|works|lives|resides|serves|teaches)\b"
    r"|\w+[^\Ws]s (?=\w+ing\b|to\b|an?\b|the\b|his\b|her\b|its\b|their\b)"
    r"|\w+ed (?=(?:a|an|the|his|her|its|their|to|in|at|on|for|from|with|as|by|into|over|several|many|\d|[A-Z“])))"
)
_SUBJECT = r"(?P<subject>(?:The |An? )?[A-Z“](?:(?!\b(?:is|was|are|were|has|had|have|who|which|that)\b)[^,;:]){0,80}?)"

_BORN_WITHIN = re.compile(rf"^{_SUBJECT} (?P<verb>{_COPULA}) (?P<what>[^,;]+?),? (?P<born>born (?:on|in) .+)$")
_DAY_AND_PLACE = re.compile(
    rf"^{_SUBJECT} was born (?P<day>(?:on|in) (?:\w+ \d{{1,2}}, \d{{4}}|\d{{1,2}} \w+ \d{{4}}|\w+ \d{{4}}|\d{{4}})),?"
    r" (?P<place>(?:in|at) .+)$"
)
_RELATIVE = re.compile(rf"^{_SUBJECT} (?P<verb>{_COPULA}) (?P<what>an? [^,;]+?),? who (?P<clause>{_FINITE}.+)$")
_PREDICATES = re.compile(
    rf"^{_SUBJECT} (?P<verb>{_COPULA}) (?P<first>an? {_NOUNS}(?: {_NOUNS}){{0,3}})"
    rf"(?P<others>(?:, (?:an? )?{_NOUNS}(?: {_NOUNS}){{0,3}})*),? and (?P<last>(?:an? )?{_NOUNS}(?: {_NOUNS}){{0,3}})$"
)
_VERBS = re.compile(rf"^{_SUBJECT} (?P<first>{_FINITE}.*?),? and (?P<second>{_FINITE}.*)$")
_VERBAL = re.compile(r"^\w+(?:ed|[^s]s) |\b(?:him|her|them|it|his|their|its)\b")
"""What follows "and" as a second verb, where no article shows a noun: "is a gamer and enjoys chess"."""
_EXAMPLES = re.compile(
    rf"^(?P<head>.+?)(?P<such>,? such as|,? including) (?P<items>{_NAME}(?:, {_NAME})*,? and {_NAME})(?P<rest>[^,]*)$"
)
_ITEM = re.compile(_NAME)
_DATED_WORK = re.compile(r"(?P<work>“[^”]+”) ?(?P<year>\((?:1[5-9]|20)\d\d\))")
_NOUN_PHRASE = r"(?:the |an? )?[a-z][\w'’-]*(?: [a-z][\w'’-]*)?"
_LAST_NOUNS = re.compile(
    r"^(?P<head>.+ (?:in|on|of|at|for|from|with|to|by|as|over|about|against|his|her|its|their|various|several))"
    rf" (?P<first>{_NOUN_PHRASE}) and (?P<second>{_NOUN_PHRASE})$"
)


def _sentence(part: str) -> str:
    return f"{part.removesuffix('.”')}”." if part.endswith(".”") else f"{part}."


def _born_within(claim: str) -> list[str] | None:
    if found := _BORN_WITHIN.match(claim):
        subject = found["subject"]
        return [f"{subject} {found['verb']} {found['what']}", f"{subject} was {found['born']}"]
    return None


def _day_and_place(claim: str) -> list[str] | None:
    if found := _DAY_AND_PLACE.match(claim):
        return [f"{found['subject']} was born {found[part]}" for part in ("day", "place")]
    return None


def _relative_clause(claim: str) -> list[str] | None:
    if found := _RELATIVE.match(claim):
        return [f"{found['subject']} {found['verb']} {found['what']}", f"{found['subject']} {found['clause']}"]
    return None


def _predicates(claim: str) -> list[str] | None:
    found = _PREDICATES.match(claim)
    if found is None:
        return None
    listed = [found["first"], *(each for each in found["others"].split(", ") if each), found["last"]]
    if any(_VERBAL.search(each) for each in listed):
        return None
    return [f"{found['subject']} {found['verb']} {_with_article(each)}" for each in listed]


def _verbs(claim: str) -> list[str] | None:
    if found := _VERBS.match(claim):
        return [f"{found['subject']} {found['first']}", f"{found['subject']} {found['second']}"]
    return None


def _examples(claim: str) -> list[str] | None:
    if found := _EXAMPLES.match(claim):
        items = _ITEM.findall(found["items"])
        return [f"{found['head']}{found['such']} {item}{found['rest']}" for item in items]
    return None


def _dated_work(claim: str) -> list[str] | None:
    if found := _DATED_WORK.search(claim):
        without_year = claim[: found.start("year")].rstrip() + claim[found.end("year") :]
        return [without_year, f"{found['work']} dates from {found['year'][1:-1]}"]
    return None


def _last_nouns(claim: str) -> list[str] | None:
    found = _LAST_NOUNS.match(claim)
    if found is None or any(is_figure(word.key) for word in words(claim)):
        return None
    return [f"{found['head']} {found['first']}", f"{found['head']} {found['second']}"]


def _with_article(noun: str) -> str:
    if re.match(r"an? ", noun):
        return noun
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


_RULES: tuple[Callable[[str], list[str] | None], ...] = (
    _relative_clause,
    _born_within,
    _day_and_place,
    _verbs,
    _predicates,
    _dated_work,
    _examples,
    _last_nouns,
)
"""From the outside in: clauses first, then what stands within one."""
