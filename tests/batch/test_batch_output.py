"""The output file: whatever is left of a process that died, the next one goes on from it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from ferries import Json, rows, text
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import Checker, ConfigurationError
from claimcheck.article import Article
from claimcheck.batch.ledger import Ledger
from claimcheck.batch.output import ReportFile, Written
from claimcheck.batch.selection import Selection, Shard
from claimcheck.errors import OutputError
from claimcheck.formats.rows import Row
from fake_model import FakeModel


@pytest.fixture(scope="module")
def reports() -> list[str]:
    with Checker(FakeModel()) as checker:
        return [checker.check(Article.of(row["text"], id=row["id"])).model_dump_json() for row in rows(3)]


def row(number: int, *, id: str | None = None) -> Row:
    name = id or f"ferry-{number}"
    return Row(name, Article.of(text(number), id=name))


def left(path: Path, *rows: Row, retry: bool = False) -> list[str]:
    """The ids of those rows that are left to be done."""
    with ReportFile(path) as file:
        return [each.id for each in Selection(rows, ledger=file.resume(retry=retry))]


ERROR = json.dumps({"id": "ferry-1", "error": "no"})


def test_a_torn_last_line_is_mended_wherever_it_is_torn(tmp_path: Path, reports: list[str]) -> None:
    whole = "".join(f"{report}\n" for report in reports).encode()
    path = tmp_path / "reports.jsonl"
    last = len(whole) - len(reports[-1].encode()) - 1
    for at in [*range(last, len(whole), 97), len(whole) - 2, len(whole) - 1, len(whole)]:
        path.write_bytes(whole[:at])
        missing = left(path, *map(row, range(3)))
        assert missing == (["ferry-2"] if at < len(whole) - 1 else [])
        with ReportFile(path) as file:
            file.resume()
            if missing:
                file.append(reports[-1])
        assert path.read_bytes() == whole


def test_what_is_not_ours_is_left_as_it_is(tmp_path: Path, reports: list[str]) -> None:
    path = tmp_path / "reports.jsonl"
    for foreign in ('{"id": "a1", "text": "An article."}\n{"id": "a2", "te', "prose\nmore", f"{reports[0]}\n[]\n"):
        path.write_text(foreign)
        with ReportFile(path) as file, pytest.raises(OutputError, match=r"line \d of .* is it the right file"):
            file.resume()
        assert path.read_text() == foreign


def test_a_file_with_something_in_it_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text("precious")
    with ReportFile(path) as file, pytest.raises(OutputError, match="holds something already"):
        file.begin()


def test_one_process_writes_at_a_time(tmp_path: Path) -> None:
    with ReportFile(tmp_path / "reports.jsonl"), pytest.raises(OutputError, match="another process is writing"):
        ReportFile(tmp_path / "reports.jsonl")
    ReportFile(tmp_path / "reports.jsonl").close()


def test_a_line_that_does_not_fit_on_the_disk_leaves_no_part_of_it(
    tmp_path: Path, reports: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "reports.jsonl"
    write = os.write
    with ReportFile(path) as file:
        file.append(reports[0])
        room = iter([100])

        def full(descriptor: int, data: bytes) -> int:
            fits = next(room, None)
            if fits is None:
                raise OSError(28, "No space left on device")
            return write(descriptor, data[:fits])

        monkeypatch.setattr(os, "write", full)
        with pytest.raises(OutputError, match="No space left"):
            file.append(reports[1])
        monkeypatch.undo()
    assert path.read_text() == f"{reports[0]}\n"


def test_errors_are_done_until_they_are_to_be_tried_again(tmp_path: Path, reports: list[str]) -> None:
    path = tmp_path / "reports.jsonl"
    failed: Json = json.loads(reports[2])
    failed["coverage"]["failed"] = 1
    path.write_text(f"{reports[0]}\n{ERROR}\n{json.dumps(failed)}\n")
    candidates = [row(0), Row("ferry-1", error="no"), row(2)]

    assert left(path, *candidates) == []
    assert left(path, *candidates, retry=True) == ["ferry-1", "ferry-2"]
    assert path.read_text() == f"{reports[0]}\n"


class TestChangedInput:
    def test_new_rows_are_done_and_rows_that_are_gone_stay(self, tmp_path: Path, reports: list[str]) -> None:
        path = tmp_path / "reports.jsonl"
        path.write_text("".join(f"{report}\n" for report in reports))
        assert left(path, row(5), row(2), row(0)) == ["ferry-5"]

    def test_a_row_with_another_text_is_done_again_and_its_old_line_goes(
        self, tmp_path: Path, reports: list[str]
    ) -> None:
        ledger = Ledger()
        for report in reports:
            written = Written.of(report.encode())
            ledger.enter(written.id, written.sha256)
        ledger.enter("ferry-9", None)
        old = [Written.of(report.encode()) for report in reports]
        selection = Selection([row(0), row(7, id="ferry-1"), row(9)], ledger=ledger)

        assert [each.id for each in selection] == ["ferry-1", "ferry-9"]
        assert (selection.left_out, selection.changed) == (1, 2)
        assert [ledger.is_outdated(each.id, each.sha256) for each in old] == [False, True, False]
        assert ledger.is_outdated("ferry-9", None), "the row can be read now"

    def test_rows_that_are_alike_are_as_often_done_as_there_are_lines(self) -> None:
        ledger = Ledger()
        for sha256 in ("x", "x", "y", None):
            ledger.enter("a", sha256)
        stands = [ledger.look_up("a", sha256) for sha256 in ("x", "y", "x", "x", None, None, "z")]
        assert stands == ["done", "done", "done", "changed", "done", "changed", "changed"]
        assert ledger.look_up("b", "x") == "new"

    @given(
        done=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y", None]))),
        looked_up=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y", None]))),
    )
    def test_no_row_is_done_more_often_than_it_has_lines(
        self, done: list[tuple[str, str | None]], looked_up: list[tuple[str, str | None]]
    ) -> None:
        ledger = Ledger()
        for line in done:
            ledger.enter(*line)
        stands = [ledger.look_up(*each) for each in looked_up]
        for each in set(looked_up):
            found = sum(stand == "done" for stand, one in zip(stands, looked_up, strict=True) if one == each)
            assert found == min(done.count(each), looked_up.count(each))


class TestShards:
    @given(ids=st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]))), of=st.integers(1, 9))
    def test_each_row_is_in_one_part(self, ids: list[str], of: int) -> None:
        for name in ids:
            assert sum(Shard(number, of).holds(name) for number in range(1, of + 1)) == 1

    def test_parts_are_about_equal_and_stay_what_they_are(self) -> None:
        part = [number for number in range(10_000) if Shard.parse("2/8").holds(f"ferry-{number}")]
        assert 1_100 < len(part) < 1_400
        assert part[:5] == [2, 4, 6, 9, 10]

    @pytest.mark.parametrize("text", ["", "2", "0/2", "3/2", "a/b", "1/0", "-1/2", "1/2/3"])
    def test_what_is_no_shard(self, text: str) -> None:
        with pytest.raises(ConfigurationError, match="no shard"):
            Shard.parse(text)

    def test_the_limit_counts_before_the_parts(self) -> None:
        taken = [Selection(map(row, range(20)), limit=10, shard=Shard(number, 2)) for number in (1, 2)]
        assert sorted(each.id for part in taken for each in part) == sorted(f"ferry-{number}" for number in range(10))
