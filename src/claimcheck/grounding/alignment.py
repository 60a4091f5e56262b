"""Alignment: where a sequence of words stands in another, give or take a few of them.

Both algorithms keep a whole column of the textbook's matrix in one integer, a bit for each word of the pattern, so
that a step costs a few machine operations and hostile input cannot make the work quadratic in practice:

- distances: G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming",
  Journal of the ACM 46(3), 1999, in the form of H. Hyyrö (2001);
- common subsequences: H. Hyyrö, "Bit-parallel LCS-length computation revisited", AWOCA 2004.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def likely_ends(pattern: Sequence[str], words: Sequence[str], *, most_edits: int) -> list[tuple[int, int]]:
    """Where the pattern may end in the words: pairs of the edits needed and the index behind the last word.

    An edit adds, drops or changes one word. Of a run of neighbouring ends only the best is given, the first of equals.
    """
    distances = [len(pattern), *_distances(pattern, words), len(pattern) + 1]
    return [
        (edits, end)
        for end, (before, edits, after) in enumerate(
            zip(distances, distances[1:], distances[2:], strict=False), start=1
        )
        if edits <= most_edits and before > edits <= after
    ]


def densest_start(pattern: Sequence[str], words: Sequence[str]) -> int:
    """How many of the words, from the first on, hold the pattern most densely; 0 if none of them is one of its words.

    Reaching further pays if at least half of the words reached are the pattern's, in order. The last word counted is
    always one of the pattern's.
    """
    best, best_length = 1, 0
    for length, shared in enumerate(_common_lengths(pattern, words), start=1):
        if 2 * shared - length >= best:
            best, best_length = 2 * shared - length, length
    return best_length


def common_length(pattern: Sequence[str], words: Sequence[str]) -> int:
    """How long the longest common subsequence is."""
    return max(_common_lengths(pattern, words), default=0)


def _distances(pattern: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    """For each word: the fewest edits between the pattern and any stretch of the words that ends with it."""
    places = _places(pattern)
    everywhere = (1 << len(pattern)) - 1
    last = 1 << (len(pattern) - 1)
    rises, falls, distance = everywhere, 0, len(pattern)
    for word in words:
        equal = places.get(word, 0)
        diagonal = (((equal & rises) + rises) ^ rises) | equal
        across_up = falls | ~(diagonal | rises)
        across_down = rises & diagonal
        distance += bool(across_up & last) - bool(across_down & last)
        across_up, across_down = across_up << 1, across_down << 1
        vertical = equal | falls
        rises = (across_down | ~(vertical | across_up)) & everywhere
        falls = across_up & vertical & everywhere
        yield distance


def _common_lengths(pattern: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    """For each word: how long the longest common subsequence of the pattern and the words up to it is."""
    places = _places(pattern)
    everywhere = (1 << len(pattern)) - 1
    free = everywhere
    for word in words:
        reached = free & places.get(word, 0)
        free = ((free + reached) | (free - reached)) & everywhere
        yield len(pattern) - free.bit_count()


def _places(pattern: Sequence[str]) -> dict[str, int]:
    """For each word of the pattern, a bit at each of its places."""
    places: dict[str, int] = {}
    for at, word in enumerate(pattern):
        places[word] = places.get(word, 0) | 1 << at
    return places
