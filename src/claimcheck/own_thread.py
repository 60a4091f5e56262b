"""OwnThread: an event loop in a thread of its own, for code that is called from anywhere."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
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
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ident: int | None = None
        self._under_way: dict[Future[object], object] = {}  # whose method it is lives on until it has ended

    @property
    def is_running(self) -> bool:
        """Whether the thread has been started and not yet closed."""
        return self._portal is not None

    @property
    def is_current(self) -> bool:
        """Whether the caller runs in it."""
        return self._portal is not None and self._ident == threading.get_ident()

    def start(self, function: Callable[..., Coroutine[None, None, Result]], *arguments: object) -> Future[Result]:
        """Starts a coroutine function there. Cancelling the future that it returns cancels the coroutine.

        It does not wait for the start: an interrupt that came then would leave a coroutine that nobody can cancel.
        """
        with self._starting:
            if self._portal is None or self._loop is None:
                self._portal = self._open.enter_context(start_blocking_portal(name="claimcheck"))
                self._ident = self._portal.call(threading.get_ident)
                self._loop = self._portal.call(asyncio.get_running_loop)
            future = asyncio.run_coroutine_threadsafe(function(*arguments), self._loop)
            started = cast("Future[object]", future)
            self._under_way[started] = function
        started.add_done_callback(self._under_way.pop)
        return future

    def cancel_all(self) -> None:
        """Cancels all that was started in it and has not ended. Who waits for it is told so."""
        for future in tuple(self._under_way):
            future.cancel()

    def close(self) -> None:
        """Cancels what has not ended, and ends the thread. Calling it twice does no harm."""
        with self._starting:  # nothing is started while it closes, and so nothing is left that nobody cancels
            self._portal = self._loop = None
            self.cancel_all()
            self._open.close()
