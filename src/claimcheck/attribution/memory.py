"""What the reading of sources remembers from the sentences before."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimcheck.attribution.kinds import is_single
from claimcheck.attribution.nouns import GROUPS
from claimcheck.verdicts import Source


@dataclass(slots=True)
class Memory:
    """Who has been mentioned so far.

    Attributes:
        read_until: the number of the first sentence that has not been read.
        people: names of persons, latest last.
        speaker: the sentence and source of whoever spoke last alone.
        speakers: the same for a group or a body.
        document: the same for a document.
        pronoun_of: "he" or "she", by name.
        outlets: names that the article calls a news outlet.
        withheld: common nouns for people whose names the article keeps.
    """

    read_until: int = 0
    people: list[str] = field(default_factory=list)
    speaker: tuple[int, Source] | None = None
    speakers: tuple[int, Source] | None = None
    document: tuple[int, Source] | None = None
    pronoun_of: dict[str, str] = field(default_factory=dict)
    outlets: set[str] = field(default_factory=set)
    withheld: set[str] = field(default_factory=set)

    def note_speaker(self, sentence: int, source: Source, noun: str) -> None:
        """Remember who spoke in a sentence.

        Args:
            sentence: its number.
            source: who spoke.
            noun: the head of the words that name the source there, in lower case.
        """
        if is_single(noun, source):
            self.speaker = (sentence, source)
        is_group = source.kind == "anonymous" and noun in GROUPS
        if is_group or source.kind in ("unnamed_group", "named_organization"):
            self.speakers = (sentence, source)
        if source.kind == "document":
            self.document = (sentence, source)
        if source.kind == "anonymous":
            self.withheld.add(noun)
