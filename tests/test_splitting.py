"""A claim is taken apart where its words mark facts as parallel, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.splitting import MOST_PARTS, split_claim
from claimcheck.wording import content_words

APART = {
    "Dana Lind is a lawyer, diver and an author.": [
        "Dana Lind is a lawyer.",
        "Dana Lind is a diver.",
        "Dana Lind is an author.",
    ],
    "Dana Lind is a lawyer who has chaired the board since 2019.": [
        "Dana Lind is a lawyer.",
        "Dana Lind has chaired the board since 2019.",
    ],
    "Dana Lind is a diver born on March 3, 1961, in Brno.": [
        "Dana Lind is a diver.",
        "Dana Lind was born on March 3, 1961.",
        "Dana Lind was born in Brno.",
    ],
    "The court fined the yard 60,000 crowns and ordered a new trial.": [
        "The court fined the yard 60,000 crowns.",
        "The court ordered a new trial.",
    ],
    "The line serves ports such as Tolm, Brode and Vell.": [
        "The line serves ports such as Tolm.",
        "The line serves ports such as Brode.",
        "The line serves ports such as Vell.",
    ],
    "Dana Lind wrote “Tide” (1999).": ["Dana Lind wrote “Tide”.", "“Tide” dates from 1999."],
    "Police are searching the woods with dogs and a helicopter.": [
        "Police are searching the woods with dogs.",
        "Police are searching the woods with a helicopter.",
    ],
}
WHOLE = [
    "The bridge cost $4 million.",
    "Talks between Tolm and Brode broke down.",
    "The yard did not pay the fine and closed the pier.",
    "The captain reportedly fled and left the crew behind.",
    "The Ministry of Health and Sport opened an inquiry.",
    "The fire killed 20 men and women.",
    "Lind is a gamer and enjoys it.",
    "Police and prosecutors searched the ferry.",
    "If the dam breaks, the town floods and the road is cut.",
]


@pytest.mark.parametrize("claim", APART)
def test_parallel_facts_come_apart_each_with_the_words_they_share(claim: str) -> None:
    assert list(split_claim(claim)) == APART[claim]


@pytest.mark.parametrize("claim", WHOLE)
def test_what_is_one_fact_or_could_lose_a_doubt_stays_whole(claim: str) -> None:
    assert split_claim(claim) == (claim,)


@given(st.lists(st.sampled_from("Dana Lind is a an lawyer and born in on 1961 Tolm , who has “Tide” such as".split())))
def test_no_part_has_a_word_that_the_claim_has_not(words: list[str]) -> None:
    claim = " ".join(words)

    parts = split_claim(claim)

    assert 1 <= len(parts) <= MOST_PARTS
    assert set(content_words(" ".join(parts))) <= set(content_words(claim)) | {"date", "born"}
