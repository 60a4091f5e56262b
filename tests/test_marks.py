"""Marks are looked for only where they can stand, and found wherever they do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import kinds, obstacles, statements
from claimcheck.marks import FIGURE, Marks, phrases, spoken_in
from gold import articles

DOUBT = phrases("may be", "said to", "so-called", "can['’]t", r"\w+['’]ll", "(?<!the )most", where="ll most")
ALL = [marks for _, marks in (*kinds._MARKS, *obstacles._OBSTACLES)] + [c.phrase for c in statements._CUES if c.phrase]
LINES = [line.lower() for gold in articles() for line in gold.article.text.split(". ")]
PIECES = [
    "may",
    "be",
    "said",
    "to",
    "so-called",
    "can't",
    "we’ll",
    "I'll",
    "the",
    "most",
    "utmost",
    "ll",
    ",",
    "-",
    "3",
]


@given(st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_no_match_is_passed_over(text: str) -> None:
    found = DOUBT.search(text, spoken_in(text))
    everywhere = DOUBT.pattern.search(text)

    assert (found and found.span()) == (everywhere and everywhere.span())
    assert DOUBT.occurrences(text, spoken_in(text)) == len(DOUBT.pattern.findall(text))


@pytest.mark.parametrize("marks", ALL, ids=lambda marks: marks.pattern.pattern[:30])
def test_no_reading_asks_for_a_word_that_it_can_do_without(marks: Marks) -> None:
    assert [line for line in LINES if marks.pattern.search(line) and not marks.search(line, spoken_in(line))] == []


@pytest.mark.parametrize(("text", "is_found"), [("it may be so", True), ("maybe it is", False), ("in may", False)])
def test_phrases_begin_and_end_with_words(text: str, is_found: bool) -> None:
    assert (DOUBT.search(text, spoken_in(text)) is not None) == is_found


def test_the_longest_word_of_a_phrase_is_needed() -> None:
    assert phrases("all the time", "in general").needs == {"time", "general"}


def test_marks_that_need_no_word_are_looked_for_everywhere() -> None:
    question = Marks(phrases(r"\w+").pattern)

    assert question.search("who", frozenset())
    assert question.match("who")


def test_any_digit_counts_as_a_figure() -> None:
    assert FIGURE in spoken_in("the 2nd of may")
    assert FIGURE not in spoken_in("the second of may")
