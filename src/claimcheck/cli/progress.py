"""Progress, on stderr: a bar where somebody watches, a line for each stage where nobody does."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TransferSpeedColumn,
)
from rich.text import Text

from claimcheck.cli.failure import say
from claimcheck.events import Event, OnEvent
from claimcheck.events import Progress as Reading
from claimcheck.formats.printable import printable

if TYPE_CHECKING:  # its package needs an extra
    from claimcheck.llm.weight_progress import OnProgress as OnWeights
    from claimcheck.llm.weight_progress import Progress as Weights


@contextmanager
def reading_shown(*, quiet: bool) -> Iterator[OnEvent]:
    """Shows how far a check has come, while it lasts.

    Args:
        quiet: show nothing.
    """
    with _display(_Counted(), TimeLeft(), quiet=quiet) as display:

        def show(event: Event) -> None:
            if not isinstance(event, Reading):
                return
            if event.stage == "load":
                display.show("getting the model ready")
            else:
                display.show("reading sentences", done=event.done, total=event.total)

        yield show


@contextmanager
def batch_shown(*, total: int | None, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Shows how many rows are done, how fast, and for how long there is work, while it lasts.

    Args:
        total: about how many rows there are to do; None where nobody knows.
        quiet: show nothing.
    """
    if quiet:
        yield lambda _: None
    elif not _somebody_watches():
        yield _Ticker(total).show
    else:
        with _display(_Counted(), _Rate(), TimeLeft(), quiet=False) as display:
            display.show("checking", total=total)
            yield lambda done: display.show("checking", done=done, total=total and max(total, done))


@contextmanager
def weights_shown(*, quiet: bool) -> Iterator[OnWeights]:
    """Shows how far an operation on the weights has come, while it lasts.

    Args:
        quiet: show nothing.
    """
    with _display(DownloadColumn(), TransferSpeedColumn(), TimeLeft(), quiet=quiet) as display:

        def show(progress: Weights) -> None:
            if progress.stage == "wait":
                display.show("waiting for", progress.source)
            else:
                stage = "fetching" if progress.stage == "fetch" else "verifying"
                display.show(stage, progress.source, done=progress.done, total=progress.total)

        yield show


def say_above(message: str) -> None:
    """A message to the user on stderr, above the bar where there is one."""
    if _somebody_watches():
        _console.print(f"claimcheck: {printable(message)}", markup=False, emoji=False, soft_wrap=True)
    else:
        say(message)


def mute() -> None:
    """Lets no bar be drawn any more."""
    _console.quiet = True


_console = Console(stderr=True, highlight=False)


class TimeLeft(ProgressColumn):
    """The time left, at the pace so far: answers of a model come in bursts, so the last seconds tell little."""

    def render(self, task: Task) -> Text:
        """The time left in words, or nothing while it cannot be told."""
        if not task.total or not task.completed or task.elapsed is None:
            return Text("")
        return Text(in_words(task.elapsed * (task.total - task.completed) / task.completed))


def in_words(seconds: float) -> str:
    """A time left, in seconds, as exactly as it is known."""
    if seconds < 90:
        return f"about {max(round(seconds), 1)} s left"
    if seconds < 90 * 60:
        return f"about {round(seconds / 60)} min left"
    return f"about {seconds / 3600:.1f} h left"


class _Counted(ProgressColumn):
    """How many are done: "12/31"."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.completed:,.0f}" + (f"/{task.total:,.0f}" if task.total else ""))


class _Rate(ProgressColumn):
    """How many are done in a second or a minute, so far."""

    def render(self, task: Task) -> Text:
        return Text(_rate_in_words(task.completed, task.elapsed or 0.0))


class _Ticker:
    """A line now and then, for a log."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._started = self._told = time.monotonic()

    def show(self, done: int) -> None:
        """Takes note of how many are done."""
        now = time.monotonic()
        if now - self._told < _TICK_SECONDS:
            return
        self._told, elapsed = now, now - self._started
        told = f"{done:,} of about {max(self._total, done):,} rows" if self._total else f"{done:,} rows"
        left = (self._total or 0) - done
        parts = [told, _rate_in_words(done, elapsed), in_words(elapsed * left / done) if left > 0 and done else ""]
        typer.echo(f"claimcheck: {', '.join(filter(None, parts))}", err=True)


_TICK_SECONDS = 10.0


def _rate_in_words(done: float, seconds: float) -> str:
    """As in "3.1 rows/s"; nothing while there is none."""
    if not done or not seconds:
        return ""
    rate = done / seconds
    return f"{rate:,.1f} rows/s" if rate >= 1 else f"{rate * 60:,.1f} rows/min"


class _Display:
    """Shows nothing."""

    def show(self, stage: str, what: str = "", *, done: int = 0, total: int | None = None) -> None:
        """What is being done, and how much of it is.

        Args:
            stage: in words.
            what: to what, where that takes many words.
            done: how much is done.
            total: how much there is; None where that is not known.
        """


class _Lines(_Display):
    """A line for each stage."""

    def __init__(self) -> None:
        self._told = ""

    def show(self, stage: str, what: str = "", *, done: int = 0, total: int | None = None) -> None:  # noqa: ARG002
        line = printable(f"{stage} {what}")
        if line != self._told:
            self._told = line
            typer.echo(f"claimcheck: {line}", err=True)


class _Bar(_Display):
    """One bar, which starts again with each stage; what it is about stands above it."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._told = ("", "")
        self._task = progress.add_task("", total=None)

    def show(self, stage: str, what: str = "", *, done: int = 0, total: int | None = None) -> None:
        if (stage, what) != self._told:
            self._told = (stage, what)
            self._progress.reset(self._task, description=stage, total=total)
            if what:
                self._progress.console.print(f"{stage} {printable(what)}", markup=False, emoji=False)
        self._progress.update(self._task, completed=done, total=total)


@contextmanager
def _display(*columns: ProgressColumn, quiet: bool) -> Iterator[_Display]:
    if quiet:
        yield _Display()
    elif not _somebody_watches():
        yield _Lines()
    else:
        stage = TextColumn("{task.description}", markup=False)
        with Progress(SpinnerColumn(), stage, BarColumn(20), *columns, console=_console, transient=True) as progress:
            yield _Bar(progress)


def _somebody_watches() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
