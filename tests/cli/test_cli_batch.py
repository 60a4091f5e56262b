"""`claimcheck batch` as its users meet it. What a kill leaves is tested in `tests/batch`."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import claimcheck, command, environment

from batch.ferries import ids_of, lines_of, rows, text, written
from claimcheck import Report
from fault_server import Fault, FaultServer
from test_faults import answer

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(answer) as server:
        yield server


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return written(tmp_path / "articles.jsonl", rows(6))


def asking(server: FaultServer) -> tuple[str, ...]:
    return ("--model", "any", "--base-url", server.base_url)


def said(run: subprocess.CompletedProcess[bytes]) -> list[str]:
    return [line.removeprefix("claimcheck: ") for line in run.stderr.decode().splitlines()]


class TestLines:
    def test_are_reports_in_the_order_of_the_rows(self, server: FaultServer, source: Path, tmp_path: Path) -> None:
        output = tmp_path / "reports.jsonl"
        run = claimcheck("batch", source, "-o", output, *asking(server), home=tmp_path)

        assert (run.returncode, run.stdout) == (0, b"")
        assert ids_of(output) == [f"ferry-{number}" for number in range(6)]
        reports = [Report.model_validate_json(line) for line in output.read_bytes().splitlines()]
        assert [report.article.text for report in reports] == [text(number) for number in range(6)]
        assert said(run) == [
            "6 rows: 6 complete",
            "12 answers; 132 tokens read, 84 written, at a cost that is not known",
        ]

    def test_go_from_stdin_to_stdout(self, server: FaultServer, source: Path, tmp_path: Path) -> None:
        run = claimcheck("batch", "-", "--quiet", *asking(server), home=tmp_path, stdin=source.read_bytes())

        assert (run.returncode, run.stderr) == (0, b"")
        assert [json.loads(line)["article"]["id"] for line in run.stdout.splitlines()] == [
            f"ferry-{n}" for n in range(6)
        ]

    def test_come_from_a_folder(self, server: FaultServer, tmp_path: Path) -> None:
        folder = tmp_path / "articles"
        (folder / "north").mkdir(parents=True)
        (folder / "a.txt").write_text(text(1))
        (folder / "north" / "b.md").write_text(text(2))
        output = tmp_path / "reports.jsonl"

        assert claimcheck("batch", folder, "-o", output, *asking(server), home=tmp_path).returncode == 0
        assert ids_of(output) == ["a.txt", "north/b.md"]

    def test_are_written_while_the_next_row_is_awaited(self, server: FaultServer, tmp_path: Path) -> None:
        with subprocess.Popen(
            command("batch", "-", "--quiet", *asking(server)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(tmp_path),
        ) as process:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps(rows(1)[0]).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["article"]["id"] == "ferry-0"
            process.stdin.close()
        assert process.returncode == 0


class TestRowsThatCannotBeChecked:
    def test_are_said_in_their_place_and_counted(self, server: FaultServer, tmp_path: Path) -> None:
        source = written(tmp_path / "a.jsonl", ["{", *rows(1), {"id": "empty", "text": ""}])
        output = tmp_path / "reports.jsonl"
        run = claimcheck("batch", source, "-o", output, *asking(server), home=tmp_path)

        assert run.returncode == 1
        assert said(run)[0] == "3 rows: 1 complete, 2 could not be checked"
        first, second, third = lines_of(output)
        assert (first["id"], set(first)) == ("a.jsonl:1", {"id", "error"})
        assert second["article"]["id"] == "ferry-0"
        assert third == {"id": "empty", "error": "the article is empty: give it at least one sentence"}

    def test_alone_end_in_3(self, server: FaultServer, tmp_path: Path) -> None:
        source = written(tmp_path / "a.jsonl", ["prose", "more prose"])
        run = claimcheck("batch", source, *asking(server), home=tmp_path)
        assert (run.returncode, len(run.stdout.splitlines())) == (3, 2)

    def test_reports_that_are_incomplete_end_in_1_and_failed_ones_in_5(self, tmp_path: Path) -> None:
        source = written(tmp_path / "a.jsonl", rows(2))
        with FaultServer(answer, faults=[Fault.REFUSAL]) as server:
            run = claimcheck("batch", source, *asking(server), "--in-flight", "1", home=tmp_path / "one")
        assert run.returncode == 1
        assert said(run)[0] == "2 rows: 1 complete, 1 not read at all, since the model failed"
        with FaultServer(answer, faults=1.0, kinds=[Fault.REFUSAL]) as server:
            run = claimcheck("batch", source, *asking(server), home=tmp_path / "all")
        assert run.returncode == 5
        assert len(run.stdout.splitlines()) == 2


class TestGoingOn:
    def test_nothing_is_written_over(self, server: FaultServer, source: Path, tmp_path: Path) -> None:
        output = written(tmp_path / "reports.jsonl", ["precious"])
        run = claimcheck("batch", source, "-o", output, *asking(server), home=tmp_path)
        assert (run.returncode, output.read_text()) == (74, "precious\n")
        assert "--resume goes on with it" in said(run)[0]

    def test_a_budget_ends_the_batch_and_the_next_run_goes_on(
        self, server: FaultServer, source: Path, tmp_path: Path
    ) -> None:
        output = tmp_path / "reports.jsonl"
        asked = ("batch", source, "-o", output, *asking(server), "--resume", "--in-flight", "1")
        run = claimcheck(*asked, "--max-calls", "4", home=tmp_path)

        assert run.returncode == 1
        assert ids_of(output) == ["ferry-0", "ferry-1"], "no report that the budget cut short"
        assert said(run)[-1].startswith("stopped: budget reached: 4 calls of 4 calls used")
        assert said(run)[-1].endswith(f"go on with --resume -o {output}")
        run = claimcheck(*asked, home=tmp_path)
        assert (run.returncode, said(run)[0]) == (0, "4 rows: 4 complete; 2 were done before")
        assert ids_of(output) == [f"ferry-{number}" for number in range(6)]

    def test_an_endpoint_that_refuses_everything_ends_the_batch(self, source: Path, tmp_path: Path) -> None:
        output = tmp_path / "reports.jsonl"
        with FaultServer(answer, faults=[*[None] * 4, *[Fault.UNAUTHORIZED] * 99]) as server:
            asked = ("batch", source, "-o", output, *asking(server), "--in-flight", "1")
            run = claimcheck(*asked, home=tmp_path)
        assert run.returncode == 5
        assert "401" in run.stderr.decode()
        assert f"stopped after 2 rows; go on with --resume -o {output}" in said(run)
        assert ids_of(output) == ["ferry-0", "ferry-1"]

    def test_a_row_that_has_changed_takes_the_place_of_what_it_was(
        self, server: FaultServer, source: Path, tmp_path: Path
    ) -> None:
        output = tmp_path / "reports.jsonl"
        asked = ("batch", source, "-o", output, *asking(server), "--resume")
        assert claimcheck(*asked, home=tmp_path).returncode == 0
        changed = rows(6)
        changed[2]["text"] = text(99)
        written(source, [*changed[:5], *rows(1, start=7)])  # and one row is gone, one is new
        run = claimcheck(*asked, home=tmp_path)

        assert said(run)[:2] == ["2 rows: 2 complete; 4 were done before", "1 row had changed and was done again"]
        assert ids_of(output) == [f"ferry-{number}" for number in (0, 1, 3, 4, 5, 2, 7)]
        assert lines_of(output)[5]["article"]["text"] == text(99)

    def test_what_went_wrong_is_tried_again_where_that_is_asked_for(self, source: Path, tmp_path: Path) -> None:
        output = tmp_path / "reports.jsonl"
        with FaultServer(answer, faults=[Fault.REFUSAL]) as server:
            asked = ("batch", source, "-o", output, *asking(server), "--in-flight", "1", "--resume")
            assert claimcheck(*asked, home=tmp_path).returncode == 1
            assert claimcheck(*asked, home=tmp_path).returncode == 0, "nothing is left to be done"
            run = claimcheck(*asked, "--retry", home=tmp_path)
        assert (run.returncode, said(run)[0]) == (0, "1 row: 1 complete; 5 were done before")
        assert all(not line["coverage"]["failed"] for line in lines_of(output))

    def test_rows_with_the_same_id_have_a_line_each(self, server: FaultServer, tmp_path: Path) -> None:
        source = written(tmp_path / "a.jsonl", [*rows(2), {"id": "ferry-0", "text": text(5)}, *rows(1)])
        output = tmp_path / "reports.jsonl"
        asked = ("batch", source, "-o", output, *asking(server), "--resume")
        claimcheck(*asked, home=tmp_path)
        assert ids_of(output) == ["ferry-0", "ferry-1", "ferry-0", "ferry-0"]
        lines = output.read_bytes().splitlines(keepends=True)
        output.write_bytes(b"".join(lines[1:]))
        claimcheck(*asked, home=tmp_path)
        assert sorted(output.read_bytes().splitlines(keepends=True)[:3]) == sorted(lines[1:])
        assert len(ids_of(output)) == 4


class TestGate:
    def test_counts_the_reports_that_show_it_and_names_them(
        self, server: FaultServer, source: Path, tmp_path: Path
    ) -> None:
        asked = ("batch", source, "--limit", "2", *asking(server), "--fail-on", "checkable,anonymous")
        run = claimcheck(*asked, "--quiet", home=tmp_path)

        assert (run.returncode, len(run.stdout.splitlines())) == (6, 2)
        assert said(run)[-2:] == ["2 reports show what --fail-on names:", "  checkable: ferry-0, ferry-1"]

    def test_lets_a_batch_pass_that_shows_none_of_it(self, server: FaultServer, source: Path, tmp_path: Path) -> None:
        run = claimcheck("batch", source, *asking(server), "--fail-on", "anonymous", "--quiet", home=tmp_path)
        assert (run.returncode, run.stderr) == (0, b"")

    def test_counts_the_reports_of_the_runs_before(self, server: FaultServer, source: Path, tmp_path: Path) -> None:
        asked = ("batch", source, "-o", tmp_path / "reports.jsonl", *asking(server), "--resume")
        assert claimcheck(*asked, "--limit", "5", home=tmp_path).returncode == 0
        run = claimcheck(*asked, "--fail-on", "checkable", home=tmp_path)

        assert run.returncode == 6
        assert said(run)[-1].endswith("ferry-0, ferry-1, ferry-2, ferry-3, ferry-4, ferry-5")


def test_each_question_on_a_verdict_is_put_as_often_as_it_is_to_be(
    server: FaultServer, source: Path, tmp_path: Path
) -> None:
    claimcheck("batch", source, "--limit", "1", *asking(server), "--samples", "3", home=tmp_path)
    assert len(server.requests) == 1 + 3


def test_shards_run_at_once_and_together_are_the_whole(server: FaultServer, tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", rows(40))
    parts = [tmp_path / f"part-{number}.jsonl" for number in (1, 2)]
    running = [
        subprocess.Popen(
            command("batch", source, "--shard", f"{number}/2", "-o", part, "--quiet", *asking(server)),
            env=environment(tmp_path / part.stem),
        )
        for number, part in enumerate(parts, 1)
    ]
    assert [process.wait() for process in running] == [0, 0]
    whole = tmp_path / "whole.jsonl"
    claimcheck("batch", source, "-o", whole, "--quiet", *asking(server), home=tmp_path / "whole")

    together = [line for part in parts for line in lines_of(part)]
    assert all(lines_of(part) for part in parts)
    assert sorted(together, key=lambda line: int(line["article"]["id"][6:])) == lines_of(whole)


@pytest.mark.parametrize("to_file", [True, False], ids=["to a file", "to stdout"])
def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(to_file: bool, source: Path, tmp_path: Path) -> None:
    output = tmp_path / "reports.jsonl"
    with FaultServer(answer, faults=[*[None] * 4, *[Fault.HANG] * 99]) as server:
        asked = ("batch", source, *asking(server), "--in-flight", "1", *(("-o", output) if to_file else ()))
        with subprocess.Popen(
            command(*asked), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(tmp_path)
        ) as process:
            assert process.stdout
            lines = [] if to_file else [process.stdout.readline(), process.stdout.readline()]
            while to_file and not (output.exists() and output.read_bytes().count(b"\n") == 2):
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            rest, messages = process.communicate(timeout=60)
    goes_on = f"; go on with --resume -o {output}" if to_file else ""
    assert process.returncode == 130
    # The second line is written; whether it is counted yet, the signal decides.
    assert messages.decode() in [f"claimcheck: interrupted after {count}{goes_on}\n" for count in ("1 row", "2 rows")]
    assert len(output.read_bytes().splitlines() if to_file else lines + rest.splitlines()) == 2


def test_an_estimate_asks_nobody_and_counts_what_is_left(server: FaultServer, source: Path, tmp_path: Path) -> None:
    output = tmp_path / "reports.jsonl"
    claimcheck("batch", source, "-o", output, "--limit", "2", *asking(server), home=tmp_path)
    before = len(server.requests)
    run = claimcheck("batch", source, "-o", output, "--resume", "--estimate", *asking(server), home=tmp_path)

    assert (run.returncode, len(server.requests)) == (0, before)
    assert run.stdout.decode().splitlines()[:2] == ["Rows            4", "Calls           8"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--resume",), "name it with -o"),
        (("--retry", "-o", "x"), "--retry goes with --resume"),
        (("--retry", "--resume", "--estimate", "-o", "x"), "not with --estimate"),
        (("--shard", "3/2"), "there is no shard 3/2"),
        (("-",), "standard input is read alone"),
    ],
)
def test_options_that_make_no_sense(arguments: tuple[str, ...], why: str, source: Path, tmp_path: Path) -> None:
    run = claimcheck("batch", source, *arguments, "--model", "any", home=tmp_path)
    assert run.returncode == 2
    assert why in run.stderr.decode()


def test_a_reader_that_leaves_ends_it_quietly(server: FaultServer, tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", rows(60))
    with subprocess.Popen(
        command("batch", source, *asking(server)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 74
        assert process.stderr.read() == b""
