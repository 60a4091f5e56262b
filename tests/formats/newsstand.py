"""A web server on loopback that hands out pages, and misbehaves where it is told to.

    with Newsstand({"/story": page("<p>...")}) as stand:
        fetch(stand.url("/story"), allow_private=True)

A real server with real sockets: an answer is the bytes that go out, one chunk after the other.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Self

Answer = Iterable[bytes]

STORY = """<!DOCTYPE html><html lang="en"><head><title>Halden bridge to stay shut</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Halden bridge to stay shut</h1>
<p>The only bridge over the river Halden will stay shut until spring, the county said on Monday.</p>
<p>“We cannot risk it,” said Ilse Marran, who runs the county's roads. A ferry runs every hour.</p>
</article></body></html>"""


def page(
    body: str | bytes = STORY, *, status: str = "200 OK", media: str | None = "text/html; charset=utf-8", **headers: str
) -> list[bytes]:
    """A whole answer. In the names of further headers "_" stands for "-"."""
    data = body.encode() if isinstance(body, str) else body
    lines = {"content-length": str(len(data)), **({"content-type": media} if media else {}), **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
    return [f"HTTP/1.1 {status}\r\n{head}\r\n".encode(), data]


def redirect(to: str, status: str = "302 Found") -> list[bytes]:
    """An answer that leads elsewhere."""
    return page("", status=status, location=to)


def dripping(answer: Iterable[bytes], seconds: float = 0.05) -> Iterator[bytes]:
    """The same answer, byte by byte."""
    for byte in b"".join(answer):
        time.sleep(seconds)
        yield bytes([byte])


class Newsstand:
    """The server; a context manager.

    Args:
        answers: what is handed out, by path. Other paths are not found.

    Attributes:
        asked: the head of each request, in order.
    """

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self._answers = answers
        self.asked: list[str] = []

    def __enter__(self) -> Self:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self._is_open = True
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_open = False
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def url(self, path: str = "/", *, host: str = "127.0.0.1") -> str:
        """Where a page is."""
        return f"http://{host}:{self.port}{path}"

    def _serve(self) -> None:
        while self._is_open:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                if not (received := connection.recv(4096)):
                    return
                head += received
            self.asked.append(head.decode())
            for chunk in self._answers.get(head.decode().split()[1], page("No.", status="404 Not Found")):
                if not self._is_open:
                    return
                connection.sendall(chunk)
