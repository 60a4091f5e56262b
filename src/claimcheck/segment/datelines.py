"""Datelines: where and when, before the first words of a story or on a line by itself."""

from __future__ import annotations

import re

PLACE = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}"
"""Up to four words written as a place is."""

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?"
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
TIME_WORD = re.compile(
    rf"(?:{_MONTH}|{_DAY}|\d{{1,4}}(?:st|nd|rd|th)?|\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?|\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}"
    r"|(?:\d{1,2}(?:[:.]\d\d)?)?[ap]\.?m|[ecmpgb][sd]?t|utc|gmt|cest|cet|ist|eastern|pacific|noon|midnight|today|yesterday"
    r"|published|updated|posted|modified|created|last|first|date|on|at|ago|hours?|hrs?|minutes?|mins?|days?|weeks?|read"
    r"|reading|time|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:\d{1,2}[:：]\d\d)?|[-/])?"
)
"""A word that a time of publication may have, in lower case."""

_TIME_PARTS = re.compile(r"[\s,|·•–—]+")
_MOST_TIME_PARTS = 25
_TIME_CUE = re.compile(
    rf"\b(?:{_MONTH}|{_DAY}|ago|published|updated|posted|read)\b|\d[:.]\d\d|\d[/.-]\d{{1,2}}[/.-]\d|\d年", re.IGNORECASE
)

_DATELINE = re.compile(r"[A-Z][A-Z .’'-]+(?:, [A-Z][\w. ]{1,30}){0,2}(?: \([A-Z][\w /]{1,30}\))? ?(?:[-–—―]+|(?<=\)))")

_PLACE_IN_CAPITALS = r"[A-Z][A-Z.’'-]*[A-Z.](?: [A-Z][A-Z.’'-]*){0,4}"
_DATE = rf"(?:(?:{_MONTH})\.? \d{{1,2}}|\d{{1,2}} (?:{_MONTH})\.?)(?:,? \d{{4}})?"
_AGENCY = r" ?\([A-Z][\w /.&-]{1,30}\)"
_LEAD = re.compile(
    rf"(?:{_PLACE_IN_CAPITALS}(?:, [A-Z\d][\w. ]{{1,30}}){{0,3}}(?:{_AGENCY})?"
    rf"|{PLACE}(?:, {PLACE})?(?:(?:, (?i:{_DATE}))(?:{_AGENCY})?|{_AGENCY}))"
    r"(?:,? ?(?P<dash>[–—―]+) ?| --? )(?=[^\sa-z])"
)
"""What stands before the first words of an agency's story: the place, and perhaps the day and the agency."""


def dateline_end(words: str) -> int:
    """Where a sentence begins behind its dateline, "HALDEN, Norway (AP) — "; 0 where it has none.

    Two dashes set off an aside, and no dateline: "NATO — the alliance — agreed".
    """
    found = _LEAD.match(words[:120])
    if found is None:
        return 0
    rest = words[found.end() :]
    mark = found["dash"]
    has_aside = mark is not None and rest.count(mark) % 2 == 1
    return 0 if has_aside else found.end()


def opens_with_dateline(words: str) -> bool:
    """Whether a paragraph starts like an agency's story: "KYIV, Ukraine (AP) — "."""
    return _DATELINE.match(words[:80]) is not None


def is_dateline(words: str) -> bool:
    """Whether a line is a dateline and nothing else."""
    return _DATELINE.fullmatch(words) is not None


def is_time_stamp(words: str) -> bool:
    """Whether a line says when the story was published, and nothing else."""
    parts = _TIME_PARTS.split(words.casefold(), maxsplit=_MOST_TIME_PARTS)
    is_made_of_time = len(parts) <= _MOST_TIME_PARTS and all(
        TIME_WORD.fullmatch(part.strip(".,:;()")) for part in parts
    )
    return is_made_of_time and any(sign.isdigit() for sign in words) and _TIME_CUE.search(words) is not None
