"""Every way in, from the command line: what is read, and what the report says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from desk import answer
from typer.testing import CliRunner, Result

from claimcheck.cli import app
from fault_server import FaultServer

pytestmark = pytest.mark.enable_socket

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Calder bridge opens</title></head><body><article>
<h1>Calder bridge opens after three years</h1><p>Mayor Ana Ruiz opened the Calder bridge on Monday.</p>
<p>"It cost $4 million," she told reporters.</p></article></body></html>"""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with FaultServer(answer) as server:
        yield server.base_url


@pytest.fixture(autouse=True)
def _a_user_with_a_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLAIMCHECK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("OPENAI_API_KEY", "none")


def run(endpoint: str, *arguments: str | Path, stdin: bytes = b"") -> Result:
    asked = ("--model", "any", "--base-url", endpoint, "--quiet", "-f", "json")
    return CliRunner().invoke(app, ["check", *map(str, arguments), *asked], input=stdin, catch_exceptions=False)


def report(endpoint: str, *arguments: str | Path, stdin: bytes = b"") -> dict[str, Any]:
    done = run(endpoint, *arguments, stdin=stdin)
    assert (done.exit_code, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_page_and_what_took_its_text_out(endpoint: str, tmp_path: Path) -> None:
    path = tmp_path / "story.html"
    path.write_text(PAGE)
    found = report(endpoint, path)

    assert found["article"]["title"] == "Calder bridge opens after three years"
    assert found["article"]["language"] == "en"
    assert "extractor" not in found["article"]
    assert found["provenance"]["options"]["extractor"].startswith("trafilatura ")
    assert report(endpoint, "-", stdin=PAGE.encode())["article"] == found["article"]


def test_an_input_that_is_said_to_be_something(endpoint: str) -> None:
    row = json.dumps({"id": 7, "text": "It rained all day in Osk."}).encode()
    assert report(endpoint, "-", stdin=row)["article"]["id"] == "7"
    assert report(endpoint, "-", "--input", "text", stdin=row)["article"]["text"] == row.decode()


def test_a_url_of_this_machine_only_where_that_is_allowed(endpoint: str) -> None:

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE.encode())

        def log_message(self, *_: object) -> None:  # type: ignore[override]
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/story"
        refused = run(endpoint, url)
        found = report(endpoint, url, "--allow-private")
        server.shutdown()

    assert refused.exit_code == 3
    assert "no address of the public internet" in refused.stderr
    assert found["article"]["url"] == url


def test_many_articles_are_for_batch(endpoint: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "a"}\n{"text": "b"}\n')
    done = run(endpoint, path)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.endswith("rows.jsonl holds 2 rows, and check takes one. Check them all: claimcheck batch\n")
