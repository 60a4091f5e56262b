"""The example job on a real Ray: the same reports as one process gives, whoever dies on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimcheck import Article, Checker, Options, Report
from claimcheck.integrations.ray import REPORT_COLUMNS
from claimcheck.llm.chat import ChatRequest, Message
from claimcheck.llm.profiles import FULL
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


class Ray:
    """A Ray in a process of its own, which runs one job after the other."""

    def __init__(self, home: Path) -> None:
        # A home of its own: Ray leaves a token there. What it shares with its workers has to have a short path.
        environment = os.environ | {"HOME": str(home), "RAY_TMPDIR": tempfile.gettempdir()}
        with (home / "ray.log").open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, DRIVER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=environment,
            )

    def run(self, articles: Path, reports: Path, *options: str) -> str:
        """What the example job says at its end."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([str(articles), str(reports), "--model", "any", *options]) + "\n")
        self._process.stdin.flush()
        said: str = json.loads(self._process.stdout.readline())
        return said

    def actors(self) -> list[int]:
        """The processes of its actors for Ray Data."""
        listed = subprocess.run(["ps", "-axo", "pid=,ppid=,args="], check=True, capture_output=True, text=True).stdout
        processes = [line.split(maxsplit=2) for line in listed.splitlines()]
        family = {self._process.pid}
        while more := {int(pid) for pid, ppid, _ in processes if int(ppid) in family} - family:
            family |= more
        return [int(pid) for pid, _, args in processes if int(pid) in family and args.startswith("ray::MapWorker")]

    def close(self) -> None:
        with self._process:  # which closes its standard input, and so ends it, and waits for it
            pass


@pytest.fixture(scope="module")
def ray(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ray]:
    ray = Ray(tmp_path_factory.mktemp("ray"))
    yield ray
    ray.close()


def reports_in(folder: Path) -> dict[str, dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(folder, schema=REPORT_COLUMNS).to_pylist()
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"]: row for row in rows}


def found(report: Report) -> object:
    return report.model_dump(exclude={"usage": True, "provenance": {"created_at"}})


def in_one_process(endpoint: Endpoint, folder: Path) -> dict[str, object]:
    options = Options(cache_path=folder / "alone.sqlite3")  # no answer of the job's is given here
    with Checker("any", base_url=endpoint.base_url, options=options) as checker:
        results = checker.check_many(map(Article.model_validate, ARTICLES))
        return {report.article.id: found(report) for report in results if isinstance(report, Report)}


def test_two_actors_give_the_same_reports_as_one_process_and_no_row_is_lost(
    ray: Ray, endpoint: Endpoint, tmp_path: Path
) -> None:
    articles, folder = tmp_path / "articles.jsonl", tmp_path / "reports"
    bad = ['{"id": "torn", "te', '{"id": "silent"}', '{"id": "empty", "text": ""}', "17"]
    articles.write_text("\n".join([*bad, *map(json.dumps, ARTICLES)]), encoding="utf-8")

    said = ray.run(articles, folder, "--base-url", endpoint.base_url)

    assert "204 rows written to" in said, said
    rows = reports_in(folder)
    reports = {name: Report.model_validate_json(row["report"]) for name, row in rows.items() if row["report"]}
    assert len(rows) == len(ARTICLES) + len(bad)
    assert {name: found(report) for name, report in reports.items()} == in_one_process(endpoint, tmp_path)
    assert all(report.complete for report in reports.values())


def test_an_actor_that_is_killed_in_the_middle_loses_nothing_and_what_was_answered_is_not_asked_again(
    ray: Ray, endpoint: Endpoint, tmp_path: Path
) -> None:
    articles, folder = tmp_path / "articles.parquet", tmp_path / "reports"
    pq.write_table(pa.Table.from_pylist(ARTICLES), articles)
    alone = in_one_process(endpoint, tmp_path)
    asked_alone = len(endpoint.requests)

    def kill_an_actor() -> None:
        os.kill(ray.actors()[0], signal.SIGKILL)

    endpoint.at, endpoint.happens = asked_alone + 200, kill_an_actor
    with RedisServer(tmp_path) as cache:
        said = ray.run(articles, folder, "--base-url", endpoint.base_url, "--cache-url", cache.url)
        questions = len(cache.keys)

    assert "200 rows written to" in said, said
    rows = reports_in(folder)
    assert {name: found(Report.model_validate_json(row["report"])) for name, row in rows.items()} == alone
    asked = len(endpoint.requests) - asked_alone
    # Questions that the dead actor had sent, and answers on their way to the cache: of some hundred that it had asked.
    assert asked - questions <= 2 * FULL.in_flight, "only what was open when the actor died is asked again"
