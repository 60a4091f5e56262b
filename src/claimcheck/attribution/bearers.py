"""Bearers: the name that a phrase is built on, in it or behind a comma."""

from __future__ import annotations

from claimcheck.attribution.directory import Directory
from claimcheck.attribution.names import before_postnominals, name_text
from claimcheck.attribution.nouns import PERSONS, ROLES, TITLES
from claimcheck.attribution.phrases import Phrase, head_index
from claimcheck.attribution.tokens import Tokens

_PEOPLE = ROLES | PERSONS


def person_in(directory: Directory, tokens: Tokens, phrase: Phrase) -> str | None:
    """The person whose name the phrase is built on: not "the Ortel family", not "a lawyer for Marit Ortel"."""
    head = head_index(tokens, phrase)
    run = run_at(directory, tokens, phrase, head)
    if run is None and (tokens[head].lower in _PEOPLE or tokens[head].lower == "one"):
        run = _run_in_apposition(directory, tokens, phrase.behind)
    if run is None or run[1] < phrase.behind:
        run = _office_holder(directory, tokens, phrase, head) or run
    if run is None:
        return None
    name = directory.fullest(name_text(tokens, *run))
    return name.full if name.is_person else None


def _run_in_apposition(directory: Directory, tokens: Tokens, behind: int) -> tuple[int, int] | None:
    """The name in "its head, the retired general Ida Roos," and "a man who gave his first name, Jan".

    Args:
        directory: the article's names.
        tokens: the sentence.
        behind: the end of the phrase that may have an apposition.
    """
    if behind < len(tokens) and tokens[behind].lower == "who":
        behind = next((at for at in range(behind, len(tokens)) if tokens[at].tag == "comma"), len(tokens))
        if tokens[behind - 1].lower != "name":
            return None
    if behind + 1 >= len(tokens) or tokens[behind].tag != "comma":
        return None
    end = next((at for at in range(behind + 1, len(tokens)) if tokens[at].tag in ("comma", "stop")), len(tokens))
    if any(tokens[at].tag not in ("name", "word", "determiner", "possessive") for at in range(behind + 1, end)):
        return None
    end = before_postnominals(tokens, behind + 1, end)
    return next((run for run in directory.runs(tokens[:end]) if run[0] > behind and run[1] == end), None)


def _office_holder(directory: Directory, tokens: Tokens, phrase: Phrase, head: int) -> tuple[int, int] | None:
    """The name behind an office: "Secretary of Trade Ida Roos"."""
    if tokens[head].lower not in TITLES or tokens[head].tag != "name":
        return None
    runs = [run for run in directory.runs(tokens[: phrase.behind]) if run[0] > head]
    return runs[-1] if runs and runs[-1][1] == phrase.behind else None


def run_at(directory: Directory, tokens: Tokens, phrase: Phrase, head: int) -> tuple[int, int] | None:
    """The name that has the phrase's head in it, or letters behind it."""
    head = before_postnominals(tokens, phrase.first, head + 1) - 1
    for first, behind in directory.runs(tokens[: phrase.behind]):
        if phrase.first <= first <= head < behind:
            return first, behind
    return None
