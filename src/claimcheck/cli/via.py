"""Via: the way on which a model is asked, where that is not one question at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from claimcheck.cli.failure import ExitCode
from claimcheck.cli.progress import say_above
from claimcheck.cli.words import number_of
from claimcheck.llm.limits import Rates
from claimcheck.llm.models import open_model
from claimcheck.llm.openai import OpenAIModel
from claimcheck.llm.options import Options

if TYPE_CHECKING:  # it takes time to import, and few use it
    from claimcheck.llm.bulk import BulkModel, Update

OPENAI_BATCH = "openai-batch"

Via = Annotated[
    Literal["openai-batch"] | None,
    typer.Option(help="Ask by OpenAI's Batch API: within a day instead of at once, and at half the price."),
]
State = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="With --via: what was submitted and answered. By default beside the output file."
    ),
]


def bulk_model(
    model: str | None,
    *,
    base_url: str | None,
    api_key: str | None,
    options: Options,
    state: Path | None,
    quiet: bool,
) -> BulkModel:
    """The model that is asked in batches.

    Args:
        model: its name, or None for the one that is set up.
        base_url: its endpoint.
        api_key: the endpoint's key.
        options: those of the check; the profile is what counts here.
        state: the state file; None where nothing will be asked.
        quiet: say nothing of how the batches stand.

    Raises:
        ConfigurationError: there is no model; or the state file cannot be used.
        typer.BadParameter: the model runs in this process.
    """
    from claimcheck.llm.bulk import BulkModel  # noqa: PLC0415 (see above)

    bare = open_model(model, base_url=base_url, api_key=api_key, profile=options.profile)
    if not isinstance(bare, OpenAIModel):
        raise typer.BadParameter(f"--via {OPENAI_BATCH} is for a model at an endpoint: name one with --model")
    return BulkModel(bare, state=state, on_update=(lambda _: None) if quiet else BatchesTold(say_above))


def refuse_misfits(via: str | None, *, state: Path | None, offline: bool, rates: Rates) -> None:
    """Says of options that they do not go together.

    Raises:
        typer.BadParameter: they do not.
    """
    if not via and state is not None:
        raise typer.BadParameter(f"--state goes with --via {OPENAI_BATCH}")
    if via and offline:
        raise typer.BadParameter("--offline asks nobody, and needs no --via")
    if via and rates != Rates():
        raise typer.BadParameter("--requests-per-minute and --tokens-per-minute are not for batches: leave out --via")


def state_file(given: Path | None, output: Path | None) -> Path:
    """Where the state file is.

    Raises:
        typer.BadParameter: nobody says.
    """
    if given is not None:
        return given
    if output is None:
        raise typer.BadParameter(f"--via {OPENAI_BATCH} needs a state file: name it with --state, or an output with -o")
    return output.with_name(f"{output.name}.{OPENAI_BATCH}")


@contextmanager
def removed_when_complete(state: Path | None) -> Iterator[None]:
    """Removes the state file when the command ends and nothing is left to do."""
    try:
        yield
    except typer.Exit as end:
        if state is not None and end.exit_code == ExitCode.COMPLETE:
            state.unlink(missing_ok=True)
        raise


class BatchesTold:
    """Says how batches stand: each change, and now and then how far they are.

    Args:
        say: says a line.
        clock: seconds, from any start.
    """

    def __init__(self, say: Callable[[str], None], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._say, self._clock = say, clock
        self._begun: dict[int, float] = {}
        self._told: dict[int, tuple[str, float]] = {}

    def __call__(self, update: Update) -> None:
        """Takes note of an update."""
        now = self._clock()
        begun = self._begun.setdefault(update.number, now)
        state, told_at = self._told.get(update.number, ("", 0.0))
        if update.state == state and now - told_at < _SECONDS_BETWEEN:
            return
        self._told[update.number] = (update.state, now)
        self._say(_line(update, seconds=now - begun))


def _line(update: Update, *, seconds: float) -> str:
    name = f"batch {update.number}" + (f" ({update.batch_id})" if update.batch_id else "")
    questions = number_of(update.requests, "question")
    since = f" after {_duration(seconds)}"
    failed = f", {update.failed:,} failed" if update.failed else ""
    done = f"{update.answered:,} of {update.requests:,} answered{failed}"
    told = {
        "learning": "asking the endpoint what it takes, by one short ordinary call",
        "uploading": f"uploading {questions}",
        "validating": f"{questions}, submitted before, found again"
        if update.resumed
        else f"{questions} submitted; the answers may take a day",
        "in_progress": f"in progress, {done}{since}",
        "finalizing": f"being finalized, {done}{since}",
        "completed": f"has ended, {done}{since}",
        "expired": f"has expired, {done}; the others go into another batch",
        "cancelling": "is being cancelled",
        "cancelled": f"was cancelled, {done}",
        "failed": "was refused",
        "queue_full": f"no room in the service's queue for {questions}: waiting",
        "out_of_reach": "the service is out of reach; trying on",
    }
    return f"{name}: {told[update.state]}"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 90 * 60 else f"{seconds / 3600:.1f} h"


_SECONDS_BETWEEN = 60.0
