"""Which claims of an article say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.repetition import SAME_CLAIM, first_tellings
from claimcheck.wording import content_words, f1, is_fixed, words


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("The union has 3,400 members.", "The union has 3400 members.", True),
        ("Dockers in Vell walked out on Tuesday.", "On Tuesday, the dockers of Vell walked out.", True),
        ("The union has 3,400 members.", "The union has 4,300 members.", False),
        ("Dockers in Vell walked out on Tuesday.", "Dockers in Vell walked out on Friday.", False),
        ("The harbour will close on Friday night.", "The harbour will not close on Friday night.", False),
        ("The harbour will close.", "The union has 3,400 members.", False),
        (
            "The line serves three of the oldest harbours on the coast, such as Tolm.",
            "The line serves three of the oldest harbours on the coast, such as Brode.",
            False,
        ),
        ("Mayor Tove Lind closed the old harbour of Vell.", "Tove Lind closed the old harbour of Vell.", True),
    ],
)
def test_claims_are_the_same_if_words_figures_and_negations_are(a: str, b: str, same: bool) -> None:
    expected = [0, 0] if same else [0, 1]

    assert first_tellings([a, b]) == first_tellings([b, a]) == expected


def test_points_to_the_first_of_several() -> None:
    claims = ["It rained in Vell.", "Snow fell on Osk.", "In Vell it rained.", "It rained in Vell."]

    assert first_tellings(claims) == [0, 1, 0, 0]


def test_parts_of_one_claim_do_not_say_the_same() -> None:
    parts = [f"The line serves the three oldest harbours of the coast with {goods}." for goods in ("coal", "oil")]

    assert first_tellings(parts) == [0, 0]
    assert first_tellings(parts, ["whole", "whole"]) == [0, 1]
    assert first_tellings(parts, ["whole", "another"]) == [0, 0]


def _same(a: str, b: str) -> bool:
    fixed = [{word.key for word in words(claim) if is_fixed(word.key)} for claim in (a, b)]
    return fixed[0] == fixed[1] and f1(content_words(a), content_words(b)) >= SAME_CLAIM


SENTENCES = st.lists(
    st.sampled_from(["harbour", "dock", "union", "pay", "9", "not", "ship", "strike", "ship", "quay", "crane"]),
    min_size=1,
    max_size=16,
).map(" ".join)


@given(claims=st.lists(SENTENCES, max_size=12))
def test_finds_what_comparing_each_with_each_would_find(claims: list[str]) -> None:
    firsts: list[int] = []
    for number, claim in enumerate(claims):
        rivals = [other for other in range(number) if firsts[other] == other and _same(claims[other], claim)]
        firsts.append(rivals[0] if rivals else number)

    assert first_tellings(claims) == firsts
