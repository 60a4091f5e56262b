"""Pairing: which of the old goes with which of the new, each at most once.

Everything here is symmetric: with old and new exchanged, the same pairs come out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from claimcheck.findings.events import concepts
from claimcheck.wording import is_fixed

WORTH_OF_PART = 0.8
"""A text that says all that another says, and more, is so far like it."""

MAX_COMMON = 6_400
"""A word that so many pairs have in common tells none of them apart; it bounds the work."""

Candidate = tuple[float, int, int]
"""How alike two are, the place of the one in the old, of the other in the new."""


def best_first(candidates: Iterable[Candidate]) -> Iterator[tuple[int, int]]:
    """One-to-one pairs, the likeliest first; of equals, those whose places are nearest."""
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, old, new in sorted(candidates, key=lambda each: (-each[0], abs(each[1] - each[2]), each[1] + each[2])):
        if old not in used_old and new not in used_new:
            used_old.add(old)
            used_new.add(new)
            yield old, new


def meaning(text: str) -> frozenset[str]:
    """What a text speaks of: the concepts of its content words, without figures, dates and negations."""
    return frozenset(each for each in concepts(text) if not is_fixed(each))


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """How far two texts speak of the same: F1 of their concepts, 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def likeness_in_part(a: frozenset[str], b: frozenset[str]) -> float:
    """As `likeness`, but to say all that another says and more is nearly as good."""
    shared = len(a & b)
    part = WORTH_OF_PART * shared / min(len(a), len(b)) if shared >= 2 else 0.0
    return max(likeness(a, b), part)


def sharing(old: Sequence[frozenset[str]], new: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """The places of those that have a telling word in common, each pair once; of those alike in all, at least one."""
    with_word: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, bags in enumerate((old, new)):
        for at, bag in enumerate(bags):
            for word in bag:
                with_word[word][side].append(at)
    met: dict[int, set[int]] = defaultdict(set)
    for at, other in _same(old, new):
        met[at].add(other)
    for ours, theirs in with_word.values():
        if len(ours) * len(theirs) <= MAX_COMMON:
            for at in ours:
                met[at].update(theirs)
    return ((at, other) for at, others in met.items() for other in others)


def _same(old: Sequence[frozenset[str]], new: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Those with the same concepts, in order: the lines of a table differ in their figures only."""
    places: dict[frozenset[str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, bags in enumerate((old, new)):
        for at, bag in enumerate(bags):
            places[bag][side].append(at)
    for ours, theirs in places.values():
        yield from zip(ours, theirs, strict=False)
