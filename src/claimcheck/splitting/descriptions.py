"""What somebody or something is: nationality and trade, where from, known for what; when and where born and died."""

from __future__ import annotations

import re

from claimcheck.splitting.grammar import (
    AGE,
    COPULA,
    DAY,
    NAME,
    PLACE,
    QUOTED,
    SUBJECT,
    YEARS,
    names_a_person,
    with_article,
)


def description(claim: str) -> list[str] | None:
    """ "Lind is a diver from Tolm", "a diver known for her books", "a diver born in 1961": what she is, and the rest."""
    found = _DESCRIBED.match(claim)
    if found is None or (found["more"].startswith("from") and not names_a_person(found["what"])):
        return None
    verb = found["verb"]
    copula = "was" if found["more"].startswith("born") or verb.startswith("bec") else verb
    return [f"{found['subject']} {verb} {found['what']}", f"{found['subject']} {copula} {found['more']}"]


def occasion(claim: str) -> list[str] | None:
    """ "Lind was born on May 3 in Brno", "died in 1990 at the age of 72": day, place and age."""
    found = _OCCASION.match(claim)
    details = [each[0] for each in _DETAIL.finditer(found["details"])] if found else []
    return [f"{found['subject']} {found['verb']} {detail}" for detail in details] if found and details[1:] else None


def nationality(claim: str) -> list[str] | None:
    """ "Lind is a Danish jazz singer": Danish, and a jazz singer. A Danish teacher may teach Danish."""
    found = _NATIONALITY.match(claim)
    if found is None or not names_a_person(found["what"]) or _OF_A_LANGUAGE.search(found["what"]):
        return None
    start = f"{found['subject']} {found['verb']}"
    return [f"{start} {found['people']}", f"{start} {with_article(found['what'])}"]


def released_work(claim: str) -> list[str] | None:
    """ "Lind wrote “Tide” (1999)": the work, and its year."""
    dated = [each for each in _DATED.finditer(claim) if _is_one_work(each, claim)]
    bare = claim
    for each in reversed(dated):
        bare = bare[: each.start("years")].rstrip() + bare[each.end("years") :]
    return [bare, *(f"{each['work']} dates from {each['years'][1:-1]}" for each in dated)]


def _is_one_work(dated: re.Match[str], claim: str) -> bool:
    if dated["work"].startswith("“"):
        return True
    return _WORKS.search(claim) is not None and (" and " not in dated["work"] or claim[: dated.start()].endswith(", "))


_DESCRIBED = re.compile(
    rf"^{SUBJECT} (?P<verb>{COPULA}) (?P<what>an? (?:(?!\b(?:that|which|who|of|and the)\b)[^,;:()])+?),?"
    r" (?P<more>(?:(?:best|better|also|widely|commonly|mainly|mostly) )?(?:known|remembered|noted) (?:for|as) .+"
    r"|(?:born|located|headquartered|situated) (?:in|on|at|near) .+|based in .+|from [A-Z].+)$"
)
_OCCASION = re.compile(
    rf"^{SUBJECT} (?P<verb>was born|died|passed away)(?P<details>(?:,? (?:{DAY}|{PLACE}|{AGE}))+)$"
)
_DETAIL = re.compile(rf"{DAY}|{PLACE}|{AGE}")
_NATIONALITY = re.compile(
    rf"^{SUBJECT} (?P<verb>is|was) an? (?P<people>(?:(?:North|South) |[A-Z]\w+-)?"
    r"(?:[A-Z]\w+(?:[^t]ian|[^lm]ian|[ae]nian|ican|[ao]n|[ye]an|ese|ish|[lns]i|[ai]qi)"
    r"|French|Dutch|Czech|Greek|Swiss|Welsh|Filipin[oa]|Thai|Slovak|Croat|Serb|Uzbek|Kazakh|Tajik))"
    r" (?P<what>[a-z][\w'’-]*(?: [a-z][\w'’-]*){0,3})$"
)
_OF_A_LANGUAGE = re.compile(
    r"\b(?:teachers?|tutors?|instructors?|lecturers?|professors?|scholars?|translators?|interpreters?|speakers?)$"
    r"|^(?:football|rules|horn|medicine|history|literature|law|classical)\b"
)
_DATED = re.compile(rf"(?P<work>{QUOTED}|{NAME}(?: and {NAME})?) ?(?P<years>{YEARS})")
_WORKS = re.compile(r"\b(?:films?|movies?|books?|novels?|albums?|songs?|singles?|series|shows?|plays?|works?|operas?)\b")
