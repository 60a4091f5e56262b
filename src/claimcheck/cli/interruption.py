"""Interruption: Ctrl-C while a model is at work.

Otherwise Ctrl-C is a `KeyboardInterrupt` like any other, and `failure` ends the command with it. But a model that loads
or answers in this process cannot be stopped in the middle of a step, and lets no other thread run during it: to unwind,
close and join would take as many steps as there are things to do.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from types import FrameType

from claimcheck.cli.failure import INTERRUPTED, ExitCode
from claimcheck.cli.progress import mute

_CLEARED = "\r\x1b[2K\x1b[?25h"
"""Erases the line of a progress bar, and shows the cursor that it hides."""


@contextmanager
def ctrl_c_ends_the_process(said: Callable[[], str] = lambda: INTERRUPTED) -> Iterator[None]:
    """While it lasts, Ctrl-C says so and ends the process on the spot. Nothing may be half-written then.

    Args:
        said: what is said.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, partial(_end, said))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end(said: Callable[[], str], _number: int, _frame: FrameType | None) -> None:
    mute()
    with suppress(OSError):
        os.write(2, ((_CLEARED if sys.stderr.isatty() else "") + f"claimcheck: {said()}\n").encode())
    os._exit(ExitCode.INTERRUPTED)
