"""Repetition: which claims of an article say the same."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

from claimcheck.wording import content_words, f1, fixed_words, stem, words

SAME_CLAIM = 0.85
"""Two claims say the same from this F1 of their content words on, if their figures, dates and negations agree, and no
name stands in the place of another."""


def first_tellings(claims: Sequence[str], wholes: Sequence[Hashable | None] | None = None) -> list[int]:
    """For each claim, the index of the first one that says the same; its own, where it is the first.

    Only claims that can be alike are compared. Two bags of words whose F1 reaches t share so many words that one of
    the rarest stands in both prefixes, where the prefix of n words, rarest first, is all but t / (2 - t) of them
    (prefix filtering, Chaudhuri, Ganti and Kaushik 2006).

    Args:
        claims: the claims, in reading order.
        wholes: for each what it was split from, if it was. Parts of one whole do not say the same.
    """
    wholes = wholes or [None] * len(claims)
    bags = [content_words(claim) for claim in claims]
    fixed = [fixed_words(claim) for claim in claims]
    spread = Counter([word for bag in bags for word in bag])
    rarity = {word: rank for rank, word in enumerate(sorted(sorted(spread), key=spread.__getitem__))}
    index: dict[frozenset[str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    first: list[int] = []
    for number, bag in enumerate(bags):
        prefix, having = _prefix(bag, rarity), index[fixed[number]]
        rivals = sorted({rival for word in prefix for rival in having.get(word, ())})
        others = (rival for rival in rivals if wholes[rival] is None or wholes[rival] != wholes[number])
        same = (rival for rival in others if f1(bags[rival], bag) >= SAME_CLAIM)
        twin = next((rival for rival in same if not _exchange_names(claims[rival], claims[number])), number)
        first.append(twin)
        if twin == number:
            for word in prefix:
                having[word].append(number)
    return first


def _names(claim: str) -> frozenset[str]:
    """The capitalised words of a claim, the first aside."""
    return frozenset(stem(word.key) for word in words(claim)[1:] if claim[word.start].isupper())


def _exchange_names(claim: str, other: str) -> bool:
    """Whether each claim has a name that the other has not: "such as Tolm" and "such as Brode"."""
    some, others = _names(claim), _names(other)
    return bool(some - others and others - some)


def _prefix(bag: Counter[str], rarity: Mapping[str, int]) -> list[str]:
    rarest_first = sorted(bag.elements(), key=rarity.__getitem__)
    shared_at_least = math.ceil(SAME_CLAIM / (2 - SAME_CLAIM) * len(rarest_first))
    return list(dict.fromkeys(rarest_first[: len(rarest_first) - shared_at_least + 1]))
