"""What the tests of the command line share: a model that answers, and `claimcheck` as a real process."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ARTICLE = """Calder bridge opens after three years

Mayor Ana Ruiz opened the Calder bridge on Monday. "It cost $4 million," she told reporters.

Was it worth it?
"""


def answer(body: dict[str, Any]) -> str:
    """What a full model would say: each sentence is a claim, and each claim is the mayor's and checkable."""
    question = body["messages"][-1]["content"]
    asked = dict(re.findall(r"^\[(s[\d.]+)\] (.*)$", question, re.MULTILINE))
    if body["response_format"]["json_schema"]["name"] == "WindowClaims":
        wanted = question.rpartition("claims: ")[2].split(", ")
        claims = [{"sentence_ids": [s], "quote": asked[s], "text": asked[s], "kind": "event"} for s in wanted]
        return json.dumps({"claims": claims, "no_claim": []})
    judged = re.findall(r"^\[(s[\d.]+)\] \(", question.rpartition("Judge these claims:")[2], re.MULTILINE)
    return json.dumps({"verdicts": [verdict(name) for name in judged]})


def verdict(claim_id: str) -> dict[str, object]:
    source = {"source": "Ana Ruiz", "name": "Ana Ruiz", "kind": "named_person", "is_outlet": False}
    return {
        "claim_id": claim_id,
        "chain": [source | {"title": "Mayor", "justification": None, "cue": None}],
        "hedges": [],
        "speech": "indirect",
        "inherited": False,
        "kind": "event",
        "status": "checkable",
        "obstacle": None,
        "check_worthiness": "high",
        "evidence": [{"what": "the city's ledger", "where": "the city archive"}],
        "missing": [],
        "rationale": "She is named.",
    }


def environment(home: Path, **changes: str) -> dict[str, str]:
    """The environment of a user who has set up nothing."""
    mine = ("CLAIMCHECK_", "OPENAI_", "PIP_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(mine)}
    own = {"CLAIMCHECK_HOME": str(home), "CLAIMCHECK_CACHE_DIR": str(home / "cache")}
    return kept | own | {"PYTHONWARNINGS": "error", "COLUMNS": "80"} | changes


def command(*arguments: str | Path) -> list[str]:
    """The command line as a process is started with it."""
    return [sys.executable, "-m", "claimcheck._entry", *map(str, arguments)]


def claimcheck(
    *arguments: str | Path, home: Path, stdin: bytes = b"", before: Sequence[str] = (), **changes: str
) -> subprocess.CompletedProcess[bytes]:
    """Runs `claimcheck` to its end, as a process.

    Args:
        *arguments: what stands behind "claimcheck".
        home: where the weights would lie.
        stdin: what it is fed.
        before: a command that starts it, such as a shell's that sets a limit.
        **changes: to the environment.
    """
    return subprocess.run(
        [*before, *command(*arguments)],
        input=stdin,
        capture_output=True,
        env=environment(home, **changes),
        timeout=120,
        check=False,
    )
