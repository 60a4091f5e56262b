"""Wherever a format says where the words stand, they stand there, by the format's own way of counting."""

from __future__ import annotations

import csv
import io
import json
import re

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.formats.csv_report import csv_report, unguarded
from claimcheck.formats.json_report import json_report
from claimcheck.formats.jsonl_report import jsonl_report
from claimcheck.formats.sarif import sarif
from claimcheck.formats.schema_org import schema_org
from claimcheck.formats.web_annotation import AROUND, web_annotation
from claimcheck.report import Report
from sluice import report_on

TRICKY = ["\r\n", "\n", "e\u0301", "👩\u200d👧", "𝕃", "水門", "לוי", "\u2028", "\x85", "=1+1", "'", '"', ","]
PIECES = st.one_of(st.sampled_from(TRICKY), st.characters(exclude_categories=["Cs"]))
TEXTS = st.lists(PIECES, min_size=1, max_size=120).map("".join)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report on any text, with a claim and a finding at any stretch of it."""
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return report_on(text, start, draw(st.integers(start + 1, len(text))))


@given(reports())
def test_json_counts_code_points(report: Report) -> None:
    read = json.loads(json_report(report))
    (anchor,) = read["claims"][0]["anchors"]

    assert read["article"]["text"][anchor["start"] : anchor["end"]] == anchor["quote"]
    assert Report.model_validate_json(json_report(report)) == report


@given(reports())
def test_json_lines_count_code_points(report: Report) -> None:
    (line,) = jsonl_report(report).splitlines()
    row = json.loads(line)

    assert report.article.text[row["start"] : row["end"]] == row["quote"] == report.claims[0].anchors[0].quote


@given(reports())
def test_csv_counts_code_points_and_gives_every_text_back(report: Report) -> None:
    (row,) = csv.DictReader(io.StringIO(csv_report(report), newline=""), strict=True)
    start, end = int(row["start"]), int(row["end"])

    assert report.article.text[start:end] == unguarded(row["quote"]) == report.claims[0].anchors[0].quote


@given(reports())
def test_web_annotations_count_code_points(report: Report) -> None:
    text = report.article.text
    for annotation in json.loads(web_annotation(report))["items"]:
        for target in annotation["target"]:
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            before, behind = quote["prefix"], quote["suffix"]

            assert text[start:end] == quote["exact"] == report.claims[0].anchors[0].quote
            assert text[:start].endswith(before)
            assert text[end:].startswith(behind)
            assert len(before) <= AROUND


@given(reports())
def test_schema_org_quotes(report: Report) -> None:
    _, claim = json.loads(schema_org(report))["@graph"]

    assert [each["text"] for each in claim["appearance"]] == [anchor.quote for anchor in report.claims[0].anchors]


@given(reports())
def test_sarif_counts_utf_16_code_units_both_ways(report: Report) -> None:
    (run,) = json.loads(sarif(report))["runs"]
    (artifact,), (result,) = run["artifacts"], run["results"]
    text = artifact["contents"]["text"]
    assert text == report.article.text
    assert run["columnKind"] == "utf16CodeUnits"
    for location in (*result["locations"], *result["relatedLocations"]):
        region = location["physicalLocation"]["region"]
        units = text.encode("utf-16-le")
        start, length = region["charOffset"], region["charLength"]
        words = units[2 * start : 2 * (start + length)].decode("utf-16-le")

        assert words == region["snippet"]["text"] == report.claims[0].anchors[0].quote
        assert _between(text, region) == words


def _between(text: str, region: dict[str, int]) -> str:
    """What stands between two places, by lines that end as SARIF says they do and columns of code units."""
    lines = [line.encode("utf-16-le") for line in re.findall(r"[^\n]*\n|[^\n]+", text)]
    before = sum(map(len, lines[: region["startLine"] - 1])) + 2 * (region["startColumn"] - 1)
    until = sum(map(len, lines[: region["endLine"] - 1])) + 2 * (region["endColumn"] - 1)
    return b"".join(lines)[before:until].decode("utf-16-le")
