"""People: what is told of a named person, and whom "the mayor", "the 33-year-old", "the psychologist" stand for."""

from __future__ import annotations

from claimcheck.attribution.callings import age_in, is_national, may_be
from claimcheck.attribution.memory import Memory
from claimcheck.attribution.profiles import profile_of
from claimcheck.attribution.story import Story
from claimcheck.verdicts import Source

_REACH_OF_OFFICES = 200
"""How many mentions of names "the mayor" may lie back from the mayor's name."""


class People:
    """The persons of a story, and which of them a description means."""

    def __init__(self, story: Story, memory: Memory) -> None:
        """Look persons up in a story, and in what has been read of it so far."""
        self._story = story
        self._memory = memory
        self._profiles: dict[str, tuple[str | None, str | None]] = {}

    def source(self, name: str) -> Source:
        """A person as a source, with what the story tells of them.

        Args:
            name: the fullest form of their name.
        """
        title, reason = self._profile(name)
        return Source(name=name, kind="named_person", title=title, justification=reason)

    def in_office(self, noun: str) -> str | None:
        """The person whom "the mayor" stands for."""
        for name in dict.fromkeys(self._memory.people[:-_REACH_OF_OFFICES:-1]):
            title, _ = self._profile(name)
            if title and noun in title.lower().split():
                return name
        return None

    def described(self, sentence: int, noun: str) -> str | None:
        """The person whom "the 33-year-old", "the Dutchman", "the psychologist" in a sentence stands for."""
        directory = self._story.directory
        age = age_in(noun)
        if age is not None:
            for name in dict.fromkeys(reversed(self._memory.people)):
                if directory.age_of(name) == age:
                    return name
        for name in [*self.just_introduced(sentence), *self._spoken_just_before(sentence)]:
            if age is None and (is_national(noun) or may_be(noun, self._profile(name)[0])):
                return name
            if age is not None and directory.age_of(name) is None:
                return name
        return None

    def just_introduced(self, sentence: int) -> list[str]:
        """The person with whom the sentence before begins, or the only one in it, unless somebody spoke in it."""
        before = sentence - 1
        is_spoken = self._memory.speaker is not None and self._memory.speaker[0] >= before
        if before < 0 or is_spoken or self._story.paragraphs_between(before, sentence) != 0:
            return []
        directory = self._story.directory
        names = [directory.fullest(printed) for printed, _ in directory.names_in[before]]
        people = list(dict.fromkeys(name.full for name in names if name.is_person))
        is_first = bool(names) and names[0].is_person
        return people[:1] if is_first or len(people) == 1 else []

    def _spoken_just_before(self, sentence: int) -> list[str]:
        """The named person who spoke last, if that was in this paragraph and at most two sentences ago."""
        at, speaker = self._memory.speaker or (-1, None)
        if speaker is None or at < sentence - 2 or self._story.paragraphs_between(at, sentence) != 0:
            return []
        return [speaker.name] if speaker.kind == "named_person" and speaker.name else []

    def _profile(self, name: str) -> tuple[str | None, str | None]:
        """A person's position, and the reason to hear them, as printed."""
        if name not in self._profiles:
            directory = self._story.directory
            profile = profile_of(directory, self._story.sentences, directory.forms_of(name))
            self._profiles[name] = (self._story.printed(profile.title), self._story.printed(profile.justification))
        return self._profiles[name]
