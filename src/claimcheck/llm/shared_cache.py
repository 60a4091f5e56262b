"""SharedCache: kept answers on a Redis server, for machines that work on the same articles.

    claimcheck:1:<key>      {"answer": <the text>, "checksum": <SHA-256 of key and text>}

Everything is JSON, and expires by itself. The server holds what models answered and the SHA-256 of what they were
asked, never the question itself. It may fail, and nothing else fails with it: while it is away nothing is kept and
every question is asked, one `CacheWarning` says so, and every few seconds one question tries whether it is back.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import time
import warnings
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError, ResponseError

from claimcheck.errors import CacheWarning, ConfigurationError
from claimcheck.llm.cache import MAX_AGE_SECONDS
from claimcheck.llm.per_loop import PerLoop

TIMEOUT_SECONDS: Final = 3.0
"""How long the server may take for one answer. The wait for a connection counts, a busy event loop does not."""

PAUSE_SECONDS: Final = 10.0
"""How long a server that failed is left alone."""

MAX_CONNECTIONS: Final = 16
"""How many connections a process opens. Who finds all of them in use waits for one."""

SCHEMA_VERSION: Final = 1

logger = logging.getLogger(__name__)
logger.addHandler(logging.NullHandler())  # where nobody listens to the log, the warning alone is shown


class SharedCache:
    """Text by key, kept on a server. An `AnswerStore`.

    Attributes:
        address: the server and its database, without user and password.
    """

    def __init__(
        self,
        url: str,
        *,
        max_age_seconds: float | None = MAX_AGE_SECONDS,
        timeout: float = TIMEOUT_SECONDS,
        pause: float = PAUSE_SECONDS,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Uses the server at `url`. It is asked for nothing yet.

        Args:
            url: `redis://[user:password@]host[:port][/database]`, `rediss://` with TLS, or `unix://path`.
            max_age_seconds: after how long the server forgets an answer. None for never.
            timeout: seconds that it may take for one answer.
            pause: seconds that it is left alone after it failed.
            now: a clock in seconds, for tests.

        Raises:
            ConfigurationError: the URL names no server, or the age is not more than 0.
        """
        if max_age_seconds is not None and not max_age_seconds > 0:
            raise ConfigurationError(f"max_age_seconds must be more than 0, not {max_age_seconds}")
        settings = _pool(url).connection_kwargs
        self.address = _address(url, settings)
        self._password = settings.get("password")
        self._expires = None if max_age_seconds is None else max(1, round(max_age_seconds * 1000))
        self._timeout = timeout
        self._clients = PerLoop(lambda: Redis.from_pool(_pool(url)))
        self._reading, self._writing = _Trust(pause, now), _Trust(pause, now)
        self._warned = False

    async def get(self, key: str) -> str | None:
        """The text kept under `key`, or None."""
        kept = await self._try(lambda server: server.get(_named(key)), self._reading)
        return None if kept is None else _unwrapped(key, kept)

    async def put(self, key: str, value: str) -> None:
        """Keeps `value` under `key`, in place of what was there."""
        kept = _wrapped(key, value)
        await self._try(lambda server: server.set(_named(key), kept, px=self._expires), self._writing)

    async def close(self) -> None:
        """Closes the connections of this event loop. The next use opens others."""
        if client := self._clients.pop():
            await client.aclose()

    async def _try(self, work: Callable[[Redis], Awaitable[object]], trust: _Trust) -> object:
        """What the server says to it; None where it says nothing, or is not asked because it failed just now."""
        if not trust.is_given():
            return None
        try:
            said = await _in_time(work(self._clients.get()), self._timeout)
        except TimeoutError:
            self._lost(f"no answer within {self._timeout:g} seconds", self._reading, self._writing)
        except ResponseError as error:  # it is there, and refuses: its memory is full, it is a replica
            self._lost(str(error), trust)
        except (RedisError, OSError) as error:
            self._lost(str(error) or type(error).__name__, self._reading, self._writing)
        else:
            if trust.regain():
                logger.info("the shared cache %s is used again", self.address)
            return said
        return None

    def _lost(self, why: str, *trusts: _Trust) -> None:
        for trust in trusts:
            trust.lose()
        why = (why.replace(self._password, "***") if self._password else why).rstrip(".")
        effect = "answers are no longer kept" if trusts == (self._writing,) else "every question is asked anew"
        message = f"the shared cache {self.address} cannot be used ({why}): {effect} until it can"
        if self._warned:
            logger.info(message)
        else:
            self._warned = True
            logger.warning(message)
            warnings.warn(message, CacheWarning, stacklevel=2)


async def _in_time(work: Awaitable[object], seconds: float) -> object:
    """What comes of `work`, if it comes in time. That this event loop is busy with something else does not count.

    Raises:
        TimeoutError: it does not.
    """
    task = asyncio.ensure_future(work)
    try:
        for _ in range(_SLICES):  # one that ends late, since the loop was not free, counts as one that ends in time
            if (await asyncio.wait({task}, timeout=seconds / _SLICES))[0]:
                return await task
        raise TimeoutError
    finally:
        if task.cancel():
            await asyncio.wait({task})  # until it has put its connection away


_SLICES: Final = 10


class _Trust:
    """Whether a server is worth asking. After it failed it is left alone, and then tried by one question at a time."""

    def __init__(self, pause: float, now: Callable[[], float]) -> None:
        self._pause, self._now = pause, now
        self._lost_until: float | None = None

    def is_given(self) -> bool:
        if self._lost_until is None:
            return True
        if self._now() < self._lost_until:
            return False
        self.lose()  # for all but the one who asks
        return True

    def lose(self) -> None:
        self._lost_until = self._now() + self._pause

    def regain(self) -> bool:
        """Whether it had been lost."""
        lost, self._lost_until = self._lost_until is not None, None
        return lost


def _pool(url: str) -> BlockingConnectionPool:
    """Connections to the server that a URL names, none of them open yet.

    Raises:
        ConfigurationError: it names none.
    """
    try:
        if urlsplit(url).scheme != "unix":
            int(urlsplit(url).path.strip("/") or 0)  # or the client would take database 0
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=MAX_CONNECTIONS,
            timeout=None,
            socket_timeout=None,
            socket_connect_timeout=None,
            protocol=2,
            retry=Retry(NoBackoff(), 1),  # for a connection that the server has closed meanwhile
        )
        pool.connection_class(**pool.connection_kwargs)  # which knows what may stand behind "?"
    except (ValueError, TypeError):
        # Neither the URL nor the error's own words are cited: both may hold the password.
        raise ConfigurationError(
            "the URL of the shared cache cannot be read: write redis://[user:password@]host[:port][/database], "
            "with %-escapes for what is not a letter or digit in the password"
        ) from None
    return pool


def _address(url: str, settings: dict[str, object]) -> str:
    database = settings.get("db") or 0
    if "path" in settings:
        return f"unix://{settings['path']}?db={database}"
    return f"{url.partition(':')[0]}://{settings.get('host', 'localhost')}:{settings.get('port', 6379)}/{database}"


def _named(key: str) -> str:
    return f"claimcheck:{SCHEMA_VERSION}:{key}"


def _wrapped(key: str, value: str) -> str:
    return json.dumps({"answer": value, "checksum": _checksum(key, value)}, separators=(",", ":"))


def _unwrapped(key: str, kept: object) -> str | None:
    """The text in what a server gave; None where it is not what was kept under this key."""
    try:
        told = json.loads(kept)  # type: ignore[arg-type]  # what is no text or bytes is a TypeError, as below
        answer = str(told["answer"])
        whole = told["checksum"] == _checksum(key, answer)
    except (ValueError, TypeError, KeyError):
        return None
    return answer if whole else None


def _checksum(key: str, value: str) -> str:
    """Of the key too: an answer that turns up under another key is as wrong as one that has changed."""
    return hashlib.sha256(f"{key} {value}".encode("utf-8", "surrogatepass")).hexdigest()
