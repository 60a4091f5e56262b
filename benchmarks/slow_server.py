"""A chat completions endpoint on loopback that takes so many questions at once and so long for each. Prints its URL.

    python benchmarks/slow_server.py [--milliseconds 50] [--at-once 64]

It answers what a compact model would who takes each sentence for one claim and each claim for a fact. What comes while
all places are taken waits. For `scale.py`, which starts it as a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys

READING = '{"states":"fact","check_worthiness":"medium","record":null,"keeper":null}'
_SENTENCE = re.compile(rb"Sentence: (.*?)(?<!\\)(?:\\n|\")")


def response(body: bytes) -> bytes:
    """The whole response to a request with this body. It is not parsed: the server shall take little time itself."""
    sentences = _SENTENCE.findall(body)
    said = json.dumps({"claims": [json.loads(b'"' + sentences[-1] + b'"')]}) if sentences else READING
    content = json.dumps(said).encode()
    completion = (
        b'{"id":"1","object":"chat.completion","created":0,"model":"any","choices":[{"index":0,"message":'
        b'{"role":"assistant","content":' + content + b'},"finish_reason":"stop"}],'
        b'"usage":{"prompt_tokens":90,"completion_tokens":14,"total_tokens":104}}'
    )
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
    return head + str(len(completion)).encode() + b"\r\n\r\n" + completion


class Desk:
    """So many places; who finds none waits in line."""

    def __init__(self, seconds: float, at_once: int) -> None:
        self._seconds, self._free = seconds, at_once
        self._line: list[tuple[asyncio.Transport, bytes]] = []

    def take(self, transport: asyncio.Transport, answer: bytes) -> None:
        if not self._free:
            self._line.insert(0, (transport, answer))
            return
        self._free -= 1
        asyncio.get_running_loop().call_later(self._seconds, self._answer, transport, answer)

    def _answer(self, transport: asyncio.Transport, answer: bytes) -> None:
        self._free += 1
        transport.write(answer)
        if self._line:
            self.take(*self._line.pop())


class Exchange(asyncio.Protocol):
    """One connection."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._received = desk, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, blank_line, body = self._received.partition(b"\r\n\r\n")
        if not blank_line:
            return
        length = next(
            int(line.partition(b":")[2]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")
        )
        if len(body) >= length:
            self._received = body[length:]
            self._desk.take(self._transport, response(body[:length]))  # type: ignore[arg-type]


async def serve(seconds: float, at_once: int) -> None:
    desk = Desk(seconds, at_once)
    server = await asyncio.get_running_loop().create_server(lambda: Exchange(desk), "127.0.0.1", 0)
    sys.stdout.write(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--milliseconds", type=float, default=50)
    parser.add_argument("--at-once", type=int, default=64)
    arguments = parser.parse_args()
    asyncio.run(serve(arguments.milliseconds / 1000, arguments.at_once))
