"""Claims as rows: CSV that no spreadsheet runs, and columns that stay."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.formats.claim_rows import COLUMNS
from claimcheck.formats.csv_report import csv_report, guarded, unguarded
from claimcheck.formats.jsonl_report import jsonl_report
from sluice import report


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_report(report()), newline=""), strict=True))


def test_csv_and_json_lines_have_the_documented_columns_in_order() -> None:
    assert list(rows()[0]) == list(COLUMNS)
    assert [list(json.loads(line)) for line in jsonl_report(report()).splitlines()] == [list(COLUMNS)] * 5


def test_a_row_of_each_kind() -> None:
    relayed, quoted, unjudged = rows()[1:3] + rows()[4:]

    assert relayed["anchors"] == "111:120 121:138"
    assert (relayed["source"], relayed["through"]) == ("people close to the inquiry", "The Nestka Herald")
    assert (relayed["inherited"], relayed["confidence"]) == ("false", "0.75")
    assert relayed["findings"] == "headline_overclaim single_origin"
    assert (quoted["claim"], quoted["speech"]) == ("'=SUM(A1) is what the log shows.", "direct")
    assert [unjudged[name] for name in ("start", "strength", "status", "confidence")] == ["", "", "", ""]
    assert unjudged["rationale"] == "judging failed: no answer"


def test_json_lines_keep_numbers_truth_and_absence() -> None:
    relayed, *_, unjudged = map(json.loads, jsonl_report(report()).splitlines()[1:])

    assert (relayed["start"], relayed["inherited"], relayed["confidence"]) == (111, False, 0.75)
    assert (unjudged["start"], unjudged["inherited"], unjudged["strength"]) == (None, None, None)
    assert relayed["claim"] == "Two gates reportedly jammed."


def test_csv_ends_every_line_with_cr_lf_and_quotes_what_needs_it() -> None:
    written = csv_report(report(id='a "b", c\nd'))

    assert written.startswith("article_id,claim_id,")
    assert written.count('\r\n"a ""b"", c\nd",c') == 5
    assert written.endswith("\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n1",
        " =1",
        "'=1",
        "''=1",
        "' =1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        "\u00a0=1",
    ],
)
def test_what_looks_like_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1", "a=1", "It said: =1", "'tis", "“=1", "…", "14 faults"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert guarded(text) == text


@given(st.text(st.one_of(st.sampled_from("'=+-@ \t\r\n＝"), st.characters(exclude_categories=["Cs"]))))
def test_a_guard_can_be_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r\n＝＋－＠")
