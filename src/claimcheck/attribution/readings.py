"""Readings: one attribution as a sentence's words give it."""

from __future__ import annotations

from typing import NamedTuple

from claimcheck.attribution.phrases import Phrase

CITING = frozenset({"citing", "quoting"})
"""Words that tell on whom a source relies."""


class Citation(NamedTuple):
    """Whom a source in turn relies on: "citing two officials"."""

    cue: Phrase
    source: Phrase


class Reading(NamedTuple):
    """One attribution as a sentence's words give it, in token positions.

    Attributes:
        cue: the words that credit.
        source: the phrase that is credited.
        content: what is credited, in order; never empty.
        lemma: base form of the cue's verb, or the cue itself.
        addressee: the listener, where there is one.
        begins: where the attribution begins when it follows another in the sentence.
        cites: whom the source in turn relies on.
        is_clause: whether the content says something by itself, as clauses and quotations do; "a fine of 90 crowns" in
            "confirmed a fine of 90 crowns" and "to appeal" in "vowed to appeal" do not.
    """

    cue: Phrase
    source: Phrase
    content: tuple[Phrase, ...]
    lemma: str
    addressee: Phrase | None = None
    begins: int = 0
    cites: Citation | None = None
    is_clause: bool = True
