"""What the words of a claim tell of what keeps it from being settled."""

from __future__ import annotations

import pytest

from claimcheck.obstacles import read_obstacle


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
        ("A nurse named Ida Maro hid the files.", None, "checkable"),
        ("Somebody hid the files.", "unidentifiable", "partly_checkable"),
        ("Most shops were closed.", "vague", "partly_checkable"),
        ("It is the most expensive pier in the country.", None, "checkable"),
        ("Some 200 people were hurt.", None, "checkable"),
        ("Who could want such a pier?", "rhetorical", "not_checkable"),
    ],
)
def test_the_words_name_the_obstacle(claim: str, obstacle: str | None, status: str) -> None:
    reading = read_obstacle(claim)

    assert (reading.obstacle, reading.status) == (obstacle, status)


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        ("A nurse hid the files.", "which nurse"),
        ("Two young men stood at the gate.", "which men"),
        ("Somebody hid the files.", "who"),
        ("Most shops were closed.", "how many shops"),
        ("Several old bridges were closed.", "how many old bridges"),
        ("Many of the 300 workers left.", "how many"),
        ("The ferry is often late.", "how often"),
        ("The pier recently reopened.", "when"),
        ("The pier is widely known.", None),
        ("The pier will open on May 3.", None),
        ("The pier cost 4 million florins.", None),
    ],
)
def test_the_words_tell_what_the_article_does_not_say(claim: str, missing: str | None) -> None:
    assert read_obstacle(claim).missing == missing
