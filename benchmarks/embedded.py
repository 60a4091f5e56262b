"""How fast the embedded model reads one article, and what the library itself takes.

    python benchmarks/embedded.py examples/ARTICLE.txt [--first-start] [--one-at-a-time]

The weights must be installed (`claimcheck model install`). `--first-start` measures a conversion too, in a
folder of its own; `--one-at-a-time` does the same work again with one request in flight, for the ratio.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from claimcheck import Article, Checker
from claimcheck.llm.chat import ChatReply, ChatRequest, Layer
from claimcheck.llm.embedded import EmbeddedModel
from claimcheck.llm.weights import WeightStore


class Timed(Layer):
    """Notes when the first request of each kind began and the last one ended."""

    def __init__(self, model: EmbeddedModel, *, at_once: int | None = None) -> None:
        super().__init__(model)
        self.spans: dict[str, list[float]] = defaultdict(list)
        self.loaded_after = 0.0
        self._places = asyncio.Semaphore(at_once or 10_000)

    async def prepare(self) -> None:
        started = time.perf_counter()
        await super().prepare()
        self.loaded_after = self.loaded_after or time.perf_counter() - started

    async def complete(self, request: ChatRequest) -> ChatReply:
        async with self._places:
            self.spans[request.schema_name].append(time.perf_counter())
            reply = await super().complete(request)
            self.spans[request.schema_name].append(time.perf_counter())
            return reply


def measure(article: Article, *, at_once: int | None = None, home: Path | None = None) -> dict[str, float]:
    """One check in this process, from nothing to the report."""
    model = Timed(EmbeddedModel(WeightStore(home=home) if home else None), at_once=at_once)
    started = time.perf_counter()
    with Checker(model, cache="off") as checker:
        report = checker.check(article)
    seconds = time.perf_counter() - started
    stages = {f"{name}_seconds": max(times) - min(times) for name, times in model.spans.items()}
    usage = report.usage
    return {
        "seconds": seconds,
        "load_seconds": model.loaded_after,
        **stages,
        "calls": usage.calls,
        "prompt_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "output_tokens_per_second": usage.output_tokens / (seconds - model.loaded_after),
        "peak_gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
        "sentences": report.coverage.sentences,
        "claims": len(report.claims),
    }


def in_a_process_of_its_own(path: Path, *options: str) -> dict[str, float]:
    """The same in a new process, so that one measurement does not warm up the next."""
    command = [sys.executable, __file__, str(path), "--measure", *options]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def show(title: str, figures: dict[str, float]) -> None:
    print(f"\n{title}")
    for name, value in figures.items():
        print(f"  {name:30} {value:10.1f}" if isinstance(value, float) else f"  {name:30} {value:10,}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("article", type=Path)
    parser.add_argument("--first-start", action="store_true")
    parser.add_argument("--one-at-a-time", action="store_true")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--at-once", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        article = Article.of(options.article.read_text(encoding="utf-8").strip())
        print(json.dumps(measure(article, at_once=options.at_once, home=options.home)))
        return
    together = in_a_process_of_its_own(options.article)
    show("second start, as a user runs it", together)
    if options.first_start:
        weights = WeightStore().require()
        with tempfile.TemporaryDirectory(dir=weights.parent.parent) as home:
            WeightStore(home=Path(home)).install(weights)
            show("first start (converts the weights)", in_a_process_of_its_own(options.article, "--home", home))
    if options.one_at_a_time:
        alone = in_a_process_of_its_own(options.article, "--at-once", "1")
        show("one request at a time", alone)
        ratio = (alone["seconds"] - alone["load_seconds"]) / (together["seconds"] - together["load_seconds"])
        print(f"\none at a time takes {ratio:.1f} times as long after the load")


if __name__ == "__main__":
    main()
