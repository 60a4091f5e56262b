"""Repetition: which claims of an article say the same."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from claimcheck.wording import content_words, f1, fixed_words

SAME_CLAIM = 0.85
"""Two claims say the same from this F1 of their content words on, if their figures, dates and negations agree."""


def first_tellings(claims: Sequence[str]) -> list[int]:
    """For each claim, the index of the first one that says the same; its own, where it is the first.

    Only claims that can be alike are compared. Two bags of words whose F1 reaches t share so many words that one of
    the rarest stands in both prefixes, where the prefix of n words, rarest first, is all but t / (2 - t) of them
    (prefix filtering, Chaudhuri, Ganti and Kaushik 2006).
    """
    bags = [content_words(claim) for claim in claims]
    fixed = [fixed_words(claim) for claim in claims]
    spread = Counter([word for bag in bags for word in bag])
    rarity = {word: rank for rank, word in enumerate(sorted(spread, key=lambda word: (spread[word], word)))}
    index: dict[tuple[frozenset[str], str], list[int]] = {}
    first: list[int] = []
    for number, bag in enumerate(bags):
        keys = [(fixed[number], word) for word in _prefix(bag, rarity)]
        rivals = sorted({rival for key in keys for rival in index.get(key, ())})
        twin = next((rival for rival in rivals if f1(bags[rival], bag) >= SAME_CLAIM), number)
        first.append(twin)
        if twin == number:
            for key in keys:
                index.setdefault(key, []).append(number)
    return first


def _prefix(bag: Counter[str], rarity: Mapping[str, int]) -> Iterator[str]:
    rarest_first = sorted(bag.elements(), key=rarity.__getitem__)
    shared_at_least = math.ceil(SAME_CLAIM / (2 - SAME_CLAIM) * len(rarest_first))
    yield from dict.fromkeys(rarest_first[: len(rarest_first) - shared_at_least + 1])
