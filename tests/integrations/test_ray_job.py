"""The example job on a real Ray: the same reports as one process gives, whoever dies on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimcheck import Article, Checker, Options, Report
from claimcheck.integrations.ray import REPORT_COLUMNS
from claimcheck.llm.chat import ChatRequest, Message
from fake_model import plain_answer
from fault_server import FaultServer
from redis_server import RedisServer

pytestmark = pytest.mark.enable_socket

ARTICLES = [
    {
        "id": f"a{number}",
        "text": f"Quay {number} opens\n\nThe board of Port {number} spent {number},400 crowns on it. "
        f"Mayor Ana Ruiz said that it took {number} days.",
    }
    for number in range(1, 201)
]
DRIVER = Path(__file__).with_name("ray_driver.py")


class Endpoint(FaultServer):
    """An endpoint in this process, where something may happen at one of its answers."""

    def __init__(self) -> None:
        self.at, self.happens = 0, _nothing
        super().__init__(self._answer)

    def _answer(self, body: dict[str, Any]) -> str:
        if len(self.requests) >= self.at:
            happens, self.happens = self.happens, _nothing
            happens()
        name = body["response_format"]["json_schema"]["name"]
        return plain_answer(ChatRequest((Message("user", body["messages"][-1]["content"]),), schema_name=name))


def _nothing() -> None: ...


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as endpoint:
        yield endpoint


@pytest.fixture
def run(tmp_path: Path, endpoint: Endpoint) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts the job with its articles, and ends what is left of it."""
    started: list[subprocess.Popen[str]] = []

    def start(articles: Path, *options: str) -> subprocess.Popen[str]:
        command = [sys.executable, DRIVER, articles, tmp_path / "reports", "--model", "any"]
        process = subprocess.Popen(
            [*command, "--base-url", endpoint.base_url, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # A home of its own: Ray leaves a token there. What it shares with its workers has to have a short path.
            env=os.environ | {"HOME": str(tmp_path), "RAY_TMPDIR": tempfile.gettempdir()},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with process:  # which closes what it says, and waits for it
            process.terminate()


def reports_in(folder: Path) -> dict[str, dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(folder, schema=REPORT_COLUMNS).to_pylist()
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"]: row for row in rows}


def found(report: Report) -> object:
    return report.model_dump(exclude={"usage": True, "provenance": {"created_at"}})


def in_one_process(endpoint: Endpoint, folder: Path) -> dict[str, object]:
    options = Options(cache_path=folder / "alone.sqlite3")  # no answer of the job's is given here
    with Checker("any", base_url=endpoint.base_url, options=options) as checker, ThreadPoolExecutor(16) as pool:
        return {
            report.article.id: found(report)
            for report in pool.map(checker.check, map(Article.model_validate, ARTICLES))
        }


def workers_of(parent: int) -> list[int]:
    """The processes of Ray's actors for Ray Data, below that one."""
    listed = subprocess.run(["ps", "-axo", "pid=,ppid=,args="], check=True, capture_output=True, text=True).stdout
    processes = [line.split(maxsplit=2) for line in listed.splitlines()]
    family = {parent}
    while more := {int(pid) for pid, ppid, _ in processes if int(ppid) in family} - family:
        family |= more
    return [int(pid) for pid, _, args in processes if int(pid) in family and args.startswith("ray::MapWorker")]


def test_two_actors_give_the_same_reports_as_one_process_and_no_row_is_lost(
    run: Callable[..., subprocess.Popen[str]], endpoint: Endpoint, tmp_path: Path
) -> None:
    articles = tmp_path / "articles.jsonl"
    bad = ['{"id": "torn", "te', '{"id": "silent"}', '{"id": "empty", "text": ""}', "17"]
    articles.write_text("\n".join([*bad, *map(json.dumps, ARTICLES)]), encoding="utf-8")

    said, _ = run(articles).communicate()

    assert "204 rows written to" in said, said
    rows = reports_in(tmp_path / "reports")
    reports = {name: Report.model_validate_json(row["report"]) for name, row in rows.items() if row["report"]}
    assert len(rows) == len(ARTICLES) + len(bad)
    assert {name: found(report) for name, report in reports.items()} == in_one_process(endpoint, tmp_path)
    assert all(report.complete for report in reports.values())


def test_an_actor_that_is_killed_in_the_middle_loses_nothing(
    run: Callable[..., subprocess.Popen[str]], endpoint: Endpoint, tmp_path: Path
) -> None:
    articles, killed = tmp_path / "articles.parquet", []
    pq.write_table(pa.Table.from_pylist(ARTICLES), articles)
    alone = in_one_process(endpoint, tmp_path)
    asked_alone = len(endpoint.requests)

    def kill_an_actor() -> None:
        killed.append(workers_of(job.pid)[0])
        os.kill(killed[0], signal.SIGKILL)

    endpoint.at, endpoint.happens = asked_alone + 100, kill_an_actor
    with RedisServer(tmp_path) as cache:
        job = run(articles, "--cache-url", cache.url)
        said, _ = job.communicate()
        assert cache.keys  # of the actors

    assert killed
    assert "200 rows written to" in said, said
    rows = reports_in(tmp_path / "reports")
    assert {name: found(Report.model_validate_json(row["report"])) for name, row in rows.items()} == alone
