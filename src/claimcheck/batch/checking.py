"""Checking: each row becomes its line, several of them at the same time."""

from __future__ import annotations

import asyncio
import json
import logging
import queue
import threading
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Literal

from claimcheck.checker import Checker
from claimcheck.errors import BudgetExceeded, ClaimcheckError
from claimcheck.events import BudgetReached, Event
from claimcheck.formats.row import Row
from claimcheck.many import Unchecked, concerns_one_article, under_way_async
from claimcheck.report import Report, Usage

logger = logging.getLogger(__name__)

NOTHING_USED = Usage(cost_usd=0.0)

Outcome = Literal["complete", "incomplete", "failed", "error"]
"""What became of a row: a report in which nothing failed, or something did, or everything; or no report."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is written for a row.

    Attributes:
        id: the row's.
        json: a report, or `{"id": ..., "error": ...}`, on one line without its end.
        outcome: what became of the row.
        report: the report; None for an error.
    """

    id: str
    json: str
    outcome: Outcome
    report: Report | None = None

    @property
    def usage(self) -> Usage:
        """What the report took."""
        return self.report.usage if self.report else NOTHING_USED


async def checked(
    rows: Iterable[Row], checker: Checker, *, at_once: int | None = None, in_order: bool = True
) -> AsyncGenerator[Line]:
    """The lines for these rows.

    Args:
        rows: may be endless. They are taken in a thread, at most `at_once` further than lines were given out.
        checker: any.
        at_once: how many rows are under way at the same time; by default as many as suit the checker.
        in_order: whether lines come in the order of the rows, or as they are had.

    Raises:
        BudgetExceeded: the budget does not reach for the next row. The lines of those before it were given out.
        ClaimcheckError: no other row could be checked either.
    """

    async def line_of(row: Row) -> Line:
        return await _line_of(row, checker)

    async with aclosing(_taken_in_a_thread(rows)) as taken:
        lines = under_way_async(taken, line_of, at_once=at_once or checker.at_once, in_order=in_order)
        async with aclosing(lines):
            async for line in lines:
                yield line


async def _line_of(row: Row, checker: Checker) -> Line:
    if row.article is None:
        return _error_line(row, row.error or "")
    over_budget: list[str] = []

    def hear(event: Event) -> None:
        if isinstance(event, BudgetReached):
            over_budget.append(event.reason)

    try:
        report = await checker.acheck(row.article, on_event=hear)
    except Exception as error:
        if not concerns_one_article(error):
            raise
        if not isinstance(error, ClaimcheckError):
            logger.exception("row %s could not be checked", row.id)
        return _error_line(row, Unchecked(row.article, error).why)
    if over_budget:
        raise BudgetExceeded(over_budget[0])
    return _report_line(row, report)


def _report_line(row: Row, report: Report) -> Line:
    nothing_read = report.coverage.failed and not report.coverage.with_claims
    outcome: Outcome = "complete" if report.complete else "failed" if nothing_read else "incomplete"
    return Line(row.id, report.model_dump_json(), outcome, report)


def _error_line(row: Row, why: str) -> Line:
    return Line(row.id, json.dumps({"id": row.id, "error": why}), "error")


async def _taken_in_a_thread(rows: Iterable[Row]) -> AsyncGenerator[Row]:
    """The rows, each taken when it is asked for, in a thread that holds up neither the event loop nor the exit."""
    wanted: queue.SimpleQueue[asyncio.Future[Row | None] | None] = queue.SimpleQueue()
    loop = asyncio.get_running_loop()

    def take() -> None:
        source = iter(rows)
        while (place := wanted.get()) is not None:
            try:
                row, error = next(source, None), None
            except Exception as failure:  # noqa: BLE001 (raised where the row was asked for)
                row, error = None, failure
            with suppress(RuntimeError):  # the loop has been closed: nobody waits any more
                loop.call_soon_threadsafe(_settle, place, row, error)

    threading.Thread(target=take, name="claimcheck-rows", daemon=True).start()
    try:
        while True:
            place: asyncio.Future[Row | None] = loop.create_future()
            wanted.put(place)
            row = await place
            if row is None:
                return
            yield row
    finally:
        wanted.put(None)


def _settle(place: asyncio.Future[Row | None], row: Row | None, error: Exception | None) -> None:
    if place.done():
        return
    if error is None:
        place.set_result(row)
    else:
        place.set_exception(error)
