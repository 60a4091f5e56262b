"""A chat completions endpoint on loopback that deals out what real ones deal out on bad days.

    with FaultServer(answer, faults=0.3, seed=7) as server:
        model = OpenAIModel("any", base_url=server.base_url)

A real HTTP server, in a thread of its own. `answer` takes the body of a request and gives the content of the
model's answer; a fault stands in its way or spoils it. Where faults come at a rate, which request meets which
fault depends on the seed, the body and how often that body was sent, and not on the order of arrival.
"""

from __future__ import annotations

import asyncio
import json
import random
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

Body = dict[str, Any]


class Fault(StrEnum):
    """One bad thing that can happen to a request."""

    TOO_MANY = "429"
    TOO_MANY_WAIT = "429 with retry-after"
    UNAUTHORIZED = "401"
    BAD_REQUEST = "400"
    TIMEOUT = "408"
    CONFLICT = "409"
    TOO_EARLY = "425"
    FAILED = "500"
    BAD_GATEWAY = "502"
    UNAVAILABLE = "503"
    HANG = "hangs"
    DRIP = "drips"
    RESET = "reset"
    CLOSE = "closed before an answer"
    CUT_BODY = "cut-off body"
    NO_CHOICES = "no choices"
    HTML = "a web page"
    ERROR_UNDER_200 = "an error under 200"
    NULL = "content: null"
    EMPTY = "empty content"
    REFUSAL = "refusal"
    CONTENT_FILTER = "content filter"
    LENGTH = "cut off at the limit"
    BROKEN_JSON = "broken JSON"
    WRONG_SCHEMA = "wrong schema"
    PROSE = "ignored schema"
    DUPLICATED = "an item twice"
    MISSING = "an item missing"


TRANSPORT = (
    Fault.TOO_MANY,
    Fault.TOO_MANY_WAIT,
    Fault.FAILED,
    Fault.BAD_GATEWAY,
    Fault.UNAVAILABLE,
    Fault.HANG,
    Fault.DRIP,
    Fault.RESET,
    Fault.CUT_BODY,
)
"""Faults of the way: the answer does not arrive."""

CONTENT = (
    Fault.NULL,
    Fault.EMPTY,
    Fault.REFUSAL,
    Fault.LENGTH,
    Fault.BROKEN_JSON,
    Fault.WRONG_SCHEMA,
    Fault.PROSE,
    Fault.DUPLICATED,
    Fault.MISSING,
)
"""Faults of the answer: it arrives, and is not what was asked for."""


@dataclass(frozen=True)
class Refusal:
    """How a server refuses a part of a request that it does not take."""

    status: int
    body: str


def openai_refusal(param: str, message: str | None = None, *, code: str = "unsupported_parameter") -> Refusal:
    """A refusal as OpenAI's own endpoint words it."""
    message = message or f"Unsupported parameter: '{param}' is not supported with this model."
    error = {"message": message, "type": "invalid_request_error", "param": param, "code": code}
    return Refusal(400, json.dumps({"error": error}))


LLAMA_CPP_PYTHON = Refusal(
    500,
    json.dumps(
        {
            "error": {
                "message": "[{'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), "
                "'msg': \"Input should be 'text' or 'json_object'\", 'input': 'json_schema'}]",
                "type": "internal_server_error",
                "param": None,
                "code": None,
            }
        }
    ),
)
"""How llama-cpp-python's server refuses a JSON Schema."""

OPAQUE = Refusal(400, "Bad Request")
"""A refusal that gives no reason."""


@dataclass
class Received:
    """A request as it came in, and what it met."""

    path: str
    headers: dict[str, str]
    body: Body
    fault: Fault | None = None
    refused: str | None = None


@dataclass
class FaultServer:
    """The server; a context manager.

    Args:
        answer: from the body of a request to the content of the answer.
        faults: a script, one entry to a request and None for none, after which all goes well; or the rate at
            which `kinds` are dealt out.
        kinds: what is dealt out at a rate.
        seed: which requests are hit.
        refuses: the parts of a request that it does not take, and how it says so: "json_schema", "json_object",
            "temperature", "seed", "max_tokens", "max_completion_tokens".
        retry_headers: what a 429 that names a time to wait sends.
        usage: whether answers tell the tokens used.

    Attributes:
        requests: all that came in, in order.
        at_once: the most that were under way together.
    """

    answer: Callable[[Body], str]
    faults: float | Sequence[Fault | None] = 0.0
    kinds: Sequence[Fault] = TRANSPORT + CONTENT
    seed: int = 0
    refuses: Mapping[str, Refusal] = field(default_factory=dict)
    retry_headers: Mapping[str, str] = field(default_factory=lambda: {"retry-after-ms": "5"})
    usage: bool = True
    requests: list[Received] = field(default_factory=list)
    at_once: int = 0
    base_url: str = ""

    def __enter__(self) -> Self:
        self._under_way = 0
        self._times_sent: Counter[str] = Counter()
        self._connections: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        assert ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self, ready: threading.Event) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve(ready))

    async def _serve(self, ready: threading.Event) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        ready.set()
        await self._stop.wait()
        server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._connections.discard(task)
            writer.transport.abort()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its response; whether the connection stays open."""
        received = await _received(reader)
        self._under_way += 1
        self.at_once = max(self.at_once, self._under_way)
        self.requests.append(received)
        try:
            return await self._respond(received, writer)
        finally:
            self._under_way -= 1

    async def _respond(self, received: Received, writer: asyncio.StreamWriter) -> bool:
        for part in _negotiable_parts(received.body):
            if part in self.refuses:
                received.refused = part
                refusal = self.refuses[part]
                return await _send(writer, refusal.status, refusal.body)
        received.fault = fault = self._fault_for(received.body)
        if fault in _STATUSES:
            headers = self.retry_headers if fault is Fault.TOO_MANY_WAIT else {}
            return await _send(writer, _STATUSES[fault], json.dumps({"error": {"message": str(fault)}}), headers)
        if fault in _BODIES:
            return await _send(writer, 200, _BODIES[fault])
        body = self._completion(received.body, fault)
        if fault in _BROKEN_WAYS:
            return await _BROKEN_WAYS[fault](writer, body)
        return await _send(writer, 200, body)

    def _fault_for(self, body: Body) -> Fault | None:
        if not isinstance(self.faults, float | int):
            index = len(self.requests) - 1 - sum(1 for one in self.requests if one.refused)
            return self.faults[index] if index < len(self.faults) else None
        key = json.dumps(body, sort_keys=True)
        self._times_sent[key] += 1
        dice = random.Random(f"{self.seed} {self._times_sent[key]} {key}")  # noqa: S311
        return dice.choice(self.kinds) if dice.random() < self.faults else None

    def _completion(self, body: Body, fault: Fault | None) -> str:
        content: str | None = self.answer(body)
        message: Body = {"role": "assistant"}
        finish = "stop"
        if fault in _SPOILED:
            content = _SPOILED[fault](content or "")
        elif fault is Fault.NULL:
            content = None
        elif fault is Fault.REFUSAL:
            content, message["refusal"] = None, "I cannot help with that."
        elif fault is Fault.CONTENT_FILTER:
            content, finish = "", "content_filter"
        elif fault is Fault.LENGTH:
            content, finish = (content or "")[: len(content or "") // 2], "length"
        choice = {"index": 0, "message": {**message, "content": content}, "finish_reason": finish}
        completion: Body = {"id": "1", "object": "chat.completion", "created": 0, "model": body["model"]}
        completion["choices"] = [choice]
        if self.usage:
            completion["usage"] = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
        return json.dumps(completion)


async def _received(reader: asyncio.StreamReader) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Received(first.split()[1], headers, json.loads(body or b"{}"))


async def _send(writer: asyncio.StreamWriter, status: int, body: str, headers: Mapping[str, str] | None = None) -> bool:
    writer.write(_head(status, len(body.encode()), headers or {}) + body.encode())
    await writer.drain()
    return True


def _head(status: int, length: int, headers: Mapping[str, str]) -> bytes:
    lines = {"content-type": "application/json", "content-length": str(length), **headers}
    return "\r\n".join(
        [f"HTTP/1.1 {status} -", *(f"{name}: {value}" for name, value in lines.items()), "", ""]
    ).encode()


def _negotiable_parts(body: Body) -> list[str]:
    parts = [name for name in ("temperature", "seed", "max_tokens", "max_completion_tokens") if name in body]
    return [body["response_format"]["type"], *parts] if "response_format" in body else parts


async def _hang(writer: asyncio.StreamWriter, body: str) -> bool:
    await asyncio.sleep(3600)
    return False


async def _drip(writer: asyncio.StreamWriter, body: str) -> bool:
    writer.write(_head(200, len(body), {}))
    for byte in body.encode():
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.05)
    return True


async def _reset(writer: asyncio.StreamWriter, body: str) -> bool:
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False


async def _close(writer: asyncio.StreamWriter, body: str) -> bool:
    writer.close()
    return False


async def _cut(writer: asyncio.StreamWriter, body: str) -> bool:
    writer.write(_head(200, len(body), {}) + body[: len(body) // 2].encode())
    await writer.drain()
    writer.close()
    return False


def _each_list(content: str, change: Callable[[list[Any]], list[Any]]) -> str:
    answer = json.loads(content)
    return json.dumps({name: change(value) if isinstance(value, list) else value for name, value in answer.items()})


_STATUSES = {
    Fault.TOO_MANY: 429,
    Fault.TOO_MANY_WAIT: 429,
    Fault.UNAUTHORIZED: 401,
    Fault.BAD_REQUEST: 400,
    Fault.TIMEOUT: 408,
    Fault.CONFLICT: 409,
    Fault.TOO_EARLY: 425,
    Fault.FAILED: 500,
    Fault.BAD_GATEWAY: 502,
    Fault.UNAVAILABLE: 503,
}
_BODIES = {
    Fault.NO_CHOICES: json.dumps({"choices": [], "object": "chat.completion"}),
    Fault.HTML: "<html><body>Welcome</body></html>",
    Fault.ERROR_UNDER_200: json.dumps({"error": {"message": "the provider is overloaded", "code": 503}}),
}
_BROKEN_WAYS = {
    Fault.HANG: _hang,
    Fault.DRIP: _drip,
    Fault.RESET: _reset,
    Fault.CLOSE: _close,
    Fault.CUT_BODY: _cut,
}
_SPOILED: dict[Fault | None, Callable[[str], str]] = {
    Fault.EMPTY: lambda _: "",
    Fault.BROKEN_JSON: lambda content: content[:-1].replace(":", " ") + "}",
    Fault.WRONG_SCHEMA: lambda _: '{"unexpected": true}',
    Fault.PROSE: lambda _: "I have read the article, and there is much in it that could be checked.",
    Fault.DUPLICATED: lambda content: _each_list(content, lambda items: items[:1] + items),
    Fault.MISSING: lambda content: _each_list(content, lambda items: items[:-1]),
}
