"""Alignment: the bits say what the textbook's matrix says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.grounding.alignment import common_length, densest_start, likely_ends

PATTERNS = st.lists(st.sampled_from("abc"), min_size=1, max_size=80)
WORDS = st.lists(st.sampled_from("abcd"), max_size=80)


def edits_by_end(pattern: list[str], words: list[str]) -> list[int]:
    """The fewest edits between the pattern and any stretch of the words that ends behind each of them."""
    column = list(range(len(pattern) + 1))
    best = [column[-1]]
    for word in words:
        above, column = column, [0]
        for at, each in enumerate(pattern, start=1):
            column.append(min(above[at - 1] + (each != word), above[at] + 1, column[at - 1] + 1))
        best.append(column[-1])
    return best


def longest_shared(pattern: list[str], words: list[str]) -> int:
    row = [0] * (len(words) + 1)
    for each in pattern:
        above, row = row, [0]
        for at, word in enumerate(words, start=1):
            row.append(above[at - 1] + 1 if each == word else max(above[at], row[at - 1]))
    return row[-1]


@given(PATTERNS, WORDS)
def test_ends_come_with_their_edits(pattern: list[str], words: list[str]) -> None:
    expected = edits_by_end(pattern, words)

    ends = likely_ends(pattern, words, most_edits=len(pattern))

    assert all(expected[end] == edits for edits, end in ends)
    if words and min(expected) < len(pattern):
        assert min(ends)[0] == min(expected)


@given(PATTERNS, WORDS)
def test_no_end_takes_too_many_edits(pattern: list[str], words: list[str]) -> None:
    assert all(edits <= 2 for edits, _ in likely_ends(pattern, words, most_edits=2))


@given(PATTERNS, WORDS)
def test_the_longest_common_subsequence_is_measured(pattern: list[str], words: list[str]) -> None:
    assert common_length(pattern, words) == longest_shared(pattern, words)


@given(PATTERNS, WORDS)
def test_no_other_start_holds_the_pattern_more_densely(pattern: list[str], words: list[str]) -> None:
    def gain(length: int) -> int:
        return 2 * longest_shared(pattern, words[:length]) - length

    length = densest_start(pattern, words)

    assert length == max((n for n in range(1, len(words) + 1) if gain(n) >= 1), key=lambda n: (gain(n), n), default=0)
    assert not length or words[length - 1] in pattern
