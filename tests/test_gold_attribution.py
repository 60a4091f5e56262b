"""The gate on the code's own reading: what it once got right in the gold set it must go on getting right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gold import articles, floors
from gold.agreement import reading_figures, same_words


def test_the_codes_own_reading_stays_above_its_floors() -> None:
    figures = reading_figures(articles())
    print("\n" + floors.table(figures, "reading"))  # noqa: T201 (pytest shows it where the test fails, or with -s)
    assert floors.floors("reading"), "no floors: write them with `python benchmarks/gold.py --reading --raise`"
    assert not floors.below(figures, "reading")


def test_no_floor_was_lowered() -> None:
    assert not floors.lowered()


def test_a_figure_below_its_floor_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    file.write_text(json.dumps({"reading": {"name": 0.8, "title": 0.5}}), encoding="utf-8")
    monkeypatch.setattr(floors, "FILE", file)
    assert floors.below({"name": 0.79, "title": 0.5}, "reading") == ["reading.name is 0.790, its floor 0.800"]
    assert floors.below({"name": 0.8, "title": None}, "reading") == ["reading.title is -, its floor 0.500"]


def test_floors_are_raised_and_never_lowered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    file.write_text(json.dumps({"reading": {"name": 0.8, "title": 0.5}}), encoding="utf-8")
    monkeypatch.setattr(floors, "FILE", file)
    assert floors.raise_to({"name": 0.7, "title": 2 / 3, "speech": None}, "reading") == [
        "reading.title: 0.500 -> 0.666"
    ]
    assert json.loads(file.read_text(encoding="utf-8")) == {"reading": {"name": 0.8, "title": 0.666}}


@pytest.mark.parametrize("now", [{"reading": {"name": 0.7}}, {"reading": {}}, {}])
def test_a_lowered_floor_is_told(now: dict[str, object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    file.write_text(json.dumps(now), encoding="utf-8")
    monkeypatch.setattr(floors, "FILE", file)
    monkeypatch.setattr(floors, "_committed", lambda: {"reading": {"name": 0.8}})
    assert len(floors.lowered()) == 1


def test_names_are_the_same_with_or_without_a_first_name() -> None:
    assert same_words("Ana Ruiz", "Ruiz")
    assert same_words("the Ostrand University Press", "Ostrand University")
    assert not same_words("Ana Ruiz", "Ana Belen Torres")
    assert not same_words("Ana Ruiz", None)
