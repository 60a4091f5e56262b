"""However a program ends, the interpreter exits at once and without a complaint of ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.llm.weights import WeightStore

PREAMBLE = f"""
import asyncio, sys, threading, time
sys.path[:0] = [{str(Path(__file__).parent)!r}]
from claimcheck import Checker
from fake_model import FakeModel, StuckModel

class Loud(FakeModel):
    async def aclose(self): print("closed", flush=True)

class LoudAndStuck(StuckModel):
    async def aclose(self): print("closed", flush=True)

def fail(event):
    raise BrokenPipeError

"""

RAISED_IN_A_CHECK = 'checker = Checker(Loud())\nchecker.check("Hive 7 was sold.", on_event=fail)'
RAISED_BETWEEN_CHECKS = 'checker = Checker(Loud())\nchecker.check("Hive 7 was sold.")\nraise BrokenPipeError'
RAISED_WHILE_AWAITING = """
checker = Checker(model := LoudAndStuck())
async def main():
    task = asyncio.create_task(checker.acheck("Hive 7 was sold."))
    while not model.waiting:
        await asyncio.sleep(0.005)
    raise BrokenPipeError
asyncio.run(main())
"""
ANOTHER_THREAD_WAITS = """
checker = Checker(model := LoudAndStuck())
def wait():
    try:
        checker.check("Hive 7 was sold.")
    except BaseException:
        pass
threading.Thread(target=wait, daemon=True).start()
while not model.waiting:
    time.sleep(0.005)
raise BrokenPipeError
"""


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", PREAMBLE + script],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "script", [RAISED_IN_A_CHECK, RAISED_BETWEEN_CHECKS, RAISED_WHILE_AWAITING, ANOTHER_THREAD_WAITS]
)
def test_a_program_that_fails_without_closing_its_checker_ends(script: str) -> None:
    done = run(script)

    assert (done.returncode, done.stdout) == (1, "closed\n")
    assert done.stderr.count("Traceback") == 1
    assert done.stderr.endswith("BrokenPipeError\n")
    assert "Warning" not in done.stderr


def test_an_endpoint_that_was_asked_leaves_nothing_open() -> None:
    done = run(
        "from claimcheck import Options, RetryPolicy\n"
        "checker = Checker('any', base_url='http://127.0.0.1:9/v1', options=Options(retry=RetryPolicy(attempts=1)))\n"
        "print(checker.check('Hive 7 was sold.').coverage.failed)\n"
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")


@pytest.mark.embedded
def test_so_it_is_with_the_embedded_model(weights: WeightStore) -> None:
    assert weights.path.is_file()
    done = run(
        "def fail_while_reading(event):\n"
        "    if getattr(event, 'stage', '') == 'read': raise BrokenPipeError\n"
        "checker = Checker('embedded', cache='off')\n"
        "checker.check('Hive 7 was sold by the council on Monday.', on_event=fail_while_reading)\n"
    )

    assert done.returncode == 1
    assert done.stderr.endswith("BrokenPipeError\n")
