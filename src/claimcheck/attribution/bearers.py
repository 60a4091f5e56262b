"""Bearers: the name that a phrase is built on, in it or behind a comma."""

from __future__ import annotations

from typing import NamedTuple

from claimcheck.attribution.directory import Directory
from claimcheck.attribution.names import before_postnominals, name_text
from claimcheck.attribution.nouns import ORGANIZATIONS, PERSONS, ROLES, TITLES
from claimcheck.attribution.phrases import Phrase, head_index
from claimcheck.attribution.story import Story
from claimcheck.attribution.tokens import Tokens

_PEOPLE = ROLES | PERSONS


class Mention(NamedTuple):
    """A phrase that names a source, and what it is built on.

    Attributes:
        sentence: number of the sentence that has it.
        tokens: the sentence.
        phrase: where it stands.
        head: where its head stands.
        runs: the names in the sentence up to the end of the phrase, as tokens `[first, behind)`; none for a pronoun.
        run: the one that has the head in it, or letters behind it; None where the head is in no name.
    """

    sentence: int
    tokens: Tokens
    phrase: Phrase
    head: int
    runs: list[tuple[int, int]]
    run: tuple[int, int] | None

    @classmethod
    def of(cls, story: Story, sentence: int, phrase: Phrase) -> Mention:
        """A phrase of a sentence, read with the names of its story."""
        tokens = story.sentences[sentence]
        head = head_index(tokens, phrase)
        is_pronoun = tokens[head].tag == "pronoun"
        runs = [] if is_pronoun else list(story.directory.runs(tokens[: phrase.behind]))
        named = before_postnominals(tokens, phrase.first, head + 1) - 1
        run = next(((first, behind) for first, behind in runs if phrase.first <= first <= named < behind), None)
        return cls(sentence, tokens, phrase, head, runs, run)

    @property
    def noun(self) -> str:
        """Its head in lower case."""
        return self.tokens[self.head].lower


def person_in(directory: Directory, mention: Mention) -> str | None:
    """The person whose name the phrase is built on: not "the Ortel family", not "a lawyer for Marit Ortel"."""
    run = mention.run
    if run is None and (mention.noun in _PEOPLE or mention.noun == "one"):
        run = _run_in_apposition(directory, mention.tokens, mention.phrase.behind)
    if run is None or run[1] < mention.phrase.behind:
        run = _office_holder(mention) or run
    if run is None:
        return None
    name = directory.fullest(name_text(mention.tokens, *run))
    return name.full if name.is_person else None


def body_in(directory: Directory, mention: Mention) -> str | None:
    """The first body that the phrase names: not "Ministry" by itself, not the place in "a teacher in Bremm"."""
    tokens = mention.tokens
    for first, behind in mention.runs:
        is_place = first > 0 and tokens[first - 1].lower in ("in", "on", "near")
        is_noun = behind - first == 1 and tokens[first].lower in ORGANIZATIONS
        if first < mention.phrase.first or is_place or is_noun:
            continue
        name = directory.fullest(name_text(tokens, first, behind))
        if not name.is_person:
            return name.full
    return None


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


def _office_holder(mention: Mention) -> tuple[int, int] | None:
    """The name behind an office: "Secretary of Trade Ida Roos"."""
    head = mention.tokens[mention.head]
    if head.lower not in TITLES or head.tag != "name":
        return None
    runs = [run for run in mention.runs if run[0] > mention.head]
    return runs[-1] if runs and runs[-1][1] == mention.phrase.behind else None
