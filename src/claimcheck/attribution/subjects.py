"""Subjects: who does what a verb says.

English puts the subject before its verb ("the mayor said"), with an aside between them ("Ms. Ortel, who chairs the
panel, said"), or behind a verb of saying ("said the mayor"). No grammar is built; the phrase is followed from the verb
outwards until a word that cannot belong to it.
"""

from __future__ import annotations

from claimcheck.attribution.occasions import DAYS_AND_TIMES, without_times
from claimcheck.attribution.phrases import Phrase, is_finite_verb, matching_open, phrase_end
from claimcheck.attribution.tokens import Tag, Tokens
from claimcheck.attribution.verbs import VERBS

_PHRASE_TAGS: frozenset[Tag] = frozenset(
    {"name", "word", "number", "pronoun", "determiner", "possessive", "fragment", "mark"}
)

_CLAUSE_BOUNDARIES: frozenset[Tag] = frozenset(
    {"comma", "colon", "dash", "stop", "quote", "subordinator", "that", "wh", "open"}
)

_LEADS_IN: frozenset[Tag] = frozenset({"conjunction", "adverb", "time", "dash", "mark", "close", "stop", "negation"})

_PARENTHETICAL = frozenset("also again however meanwhile nevertheless nonetheless then though".split())

_VERB_GROUP: frozenset[Tag] = frozenset({"auxiliary", "adverb", "negation"})

_OBJECT_PRONOUNS = frozenset("me him us them himself herself themselves itself whom".split())

_SUBJECT_PRONOUNS = frozenset("i we he she they".split())

_REACH_OF_VERB = 8
"""A verb that near before "and she" shows that "and" joins clauses; in "Ortel and she" it joins who speaks."""

_MADE_PUBLIC = frozenset("broadcast conducted issued published released unveiled".split())
"""Behind the name of a document these go on about it: "a survey published | found"."""

_PERSON_RELATIVES = frozenset({"who", "which", "that"})

_LONGEST_ASIDE = 40

_LONGEST_PHRASE = 30


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
        return _antecedent(tokens, behind - 1) if last.lower in _PERSON_RELATIVES else None
    if last.tag not in _PHRASE_TAGS or (last.lower in _OBJECT_PRONOUNS and not _is_some_of_them(tokens, behind)):
        return None
    return _phrase_ending(tokens, behind)


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
        return (
            Phrase(at, at + 1) if tokens[at + 1].tag in ("comma", "stop", "wh") else None
        )  # "said one, who was there"
    return Phrase(at, behind) if behind > at else None


def _subject_before_aside(tokens: Tokens, comma: int) -> Phrase | None:
    """The subject in "Ortel, 42, who chairs the panel, said", where `comma` is the last of the commas."""
    tag = tokens[comma].tag
    start = comma
    while start > 0 and comma - start < _LONGEST_ASIDE and tokens[start - 1].tag not in ("quote", "stop", "colon"):
        start -= 1
    commas = [at for at in range(start, comma) if tokens[at].tag == tag]
    for opening in commas:
        phrase = _phrase_ending(tokens, opening) if opening > start else None
        if phrase is None or not _may_be_subject(tokens, phrase):
            continue
        if _is_aside(tokens, opening + 1, comma):
            return phrase
    return None


def _may_be_subject(tokens: Tokens, phrase: Phrase) -> bool:
    words = tokens[phrase.first : phrase.behind]
    words = words[: next((at for at, word in enumerate(words) if at and word.lower in _PERSON_RELATIVES), len(words))]
    if _leads_up(words) or words[0].tag == "preposition" or any(word.tag in ("time", "auxiliary") for word in words):
        return False
    if words[0].lower in DAYS_AND_TIMES or words[0].tag in ("conjunction", "adverb"):
        return False
    return not any(_is_predicate(tokens, at) for at in range(phrase.first, phrase.first + len(words)))


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
    if head.tag == "conjunction" and tokens[first + 1].lower in _PERSON_RELATIVES:
        return True
    if head.tag in ("wh", "number") or head.lower in (
        "whose",
        "along",
        "together",
        "including",
        "like",
        "citing",
        "quoting",
        "speaking",
        "when",
        "where",
    ):
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
    if at == 0 or tokens[at - 1].tag not in _PHRASE_TAGS:
        return None
    phrase = _phrase_ending(tokens, at)
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


def _phrase_ending(tokens: Tokens, behind: int) -> Phrase | None:
    """The noun phrase whose last token stands before `behind`, back to the start of its clause."""
    if _is_subject_pronoun(tokens, behind - 1):
        return Phrase(behind - 1, behind)
    first = _clause_start(tokens, behind)
    first = _behind_inner_verb(tokens, first, behind)
    first = _behind_joint(tokens, first, behind)
    first = _behind_lead_in(tokens, first, behind)
    if first >= behind or is_finite_verb(tokens[first]):
        return None
    is_verb = is_finite_verb(tokens[behind - 1]) and tokens[behind - 1].lower not in _MADE_PUBLIC
    if is_verb and all(token.tag != "wh" for token in tokens[first:behind]):
        return None
    return Phrase(first, behind)


def _is_subject_pronoun(tokens: Tokens, at: int) -> bool:
    """Whether "she" or "we" stands at `at` and is the subject by itself, whatever is before it: "last year we"."""
    if tokens[at].lower not in _SUBJECT_PRONOUNS:
        return False
    is_joined = at > 0 and tokens[at - 1].lower in ("and", "or")
    return not is_joined or any(map(is_finite_verb, tokens[max(at - _REACH_OF_VERB, 0) : at]))


def _clause_start(tokens: Tokens, behind: int) -> int:
    at = behind - 1
    while at > 0 and behind - at < _LONGEST_PHRASE:
        before = tokens[at - 1]
        if before.tag == "close":
            opening = matching_open(tokens, at - 1)
            if opening is None or opening == 0:
                return at
            at = opening
            continue
        if before.tag == "comma" and _joins_places(tokens, at - 1):
            at -= 1
            continue
        if before.tag in ("wh", "that") and _is_restrictive(tokens, at - 1, behind):
            at -= 1
            continue
        if before.tag in _CLAUSE_BOUNDARIES or before.lower in ("but", "so", "yet"):
            return at
        at -= 1
    return at


def _joins_places(tokens: Tokens, comma: int) -> bool:
    """Whether a comma stands inside a list of names that "and" closes: "Orla, Bremm and Tiso said"."""
    ahead = tokens[comma + 1 : comma + 5]
    if not (ahead and tokens[comma - 1].tag == "name" and ahead[0].tag == "name"):
        return False
    return any(token.lower == "and" for token in ahead) and all(
        token.tag in ("name", "conjunction") for token in ahead[:3]
    )


def _is_restrictive(tokens: Tokens, relative: int, behind: int) -> bool:
    """Whether "who were briefed" belongs to the phrase: no comma before it, a verb inside."""
    if (
        relative == 0
        or tokens[relative - 1].tag not in ("name", "word")
        or tokens[relative].lower not in _PERSON_RELATIVES
    ):
        return False
    before = tokens[relative - 1]
    if before.lower in VERBS and tokens[relative].lower == "that":
        return False
    return any(is_finite_verb(token) or token.lower in VERBS for token in tokens[relative + 1 : behind])


def _behind_inner_verb(tokens: Tokens, first: int, behind: int) -> int:
    """Past a verb in front of the subject: in "Asked why he left Ortel said" the subject is what follows "left"."""
    for at in range(behind - 2, first, -1):
        token = tokens[at]
        if token.tag == "wh":
            return first
        if token.tag == "auxiliary" and tokens[at + 1].tag in ("determiner", "name", "pronoun", "possessive"):
            return at + 1
    for at in range(first, behind - 1):
        if tokens[at].tag == "wh":
            return first
        if tokens[at + 1].tag == "pronoun" and is_finite_verb(tokens[at]):
            return at + 1
        verb = VERBS.get(tokens[at].lower)
        if (
            verb
            and tokens[at].tag == "word"
            and "past" in verb.forms
            and tokens[at + 1].tag in ("determiner", "name", "possessive")
        ):
            return at + 1
    return first


def _behind_joint(tokens: Tokens, first: int, behind: int) -> int:
    """Past the clause that "and" joins to that of the subject: "It was old and | Ortel said"."""
    for at in range(behind - 2, first, -1):
        if tokens[at].tag == "wh":
            return first
        if tokens[at].tag == "conjunction" and any(_is_predicate(tokens, index) for index in range(first, at)):
            return at + 1
    return first


def _is_predicate(tokens: Tokens, at: int) -> bool:
    """Whether a verb stands at `at` that has a subject: not "led" in "a group led by Ortel", not "much-loved"."""
    behind = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    is_participle = "-" in tokens[at].text or behind == "by"
    return is_finite_verb(tokens[at]) and not is_participle


def _behind_lead_in(tokens: Tokens, first: int, behind: int) -> int:
    """Past "But", "Later", "On Monday", "In a statement" in front of the subject."""
    while first < behind:
        token = tokens[first]
        if token.lower == "as" and (at := _behind_result(tokens, first, behind)):
            first = at
        elif token.tag in _LEADS_IN or token.lower in ("as", "last", "earlier"):
            first += 1
        elif token.tag == "preposition":
            first = _behind_preposition(tokens, first, behind)
        else:
            return first
    return first


def _behind_result(tokens: Tokens, first: int, behind: int) -> int | None:
    """Past "As a result", which is no subject, before one that is."""
    at = _behind_preposition(tokens, first, behind) if tokens[first + 1].tag == "determiner" else behind
    return at if at < behind else None


def _behind_preposition(tokens: Tokens, first: int, behind: int) -> int:
    """The subject that follows a prepositional phrase without a comma: "In a letter Ortel said"."""
    for at in range(first + 1, behind):
        token = tokens[at]
        if token.tag == "pronoun":
            return at
        if at > first + 1 and token.tag in ("determiner", "possessive") and token.lower != "'s":
            return at
        if at > first + 1 and token.tag == "name" and tokens[at - 1].tag in ("word", "time", "number"):
            return at
        if token.tag == "word" and tokens[at - 1].tag == "time":
            return at
    return behind
