"""How well the reading agrees with people's: annotated data, read by the code, by the model, and by both together.

    python benchmarks/quality.py DATA SCORER [--documents 10] [--sets scu_dev,subj_dev] [--columns code,both]

DATA is a folder of annotated rows (`NAME.jsonl`, each with `id` and `text`), SCORER the script that compares reports
with them. Three columns:

    code    no model: each sentence is its claim, and its words tell whether it could be settled
    model   the embedded model alone: it splits, credits and judges, and the code only finds its quotes in the text
    both    claimcheck as it is
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from claimcheck import Article, Checker, Options, Report
from claimcheck.credits import Credits, Reported
from claimcheck.llm.cache import CacheMode
from claimcheck.llm.chat import ChatReply, ChatRequest
from claimcheck.llm.profiles import COMPACT, FULL
from claimcheck.segment import Sentence
from claimcheck.spans import Span
from claimcheck.statements import leaning
from claimcheck.verdicts import Sourcing

TASKS = {
    "scu_dev": "sourcing",
    "polnear_dev": "attribution",
    "gum_news_dev": "attribution",
    "claimbuster_dev": "verifiability",
    "subj_dev": "verifiability",
    "factscore_dev": "decomposition",
}
FIGURES = {
    "sourcing": (
        "statement_f1",
        "end_to_end_type_accuracy",
        "end_to_end_type_macro_f1",
        "end_to_end_name_accuracy",
        "end_to_end_title_accuracy",
        "end_to_end_justification_accuracy",
    ),
    "attribution": ("f1_at_50", "source_overlap_at_50"),
    "verifiability": ("balanced_accuracy",),
    "decomposition": ("f1", "unsupported_claims", "repeated_claims"),
}

SENTENCE = re.compile(r"^Sentence: (.*)$", re.MULTILINE)


class NoModel:
    """A `ChatModel` that reads nothing: every sentence is its own claim, and its words alone say what it states."""

    name, endpoint, profile = "none", "in process", COMPACT

    async def prepare(self) -> None:
        """Has nothing to prepare."""

    async def complete(self, request: ChatRequest) -> ChatReply:
        if request.schema_name == "SentenceClaims":
            sentence = SENTENCE.findall(request.messages[-1].content)[-1]
            return ChatReply(json.dumps({"claims": [sentence]}))
        claim = request.messages[-1].content
        states = "fact" if leaning(claim) > 0 else "opinion"
        reading = {"states": states, "check_worthiness": "medium", "record": None, "keeper": None}
        return ChatReply(json.dumps(reading))

    async def aclose(self) -> None:
        """Has nothing to close."""


def reports(rows: list[dict[str, str]], checker: Checker) -> Iterator[str]:
    """One line for each row: its report, or why there is none."""
    articles = [Article(text=row["text"], id=row["id"]) for row in rows]
    for row, result in zip(rows, checker.check_many(articles), strict=True):
        if isinstance(result, Report):
            yield result.model_dump_json()
        else:
            yield json.dumps({"id": row["id"], "error": str(result.error)})


def score(name: str, rows: list[dict[str, str]], lines: list[str], scorer: Path) -> dict[str, float | None]:
    """The figures of a task, by the scorer."""
    with tempfile.TemporaryDirectory() as folder:
        data, made = Path(folder, "data.jsonl"), Path(folder, "reports.jsonl")
        data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        made.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, str(scorer), TASKS[name], "--data", str(data), "--reports", str(made), "--json"]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    figures = json.loads(printed)
    return {figure: figures[figure] for figure in FIGURES[TASKS[name]]}


class NoReading(Credits):
    """The code's own reading of an article, not done."""

    def sourcing(self, stated: Sequence[Span], sentence_ids: Iterable[str], *, claim: str | None = None) -> Sourcing:  # noqa: ARG002
        return Sourcing.of()

    def narrowed(
        self,
        stated: Sequence[Span],
        sentence_ids: Iterable[str],  # noqa: ARG002
        *,
        claim: str | None = None,  # noqa: ARG002
    ) -> tuple[Span, ...]:
        return tuple(stated)

    def reported(self, sentence: Sentence) -> tuple[Reported, ...]:  # noqa: ARG002
        return ()

    def speaker(self, sentence: Sentence) -> None:  # noqa: ARG002
        return None


@contextmanager
def code_alone(cache: CacheMode) -> Iterator[Checker]:  # noqa: ARG001 (it is quick)
    with Checker(NoModel(), cache="off") as checker:
        yield checker


@contextmanager
def model_alone(cache: CacheMode) -> Iterator[Checker]:
    """The embedded model is asked everything that a large one is: for claims, quotes, chains and verdicts."""
    asked_all = replace(FULL, sentences_per_window=2, claims_per_call=2, max_output_tokens=1200, in_flight=32)
    options = Options(profile=asked_all)
    with patch("claimcheck.checker.Credits", NoReading), Checker("embedded", cache=cache, options=options) as checker:
        yield checker


@contextmanager
def both_together(cache: CacheMode) -> Iterator[Checker]:
    with Checker("embedded", cache=cache) as checker:
        yield checker


Column = Callable[[CacheMode], AbstractContextManager[Checker]]
COLUMNS: dict[str, Column] = {
    "code": code_alone,
    "model": model_alone,
    "both": both_together,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--documents", type=int, help="evenly spread over each set; all, if not given")
    parser.add_argument("--sets", default=",".join(TASKS))
    parser.add_argument("--columns", default=",".join(COLUMNS))
    parser.add_argument("--kept", action="store_true", help="give kept answers and keep new ones; no times are told")
    options = parser.parse_args()
    print("columns:", options.columns.replace(",", ", "))
    for name in options.sets.split(","):
        lines = (options.data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        step = max(1, len(lines) // (options.documents or len(lines)))
        rows = [json.loads(line) for line in lines[::step]]
        print(f"\n{name}: {len(rows)} of {len(lines)} documents", flush=True)
        columns = [
            measured(name, rows, COLUMNS[column], options.scorer, kept=options.kept)
            for column in options.columns.split(",")
        ]
        for figure in columns[0]:
            cells = "  ".join("     -" if (value := each[figure]) is None else f"{value:6.3f}" for each in columns)
            print(f"  {figure:36} {cells}", flush=True)


def measured(
    name: str, rows: list[dict[str, str]], column: Column, scorer: Path, *, kept: bool
) -> dict[str, float | None]:
    """A column's figures for one set, and the seconds that each of its documents took."""
    with column("use" if kept else "off") as checker:
        for _ in reports([{"id": "warm-up", "text": "The bridge at Tarn was closed on Friday."}], checker):
            pass  # the model is loaded now
        started = time.perf_counter()
        lines = list(reports(rows, checker))
        seconds = (time.perf_counter() - started) / len(rows)
    return score(name, rows, lines, scorer) | {"seconds per document": None if kept else seconds}


if __name__ == "__main__":
    main()
