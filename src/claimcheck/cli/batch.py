"""`claimcheck batch`: many articles in, a line of JSON for each out."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.batch.checking import Line
from claimcheck.batch.ledger import Ledger
from claimcheck.batch.output import ReportFile
from claimcheck.batch.running import Tally, drop_outdated, run
from claimcheck.batch.selection import Selection, Shard
from claimcheck.checker import Checker
from claimcheck.cli.asking import (
    BaseUrl,
    CacheUrl,
    InFlight,
    MaxCalls,
    MaxCost,
    MaxTokens,
    Model,
    NoCache,
    Offline,
    PriceInput,
    PriceOutput,
    ProfileName,
    Refresh,
    RequestsPerMinute,
    Samples,
    TokensPerMinute,
    cache_mode,
    price_of,
    profile_of,
)
from claimcheck.cli.batch_outcome import exit_code, summary
from claimcheck.cli.estimating import batch_estimate_text
from claimcheck.cli.failure import BATCH_EXIT_CODES, ExitCode, say
from claimcheck.cli.gate import BatchGate, FailOn
from claimcheck.cli.interruption import ctrl_c_ends_the_process
from claimcheck.cli.output import refuse_output, write_result
from claimcheck.cli.progress import batch_shown
from claimcheck.cli.via import State, Via, bulk_model, refuse_misfits, removed_when_complete, state_file
from claimcheck.cli.words import number_of
from claimcheck.errors import ClaimcheckError, ConfigurationError
from claimcheck.formats.rows import STDIN, count_rows, refuse_missing, rows_of
from claimcheck.llm.limits import Budget, Rates
from claimcheck.llm.openai import NO_KEY
from claimcheck.llm.options import Options
from claimcheck.llm.usage import Estimate

EPILOG = f"""\b
Examples:
  claimcheck batch articles.jsonl -o reports.jsonl
  claimcheck batch articles.jsonl -o reports.jsonl --resume
  claimcheck batch folder/ --model gpt-5-mini --estimate
  claimcheck batch folder/ --model gpt-5-mini --max-cost 20 -o reports.jsonl
  claimcheck batch folder/ -o reports.jsonl --fail-on headline_overclaim
  claimcheck batch articles.jsonl --shard 2/8 -o reports-2.jsonl
  claimcheck batch articles.jsonl --via openai-batch -o reports.jsonl
  zcat articles.jsonl.gz | claimcheck batch - > reports.jsonl

\b
A row: {{"id": "a1", "text": "...", "title": "...", "url": "...",
        "published": "2026-05-01"}}
Only text is needed. A row without an id is called after its file and line.

{BATCH_EXIT_CODES}
"""


def batch(  # noqa: PLR0913 (typer reads the options from them)
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...|-", help="Files of JSON lines, folders of articles. - for stdin."),
    ],
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file. By default to stdout.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with FILE: what it holds a line for is not done again.")
    ] = False,
    retry: Annotated[
        bool, typer.Option("--retry", help="With --resume: do again what ended in an error or is incomplete.")
    ] = False,
    as_finished: Annotated[
        bool, typer.Option("--as-finished", help="Write each line as soon as it is had, in any order.")
    ] = False,
    shard: Annotated[
        str | None, typer.Option(metavar="I/N", help="Take only one of N equal parts, for as many processes.")
    ] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=0, help="Take only the first N rows.")] = None,
    model: Model = None,
    base_url: BaseUrl = None,
    profile: ProfileName = None,
    in_flight: InFlight = None,
    fail_on: FailOn = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Show no progress, only what went wrong.")] = False,
    prompts: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Templates that take the place of claimcheck's own.")
    ] = None,
    estimate: Annotated[
        bool, typer.Option("--estimate", help="Print about what the rows would use, and ask nobody.")
    ] = False,
    no_cache: NoCache = False,
    refresh: Refresh = False,
    offline: Offline = False,
    cache_url: CacheUrl = None,
    max_cost: MaxCost = None,
    max_tokens: MaxTokens = None,
    max_calls: MaxCalls = None,
    samples: Samples = 1,
    price_input: PriceInput = None,
    price_output: PriceOutput = None,
    requests_per_minute: RequestsPerMinute = None,
    tokens_per_minute: TokensPerMinute = None,
    via: Via = None,
    state: State = None,
) -> None:
    """Check many articles, several at a time: JSON lines in, one JSON report on a line for each.

    Lines come in the order of the rows. A row that cannot be checked becomes {"id": ..., "error": ...} and the others
    go on. With -o, whatever ends the process, the same command with --resume goes on where it was.

    What the budget does not reach for is left undone: --resume goes on with a new budget.
    """
    if (resume or retry) and output is None:
        raise typer.BadParameter("--resume goes on with a file: name it with -o")
    if retry and (estimate or not resume):
        raise typer.BadParameter("--retry goes with --resume, and takes lines out of the file: not with --estimate")
    if STDIN in sources and len(sources) > 1:
        raise typer.BadParameter("standard input is read alone, without other sources")
    part = _shard(shard)
    options = Options(
        profile=profile_of(profile),
        budget=Budget(max_cost, max_tokens, max_calls),
        rates=Rates(requests_per_minute, tokens_per_minute),
        price=price_of(price_input, price_output),
        in_flight=in_flight,
        samples=samples,
        cache_url=cache_url,
    )
    cache = cache_mode(no_cache=no_cache, refresh=refresh, offline=offline)
    refuse_missing(sources)
    if output is not None:
        for source in sources:
            refuse_output(output, source=Path(source))
    key = NO_KEY if estimate and model is not None else None  # who is not asked need not be paid
    refuse_misfits(via, state=state, offline=offline, rates=options.rates)
    kept = state_file(state, output) if via and not estimate else None
    asked = (
        bulk_model(model, base_url=base_url, api_key=key, options=options, state=kept, quiet=quiet) if via else model
    )
    checker = Checker(asked, base_url=base_url, api_key=key, prompts=prompts, cache=cache, options=options)
    with (
        removed_when_complete(kept),
        checker,
        _opened(output, resume=resume, retry=retry, estimate=estimate) as (file, ledger),
    ):
        rows = Selection(rows_of(sources, sys.stdin.buffer), limit=limit, shard=part, ledger=ledger)
        total = rows.about(count_rows(sources))
        if estimate:
            write_result(_estimate(rows, checker, total=total, quiet=quiet))
            return
        total = None if via else total  # answers come in rounds: the pace so far says nothing of the time left
        gate = BatchGate(fail_on or ())
        _run(rows, checker, file, gate, in_order=not as_finished, total=total, quiet=quiet)


@contextmanager
def _opened(
    output: Path | None, *, resume: bool, retry: bool, estimate: bool
) -> Iterator[tuple[ReportFile | None, Ledger | None]]:
    if output is None or (estimate and not resume):
        yield None, None
        return
    with ReportFile(output) as file:
        if resume:
            yield file, file.resume(retry=retry)
        else:
            file.begin()
            yield file, None


def _run(  # noqa: PLR0913 (what there is to do, and how it is to be told)
    rows: Selection,
    checker: Checker,
    file: ReportFile | None,
    gate: BatchGate,
    *,
    in_order: bool,
    total: int | None,
    quiet: bool,
) -> None:
    tally = Tally()
    goes_on = f"; go on with --resume -o {file.path}" if file else ""
    held = file.size if file else 0

    def keep(line: Line) -> None:
        if file is None:
            write_result(f"{line.json}\n")
        else:
            file.append(line.json)
        gate.see(line.report)
        show(tally.rows + 1)

    try:
        with (
            ctrl_c_ends_the_process(lambda: f"interrupted after {number_of(tally.rows, 'row')}{goes_on}"),
            batch_shown(total=total, quiet=quiet) as show,
        ):
            asyncio.run(run(rows, checker, keep, tally=tally, in_order=in_order))
            if file is not None and tally.stopped is None:
                drop_outdated(file, rows, before=held)
    except ClaimcheckError:
        if tally.rows:
            say(f"stopped after {number_of(tally.rows, 'row')}{goes_on}")
        raise
    code = exit_code(tally, rows)
    for message in summary(tally, rows, goes_on=goes_on) if not quiet or code is not ExitCode.COMPLETE else ():
        say(message)
    raise typer.Exit(_over_all_runs(gate, file if held else None).code(code))


def _over_all_runs(gate: BatchGate, resumed: ReportFile | None) -> BatchGate:
    """The gate for all that the file holds, where runs before this one have written to it."""
    if resumed is None or not gate.conditions:
        return gate
    whole = BatchGate(gate.conditions)
    for report in resumed.reports():
        whole.see(report)
    return whole


def _estimate(rows: Selection, checker: Checker, *, total: int | None, quiet: bool) -> str:
    whole, errors = Estimate(), 0
    with batch_shown(total=total, quiet=quiet) as show:
        for number, row in enumerate(rows, 1):
            if row.article is None:
                errors += 1
            else:
                whole += checker.estimate(row.article)
            show(number)
    return batch_estimate_text(whole, rows=rows.given_out, errors=errors)


def _shard(given: str | None) -> Shard:
    try:
        return Shard() if given is None else Shard.parse(given)
    except ConfigurationError as error:
        raise typer.BadParameter(str(error)) from error
