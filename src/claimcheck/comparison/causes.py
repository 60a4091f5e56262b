"""Causes: whether a change is the article's or only the reading's.

A model that reads the same words twice may read them differently. What differs although no word of the article did is
no news to a corrections desk, and is told apart here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from claimcheck.comparison.alignment import Alignment
from claimcheck.comparison.edits import spoken
from claimcheck.comparison.model import Cause, Edit
from claimcheck.verdicts import Claim, Sourcing
from claimcheck.wording import FUNCTION_WORDS

REACH_BACK = 3
"""An attribution that carries over was stated in one of so many sentences before."""

Pair = tuple[Claim, Claim]


def cause_of_one(alignment: Alignment, *, old: Claim | None = None, new: Claim | None = None) -> Cause:
    """Why a claim is in one report only."""
    old_ids, new_ids = _ids(old), _ids(new)
    if alignment.unchanged(old_ids, new_ids):
        return "reading"
    stated = spoken(" ".join(claim.text for claim in (old, new) if claim))
    return _touched(alignment, old_ids, new_ids, stated)


def cause_of_edit(alignment: Alignment, pair: Pair, edit: Edit) -> Cause:
    """Why a claim is worded otherwise at one place: a model has words of its own, and may change them unasked."""
    every = spoken(f"{edit.old or ''} {edit.new or ''}")
    differ = (every - FUNCTION_WORDS) or every
    if not alignment.edited_words(_ids(pair[0]), _ids(pair[1])).isdisjoint(differ):
        return "words"
    return "context" if _come_from_elsewhere(alignment, pair, differ) else "reading"


def cause_of_verdict(alignment: Alignment, pair: Pair) -> Cause:
    """Why a claim's verifiability differs."""
    old_ids, new_ids = _ids(pair[0]), _ids(pair[1])
    if alignment.unchanged(old_ids, new_ids):
        return "reading"
    return _touched(alignment, old_ids, new_ids, spoken(f"{pair[0].text} {pair[1].text}"))


def cause_of_sourcing(alignment: Alignment, pair: Pair) -> Cause:
    """Why a claim's sourcing differs: it rests on the sentence, and on where its source was named."""
    old, new = pair
    if not alignment.unchanged(old.sentence_ids, new.sentence_ids):
        return "words"
    named = frozenset[str]().union(*(spoken(text) for claim in pair for text in _names(claim.sourcing)))
    return (
        "context" if _come_from_elsewhere(alignment, pair, named) or _led_up_otherwise(alignment, pair) else "reading"
    )


def _ids(claim: Claim | None) -> tuple[str, ...]:
    return claim.sentence_ids if claim else ()


def _touched(
    alignment: Alignment, old_ids: Collection[str], new_ids: Collection[str], stated: Collection[str]
) -> Cause:
    """Whether the words that matter were edited, or only those around them."""
    edited = alignment.edited_words(old_ids, new_ids)
    return "context" if edited.isdisjoint(stated) else "words"


def _come_from_elsewhere(alignment: Alignment, pair: Pair, differ: frozenset[str]) -> bool:
    """Whether some words are not those of a claim's own sentences, and were edited elsewhere."""
    old, new = pair
    own = [alignment.old.words(each).quote for each in old.sentence_ids]
    own += [alignment.new.words(each).quote for each in new.sentence_ids]
    foreign = differ - spoken(" ".join(own)) - FUNCTION_WORDS
    return not foreign.isdisjoint(alignment.all_edited_words)


def _names(sourcing: Sourcing | None) -> Iterable[str]:
    for hop in sourcing.chain if sourcing else ():
        yield from filter(None, (hop.source.name, hop.source.title))


def _led_up_otherwise(alignment: Alignment, pair: Pair) -> bool:
    """Whether an attribution carries over from before, and what stands before was edited."""
    old, new = pair
    if not any(claim.sourcing and claim.sourcing.inherited for claim in pair):
        return False
    before = alignment.old.before(old.sentence_ids[0], REACH_BACK)
    before_new = alignment.new.before(new.sentence_ids[0], REACH_BACK)
    return [alignment.same.get(each) for each in before] != list(before_new)
