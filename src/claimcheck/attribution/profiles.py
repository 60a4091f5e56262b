"""Profiles: what the article says about a named person: position, and why they are in the story (`reasons`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claimcheck.attribution.directory import Directory
from claimcheck.attribution.names import Occurrence
from claimcheck.attribution.nouns import TITLES
from claimcheck.attribution.phrases import is_finite_verb
from claimcheck.attribution.positions import DETERMINERS, HONORIFICS, is_form_of_address, is_office, is_position
from claimcheck.attribution.reasons import apposition, reason_of, until_relative
from claimcheck.attribution.tokens import Tokens

_LONGEST_TITLE = 16
_DEFINITE = frozenset("the 's its his her their".split())


class Profile(NamedTuple):
    """A person's position and the reason to hear them, as stretches of the text."""

    title: tuple[int, int] | None
    justification: tuple[int, int] | None


def profile_of(directory: Directory, sentences: Sequence[Tokens], names: list[str]) -> Profile:
    """What is said about a person under any of these names; the longest title and the first reason are kept.

    Args:
        directory: the article's names.
        sentences: the article's sentences, as the directory got them.
        names: the forms under which the person is known.
    """
    title: tuple[int, int] | None = None
    reason: tuple[int, int] | None = None
    for name in names:
        for occurrence in directory.occurrences.get(name, ()):
            tokens = sentences[occurrence.sentence]
            for found in (
                _title_before(tokens, occurrence),
                _title_behind(tokens, occurrence),
                _title_in_clause(tokens, occurrence),
            ):
                title = _fuller(title, found)
            reason = reason or reason_of(tokens, occurrence)
    return Profile(title, reason)


def _fuller(old: tuple[int, int] | None, new: tuple[int, int] | None) -> tuple[int, int] | None:
    if old is None or new is None:
        return old or new
    return new if new[1] - new[0] > old[1] - old[0] else old


def _title_before(tokens: Tokens, name: Occurrence) -> tuple[int, int] | None:
    """The position in "UW spokesperson Victor Balk" and "the city's planner, Ida Roos"."""
    behind = _before_rank(tokens, name.first)
    if behind > 0 and tokens[behind - 1].tag == "comma":
        is_closed = name.behind < len(tokens) and tokens[name.behind].tag in ("comma", "stop")
        behind = _before_relative(tokens, behind - 1)
        if behind == 0 or not _is_definite(tokens, behind, or_indefinite=is_closed):
            return None
    first = behind
    while first > 0 and behind - first < _LONGEST_TITLE and _fits_title(tokens, first - 1, behind):
        first -= 1
    first = _behind_stray_preposition(tokens, first, behind)
    while first < behind and (tokens[first].lower in DETERMINERS or tokens[first].lower in HONORIFICS):
        first += 1
    if first == behind or (
        not is_position(tokens[behind - 1]) and not any(is_position(token) for token in tokens[first:behind])
    ):
        return None
    behind = _before_forms_of_address(tokens, first, behind)
    return tokens[first].start, tokens[behind - 1].end


def _before_forms_of_address(tokens: Tokens, first: int, behind: int) -> int:
    """Before "Dr" in "lead author Dr", "Cmdr." in "Coast Guard spokesman Cmdr.": the office is told before it."""
    while is_form_of_address(tokens[behind - 1]) and any(is_office(token) for token in tokens[first : behind - 1]):
        behind -= 1
    return behind


def _behind_stray_preposition(tokens: Tokens, first: int, behind: int) -> int:
    """Past "part of" in "part of President Balk's plan": no position stands before its preposition."""
    for at in range(first, behind):
        if is_position(tokens[at]):
            break
        if tokens[at].tag == "preposition":
            first = at + 1
    return first


def _before_rank(tokens: Tokens, first: int) -> int:
    """Before "Col." in "its spokesman, Col. Jan Tiso", where the rank is not all that is told."""
    at = first
    while at > 0 and tokens[at - 1].lower in TITLES and tokens[at - 1].text.endswith("."):
        at -= 1
    return at if at > 0 and tokens[at - 1].tag == "comma" and _is_definite(tokens, at - 1) else first


def _before_relative(tokens: Tokens, comma: int) -> int:
    """Before "who" in "the farmer who found the bell, Jan Tiso", if the clause ends at the comma; else the comma."""
    for at in range(comma - 1, max(comma - _LONGEST_TITLE, 0), -1):
        if tokens[at].tag in ("comma", "quote"):
            break
        if tokens[at].lower == "who":
            return at
    return comma


def _is_definite(tokens: Tokens, behind: int, *, or_indefinite: bool = False) -> bool:
    """Whether "the ..." or "Meta's ..." with a role in it ends at `behind`."""
    ahead = tokens[max(behind - 10, 0) : behind]
    starts = _DEFINITE | {"a", "an"} if or_indefinite else _DEFINITE
    return any(is_position(token) for token in ahead) and any(
        token.lower in starts or token.text in ("'", "’") for token in ahead
    )


def _fits_title(tokens: Tokens, at: int, behind: int) -> bool:
    token = tokens[at]
    if token.tag == "preposition":
        return token.lower in ("of", "for", "on", "at") and at + 1 < behind
    if token.tag == "word":
        return not is_finite_verb(token) or token.lower in ("retired", "elected", "appointed", "united")
    if token.lower in DETERMINERS:
        return at + 1 < behind
    return token.tag == "name" or token.lower == "'s" or token.lower in ("and", "first", "then", "retired")


def _title_behind(tokens: Tokens, name: Occurrence) -> tuple[int, int] | None:
    """The position in "Ida Roos, who is ..." or "Ida Roos, a planner at the port authority, said"."""
    found = apposition(tokens, name)
    if found is None:
        return None
    first, behind = found
    while first < behind and tokens[first].lower in DETERMINERS:
        first += 1
    behind = until_relative(tokens, first, behind)
    behind = next((at for at in range(first, behind) if tokens[at].lower == "whose"), behind)
    if first == behind or is_finite_verb(tokens[first]):
        return None
    if not any(is_position(token) for token in tokens[first : min(behind, first + 10)]) or any(
        token.tag == "auxiliary" for token in tokens[first:behind]
    ):
        return None
    return (tokens[first].start, tokens[behind - 1].end) if first < behind else None


def _title_in_clause(tokens: Tokens, name: Occurrence) -> tuple[int, int] | None:
    """The position in "Ida Roos is a planner at the port" and "Ida Roos, who calls herself an organiser"."""
    at = name.behind
    if tokens[at : at + 1] and tokens[at].tag == "comma" and tokens[at + 1 : at + 2] and tokens[at + 1].lower == "who":
        at += 2
    first = next((i for i in range(at, min(at + 5, len(tokens))) if tokens[i].lower in ("a", "an", "the")), None)
    if first is None or first == at or not _states_position(tokens[at:first]):
        return None
    behind = first + 1
    while behind < len(tokens) and behind - first < _LONGEST_TITLE and _fits_title(tokens, behind, behind + 2):
        behind += 1
    while behind > first and tokens[behind - 1].tag in ("preposition", "determiner", "possessive"):
        behind -= 1
    if not any(is_position(token) for token in tokens[first + 1 : behind]):
        return None
    return tokens[first + 1].start, tokens[behind - 1].end


def _states_position(words: Tokens) -> bool:
    """Whether the words between a name and "a ..." say that the one is the other."""
    return words[0].lower in _STATING and all(word.lower in _STATING or word.lower in _REFLEXIVE for word in words)


_STATING = frozenset("is was became identified describes described calls called serves served works worked".split())
_REFLEXIVE = frozenset("himself herself themselves as now also currently once".split())
