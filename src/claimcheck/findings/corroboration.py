"""Corroboration: claims of different origins that state the same fact, in whatever words.

Two claims are linked where they tell of the same event (`events`), about the same person or thing, and share a day, a
figure or a further name; or where they say the same in nearly the same words. Days, figures or negations that differ
keep them apart, and so does an event that one of them only expects. A pronoun stands for a name if that name is
mentioned shortly before and nobody else's fate of the same kind is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from heapq import nsmallest
from itertools import chain, islice

from claimcheck.findings.dates import conflict
from claimcheck.findings.facts import Fact
from claimcheck.verdicts import Claim
from claimcheck.wording import NEGATIONS, words

MIN_SHARED = 0.8
"""Claims about no event that is known by name state the same if so large a share of both their concepts is common."""

MIN_SHARED_WORDS = 4
"""And at least so many of them."""

MAX_RIVALS = 8
"""A claim is compared with so many others that have a day, figure or rare word in common, the nearest before it."""

REACH_OF_PRONOUN = 8
"""A pronoun may stand for a name in one of so many claims before it."""

_BUT_ONCE = frozenset("die conscript resign convict".split())
"""What happens to somebody once, so that no day is needed to tell one time from another."""
_DENYING = frozenset(
    "deny denies denied dispute disputes disputed rejects rejected false wrong untrue too oppose opposes opposed "
    "opposing against want wants wanted demand demands demanded propose proposes proposed".split()
)
"""Words of a claim about a claim, or about what ought to be: "the figure is too low", "it opposes giving them guns"."""
_EXTENT = frozenset("also too another other".split())


Key = tuple[str | frozenset[str], ...]
"""What claims are filed under that may state the same."""


def corroborate(claims: Sequence[Claim], *, aside: Collection[str] = ()) -> tuple[Claim, ...]:
    """The claims, each with the ids of those that state the same fact and have it from somebody else.

    Args:
        claims: an article's claims in reading order; links that they have already are worked out anew.
        aside: ids of sentences whose claims corroborate nothing, such as the headline, which repeats the story.
    """
    facts = [Fact(number, claim) for number, claim in enumerate(claims)]
    linked: dict[int, set[int]] = defaultdict(set)
    apart = frozenset(aside)
    for one, other in _candidates([fact for fact in facts if apart.isdisjoint(fact.claim.sentence_ids)]):
        if _are_independent(one, other) and _states_the_same(one, other, facts):
            linked[one.number].add(other.number)
            linked[other.number].add(one.number)
    return tuple(_with_links(fact.claim, [claims[at].id for at in sorted(linked[fact.number])]) for fact in facts)


def _candidates(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs that may state the same: filed under what they would have in common, and looked up there."""
    filed: dict[Key, list[Fact]] = defaultdict(list)
    spread = Counter(chain.from_iterable(fact.concepts for fact in facts))
    told = Counter(fact.event.name for fact in facts if fact.event)
    for fact in facts:
        met: set[int] = set()
        is_told_again = fact.event is not None and told[fact.event.name] > 1
        keys = [*(_event_keys(fact) if is_told_again else ()), *_word_keys(fact, spread)]
        for _, wanted in keys:
            for rival in islice(reversed(filed[wanted]), MAX_RIVALS):
                if rival.number not in met:
                    met.add(rival.number)
                    yield rival, fact
        for own, _ in keys:
            filed[own].append(fact)


def _event_keys(fact: Fact) -> Iterator[tuple[Key, Key]]:
    """Its event with whom it happened to, or with what it counts; a pronoun and a name share a day only."""
    if fact.event is None:
        return
    event = fact.event.name
    for mark in {*fact.affected_names, *(quantity.thing for quantity in fact.quantities)}:
        yield (event, mark), (event, mark)
    for day in fact.days:
        named, unnamed = (event, "named", day), (event, "unnamed", day)
        if fact.has_pronoun:
            yield unnamed, named
        elif fact.affected_names:
            yield named, unnamed


def _word_keys(fact: Fact, spread: Counter[str]) -> Iterator[tuple[Key, Key]]:
    """Its rarest words, with its figures and names: a claim in nearly the same words has them too."""
    if _is_reported(fact):
        for each in nsmallest(3, fact.concepts, key=lambda word: (spread[word], word)):
            key = each, fact.fixed, fact.names
            yield key, key


def _are_independent(one: Fact, other: Fact) -> bool:
    """Whether two claims stand in different sentences and have different origins.

    The article's own voice is one, too, but not where it repeats flatly what somebody told it with a hedge.
    """
    if one.claim.sourcing is None or other.claim.sourcing is None:
        return False
    ours, theirs = one.origin, other.origin
    if not set(one.claim.sentence_ids).isdisjoint(other.claim.sentence_ids):
        return False
    if ours is None or theirs is None:
        return ours is not theirs and not (one.claim.sourcing.hedges or other.claim.sourcing.hedges)
    return not (ours.may_depend_on(theirs) or theirs.may_depend_on(ours))


def _states_the_same(one: Fact, other: Fact, facts: Sequence[Fact]) -> bool:
    if conflict(one.times, other.times) or _is_denial(one) != _is_denial(other):
        return False
    if any(ours.disagrees(theirs) for ours in one.quantities for theirs in other.quantities):
        return False
    return _tell_the_same_event(one, other, facts) or _have_the_same_words(one, other)


def _is_denial(fact: Fact) -> bool:
    return bool(fact.fixed & NEGATIONS) or not _DENYING.isdisjoint(word.key for word in fact.words)


def _tell_the_same_event(one: Fact, other: Fact, facts: Sequence[Fact]) -> bool:
    ours, theirs = one.event, other.event
    if (
        ours is None
        or theirs is None
        or (ours.name, ours.negated, ours.open) != (theirs.name, theirs.negated, theirs.open)
    ):
        return False
    same_day = not one.days.isdisjoint(other.days)
    if one.affected_names and other.affected_names:
        if not _is_same_name(one.affected_names, other.affected_names):
            return False
        return same_day or _share_count(one, other) or (ours.name in _BUT_ONCE and _share_detail(one, other))
    if one.has_pronoun or other.has_pronoun:
        return same_day and one.has_pronoun != other.has_pronoun and _may_be_meant(one, other, facts)
    return _share_count(one, other) and len(one.concepts & other.concepts) >= MIN_SHARED_WORDS


def _is_same_name(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _share_detail(one: Fact, other: Fact) -> bool:
    """Whether two claims about the same name have a further name in common."""
    return bool((one.names & other.names) - one.affected_names - other.affected_names)


def _share_count(one: Fact, other: Fact) -> bool:
    """Whether two claims count a thing with the same figure; a bound ("at least 14") agrees with too many to tell."""
    agreeing = ((ours, theirs) for ours in one.quantities for theirs in other.quantities if ours.agrees(theirs))
    return any((a.low, a.high) == (b.low, b.high) or not (a.is_bound or b.is_bound) for a, b in agreeing)


def _may_be_meant(one: Fact, other: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a pronoun in one of the claims can only mean the name in the other."""
    pronoun, named = (one, other) if one.has_pronoun else (other, one)
    name = named.affected_names
    if not name or not _EXTENT.isdisjoint(word.key for word in words(pronoun.claim.text)):
        return False
    before = facts[max(0, pronoun.number - REACH_OF_PRONOUN) : pronoun.number]
    rivals = (fact for fact in before if fact.event and pronoun.event and fact.event.name == pronoun.event.name)
    if any(fact.affected_names and not _is_same_name(fact.affected_names, name) for fact in rivals):
        return False
    return any(not fact.names.isdisjoint(name) for fact in before)


def _have_the_same_words(one: Fact, other: Fact) -> bool:
    if not (_is_reported(one) and _is_reported(other)):
        return False
    ours, theirs = one.concepts, other.concepts
    shared = len(ours & theirs)
    if one.fixed != other.fixed or shared < MIN_SHARED_WORDS or shared < MIN_SHARED * max(len(ours), len(theirs)):
        return False
    if (one.event and one.event.open) != (other.event and other.event.open):
        return False
    return one.claim.kind not in ("opinion", "prediction") and one.names == other.names


def _is_reported(fact: Fact) -> bool:
    """Whether somebody is credited with a claim in reported speech; in quotation marks, it may be one saying twice."""
    sourcing = fact.claim.sourcing
    return sourcing is not None and bool(sourcing.chain) and sourcing.speech != "direct"


def _with_links(claim: Claim, ids: Sequence[str]) -> Claim:
    if claim.sourcing is None or claim.sourcing.corroborated_by == tuple(ids):
        return claim
    return claim.model_copy(update={"sourcing": claim.sourcing.model_copy(update={"corroborated_by": tuple(ids)})})
