"""Wording: what a text says, apart from how it is printed."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.wording import content_words, similarity, unsupported, word_count, words

ARTICLE = (
    "The Ostvik ferry, owned by the Norlund family, carried 300,000 passengers last year, the 2nd record in a row. "
    "Three of its captains — Ida Brandvold's crew — left for Iran and Germany on 1 May, with $4.5 million and "
    "both dogs. José Ibáñez-Ruiz of the U.N. said he didn't mind."
)


@given(st.text())
def test_words_keep_their_places(text: str) -> None:
    found = words(text)

    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Brandvold’s boat-house", ["brandvold", "boat", "house"]),
        ("He didn’t; they won't.", ["he", "did", "not", "they", "wo", "not"]),
        ("300,000 or 1.5% of $1,200.50", ["300000", "or", "1.5%", "of", "$1200.50"]),
        ("the U.S. and O'Brien", ["the", "us", "and", "o'brien"]),
        ("1,5 and 2½", ["1,5", "and", "21⁄2"]),
        ("Twelve at 10:30", ["12", "at", "10:30"]),
        ("JOSE\u0301 ﬁled", ["jose", "filed"]),
    ],
)
def test_words_are_compared_by_their_keys(text: str, keys: list[str]) -> None:
    assert [word.key for word in words(text)] == keys


class TestContentWords:
    def test_leave_grammar_out_and_negation_in(self) -> None:
        assert content_words("She has not been to the harbour") == {"not": 1, "harbour": 1}

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("announce", "announced"),
            ("announces", "announcing"),
            ("stop", "stopped"),
            ("party", "parties"),
            ("church", "churches"),
            ("carry", "carried"),
            ("Norlund", "Norlund's"),
            ("three", "3"),
        ],
    )
    def test_of_one_word_are_one(self, one: str, other: str) -> None:
        assert content_words(one) == content_words(other)

    @pytest.mark.parametrize(("one", "other"), [("boss", "bo"), ("ring", "r"), ("bus", "bu"), ("need", "ne")])
    def test_of_two_words_are_two(self, one: str, other: str) -> None:
        assert content_words(one) != content_words(other)


class TestSimilarity:
    def test_is_one_where_only_grammar_differs(self) -> None:
        assert similarity("The ferries were stopped.", "A ferry has been stopped") == 1.0

    def test_is_the_harmonic_mean_of_both_shares(self) -> None:
        assert similarity("Old ferry sinks", "Ferry sinks near Ostvik harbour") == pytest.approx(2 * 2 / (3 + 5))

    def test_tells_a_statement_from_its_denial(self) -> None:
        assert similarity("The ferry sank.", "The ferry didn't sink.") < 1
        assert similarity("The ferry was closed.", "The ferry wasn't closed.") < 1

    def test_is_zero_without_content(self) -> None:
        assert similarity("It is.", "It is.") == 0.0

    @given(st.text(), st.text())
    def test_is_symmetric(self, a: str, b: str) -> None:
        assert similarity(a, b) == similarity(b, a)


class TestUnsupported:
    @pytest.mark.parametrize(
        "claim",
        [
            "The Ostvik ferry carried 300000 passengers.",
            "Passengers numbered 300,000.",
            "3 captains left.",
            "Three captains left on May 1st.",
            "It was the second record.",
            "The Norlunds own the ferry.",
            "Norlund's ferry was late.",
            "Iranian and German officials met.",
            "Ibanez Ruiz spoke for the UN.",
            "Two dogs left.",
            "One of the dogs barked.",
            "Sailors left.",
            "The captains had 4.5 million dollars.",
            "THE FERRY CARRIED PASSENGERS.",
        ],
    )
    def test_finds_nothing_in_what_the_text_has(self, claim: str) -> None:
        assert unsupported(claim, ARTICLE) == ()

    @pytest.mark.parametrize(
        ("claim", "missing"),
        [
            ("The ferry carried 200,000 passengers.", ("200,000",)),
            ("The ferry carried 300 passengers.", ("300",)),
            ("Seven captains left.", ("Seven",)),
            ("It was the fifth record, the 6th in all.", ("fifth", "6th")),
            ("Ida Hansen left for Sweden.", ("Hansen", "Sweden")),
            ("Hansen Ruiz left.", ("Hansen",)),
            ("The WHO was told.", ("WHO",)),
            ("The ferry of Ost sailed to Ost.", ("Ost",)),
            ("It cost 5% or €6.", ("5%", "€6")),
        ],
    )
    def test_names_what_the_text_does_not_have(self, claim: str, missing: tuple[str, ...]) -> None:
        assert unsupported(claim, ARTICLE) == missing

    def test_takes_no_common_word_for_a_country(self) -> None:
        assert unsupported("They saw Rocky there.", "They hit a rock there.") == ("Rocky",)

    @given(st.sampled_from(("NFC", "NFD")), st.sampled_from(("NFC", "NFD")))
    def test_reads_any_normal_form(self, one: str, other: str) -> None:
        claim = unicodedata.normalize(one, "There was José Ibáñez.")

        assert unsupported(claim, unicodedata.normalize(other, ARTICLE)) == ()

    @given(st.text())
    def test_finds_every_text_in_itself(self, text: str) -> None:
        assert unsupported(text, text) == ()


class TestWordCount:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("", 0),
            ("The bridge – is shut.", 4),
            ("Zoë’s 3rd ferry", 3),
            ("市长周一辞职。", 3),
            ("下一步", 2),
            ("修理には320万円かかるという。", 7),
            ("한강 다리는 봄까지 폐쇄된다", 4),
            ("Мост закрыт до весны", 4),
        ],
    )
    def test_two_characters_are_a_word_where_none_are_set_apart(self, text: str, count: int) -> None:
        assert word_count(text) == count

    @given(st.text(), st.text())
    def test_is_never_less_for_more_words(self, a: str, b: str) -> None:
        assert word_count(f"{a}\n{b}") == word_count(a) + word_count(b)
