"""Ctrl-C: one line, exit code 130, nothing written, and no waiting for what cannot be stopped. Real processes."""

from __future__ import annotations

import fcntl
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from desk import ARTICLE, answer, command, environment

from claimcheck.llm.weights import WeightStore
from fault_server import Fault, FaultServer

SAID = b"claimcheck: interrupted; nothing was written\n"


@contextmanager
def running(*arguments: str | Path, home: Path, **changes: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command(*arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home, **changes),
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def interrupted(process: subprocess.Popen[bytes]) -> tuple[int, bytes, bytes]:
    """How the process ends, and what it still says."""
    assert process.stdout
    assert process.stderr
    for _ in range(3):  # Python itself does not see a signal that comes just before it begins to wait
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=10), process.stdout.read(), process.stderr.read()
    pytest.fail("it does not end")


def wait_for(line: bytes, process: subprocess.Popen[bytes]) -> None:
    assert process.stderr
    for said in process.stderr:
        if said == line:
            return
    pytest.fail(f"it never said {line!r}")


@pytest.mark.enable_socket
def test_while_an_endpoint_is_silent(tmp_path: Path) -> None:
    article, output = tmp_path / "article.txt", tmp_path / "report.json"
    article.write_text(ARTICLE, encoding="utf-8")
    with FaultServer(answer, faults=1.0, kinds=[Fault.HANG]) as server:
        asked = ("--model", "any", "--base-url", server.base_url, "-o", output)
        with running("check", article, *asked, home=tmp_path / "home") as process:
            wait_for(b"claimcheck: reading sentences\n", process)
            assert interrupted(process) == (130, b"", SAID)
    assert not list(tmp_path.glob("*report*"))


def test_while_the_article_is_awaited(tmp_path: Path) -> None:
    with running("check", "-", "--model", "any", home=tmp_path) as process:
        _until_it_reads(process)
        assert interrupted(process) == (130, b"", SAID)


def _until_it_reads(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin
    process.stdin.write(b"One sentence. ")
    process.stdin.flush()
    unread = struct.pack("i", -1)
    while unread != struct.pack("i", 0):
        time.sleep(0.01)
        unread = fcntl.ioctl(process.stdin.fileno(), termios.FIONREAD, unread)


@pytest.mark.embedded
def test_while_the_embedded_model_loads(tmp_path: Path, weights: WeightStore) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    home = weights.folder.parent.parent
    with running("check", article, "--model", "embedded", "--no-cache", home=home) as process:
        wait_for(b"claimcheck: getting the model ready\n", process)
        assert interrupted(process) == (130, b"", SAID)
