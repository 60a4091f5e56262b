"""A proxy on loopback in front of an OpenAI-compatible endpoint, which records what each call took."""

from __future__ import annotations

import http.client
import json
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Call:
    """One call that went through.

    Attributes:
        schema: the name of the schema that it asked the answer to fit, or None.
        status: of the answer.
        prompt_tokens: as the endpoint counts them, in `usage`.
        completion_tokens: the same.
        finish: why the answer ended, as the endpoint says it: "stop", or "length" where it was cut off.
        error: what the endpoint said instead of an answer.
    """

    schema: str | None
    status: int
    prompt_tokens: int = 0
    completion_tokens: int = 0
    finish: str | None = None
    error: str | None = None


class RecordingProxy:
    """Passes calls on unchanged, from `with` to the end of its block.

    It is also an HTTP proxy that lets nothing through: a program whose `HTTPS_PROXY` it is reaches no other host, and
    the hosts that it tried are known.

    Args:
        endpoint: where calls go, such as "http://127.0.0.1:18080/v1".

    Attributes:
        base_url: what to ask in its place.
        url: the proxy itself, for `HTTPS_PROXY`.
        calls: what has gone through, in the order of the answers.
        elsewhere: the hosts that somebody tried to reach.
    """

    def __init__(self, endpoint: str) -> None:
        self.calls: list[Call] = []
        self.elsewhere: list[str] = []
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.upstream, self._server.proxy = urlsplit(endpoint), self
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.base_url = f"{self.url}{urlsplit(endpoint).path}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def forget(self) -> None:
        """Begins a new record."""
        self.calls, self.elsewhere = [], []


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    upstream: Any
    proxy: RecordingProxy


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        connection = http.client.HTTPConnection(self.server.upstream.netloc)
        connection.request("POST", self.path, body, {"content-type": "application/json"})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        self.server.proxy.calls.append(_call(json.loads(body), answer.status, json.loads(content)))
        self._send(answer.status, content)

    def do_CONNECT(self) -> None:
        self.server.proxy.elsewhere.append(self.path)
        self._send(403, b'{"error": {"message": "no other host is to be reached"}}')

    def do_GET(self) -> None:
        self.do_CONNECT()

    def _send(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def _call(body: dict[str, Any], status: int, answer: dict[str, Any]) -> Call:
    schema = (body.get("response_format") or {}).get("json_schema", {}).get("name")
    if "error" in answer:
        return Call(schema, status, error=answer["error"]["message"])
    usage = answer["usage"]
    finish = answer["choices"][0]["finish_reason"]
    return Call(schema, status, usage["prompt_tokens"], usage["completion_tokens"], finish)
