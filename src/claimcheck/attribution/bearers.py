"""Bearers: the name that a phrase is built on, in it or behind a comma."""

from __future__ import annotations

from typing import NamedTuple

from claimcheck.attribution.names import Directory, name_text
from claimcheck.attribution.nouns import PERSONS, ROLES, TITLES
from claimcheck.attribution.phrases import Phrase, head_index
from claimcheck.attribution.tokens import Tokens

_PEOPLE = ROLES | PERSONS


class Mention(NamedTuple):
    """A phrase that names a source, and what it is built on.

    Attributes:
        sentence: number of the sentence that has it.
        tokens: the sentence.
        phrase: where it stands.
        head: where its head stands.
        run: the name that has the head in it, as tokens `[first, behind)`; None where the head is in no name.
    """

    sentence: int
    tokens: Tokens
    phrase: Phrase
    head: int
    run: tuple[int, int] | None

    @classmethod
    def of(cls, directory: Directory, sentence: int, tokens: Tokens, phrase: Phrase) -> Mention:
        """The phrase of a sentence, read with the names of its article."""
        head = head_index(tokens, phrase)
        return cls(sentence, tokens, phrase, head, _run_at(directory, tokens, phrase, head))

    @property
    def noun(self) -> str:
        """Its head in lower case."""
        return self.tokens[self.head].lower


def person_in(directory: Directory, mention: Mention) -> str | None:
    """The person whose name the phrase is built on: not "the Ortel family", not "a lawyer for Marit Ortel"."""
    _, tokens, phrase, head, run = mention
    if run is None and tokens[head].lower in _PEOPLE:
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
    return next((run for run in directory.runs(tokens[:end]) if run[0] > behind and run[1] == end), None)


def _office_holder(directory: Directory, tokens: Tokens, phrase: Phrase, head: int) -> tuple[int, int] | None:
    """The name behind an office: "Secretary of Trade Ida Roos"."""
    if tokens[head].lower not in TITLES or tokens[head].tag != "name":
        return None
    runs = [run for run in directory.runs(tokens[: phrase.behind]) if run[0] > head]
    return runs[-1] if runs and runs[-1][1] == phrase.behind else None


def _run_at(directory: Directory, tokens: Tokens, phrase: Phrase, head: int) -> tuple[int, int] | None:
    """The name that has the phrase's head in it."""
    if tokens[head].tag == "pronoun":
        return None
    for first, behind in directory.runs(tokens[: phrase.behind]):
        if behind > head:
            return (first, behind) if phrase.first <= first <= head else None
    return None
