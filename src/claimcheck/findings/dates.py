"""Dates: the days and years that a statement names."""

from __future__ import annotations

import re
from functools import lru_cache

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ANY_MONTH = re.compile("|".join(map(str.title, _MONTHS)))
_MONTH = rf"(?P<{{0}}>{_ANY_MONTH.pattern})[a-z]*\.?"
_DAY = re.compile(
    rf"\b{_MONTH.format('m1')} (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:%]|,\d)"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH.format('m2')}\b"
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?![,.]\d)")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def days(text: str) -> frozenset[str]:
    """The days of the year that a text names, as "oct 10"."""
    if not _ANY_MONTH.search(text):
        return frozenset()
    return frozenset(
        f"{(match['m1'] or match['m2'])[:3].lower()} {int(match['d1'] or match['d2'])}" for match in _DAY.finditer(text)
    )


def times(text: str) -> frozenset[str]:
    """The days, weekdays and years that a text names."""
    return days(text).union(_YEAR.findall(text), _WEEKDAY.findall(text) if "day" in text else ())


def conflict(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two statements name times of the same sort and none in common."""
    if not a or not b:
        return False
    pairs = zip(_sorts(a), _sorts(b), strict=True)
    return any(ours and theirs and ours.isdisjoint(theirs) for ours, theirs in pairs)


@lru_cache(maxsize=4096)
def _sorts(named: frozenset[str]) -> tuple[frozenset[str], ...]:
    """The days, the years and the weekdays among some times."""
    return tuple(frozenset(filter(sort, named)) for sort in (_is_day, str.isdigit, str.istitle))


def _is_day(time: str) -> bool:
    return time[:3] in _MONTHS
