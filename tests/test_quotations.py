"""Where quotation marks quote. Every text here is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.segment.paragraphs import paragraphs_of
from claimcheck.segment.quotations import quotations_of


def quotations(text: str) -> list[str]:
    return [text[quotation.start : quotation.end] for quotation in quotations_of(text, paragraphs_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('She said "no" and "never."', ['"no"', '"never."'], id="straight"),
        pytest.param("She said “no” and “never.”", ["“no”", "“never.”"], id="curly"),
        pytest.param("Hon sa ”nej” och gick.", ["”nej”"], id="Swedish"),
        pytest.param("Sie sagte „nein“ und ging.", ["„nein“"], id="German"),
        pytest.param("Hun sagde »nej« og gik.", ["»nej«"], id="Danish"),
        pytest.param("Elle a dit « non » et partit.", ["« non »"], id="French"),
        pytest.param("彼女は「いいえ」と言った。", ["「いいえ」"], id="Japanese"),
        pytest.param("She said ‘no’ to the miners’ plan.", ["‘no’"], id="single"),
        pytest.param("He didn't say 'the miners' union' is poor.", ["'the miners' union'"], id="plural inside single"),
        pytest.param("It wasn't the miners' fault; it's Falk's.", [], id="apostrophes"),
        pytest.param('A 6" pipe burst.', [], id="inches"),
        pytest.param('He said "go and left.', [], id="never closed"),
        pytest.param('"He said go and left.', ['"He said go and left.'], id="never closed, at the head"),
        pytest.param("He said “go “now” and left.", ["“go", "“now”"], id="opened twice"),
        pytest.param("He said “it is ‘old’ now” twice.", ["“it is ‘old’ now”"], id="single inside double"),
    ],
)
def test_quotations_of_a_paragraph(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


def test_a_quotation_goes_on_where_the_next_paragraph_opens_it_anew() -> None:
    assert quotations("He said: “Go.\n\n“Now!” They went.") == ["“Go.", "“Now!”"]


def test_a_quotation_goes_on_where_the_next_paragraph_closes_it() -> None:
    assert quotations('He said: "Go.\n\nNow!" They went.') == ['"Go.', 'Now!"']


@given(
    st.lists(st.sampled_from(['"', "“", "”", "‘", "’", "'", "«", "»", "„", " ", "a", "s", ".", "\n\n"])).map("".join)
)
def test_quotations_are_in_order_and_apart(text: str) -> None:
    found = quotations_of(text, paragraphs_of(text))
    at = 0
    for quotation in found:
        assert at <= quotation.start < quotation.end <= len(text)
        assert not text[quotation.end - 1].isspace()
        at = quotation.end
