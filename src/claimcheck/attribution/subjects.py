"""Subjects: who does what a verb says.

English puts the subject before its verb ("the mayor said"), with an aside between them ("Ms. Ortel, who chairs the
panel, said"), or behind a verb of saying ("said the mayor"). No grammar is built; the phrase is followed from the verb
outwards until a word that cannot belong to it.
"""

from __future__ import annotations

from claimcheck.attribution.occasions import DAYS_AND_TIMES, without_times
from claimcheck.attribution.phrase_starts import PERSON_RELATIVES, is_predicate, phrase_ending
from claimcheck.attribution.phrases import PHRASE_TAGS, Phrase, is_finite_verb, matching_open, phrase_end
from claimcheck.attribution.tokens import Tag, Tokens

_PARENTHETICAL = frozenset("also again however meanwhile nevertheless nonetheless then though".split())

_VERB_GROUP: frozenset[Tag] = frozenset({"auxiliary", "adverb", "negation"})

_OBJECT_PRONOUNS = frozenset("me him us them himself herself themselves itself whom".split())

_OPENS_ASIDE = frozenset("along citing including like quoting speaking together when where whose".split())

_LONGEST_ASIDE = 40


def verb_group_start(tokens: Tokens, at: int) -> int:
    """Where the verb at `at` begins, its auxiliaries and adverbs included: "has not yet said"."""
    while at > 0 and (tokens[at - 1].tag in _VERB_GROUP or is_long_since(tokens, at)):
        at -= 1
    if is_parenthesis(tokens, at) and tokens[at - 4].tag in ("auxiliary", "negation"):
        return verb_group_start(tokens, at - 3)
    return at


def is_long_since(tokens: Tokens, behind: int) -> bool:
    """Whether "long" before `behind` tells how long something has been so: "has long | maintained"."""
    return behind > 1 and tokens[behind - 1].lower == "long" and tokens[behind - 2].tag == "auxiliary"


def is_parenthesis(tokens: Tokens, behind: int) -> bool:
    """Whether ", however," ends before `behind`: "did, however, | hint"."""
    if behind < 4 or behind > len(tokens):
        return False
    marks = (tokens[behind - 3].tag, tokens[behind - 1].tag)
    return marks == ("comma", "comma") and tokens[behind - 2].lower in _PARENTHETICAL


def subject_before(tokens: Tokens, verb: int) -> Phrase | None:
    """The subject to the left of a verb group that begins at `verb`, asides and times between them passed over."""
    behind = without_times(tokens, verb)
    if behind == 0:
        return None
    last = tokens[behind - 1]
    if last.tag in ("comma", "dash"):
        return _subject_before_aside(tokens, behind - 1)
    if last.tag == "close":
        opening = matching_open(tokens, behind - 1)
        return None if opening is None else subject_before(tokens, opening)
    if last.tag == "wh" or (last.tag == "that" and behind > 1):
        return _antecedent(tokens, behind - 1) if last.lower in PERSON_RELATIVES else None
    if last.tag not in PHRASE_TAGS or (last.lower in _OBJECT_PRONOUNS and not _is_some_of_them(tokens, behind)):
        return None
    return phrase_ending(tokens, behind)


def _is_some_of_them(tokens: Tokens, behind: int) -> bool:
    """Whether "one of them", "many of them" ends at `behind`."""
    return behind > 2 and tokens[behind - 2].lower == "of" and tokens[behind - 3].tag == "determiner"


def subject_behind(tokens: Tokens, at: int) -> Phrase | None:
    """The subject that stands at `at`, behind its verb: "said Ms. Ortel of the port authority"."""
    if at >= len(tokens) or tokens[at].tag not in ("name", "determiner", "possessive", "pronoun", "word", "number"):
        return None
    if tokens[at].tag == "pronoun":
        return None if tokens[at].lower in _OBJECT_PRONOUNS else Phrase(at, at + 1)
    behind = phrase_end(tokens, at)
    if behind == at and tokens[at].lower in ("one", "another") and at + 1 < len(tokens):
        is_alone = tokens[at + 1].tag in ("comma", "stop", "wh")  # "said one, who was there"
        return Phrase(at, at + 1) if is_alone else None
    return Phrase(at, behind) if behind > at else None


def _subject_before_aside(tokens: Tokens, comma: int) -> Phrase | None:
    """The subject in "Ortel, 42, who chairs the panel, said", where `comma` is the last of the commas."""
    tag = tokens[comma].tag
    start = comma
    while start > 0 and comma - start < _LONGEST_ASIDE and tokens[start - 1].tag not in ("quote", "stop", "colon"):
        start -= 1
    commas = [at for at in range(start, comma) if tokens[at].tag == tag]
    for opening in commas:
        phrase = phrase_ending(tokens, opening) if opening > start else None
        if phrase is None or not _may_be_subject(tokens, phrase):
            continue
        if _is_aside(tokens, opening + 1, comma):
            return phrase
    return None


def _may_be_subject(tokens: Tokens, phrase: Phrase) -> bool:
    words = tokens[phrase.first : phrase.behind]
    words = words[: next((at for at, word in enumerate(words) if at and word.lower in PERSON_RELATIVES), len(words))]
    if _leads_up(words) or words[0].tag == "preposition" or any(word.tag in ("time", "auxiliary") for word in words):
        return False
    if words[0].lower in DAYS_AND_TIMES or words[0].tag in ("conjunction", "adverb"):
        return False
    return not any(is_predicate(tokens, at) for at in range(phrase.first, phrase.first + len(words)))


def _leads_up(words: Tokens) -> bool:
    """Whether words tell what their subject does, as "Speaking to reporters" does before a comma."""
    return (
        words[0].lower.endswith(("ing", "ed"))
        and len(words) > 1
        and words[1].tag in ("preposition", "determiner", "possessive", "time", "wh")
    )


def _is_aside(tokens: Tokens, first: int, behind: int) -> bool:
    """Whether the tokens between two commas say something about the phrase before: no clause with its own subject."""
    if first >= behind:
        return False
    head = tokens[first]
    if head.tag == "conjunction" and tokens[first + 1].lower in PERSON_RELATIVES:
        return True
    if head.tag in ("wh", "number") or head.lower in _OPENS_ASIDE:
        return True
    for token in tokens[first:behind]:
        if token.tag in ("wh", "that", "comma"):
            return True
        if token.tag in ("quote", "stop") or (token.tag == "auxiliary" and token.lower not in ("been", "being")):
            return False
    return head.tag in ("determiner", "name", "word", "possessive", "preposition", "adverb")


def _antecedent(tokens: Tokens, relative: int) -> Phrase | None:
    """What "who" stands for."""
    at = relative
    if at > 0 and tokens[at - 1].tag == "comma":
        at -= 1
    if at > 0 and tokens[at - 1].tag == "close":
        at = matching_open(tokens, at - 1) or 0
    if at == 0 or tokens[at - 1].tag not in PHRASE_TAGS:
        return None
    phrase = phrase_ending(tokens, at)
    if phrase is None:
        return None
    for index in range(phrase.behind - 1, phrase.first, -1):
        if is_finite_verb(tokens[index]):
            return _last_phrase(tokens, index + 1, phrase.behind)
    return phrase


def _last_phrase(tokens: Tokens, first: int, behind: int) -> Phrase | None:
    """The noun phrase nearest to the end: "the residents of Bremm" in "an effect on the residents of Bremm"."""
    for at in range(behind - 1, first - 1, -1):
        if tokens[at].tag == "preposition" and tokens[at].lower not in ("of", "in", "for", "at"):
            first = at + 1
            break
    return Phrase(first, behind) if first < behind else None
