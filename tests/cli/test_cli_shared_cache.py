"""Answers on a Redis server, as users of the command line meet them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import ARTICLE, answer, claimcheck

from claimcheck import Report
from fault_server import FaultServer
from redis_server import RedisServer

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def endpoint() -> Iterator[FaultServer]:
    with FaultServer(answer) as endpoint:
        yield endpoint


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    with RedisServer(tmp_path) as server:
        yield server


def test_what_one_machine_has_asked_another_does_not_ask_again(
    endpoint: FaultServer, server: RedisServer, article: Path, tmp_path: Path
) -> None:
    asking = ("check", article, "--model", "any", "--base-url", endpoint.base_url, "-f", "json", "--quiet")
    first = claimcheck(*asking, "--cache-url", server.url, home=tmp_path / "a")
    second = claimcheck(*asking, home=tmp_path / "b", CLAIMCHECK_CACHE_URL=server.url)

    assert (first.returncode, second.returncode, first.stderr, second.stderr) == (0, 0, b"", b"")
    before, after = (Report.model_validate_json(run.stdout) for run in (first, second))
    assert before.claims == after.claims
    assert after.usage.cached_calls == after.usage.calls == len(endpoint.requests)
    assert not (tmp_path / "a" / "cache").exists()


def test_a_server_that_is_away_is_told_in_a_line_and_the_check_goes_on(
    endpoint: FaultServer, server: RedisServer, article: Path, tmp_path: Path
) -> None:
    server.kill()
    asking = ("--model", "any", "--base-url", endpoint.base_url, "-f", "json", "--quiet")
    run = claimcheck("check", article, *asking, "--cache-url", server.url, home=tmp_path, PYTHONWARNINGS="default")

    assert run.returncode == 0
    assert Report.model_validate_json(run.stdout).complete
    (line,) = run.stderr.decode().splitlines()
    assert line.startswith(f"claimcheck: the shared cache {server.address} cannot be used (")
    assert "s3cret" not in line


def test_a_url_that_cannot_be_read_is_a_matter_of_set_up_and_not_shown(article: Path, tmp_path: Path) -> None:
    asking = ("--model", "any", "--base-url", "http://127.0.0.1:9/v1", "--cache-url", "http://:s3cret@localhost")
    run = claimcheck("check", article, *asking, home=tmp_path)

    assert run.returncode == 4
    assert "write redis://" in run.stderr.decode()
    assert b"s3cret" not in run.stdout + run.stderr


def test_the_cache_command_says_that_it_concerns_this_machine(tmp_path: Path) -> None:
    run = claimcheck("cache", "stats", home=tmp_path, CLAIMCHECK_CACHE_URL="redis://:s3cret@cache.internal")

    assert run.stdout.decode().startswith("answers    0\n")
    assert "this command concerns the file on this machine" in run.stderr.decode()
    assert b"s3cret" not in run.stdout + run.stderr
