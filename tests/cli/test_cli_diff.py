"""`claimcheck diff`: two saved reports in, what changed out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk import ARTICLE, claimcheck

from claimcheck import Checker, Comparison, Report, compare
from fake_model import FakeModel, saying

CORRECTED = ARTICLE.replace("$4 million", "$6 million")
SPLIT = {"Mayor": ["Ana Ruiz opened the bridge.", "The opening was on Monday."]}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return saved(tmp_path / "old.json", ARTICLE)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return saved(tmp_path / "new.json", CORRECTED)


def saved(path: Path, text: str, claims: dict[str, list[str]] | None = None) -> Path:
    with Checker(FakeModel(saying(claims or {}))) as checker:
        path.write_text(checker.check(text).model_dump_json(), encoding="utf-8")
    return path


def test_a_correction_as_text(old: Path, new: Path, tmp_path: Path) -> None:
    run = claimcheck("diff", old, new, home=tmp_path)

    assert (run.returncode, run.stderr) == (0, b"")
    text = run.stdout.decode()
    assert "Claims      2 the same, 1 changed, 0 added, 0 gone" in text
    assert "- It cost $4 million" in text
    assert "+ It cost $6 million" in text
    assert "Figure changed: “$4” became “$6”" in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_same_as_json(old: Path, new: Path, tmp_path: Path) -> None:
    run = claimcheck("diff", old, new, "-f", "json", home=tmp_path)

    reports = [Report.model_validate_json(path.read_bytes()) for path in (old, new)]
    assert Comparison.model_validate_json(run.stdout) == compare(*reports)


def test_the_format_follows_the_files_name(old: Path, new: Path, tmp_path: Path) -> None:
    for name, beginning in {"d.html": "<!doctype html>", "d.json": "{", "d.txt": "What changed"}.items():
        run = claimcheck("diff", old, new, "-o", tmp_path / name, home=tmp_path)

        assert (run.returncode, run.stdout) == (0, b"")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


def test_one_of_the_reports_may_come_from_stdin(old: Path, new: Path, tmp_path: Path) -> None:
    by_name = claimcheck("diff", old, new, home=tmp_path)

    assert claimcheck("diff", old, "-", home=tmp_path, stdin=new.read_bytes()).stdout == by_name.stdout
    both = claimcheck("diff", "-", "-", home=tmp_path)
    assert both.returncode == 2
    assert b"standard input holds one report" in both.stderr


def test_exit_code_tells_whether_the_article_changed(old: Path, new: Path, tmp_path: Path) -> None:
    read_otherwise = saved(tmp_path / "again.json", ARTICLE, SPLIT)

    assert claimcheck("diff", old, new, "--exit-code", home=tmp_path).returncode == 1
    assert claimcheck("diff", old, old, "--exit-code", home=tmp_path).returncode == 0
    assert claimcheck("diff", old, read_otherwise, "--exit-code", home=tmp_path).returncode == 0


def test_what_was_only_read_otherwise_is_counted_and_shown_on_demand(old: Path, tmp_path: Path) -> None:
    again = saved(tmp_path / "again.json", ARTICLE, SPLIT)

    short = claimcheck("diff", old, again, home=tmp_path).stdout.decode()
    long = claimcheck("diff", old, again, "--all", home=tmp_path).stdout.decode()

    assert "The article did not change." in short
    assert "only in the reading, where no word was edited: see --all" in short
    assert "The opening was on Monday." not in short
    assert "Only read otherwise" in long
    assert "+ The opening was on Monday." in long


@pytest.mark.parametrize("broken", ["old", "new"])
def test_what_is_no_report_is_named_and_ends_in_3(broken: str, old: Path, new: Path, tmp_path: Path) -> None:
    path = {"old": old, "new": new}[broken]
    path.write_text("{}", encoding="utf-8")
    run = claimcheck("diff", old, new, home=tmp_path)

    assert (run.returncode, run.stdout) == (3, b"")
    assert run.stderr.decode().startswith(f"claimcheck: {path} is not a report of claimcheck: article: Field required")


def test_a_report_is_not_written_over(old: Path, new: Path, tmp_path: Path) -> None:
    before = new.read_bytes()
    run = claimcheck("diff", old, new, "-o", new, home=tmp_path)

    assert run.returncode == 74
    assert new.read_bytes() == before


def test_a_terminal_is_sent_nothing_that_drives_it(tmp_path: Path) -> None:
    texts = [ARTICLE.replace("Calder bridge opens", f"Calder\u202e bridge {verb}") for verb in ("opens", "shuts")]
    old, new = (saved(tmp_path / f"{number}.json", text) for number, text in enumerate(texts))

    assert "\u202e" not in claimcheck("diff", old, new, home=tmp_path).stdout.decode()


def test_the_schema_of_a_comparison_is_published(old: Path, new: Path, tmp_path: Path) -> None:
    run = claimcheck("schema", "comparison", home=tmp_path)

    schema = json.loads(run.stdout)
    assert schema["title"] == "Comparison"
    assert json.loads(claimcheck("schema", home=tmp_path).stdout)["title"] == "Report"
