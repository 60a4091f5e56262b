"""What somebody or something is: nationality and trade, where from, known for what; when and where born and died."""

from __future__ import annotations

import re

from claimcheck.splitting.grammar import (
    AGE,
    COPULA,
    DAY,
    NAME,
    NOUNS,
    PLACE,
    QUOTED,
    SUBJECT,
    YEARS,
    names_a_person,
    with_article,
    with_word,
)


def description(claim: str) -> list[str] | None:
    """What somebody is, and what else is said of them: "a diver from Tolm", "known for her books", "born in 1961"."""
    found = _DESCRIBED.match(claim)
    if found is None or (found["more"].startswith("from") and not names_a_person(found["what"])):
        return None
    verb = found["verb"]
    copula = "was" if found["more"].startswith("born") or verb.startswith("bec") else verb
    return [f"{found['subject']} {verb} {found['what']}", f"{found['subject']} {copula} {found['more']}"]


def occasion(claim: str) -> list[str] | None:
    """The day, the place and the age: "Lind was born on May 3 in Brno", "died in 1990 at the age of 72"."""
    found = _OCCASION.match(claim)
    details = [each[0] for each in _DETAIL.finditer(found["details"])] if found else []
    return [f"{found['subject']} {found['verb']} {detail}" for detail in details] if found and details[1:] else None


def nationality(claim: str) -> list[str] | None:
    """The nationality and the trade: "Lind is a Danish jazz singer". A Danish teacher, though, may teach Danish."""
    found = _NATIONALITY.match(claim)
    if found is None or not names_a_person(found["what"]) or _OF_A_LANGUAGE.search(found["what"]):
        return None
    start = f"{found['subject']} {found['verb']}"
    return [f"{start} {found['people']}", f"{start} {with_article(found['what'])}"]


def released_work(claim: str) -> list[str] | None:
    """A work and its year: "Lind wrote “Tide” (1999)"."""
    if "(" not in claim:
        return None
    dated = [each for each in _DATED.finditer(claim) if _is_one_work(each, claim)]
    bare = claim
    for each in reversed(dated):
        bare = bare[: each.start("years")].rstrip() + bare[each.end("years") :]
    return [bare, *(f"{each['work']} dates from {each['years'][1:-1]}" for each in dated)]


def _is_one_work(dated: re.Match[str], claim: str) -> bool:
    """Whether a year in brackets is that of a work, not of a person, and of one work, not of the last of several."""
    if dated["work"].startswith("“"):
        return True
    before = claim[: dated.start()]
    if _WORKS.search(claim) is None or _LEADS_TO_WORK.search(before) is None or "–" in dated["years"]:
        return False
    return " and " not in dated["work"] or before.endswith(", ")


_DESCRIBED = with_word(
    "known remembered noted born located headquartered situated based from",
    rf"^{SUBJECT} (?P<verb>{COPULA})"
    rf" (?P<what>an? (?:(?:(?!\b(?:that|which|who|of|and the)\b)[^,;:()])+?"
    rf"|{NOUNS}(?:, (?:an? )?{NOUNS})+,? and (?:an? )?{NOUNS})),?"
    r" (?P<more>(?:(?:best|better|also|widely|commonly|mainly|mostly) )?(?:known|remembered|noted) (?:for|as) .+"
    r"|(?:born|located|headquartered|situated) (?:in|on|at|near) .+|based in .+|from [A-Z].+)$",
)
_OCCASION = with_word(
    "born died passed",
    rf"^{SUBJECT} (?P<verb>was born|died|passed away)(?P<details>(?:,? (?:{DAY}|{PLACE}|{AGE}))+)$",
)
_DETAIL = re.compile(rf"{DAY}|{PLACE}|{AGE}")
_PEOPLES = """
    Afghan Albanian Algerian American Angolan Argentine Argentinian Armenian Australian Austrian Azerbaijani
    Bahraini Bangladeshi Belarusian Belgian Bolivian Bosnian Brazilian British Bulgarian Burmese Cambodian
    Cameroonian Canadian Chilean Chinese Colombian Congolese Croatian Cuban Cypriot Czech Danish Dutch Ecuadorian
    Egyptian English Eritrean Estonian Ethiopian Filipino Finnish French Georgian German Ghanaian Greek Guatemalan
    Haitian Honduran Hungarian Icelandic Indian Indonesian Iranian Iraqi Irish Israeli Italian Ivorian Jamaican
    Japanese Jordanian Kazakh Kenyan Korean Kosovar Kurdish Kuwaiti Kyrgyz Lankan Laotian Latvian Lebanese Liberian
    Libyan Lithuanian Malaysian Maltese Mexican Moldovan Mongolian Moroccan Mozambican Namibian Nepalese Nicaraguan
    Nigerian Norwegian Omani Pakistani Palestinian Panamanian Paraguayan Peruvian Polish Portuguese Qatari Rican
    Romanian Russian Rwandan Saudi Scottish Senegalese Serbian Singaporean Slovak Slovenian Somali Soviet Spanish
    Sudanese Swedish Swiss Syrian Taiwanese Tanzanian Thai Tunisian Turkish Ugandan Ukrainian Uruguayan Uzbek
    Venezuelan Vietnamese Welsh Yemeni Zambian Zimbabwean African Arab
"""
_PEOPLE = "|".join(_PEOPLES.split())
_NATIONALITY = with_word(
    _PEOPLES,
    rf"^{SUBJECT} (?P<verb>is|was) an? (?P<people>(?:(?:North|South|Sri|Costa|Puerto) |\w+-)?(?:{_PEOPLE})"
    rf"(?:[ -](?:{_PEOPLE}))?) (?P<what>[a-z][\w'’-]*(?: [a-z][\w'’-]*){{0,3}})$",
)
_OF_A_LANGUAGE = re.compile(
    r"\b(?:teachers?|tutors?|instructors?|lecturers?|professors?|scholars?|translators?|interpreters?|speakers?)$"
    r"|^(?:football|rules|horn|medicine|history|literature|law|classical)\b"
)
_DATED = re.compile(rf"(?P<work>{QUOTED}|{NAME}(?: and {NAME})?) ?(?P<years>{YEARS})")
_LEADS_TO_WORK = re.compile(
    r"(?:\b(?:such as|including|like|in|his|her|their|films?|movies?|books?|novels?|albums?|songs?|singles?|series"
    r"|shows?|plays?|operas?)|,|(?:,|\)) and) $"
)
_WORKS = re.compile(
    r"\b(?:films?|movies?|books?|novels?|albums?|songs?|singles?|series|shows?|plays?|works?|operas?)\b"
)
