"""Progress, on stderr: a bar where somebody watches, a line for each stage where nobody does."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
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
                display.show("loading the model")
            else:
                display.show("reading sentences", done=event.done, total=event.total)

        yield show


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
        return Text(f"{task.completed:.0f}/{task.total:.0f}" if task.total else "")


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
