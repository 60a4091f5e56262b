"""`kill -9` at 25 moments of a batch: nothing is lost, nothing is twice, and only what was in flight is asked again.

Real processes and a real server. To start one costs little: they are forked from one that has imported everything.
Each is killed when the server has had so many requests more, so the moments lie all over the work however fast the
machine is; some fall into the start of a process, before it asks anything. What two runs of the same rows need not have
in common is usage and the time at which a report was made: all else is equal.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest
from ferries import ids_of, lines_of, rows, run_batch, written

from fault_server import Fault, FaultServer
from test_faults import answer

pytestmark = pytest.mark.enable_socket

KILLS = 25
ROWS = 300
IN_FLIGHT = 8

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    [
        "claimcheck.cli",
        "claimcheck.checker",
        "claimcheck.llm.connection",
        "claimcheck.llm.response_cache",
        "genai_prices",
    ]
)


@pytest.mark.parametrize("order", [(), ("--as-finished",)], ids=["in order", "as finished"])
def test_the_result_is_that_of_an_undisturbed_run(order: tuple[str, ...], tmp_path: Path) -> None:
    kills, count = (KILLS, ROWS) if not order else (5, 60)
    unreadable = ['{"id": "torn", "te', {"id": "empty", "text": ""}]
    source = written(tmp_path / "articles.jsonl", [*rows(count - 2), *unreadable])
    calm, killed = tmp_path / "calm.jsonl", tmp_path / "killed.jsonl"
    with FaultServer(answer) as server:
        asked = ("--model", "any", "--base-url", server.base_url, "--quiet", "--in-flight", str(IN_FLIGHT))
        assert finish(("batch", source, "-o", calm, *asked), home=tmp_path / "calm") == 1
        requests = len(server.requests)
    with FaultServer(answer, faults=0.05, kinds=[Fault.TOO_MANY_WAIT]) as server:
        asked = ("--model", "any", "--base-url", server.base_url, "--quiet", "--in-flight", str(IN_FLIGHT))
        resumed = ("batch", source, "-o", killed, "--resume", *order, *asked)
        dice = random.Random(7)  # noqa: S311
        for _ in range(kills):
            kill_after(dice.randrange(0, 2 * requests // kills), resumed, server, home=tmp_path / "killed")
        assert finish(resumed, home=tmp_path / "killed") == 1
        answered = Counter(json.dumps(one.body) for one in server.requests if one.fault is None)

    calm_lines, killed_lines = lines_of(calm), lines_of(killed)
    for line in (*calm_lines, *killed_lines):
        line.get("provenance", {}).pop("endpoint", None)  # two servers
    if order:
        assert sorted(ids_of(killed)) == sorted(ids_of(calm))
        killed_lines.sort(
            key=lambda line: ids_of(calm).index(line["article"]["id"] if "article" in line else line["id"])
        )
    assert killed_lines == calm_lines
    assert len(answered) == requests
    assert answered.total() - requests <= kills * IN_FLIGHT


def kill_after(requests: int, command: Sequence[object], server: FaultServer, *, home: Path) -> None:
    """Starts the process, and kills it when the server has had so many requests more."""
    before = len(server.requests)
    process = started(command, home=home)
    while process.is_alive() and len(server.requests) - before < requests:
        time.sleep(0.001)
    process.kill()
    process.join()


def finish(command: Sequence[object], *, home: Path) -> int | None:
    """Runs the process to its end; its exit code."""
    process = started(command, home=home)
    process.join()
    return process.exitcode


def started(command: Sequence[object], *, home: Path) -> ForkServerProcess:
    process = PROCESSES.Process(target=run_batch, args=([str(part) for part in command], str(home)))
    process.start()
    return process
