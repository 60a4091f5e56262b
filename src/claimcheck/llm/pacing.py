"""Pace: how many requests are in flight at once, fewer when an endpoint says that it is too many."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from claimcheck.errors import EndpointError

TOO_MANY_REQUESTS = 429


class Pace:
    """Places for requests in flight: halved at a 429, one more for each round of answers, never under one.

    Additive increase, multiplicative decrease, as TCP does it (RFC 5681). Requests that were under way together
    halve the number once, however many of them are told 429. Where the endpoint names a time to wait, no request
    starts before it is over. Bound to one event loop.

    Args:
        most: how many places there are at the start, and at most.
        longest_pause: how many seconds an endpoint can stop all requests for.
        sleep: waits for a number of seconds.
        clock: seconds, from any start.

    Attributes:
        limit: how many places there are now; it grows by fractions.
        in_flight: how many are taken.
    """

    def __init__(
        self,
        most: int,
        *,
        longest_pause: float = 60.0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limit = float(most)
        self.in_flight = 0
        self._most = most
        self._longest_pause = longest_pause
        self._sleep, self._clock = sleep, clock
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._halvings = 0
        self._paused_until = 0.0

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Waits for a place, in order of arrival, and holds it."""
        await self._enter()
        try:
            while (left := self._paused_until - self._clock()) > 0:
                await self._sleep(left)
            halvings = self._halvings
            try:
                yield
            except EndpointError as error:
                if error.status == TOO_MANY_REQUESTS:
                    self._slow_down(halvings, error.retry_after)
                raise
            self.limit = min(float(self._most), self.limit + 1 / self.limit)
        finally:
            self._leave()

    async def _enter(self) -> None:
        if self.in_flight < int(self.limit):  # nobody waits then: see _leave
            self.in_flight += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # the place came at the same moment
                self._leave()
            raise

    def _leave(self) -> None:
        self.in_flight -= 1
        while self._waiting and self.in_flight < int(self.limit):
            turn = self._waiting.popleft()
            if not turn.done():
                self.in_flight += 1
                turn.set_result(None)

    def _slow_down(self, halvings_before: int, retry_after: float | None) -> None:
        if halvings_before == self._halvings:
            self._halvings += 1
            self.limit = max(1.0, min(self.limit, float(self.in_flight)) / 2)
        pause = min(retry_after or 0.0, self._longest_pause)
        self._paused_until = max(self._paused_until, self._clock() + pause)
