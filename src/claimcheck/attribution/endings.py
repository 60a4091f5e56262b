"""Endings: where what was said ends before its sentence does."""

from __future__ import annotations

from claimcheck.attribution.clauses import Complement, begins_clause, first_word, has_verb, last_word
from claimcheck.attribution.nouns import CLAIM_NOUNS
from claimcheck.attribution.occasions import behind_occasion
from claimcheck.attribution.phrases import Phrase, is_finite_verb
from claimcheck.attribution.speakers import standing_of
from claimcheck.attribution.tokens import Tokens
from claimcheck.attribution.verbs import QUOTING, SAYING, SAYING_IF_CLAUSE, VERBS

_SPEAKING = (SAYING | SAYING_IF_CLAUSE | QUOTING) - frozenset(
    "calculate compute conclude determine estimate find forecast predict project prove reckon show".split()
)
"""Verbs of talking: SAYING has some of reckoning, too, which tell of one result."""
_LONGEST_SILENCE = 5
_GIVING = frozenset(
    "answer comment confirm details detail discuss disclose elaborate evidence explain explanation give identify name"
    " provide respond reply reveal say share specify".split()
)
_CONTRADICTING = frozenset(
    """
    backed confirmed denied denies deny dismissed dismisses dispute disputed disputes echoed rebuffed reject rejected
    rejects shared supported
    """.split()
)
_LEADING_UP = frozenset("although as because if once since though unless when whenever whereas while".split())


def ending(tokens: Tokens, subject: Phrase, cue: Phrase, complement: Complement, found: Phrase) -> int:
    """Where what was said ends.

    Args:
        tokens: the sentence.
        subject: who says it.
        cue: the verb.
        complement: what sort of thing is said.
        found: from where it begins to the end of the sentence.
    """
    at, end = found
    end = _end_before_silence(tokens, at, end)
    standing = standing_of(tokens, subject)
    if standing == "writer" or _is_fronted(tokens, subject.first):
        end = _end_of_loose_clause(tokens, at, end)
    elif complement in ("object", "preposition") or not _is_speech(tokens[cue.behind - 1].lower):
        end = _end_before_objection(tokens, at, end)
    if cue.first > 1 and tokens[cue.first - 1].tag == "wh":
        end = _end_of_relative(tokens, at, end)
    if complement not in ("object", "preposition"):
        return end
    return _end_of_thing(tokens, at, end, is_shown=standing == "document")


def _end_before_silence(tokens: Tokens, at: int, end: int) -> int:
    """Where what was said ends before the source falls silent, "| but declined to say more", or is contradicted."""
    for index in range(at + 1, end - 2):
        if tokens[index].lower in ("but", "and", "though", "although") and _is_silence(tokens, index + 1, end):
            return last_word(tokens, index)
        if tokens[index].tag == "comma" and _is_contradicted(tokens, index + 1, end):
            return index
    return end


def _is_silence(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a verb phrase without a subject begins at `at` that says that nothing more was said."""
    is_taken_up = tokens[at].tag == "pronoun" and at + 2 < end  # "though it | did not say"
    at += is_taken_up
    words = [token.lower for token in tokens[at : min(at + _LONGEST_SILENCE, end)]]
    is_refused = words[0] in ("declined", "refused", "declines", "refuses")
    is_negated = words[0] in ("did", "would", "could", "has", "had", "does") and "not" in words[1:2]
    is_short = words[0] in ("didn't", "wouldn't", "couldn't", "hasn't", "doesn't", "gave", "offered", "provided")
    return is_refused or ((is_negated or is_short) and not _GIVING.isdisjoint(words))


def _is_contradicted(tokens: Tokens, at: int, end: int) -> bool:
    """Whether ", a charge the government denies" or ", a claim backed by e-mails" begins at `at`."""
    is_label = at + 3 < end and tokens[at].lower in ("a", "an") and tokens[at + 1].lower in CLAIM_NOUNS
    return is_label and any(token.lower in _CONTRADICTING for token in tokens[at + 2 : end])


def _is_fronted(tokens: Tokens, subject: int) -> bool:
    """Whether the verb's clause leads up to the main one behind it: "If residents fear that it is unsafe, they ..."."""
    first = first_word(tokens, 0)
    return (
        first < subject
        and tokens[first].lower in _LEADING_UP
        and all(token.tag in ("adverb", "time", "subordinator", "preposition") for token in tokens[first:subject])
    )


def _is_speech(cue: str) -> bool:
    """Whether a verb reports somebody talking, who may go on: "said it leaks, but it is safe"; not what they think."""
    verb = VERBS.get(cue)
    return verb is not None and verb.lemma in _SPEAKING


def _end_of_loose_clause(tokens: Tokens, at: int, end: int) -> int:
    """Where "I think it works, it always did" and "If they say so, we go" end: with any new clause, or a semicolon."""
    for index in range(at + 1, end - 1):
        is_anew = tokens[index].tag in ("comma", "dash") and _begins_anew(tokens, index + 1)
        if tokens[index].text == ";" or (is_anew and has_verb(tokens, at, index)):
            return index
    return end


def _end_before_objection(tokens: Tokens, at: int, end: int) -> int:
    """Where what somebody thinks, found or criticised ends: before the writer's "but" or a clause of the writer's."""
    for index in range(at + 1, end - 1):
        is_objection = tokens[index].tag == "comma" and tokens[index + 1].lower == "but"
        if is_objection and _begins_anew(tokens, index + 1):
            return index
        if tokens[index].text == ";" and begins_clause(tokens, index + 1):
            return index
    return end


def _end_of_relative(tokens: Tokens, at: int, end: int) -> int:
    """Where "who said that it leaks" ends: before the verb of the clause around it, ", who said it leaks, | was"."""
    for index in range(at + 1, end - 1):
        if tokens[index].tag == "comma" and is_finite_verb(tokens[index + 1]):
            return index
    return end


def _end_of_thing(tokens: Tokens, at: int, end: int, *, is_shown: bool) -> int:
    """Where what somebody criticised or called for ends: before what the writer adds, and before when and where.

    When and where belong to what a document shows: "pictures show boats moored there since Thursday".
    """
    for index in range(at + 1, end - 1):
        following = tokens[index + 1]
        is_remark = following.tag in ("wh", "subordinator") or following.lower == "as"
        if tokens[index].tag == "comma" and is_remark and not _is_taken_up(tokens, index + 1, end):
            return index
        is_part = is_shown or any(token.lower == "to" for token in tokens[at:index])  # "a plan to close it in May"
        if tokens[index].tag == "preposition" and not is_part and behind_occasion(tokens, index) == end:
            return index
    return end


def _is_taken_up(tokens: Tokens, at: int, end: int) -> bool:
    """Whether the words before a remark go on behind it: "accused Tiso, who sold it, | of fraud"."""
    return any(tokens[i].tag == "comma" and tokens[i + 1].tag == "preposition" for i in range(at, end - 1))


def _begins_anew(tokens: Tokens, at: int) -> bool:
    """Whether a clause of its own begins, with or without "but" before it."""
    if tokens[at].tag in ("conjunction", "subordinator") and tokens[at].lower != "whether":
        at += 1
    return at < len(tokens) and (
        begins_clause(tokens, at) or (tokens[at].tag == "auxiliary" and "'" in tokens[at].lower)
    )
