"""`claimcheck batch --via openai-batch`: by the Batch API, at half the price, and on again after a death."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import pytest
import typer

from batch_server import BatchServer
from claimcheck import Report
from claimcheck.cli.via import BatchesTold, refuse_misfits, removed_when_complete, state_file
from claimcheck.llm.bulk import Update
from claimcheck.llm.limits import Rates
from cli.desk import ARTICLE, answer, claimcheck, command, environment

ROWS = [{"id": f"a{number}", "text": ARTICLE.replace("$4", f"${number}")} for number in range(4, 7)]


@pytest.mark.enable_socket
def test_a_killed_batch_goes_on_without_submitting_anything_twice(tmp_path: Path) -> None:
    source, output = tmp_path / "articles.jsonl", tmp_path / "reports.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    with BatchServer(answer, hurried=True) as server:
        asked = ("batch", source, "--via", "openai-batch", "--resume", "-o", output, "--no-cache")
        priced = ("--model", "any", "--base-url", server.base_url, "--price-input", "1", "--price-output", "10")
        process = subprocess.Popen(command(*asked, *priced), env=environment(tmp_path), stderr=subprocess.DEVNULL)

        def kill_when_judging(step: str) -> None:
            if step == "create ends" and len(server.batches) == 2:
                process.kill()
                process.wait()

        server.on_step = kill_when_judging
        assert process.wait(60) == -signal.SIGKILL
        assert (tmp_path / "reports.jsonl.openai-batch").exists()
        run = claimcheck(*asked, *priced, home=tmp_path)

    assert run.returncode == 0, run.stderr.decode()
    reports = [Report.model_validate_json(line) for line in output.read_text().splitlines()]
    assert [report.article.id for report in reports] == ["a4", "a5", "a6"]
    assert all(report.complete and report.claims for report in reports)
    assert set(server.ran.values()) == {1}
    assert len(server.batches) == 2
    tokens = sum(report.usage.input_tokens + 10 * report.usage.output_tokens for report in reports)
    assert sum(report.usage.cost_usd or 0 for report in reports) == pytest.approx(tokens / 2 / 1_000_000)
    assert "claimcheck: batch 1 (batch-1): 3 questions, submitted before, found again\n" in run.stderr.decode()
    assert not (tmp_path / "reports.jsonl.openai-batch").exists(), "nothing is left to do"


@pytest.mark.enable_socket
def test_a_refused_key_is_told_before_anything_is_uploaded(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text(json.dumps(ROWS[0]) + "\n")
    with BatchServer(answer, key="right") as server:
        run = claimcheck(
            *("batch", tmp_path / "articles.jsonl", "--via", "openai-batch", "-o", tmp_path / "reports.jsonl"),
            *("--model", "any", "--base-url", server.base_url),
            home=tmp_path,
            OPENAI_API_KEY="sk-not-the-right-one",
        )

    assert run.returncode == 5
    assert "refused the key (401)" in run.stderr.decode()
    assert "sk-not" not in run.stderr.decode()
    assert server.files == {}


class TestOptions:
    def test_the_state_file_stands_beside_the_output(self) -> None:
        assert state_file(None, Path("out/reports.jsonl")) == Path("out/reports.jsonl.openai-batch")
        assert state_file(Path("my.state"), Path("out/reports.jsonl")) == Path("my.state")

    def test_and_must_be_named_where_there_is_no_output(self) -> None:
        with pytest.raises(typer.BadParameter, match="name it with --state"):
            state_file(None, None)

    @pytest.mark.parametrize(
        ("via", "state", "offline", "rates"),
        [
            (None, Path("my.state"), False, Rates()),
            ("openai-batch", None, True, Rates()),
            ("openai-batch", None, False, Rates(requests_per_minute=3)),
        ],
    )
    def test_what_does_not_go_together_is_refused(
        self, via: str | None, state: Path | None, offline: bool, rates: Rates
    ) -> None:
        with pytest.raises(typer.BadParameter):
            refuse_misfits(via, state=state, offline=offline, rates=rates)

    def test_the_embedded_model_has_no_batches(self, tmp_path: Path) -> None:
        (tmp_path / "articles.jsonl").write_text(json.dumps(ROWS[0]) + "\n")
        run = claimcheck(
            *("batch", tmp_path / "articles.jsonl", "--via", "openai-batch", "--model", "embedded"),
            *("-o", tmp_path / "reports.jsonl"),
            home=tmp_path,
        )

        assert run.returncode == 2
        assert "is for a model at an endpoint" in run.stderr.decode()

    @pytest.mark.parametrize(("code", "is_left"), [(0, False), (1, True)])
    def test_the_state_file_stays_while_anything_is_left_to_do(self, code: int, is_left: bool, tmp_path: Path) -> None:
        state = tmp_path / "my.state"
        state.touch()
        with pytest.raises(typer.Exit), removed_when_complete(state):
            raise typer.Exit(code)

        assert state.exists() == is_left


class TestWhatIsToldMeanwhile:
    def test_each_change_at_once_and_how_far_it_is_once_a_minute(self) -> None:
        said: list[str] = []
        now = 0.0
        told = BatchesTold(said.append, clock=lambda: now)

        told(Update(1, "uploading", 400))
        for now, answered in ((10.0, 0), (50.0, 90), (80.0, 120), (7_000.0, 200)):  # noqa: B007 (the clock reads it)
            told(Update(1, "in_progress", 400, answered, batch_id="batch_7"))
        told(Update(1, "expired", 400, 200, batch_id="batch_7"))

        assert said == [
            "batch 1: uploading 400 questions",
            "batch 1 (batch_7): in progress, 0 of 400 answered after 10 s",
            "batch 1 (batch_7): in progress, 120 of 400 answered after 80 s",
            "batch 1 (batch_7): in progress, 200 of 400 answered after 1.9 h",
            "batch 1 (batch_7): has expired, 200 of 400 answered; the others go into another batch",
        ]
