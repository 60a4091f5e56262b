"""Bylines: who wrote the story, on a line by itself, with office, place and time."""

from __future__ import annotations

import re
import unicodedata

from claimcheck.segment.datelines import PLACE, TIME_WORD, is_time_stamp

_BY = re.compile(
    r"\W{0,3}(?:(?:(?i:exclusive):? )?By|BY|(?i:exclusive) by"
    r"|(?:Written|Reported|Posted|Story|Words|Text|Analysis|Opinion) by"
    r"|(?:Words|Text|Story|Author|Authors|Reporter|Reporting|Report|Writer)(?: and (?:photos|pictures|photography))?:) "
)
_PICTURES_BY = re.compile(
    r"(?:with )?(?:photographs?|photos?|pictures?|video|graphics|illustrations?) by ", re.IGNORECASE
)
_CLOCK_STOP = re.compile(r"\b[ap]\.m\.$")
_BYLINE_LINK = frozenset({"and", "with", "for", "of", "the", "in", "at", "de", "van", "von", "al", "bin", "el", "la"})
_ROLE = re.compile(
    r"\b(?:writer|reporter|correspondent|columnist|contributor|staff|editor|journalist|bureau chief|producer"
    r"|photographer|associated press|news service|newsroom|news desk)s?\b",
    re.IGNORECASE,
)
_FULL_NAME = r"[A-Z][\w.’'-]+(?: (?:de|van|von|al|bin|el|[A-Z][\w.’'-]*)){1,3}"
_REPORTER = rf"{_FULL_NAME}(?: in {PLACE})?"
_NAMES_AND_PLACE = re.compile(rf"(?=.{{0,100}} (?:in|and) ){_REPORTER}(?:(?:, | and |, and ){_REPORTER}){{0,3}}")
"""Two or more full names, or one with where its bearer reports from."""


def is_byline(words: str) -> bool:
    """Whether a line says by itself who wrote the story."""
    if len(words) > 200:
        return False
    opening = _BY.match(words)
    if opening is None:
        return _is_name_with_role(words) and _are_names(re.split(r"[\s|,•·/–—-]+", words))
    signed = words[opening.end() :]
    if _are_names(re.split(r"[\s|,•·/–—-]+", signed)):
        return True
    first, *others = _parts_of(signed)
    is_line = not words.endswith((".", "!", "?")) or _CLOCK_STOP.search(words)
    return bool(is_line) and _are_names(first.split()) and all(map(_is_part_of_byline, others))


def is_name_and_outlet(words: str) -> bool:
    """Whether a line may be a byline such as "Jane Doe | Daily Example". So are rows of a table; its place decides."""
    name, _, outlet = (part.strip() for part in words.partition("|"))
    return (
        2 <= len(name.split()) <= 4 and 1 <= len(outlet.split()) <= 6 and _are_names([*name.split(), *outlet.split()])
    )


def may_be_byline(words: str) -> bool:
    """Whether a line may name the reporter without "By": its place above the story has to decide.

    So do "Jane Doe | 12 May 2026", "Daily Example | 3 min read", "Jane Doe in Exampleton", "Jane Doe and Tom Doe".
    """
    if len(words) > 120 or words.endswith((".", "!", "?", ":")):
        return False
    first, *others = _parts_of(words)
    if len(first.split()) < 2 or not _are_names(first.split()):
        return False
    return _NAMES_AND_PLACE.fullmatch(words) is not None or (
        bool(others)
        and any(is_time_stamp(part) or is_role(part) for part in others)
        and all(map(_is_part_of_byline, others))
    )


def is_role(words: str) -> bool:
    """Whether a line may say what the person named above it is: "Energy correspondent, Daily Example"."""
    role = _ROLE.search(words)
    is_short = len(words.split()) <= 8 and not words.endswith((".", "!", "?", ":"))
    return role is not None and is_short and re.match(r"$|,| (?:at|for|in|of)\b", words[role.end() :]) is not None


def _parts_of(line: str) -> list[str]:
    """What bars, commas and dashes part on a line."""
    return [part.strip() for part in re.split(r"[|,•·;]|\s[–—-]+\s", line) if part.strip()] or [""]


def _is_part_of_byline(part: str) -> bool:
    """Whether a part of a line is a name, an office in the newsroom, or a time."""
    is_time = all(TIME_WORD.fullmatch(word.strip(".:()")) for word in part.casefold().split())
    return is_time or _are_names(_PICTURES_BY.sub("", part).split()) or is_role(part)


def _are_names(parts: list[str]) -> bool:
    """Whether all words are written as names are; addresses may stand among them."""
    words = [part for part in parts if any(sign.isalpha() for sign in part)]
    return bool(words) and all(_is_written_as_name(word) or word in _BYLINE_LINK or "@" in word for word in words)


def _is_written_as_name(word: str) -> bool:
    """Whether a word has a capital letter in front, or is of a script that has none."""
    return unicodedata.category(word[0]) in ("Lu", "Lt", "Lo")


def _is_name_with_role(words: str) -> bool:
    """Whether a line is one such as "Jane Doe, Staff Writer"."""
    name, _, role = words.partition(",")
    return not words.endswith(".") and 2 <= len(name.split()) <= 4 and _ROLE.search(role) is not None
