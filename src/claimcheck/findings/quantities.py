"""Quantities: how many of what, with the leeway that the words leave.

A figure stands for a range: "nearly a third" for 28 to 34 per cent, "dozens" for 24 to 100, "370,000" for what is
rounded to it. Two figures for the same thing disagree only where their ranges have nothing in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import inf
from typing import NamedTuple

from claimcheck.normalization import lowered
from claimcheck.wording import FUNCTION_WORDS, stem, words

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = dict(zip(_ONES, range(20), strict=True)) | dict(zip(_TENS, range(20, 100, 10), strict=True))
"""The numbers that are one word, up to ninety."""

_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_LOOSE = {"dozens": (24.0, 100.0), "hundreds": (200.0, 1e4), "thousands": (2e3, 1e6), "millions": (2e6, 1e9)}
_SHARES = {
    "half": (0.45, 0.55), "third": (0.30, 0.37), "quarter": (0.22, 0.28), "two-thirds": (0.62, 0.70),
    "two thirds": (0.62, 0.70), "three-quarters": (0.72, 0.78), "three quarters": (0.72, 0.78),
}  # fmt: skip

_NUMBER_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[1:10])}))?|{'|'.join(reversed(_ONES[1:]))})"
_LEEWAY = re.compile(
    r"(?:about|around|roughly|some|approximately|an estimated|nearly|almost|close to|just under|more than|over|at least"
    r"|just over|up to|as many as|fewer than|less than|under|at most) $"
)
_LONGEST_LEEWAY = len("approximately ")
_QUANTITY = re.compile(
    r"(?=[$€£¥\d]|half|third|quarter|dozens|hundreds|thousands|millions|t[ehw]|one|f[io]|s[ei]|ei|ni|el|a [dhmqt])"
    r"(?:(?P<share>(?:two|three)[- ](?:thirds|quarters)|(?:a |one[- ])?(?:half|third|quarter))(?= of\b| the\b)"
    r"|(?P<loose>dozens|hundreds|thousands|millions)(?= of\b)"
    rf"|(?P<currency>[$€£¥])?(?P<number>(?<![\w.,/:-])\d[\d,]*(?:\.\d+)?|\b{_NUMBER_WORD}\b|\ba(?= (?:hundred|"
    r"thousand|million|dozen)\b))(?: (?P<scale>hundred|thousand|million|billion|trillion|dozen)\b)?"
    r"(?![\d/:]|st\b|nd\b|rd\b|th\b))"
    r"(?P<percent>%|[ -]percent\b| per cent\b)?"
    r"(?P<of>(?: of)?(?: the| its| his| her| their| those| these| all)*)"
)
"""In lower case. What is looked for first is only what a quantity may begin with: that is soon told."""
_OUT_OF = re.compile(rf"(?P<total>\d[\d,]*|{_NUMBER_WORD})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_BEFORE_DAY_OR_NUMBER = re.compile(
    r"(?:\b(?:Jan\w*\.?|Feb\w*\.?|Mar\w*\.?|Apr\w*\.?|May|June?\.?|July?\.?|Aug\w*\.?"
    r"|Sep\w*\.?|Oct\w*\.?|Nov\w*\.?|Dec\w*\.?|No\.|aged?|chapter|page|article|section|\d+ to|\d+ and|\d+ or) |[-–])$"
)
_IRREGULAR = frozenset("people men women children police staff troops".split())
_NEXT_WORDS = re.compile(r"(?: [^\W\d_][\w'’-]*){1,4}")
_MAY_BE_PLURAL = re.compile(rf"s(?![^\W_])|{'|'.join(sorted(_IRREGULAR))}|[^\x00-\x7f]", re.IGNORECASE)
_DOWN = frozenset(("nearly", "almost", "close to", "just under"))
_FROM = frozenset(("more than", "over", "at least", "just over"))
_UP_TO = frozenset(("up to", "as many as", "fewer than", "less than", "under", "at most"))


class Quantity(NamedTuple):
    """A figure of a text, the range that it stands for, and what it counts.

    Attributes:
        low: the least that it can stand for; shares are parts of one.
        high: the most.
        unit: "%" for shares, a currency sign, or nothing.
        thing: stem of the noun that it counts; empty for a sum of money.
        start: offset of its first character.
        end: offset behind the noun, or behind the sum.
    """

    low: float
    high: float
    unit: str
    thing: str
    start: int
    end: int

    def disagrees(self, other: Quantity) -> bool:
        """Whether it counts the same thing in the same unit and leaves no figure to both."""
        same = self.unit == other.unit and self.thing == other.thing
        return same and (self.high < other.low or other.high < self.low)

    @property
    def is_bound(self) -> bool:
        """Whether it only says how many there were at least, or at most."""
        return self.high == inf or self.low == 0

    def agrees(self, other: Quantity) -> bool:
        """Whether it counts the same thing in the same unit with a figure that both allow."""
        same = self.unit == other.unit and self.thing == other.thing
        return same and self.low <= other.high and other.low <= self.high


@lru_cache(maxsize=1024)  # a claim is often what its sentence says, word for word
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text that say what they count, in order; years, days and ages are none."""
    return tuple(_read(text))


def number_of(written: str) -> float | None:
    """The number that a figure or a number word up to ninety-nine stands for; None for other words."""
    spoken = written.casefold()
    if not spoken[:1].isdigit() and not all(part in NUMBER_WORDS for part in spoken.split("-")):
        return None
    return _value(written, None)


def _read(text: str) -> Iterator[Quantity]:
    lower = lowered(text)
    behind = 0
    for match in _QUANTITY.finditer(lower):
        leeway = _LEEWAY.search(lower, max(behind, match.start() - _LONGEST_LEEWAY), match.start())
        behind = match.end()
        start, roughly = (leeway.start(), leeway.group().rstrip()) if leeway else (match.start(), "")
        if _is_name_of_something(text, match, roughly):
            continue
        is_part = match["number"] and text.startswith(" of", match.start("of"))
        total = _OUT_OF.match(text, match.end() + 1) if is_part else None
        counted = _counted(text, total.end() if total else match.end())
        if counted is None and match["currency"]:
            counted = "", match.end()
        if counted is None:
            continue
        low, high = _range(match, roughly)
        thing, end = counted
        if total is None:
            yield Quantity(low, high, _unit(match), thing, start, end)
        elif whole := _value(total["total"], None):
            yield Quantity(low / whole - 0.005, high / whole + 0.005, "%", thing, start, end)


def _is_name_of_something(text: str, match: re.Match[str], leeway: str) -> bool:
    """Whether a number is a year, a day, an age, the number of something, or the end of a range."""
    if match["number"] is None or match["currency"]:
        return False
    start = match.start("number")
    is_year = not leeway and not match["scale"] and _YEAR.match(match["number"])
    return bool(is_year or _BEFORE_DAY_OR_NUMBER.search(text[max(0, start - 12) : start]))


def _unit(match: re.Match[str]) -> str:
    return "%" if match["percent"] or match["share"] else match["currency"] or ""


def _range(match: re.Match[str], leeway: str) -> tuple[float, float]:
    low, high = _plain_range(match)
    if leeway in _DOWN:
        return 0.88 * low, high
    if leeway in _FROM:
        return low, (1.0 if _unit(match) == "%" else inf)
    if leeway in _UP_TO:
        return 0.0, high
    return (0.88 * low, 1.12 * high) if leeway else (low, high)


def _plain_range(match: re.Match[str]) -> tuple[float, float]:
    if match["share"]:
        return _SHARES[match["share"].removeprefix("a ").removeprefix("one ").removeprefix("one-")]
    if match["loose"]:
        return _LOOSE[match["loose"]]
    value = _value(match["number"], match["scale"])
    if match["percent"]:
        return (value - 0.6) / 100, (value + 0.6) / 100
    leeway = _rounding(match["number"], value, match["scale"])
    return value - leeway, value + leeway


def _value(number: str, scale: str | None) -> float:
    spoken = number.casefold()
    parts = spoken.split("-")
    plain = (
        float(spoken.replace(",", ""))
        if spoken[0].isdigit()
        else float(sum(NUMBER_WORDS.get(part, 1) for part in parts))
    )
    return plain * (_SCALES[scale.casefold()] if scale else 1)


def _rounding(number: str, value: float, scale: str | None) -> float:
    """Half of the place of the last digit that is not a zero, for figures from 100 on: "3,700" is 3,650 to 3,750."""
    if scale:
        decimals = len(number.partition(".")[2])
        return float(0.5 * _SCALES[scale.casefold()] * 10.0**-decimals)
    if value < 100 or value != int(value):
        return 0.0
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    return 0.5 * 10.0**zeros if zeros else 0.0


def _counted(text: str, at: int) -> tuple[str, int] | None:
    """The noun behind a figure: the first plural of the words that directly follow, with the end of it."""
    stretch = _NEXT_WORDS.match(text, at, at + 80)
    if stretch is None or not _MAY_BE_PLURAL.search(text, at, stretch.end()):
        return None
    for word in words(stretch.group()):
        if word.key in FUNCTION_WORDS:
            return None
        if word.key in _IRREGULAR or (word.key.endswith("s") and not word.key.endswith(("ss", "us", "is"))):
            return stem(word.key), at + word.end
    return None
