"""Clauses side by side: with a subject each, with one subject, and one with "who" behind what somebody is."""

from __future__ import annotations

import re

from claimcheck.splitting.grammar import FINITE, NAME, SUBJECT, with_word


def relative_clause(claim: str) -> list[str] | None:
    """What somebody is, and what they did: "Lind is a diver who won the cup"."""
    found = _RELATIVE.match(claim)
    if found is None or _NARROWER.search(found["what"]):
        return None
    return [f"{found['subject']} {found['verb']} {found['what']}", f"{found['subject']} {found['clause']}"]


def main_clauses(claim: str) -> list[str] | None:
    """Two clauses with a subject each: "Six passengers were treated and one woman broke her wrist"."""
    found = _MAIN_CLAUSES.match(claim)
    if found is None or has_clause_within(found["first"]):
        return None
    other = f"{found['other'][0].upper()}{found['other'][1:]}"
    return [f"{found['subject']} {found['first']}", f"{other} {found['second']}"]


def verbs(claim: str) -> list[str] | None:
    """Two verbs after one subject: "Lind sold the yard and moved to Tolm"."""
    found = _VERBS.match(claim)
    if found is None or has_clause_within(found["first"]):
        return None
    second = _with_auxiliary(found["second"], found["first"])
    return [f"{found['subject']} {found['first']}", f"{found['subject']} {second}"] if second else None


def has_clause_within(first: str) -> bool:
    """Whether some words hold a clause of their own, to which what follows could belong: "Lind said it was old"."""
    return _CLAUSE_WITHIN.search(first) is not None


_RELATIVE = with_word(
    "who",
    rf"^{SUBJECT} (?P<verb>is|was|became) (?P<what>an? [^,;:()]+?)(?:,(?<=[a-z],))? who"
    rf" (?P<clause>(?!are\b|were\b|have\b){FINITE}.+)$",
)
_NARROWER = re.compile(r"^an? (?:wo)?man$|.\b(?:an?|the|his|her|its|their|that|which|who)\b")
"""In what somebody is, a noun that "who" could belong to as well: "a friend of the man who"."""
_MAIN_CLAUSES = with_word(
    "and but",
    rf"^{SUBJECT} (?P<first>{FINITE}[^;:]*?),? (?:and|but)"
    rf" (?P<other>(?:the|an?|one|two|three|four|five|six|seven|eight|nine|ten|some|several|\d[\d,.]*|{NAME})"
    r"(?: (?!(?:and|or|which|whom|who|that)\b)[\w'’-]+){0,4}?)"
    r" (?P<second>(?:(?:also|later|then) )?(?:was|were|is|are|has|have|had|will|would|did|does|broke|took|went|came"
    r"|gave|began|became|fell|rose|wrote|spoke|drove|flew|grew|saw|chose|threw) .+)$",
)
"""The second verb is never one that could be a participle: "the yard and the house built in 1900"."""
_VERBS = with_word("and but", rf"^{SUBJECT} (?P<first>{FINITE}[^;:]*?),? (?:and|but) (?P<second>{FINITE}.*)$")
_CLAUSE_WITHIN = re.compile(
    r"\b(?:that|which|who|whom|whose|where|when|while|because|how|what|why|although|though|unless"
    r"|(?:as|before|after|since|until|once) (?:he|she|it|they|we|I|you)|being|having|sa(?:id|ys)"
    r"|told|tells|felt|feels|th(?:inks?|ought)"
    r"|believe[sd]?|kn[eo]ws?|claim(?:s|ed)|announced|report(?:s|ed)|f(?:inds|ound)|show(?:s|ed)|hope[sd]?|add(?:s|ed)"
    r"|argue[sd]?|warn(?:s|ed)|insist(?:s|ed)|accus(?:es|ed)|suggest(?:s|ed)|writes|wrote)\b|[–—]| - "
    r"|^\w+ed .*\b(?:is|was|are|were|has|have|had|can|could|will|would|may|might|must|should|does|did)\b"
)
"""A clause within the first one, to which the second verb could belong: "Lind said the mayor had come and left"."""


def _with_auxiliary(second: str, first: str) -> str | None:
    """The second verb with the "was" or "has" that it shares with the first; None where it cannot be told."""
    if _MODAL.match(first):
        return second if _OTHER_AUXILIARY.match(second) else None
    bare = _BARE.match(second)
    if bare is None:
        return second
    if _PARTICIPLE_WITHIN.search(first, first.find(" ", first.find(" ") + 1)) and not bare["object"]:
        return None  # "held an auction run by the club and aimed at tourists"
    acts = bare["verb"] in _DONE or bool(bare["object"])
    being = _BEING.match(first)
    if being and not _IS_SOMETHING.match(first, being.end()):
        suffers = bare["verb"] in _SUFFERED or " by " in second
        return f"{being[0]} {second}" if suffers else second if acts else None
    if having := _HAVING.match(first):
        return f"{having['verb']} {second}" if having["object"] else None
    return second if acts or (" " in first and " by " not in second) or first in _DONE else None


_MODAL = re.compile("w(?:ill|ould) ")
_OTHER_AUXILIARY = re.compile("(?:will|would|is|was|has) ")
_BARE = re.compile(
    r"(?:\w+ly |also |later |then )*(?P<verb>\w+ed|told|sent|paid|held|made|led|left|lost|met|sold|built|kept|taught)\b"
    r"(?P<object> (?:(?:the|an?|his|her|its|their|several|many)\b|\d|[A-Z“]))?"
)
_BEING = re.compile(r"(?:(?:has|have|had)(?: \w+)? been|is|was|are|were)(?: being)?\b")
_IS_SOMETHING = re.compile(r" (?:(?:also|still|once) )?(?:an?|the|one|his|her|its|their|in|at|on|from)\b")
_HAVING = re.compile(
    r"(?P<verb>has|have|had)(?: (?:\w+ly|also|since|later|already|now|just|once|long))*"
    r" \w+(?:ed|en|ot|ld|un|um|own|id|ut|ought|aught|orn|one|ade)\b(?P<object>.*)"
)
_PARTICIPLE_WITHIN = re.compile(
    r"\b(?:\w+ed|held|made|built|written|taken|given|known|run|led|shot) (?:in|by|at|on|to|with|from|for|as)\b"
)
_SUFFERED = frozenset(
    "killed wounded injured arrested detained charged sentenced convicted jailed fined released raised educated buried"
    " awarded nominated named elected re-elected appointed promoted adopted accused acquitted deported extradited"
    " executed evacuated rescued hospitalized hospitalised destroyed damaged demolished replaced considered designed"
    " published translated produced used regarded inducted transferred".split()
)
"""What is done to somebody, without "by" too: "was arrested and charged"."""
_DONE = frozenset(
    "served worked lived died moved resigned retired returned remained continued appeared started studied graduated"
    " played starred joined entered stayed arrived departed decided agreed refused wanted hoped tried attended".split()
)
"""What somebody does, whatever stands before it: "was elected and served"."""
