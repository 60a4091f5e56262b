"""OwnThread: an event loop in a thread of its own, for code that is called from anywhere."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from contextlib import ExitStack
from typing import TypeVar, cast

from anyio.from_thread import BlockingPortal, start_blocking_portal

Result = TypeVar("Result")


class OwnThread:
    """Runs coroutines in one event loop, in a thread that starts when it is first needed.

    What is bound to an event loop, such as a pool of connections, can so be shared by callers from several loops,
    or from none.
    """

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._open = ExitStack()
        self._portal: BlockingPortal | None = None
        self._ident: int | None = None
        self._under_way: set[Future[object]] = set()

    @property
    def is_running(self) -> bool:
        """Whether the thread has been started and not yet closed."""
        return self._portal is not None

    @property
    def is_current(self) -> bool:
        """Whether the caller runs in it."""
        return self._portal is not None and self._ident == threading.get_ident()

    def start(self, function: Callable[..., Awaitable[Result]], *arguments: object) -> Future[Result]:
        """Starts a coroutine function there. Cancelling the future that it returns cancels the coroutine."""
        with self._starting:
            if self._portal is None:
                self._portal = self._open.enter_context(start_blocking_portal(name="claimcheck"))
                self._ident = self._portal.call(threading.get_ident)
            future = self._portal.start_task_soon(function, *arguments)
            self._under_way.add(cast("Future[object]", future))
        future.add_done_callback(self._under_way.discard)
        return future

    def cancel_all(self) -> None:
        """Cancels all that was started in it and has not ended. Who waits for it is told so."""
        for future in tuple(self._under_way):
            future.cancel()

    def close(self) -> None:
        """Cancels what has not ended, and ends the thread. Calling it twice does no harm."""
        with self._starting:  # nothing is started while it closes, and so nothing is left that nobody cancels
            self._portal = None
            self.cancel_all()
            self._open.close()
