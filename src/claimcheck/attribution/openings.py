"""Openings: what stands between a verb and what was said: to whom, when, of what, through whom, and the marks."""

from __future__ import annotations

from claimcheck.attribution.clauses import first_word
from claimcheck.attribution.listeners import behind_addressee
from claimcheck.attribution.occasions import behind_occasion
from claimcheck.attribution.other_cues import citation_at
from claimcheck.attribution.phrases import Phrase, phrase_end
from claimcheck.attribution.readings import CITING
from claimcheck.attribution.subjects import is_parenthesis
from claimcheck.attribution.tokens import Tokens
from claimcheck.attribution.valency import TAKES_CLAUSE

_LONGEST_ASIDE = 10
_BEFORE_TOPICS = frozenset({"about", "of", "on"})


def opening(tokens: Tokens, subject: Phrase, at: int, lemma: str) -> tuple[Phrase | None, int]:
    """The listener, and where what was said begins, if it follows the verb that ends at `at`."""
    addressee, at = addressee_behind(tokens, at, lemma)
    if is_parenthesis(tokens, at + 3) and tokens[at + 3 :] and tokens[at + 3].tag in ("that", "quote"):
        at += 3
    if _is_as_said(tokens, subject.first) and at < len(tokens) and tokens[at].tag == "comma":
        at += 1
    return addressee, behind_opening(tokens, at, lemma)


def behind_opening(tokens: Tokens, at: int, lemma: str) -> int:
    """Past what it is about, whom the source cites, and the mark before "that" or a quotation."""
    return behind_introducing_mark(tokens, _behind_citation(tokens, _behind_topic(tokens, at, lemma)))


def addressee_behind(tokens: Tokens, at: int, lemma: str) -> tuple[Phrase | None, int]:
    """The listener behind the verb, before or behind the occasion, and where both end."""
    occasion = behind_occasion(tokens, at)
    for start in (at, occasion):
        behind = behind_addressee(tokens, start, lemma)
        if behind > start:
            return Phrase(start, behind), behind_occasion(tokens, behind)
    return None, occasion


def _is_as_said(tokens: Tokens, subject: int) -> bool:
    """Whether "as" opens the sentence before its subject, and a comma parts what was said: "As Ortel said, it is"."""
    return subject > 0 and first_word(tokens, 0) == subject - 1 and tokens[subject - 1].lower == "as"


def _behind_topic(tokens: Tokens, at: int, lemma: str) -> int:
    """Past whom or what it is about, before "that" or a quotation: "said | of the delay | that it was long"."""
    if lemma not in TAKES_CLAUSE or at + 1 >= len(tokens) or tokens[at].lower not in _BEFORE_TOPICS:
        return at
    behind = phrase_end(tokens, at + 1)
    following = behind_introducing_mark(tokens, behind)
    return behind if following < len(tokens) and tokens[following].tag in ("that", "quote") else at


def _behind_citation(tokens: Tokens, at: int) -> int:
    """Past ", citing two officials, " between a verb and what was said."""
    if at + 1 < len(tokens) and tokens[at].tag == "comma" and tokens[at + 1].lower in CITING:
        citation = citation_at(tokens, at + 1)
        if citation and citation.source.behind + 1 < len(tokens) and tokens[citation.source.behind].tag == "comma":
            return citation.source.behind + 1
    return at


def behind_introducing_mark(tokens: Tokens, at: int) -> int:
    """Past the comma or colon in front of a quotation or of "that"."""
    if at + 1 >= len(tokens) or tokens[at].tag not in ("comma", "colon", "dash"):
        return at
    if tokens[at].tag == "comma" and tokens[at + 1].tag in ("preposition", "adverb"):  # ", in a letter, that"
        aside = range(at + 2, min(at + _LONGEST_ASIDE, len(tokens) - 1))
        at = next((i for i in aside if tokens[i].tag == "comma" and tokens[i + 1].tag in ("that", "quote")), at)
    following = tokens[at + 1].tag
    introduces = tokens[at].tag == "colon" or following in ("quote", "fragment")
    return at + 1 if introduces or (tokens[at].tag == "comma" and following == "that") else at
