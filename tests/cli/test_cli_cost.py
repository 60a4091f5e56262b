"""Cache, budget and estimate as users of the command line meet them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import ARTICLE, answer, claimcheck

from claimcheck import Report
from fault_server import FaultServer

pytestmark = pytest.mark.enable_socket

UNUSED = ("--model", "any", "--base-url", "http://127.0.0.1:9/v1")
"""An endpoint that nobody is at."""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(answer) as server:
        yield server


def asking(server: FaultServer) -> tuple[str, ...]:
    return ("--model", "any", "--base-url", server.base_url, "-f", "json", "--quiet")


class TestCache:
    def test_the_same_check_again_asks_nobody(self, server: FaultServer, article: Path, tmp_path: Path) -> None:
        first, second = (claimcheck("check", article, *asking(server), home=tmp_path) for _ in range(2))

        assert len(server.requests) == 2
        before, after = (Report.model_validate_json(run.stdout) for run in (first, second))
        assert before.claims == after.claims
        assert after.usage.cached_calls == after.usage.calls == 2

    @pytest.mark.parametrize(("flag", "requests"), [("--no-cache", 4), ("--refresh", 4), ("--offline", 2)])
    def test_unless_it_is_told_to(
        self, flag: str, requests: int, server: FaultServer, article: Path, tmp_path: Path
    ) -> None:
        claimcheck("check", article, *asking(server), home=tmp_path)

        assert claimcheck("check", article, *asking(server), flag, home=tmp_path).returncode == 0
        assert len(server.requests) == requests

    def test_offline_without_kept_answers_says_so_and_ends_in_1(self, article: Path, tmp_path: Path) -> None:
        run = claimcheck("check", article, *UNUSED, "-f", "json", "--quiet", "--offline", home=tmp_path)

        assert run.returncode == 1
        assert Report.model_validate_json(run.stdout).coverage.failed == 3
        assert run.stderr.decode() == (
            "claimcheck: the report is incomplete: 3 sentences could not be read: no kept answer of 'any' at "
            "http://127.0.0.1:9/v1 to this question, and offline nothing is asked: run it once online with the same "
            "options\n"
        )

    def test_one_way_at_a_time(self, article: Path, tmp_path: Path) -> None:
        run = claimcheck("check", article, *UNUSED, "--refresh", "--offline", home=tmp_path)

        assert run.returncode == 2
        assert "--refresh and --offline exclude each other" in run.stderr.decode()

    def test_a_cache_that_cannot_be_used_is_told_in_a_line(
        self, server: FaultServer, article: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "file").touch()
        run = claimcheck(
            "check",
            *(article, *asking(server)),
            home=tmp_path,
            CLAIMCHECK_CACHE_DIR=str(tmp_path / "file"),
            PYTHONWARNINGS="default",
        )

        assert run.returncode == 0
        (line,) = run.stderr.decode().splitlines()
        assert line.startswith("claimcheck: ")
        assert str(tmp_path / "file") in line


class TestCacheCommand:
    def test_stats_path_and_clear(self, server: FaultServer, article: Path, tmp_path: Path) -> None:
        path = claimcheck("cache", "path", home=tmp_path).stdout.decode().strip()
        assert path == str(tmp_path / "cache" / "responses.sqlite3")
        assert claimcheck("cache", "stats", home=tmp_path).stdout.decode().startswith("answers    0\n")
        assert not Path(path).exists()

        claimcheck("check", article, *asking(server), home=tmp_path)
        held = claimcheck("cache", "stats", home=tmp_path).stdout.decode()
        assert held.startswith("answers    2\n")
        assert path in held

        assert claimcheck("cache", "clear", home=tmp_path).returncode == 2  # nobody is there to be asked
        cleared = claimcheck("cache", "clear", "--yes", home=tmp_path)
        assert (cleared.returncode, cleared.stderr) == (0, b"claimcheck: 2 answers forgotten\n")
        assert claimcheck("cache", "stats", home=tmp_path).stdout.decode().startswith("answers    0\n")


class TestBudget:
    def test_a_budget_that_runs_out_gives_a_partial_report_and_ends_in_1(
        self, server: FaultServer, article: Path, tmp_path: Path
    ) -> None:
        run = claimcheck("check", article, *asking(server), "--max-calls", "1", home=tmp_path)

        assert run.returncode == 1
        assert len(server.requests) == 1
        assert len(Report.model_validate_json(run.stdout).claims) == 3
        (line,) = run.stderr.decode().splitlines()
        assert line.startswith("claimcheck: the report is incomplete: 3 claims could not be judged: budget reached:")

    def test_no_budget_at_all_is_no_failure_of_the_model(
        self, server: FaultServer, article: Path, tmp_path: Path
    ) -> None:
        run = claimcheck("check", article, *asking(server), "--max-tokens", "0", home=tmp_path)

        assert run.returncode == 1
        assert "budget reached" in run.stderr.decode()
        assert server.requests == []

    def test_money_needs_a_price(self, article: Path, tmp_path: Path) -> None:
        run = claimcheck("check", article, *UNUSED, "--max-cost", "1", home=tmp_path)

        assert run.returncode == 4
        assert "--price-input and --price-output" in run.stderr.decode()

    def test_a_price_has_two_sides(self, article: Path, tmp_path: Path) -> None:
        run = claimcheck("check", article, *UNUSED, "--price-input", "1", home=tmp_path)

        assert run.returncode == 2
        assert "go together" in run.stderr.decode()

    def test_what_it_cost_is_in_the_report(self, server: FaultServer, article: Path, tmp_path: Path) -> None:
        price = ("--price-input", "2", "--price-output", "8", "--max-cost", "5")
        run = claimcheck("check", article, *asking(server), *price, home=tmp_path)

        usage = Report.model_validate_json(run.stdout).usage
        assert run.returncode == 0
        assert usage.cost_usd == pytest.approx((2 * usage.input_tokens + 8 * usage.output_tokens) / 1e6)


class TestEstimate:
    def test_prints_calls_tokens_and_cost_and_asks_nobody(self, article: Path, tmp_path: Path) -> None:
        price = ("--price-input", "2", "--price-output", "8")
        run = claimcheck("check", article, *UNUSED, "--estimate", *price, home=tmp_path)

        assert (run.returncode, run.stderr) == (0, b"")
        assert re.fullmatch(
            r"Calls +2\nTokens read +[\d,]+\nTokens written +[\d,]+\nCost +0\.\d{4} US dollars\nAn estimate, .*\n",
            run.stdout.decode(),
        )
        assert not (tmp_path / "cache").exists()

    def test_needs_no_key_and_knows_the_listed_price(self, article: Path, tmp_path: Path) -> None:
        run = claimcheck("check", article, "--model", "gpt-5-mini", "--estimate", "-f", "json", home=tmp_path)

        assert (run.returncode, run.stderr) == (0, b"")
        assert 0 < json.loads(run.stdout)["cost_usd"] < 1

    def test_as_json(self, article: Path, tmp_path: Path) -> None:
        run = claimcheck("check", article, *UNUSED, "--estimate", "-f", "json", home=tmp_path)

        estimate = json.loads(run.stdout)
        assert estimate.keys() == {"calls", "input_tokens", "output_tokens", "cost_usd"}
        assert (estimate["calls"], estimate["cost_usd"]) == (2, None)

    @pytest.mark.parametrize("via", [(), ("--via", "openai-batch")])
    def test_a_small_model_is_asked_more_often_and_less_each_time(self, article: Path, via: tuple[str, ...]) -> None:
        def estimate(*options: str | Path) -> dict[str, int]:
            run = claimcheck(*options, *UNUSED, "--estimate", home=article.parent)
            figures = re.findall(r"^(Calls|Tokens written) +([\d,]+)$", run.stdout.decode(), re.MULTILINE)
            return {name: int(figure.replace(",", "")) for name, figure in figures}

        command = ("batch", article, *via) if via else ("check", article)
        full, compact = estimate(*command, "--profile", "full"), estimate(*command, "--profile", "compact")

        assert estimate(*command) == full
        assert compact["Calls"] > full["Calls"]
        assert compact["Tokens written"] < full["Tokens written"]

    def test_says_where_the_cost_is_not_known(self, article: Path, tmp_path: Path) -> None:
        run = claimcheck("check", article, *UNUSED, "--estimate", home=tmp_path)

        assert "not known: give --price-input and --price-output" in run.stdout.decode()
