"""A span is a place and its words, and the two always agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from claimcheck.spans import Span

TEXT = "Der Zug hält in Århus 🚂 nicht."


def test_counts_code_points() -> None:
    span = Span.of(TEXT, 16, 23)

    assert span.quote == "Århus 🚂"
    assert span.stands_in(TEXT)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 3), (0, len(TEXT) + 1), (len(TEXT), len(TEXT) + 1)])
def test_refuses_what_is_no_stretch_of_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="is no stretch of a text of"):
        Span.of(TEXT, start, end)


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [
        pytest.param(0, 4, "Der", id="longer than its quote"),
        pytest.param(0, 2, "Der", id="shorter than its quote"),
        pytest.param(3, 3, "", id="empty"),
        pytest.param(-3, 0, "Der", id="before the text"),
    ],
)
def test_refuses_offsets_that_do_not_measure_the_quote(start: int, end: int, quote: str) -> None:
    with pytest.raises(ValidationError, match="does not measure a quote"):
        Span(start=start, end=end, quote=quote)


def test_does_not_stand_where_other_words_are() -> None:
    assert not Span(start=1, end=4, quote="Der").stands_in(TEXT)
    assert not Span(start=len(TEXT), end=len(TEXT) + 3, quote="Der").stands_in(TEXT)


@pytest.mark.parametrize(
    ("start", "end", "inside"), [(4, 7, True), (0, 30, True), (5, 7, False), (4, 6, False), (7, 9, False)]
)
def test_lies_within_what_holds_all_of_it(start: int, end: int, inside: bool) -> None:
    assert Span.of(TEXT, 4, 7).lies_within(start, end) is inside


@given(text=st.text(min_size=1), data=st.data())
def test_any_stretch_of_any_text_survives_json(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    span = Span.model_validate_json(Span.of(text, start, end).model_dump_json())

    assert span.quote == text[start:end]
    assert span.stands_in(text)
