"""Running: from a selection of rows to lines that are kept, and the count of what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from claimcheck.batch.checking import NOTHING_USED, Line, Outcome, checked
from claimcheck.batch.output import ReportFile
from claimcheck.batch.selection import Selection
from claimcheck.checker import Checker
from claimcheck.errors import BudgetExceeded
from claimcheck.llm.usage import plus
from claimcheck.report import Usage


@dataclass(slots=True)
class Tally:
    """What came of the rows so far.

    Attributes:
        outcomes: how many rows ended how.
        usage: what their reports took together; `seconds` is not added up.
        stopped: why the batch has ended before the rows did; None where it has not.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    usage: Usage = NOTHING_USED
    stopped: str | None = None

    @property
    def rows(self) -> int:
        """How many there were."""
        return self.outcomes.total()

    def add(self, line: Line) -> None:
        """Counts a row."""
        self.outcomes[line.outcome] += 1
        one, other = self.usage, line.usage
        self.usage = Usage(
            calls=one.calls + other.calls,
            cached_calls=one.cached_calls + other.cached_calls,
            input_tokens=one.input_tokens + other.input_tokens,
            output_tokens=one.output_tokens + other.output_tokens,
            cost_usd=plus(one.cost_usd, other.cost_usd),
        )


async def run(
    rows: Selection,
    checker: Checker,
    keep: Callable[[Line], None],
    *,
    tally: Tally,
    in_order: bool = True,
    at_once: int | None = None,
) -> None:
    """Checks the rows and has their lines kept, until there are no more or the budget is used up.

    Args:
        rows: what is left to be checked.
        checker: any.
        keep: keeps a line, so that no death of the process takes it away.
        tally: counts; it is right also where this raises.
        in_order: whether lines come in the order of the rows, or as they are had.
        at_once: how many rows are under way at the same time; by default as many as suit the checker.

    Raises:
        ClaimcheckError: no other row could be checked, or a line cannot be kept. What was kept stays.
    """
    try:
        async with aclosing(checked(rows, checker, at_once=at_once, in_order=in_order)) as lines:
            async for line in lines:
                keep(line)
                tally.add(line)
    except BudgetExceeded as error:
        tally.stopped = str(error)


def drop_outdated(file: ReportFile, rows: Selection, *, before: int) -> None:
    """Takes the lines of rows out whose text has changed since, once their new lines are there.

    Args:
        file: the output.
        rows: the selection that was gone through to its end.
        before: how long the file was when the batch was resumed.

    Raises:
        OutputError: the file cannot be written.
    """
    ledger = rows.ledger
    if ledger is not None and rows.limit is None and not ledger.all_found:
        file.drop(lambda line: ledger.is_outdated(line.id, line.sha256), before=before)
