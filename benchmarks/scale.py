"""From one article to very many: memory, throughput, cost per article, as ratios within one run.

    python benchmarks/scale.py [--quick] [--embedded]

Each line has the aim and what was reached; the process ends with 1 where an aim was missed. Each measurement has a
process of its own. The model answers at once and repeats each sentence as its claim, except where it says otherwise:
"50 ms, 64 at once" answers after 50 ms and takes 64 questions at once; in process, so that only the library stands in
the way, and as a server on loopback, beside as many questions put by a bare client. What a call costs in processor time
says whether one process can send as much: 64 calls in 50 ms leave 0.78 ms for each. `--embedded` needs the weights
(`claimcheck model install`) and some minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from claimcheck import Article, Checker, Report
from claimcheck.batch.output import ReportFile
from claimcheck.batch.running import Tally, run
from claimcheck.batch.selection import Selection
from claimcheck.formats.rows import rows_of
from claimcheck.llm.chat import ChatReply, ChatRequest
from claimcheck.llm.profiles import COMPACT, FULL, Profile
from library import PARAGRAPH, Echo

AT_ONCE, SECONDS = 64, 0.05
WIDE = replace(COMPACT, in_flight=AT_ONCE)
SENTENCES_PER_PARAGRAPH = 4

Figures = dict[str, float]


@dataclass(frozen=True)
class Result:
    """One line of the table. What has no aim is there to be compared with."""

    what: str
    aim: str
    reached: str
    holds: bool = True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the articles")
    parser.add_argument("--embedded", action="store_true", help="the embedded model too")
    parser.add_argument("--measure", nargs=2, metavar=("WHAT", "COUNT"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        what, count = arguments.measure
        print(json.dumps(MEASUREMENTS[what](int(count))))
        return
    results = []
    for result in table(10 if arguments.quick else 1, embedded=arguments.embedded):
        results.append(result)
        verdict = "" if result.holds else "MISSED"
        print(f"{result.what:58} {result.aim:>9} {result.reached:>32} {verdict}", flush=True)
    sys.exit(not all(result.holds for result in results))


def table(less: int, *, embedded: bool) -> Iterator[Result]:
    few_rows, many_rows = (1_000, 20_000) if less == 1 else (500, 2_000)  # fewer do not fill what is remembered
    few, many = measured("batch", few_rows), measured("batch", many_rows)
    growth = many["peak_mib"] / few["peak_mib"]
    yield Result(
        f"peak memory, {many_rows:,} rows to {few_rows:,}",
        "<= 1.20",
        f"{many['peak_mib']:.0f} / {few['peak_mib']:.0f} MiB  {growth:.2f}",
        growth <= 1.2,
    )
    some, more = measured("batch", 100), measured("batch", 10_000 // less)
    ratio = more["cpu_ms_per_article"] / some["cpu_ms_per_article"]
    yield Result(
        f"processor time per article, {10_000 // less:,} to 100",
        "<= 1.10",
        f"{more['cpu_ms_per_article']:.1f} / {some['cpu_ms_per_article']:.1f} ms  {ratio:.2f}",
        ratio <= 1.1,
    )
    for profile in ("full", "compact"):
        own = measured(f"own_{profile}", 200 // less)["cpu_ms_per_article"]
        yield Result(f"own time, article of 40 sentences, {profile}", "< 10 ms", f"{own:.1f} ms", own < 10)
    slow = measured("in_process_slow", 150)["share"]
    yield Result("of the ideal at 500 ms, 64 at once: in process", ">= 0.90", f"{slow:.2f}", slow >= 0.9)
    quick = measured("in_process", 500 // less)
    yield Result(
        "  the same at 50 ms",
        ">= 0.90",
        f"{quick['cpu_ms_per_call']:.2f} ms a call  {quick['share']:.2f}",
        quick["share"] >= 0.9,
    )
    bare = measured("bare_server", 500 // less)
    yield Result(
        "  the same over HTTP, a bare client", "", f"{bare['cpu_ms_per_call']:.2f} ms a call  {bare['share']:.2f}"
    )
    http = measured("server", 500 // less)
    yield Result(
        "  the same over HTTP, the library",
        ">= 0.90",
        f"{http['cpu_ms_per_call']:.2f} ms a call  {http['share']:.2f}",
        http["share"] >= 0.9,
    )
    if embedded:
        figures = measured("embedded", 10 if less == 1 else 4)
        yield Result(
            "embedded: a batch to single checks, after the load",
            "<= 0.80",
            f"{figures['batch']:.0f} / {figures['singles']:.0f} s  {figures['ratio']:.2f}",
            figures["ratio"] <= 0.8,
        )


def measured(what: str, count: int) -> Figures:
    """The figures of a measurement, in a process of its own."""
    command = [sys.executable, __file__, "--measure", what, str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=os.environ)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def article(number: int, *, paragraphs: int) -> Article:
    """An invented article, unlike all others."""
    first = number * paragraphs
    text = "".join(
        PARAGRAPH.format(n=n, y=1900 + n % 120, m=n % 37 + 2, z=2020 + n % 9) for n in range(first, first + paragraphs)
    )
    return Article.of(text, id=str(number))


class FullEcho(Echo):
    """The same for the full profile: a window of sentences, or some claims, to a question."""

    async def complete(self, request: ChatRequest) -> ChatReply:
        question = request.messages[-1].content
        if request.schema_name == "WindowClaims":
            shown = dict(re.findall(r"^\[(s[\d.]+)\] (.*)$", question, re.MULTILINE))
            asked = question.rpartition("claims: ")[2].strip().split(", ")
            claims = [{"sentence_ids": [s], "quote": shown[s], "text": shown[s], "kind": "event"} for s in asked]
            return ChatReply(json.dumps({"claims": claims, "no_claim": []}))
        asked = re.findall(r"^\[(s[\d.]+)\] \(", question.rpartition("Judge these claims:")[2], re.MULTILINE)
        return ChatReply(json.dumps({"verdicts": [{"claim_id": name, **_VERDICT} for name in asked]}))


_VERDICT = {
    "chain": [],
    "hedges": [],
    "speech": "none",
    "inherited": False,
    "kind": "event",
    "status": "checkable",
    "obstacle": None,
    "check_worthiness": "low",
    "evidence": [],
    "missing": [],
    "rationale": "",
}


class SlowEcho(Echo):
    """The same after a while, 64 at once."""

    def __init__(self, seconds: float) -> None:
        super().__init__(WIDE)
        self._seconds = seconds
        self._places: asyncio.Semaphore | None = None

    async def complete(self, request: ChatRequest) -> ChatReply:
        self._places = self._places or asyncio.Semaphore(AT_ONCE)
        async with self._places:
            await asyncio.sleep(self._seconds)
        return await super().complete(request)


def batch(count: int) -> Figures:
    """A whole batch from file to file."""
    with tempfile.TemporaryDirectory() as folder, Checker(Echo(), cache="off") as checker:
        source = Path(folder, "articles.jsonl")
        with source.open("w", encoding="utf-8") as file:
            for number in range(count):
                row = article(number, paragraphs=1)
                file.write(json.dumps({"id": row.id, "text": row.text}) + "\n")
        _expect_complete(checker.check(article(0, paragraphs=1)))
        started = time.process_time()
        tally = Tally()
        with ReportFile(Path(folder, "reports.jsonl")) as output, source.open("rb") as stdin:
            rows = Selection(rows_of([source], stdin))
            asyncio.run(run(rows, checker, lambda line: output.append(line.json), tally=tally))
        assert tally.outcomes == {"complete": count}
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return {"peak_mib": peak, "cpu_ms_per_article": seconds / count * 1000}


def own_time(model: Echo, count: int) -> Figures:
    """What the library itself takes for an article of 40 sentences."""
    with Checker(model, cache="off") as checker:
        _expect_complete(first := checker.check(article(0, paragraphs=10)))
        assert first.coverage.sentences == 40
        articles = [article(number, paragraphs=10) for number in range(1, count + 1)]
        started = time.process_time()
        for report in checker.check_many(articles):
            _expect_complete(report)
        return {"cpu_ms_per_article": (time.process_time() - started) / count * 1000}


def in_process(count: int, seconds: float = SECONDS) -> Figures:
    """Throughput where the model is in process."""
    with Checker(SlowEcho(seconds), cache="off") as checker:
        return _share_of_ideal(checker, count, seconds)


def server(count: int) -> Figures:
    """Throughput where it is behind a server."""
    from claimcheck.llm.openai import OpenAIModel  # noqa: PLC0415 (the other processes need not load it)

    with _Server() as base_url, Checker(OpenAIModel("any", base_url=base_url, profile=WIDE), cache="off") as checker:
        return _share_of_ideal(checker, count)


def bare_server(count: int) -> Figures:
    """As many questions, put by `AsyncOpenAI` and nothing else."""
    import openai  # noqa: PLC0415 (see above)

    calls = count * 4 * SENTENCES_PER_PARAGRAPH
    message = {"role": "user", "content": "Claim: The board paid. " * 150}

    async def ask_all(base_url: str) -> Figures:
        client = openai.AsyncOpenAI(api_key="none", base_url=base_url, max_retries=0)
        left = iter(range(calls))

        async def ask() -> None:
            for _ in left:
                await client.chat.completions.create(model="any", messages=[message])  # type: ignore[list-item]

        await client.chat.completions.create(model="any", messages=[message])  # type: ignore[list-item]
        started, processor = time.perf_counter(), time.process_time()
        await asyncio.gather(*(ask() for _ in range(AT_ONCE)))
        return _shares(calls, time.perf_counter() - started, time.process_time() - processor)

    with _Server() as base_url:
        return asyncio.run(ask_all(base_url))


def embedded(count: int) -> Figures:
    """As many articles one after the other and in one batch, none of them twice."""
    with Checker("embedded", cache="off") as checker:
        checker.check(article(0, paragraphs=1))
        started = time.perf_counter()
        for number in range(1, count + 1):
            checker.check(article(number, paragraphs=1))
        singles = time.perf_counter() - started
        started = time.perf_counter()
        assert len(list(checker.check_many(article(100 + number, paragraphs=1) for number in range(count)))) == count
        together = time.perf_counter() - started
    return {"singles": singles, "batch": together, "ratio": together / singles}


def _share_of_ideal(checker: Checker, count: int, seconds: float = SECONDS) -> Figures:
    _expect_complete(checker.check(article(0, paragraphs=2)))
    calls = 0
    started, processor = time.perf_counter(), time.process_time()
    for report in checker.check_many(article(number, paragraphs=2) for number in range(1, count + 1)):
        calls += _expect_complete(report).usage.calls
    return _shares(calls, time.perf_counter() - started, time.process_time() - processor, seconds)


def _shares(calls: int, took: float, processor: float, seconds: float = SECONDS) -> Figures:
    return {"share": calls * seconds / AT_ONCE / took, "cpu_ms_per_call": processor / calls * 1000}


def _expect_complete(report: object) -> Report:
    assert isinstance(report, Report), report
    assert report.complete, "the model's answers no longer fit what is asked"
    return report


class _Server:
    """`slow_server.py` in a process of its own."""

    def __enter__(self) -> str:
        command = [sys.executable, str(Path(__file__).with_name("slow_server.py"))]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()


def _own(make: Callable[[Profile], Echo], profile: Profile) -> Callable[[int], Figures]:
    return lambda count: own_time(make(profile), count)


MEASUREMENTS: dict[str, Callable[[int], Figures]] = {
    "batch": batch,
    "own_full": _own(FullEcho, FULL),
    "own_compact": _own(Echo, COMPACT),
    "in_process": in_process,
    "in_process_slow": lambda count: in_process(count, seconds=10 * SECONDS),
    "server": server,
    "bare_server": bare_server,
    "embedded": embedded,
}


if __name__ == "__main__":
    main()
