"""What the words of a claim tell of the sort of statement that it is."""

from __future__ import annotations

import pytest

from claimcheck.statements import read_statement

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
    assert read_statement(fact).leaning > 0.5


@pytest.mark.parametrize("opinion", OPINIONS)
def test_duty_praise_blame_and_greeting_speak_against_one(opinion: str) -> None:
    assert read_statement(opinion).leaning < -0.5


@pytest.mark.parametrize(
    ("claim", "obstacle", "status"),
    [
        ("The pier cost 4 million florins.", None, "checkable"),
        ("The pier will open on May 3.", "prediction", "partly_checkable"),
        ("The line plans to cut 90 jobs.", "prediction", "partly_checkable"),
        ("Nothing will ever change in Tolm.", "prediction", "not_checkable"),
        ("Ida Maro would have paid the fine.", None, "checkable"),
        ("The mayor announced on Monday that the pier would open in May.", None, "checkable"),
        ("The owner refused to say what he would pay.", None, "checkable"),
        ("Ida Maro was angry.", "inner_state", "not_checkable"),
        ("Ida Maro hoped for rain.", "inner_state", "not_checkable"),
        ("A nurse hid the files.", "unidentifiable", "partly_checkable"),
        ("Two men stood at the gate.", "unidentifiable", "partly_checkable"),
        ("A nurse from Tolm hid the files.", None, "checkable"),
        ("Most shops were closed.", "vague", "partly_checkable"),
        ("Who could want such a pier?", "rhetorical", "not_checkable"),
    ],
)
def test_the_words_name_the_obstacle(claim: str, obstacle: str | None, status: str) -> None:
    reading = read_statement(claim)

    assert (reading.obstacle, reading.status) == (obstacle, status)


def test_no_heap_of_one_kind_of_word_decides_alone() -> None:
    assert read_statement("1 2 3 4 5 6 7 8 9").leaning == read_statement("1 2 3").leaning
