"""A chat completions endpoint on loopback that answers at once, always the same. Prints its base URL.

For `client.py`, which starts it as a process of its own.
"""

from __future__ import annotations

import asyncio
import json
import sys

READING = '{"states":"fact","check_worthiness":"medium","record":null,"keeper":null}'

_BODY = json.dumps(
    {
        "id": "1",
        "object": "chat.completion",
        "created": 0,
        "model": "any",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": READING}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 90, "completion_tokens": 14, "total_tokens": 104},
    }
).encode()
_RESPONSE = (
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + str(len(_BODY)).encode() + b"\r\n\r\n"
) + _BODY


class Instant(asyncio.Protocol):
    """One connection. It reads no more of a request than where it ends."""

    def __init__(self) -> None:
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := _end_of_request(self._received)) is not None:
            self._received = self._received[end:]
            self._transport.write(_RESPONSE)  # type: ignore[attr-defined]


def _end_of_request(received: bytes) -> int | None:
    head, blank_line, body = received.partition(b"\r\n\r\n")
    if not blank_line:
        return None
    length = next(
        int(line.partition(b":")[2]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")
    )
    return len(head) + len(blank_line) + length if len(body) >= length else None


async def serve() -> None:
    server = await asyncio.get_running_loop().create_server(Instant, "127.0.0.1", 0)
    sys.stdout.write(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
