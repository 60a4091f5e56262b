"""Valency: what a verb of saying takes, and whether that says something by itself."""

from __future__ import annotations

from claimcheck.attribution.clauses import Complement, begins_number, has_verb, is_long_clause
from claimcheck.attribution.nouns import ROLES
from claimcheck.attribution.phrases import Phrase, head_of, is_finite_verb
from claimcheck.attribution.speakers import standing_of
from claimcheck.attribution.tokens import Tokens, tokens_of
from claimcheck.attribution.verbs import (
    DOUBTING,
    FIGURING,
    FORECASTING,
    JUDGING,
    QUOTING,
    SAYING,
    SAYING_IF_CLAUSE,
    SHOWING,
    THINKING,
    WITH_INFINITIVE,
    WITH_PREPOSITION,
)

TAKES_CLAUSE = SAYING | SAYING_IF_CLAUSE | THINKING
_UNSAYING = frozenset(
    "avoided avoids declined declines declining failed fails refrained refrains refused refuses refusing short".split()
)
"""Before the verb these leave what follows unsaid: "declined to say", "stopped short of saying"."""
_NEGATING = _UNSAYING | frozenset(
    "aren't can't cannot couldn't hasn't haven't hadn't isn't mustn't no shouldn't wasn't won't wouldn't".split()
)
_NOBODY = frozenset("neither nobody none".split())
TAKES_QUOTE = TAKES_CLAUSE | QUOTING | JUDGING
_TAKES: dict[Complement, frozenset[str]] = {
    "infinitive": WITH_INFINITIVE | frozenset("advise beg implore urge".split()),
    "object": SAYING | JUDGING,
    "quote": TAKES_QUOTE,
    "clause": TAKES_CLAUSE | JUDGING | DOUBTING,
    "that": TAKES_CLAUSE | DOUBTING,
    "question": TAKES_CLAUSE | DOUBTING,
    "none": frozenset(),
}
_BEHIND_PARTICIPLES = frozenset("against by on under".split())
_WITH_OBJECTS = frozenset("answer continue relate".split())
"""Verbs that have mere objects where no "that" and no quotation shows that they say something: "answered questions"."""
_RECALLING = frozenset("recall remember".split())


def recalls(tokens: Tokens, lemma: str, at: int) -> bool:
    """Whether what somebody did is what they tell: "remembers | walking home"."""
    return lemma in _RECALLING and at < len(tokens) and tokens[at].lower.endswith("ing")


def takes(tokens: Tokens, subject: Phrase, cue: Phrase, lemma: str, complement: Complement, found: Phrase) -> bool:
    """Whether a verb takes what follows it as what was said.

    Args:
        tokens: the sentence.
        subject: who says it.
        cue: the verb.
        lemma: its base form.
        complement: what sort of thing follows.
        found: where it stands, as far as the end of the sentence.
    """
    if complement == "preposition":
        return tokens[found.first].lower in WITH_PREPOSITION.get(lemma, ())
    if complement == "object":
        is_thing = not begins_number(tokens, found.first)
        return (is_thing and lemma in _TAKES["object"]) or _takes_this_object(tokens, subject, lemma, found)
    if complement == "clause" and (lemma in _WITH_OBJECTS or _is_interrupted(tokens, cue.first, found.first)):
        return False
    return lemma in _TAKES[complement]


def says_by_itself(
    tokens: Tokens, subject: Phrase, cue: Phrase, lemma: str, complement: Complement, said: Phrase
) -> bool:
    """Whether a complement is what the source said: a clause or a quotation that it does not deny, doubt or withhold.

    No thing is that somebody confirmed, called so or called for: "a fine imposed by the city" looks like a clause.
    """
    if complement != "quote" and (lemma in DOUBTING or is_unsaid(tokens, subject, cue)):
        return False
    if complement == "clause":
        is_whole = any(map(is_finite_verb, tokens[said.first : said.behind])) or is_long_clause(tokens, said)
        return lemma in TAKES_CLAUSE and is_whole and not _is_described_thing(tokens, said)
    if complement == "object" and lemma in TAKES_CLAUSE:
        return _has_quoted_verb(tokens, said)
    return complement in ("quote", "that")


def is_unsaid(tokens: Tokens, subject: Phrase, cue: Phrase) -> bool:
    """Whether the verb is denied, so that nobody says what follows: "did not confirm that", "nobody said that"."""
    words = tokens[cue.first : cue.behind]
    is_negated = any(token.tag == "negation" or token.lower in _NEGATING for token in words)
    is_more = any(token.lower in ("only", "just") for token in words)  # "not only said that"
    is_without = cue.first > 0 and tokens[cue.first - 1].lower == "without"
    opening = tokens[subject.first].lower
    is_nobody = opening == "no" and subject.first + 1 < subject.behind and tokens[subject.first + 1].tag != "number"
    return (is_negated and not is_more) or is_without or is_nobody or opening in _NOBODY


def _has_quoted_verb(tokens: Tokens, said: Phrase) -> bool:
    """Whether the verb of what was said stands in quotation marks: 'says the pilot "steered the boat well"'."""
    quoted = [token for token in tokens[said.first + 1 : said.behind] if token.tag in ("quote", "fragment")]
    first = tokens_of(quoted[0].text, 1, len(quoted[0].text) - 1)[:1] if quoted else []
    return any(is_finite_verb(token) for token in first)


def _is_described_thing(tokens: Tokens, said: Phrase) -> bool:
    """Whether the only verb in the words is a participle that goes on about their noun: "imposed by"."""
    verbs = [at for at in range(said.first, said.behind) if is_finite_verb(tokens[at])]
    if len(verbs) != 1 or verbs[0] + 1 >= said.behind or tokens[said.first].tag not in ("determiner", "possessive"):
        return False
    return tokens[verbs[0]].lower.endswith("ed") and tokens[verbs[0] + 1].lower in _BEHIND_PARTICIPLES


def _takes_this_object(tokens: Tokens, subject: Phrase, lemma: str, found: Phrase) -> bool:
    """Whether the object tells a fact: "a photograph shows two men", "an auditor put the loss at 3 million"."""
    if lemma in FIGURING:
        comma = next((at for at in range(found.first, found.behind) if tokens[at].tag == "comma"), found.behind)
        ahead = range(found.first, min(comma, found.behind - 1))
        return any(tokens[at].lower == "at" and tokens[at + 1].tag == "number" for at in ahead)
    if lemma in FORECASTING:
        head = head_of(tokens, subject).lower
        return head.removesuffix("s") in ROLES or standing_of(tokens, subject) == "body"
    counts = lemma == "find" and (tokens[found.first].tag == "number" or begins_number(tokens, found.first))
    return (counts or lemma in SHOWING) and standing_of(tokens, subject) == "document"


def _is_interrupted(tokens: Tokens, cue: int, at: int) -> bool:
    """Whether the relative clause of the cue ends before a verb comes: "the man who found | the bone, Jan Tiso, is"."""
    if cue == 0 or tokens[cue - 1].tag != "wh":
        return False
    mark = next((index for index in range(at, len(tokens)) if tokens[index].tag == "comma"), len(tokens))
    return mark < len(tokens) and not has_verb(tokens, at, mark)
