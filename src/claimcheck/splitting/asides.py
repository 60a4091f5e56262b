"""Asides: what a sentence says of somebody between commas, each a fact of its own.

"Jens Roth, 41, a baker in Tolm who owns two mills, has left": what stands between the commas is said of Roth beside
the point, whoever is credited with the point. No doubt and no "not" of the sentence reaches into it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from claimcheck.splitting.grammar import CAPITALISED, FINITE, LONGEST, names_a_person


class Aside(NamedTuple):
    """What is said in passing at one place.

    Attributes:
        claims: its facts, each in a sentence of its own.
        about: offset of the first character of the words for whom or what it is said of.
        start: offset of the comma before it.
        end: offset behind its last character, the comma after it aside.
        is_name: whether what stands between the commas is the name, which the sentence cannot do without.
    """

    claims: tuple[str, ...]
    about: int
    start: int
    end: int
    is_name: bool


def asides(text: str) -> list[Aside]:
    """What a sentence says in passing, in reading order."""
    if "," not in text or len(text) > LONGEST:
        return []
    found: dict[int, Aside] = {}
    for opening, pattern, read in _READINGS:
        for match in pattern.finditer(text) if opening.search(text) else ():
            start, end = match.span("aside")
            alone = pattern is _AGE or _stands_alone(text, match)
            claims = () if start in found or not alone or _is_quoted(text, start) else read(match)
            if claims:
                is_name = match.start("name") >= start
                about = match.start() if is_name else match.start("name")
                found[start] = Aside(tuple(map(_sentence, claims)), about, start, end, is_name)
    return [found[start] for start in sorted(found)]


def without_asides(claim: str) -> list[str]:
    """A claim without what it says in passing, and each aside; the claim alone where there is none."""
    said = asides(claim)
    main = claim
    for aside in reversed(said):
        if not aside.is_name:
            rest = main[aside.end :]
            main = main[: aside.start] + (rest if _NEXT_OF_LIST.match(rest) else rest.removeprefix(","))
    return [main, *(claim for aside in said for claim in aside.claims)]


def _age(found: re.Match[str]) -> tuple[str, ...]:
    return (f"{found['name']} is {found['age']} years old",)


def _apposition(found: re.Match[str]) -> tuple[str, ...]:
    what, _, clause = found["what"].partition(" who ")
    name = found["name"] if names_a_person(_head(what)) else _nearest(found["name"])
    if not _is_what_somebody_is(what) or (clause and not _is_clause(clause)):
        return ()
    offices = [f"{name} is {each}" for each in re.split(" and (?=one of )", what)]
    return (*offices, *([f"{name} {clause}"] if clause else []))


def _office_first(found: re.Match[str]) -> tuple[str, ...]:
    what = f"{found['article'].lower()} {found['what']}"
    return (f"{found['name']} is {what}",) if _is_what_somebody_is(what, things=False) else ()


def _relative(found: re.Match[str]) -> tuple[str, ...]:
    name = _nearest(found["name"]) if found["pronoun"] == "which" else found["name"]
    return (f"{name} {found['clause']}",) if _is_clause(found["clause"]) else ()


def _nearest(name: str) -> str:
    """The thing of which somebody is said to be something: "the Weir Group" of "Chairman of the Weir Group"."""
    office, _, thing = name.partition(" of ")
    return thing if thing and names_a_person(office) else name


def _head(nouns: str) -> str:
    """A noun with what stands before it, without what follows."""
    found = _HEAD.match(nouns)
    return found[0] if found else ""


def _is_what_somebody_is(nouns: str, *, things: bool = True) -> bool:
    if _SENTENCE_WITHIN.search(nouns):
        return False
    return names_a_person(_head(nouns)) or (things and _THING.search(_head(nouns)) is not None)


def _is_clause(clause: str) -> bool:
    """Whether what follows "who" or "which" has these for its subject, is about one, and is whole."""
    return bool(_VERB_FIRST.match(clause)) and not _OF_SEVERAL.match(clause) and not _UNFINISHED.search(clause)


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """Whether the name is no part of a longer one, and nothing more hangs on what is said of it."""
    return not _MORE_OF_NAME.search(text[: found.start()]) and not _MORE_OF_ASIDE.match(text[found.end("aside") :])


def _is_quoted(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _sentence(claim: str) -> str:
    return f"{claim[:1].upper()}{claim[1:]}."


_NO_NAME = r"(?!(?:In|On|At|By|For|From|He|She|It|They|But|And|When|While|After|Before|As|If)\b)"
_PERSON = rf"{_NO_NAME}{CAPITALISED}(?: (?:(?:de|von|van) )?{CAPITALISED}){{1,3}}"
_NAMED = rf"(?:[Tt]he )?(?!The\b){_NO_NAME}{CAPITALISED}(?: (?:(?:of|the|de|von|van) ){{0,2}}{CAPITALISED}){{0,5}}"
_START = r"(?<![\w.’'-])(?<!^In )(?<!^At )(?<!^On )(?<!^From )"
_CLOSED = r"(?=,|\.?$)"
_WORDS = r"[^,;:.!?“”\"()]"
_INTRODUCED = (
    r"(?:an? |the |(?:former )?(?:curator|director|chair|chair(?:wo)?man|head|editor|president|leader|founder|author"
    r"|secretary) (?:of|at|for) )"
)
_CLAUSE = rf"(?P<aside>, (?P<pronoun>who|which) (?P<clause>[^,;:“”\"()]{{8,120}}?)){_CLOSED}"

_AGE = re.compile(
    rf"{_START}(?P<name>(?!(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec|\w+day)\b){_NO_NAME}{CAPITALISED}"
    rf"(?: {CAPITALISED}){{0,3}})(?P<aside>, (?P<age>[1-9]\d)){_CLOSED}"
)
_APPOSITION = re.compile(
    rf"{_START}(?P<name>{_NAMED})(?:, [1-9]\d)?(?P<aside>, (?P<what>{_INTRODUCED}{_WORDS}{{3,90}}?)){_CLOSED}"
)
_OFFICE_FIRST = re.compile(
    rf"^(?P<article>An?|The) (?P<what>[a-z]{_WORDS}{{2,60}})(?P<aside>, (?P<name>{_PERSON}))(?=, )"
)
_OF_SUBJECT = re.compile(rf"^(?P<name>(?:The|An?)(?: (?!(?:is|was|has|will)\b)[\w’'-]+){{1,5}}){_CLAUSE}")
_OF_NAME = re.compile(rf"{_START}(?<! of )(?<! in )(?P<name>{_NAMED})(?:, [1-9]\d)?{_CLAUSE}")

_READINGS: tuple[tuple[re.Pattern[str], re.Pattern[str], Callable[[re.Match[str]], tuple[str, ...]]], ...] = (
    (re.compile(r", [1-9]\d"), _AGE, _age),
    (re.compile(rf", {_INTRODUCED}"), _APPOSITION, _apposition),
    (re.compile(", [A-Z]"), _OFFICE_FIRST, _office_first),
    (re.compile(", (?:who|which) "), _OF_SUBJECT, _relative),
    (re.compile(", (?:who|which) "), _OF_NAME, _relative),
)
"""How an aside begins, all of it with what it is said of, and what it says."""

_NEXT_OF_LIST = re.compile(", [A-Z]")
_MORE_OF_NAME = re.compile(
    r"(?:[A-Z][\w’'.-]* (?:of|for|and|in|at|on)(?: the)?|\band"
    r"|(?!(?:When|While|After|Before|As|If|But|And)\b)\b[A-Z][\w’'-]*) $"
)
_MORE_OF_ASIDE = re.compile(r", (?:to|which|who|whom|whose|where|from|including|such|known|one of)\b")
_HEAD = re.compile(
    r"(?:an? |the )?(?:(?!(?:of|at|in|for|from|with|who|which|that|on|to|by|and|based|known|named)\b)[\w’'-]+ ?)+(?<! )"
)
_SENTENCE_WITHIN = re.compile(
    r"\b(?:is|was|were|are|has|had|have|will|would|said|says|whose)\b|\band (?:an?|two|three)\b"
)
_THING = re.compile(
    r"\b(?:bank|company|firm|maker|party|union|agency|club|group|band|museum|hospital|school|college|university|newspaper"
    r"|magazine|broadcaster|outlet|portal|island|village|town|city|port|district|suburb|charity|foundation|institute"
    r"|organi[sz]ation|association|brokerage|brand|ship|ferry|film|novel|book|album|song)$"
)
_VERB_FIRST = re.compile(
    rf"(?:(?:[a-z]+ly|once|also|never|now|still|later|then|first) )*(?:{FINITE}|(?:did|does|could|can|may)\b"
    r"|[a-z]+(?:[^s\W]s|ed)\b)"
)
_OF_SEVERAL = re.compile(
    r"(?:also )?(?:are|were|have)\b|(?:is|was) (?:something|why|what|how|when|because)\b|means?\b|says?\b|said\b"
    r"|[a-z]+ (?:say|said|tell|told|believe|think|claim|allege|call|describe|hope|fear|know|want|have|are|were)\b"
)
"""The beginnings of clauses that are about several, about the whole sentence, or about what somebody says."""
_UNFINISHED = re.compile(
    r"\b(?:that|and|or|of|in|on|at|for|to|by|with|from|the|an?|is|was|has|had|said|says)$|\b(?:said|says) that\b"
)
