"""How well the reading agrees with people's: annotated data, the code's reading alone, and code and model together.

    python benchmarks/quality.py DATA SCORER [--documents 10] [--sets scu_dev,subj_dev] [--code-only]

DATA is a folder of annotated rows (`NAME.jsonl`, each with `id` and `text`), SCORER the script that compares reports
with them. The code alone takes each sentence as its claim and calls every claim checkable; sourcing it reads itself.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from claimcheck import Article, Checker, ClaimcheckError
from claimcheck.llm.chat import ChatReply, ChatRequest
from claimcheck.llm.profiles import COMPACT

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
    """A `ChatModel` that reads nothing: every sentence is its own claim, and every claim a fact."""

    name, endpoint, profile = "none", "in process", COMPACT

    async def prepare(self) -> None:
        """Has nothing to prepare."""

    async def complete(self, request: ChatRequest) -> ChatReply:
        if request.schema_name == "SentenceClaims":
            sentence = SENTENCE.findall(request.messages[-1].content)[-1]
            return ChatReply(json.dumps({"claims": [sentence]}))
        return ChatReply('{"states":"fact","check_worthiness":"medium","record":null,"keeper":null}')

    async def aclose(self) -> None:
        """Has nothing to close."""


def reports(rows: list[dict[str, str]], checker: Checker) -> Iterator[str]:
    """One line for each row: its report, or why there is none."""
    for row in rows:
        try:
            yield checker.check(Article(text=row["text"], id=row["id"])).model_dump_json()
        except ClaimcheckError as error:
            yield json.dumps({"id": row["id"], "error": str(error)})


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--documents", type=int, help="evenly spread over each set; all, if not given")
    parser.add_argument("--sets", default=",".join(TASKS))
    parser.add_argument("--code-only", action="store_true")
    options = parser.parse_args()
    checkers = {"code": Checker(NoModel(), cache="off")}
    if not options.code_only:
        checkers["both"] = Checker("embedded", cache="off")
    for name in options.sets.split(","):
        lines = (options.data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        step = max(1, len(lines) // (options.documents or len(lines)))
        rows = [json.loads(line) for line in lines[::step]]
        print(f"\n{name}: {len(rows)} of {len(lines)} documents", flush=True)
        columns: dict[str, dict[str, float | None]] = {}
        for column, checker in checkers.items():
            started = time.perf_counter()
            columns[column] = score(name, rows, list(reports(rows, checker)), options.scorer)
            columns[column]["seconds per document"] = (time.perf_counter() - started) / len(rows)
        for figure in columns["code"]:
            values = [columns[column][figure] for column in checkers]
            cells = "  ".join("     -" if value is None else f"{value:6.3f}" for value in values)
            print(f"  {figure:36} {cells}", flush=True)
    for checker in checkers.values():
        checker.close()


if __name__ == "__main__":
    main()
