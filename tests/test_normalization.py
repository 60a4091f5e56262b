"""Normalization: texts without their typography and their capitals, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimcheck.normalization import fold, lowered

PROSE = st.text(st.sampled_from("aZé9.,;:'\"’“”`-–—\n\t\xa0 ()ßµﬁ\u0301"), max_size=40)


@given(st.text() | PROSE, st.booleans())
@example('"We had no choice," she said.', False)
@example("two  spaces – and ''two'' marks", False)
def test_what_stands_in_place_folds_character_by_character(text: str, caseless: bool) -> None:
    folded = fold(text, caseless=caseless)

    if folded.in_place:
        alone = [fold(character, caseless=caseless).characters for character in text]
        assert folded.characters == "".join(alone)
        assert [folded.original(at, at + 1) for at in range(len(text))] == [(at, at + 1) for at in range(len(text))]


@pytest.mark.parametrize("text", ["It closed on Friday.", "“We had no choice,” said Éva D’Arc."])
def test_common_sentences_stand_in_place(text: str) -> None:
    assert fold(text).in_place


@pytest.mark.parametrize("text", ["two  spaces", "a – b", "''so''", "ﬁne", "e\u0301", "a\u200bb"])
def test_what_takes_more_or_fewer_characters_does_not(text: str) -> None:
    assert not fold(text).in_place


@given(st.text())
@example("İstanbul")
def test_lower_case_keeps_each_character_in_its_place(text: str) -> None:
    assert len(lowered(text)) == len(text)
