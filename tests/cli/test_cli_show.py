"""`claimcheck show`: a saved report, for a reader."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from desk import ARTICLE, claimcheck
from typer.testing import CliRunner, Result

from claimcheck import Budget, Checker, Options, Report
from claimcheck.cli import app
from claimcheck.formats.reports import EXPORTS
from fake_model import FakeModel


def in_process(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    with Checker(FakeModel()) as checker:
        report = checker.check(ARTICLE)
    path = tmp_path / "report.json"
    path.write_text(report.model_dump_json(), encoding="utf-8")
    return path


def test_a_report_as_text(saved: Path, tmp_path: Path) -> None:
    run = claimcheck("show", saved, home=tmp_path)

    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.decode().startswith("Calder bridge opens after three years\n\nSentences   4: 3 with claims")


def test_a_report_from_stdin_as_json_again(saved: Path, tmp_path: Path) -> None:
    run = claimcheck("show", "-", "-f", "json", home=tmp_path, stdin=saved.read_bytes())

    assert Report.model_validate_json(run.stdout) == Report.model_validate_json(saved.read_bytes())


def test_a_report_to_a_file(saved: Path, tmp_path: Path) -> None:
    run = claimcheck("show", saved, "-o", tmp_path / "report.txt", home=tmp_path)

    assert (run.returncode, run.stdout) == (0, b"")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8").startswith("Calder bridge")


@pytest.mark.parametrize("name", EXPORTS)
def test_a_report_in_every_format(name: str, saved: Path) -> None:
    run = in_process("show", saved, "-f", name)

    assert (run.exit_code, run.stderr) == (0, "")
    assert run.stdout_bytes.decode() == EXPORTS[name].render(Report.model_validate_json(saved.read_bytes()))


@pytest.mark.parametrize(
    ("file", "name"),
    [("a.csv", "csv"), ("a.jsonl", "jsonl"), ("a.MD", "markdown"), ("a.sarif", "sarif"), ("a.sarif.json", "sarif")],
)
def test_a_file_is_written_as_what_its_name_says(file: str, name: str, saved: Path, tmp_path: Path) -> None:
    run = in_process("show", saved, "-o", tmp_path / file)

    assert (run.exit_code, run.stdout) == (0, "")
    written = (tmp_path / file).read_bytes().decode()
    assert written == EXPORTS[name].render(Report.model_validate_json(saved.read_bytes()))


def test_a_name_that_fits_two_formats_is_refused_before_anything_is_done(saved: Path, tmp_path: Path) -> None:
    for command in ("show", "check"):
        run = in_process(command, saved, "-o", tmp_path / "a.jsonld")
        assert run.exit_code == 2
        assert "could be web-annotation or schema-org: say which with -f" in run.stderr
    assert in_process("show", saved, "-o", tmp_path / "a.jsonld", "-f", "schema-org").exit_code == 0


def test_verbose_tells_more(saved: Path) -> None:
    brief, full = in_process("show", saved).stdout, in_process("show", saved, "--verbose").stdout

    assert "Worth checking: medium" not in brief
    assert "Worth checking: medium" in full


def test_an_incomplete_report_is_shown_like_any_other(tmp_path: Path) -> None:
    with Checker(FakeModel(), options=Options(budget=Budget(max_calls=0))) as checker:
        report = asyncio.run(checker.acheck(ARTICLE))
    run = claimcheck("show", "-", home=tmp_path, stdin=report.model_dump_json().encode())

    assert run.returncode == 0
    assert "budget reached: 0 calls of 0 calls used" in run.stdout.decode()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("Once upon a time", "Invalid JSON"),
        ("{}", "article: Field required"),
        ("coverage", "coverage does not add up"),
    ],
)
def test_what_is_no_report_is_told_in_a_line_and_ends_in_3(content: str, why: str, saved: Path, tmp_path: Path) -> None:
    if content == "coverage":
        report = json.loads(saved.read_text(encoding="utf-8"))
        content = json.dumps(report | {"coverage": report["coverage"] | {"failed": 7}})
    saved.write_text(content, encoding="utf-8")
    run = claimcheck("show", saved, home=tmp_path)

    assert (run.returncode, run.stdout) == (3, b"")
    (line,) = run.stderr.decode().splitlines()
    assert line.startswith(f"claimcheck: {saved} is not a report of claimcheck:")
    assert why in line


def test_a_file_that_is_not_there_is_told_and_ends_in_3(tmp_path: Path) -> None:
    run = claimcheck("show", tmp_path / "nothing.json", home=tmp_path)

    assert run.returncode == 3
    assert "No such file" in run.stderr.decode()
