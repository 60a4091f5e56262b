"""What the client takes: calls a second through the whole stack, kept answers, and starting up.

    python benchmarks/client.py [--calls 1024] [--entries 100000]

In one run, on one machine. The endpoint is a server on loopback that answers at once, in a process of its own. Each
line has the aim and what was reached; the process ends with 1 where an aim was missed.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claimcheck import Checker, Options
from claimcheck.article import Article
from claimcheck.llm.cache import CacheMode
from claimcheck.llm.capabilities import Capabilities
from claimcheck.llm.chat import ChatModel, ChatReply, ChatRequest, Message
from claimcheck.llm.completions import body_of
from claimcheck.llm.layers import layered
from claimcheck.llm.openai import OpenAIModel
from claimcheck.llm.profiles import FULL, Profile
from claimcheck.llm.response_cache import ResponseCache
from claimcheck.llm.structured import ask
from claimcheck.llm.usage import Metered
from claimcheck.wire import ClaimReading
from instant_server import READING

AT_ONCE = 64
ROUNDS = 5
STARTS = 5

WIDE = Profile(
    name="compact",
    sentences_per_window=1,
    context_sentences=3,
    claims_per_call=1,
    max_output_tokens=160,
    in_flight=AT_ONCE,
)
"""As many calls under way as the bare client has."""


@dataclass(frozen=True)
class Result:
    """One line of the table."""

    what: str
    aim: str
    reached: str
    holds: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=1024, help="calls in each round")
    parser.add_argument("--entries", type=int, default=100_000, help="answers in the cache")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = [
            *calls_per_second(Path(folder), arguments.calls),
            cached_check(Path(folder)),
            cache_reads(Path(folder), arguments.entries),
            *starts(),
        ]
    print(f"{'':58} {'aim':>12} {'reached':>22}")
    for result in results:
        print(f"{result.what:58} {result.aim:>12} {result.reached:>22} {'' if result.holds else 'MISSED'}")
    sys.exit(not all(result.holds for result in results))


def calls_per_second(folder: Path, calls: int) -> list[Result]:
    with instant_server() as base_url:
        rates = asyncio.run(_race(base_url, folder, calls))
    bare = rates.pop("bare")
    results = [Result(f"bare AsyncOpenAI, {AT_ONCE} at once", "", f"{bare:,.0f} calls/s", holds=True)]
    for name, rate in rates.items():
        share = rate / bare
        results.append(Result(name, ">= 0.80", f"{rate:,.0f} calls/s  {share:.2f}", holds=share >= 0.8))
    return results


async def _race(base_url: str, folder: Path, calls: int) -> dict[str, float]:
    """Calls a second of each way, the median of rounds in turn, so that a busy moment of the machine hits all alike."""
    import openai  # noqa: PLC0415 (what it costs to import is no part of this)

    bare = openai.AsyncOpenAI(api_key="none", base_url=base_url, max_retries=0)
    off = _stack(base_url, "off", folder)
    kept = _stack(base_url, "use", folder)
    body = body_of(_request(0), model="any", capabilities=_KNOWN)

    async def ask_bare(number: int) -> None:
        await bare.chat.completions.create(**{**body, "messages": _sent(number)})  # type: ignore[call-overload]

    ways = {
        "bare": ask_bare,
        "the whole stack, cache off": lambda number: _ask(off, number),
        "the whole stack, each answer put into the cache": lambda number: _ask(kept, number),
    }
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(ROUNDS + 1):
        for name, way in ways.items():
            rate = await _rate(way, calls, first=turn * calls)
            if turn:  # the first round opens the connections
                rates[name].append(rate)
    for closing in (bare.close(), off.model.aclose(), kept.model.aclose()):
        await closing
    return {name: statistics.median(measured) for name, measured in rates.items()}


def _stack(base_url: str, cache: CacheMode, folder: Path) -> Metered:
    model = OpenAIModel("any", base_url=base_url, profile=WIDE)
    return Metered(layered(model, cache=cache, options=Options(cache_path=folder / "race.sqlite3")))


async def _ask(model: ChatModel, number: int) -> None:
    await ask(model, _messages(number), ClaimReading, shared_messages=1)


async def _rate(way: Callable[[int], Awaitable[None]], calls: int, *, first: int) -> float:
    numbers = iter(range(first, first + calls))

    async def caller() -> None:
        for number in numbers:
            await way(number)

    started = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(caller())
    return calls / (time.perf_counter() - started)


def _messages(number: int) -> tuple[Message, ...]:
    return (
        Message("system", "You sort claims for a fact-checking desk. " * 12),
        Message("user", f"The harbour board of Osk bought pier {number} in May."),
    )


def _sent(number: int) -> list[dict[str, str]]:
    return [{"role": message.role, "content": message.content} for message in _messages(number)]


def _request(number: int) -> ChatRequest:
    schema = ClaimReading.model_json_schema()
    return ChatRequest(_messages(number), schema=schema, schema_name="ClaimReading", max_output_tokens=160)


_KNOWN = Capabilities()


@contextlib.contextmanager
def instant_server() -> Iterator[str]:
    """A process that answers every request at once; its base URL."""
    script = Path(__file__).with_name("instant_server.py")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


class Parrot:
    """A full-size `ChatModel` that takes each sentence for a claim, and answers at once."""

    name, endpoint, profile = "parrot", "http://parrot.invalid/v1", FULL

    async def prepare(self) -> None:
        """Has nothing to prepare."""

    async def complete(self, request: ChatRequest) -> ChatReply:
        article, _, asked = request.messages[-1].content.partition("</article>")
        if request.schema_name == "WindowClaims":
            texts = dict(part[1:].split("] ", 1) for part in article.splitlines() if part.startswith("["))
            names = asked.rpartition("claims: ")[2].split(", ")
            claims = [{"sentence_ids": [s], "quote": texts[s], "text": texts[s], "kind": "event"} for s in names]
            return ChatReply(json.dumps({"claims": claims, "no_claim": []}))
        names = [part[1:].partition("]")[0] for part in asked.splitlines() if part.startswith("[")]
        return ChatReply(json.dumps({"verdicts": [{"claim_id": name} | _VERDICT for name in names]}))

    async def aclose(self) -> None:
        """Has nothing to close."""


_VERDICT = {
    "chain": [],
    "hedges": [],
    "speech": "none",
    "inherited": False,
    "kind": "event",
    "status": "checkable",
    "obstacle": None,
    "check_worthiness": "medium",
    "evidence": [{"what": "the board's minutes", "where": "the harbour board"}],
    "missing": [],
    "rationale": "The reporter states it.",
}


def article(number: int) -> Article:
    """An invented article of 40 sentences."""
    paragraphs = [
        f"The harbour board of Osk spent {n},{number:03} crowns on pier {n}, the Tidewater Gazette reported on Monday. "
        f'"We had no choice after the storm of {1900 + n}," said Mira Oldham, who chairs the board. '
        f"Fishermen in Lower Quay reportedly lost {n + 2} boats in flood {n}. "
        f"Repairs of wall {n} may take until the spring of {2030 + n}."
        for n in range(1, 11)
    ]
    return Article.of("\n\n".join(paragraphs))


def cached_check(folder: Path) -> Result:
    """A check of 40 sentences whose every answer is kept, by a new checker; the median of several articles."""
    options = Options(cache_path=folder / "check.sqlite3")
    took = []
    for number in range(ROUNDS + 1):
        with Checker(Parrot(), cache="use", options=options) as checker:
            asked = checker.check(article(number))
        with Checker(Parrot(), cache="use", options=options) as checker:
            started = time.perf_counter()
            kept = checker.check(article(number))
            took.append(time.perf_counter() - started)
        assert len(kept.sentences) == 40
        assert kept.usage.cached_calls == kept.usage.calls == asked.usage.calls
        assert kept.claims == asked.claims
    seconds = statistics.median(took[1:])
    return Result("a fully cached check of 40 sentences", "< 150 ms", f"{seconds * 1000:.0f} ms", holds=seconds < 0.15)


def cache_reads(folder: Path, entries: int) -> Result:
    """Answers read a second, hits only, asked in random order."""
    store = ResponseCache(folder / "reads.sqlite3")
    keys = [f"{random.getrandbits(256):064x}" for _ in range(entries)]
    value = json.dumps({"text": READING, "input_tokens": 90, "output_tokens": 14})
    for key in keys:
        store.put(key, value)
    random.shuffle(keys)
    asked = keys[:20_000]
    started = time.perf_counter()
    found = sum(store.get(key) == value for key in asked)
    seconds = time.perf_counter() - started
    store.close()
    assert found == len(asked)
    rate = len(asked) / seconds
    return Result(f"cache reads with {entries:,} entries", ">= 5,000/s", f"{rate:,.0f}/s", holds=rate >= 5_000)


def starts() -> list[Result]:
    measured = [
        ("import claimcheck", 0.4, _start("-c", "import claimcheck")),
        ("from claimcheck import Checker", 0.4, _start("-c", "from claimcheck import Checker")),
        ("claimcheck --version", 0.3, _start("-m", "claimcheck._entry", "--version")),
    ]
    return [
        Result(what, f"< {aim * 1000:.0f} ms", f"{wall * 1000:.0f} ms ({cpu * 1000:.0f} of CPU)", holds=wall < aim)
        for what, aim, (wall, cpu) in measured
    ]


def _start(*arguments: str) -> tuple[float, float]:
    """Seconds from the start of a Python to its end, by the wall clock and of the processor: medians."""
    walls, cpus = [], []
    for _ in range(STARTS + 1):
        started, used = time.perf_counter(), _processor_seconds()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        walls.append(time.perf_counter() - started)
        cpus.append(_processor_seconds() - used)
    return statistics.median(walls[1:]), statistics.median(cpus[1:])


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
