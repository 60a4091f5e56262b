"""Cues: the words that credit somebody with something, with the phrase credited and the words it is credited with.

A sentence is read for itself here; who "he" is, and whose an orphaned quotation is, is settled later.
"""

from __future__ import annotations

from claimcheck.attribution.clauses import last_word
from claimcheck.attribution.nouns import CLAIM_NOUNS, FEELINGS
from claimcheck.attribution.other_cues import according, citation_at, claim_noun, colon, feeling, in_words_of, labelled
from claimcheck.attribution.phrases import Phrase
from claimcheck.attribution.readings import CITING, Citation, Reading
from claimcheck.attribution.tokens import Tokens
from claimcheck.attribution.verb_cues import verb_reading
from claimcheck.attribution.verbs import VERBS

_CUES = VERBS.keys() | FEELINGS | CLAIM_NOUNS | CITING | {"according", "words", ":"}
"""What may credit somebody."""
_BESIDE = frozenset({"but", "while", "and", "though", "although", "-", "–", "—"})


_LONGEST_SENTENCE = 600
"""Tokens. What is longer is a list or a table, and says nothing that a clause could show."""


def readings_of(tokens: Tokens, *, is_labelled: bool = False) -> list[Reading]:
    """The attributions that a sentence states, in order of their cues.

    Args:
        tokens: the sentence.
        is_labelled: whether a name and a colon before it say who speaks, as in headlines and transcripts.
    """
    if len(tokens) > _LONGEST_SENTENCE:
        return []
    label = labelled(tokens) if is_labelled else None
    if label is not None:
        return [label]
    found: list[Reading] = []
    citations: list[Citation] = []
    for at in [at for at, token in enumerate(tokens) if token.lower in _CUES]:
        citation = citation_at(tokens, at) if tokens[at].lower in CITING else None
        reading = None if citation else _reading_at(tokens, at, found)
        if citation is not None:
            citations.append(citation)
        if reading is not None:
            found.append(reading)
    whole = [_cut(tokens, reading, found[index + 1 :], citations) for index, reading in enumerate(found)]
    return _with_citations(whole, citations)


def _reading_at(tokens: Tokens, at: int, earlier: list[Reading]) -> Reading | None:
    """The attribution whose cue stands at `at`."""
    token = tokens[at]
    if token.lower == "according":
        return according(tokens, at)
    if token.tag == "colon":
        return colon(tokens, at, earlier)
    if token.tag != "word":
        return None
    if token.lower == "words":
        return in_words_of(tokens, at)
    if token.lower in FEELINGS:
        return feeling(tokens, at)
    reading = verb_reading(tokens, at, VERBS[token.lower], earlier) if token.lower in VERBS else None
    return reading or (claim_noun(tokens, at) if token.lower in CLAIM_NOUNS else None)


def _with_citations(readings: list[Reading], citations: list[Citation]) -> list[Reading]:
    """Each citation given to the attribution before it, or else to the one behind; it is no part of what is said."""
    if not citations:
        return readings
    begun = {citation.cue.first for citation in citations}
    readings = [
        each._replace(content=tuple(part for part in each.content if part.first not in begun)) for each in readings
    ]
    for citation in citations:
        before = (index for index, reading in enumerate(readings) if reading.cue.first < citation.cue.first)
        place = max(before, default=0)
        if readings:
            readings[place] = readings[place]._replace(cites=citation)
    return readings


def _cut(tokens: Tokens, reading: Reading, later: list[Reading], citations: list[Citation]) -> Reading:
    """The reading without what a later one in the sentence takes up: "said P, adding that Q"."""
    last = reading.content[-1]
    for citation in citations:
        is_described = citation.source.behind < len(tokens) and tokens[citation.source.behind].tag == "wh"
        is_last = last.behind <= citation.source.behind + 1 or is_described  # "citing a guard who cannot be named"
        if last.first < citation.cue.first < last.behind and is_last:
            last = Phrase(last.first, max(last_word(tokens, citation.cue.first), last.first + 1))
    beside = (
        last_word(tokens, other.begins)
        for other in later
        if other.cue.first > last.first
        and other.begins > last.first
        and (_stands_beside(tokens, other.begins) or _goes_on_alike(tokens, reading, other))
    )
    behind = next(beside, last.behind)
    if behind > last.first:
        last = Phrase(last.first, min(last.behind, behind))
    return reading if last == reading.content[-1] else reading._replace(content=(*reading.content[:-1], last))


def _goes_on_alike(tokens: Tokens, reading: Reading, other: Reading) -> bool:
    """Whether "and I know" goes on from "I think": who speaks of themselves does not report it."""
    subject = tokens[reading.source.first].lower
    is_alike = subject in ("i", "we") and tokens[other.begins].lower == subject
    return is_alike and tokens[other.begins - 1].tag == "conjunction"


def _stands_beside(tokens: Tokens, at: int) -> bool:
    """Whether the clause at `at` stands beside the one before it and not inside."""
    lead = tokens[at - 1]
    if lead.tag in ("comma", "quote"):
        return True
    is_new_verb = tokens[at].tag == "word" and tokens[at].lower in VERBS
    return lead.lower in _BESIDE and at > 1 and (tokens[at - 2].tag == "comma" or is_new_verb)
