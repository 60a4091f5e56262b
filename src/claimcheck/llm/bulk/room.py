"""Room: how many batches may be under way at once, and how large they may be, as the service's queue allows."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Stay:
    """A batch under way.

    Attributes:
        alone: whether no other batch of ours has been under way together with it.
    """

    alone: bool = True


class Room:
    """No bound on the batches under way, until the service says that its queue is full.

    Its queue is bounded by tokens, of all batches of the organisation together. A batch that was refused beside others
    of ours may fit when they have ended, and from then on no more go out at once than did fit. One that was refused
    alone is too large, and the next ones are half as large. Bound to one event loop.

    Args:
        most_requests: how many requests a batch may hold at first.

    Attributes:
        most_requests: how many it may hold now.
    """

    def __init__(self, most_requests: int) -> None:
        self.most_requests = most_requests
        self._stays: set[Stay] = set()
        self._most_stays: int | None = None
        self._one_left = asyncio.Event()

    async def free(self) -> None:
        """Waits until another batch may be submitted."""
        while self._most_stays is not None and len(self._stays) >= self._most_stays:
            self._one_left.clear()
            await self._one_left.wait()

    def enter(self) -> Stay:
        """One more batch is under way."""
        stay = Stay()
        self._stays.add(stay)
        if len(self._stays) > 1:
            for each in self._stays:
                each.alone = False
        return stay

    def leave(self, stay: Stay) -> None:
        """It has ended."""
        self._stays.discard(stay)
        self._one_left.set()

    def was_full(self, stay: Stay, *, requests: int) -> None:
        """Takes note that there was no room for a batch with so many requests, which has not left yet."""
        self._most_stays = max(1, len(self._stays) - 1)
        if stay.alone:
            self.most_requests = max(1, min(self.most_requests, requests // 2))
