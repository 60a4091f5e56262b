"""Verbs as cues: who says it, by the verb's place in its clause. What is said is read in `complements`."""

from __future__ import annotations

from claimcheck.attribution.clauses import complement_at, sentence_end
from claimcheck.attribution.complements import content_behind, content_in_front, follows_quotation
from claimcheck.attribution.phrases import Phrase, is_finite_verb, phrase_end
from claimcheck.attribution.readings import Citation, Reading
from claimcheck.attribution.speakers import standing_of
from claimcheck.attribution.subjects import subject_before, subject_behind, verb_group_start
from claimcheck.attribution.tokens import Tag, Tokens
from claimcheck.attribution.verb_use import Use, is_withheld, use_of
from claimcheck.attribution.verbs import (
    FACTIVE,
    JUDGING,
    PHRASAL,
    QUOTING,
    SAYING,
    SAYING_IF_CLAUSE,
    THINKING,
    VERBS,
    Verb,
)

_GOVERNORS = frozenset(
    """
    appeared appears began begins continued continues declined declines failed fails goes going had hastened liked
    likes loved loves refused refuses seemed seems tried tries used wanted wants went
    """.split()
)
"""Verbs before "to say" that leave it an act of saying."""

_ISSUING = frozenset(
    """
    circulated delivered filed gave issued left made posted published put read released sent shared signed wrote
    """.split()
)
"""Whoever does these to a letter or a lawsuit says what it says: "sent a letter saying that"."""
_KEEPING = frozenset("has had have held is kept leaves left made makes was were".split())
_NOT_SAYING = frozenset(
    "denied denies deny recall recalled recalls regret regrets regretted remember remembered remembers".split()
)
"""Behind these, "saying" is what is remembered or denied."""

_LONGEST_QUOTED = 14
_MODALS = frozenset("may might would could should can cannot can't must doesn't don't".split())
_BEFORE_INVERSION: frozenset[Tag] = frozenset({"quote", "fragment", "comma", "stop", "dash"})
_PASSIVE = SAYING | JUDGING
_TALKING = frozenset("add argue caution claim comment concede explain insist note observe remark say".split())
_INVERTIBLE = (SAYING | SAYING_IF_CLAUSE | QUOTING | THINKING) - FACTIVE


def verb_reading(tokens: Tokens, at: int, verb: Verb, earlier: list[Reading]) -> Reading | None:
    """The attribution whose cue is the verb at `at`.

    Args:
        tokens: the sentence.
        at: where the verb stands.
        verb: what it is a form of.
        earlier: the attributions found before it; "saying" has no subject but theirs.
    """
    use = use_of(tokens, at, verb)
    if use is None:
        return None
    if use == "passive":
        return _passive(tokens, at, verb)
    start = _governor(tokens, at - 1) if use == "infinitive" else verb_group_start(tokens, at)
    if start is None:
        return None
    if verb.lemma in FACTIVE and _is_unreal(tokens, start, at) and complement_at(tokens, at + 1) != "question":
        return None  # but "do not know who did it" does not say that it is so
    cue = Phrase(start, at + 1)
    if at + 1 < len(tokens) and tokens[at + 1].lower == PHRASAL.get(verb.lemma):
        verb = Verb(f"{verb.lemma} {tokens[at + 1].lower}", verb.forms)
        cue = Phrase(start, at + 2)
    inverted = _inverted_subject(tokens, cue, verb, use)
    if inverted is not None:
        return content_in_front(tokens, inverted, cue, verb)
    reading = _reading_with_subject(tokens, cue, verb, use, earlier)
    quoted = _quoted_as_saying(tokens, at)
    return reading._replace(cites=Citation(Phrase(at - 1, at + 1), quoted)) if reading and quoted else reading


def _quoted_as_saying(tokens: Tokens, saying: int) -> Phrase | None:
    """Whom another source quotes: "Ida Roos" in "The Gazette quoted Ida Roos as saying", not in "was quoted as"."""
    if tokens[saying - 1].lower != "as":
        return None
    ahead = range(saying - 2, max(saying - _LONGEST_QUOTED, 0), -1)
    verb = next((at for at in ahead if tokens[at].lower in ("quoted", "quotes", "quoting")), None)
    if verb is None or verb + 1 == saying - 1 or tokens[verb - 1].tag == "auxiliary":
        return None
    return Phrase(verb + 1, saying - 1)


def _reading_with_subject(tokens: Tokens, cue: Phrase, verb: Verb, use: Use, earlier: list[Reading]) -> Reading | None:
    if use == "ing" and tokens[cue.first - 1].lower in _NOT_SAYING:
        return None
    subject = _own_subject(tokens, cue.first, use)
    if subject is not None:
        ways = (content_behind, content_in_front)
        if use == "finite" and follows_quotation(tokens, subject, cue):
            ways = (content_in_front, content_behind)
        reading = ways[0](tokens, subject, cue, verb) or ways[1](tokens, subject, cue, verb)
        begins = subject.first if subject.behind <= cue.first else cue.first
        return reading._replace(begins=begins) if reading else None
    if use == "finite" and not (cue.first > 0 and tokens[cue.first - 1].tag in ("conjunction", "comma")):
        return None
    subject = _shared_subject(tokens, cue.first, earlier)
    reading = content_behind(tokens, subject, cue, verb) if subject else None
    return reading._replace(begins=cue.first) if reading else None


def _own_subject(tokens: Tokens, start: int, use: Use) -> Phrase | None:
    """The verb's subject, unless it is that of a verb before it."""
    has_own = use in ("finite", "infinitive") or (
        use == "ing" and start > 0 and tokens[start - 1].tag in ("name", "word")
    )
    subject = subject_before(tokens, start) if has_own else None
    is_clause = subject and any(token.tag in ("auxiliary", "negation") for token in tokens[slice(*subject)])
    if use != "ing" or subject is None:
        return subject
    return None if is_clause else _behind_verb(tokens, subject)  # "he did not recall | saying that" says nothing


def _behind_verb(tokens: Tokens, phrase: Phrase) -> Phrase:
    """What "accusing" goes on about: "a lawsuit" in "the court revived a lawsuit accusing the owner"."""
    if any(token.tag == "wh" for token in tokens[slice(*phrase)]):
        return phrase
    verbs = (
        at
        for at in range(phrase.behind - 2, phrase.first, -1)
        if is_finite_verb(tokens[at]) and tokens[at + 1].tag in ("determiner", "possessive")
    )
    verb = next(verbs, None)
    if verb is None:
        return phrase
    issuer = subject_before(tokens, verb_group_start(tokens, verb)) if tokens[verb].lower in _ISSUING else None
    return issuer or Phrase(verb + 1, phrase.behind)


def _shared_subject(tokens: Tokens, start: int, earlier: list[Reading]) -> Phrase | None:
    """The subject of the verb that stands before: "Ortel left early, saying ..."."""
    is_inner = bool(earlier) and _follows_its_source(tokens, earlier[-1])
    if earlier and earlier[-1].lemma != "according" and earlier[-1].source.first < start and not is_inner:
        return earlier[-1].source
    for at in range(start - 1, 0, -1):
        if tokens[at].tag in ("quote", "stop"):
            break
        if is_finite_verb(tokens[at]) or (tokens[at].tag == "word" and tokens[at].lower in VERBS):
            subject = subject_before(tokens, verb_group_start(tokens, at))
            if subject is not None and not _has_predicate(tokens, subject):
                return subject
    return None


def _follows_its_source(tokens: Tokens, reading: Reading) -> bool:
    """Whether a participle tells of the noun before it, "a lawsuit accusing", and of nobody who goes on to speak."""
    return reading.source.behind == reading.cue.first and tokens[reading.cue.first].lower.endswith("ing")


def _has_predicate(tokens: Tokens, subject: Phrase) -> bool:
    """Whether a phrase holds a verb of its own, and is no subject: "the bank kept its rate", before "unchanged"."""
    words = tokens[slice(*subject)]
    is_related = any(word.tag in ("wh", "that") for word in words)
    return not is_related and any(word.lower in _KEEPING or word.tag == "time" for word in words)


def _governor(tokens: Tokens, to: int) -> int | None:
    """Where "went on to say" begins; None where the infinitive says nothing by itself."""
    if is_withheld(tokens, to):
        while to > 0 and tokens[to].tag != "word":
            to -= 1
        return verb_group_start(tokens, to - 1 if tokens[to].lower == "short" else to)
    at = to - 1
    if at > 0 and tokens[at].lower == "on":
        at -= 1
    return verb_group_start(tokens, at) if at >= 0 and tokens[at].lower in _GOVERNORS else None


def _is_unreal(tokens: Tokens, start: int, at: int) -> bool:
    """Whether the verb group says that it is not so, or only may be: "did not know", "may learn"."""
    return any(token.tag == "negation" or token.lower in _MODALS for token in tokens[start:at])


def _passive(tokens: Tokens, at: int, verb: Verb) -> Reading | None:
    """The reading of "was told by Ortel that it closed" and "was criticised by Ortel"."""
    if at + 2 >= len(tokens) or tokens[at + 1].lower != "by" or verb.lemma not in _PASSIVE:
        return None
    cue = Phrase(verb_group_start(tokens, at), at + 1)
    source = Phrase(at + 2, phrase_end(tokens, at + 2))
    if source.first == source.behind or standing_of(tokens, source) in ("thing", "other", "document"):
        return None
    if complement_at(tokens, source.behind) == "that":
        said = Phrase(source.behind, sentence_end(tokens))
        return Reading(cue, source, (said,), verb.lemma, begins=cue.first)
    thing = subject_before(tokens, cue.first) if verb.lemma in JUDGING else None
    return Reading(cue, source, (thing,), verb.lemma, begins=cue.first, is_clause=False) if thing else None


def _closes_with_speaker(tokens: Tokens, subject: Phrase, verb: Verb) -> bool:
    """Whether somebody behind a verb of talking can only be who talks: "..., which is old, noted Prof. Ida Roos"."""
    behind = tokens[subject.behind] if subject.behind < len(tokens) else None
    is_closed = behind is None or behind.tag in ("stop", "comma", "wh")
    is_person = tokens[subject.first].tag == "name" and standing_of(tokens, subject) in ("name", "person")
    return verb.lemma in _TALKING and is_closed and is_person


def _inverted_subject(tokens: Tokens, cue: Phrase, verb: Verb, use: Use) -> Phrase | None:
    """The subject behind its verb: '"...", said Ortel'."""
    start = cue.first
    if use != "finite" or cue.behind - start > 2 or verb.lemma not in _INVERTIBLE or start == 0:
        return None
    if tokens[start - 1].tag not in _BEFORE_INVERSION:
        return None
    subject = subject_behind(tokens, cue.behind)
    if subject is None or tokens[cue.behind].tag == "number":
        return None
    is_quoted = tokens[start - 1].tag not in ("comma", "dash") or tokens[start - 2].tag in ("quote", "fragment")
    is_behind = start > 1 and (verb.lemma == "tell" or subject_before(tokens, start) is not None)
    if not is_quoted and is_behind and not _closes_with_speaker(tokens, subject, verb):
        return None
    return subject
