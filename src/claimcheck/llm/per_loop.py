"""PerLoop: what is bound to an event loop, one of a kind for each."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Bound = TypeVar("Bound")


class PerLoop(Generic[Bound]):
    """Makes a thing once for each event loop that asks, since connections and waiting lists cannot change loops."""

    def __init__(self, make: Callable[[], Bound]) -> None:
        self._make = make
        self._made: dict[asyncio.AbstractEventLoop, Bound] = {}
        self._lock = threading.Lock()

    def get(self) -> Bound:
        """The thing of the running loop."""
        loop = asyncio.get_running_loop()
        with self._lock:
            if loop not in self._made:
                self._made = {other: thing for other, thing in self._made.items() if not other.is_closed()}
                self._made[loop] = self._make()
            return self._made[loop]

    def pop(self) -> Bound | None:
        """The thing of the running loop, which is forgotten; None where there is none."""
        with self._lock:
            return self._made.pop(asyncio.get_running_loop(), None)
