"""Complements: what is said, behind its verb or in front of it.

Behind: "Ortel told reporters on Monday | that the bridge is safe". In front: "The bridge is safe, Ortel said", where
nothing but listener and occasion may follow the verb. A quotation may stand on both sides.
"""

from __future__ import annotations

from claimcheck.attribution.clauses import Complement, begins_clause, complement_at, first_word, has_verb, last_word, sentence_end
from claimcheck.attribution.listeners import behind_addressee
from claimcheck.attribution.nouns import ROLES
from claimcheck.attribution.occasions import behind_occasion
from claimcheck.attribution.other_cues import citation_at
from claimcheck.attribution.phrases import Phrase, head_of, is_finite_verb, phrase_end
from claimcheck.attribution.readings import Reading
from claimcheck.attribution.speakers import may_say, standing_of
from claimcheck.attribution.tokens import Tag, Tokens
from claimcheck.attribution.verbs import (
    FIGURING,
    FORECASTING,
    JUDGING,
    QUOTING,
    SAYING,
    SAYING_IF_CLAUSE,
    SHOWING,
    THINKING,
    VERBS,
    WITH_INFINITIVE,
    WITH_PREPOSITION,
    Verb,
)

_TAKES_CLAUSE = SAYING | SAYING_IF_CLAUSE | THINKING
_TAKES_QUOTE = _TAKES_CLAUSE | QUOTING | JUDGING
_TAKES: dict[Complement, frozenset[str]] = {
    "infinitive": WITH_INFINITIVE,
    "object": SAYING | JUDGING,
    "quote": _TAKES_QUOTE,
    "clause": _TAKES_CLAUSE | JUDGING,
    "that": _TAKES_CLAUSE,
    "question": _TAKES_CLAUSE,
    "none": frozenset(),
}
_CLAUSE_ENDS: frozenset[Tag] = frozenset({
    "comma", "stop", "dash", "colon", "quote", "close", "open", "conjunction", "subordinator", "wh", "fragment",
})  # fmt: skip
_BEHIND_CONTENT: frozenset[Tag] = frozenset({"comma", "quote", "stop", "dash", "fragment"})
_BEFORE_RESUMPTION: frozenset[Tag] = frozenset({"comma", "colon", "dash", "stop", "name", "word"})
_TOPIC_STARTS: frozenset[Tag] = frozenset({"name", "determiner", "possessive", "word", "pronoun"})

_SUBJECTS_TOLD = frozenset("it that there they this".split())
_BEHIND_PARTICIPLES = frozenset("against by on under".split())
_GOING_ON_TO = WITH_INFINITIVE | frozenset("begin continue decide relate".split())
"""Before "to" these do not close what was said: "despite the rain, they continued to work"."""
_LONGEST_ASIDE = 10
_RECALLING = frozenset("recall remember".split())
"""Verbs after which "doing" is what was told: "remembers walking home"."""
_WITH_OBJECTS = frozenset("answer continue relate".split())
"""Verbs that have mere objects where no "that" and no quotation shows that they say something: "answered questions"."""
_AFTERTHOUGHTS = frozenset("believe guess hope imagine suppose suspect think".split())
_BEFORE_TOPICS = frozenset({"about", "of", "on"})
_LEADING_UP = frozenset("although as because if once since though unless when whenever whereas while".split())
_GOING_ON = frozenset("although because despite since though unless".split())


def content_behind(tokens: Tokens, subject: Phrase, cue: Phrase, verb: Verb) -> Reading | None:
    """The reading in which what was said follows the verb, if anything that it can take does."""
    addressee, at = _addressee(tokens, cue.behind, verb.lemma)
    if verb.lemma == "promise" and complement_at(tokens, at) in ("none", "preposition"):
        addressee, at = None, cue.behind  # what looked like a listener is what was promised
    if _is_as_said(tokens, subject.first) and at < len(tokens) and tokens[at].tag == "comma":
        at += 1
    at = _behind_introducing_mark(tokens, _behind_citation(tokens, _behind_topic(tokens, at, verb.lemma)))
    end = sentence_end(tokens)
    complement = complement_at(tokens, at)
    if verb.lemma in _RECALLING and at < end and tokens[at].lower.endswith("ing") and complement == "object":
        complement = "clause"
    if complement == "preposition":
        is_taken = tokens[at].lower in WITH_PREPOSITION.get(verb.lemma, ())
        at += 1
    else:
        is_taken = verb.lemma in _TAKES[complement] or (
            complement == "object" and _takes_this_object(tokens, subject, verb.lemma, Phrase(at, end))
        )
    if complement == "clause" and (verb.lemma in _WITH_OBJECTS or _is_interrupted(tokens, cue.first, at)):
        return None
    if verb.lemma == "tell" and addressee is None and complement in ("that", "infinitive"):
        return None  # who tells, tells somebody: in "was stopped and told that" nobody is named who told
    if not is_taken or at >= end or not may_say(tokens, subject, verb.lemma, complement):
        return None
    is_loose = standing_of(tokens, subject) == "writer" or _is_fronted(tokens, subject.first)
    end = _end_of_clauses(tokens, at, end, is_loose=is_loose)
    if cue.first > 1 and tokens[cue.first - 1].tag == "wh":
        end = _end_of_relative(tokens, at, end)
    if complement in ("object", "preposition"):
        end = _end_of_thing(tokens, at, end)
    content = [Phrase(at, end)]
    before = _quote_before(tokens, subject.first) or _topic_before(tokens, subject.first)
    if before is not None and complement == "quote":
        content.insert(0, before)
    is_clause = _says_by_itself(tokens, verb.lemma, complement, Phrase(at, end))
    return Reading(cue, subject, tuple(content), verb.lemma, addressee, is_clause=is_clause)


def _says_by_itself(tokens: Tokens, lemma: str, complement: Complement, said: Phrase) -> bool:
    """Whether a complement is a clause or a quotation, and no thing that somebody confirmed, called so or called for.

    "A fine imposed by the city" looks like a clause and is none.
    """
    if complement == "clause":
        return lemma in _TAKES_CLAUSE and not _is_described_thing(tokens, said)
    return complement in ("quote", "that")


def _is_described_thing(tokens: Tokens, said: Phrase) -> bool:
    """Whether the only verb in the words is a participle that goes on about their noun: "imposed by"."""
    verbs = [at for at in range(said.first, said.behind) if is_finite_verb(tokens[at])]
    if len(verbs) != 1 or verbs[0] + 1 >= said.behind or tokens[said.first].tag not in ("determiner", "possessive"):
        return False
    return tokens[verbs[0]].lower.endswith("ed") and tokens[verbs[0] + 1].lower in _BEHIND_PARTICIPLES


def _is_interrupted(tokens: Tokens, cue: int, at: int) -> bool:
    """Whether the relative clause of the cue ends before a verb comes: "the man who found | the bone, Jan Tiso, is"."""
    if cue == 0 or tokens[cue - 1].tag != "wh":
        return False
    mark = next((index for index in range(at, len(tokens)) if tokens[index].tag == "comma"), len(tokens))
    return mark < len(tokens) and not has_verb(tokens, at, mark)


def _takes_this_object(tokens: Tokens, subject: Phrase, lemma: str, found: Phrase) -> bool:
    """Whether the object tells a fact: "a photograph shows two men", "an auditor put the loss at 3 million"."""
    if lemma in FIGURING:
        return any(
            tokens[at].lower == "at" and tokens[at + 1].tag == "number" for at in range(found.first, found.behind - 1)
        )
    if lemma in FORECASTING:
        head = head_of(tokens, subject).lower
        return head.removesuffix("s") in ROLES or standing_of(tokens, subject) == "body"
    return lemma in SHOWING and standing_of(tokens, subject) == "document"


def follows_quotation(tokens: Tokens, subject: Phrase, cue: Phrase) -> bool:
    """Whether a quotation opens the sentence before the subject, and neither "that" nor another follows the verb."""
    quotation = _quote_before(tokens, subject.first) if subject.behind <= cue.first else None
    if quotation is None or quotation.first != first_word(tokens, 0):
        return False
    return complement_at(tokens, _behind_introducing_mark(tokens, cue.behind)) not in ("quote", "that")


def content_in_front(tokens: Tokens, subject: Phrase, cue: Phrase, verb: Verb) -> Reading | None:
    """The reading in which what was said stands before verb and subject, if it does."""
    end, tail = min(subject.first, cue.first), max(cue.behind, subject.behind)
    content = Phrase(first_word(tokens, 0), last_word(tokens, end))
    is_parted = tokens[end - 1].tag in _BEHIND_CONTENT or _is_afterthought(tokens, subject, cue, verb.lemma)
    if content.first >= content.behind or not is_parted:
        return None
    is_closed = verb.lemma == "say" and follows_quotation(tokens, subject, cue)
    if not may_say(tokens, subject, verb.lemma, "clause") or not (is_closed or _ends_there(tokens, tail, verb.lemma)):
        return None
    is_quoted = tokens[content.behind - 1].tag in ("quote", "fragment")
    if not _may_stand_in_front(tokens, content, verb.lemma, is_quoted=is_quoted):
        return None
    is_complete = is_quoted or has_verb(tokens, content.first, content.behind)
    rest = _resumption(tokens, tail, is_complete=is_complete)
    is_straight = subject.behind <= cue.first
    addressee = _addressee(tokens, cue.behind, verb.lemma)[0] if is_straight else None
    return Reading(
        cue,
        subject,
        (content, rest) if rest else (content,),
        verb.lemma,
        addressee,
        begins=end,
        is_clause=is_complete or rest is not None,
    )


def _is_afterthought(tokens: Tokens, subject: Phrase, cue: Phrase, lemma: str) -> bool:
    """Whether "I think" closes a sentence that no comma parts it from: "That was in May I think."."""
    is_last = cue.behind == sentence_end(tokens) and cue.behind - subject.first == 2
    return is_last and lemma in _AFTERTHOUGHTS and standing_of(tokens, subject) == "writer"


def _addressee(tokens: Tokens, at: int, lemma: str) -> tuple[Phrase | None, int]:
    """The listener behind the verb, before or behind the occasion, and where both end."""
    for start in (at, behind_occasion(tokens, at)):
        behind = behind_addressee(tokens, start, lemma)
        if behind > start:
            return Phrase(start, behind), behind_occasion(tokens, behind)
    return None, behind_occasion(tokens, at)


def _is_as_said(tokens: Tokens, subject: int) -> bool:
    """Whether "as" opens the sentence before the subject, so that what was said follows a comma: "As Ortel said, it is"."""
    return subject > 0 and first_word(tokens, 0) == subject - 1 and tokens[subject - 1].lower == "as"


def _behind_topic(tokens: Tokens, at: int, lemma: str) -> int:
    """Past whom or what it is about, before "that" or a quotation: "said | of the delay | that it was long"."""
    if lemma not in _TAKES_CLAUSE or at + 1 >= len(tokens) or tokens[at].lower not in _BEFORE_TOPICS:
        return at
    behind = phrase_end(tokens, at + 1)
    following = _behind_introducing_mark(tokens, behind)
    return behind if following < len(tokens) and tokens[following].tag in ("that", "quote") else at


def _behind_citation(tokens: Tokens, at: int) -> int:
    """Past ", citing two officials, " between a verb and what was said."""
    if at + 1 < len(tokens) and tokens[at].tag == "comma" and tokens[at + 1].lower == "citing":
        citation = citation_at(tokens, at + 1)
        if citation and citation.source.behind + 1 < len(tokens) and tokens[citation.source.behind].tag == "comma":
            return citation.source.behind + 1
    return at


def _behind_introducing_mark(tokens: Tokens, at: int) -> int:
    """Past the comma or colon in front of a quotation or of "that"."""
    if at + 1 >= len(tokens) or tokens[at].tag not in ("comma", "colon", "dash"):
        return at
    if tokens[at].tag == "comma" and tokens[at + 1].tag in ("preposition", "adverb"):  # ", in a letter, that"
        aside = range(at + 2, min(at + _LONGEST_ASIDE, len(tokens) - 1))
        at = next((i for i in aside if tokens[i].tag == "comma" and tokens[i + 1].tag in ("that", "quote")), at)
    following = tokens[at + 1].tag
    introduces = tokens[at].tag == "colon" or following in ("quote", "fragment")
    return at + 1 if introduces or (tokens[at].tag == "comma" and following == "that") else at


def _quote_before(tokens: Tokens, at: int) -> Phrase | None:
    """The quotation right before the subject: '"No," she said: "never"'."""
    behind = at - 1 if at > 0 and tokens[at - 1].tag == "comma" else at
    if behind == 0 or tokens[behind - 1].tag != "quote":
        return None
    ahead = [token for token in tokens[max(behind - 3, 0) : behind - 1] if token.tag not in ("comma", "colon")]
    is_taken = bool(ahead) and ahead[-1].lower in VERBS  # by "say" in 'They say, "No," I say, "Yes"'
    return None if is_taken else Phrase(behind - 1, behind)


def _topic_before(tokens: Tokens, at: int) -> Phrase | None:
    """The words before the cue that the quotation goes on from: 'The plan, she said, "is dead"'."""
    first = first_word(tokens, 0)
    if at - 1 <= first or tokens[at - 1].tag != "comma" or tokens[first].tag not in _TOPIC_STARTS:
        return None
    is_topic = not has_verb(tokens, first, at - 1) and all(token.tag != "comma" for token in tokens[first : at - 1])
    return Phrase(first, at - 1) if is_topic else None


def _is_fronted(tokens: Tokens, subject: int) -> bool:
    """Whether the verb's clause leads up to the main one behind it: "If residents fear that it is unsafe, they ..."."""
    first = first_word(tokens, 0)
    return first < subject and tokens[first].lower in _LEADING_UP and all(
        token.tag in ("adverb", "time", "subordinator", "preposition") for token in tokens[first:subject]
    )


def _end_of_clauses(tokens: Tokens, at: int, end: int, *, is_loose: bool) -> int:
    """Where what is said ends before the sentence does.

    A semicolon ends it, and so does a clause with "but", which holds against what was said. "I think it works, it
    always did" and "If they say so, we go" are held together more loosely: any new clause ends them.
    """
    for index in range(at + 1, end - 1):
        if tokens[index].text == ";":
            return index
        is_parted = tokens[index].tag in ("comma", "dash") and (is_loose or tokens[index + 1].lower == "but")
        if is_parted and _begins_anew(tokens, index + 1) and has_verb(tokens, at, index):
            return index
    return end


def _end_of_relative(tokens: Tokens, at: int, end: int) -> int:
    """Where "who said that it leaks" ends: before the verb of the clause around it, as in ", who said it leaks, | was"."""
    for index in range(at + 1, end - 1):
        if tokens[index].tag == "comma" and is_finite_verb(tokens[index + 1]):
            return index
    return end


def _end_of_thing(tokens: Tokens, at: int, end: int) -> int:
    """Where what somebody criticised or called for ends: before what the writer adds, and before when and where."""
    for index in range(at + 1, end - 1):
        following = tokens[index + 1]
        is_remark = following.tag in ("wh", "subordinator") or following.lower == "as"
        if tokens[index].tag == "comma" and is_remark and not _is_taken_up(tokens, index + 1, end):
            return index
        if tokens[index].tag == "preposition" and behind_occasion(tokens, index) == end:
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


def _ends_there(tokens: Tokens, at: int, lemma: str) -> bool:
    """Whether nothing but listener and occasion follows the cue in its clause."""
    at = behind_occasion(tokens, behind_addressee(tokens, behind_occasion(tokens, at), lemma))
    if at >= len(tokens) or tokens[at].tag in _CLAUSE_ENDS:
        return True
    if tokens[at].lower == "to" and lemma in _GOING_ON_TO:
        return False
    return tokens[at].tag == "preposition" or tokens[at].lower.endswith("ing")


def _may_stand_in_front(tokens: Tokens, content: Phrase, lemma: str, *, is_quoted: bool) -> bool:
    """Whether the verb takes it: a quotation, or words with a verb somewhere ("The bridge, she said, is safe")."""
    if is_quoted:
        return lemma in _TAKES_QUOTE - JUDGING or lemma in _TAKES_CLAUSE
    if tokens[content.first].lower == "you" and content.behind - content.first == 2:  # "You see, the farmers protest"
        return False
    is_opening = tokens[content.first].tag == "preposition"  # "On Monday, she said" has nothing in front
    return lemma in _TAKES_CLAUSE and has_verb(tokens, content.first, content.behind if is_opening else len(tokens))


def _resumption(tokens: Tokens, at: int, *, is_complete: bool) -> Phrase | None:
    """What was said, taken up again behind the cue: '"This," she said, "is it"'."""
    end = sentence_end(tokens)
    for index in range(at, end):
        if tokens[index].tag == "quote" and tokens[index - 1].tag in _BEFORE_RESUMPTION:
            return Phrase(index, end)
        is_comma = tokens[index].tag == "comma" and index + 1 < end
        if is_comma and (not is_complete or _goes_on(tokens, index + 1)):
            return Phrase(index + 1, end)
    return None


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether what was said goes on behind the cue: ", she said, | and that is so", ", she said, | despite it"."""
    if tokens[at].lower in _GOING_ON:
        return True
    following = {token.lower for token in tokens[at + 1 : at + 2]}
    return tokens[at].lower in ("and", "but") and not following.isdisjoint(_SUBJECTS_TOLD)
