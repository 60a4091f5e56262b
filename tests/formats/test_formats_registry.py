"""The formats by name, and by what files are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.cli.rendering import Format
from claimcheck.formats.reports import EXPORTS, formats_of
from sluice import report


def test_the_command_line_offers_text_and_every_export() -> None:
    assert [form.value for form in Format] == ["text", *EXPORTS]


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_says_the_same_each_time(name: str) -> None:
    export = EXPORTS[name]

    assert export.render(report()) == export.render(report())
    assert name in formats_of(Path(f"report{export.suffixes[0]}"))


@pytest.mark.parametrize(
    ("name", "formats"),
    [
        ("report.json", ["json"]),
        ("REPORT.JSONL", ["jsonl"]),
        ("report.ndjson", ["jsonl"]),
        ("report.csv", ["csv"]),
        ("report.html", ["html"]),
        ("report.md", ["markdown"]),
        ("report.sarif", ["sarif"]),
        ("report.sarif.json", ["sarif"]),
        ("report.jsonld", ["web-annotation", "schema-org"]),
        ("report.txt", []),
        ("report", []),
        ("json", []),
    ],
)
def test_what_a_file_is_called_says_what_it_holds(name: str, formats: list[str]) -> None:
    assert formats_of(Path("reports.d") / name) == formats
