"""Cues that are no verbs: "according to", "citing", a colon, "the mayor's claim that"."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.attribution.clauses import (
    begins_clause,
    complement_at,
    first_word,
    has_verb,
    is_clause_like,
    last_word,
    sentence_end,
)
from claimcheck.attribution.endings import ending
from claimcheck.attribution.phrases import Phrase, is_finite_verb, phrase_end
from claimcheck.attribution.readings import Citation, Reading
from claimcheck.attribution.speakers import may_say, standing_of
from claimcheck.attribution.subjects import subject_before, verb_group_start
from claimcheck.attribution.tokens import Tag, Tokens
from claimcheck.attribution.valency import is_unsaid

_LONGEST_LABEL = 4
_NOT_SPEAKERS = frozenset(
    """
    analysis breaking column commentary correction editorial exclusive explainer fact interview letter live news note
    obituary opinion photo photos podcast profile quiz recap review update updated video watch
    """.split()
)
"""Labels of headlines that announce a kind of article and not who speaks."""

_TELLING = frozenset(
    """
    came come comes drew express expressed expresses expressing gave given gives had has have issue issued issues made
    make makes making raise raised raises raising reach reached reaches voice voiced voices voicing
    """.split()
)
"""Verbs that tell nothing by themselves, before a noun that does: "made the claim that"."""
_BEFORE_NOUN: frozenset[Tag] = frozenset({"determiner", "possessive", "word", "preposition"})
_LONGEST_NOUN_CUE = 6
_LONGEST_APPOSITION = 12
_FIRM = frozenset({"that", "clause"})
_STANDS = dict.fromkeys(("certain", "sure", "unsure"), _FIRM | {"question"})
"""What may follow a feeling: one is sure who it was, and only surprised that it was so."""
_DOUBTFUL = frozenset("doubtful dubious sceptical skeptical unconvinced unsure".split())
_LEADS: frozenset[Tag] = frozenset({"conjunction", "adverb", "comma", "mark", "time", "dash"})
_NEW_CLAUSES: frozenset[Tag] = frozenset({"wh", "conjunction", "subordinator"})
_SUBJECT_STARTS: frozenset[Tag] = frozenset({"determiner", "name", "pronoun", "possessive", "preposition"})
_ASIDES = frozenset({"a", "an", "the", "who", "which"})


def according(tokens: Tokens, at: int) -> Reading | None:
    """The reading of "according to Ortel", with what stands before it, behind it or on both sides."""
    if at + 2 >= len(tokens) or tokens[at + 1].lower != "to":
        return None
    source = Phrase(at + 2, phrase_end(tokens, at + 2))
    if source.first == source.behind:
        return None
    source = _without_count(tokens, source)
    if all(token.tag in _LEADS for token in tokens[:at]) or tokens[at - 1].tag == "that":
        parts = [_behind_opening(tokens, source.behind)]
    else:
        parts = [Phrase(first_word(tokens, 0), last_word(tokens, at)), _behind_aside(tokens, source.behind)]
    content = tuple(part for part in parts if part and part.first < part.behind)
    is_clause = any(is_clause_like(tokens, part) for part in content)
    return (
        Reading(Phrase(at, at + 2), source, content, "according", begins=at, is_clause=is_clause) if content else None
    )


def in_words_of(tokens: Tokens, at: int) -> Reading | None:
    """The reading of 'in the words of Ortel, "an old dam"', where `at` is the place of "words"."""
    if at < 2 or at + 2 >= len(tokens) or tokens[at - 2].lower != "in" or tokens[at + 1].lower != "of":
        return None
    source = Phrase(at + 2, phrase_end(tokens, at + 2))
    near = range(source.behind, min(source.behind + _LONGEST_APPOSITION, len(tokens)))
    said = next((index for index in near if tokens[index].tag in ("quote", "fragment")), None)
    if said is None or standing_of(tokens, source) in ("thing", "writer", "other"):
        return None
    return Reading(Phrase(at - 2, at + 2), source, (Phrase(said, sentence_end(tokens)),), "according", begins=at - 2)


def _without_count(tokens: Tokens, source: Phrase) -> Phrase:
    """The source without what follows where no comma parts them: "According to the ministry | over 300 people left"."""
    if source.behind < len(tokens) and tokens[source.behind].tag == "comma":
        return source
    for at in range(source.first + 2, source.behind):
        if tokens[at].tag == "number" and tokens[at - 1].tag == "preposition" and begins_clause(tokens, at):
            return Phrase(source.first, at - 1)
    return source


def _behind_opening(tokens: Tokens, at: int) -> Phrase | None:
    """What follows "According to Ortel, a planner," at the head of a sentence."""
    end = sentence_end(tokens)
    commas = [index for index in range(at, end) if tokens[index].tag in ("comma", "colon")]
    start = at + 1 if at < end and tokens[at].tag == "preposition" else at
    is_parted = at < end and not (tokens[at].tag in _SUBJECT_STARTS and begins_clause(tokens, start))
    if not commas or not is_parted:
        return Phrase(at, end)
    start = commas[0]
    if len(commas) > 1 and tokens[start + 1].lower in _ASIDES:
        is_relative = tokens[start + 1].tag == "wh"
        start = commas[1] if is_relative or not has_verb(tokens, start + 1, commas[1]) else start
    return Phrase(start + 1, end)


def _behind_aside(tokens: Tokens, at: int) -> Phrase | None:
    """What follows ", according to Ortel, " in the middle of a sentence, if that goes on with a clause."""
    end = sentence_end(tokens)
    if at + 1 >= end or tokens[at].tag != "comma" or tokens[at + 1].tag in _NEW_CLAUSES:
        return None
    goes_on = has_verb(tokens, at + 1, end) and complement_at(tokens, at + 1) in ("clause", "quote")
    return Phrase(at + 1, end) if goes_on else None


def feeling(tokens: Tokens, at: int) -> Reading | None:
    """The reading of "Ortel is confident that the dam will hold"."""
    start = verb_group_start(tokens, at)
    complement = complement_at(tokens, at + 1)
    if start == at or tokens[start].tag == "adverb" or complement not in _STANDS.get(tokens[at].lower, _FIRM):
        return None
    subject = subject_before(tokens, start)
    if subject is None or not may_say(tokens, subject, "believe", complement):
        return None
    cue, said = Phrase(start, at + 1), Phrase(at + 1, sentence_end(tokens))
    said = Phrase(at + 1, ending(tokens, subject, cue, complement, said))
    is_sure = tokens[at].lower not in _DOUBTFUL and not is_unsaid(tokens, subject, cue)
    return Reading(cue, subject, (said,), "feel", begins=subject.first, is_clause=is_sure)


def citation_at(tokens: Tokens, at: int) -> Citation | None:
    """Whom "citing ..." names, where that is somebody who can be cited and not a reason: "citing the cost"."""
    if tokens[at].lower == "quoting" and (at == 0 or tokens[at - 1].tag != "comma"):
        return None  # "he was quoting her"
    behind = phrase_end(tokens, at + 1) if at + 1 < len(tokens) else at + 1
    source = Phrase(at + 1, behind)
    if behind == at + 1 or standing_of(tokens, source) not in ("person", "name", "body", "document"):
        return None
    return Citation(Phrase(at, at + 1), source)


def claim_noun(tokens: Tokens, at: int) -> Reading | None:
    """The reading of "denied Ortel's claim that it was late" and "despite warnings from Ortel that it was late"."""
    if at + 3 < len(tokens) and tokens[at + 1].lower in ("from", "by"):
        return _claim_from(tokens, at)
    if at + 2 >= len(tokens) or tokens[at + 1].tag != "that":
        return None
    owner = at - 1
    while owner > 0 and tokens[owner].tag == "word" and at - owner < 4:
        owner -= 1
    if owner < 1 or tokens[owner].tag != "possessive":
        return _told_by_noun(tokens, at)
    is_name = tokens[owner].lower == "'s"
    source = (subject_before(tokens, owner) or Phrase(owner - 1, owner)) if is_name else Phrase(owner, owner + 1)
    if source.first == 0:
        return None  # the claim is the subject, and where it ends is not to be seen
    return Reading(Phrase(at, at + 1), source, (Phrase(at + 1, sentence_end(tokens)),), tokens[at].lower, begins=at)


def _claim_from(tokens: Tokens, at: int) -> Reading | None:
    """The reading of "warnings from engineers that the wall would fail"."""
    source = Phrase(at + 2, phrase_end(tokens, at + 2))
    if source.first >= source.behind or complement_at(tokens, source.behind) != "that":
        return None
    if standing_of(tokens, source) not in ("person", "name", "body", "document"):
        return None
    said = Phrase(source.behind, sentence_end(tokens))
    return Reading(Phrase(at, at + 1), source, (said,), tokens[at].lower, begins=at)


def _told_by_noun(tokens: Tokens, at: int) -> Reading | None:
    """The reading of "Ortel came to the conclusion that it was late"."""
    verb = at - 1
    while verb > 0 and at - verb < _LONGEST_NOUN_CUE and tokens[verb].lower not in _TELLING:
        verb -= 1
    if tokens[verb].lower not in _TELLING or any(token.tag not in _BEFORE_NOUN for token in tokens[verb + 1 : at]):
        return None
    start = verb_group_start(tokens, verb)
    subject = subject_before(tokens, start)
    if subject is None or standing_of(tokens, subject) not in ("person", "name", "body", "document", "writer"):
        return None
    said = Phrase(at + 1, sentence_end(tokens))
    return Reading(Phrase(start, at + 1), subject, (said,), tokens[at].lower, begins=subject.first)


def colon(tokens: Tokens, at: int, earlier: Sequence[Reading]) -> Reading | None:
    """A quotation behind a colon, with no verb of saying before it: "Ortel had one comment: ..."."""
    is_read = any(part.behind > at for reading in earlier for part in reading.content)
    if at + 1 >= len(tokens) or tokens[at + 1].tag != "quote" or is_read:
        return None
    subject = _label(tokens, at) or _subject_of_clause(tokens, at)
    if subject is None or standing_of(tokens, subject) in ("thing", "writer", "other"):
        return None
    return Reading(Phrase(at, at + 1), subject, (Phrase(at + 1, sentence_end(tokens)),), "colon", begins=at)


def labelled(tokens: Tokens) -> Reading | None:
    """The reading of headlines, "Ortel: bridge is safe" and "Bridge is safe: report", and of turns, "ORTEL: No"."""
    at = next((index for index, token in enumerate(tokens) if token.tag == "colon"), len(tokens))
    end = sentence_end(tokens)
    if not 0 < at < end - 1:
        return None
    label = _label(tokens, at)
    if label and standing_of(tokens, label) in ("person", "name", "body", "document"):
        return Reading(Phrase(at, at + 1), label, (Phrase(at + 1, end),), "colon")
    source = Phrase(at + 1, end)
    if end - at - 1 < _LONGEST_LABEL and standing_of(tokens, source) in ("person", "body", "document"):
        return Reading(Phrase(at, at + 1), source, (Phrase(0, at),), "colon")
    return None


def _label(tokens: Tokens, colon: int) -> Phrase | None:
    """The name in "Ortel: ..."."""
    first = first_word(tokens, 0)
    words = tokens[first:colon]
    is_name = 0 < len(words) <= _LONGEST_LABEL and all(token.tag == "name" for token in words)
    return Phrase(first, colon) if is_name and words[0].lower not in _NOT_SPEAKERS else None


def _subject_of_clause(tokens: Tokens, behind: int) -> Phrase | None:
    """The subject of the first verb before `behind`."""
    for at in range(1, behind):
        if is_finite_verb(tokens[at]):
            return subject_before(tokens, verb_group_start(tokens, at))
    return None
