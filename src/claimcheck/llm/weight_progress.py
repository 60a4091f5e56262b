"""How far an operation on the weights has come, told at a rate that a reader can follow."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Progress:
    """How far an operation on the weights has come. Told about ten times a second.

    Attributes:
        stage: `wait`, while another process is at work on the same weights; `fetch`, while they come in from `source`;
            `verify`, while a file on this machine is hashed.
        done: bytes so far. It starts again at 0 when another source is tried.
        total: bytes in all.
        source: the place they come from, as it is named to the user.
    """

    stage: Literal["wait", "fetch", "verify"]
    done: int
    total: int
    source: str


OnProgress = Callable[[Progress], None]
"""Called with each step, in the thread that does the work. What it raises breaks the work off."""


def tell_nobody(progress: Progress) -> None:
    """Listens to progress where nobody else does."""


class Meter:
    """Counts bytes, and tells of them at the start, at the end, and ten times a second between."""

    def __init__(self, tell: OnProgress, stage: Literal["fetch", "verify"], total: int, source: str) -> None:
        self.done = 0
        self._tell, self._stage, self._total, self._source = tell, stage, total, source
        self._shown = 0
        self._told_at = -1.0
        self._show(0)

    def add(self, count: int) -> None:
        """`count` more bytes are done."""
        self.done += count
        self._show(self.done)

    def ahead(self, count: int) -> None:
        """`count` bytes have come in that are not done yet."""
        self._show(self.done + count)

    def _show(self, count: int) -> None:
        now = time.monotonic()
        if now - self._told_at < 0.1 and self.done < self._total:
            return
        # What is ahead may come compressed and in pieces: it is an estimate, and never moves the count back.
        self._shown = max(self._shown, min(count, self._total))
        self._told_at = now
        self._tell(Progress(self._stage, self._shown, self._total, self._source))
