"""Facts: claims in comparable form."""

from __future__ import annotations

from functools import cached_property

from claimcheck.findings.dates import days, times
from claimcheck.findings.events import Event, concepts, main_event
from claimcheck.findings.origins import Origin, origin_of
from claimcheck.findings.quantities import Quantity, quantities
from claimcheck.verdicts import Claim
from claimcheck.wording import FUNCTION_WORDS, fixed_words, is_fixed, words

_PRONOUNS = frozenset("he she they".split())


class Fact:
    """A claim in comparable form.

    Attributes:
        number: its place among the article's claims.
        claim: the claim.
        words: its words.
        event: the event of its main clause.
        concepts: the concepts of its content words.
    """

    def __init__(self, number: int, claim: Claim) -> None:
        self.number, self.claim = number, claim
        self.words = words(claim.text)
        self.event: Event | None = main_event(claim.text)
        self.concepts = concepts(claim.text)

    @cached_property
    def origin(self) -> Origin | None:
        """Whose word it is."""
        return origin_of(self.claim)

    @cached_property
    def times(self) -> frozenset[str]:
        """The days, weekdays and years that it names."""
        return times(self.claim.text)

    @cached_property
    def days(self) -> frozenset[str]:
        """The days that it names."""
        return days(self.claim.text)

    @cached_property
    def fixed(self) -> frozenset[str]:
        """Its figures, date words and negations."""
        return fixed_words(self.claim.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """What it counts."""
        return quantities(self.claim.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """The capitalised words, days and months aside."""
        text, spoken = self.claim.text, self.words
        return frozenset(
            word.key
            for word in spoken
            if text[word.start].isupper() and not is_fixed(word.key) and word.key not in FUNCTION_WORDS
        )

    @cached_property
    def affected_names(self) -> frozenset[str]:
        """The names of those to whom the event happened; not the speaker's, who would have said "I"."""
        affected = frozenset(word.key for word in self.event.affected) if self.event else frozenset()
        return (affected & self.names) - self._speaker

    @cached_property
    def has_pronoun(self) -> bool:
        """Whether it says to whom the event happened by a pronoun only, or wrongly by its own speaker's name."""
        if self.event is None or self.affected_names:
            return False
        subject = [word.key for word in self.event.affected]
        return bool(subject) and (subject[0] in _PRONOUNS or not self._speaker.isdisjoint(subject))

    @cached_property
    def _speaker(self) -> frozenset[str]:
        chain = self.claim.sourcing.chain if self.claim.sourcing else ()
        named = " ".join(hop.source.name or "" for hop in chain if hop.source.kind == "named_person")
        return frozenset(word.key for word in words(named))
