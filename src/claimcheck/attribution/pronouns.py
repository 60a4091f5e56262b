"""Pronouns: whom "he", "she", "they" and "it" mean, and "one of them" and "the official" after a name was withheld."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck.attribution.bearers import Mention
from claimcheck.attribution.memory import Memory
from claimcheck.attribution.people import People
from claimcheck.attribution.phrases import Phrase, phrase_end
from claimcheck.attribution.speakers import standing_of
from claimcheck.attribution.story import Story
from claimcheck.attribution.tokens import Tokens
from claimcheck.verdicts import Source

_SINGULAR = frozenset("he she i you who".split())
_MEANT_BY_IT = frozenset({"named_organization"})
_MEANT_BY_THEY = frozenset({"named_organization", "unnamed_group", "anonymous"})
_REACH = 4
"""How many paragraphs, and how many names, "she" may lie behind whom it stands for."""


class Pronouns:
    """What the pronouns of a story stand for, each where it is read."""

    def __init__(self, story: Story, memory: Memory, people: People, resolve: Callable[[Mention], Source]) -> None:
        """Look back from a pronoun.

        Args:
            story: the article.
            memory: what has been read of it so far.
            people: its persons.
            resolve: tells the source that a phrase names.
        """
        self._story = story
        self._memory = memory
        self._people = people
        self._resolve = resolve

    def source(self, mention: Mention) -> Source:
        """Whom a pronoun stands for."""
        pronoun, document = mention.noun, self._memory.document
        if pronoun in ("he", "she"):
            return self._person(mention, other="she" if pronoun == "he" else "he")
        if pronoun == "it" and document and document[0] >= mention.sentence - 1:
            return document[1]
        if pronoun in ("they", "it"):
            return self._group(mention.sentence, pronoun)
        return Source(name=None, kind="unnamed_person" if pronoun in _SINGULAR else "unnamed_group")

    def withheld(self, mention: Mention) -> Source | None:
        """Whom "the official" or "one of them" stands for, if the article said before that it keeps the name."""
        sentence, tokens, phrase, *_ = mention
        if tokens[phrase.behind - 1].lower == "them" or (mention.noun == "one" and phrase.behind - phrase.first == 1):
            meant = self._group(sentence, "they")
            return meant if meant.kind == "anonymous" else None
        if not self._memory.withheld:
            return None
        *ahead, last = (token.lower for token in tokens[phrase.first : phrase.behind])
        is_bare = ahead == ["the"] or ahead[1:] == ["of", "the"]
        is_withheld = is_bare and not self._memory.withheld.isdisjoint((mention.noun, last))
        return Source(name=None, kind="anonymous") if is_withheld else None

    def _person(self, mention: Mention, *, other: str) -> Source:
        """Whom "she" stands for: the first person named in the sentence, else who spoke last, else the last named."""
        sentence, tokens, phrase, *_ = mention
        ahead = tokens[: phrase.first]
        candidates = self._first_named(sentence, ahead) or self._people.just_introduced(sentence)
        if self._memory.speaker is not None:
            at, speaker = self._memory.speaker
            if any(token.lower == other for token in ahead):
                self._memory.pronoun_of.setdefault(speaker.name or "", other)
            if self._story.paragraphs_between(at, sentence) <= _REACH:
                if speaker.kind != "named_person" and not candidates:
                    return speaker
                candidates += [speaker.name or ""]
        candidates += self._memory.people[:-_REACH:-1]
        for name in filter(None, candidates):
            if self._memory.pronoun_of.setdefault(name, mention.noun) != other:
                return self._people.source(name)
        return Source(name=None, kind="unnamed_person")

    def _first_named(self, sentence: int, ahead: Tokens) -> list[str]:
        """The person whose name is the first in front of a pronoun; none where that is no person's."""
        directory = self._story.directory
        printed, _ = next(directory.names(sentence, ahead), (None, None))
        name = directory.fullest(printed) if printed else None
        return [name.full] if name and name.is_person else []

    def _group(self, sentence: int, pronoun: str) -> Source:
        """Whom "they" or "it" stands for: the subject of the sentence before, or the group or body that spoke last."""
        kinds = _MEANT_BY_IT if pronoun == "it" else _MEANT_BY_THEY
        at, speakers = self._memory.speakers or (-1, None)
        if speakers is None or at < sentence - 1 or speakers.kind not in kinds:
            before = self._subject_before(sentence)
            if before is not None and before.kind in kinds - {"anonymous"}:
                return before
        is_near = speakers is not None and self._story.paragraphs_between(at, sentence) <= _REACH
        return speakers if speakers and is_near and speakers.kind in kinds else Source(name=None, kind="unnamed_group")

    def _subject_before(self, sentence: int) -> Source | None:
        """The group or body with which the sentence before begins, in the same paragraph."""
        before = sentence - 1
        if before < 0 or self._story.paragraphs_between(before, sentence) != 0 or not self._story.sentences[before]:
            return None
        tokens = self._story.sentences[before]
        phrase = Phrase(0, phrase_end(tokens, 0))
        if phrase.behind == 0 or tokens[0].tag not in ("determiner", "possessive", "name", "word", "number"):
            return None
        if standing_of(tokens, phrase) not in ("person", "name", "body"):
            return None
        return self._resolve(Mention.of(self._story, before, phrase))
