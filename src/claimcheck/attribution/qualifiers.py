"""Qualifiers: why somebody without a name is heard, and on what occasion somebody spoke.

"Two people familiar with the talks", "the neighbour who called the police": what is told of them is the reason to hear
them. Where an article gives no other reason for a source, the occasion may be one: "in a hearing on the budget".
"""

from __future__ import annotations

from claimcheck.attribution.model import Stretch
from claimcheck.attribution.nouns import ANONYMOUS, PERSONS, ROLES
from claimcheck.attribution.occasions import is_occasion
from claimcheck.attribution.phrases import Phrase, head_index
from claimcheck.attribution.positions import DETERMINERS, is_position
from claimcheck.attribution.readings import Reading
from claimcheck.attribution.tokens import Tag, Token, Tokens

_LONGEST = 24
_KNOWING = frozenset("aware briefed close familiar involved present privy".split())
_RELATIVES = frozenset("who whom whose which that".split())
_PLACING = frozenset("with near in at on inside among".split())
_PASSING = frozenset({"on", "near"})
"""Behind an occupation only these tell more than where it is held: "a nurse on her way home"."""
_OF_OFFICES = frozenset("of at for in with from".split())
_NOT_NAMED = frozenset("anonymity named identified unnamed".split())
_CAUSES = frozenset("because citing fear fearing for".split())
_CLAUSE_ENDS: frozenset[Tag] = frozenset({"comma", "stop", "quote", "dash", "colon"})
_OCCASION_ENDS: frozenset[Tag] = _CLAUSE_ENDS | {"that", "wh", "fragment", "conjunction", "pronoun", "auxiliary"}

_EVENTS = frozenset(
    """
    assembly call ceremony conference court debate deposition forum funeral hearing inquest inquiry march meeting
    memorial panel press-conference protest rally service session summit testimony trial vigil webinar
    """.split()
)
_MESSAGES = frozenset("e-mail email letter memo message note text".split())
_OCCASIONS = _EVENTS | _MESSAGES
_BEFORE_OCCASIONS = frozenset("in at during on".split())


def reason_in(tokens: Tokens, source: Phrase, *, until: int) -> Stretch | None:
    """What a phrase without a name tells of whom it means.

    Args:
        tokens: the sentence.
        source: the phrase.
        until: where at the latest it ends that is told of them: the verb of saying, or the end.
    """
    at = head_index(tokens, source) + 1
    while at < source.behind and not _qualifies(tokens, at):
        at += 1
    if at == source.behind and at < until and tokens[at].tag == "comma":
        at += 1
    if at >= until or not _qualifies(tokens, at):
        return None
    end = at
    while end < min(until, at + _LONGEST) and (end < source.behind or tokens[end].tag not in _CLAUSE_ENDS):
        end += 1
    words = {token.lower for token in tokens[at:end]}
    is_withheld = not words.isdisjoint(_NOT_NAMED) and words.isdisjoint(_CAUSES)
    return None if is_withheld or end - at < 2 else (tokens[at].start, tokens[end - 1].end)


def title_in(tokens: Tokens, source: Phrase) -> Stretch | None:
    """The office or occupation that a phrase without a name tells: "nurse at the clinic" in "a nurse at the clinic"."""
    head = head_index(tokens, source)
    if not is_position(tokens[head]):
        return None
    first, behind = source.first, head + 1
    while first < head and (tokens[first].tag in ("determiner", "number") or tokens[first].lower in DETERMINERS):
        first += 1
    if behind < source.behind and tokens[behind].lower in _OF_OFFICES and not is_occasion(tokens, behind):
        behind += 1
        while behind < source.behind and not _qualifies(tokens, behind):
            behind += 1
    return tokens[first].start, tokens[behind - 1].end


def _qualifies(tokens: Tokens, at: int) -> bool:
    word = tokens[at].lower
    if word in _RELATIVES:
        return at + 1 < len(tokens) and (word == "whose" or _may_be_predicate(tokens[at + 1]))
    if word in _KNOWING:
        return True
    before = tokens[at - 1].lower
    if before not in PERSONS and before not in ROLES and before not in ANONYMOUS | {"people"}:
        return False
    if word in (_PLACING if before not in ROLES else _PASSING):
        return not is_occasion(tokens, at) and any(token.tag != "number" for token in tokens[at + 1 : at + 2])
    return tokens[at].tag == "word" and word.endswith("ing")


def _may_be_predicate(token: Token) -> bool:
    """Whether a word may follow "who": no name and no noun phrase."""
    return token.tag in ("word", "auxiliary", "adverb", "negation")


def occasion_of(tokens: Tokens, reading: Reading) -> Stretch | None:
    """On what occasion, or to whom in writing, it was said: "in a hearing on taxes", "in a letter to the court"."""
    at = max(reading.cue.behind, reading.source.behind, reading.addressee.behind if reading.addressee else 0)
    while at < len(tokens) and tokens[at].tag in ("time", "adverb"):
        at += 1
    return _occasion_at(tokens, at) or _occasion_at(tokens, 0)


def _occasion_at(tokens: Tokens, at: int) -> Stretch | None:
    if at + 2 >= len(tokens) or tokens[at].lower not in _BEFORE_OCCASIONS:
        return None
    end = at + 1
    while end < min(len(tokens), at + _LONGEST) and tokens[end].tag not in _OCCASION_ENDS:
        end += 1
    noun = next((i for i in range(at + 1, min(at + 6, end)) if tokens[i].lower in _OCCASIONS), None)
    if noun is None or any(tokens[i].tag == "preposition" for i in range(at + 1, noun)):
        return None
    is_addressed = noun + 1 < end and tokens[noun + 1].lower == "to"
    is_bare = end - at == noun - at + 1 and noun - at <= 2  # "at a rally" tells nothing
    if is_bare or (tokens[noun].lower in _MESSAGES and not is_addressed):
        return None
    return tokens[at].start, tokens[end - 1].end
