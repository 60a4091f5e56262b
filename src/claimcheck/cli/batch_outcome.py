"""What a batch came to, as an exit code and a few lines on stderr."""

from __future__ import annotations

from claimcheck.batch.running import Tally
from claimcheck.batch.selection import Selection
from claimcheck.cli.failure import ExitCode
from claimcheck.cli.words import number_of


def exit_code(tally: Tally, rows: Selection) -> ExitCode:
    """The exit code: see `failure`."""
    outcomes = tally.outcomes
    if tally.stopped is None and outcomes["complete"] == tally.rows:
        return ExitCode.COMPLETE
    if tally.stopped is None and not rows.left_out:
        if outcomes["error"] == tally.rows:
            return ExitCode.INPUT
        if outcomes["failed"] == tally.rows:
            return ExitCode.MODEL
    return ExitCode.INCOMPLETE


def summary(tally: Tally, rows: Selection, *, goes_on: str) -> list[str]:
    """What came of the rows, in messages.

    Args:
        tally: the count.
        rows: the selection that was checked.
        goes_on: how to go on where the batch has stopped.
    """
    return [*filter(None, [_rows(tally, rows), _changes(rows), _usage(tally), _stop(tally, goes_on)])]


def _rows(tally: Tally, rows: Selection) -> str:
    words = {
        "complete": "complete",
        "incomplete": "incomplete",
        "failed": "not read at all, since the model failed",
        "error": "could not be checked",
    }
    told = [f"{tally.outcomes[name]:,} {word}" for name, word in words.items() if tally.outcomes[name]]  # type: ignore[index]
    counted = f"{number_of(tally.rows, 'row')}{': ' if told else ''}{', '.join(told)}"
    return counted + (f"; {rows.left_out:,} were done before" if rows.left_out else "")


def _changes(rows: Selection) -> str:
    return f"{number_of(rows.changed, 'row')} had changed and was done again" if rows.changed else ""


def _usage(tally: Tally) -> str:
    usage = tally.usage
    if not usage.calls:
        return ""
    cached = f", {usage.cached_calls:,} from the cache" if usage.cached_calls else ""
    cost = "at a cost that is not known" if usage.cost_usd is None else f"{usage.cost_usd:,.4f} US dollars"
    cost = "" if usage.cost_usd == 0 else f", {cost}"
    tokens = f"{usage.input_tokens:,} tokens read, {usage.output_tokens:,} written"
    return f"{number_of(usage.calls, 'answer')}{cached}; {tokens}{cost}"


def _stop(tally: Tally, goes_on: str) -> str:
    return f"stopped: {tally.stopped}{goes_on}" if tally.stopped else ""
