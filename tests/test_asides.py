"""What a sentence says in passing becomes claims of its own; what only looks so does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.splitting import asides, without_asides

APART = {
    "A jury found Jens Roth, 57, guilty.": ["A jury found Jens Roth guilty.", "Jens Roth is 57 years old."],
    "Ida Brandt, a biologist at the Vell Institute, left.": [
        "Ida Brandt left.",
        "Ida Brandt is a biologist at the Vell Institute.",
    ],
    "Ida Brandt, a baker in Osk who owns two mills, left.": [
        "Ida Brandt left.",
        "Ida Brandt is a baker in Osk.",
        "Ida Brandt owns two mills.",
    ],
    "We are late, said Ida Brandt, head of the Osk Museum and one of the authors.": [
        "We are late, said Ida Brandt.",
        "Ida Brandt is head of the Osk Museum.",
        "Ida Brandt is one of the authors.",
    ],
    "A fire investigator, Dag Lund, found lamp oil.": [
        "A fire investigator, Dag Lund, found lamp oil.",
        "Dag Lund is a fire investigator.",
    ],
    "Roth, who did not testify, has always denied it.": ["Roth has always denied it.", "Roth did not testify."],
    "The union Havnen, which represents dockers, was not consulted.": [
        "The union Havnen was not consulted.",
        "The union Havnen represents dockers.",
    ],
    "Jens Roth, 41, who reportedly fled on Monday, was seen in Osk.": [
        "Jens Roth was seen in Osk.",
        "Jens Roth is 41 years old.",
        "Jens Roth reportedly fled on Monday.",
    ],
    "The yard belongs to the Lund Group, a company in Osk.": [
        "The yard belongs to the Lund Group.",
        "The Lund Group is a company in Osk.",
    ],
    "Ida Brandt is chairwoman of the Lund Group, a company in Osk.": [
        "Ida Brandt is chairwoman of the Lund Group.",
        "The Lund Group is a company in Osk.",
    ],
    "The men, Ansel Roth, 26, and Tam Lund, 33, were missing.": [
        "The men, Ansel Roth and Tam Lund were missing.",
        "Ansel Roth is 26 years old.",
        "Tam Lund is 33 years old.",
    ],
}
WHOLE = {
    "no aside": ["The bridge cost $4 million.", "The bridge, they say, cost $4 million."],
    "a place before the sentence": ["In Vell, a man was killed.", "On Monday, a judge in Vell freed two men."],
    "a list": ["Jens Roth, a doctor and a nurse were hurt.", "Lund, Roth and Brandt were hurt."],
    "about several": ["Sudan and Yemen, which are covered, sent teams."],
    "about the whole sentence": ["Nobody wrote songs for Brandt, which is something that worries her."],
    "not about the name": ["The report, which the mayor had read, was burnt."],
    "about what others say": ["Lind, who prosecutors say fled, was in Osk."],
    "more hangs on it": ["Brandt, who signed the bill, which split the party, has left."],
    "a part of a name": ["The Act for Roth and Justice, a law on dogs, was passed."],
    "quoted": ["“I saw Jens Roth, a baker in Osk, and fled,” she said."],
    "a date": ["The yard closed on Sunday, 12, they say."],
}


@pytest.mark.parametrize("sentence", APART)
def test_each_aside_is_a_claim_and_the_rest_does_without(sentence: str) -> None:
    assert without_asides(sentence) == APART[sentence]


@pytest.mark.parametrize(
    "sentence", [pytest.param(each, id=f"{why}: {each}") for why, sentences in WHOLE.items() for each in sentences]
)
def test_says_nothing_in_passing(sentence: str) -> None:
    assert asides(sentence) == []


def test_an_aside_has_a_place_from_the_name_to_its_last_word() -> None:
    sentence = "Police held Jens Roth, a baker in Osk, on Friday."

    (aside,) = asides(sentence)

    assert sentence[aside.about : aside.end] == "Jens Roth, a baker in Osk"
    assert sentence[aside.start : aside.end] == ", a baker in Osk"


@given(st.lists(st.sampled_from("Roth Lund , a baker bank in who which runs 41 the The and “ ” ( ) . of".split())))
def test_any_words_can_be_read(words: list[str]) -> None:
    sentence = " ".join(words).replace(" ,", ",")

    assert all(0 <= aside.about < aside.end <= len(sentence) for aside in asides(sentence))
    assert without_asides(sentence)[0].strip("., ") or not sentence.strip("., ")
