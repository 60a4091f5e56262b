"""Many articles at once: a window of them under way, of which no more are taken in than are given out.

The window slides: once it is full, an article is taken from the source only when another has been given out. So memory
is bounded by the window however many articles there are, and no source is read further ahead than the window is long.
"""

from __future__ import annotations

import asyncio
import queue
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable, Coroutine, Generator, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from claimcheck.article import Article
from claimcheck.errors import ClaimcheckError, InputError

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Unchecked:
    """An article that could not be checked, in the place of its report.

    Attributes:
        article: as it was given.
        error: why not: an `InputError`; or any other exception, and then it is a bug in claimcheck.
    """

    article: str | Article
    error: Exception

    @property
    def why(self) -> str:
        """The error in words, and whose fault it is."""
        if isinstance(self.error, ClaimcheckError):
            return str(self.error)
        return f"a bug in claimcheck: {type(self.error).__name__}: {self.error}"


def concerns_one_article(error: Exception) -> bool:
    """Whether an error that ended a check says nothing about the next: the article is at fault, or our own code.

    All others do: there is no model, the key is wrong, a template is broken.
    """
    return isinstance(error, InputError) or not isinstance(error, ClaimcheckError)


def under_way(
    items: Iterable[Item], start: Callable[[Item], Future[Result]], *, at_once: int, in_order: bool
) -> Generator[Result]:
    """The results for `items`, of which at most `at_once` are taken and not yet given out.

    Items are taken in the caller's thread, between results. Where taking one fails, the results of those before it
    come first. What is under way when the generator is closed is cancelled.

    Args:
        items: may be endless.
        start: starts work on an item. A result that raises ends the generator.
        at_once: how long the window is.
        in_order: whether results come in the order of the items, or as they are had.
    """
    source = iter(items)
    failure: Exception | None = None
    window: dict[Future[Result], None] = {}
    finished: queue.SimpleQueue[Future[Result]] = queue.SimpleQueue()
    try:
        while True:
            has_result = (bool(window) and _first(window).done()) if in_order else not finished.empty()
            if failure is None and len(window) < at_once and not has_result:
                try:
                    future = start(next(source))
                except Exception as error:  # noqa: BLE001 (raised below, when its turn comes)
                    failure = error
                    continue
                window[future] = None
                if not in_order:
                    future.add_done_callback(finished.put)
            elif window:
                future = _first(window) if in_order else finished.get()
                result = future.result()
                del window[future]
                yield result
            else:
                break
    finally:
        for future in window:
            future.cancel()
    if failure is not None and not isinstance(failure, StopIteration):
        raise failure


async def under_way_async(
    items: AsyncIterable[Item] | Iterable[Item],
    work: Callable[[Item], Coroutine[None, None, Result]],
    *,
    at_once: int,
    in_order: bool,
) -> AsyncGenerator[Result]:
    """As `under_way`; while the next of asynchronous items is awaited, results go on being given out."""
    flow = _Flow(_stream(items), work, at_once=at_once, in_order=in_order)
    try:
        while True:
            flow.take_in()
            if (ready := flow.ready()) is not None:
                yield flow.give_out(ready)
            elif flow.is_over:
                break
            else:
                await flow.change()
    finally:
        await flow.cancel()
    if flow.failure is not None and not isinstance(flow.failure, StopAsyncIteration):
        raise flow.failure


class _Flow(Generic[Item, Result]):
    """The window of `under_way_async`, and the taking of the next item beside it."""

    def __init__(
        self,
        source: AsyncIterator[Item],
        work: Callable[[Item], Coroutine[None, None, Result]],
        *,
        at_once: int,
        in_order: bool,
    ) -> None:
        self.failure: Exception | None = None
        self._source, self._work = source, work
        self._at_once, self._in_order = at_once, in_order
        self._window: dict[asyncio.Task[Result], None] = {}
        self._finished: deque[asyncio.Task[Result]] = deque()
        self._taking: asyncio.Task[Item] | None = None
        self._changed = asyncio.Event()

    @property
    def is_over(self) -> bool:
        return self.failure is not None and not self._window

    def take_in(self) -> None:
        """Starts work on the item that has come, and asks for the next where there is room."""
        if self._taking is not None and self._taking.done():
            try:
                task = asyncio.create_task(self._work(self._taking.result()))
            except Exception as error:  # noqa: BLE001 (raised when its turn comes)
                self.failure = error
            else:
                self._window[task] = None
                task.add_done_callback(self._has_finished)
            self._taking = None
        if self._taking is None and self.failure is None and len(self._window) < self._at_once:
            self._taking = asyncio.create_task(_next(self._source))
            self._taking.add_done_callback(lambda _: self._changed.set())

    def ready(self) -> asyncio.Task[Result] | None:
        if not self._in_order:
            return self._finished[0] if self._finished else None
        return next((task for task in islice(self._window, 1) if task.done()), None)

    def give_out(self, task: asyncio.Task[Result]) -> Result:
        result = task.result()
        if not self._in_order:
            self._finished.popleft()
        del self._window[task]
        return result

    async def change(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    async def cancel(self) -> None:
        unfinished = [*self._window, *([self._taking] if self._taking else [])]
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)

    def _has_finished(self, task: asyncio.Task[Result]) -> None:
        if not self._in_order:
            self._finished.append(task)
        self._changed.set()


def _first(window: dict[Item, None]) -> Item:
    return next(iter(window))


async def _next(source: AsyncIterator[Item]) -> Item:
    return await anext(source)


async def _stream(items: AsyncIterable[Item] | Iterable[Item]) -> AsyncIterator[Item]:
    if isinstance(items, AsyncIterable):
        async for item in items:
            yield item
    else:
        for item in items:
            yield item
