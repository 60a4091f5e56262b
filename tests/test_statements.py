"""What the words of a claim tell of the sort of statement that it is."""

from __future__ import annotations

import pytest

from claimcheck.statements import leaning

FACTS = [
    "The council spent 4 million florins on the pier in 2019.",
    "Ferry traffic fell by a third last year.",
    "Ida Maro was elected chair of the board on Tuesday.",
    "The court in Tolm fined the company 60,000 crowns.",
    "Three bridges were closed in March.",
]
OPINIONS = [
    "We must do better for our children.",
    "I think this is a wonderful plan.",
    "You deserve a mayor who listens.",
    "The so-called reform is a disgrace.",
    "Thank you very much for coming.",
]


@pytest.mark.parametrize("fact", FACTS)
def test_figures_dates_names_and_the_past_tense_speak_for_a_fact(fact: str) -> None:
    assert leaning(fact) > 0.5


@pytest.mark.parametrize("opinion", OPINIONS)
def test_duty_praise_blame_and_greeting_speak_against_one(opinion: str) -> None:
    assert leaning(opinion) < -0.5


def test_no_heap_of_one_kind_of_word_decides_alone() -> None:
    assert leaning("1 2 3 4 5 6 7 8 9") == leaning("1 2 3")


def test_what_the_speaker_did_or_saw_is_a_fact_and_what_the_speaker_thinks_is_not() -> None:
    assert leaning("I threw the letters away.") > 0 > leaning("I think of the letters.")
