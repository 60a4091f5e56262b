"""Complements: what is said, behind its verb or in front of it.

Behind: "Ortel told reporters on Monday | that the bridge is safe". In front: "The bridge is safe, Ortel said", where
nothing but listener and occasion may follow the verb. A quotation may stand on both sides.
"""

from __future__ import annotations

from claimcheck.attribution.clauses import complement_at, first_word, has_verb, is_clause_like, last_word, sentence_end
from claimcheck.attribution.endings import ending
from claimcheck.attribution.listeners import behind_addressee
from claimcheck.attribution.occasions import behind_occasion
from claimcheck.attribution.openings import addressee_behind, behind_introducing_mark, behind_opening, opening
from claimcheck.attribution.phrases import Phrase
from claimcheck.attribution.readings import CITING, Reading
from claimcheck.attribution.speakers import may_say, standing_of
from claimcheck.attribution.tokens import Tag, Token, Tokens
from claimcheck.attribution.valency import TAKES_CLAUSE, TAKES_QUOTE, recalls, says_by_itself, takes
from claimcheck.attribution.verbs import JUDGING, VERBS, WITH_INFINITIVE, WITH_PREPOSITION, Verb

_CLAUSE_ENDS: frozenset[Tag] = frozenset({
    "comma", "stop", "dash", "colon", "quote", "close", "open", "conjunction", "subordinator", "wh", "fragment",
})  # fmt: skip
_BEHIND_CONTENT: frozenset[Tag] = frozenset({"comma", "quote", "stop", "dash", "fragment"})
_BEFORE_RESUMPTION: frozenset[Tag] = frozenset({"comma", "colon", "dash", "stop", "name", "word"})
_TOPIC_STARTS: frozenset[Tag] = frozenset({"name", "determiner", "possessive", "word", "pronoun"})

_SUBJECTS_TOLD = frozenset("it that there they this".split())
_GOING_ON_TO = WITH_INFINITIVE | frozenset("begin continue decide relate".split())
"""Before "to" these do not close what was said: "despite the rain, they continued to work"."""
_AFTERTHOUGHTS = frozenset("believe guess hope imagine suppose suspect think".split())
_GOING_ON = frozenset("although because despite since though unless".split())


def content_behind(tokens: Tokens, subject: Phrase, cue: Phrase, verb: Verb) -> Reading | None:
    """The reading in which what was said follows the verb, if anything that it can take does."""
    addressee, at = opening(tokens, subject, cue.behind, verb.lemma)
    if verb.lemma == "promise" and complement_at(tokens, at) in ("none", "preposition"):
        addressee, at = None, behind_opening(tokens, cue.behind, verb.lemma)  # the listener was what was promised
    complement = complement_at(tokens, at)
    if complement == "clause" and tokens[at].lower in WITH_PREPOSITION.get(verb.lemma, ()):
        complement = "preposition"  # "warned | of the leak, a claim backed by engineers"
    if complement == "object" and recalls(tokens, verb.lemma, at):
        complement = "clause"
    said = Phrase(at, sentence_end(tokens))
    if verb.lemma == "tell" and addressee is None and complement in ("that", "infinitive", "clause"):
        return None  # who tells, tells somebody: in "was stopped and told that" nobody is named who told
    if not takes(tokens, subject, cue, verb.lemma, complement, said):
        return None
    if complement in ("object", "preposition") and _hangs_on_noun(tokens, subject):
        return None
    at += complement == "preposition"
    if at >= said.behind or not may_say(tokens, subject, verb.lemma, complement):
        return None
    said = Phrase(at, ending(tokens, subject, cue, complement, Phrase(at, said.behind)))
    is_quote = complement == "quote"
    before = (_quote_before(tokens, subject.first) or _topic_before(tokens, subject.first)) if is_quote else None
    content = (said,) if before is None else (before, said)
    is_clause = says_by_itself(tokens, subject, cue, verb.lemma, complement, said)
    return Reading(cue, subject, content, verb.lemma, addressee, is_clause=is_clause)


def _hangs_on_noun(tokens: Tokens, subject: Phrase) -> bool:
    """Whether a pronoun and its verb only tell more of the noun before them: "the 90 crowns it | promised the club"."""
    last = subject.behind - 1
    return last > 0 and tokens[last].tag == "pronoun" and tokens[last - 1].tag == "word"


def follows_quotation(tokens: Tokens, subject: Phrase, cue: Phrase) -> bool:
    """Whether a quotation opens the sentence before the subject, and neither "that" nor another follows the verb."""
    quotation = _quote_before(tokens, subject.first) if subject.behind <= cue.first else None
    if quotation is None or quotation.first != first_word(tokens, 0):
        return False
    return complement_at(tokens, behind_introducing_mark(tokens, cue.behind)) not in ("quote", "that")


def content_in_front(tokens: Tokens, subject: Phrase, cue: Phrase, verb: Verb) -> Reading | None:
    """The reading in which what was said stands before verb and subject, if it does."""
    if any(token.lower == "than" for token in tokens[slice(*subject)]):
        return None  # "sooner than it expected"
    end, tail = min(subject.first, cue.first), max(cue.behind, subject.behind)
    content = Phrase(first_word(tokens, 0), last_word(tokens, end))
    is_parted = tokens[end - 1].tag in _BEHIND_CONTENT or _is_afterthought(tokens, subject, cue, verb.lemma)
    if content.first >= content.behind or not is_parted:
        return None
    is_closed = verb.lemma == "say" and follows_quotation(tokens, subject, cue)
    if not may_say(tokens, subject, verb.lemma, "clause") or not (is_closed or _ends_there(tokens, tail, verb.lemma)):
        return None
    is_quoted = tokens[content.behind - 1].tag in ("quote", "fragment")
    is_complete = is_quoted or has_verb(tokens, content.first, content.behind)
    if not _may_stand_in_front(tokens, content, verb.lemma, is_quoted=is_quoted, is_complete=is_complete):
        return None
    is_clause = is_complete or is_clause_like(tokens, content)
    rest = _resumption(tokens, tail, is_complete=is_complete)
    is_straight = subject.behind <= cue.first
    addressee = addressee_behind(tokens, cue.behind, verb.lemma)[0] if is_straight else None
    return Reading(
        cue,
        subject,
        (content, rest) if rest else (content,),
        verb.lemma,
        addressee,
        begins=end,
        is_clause=is_clause or rest is not None,
    )


def _is_afterthought(tokens: Tokens, subject: Phrase, cue: Phrase, lemma: str) -> bool:
    """Whether "I think" closes a sentence that no comma parts it from: "That was in May I think."."""
    is_last = cue.behind == sentence_end(tokens) and cue.behind - subject.first == 2
    return is_last and lemma in _AFTERTHOUGHTS and standing_of(tokens, subject) == "writer"


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


def _ends_there(tokens: Tokens, at: int, lemma: str) -> bool:
    """Whether nothing but listener and occasion follows the cue in its clause."""
    at = behind_occasion(tokens, behind_addressee(tokens, behind_occasion(tokens, at), lemma))
    if at >= len(tokens) or tokens[at].tag in _CLAUSE_ENDS:
        return True
    if tokens[at].lower == "to" and lemma in _GOING_ON_TO:
        return False
    return tokens[at].tag == "preposition" or tokens[at].lower.endswith("ing")


def _may_stand_in_front(tokens: Tokens, content: Phrase, lemma: str, *, is_quoted: bool, is_complete: bool) -> bool:
    """Whether the verb takes it: a quotation, or words with a verb somewhere ("The bridge, she said, is safe")."""
    if is_quoted:
        return lemma in TAKES_CLAUSE or (lemma in TAKES_QUOTE and lemma not in JUDGING)
    if tokens[content.first].lower == "you" and content.behind - content.first == 2:  # "You see, the farmers protest"
        return False
    if lemma not in TAKES_CLAUSE:
        return False
    is_opening = tokens[content.first].tag == "preposition"  # "On Monday, she said" has nothing in front
    return is_complete or (not is_opening and has_verb(tokens, content.behind, len(tokens)))


def _resumption(tokens: Tokens, at: int, *, is_complete: bool) -> Phrase | None:
    """What was said, taken up again behind the cue: '"This," she said, "is it"'."""
    end = sentence_end(tokens)
    for index in range(at, end):
        if tokens[index].tag == "quote" and tokens[index - 1].tag in _BEFORE_RESUMPTION:
            return Phrase(index, end)
        is_comma = tokens[index].tag == "comma" and index + 1 < end and not _says_more(tokens[index + 1])
        if is_comma and (not is_complete or _goes_on(tokens, index + 1)):
            return Phrase(index + 1, end)
    return None


def _says_more(token: Token) -> bool:
    """Whether another cue follows: ", she said, adding that"."""
    return token.lower in VERBS and "ing" in VERBS[token.lower].forms and token.lower not in CITING


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether what was said goes on behind the cue: ", she said, | and that is so", ", she said, | despite it"."""
    if tokens[at].lower in _GOING_ON:
        return True
    following = {token.lower for token in tokens[at + 1 : at + 2]}
    return tokens[at].lower in ("and", "but") and not following.isdisjoint(_SUBJECTS_TOLD)
