"""Room: how many batches may be under way at once, and how large they may be, as the service's queue allows."""

from __future__ import annotations

import asyncio


class Room:
    """No bound on the batches under way, until the service says that its queue is full.

    Its queue is bounded by tokens, of all batches of the organisation together. While other batches of ours are under
    way it is they that fill it, and no more of them go out at once than did fit. Where there are none, the batch itself
    is too large, and the next ones are half as large. Bound to one event loop.

    Args:
        most_requests: how many requests a batch may hold at first.

    Attributes:
        most_requests: how many it may hold now.
        under_way: how many batches there are.
    """

    def __init__(self, most_requests: int) -> None:
        self.most_requests = most_requests
        self.under_way = 0
        self._most_under_way: int | None = None
        self._one_left = asyncio.Event()

    async def free(self) -> None:
        """Waits until another batch may be submitted."""
        while self._most_under_way is not None and self.under_way >= self._most_under_way:
            self._one_left.clear()
            await self._one_left.wait()

    def enter(self) -> None:
        """One more batch is under way."""
        self.under_way += 1

    def leave(self) -> None:
        """One has ended."""
        self.under_way -= 1
        self._one_left.set()

    def was_full(self, requests: int) -> None:
        """Takes note that there was no room for a batch with so many requests, which is still counted here."""
        others = self.under_way - 1
        self._most_under_way = max(1, others)
        if not others:
            self.most_requests = max(1, min(self.most_requests, requests // 2))
