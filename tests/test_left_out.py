"""What a claim tells of a sentence is told; the clauses beside it are found, and nothing that hangs on another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.splitting import left_out

SIDE_BY_SIDE = {
    "The dam was closed on Monday and no engineer could have foreseen it": "No engineer could have foreseen it.",
    "The fire was caused by frost and that no test could have stopped it": "No test could have stopped it.",
    "Her passport was kept and she was forced to work in the kitchen": "She was forced to work in the kitchen.",
    "The old bridge is closed; the new one would be open to lorries only": "The new one would be open to lorries only.",
    "The mayor opened the hall, while the union held a vigil outside": "The union held a vigil outside.",
}
HANGING_ON_ANOTHER = (
    "The dam was closed on Monday, and if it rains the lower town will be flooded",
    "The mayor said the dam was closed on Monday and the lower town was flooded",
    "The dam that was built in May was closed and the lower town was flooded",
    'He wrote "the dam was closed and the lower town" was flooded in red ink',
)


@pytest.mark.parametrize(("said", "clause"), SIDE_BY_SIDE.items())
def test_a_clause_that_no_claim_tells_is_left_out(said: str, clause: str) -> None:
    first = f"{said[: said.lower().index(clause[:-1].lower())]}".rstrip(" ,;")

    assert list(left_out(said, [first])) == [clause]


@pytest.mark.parametrize("said", SIDE_BY_SIDE)
def test_nothing_is_left_out_of_what_a_claim_tells_whole(said: str) -> None:
    assert list(left_out(said, [f"{said}."])) == []


def test_a_clause_told_in_other_words_of_the_same_stems_is_not_left_out() -> None:
    said = "The yard was sold in May and the workers were dismissed without notice"

    assert (
        list(left_out(said, ["The yard was sold in May.", "Workers of the yard were dismissed, without a notice."]))
        == []
    )


@pytest.mark.parametrize("said", HANGING_ON_ANOTHER)
def test_a_clause_that_hangs_on_another_says_something_else_alone(said: str) -> None:
    assert list(left_out(said, ["The dam was closed on Monday."])) == []


@given(st.text(max_size=200), st.lists(st.text(max_size=50), max_size=3))
def test_what_is_left_out_stands_in_the_sentence(said: str, told: list[str]) -> None:
    for clause in left_out(said, told):
        assert clause[1:-1] in said
