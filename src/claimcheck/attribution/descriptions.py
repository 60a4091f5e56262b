"""Descriptions: which body "the company" or "the ministry" stands for, and what is told of it.

Bodies stand by here, both those with a name and those that are only told of ("the national weather bureau"). A
description takes the latest that it fits (`bodies`). Where none does, its own words have to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimcheck.attribution.bodies import PLACES, described_in, fits, may_be_any, nouns_in
from claimcheck.attribution.kinds import is_outlet
from claimcheck.attribution.memory import Memory
from claimcheck.attribution.names import Occurrence
from claimcheck.attribution.nouns import ORGANIZATIONS, OUTLET_NOUNS
from claimcheck.attribution.phrases import Phrase, head_index
from claimcheck.attribution.reasons import reason_of_body
from claimcheck.attribution.story import Story
from claimcheck.attribution.tokens import Tokens
from claimcheck.verdicts import Source

_REACH = 200
"""How many mentions of names "the company" may lie back from the company's name."""
_LEVELS = frozenset("city county federal international local municipal national provincial regional state".split())
"""What tells a body's level, where its name may tell its place."""
_FORMED = ("ed", "ing", "-based")
"""Ends of words that describe a body and are no part of its name: "the struggling retailer"."""


class Bodies:
    """The bodies of a story, and which of them a description means."""

    def __init__(self, story: Story, memory: Memory) -> None:
        """Look bodies up in a story, and in what has been read of it so far."""
        self._story = story
        self._directory = story.directory
        self._memory = memory
        self._nouns: dict[str, frozenset[str]] = {}
        self._reasons: dict[str, str | None] = {}
        self._mentioned: list[str] = []
        self._listed_until = 0

    def source(self, name: str, *, is_outlet: bool | None = None) -> Source:
        """A body as a source, with why it is heard.

        Args:
            name: the fullest form of its name, or a description.
            is_outlet: whether it is a news outlet; None to go by its name.
        """
        known = self.is_outlet(name) if is_outlet is None else is_outlet
        return Source(name=name, kind="named_organization", is_outlet=known, justification=self._reason(name))

    def is_outlet(self, name: str) -> bool:
        """Whether a body is a news outlet, by its name or by what the article called it so far."""
        return name in self._memory.outlets or is_outlet(name)

    def so_far(self) -> Sequence[str]:
        """The bodies that have been mentioned so far, by name or description, latest last."""
        for sentence in range(self._listed_until, self._memory.read_until):
            self._mentioned += self._mentioned_in(sentence)
        self._listed_until = self._memory.read_until
        return self._mentioned

    def meant_by(self, sentence: int, phrase: Phrase) -> str | None:
        """The body that a phrase such as "the company" stands for.

        Args:
            sentence: number of the sentence that has the phrase.
            phrase: the description, its article or pronoun first.
        """
        tokens = self._story.sentences[sentence]
        head = head_index(tokens, phrase)
        if head + 1 < phrase.behind and tokens[head + 1].lower == "of":
            return None
        noun = tokens[head].lower
        owned = [at for at in range(phrase.first, head) if tokens[at].tag == "possessive"]
        told = [token.lower for token in tokens[max([phrase.first, *owned]) + 1 : head]]
        told = [word for word in told if not word.endswith(_FORMED) and word not in _LEVELS]
        near = self._near(sentence, tokens[: phrase.first])
        recent = list(dict.fromkeys([*reversed(near), *self.so_far()[:-_REACH:-1]]))
        for name in sorted(recent, key=self._is_described):
            words = name.lower().split()
            if noun in words and words != [noun] and all(word in words for word in told):
                return name
        if noun in OUTLET_NOUNS:
            return next((name for name in recent if self.is_outlet(name)), None)
        if told:
            recent = [name for name in recent if all(word in name.lower().split() for word in told)]
        return None if noun in PLACES else self._fitting(noun, recent, near)

    def _near(self, sentence: int, ahead: Tokens) -> list[str]:
        """The bodies that the sentence before mentions, and this one ahead of a description, latest last."""
        near = self._told_of(ahead, self._directory.names(sentence, ahead))
        if sentence > 0:
            near = self._mentioned_in(sentence - 1) + near
        at, speakers = self._memory.speakers or (-1, None)
        return [*near, speakers.name] if speakers and speakers.name is not None and at == sentence - 1 else near

    def _mentioned_in(self, sentence: int) -> list[str]:
        return self._told_of(self._story.sentences[sentence], self._directory.names_in[sentence])

    def _told_of(self, tokens: Tokens, names: Iterable[tuple[str, Occurrence]]) -> list[str]:
        """The bodies that tokens tell of, by one of the names in them or by a description, in reading order."""
        found = [(body.at, body.name) for body in described_in(tokens)]
        for printed, (_, first, behind) in names:
            name = self._directory.fullest(printed)
            is_part = behind < len(tokens) and tokens[behind].tag == "word" and tokens[behind].lower in ORGANIZATIONS
            if not name.is_person and not is_part:
                found.append((first, name.full))
        return [name for _, name in sorted(found)]

    def _fitting(self, noun: str, recent: Sequence[str], near: Sequence[str]) -> str | None:
        """The body of that sort: one with a name, else one of which no more is known, else one without a name.

        Of several it is the latest that was mentioned just before, else the one of which the article has told most.
        """
        bodies = [name for name in recent if not self.is_outlet(name)]
        fitting = [name for name in bodies if fits(noun, self._nouns_of(name))]
        unknown = [name for name in bodies if not self._nouns_of(name) and not self._is_place(name)]
        named = [name for name in fitting if not self._is_described(name)]
        for bodies in (named, unknown if may_be_any(noun) else [], fitting):
            if bodies:
                latest = next((name for name in bodies if name in near), None)
                return latest or max(bodies, key=self.so_far().count)
        return None

    def _nouns_of(self, name: str) -> frozenset[str]:
        if name not in self._nouns:
            beside = (self._directory.nouns_beside(form) for form in self._directory.forms_of(name))
            self._nouns[name] = nouns_in(name).union(*beside)
        return self._nouns[name]

    def _is_described(self, name: str) -> bool:
        return not self._directory.forms_of(name)

    def _is_place(self, name: str) -> bool:
        return any(self._directory.is_place(form) for form in self._directory.forms_of(name))

    def _reason(self, name: str) -> str | None:
        if name not in self._reasons:
            forms = self._directory.forms_of(name)
            places = (place for form in forms for place in self._directory.occurrences[form])
            found = (reason_of_body(self._story.sentences[place.sentence], place) for place in places)
            self._reasons[name] = self._story.printed(next(filter(None, found), None))
        return self._reasons[name]
