"""What keeping and giving an answer takes, in the file and on a Redis server on this machine.

    python benchmarks/shared_cache.py

Answers of 600 characters, one after the other and 64 at once. The server is started for it and ended after it.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from claimcheck.llm.response_cache import ResponseCache
from claimcheck.llm.shared_cache import SharedCache
from redis_server import RedisServer

ANSWERS = 3000
ANSWER = "x" * 600

Work = Callable[[int], Coroutine[None, None, None]]


async def microseconds(work: Work, at_once: int) -> float:
    """How long one takes of so many."""
    numbers = iter(range(ANSWERS))

    async def take() -> None:
        for number in numbers:
            await work(number)

    started = time.perf_counter()
    await asyncio.gather(*(take() for _ in range(at_once)))
    return (time.perf_counter() - started) / ANSWERS * 1e6


async def in_file(folder: Path) -> None:
    cache = ResponseCache(folder / "answers.sqlite3")

    async def put(number: int) -> None:
        cache.put(f"{number:064}", ANSWER)

    async def get(number: int) -> None:
        assert cache.get(f"{number:064}") == ANSWER

    print(f"file               keep {await microseconds(put, 1):6.0f} µs   give {await microseconds(get, 1):6.0f} µs")
    cache.close()


async def on_server(url: str) -> None:
    cache = SharedCache(url)

    async def put(number: int) -> None:
        await cache.put(f"{number:064}", ANSWER)

    async def get(number: int) -> None:
        assert await cache.get(f"{number:064}") == ANSWER

    for at_once in (1, 64):
        keep, give = await microseconds(put, at_once), await microseconds(get, at_once)
        print(f"server, {at_once:2} at once  keep {keep:6.0f} µs   give {give:6.0f} µs")
    await cache.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name, RedisServer(Path(name)) as server:
        asyncio.run(in_file(Path(name)))
        asyncio.run(on_server(server.url))
