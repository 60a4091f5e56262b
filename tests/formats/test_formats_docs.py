"""docs/formats.md and docs/gate.md say what is so: their tables are the code's, their examples what it writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimcheck.cli.gate import CONDITIONS
from claimcheck.cli.terminal import report_text
from claimcheck.formats.claim_rows import COLUMNS
from claimcheck.formats.reports import EXPORTS
from sluice import report

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "formats.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def cells(page: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")]


def test_every_format_has_its_line_and_its_section() -> None:
    listed = [row[:3] for row in cells(PAGE.partition("## Text")[0])[2:]]

    assert listed == [
        [f"`{name}`", ", ".join(f"`{suffix}`" for suffix in export.suffixes), export.media_type]
        for name, export in EXPORTS.items()
    ]
    assert list(SECTIONS) == ["Text", *EXPORTS]


def test_every_column_is_told() -> None:
    assert cells(SECTIONS["jsonl"])[2:] == [[f"`{name}`", meaning] for name, meaning in COLUMNS.items()]


@pytest.mark.parametrize("name", [name for name in SECTIONS if name not in ("json", "html")])
def test_an_example_is_what_is_written(name: str) -> None:
    read = report(url="https://news.example/sluice", language="en")
    written = report_text(read) if name == "Text" else EXPORTS[name].render(read)
    lines = [line.strip().rstrip(",") for line in written.splitlines()]
    examples = re.findall(r"^```\w*\n(.*?)^```", SECTIONS[name], re.MULTILINE | re.DOTALL)

    assert examples
    for example in examples:
        at = 0
        for line in example.splitlines():
            if line != "…":
                at = lines.index(line.strip().rstrip(","), at) + 1


def test_every_condition_of_the_gate_is_told() -> None:
    page = (DOCS / "gate.md").read_text(encoding="utf-8")
    named = [name for row in cells(page.partition("## Which")[0])[2:] for name in re.findall(r"`(\w+)`", row[0])]

    assert sorted(named) == sorted(CONDITIONS)
