"""claimcheck and its peers on the same articles, through one recording proxy, on one model: what each takes and gives.

    python benchmarks/peers.py [--quick] [--only langextract,deepeval]

The model is the embedded one, served over HTTP by `scripts/serve_embedded.py`, which counts the tokens. Each peer is
installed from PyPI into an environment of its own, `.venv-peers/NAME`, once; its telemetry is turned off, and it
reaches no other host. Prints a table in Markdown, row by row, and below it what failed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from claimcheck import Article, Checker, Options, Report, RetryPolicy
from claimcheck.llm.openai import OpenAIModel
from claimcheck.llm.profiles import COMPACT, FULL, Profile
from recording_proxy import Call, RecordingProxy

ROOT = Path(__file__).parents[1]
SHORT = ROOT / "tests" / "gold" / "articles" / "library-hours.txt"
ARTICLES = (
    SHORT,
    *(SHORT.with_name(f"{name}.txt") for name in ("match-fixing", "flood-wire")),
    *(ROOT / "examples" / f"{name}.txt" for name in ("museum-loan", "water-report", "cable-car")),
)
MOST_TOKENS = 1024
"""Where the server cuts an answer off, whoever asks."""

PATIENCE = 600.0
"""How many seconds an answer may take, whoever asks: the default of the client that all of them use."""

HEADS = (
    "",
    "calls",
    "prompt tokens",
    "completion tokens",
    "seconds",
    "outputs",
    "with offsets",
    "to the letter",
    "failures",
)
QUIET = {
    "DEEPEVAL_TELEMETRY_OPT_OUT": "1",
    "DEEPEVAL_UPDATE_WARNING_OPT_IN": "0",
    "DEEPEVAL_PER_ATTEMPT_TIMEOUT_SECONDS_OVERRIDE": str(PATIENCE),
    "NO_PROXY": "127.0.0.1",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one of them made of the articles.

    Attributes:
        seconds: from the first question to the last answer.
        outputs: how many claims or extractions it gave.
        placed: to how many of those it gave offsets.
        exact: how many of the placed ones are there to the letter; of those without a place, how many stand in the
            article to the letter all the same.
        failures: what went wrong, in words.
        calls: what went through the proxy.
        elsewhere: other hosts that it tried to reach.
        cannot: why it cannot run at all; then all else is nothing.
    """

    seconds: float = 0.0
    outputs: int = 0
    placed: int = 0
    exact: int = 0
    failures: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    elsewhere: tuple[str, ...] = ()
    cannot: str | None = None


@dataclass(frozen=True, slots=True)
class Peer:
    """A library from PyPI, and the script that has it take articles apart."""

    name: str
    packages: tuple[str, ...]
    script: str
    arguments: tuple[str, ...] = ()


PEERS = (
    Peer("langextract", ("langextract==1.7.1", "openai>=2"), "peer_langextract.py"),
    Peer("langextract without schema", ("langextract==1.7.1", "openai>=2"), "peer_langextract.py", ("free",)),
    Peer("deepeval", ("deepeval==4.3.1",), "peer_deepeval.py"),
)


def main() -> None:
    """Runs them one after the other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one short article")
    parser.add_argument("--only", metavar="NAME,…", help="only what begins with one of these")
    given = parser.parse_args()
    articles = [
        Article(text=path.read_text(encoding="utf-8"), id=path.stem) for path in ARTICLES[: 1 if given.quick else None]
    ]
    names = tuple(given.only.split(",")) if given.only else ("",)
    words = sum(len(article.text.split()) for article in articles)
    notes: list[str] = []
    with served() as (endpoint, model), RecordingProxy(endpoint) as proxy:
        print(f"{model}; {len(articles)} articles, {words:,} words\n\n{row(HEADS)}")
        print(row(["---", *["---:"] * (len(HEADS) - 1)]), flush=True)
        for name, run in runs(articles, model, proxy):
            if name.startswith(names):
                proxy.forget()
                print(f"{time.strftime('%T')} {name}…", file=sys.stderr, flush=True)
                outcome = replace(run(), calls=tuple(proxy.calls), elsewhere=tuple(proxy.elsewhere))
                print("\n".join(lines(name, outcome)), flush=True)
                notes += noted(name, outcome)
    print("\n".join(["", *notes]))


def runs(articles: list[Article], model: str, proxy: RecordingProxy) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """What is compared, by name."""
    for profile in (COMPACT, replace(FULL, max_output_tokens=MOST_TOKENS)):
        yield f"claimcheck {profile.name}", lambda profile=profile: claimcheck(articles, model, proxy, profile)
    for peer in PEERS:
        yield peer.name, lambda peer=peer: run_peer(peer, articles, model, proxy)


@contextmanager
def served() -> Iterator[tuple[str, str]]:
    """The embedded model's endpoint and name."""
    script = ROOT / "scripts" / "serve_embedded.py"
    command = [sys.executable, str(script), "--port", "0", "--lenient", "--most-items", "64"]
    command += ["--most-tokens", str(MOST_TOKENS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        name, _, endpoint = server.stdout.readline().strip().partition(" answers at ")
        assert endpoint, "the embedded model cannot be served: see scripts/serve_embedded.py"
        try:
            yield endpoint, name
        finally:
            server.terminate()


def claimcheck(articles: list[Article], model: str, proxy: RecordingProxy, profile: Profile) -> Outcome:
    """This library, which also judges each claim."""
    endpoint = OpenAIModel(model, base_url=proxy.base_url, api_key="none", profile=profile, timeout=PATIENCE)
    started = time.perf_counter()
    with Checker(endpoint, options=Options(retry=RetryPolicy(deadline=3 * PATIENCE))) as checker:
        reports = [report for report in checker.check_many(articles) if isinstance(report, Report)]
    seconds = time.perf_counter() - started
    claims = [claim for report in reports for claim in report.claims]
    failed = [
        sentence.reason or "" for report in reports for sentence in report.sentences if sentence.outcome == "failed"
    ]
    unjudged = [f"{claim.rationale}" for claim in claims if not (claim.sourcing and claim.verifiability)]
    anchored = sum(bool(claim.anchors) for claim in claims)
    return Outcome(seconds, len(claims), anchored, anchored, (*failed, *unjudged))


def run_peer(peer: Peer, articles: list[Article], model: str, proxy: RecordingProxy) -> Outcome:
    """A peer, in a process and an environment of its own."""
    asked = {
        "base_url": proxy.base_url,
        "model": model,
        "articles": [{"id": one.id, "text": one.text} for one in articles],
    }
    try:
        python = installed(peer)
        with tempfile.TemporaryDirectory() as home:
            ran = subprocess.run(
                [python, str(ROOT / "benchmarks" / peer.script), *peer.arguments],
                input=json.dumps(asked),
                capture_output=True,
                text=True,
                check=True,
                cwd=home,
                env={"PATH": os.environ["PATH"], "HOME": home, "HTTPS_PROXY": proxy.url, "HTTP_PROXY": proxy.url}
                | QUIET,
            )
    except subprocess.CalledProcessError as error:
        return Outcome(cannot=(error.stderr.strip().splitlines() or ["it says nothing"])[-1])
    told = json.loads(ran.stdout.splitlines()[-1])
    outputs = [output for article in told["articles"] for output in article["outputs"]]
    failures = [failure for article in told["articles"] for failure in article["failures"]]
    placed = sum(output["placed"] for output in outputs)
    exact = sum(output["exact"] for output in outputs)
    return Outcome(told["seconds"], len(outputs), placed, exact, tuple(failures))


def installed(peer: Peer) -> str:
    """The Python of the environment that has the peer's packages.

    Raises:
        subprocess.CalledProcessError: they cannot be installed.
    """
    folder = ROOT / ".venv-peers" / peer.name.split()[0]
    python = str(folder / "bin" / "python")
    if not folder.exists():
        venv.create(folder, with_pip=True)
    command = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *peer.packages]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return python


def lines(name: str, outcome: Outcome) -> Iterator[str]:
    """The outcome as rows of the table."""
    if outcome.cannot:
        yield row([name, f"cannot run: {outcome.cannot}", *[""] * (len(HEADS) - 2)])
        return
    shares = [share(outcome.placed, outcome), share(outcome.exact, outcome)]
    given = [f"{outcome.seconds:,.0f}", f"{outcome.outputs:,}", *shares, f"{len(outcome.failures):,}"]
    yield row([name, *counted(outcome.calls), *given])
    if name.startswith("claimcheck"):
        reading = [call for call in outcome.calls if "Claims" in (call.schema or "")]
        yield row(["of that, to find the claims", *counted(reading), *[""] * len(given)])


def counted(calls: Sequence[Call]) -> list[str]:
    """How many calls there were, and their tokens."""
    read, written = (sum(getattr(call, name) for call in calls) for name in ("prompt_tokens", "completion_tokens"))
    return [f"{len(calls):,}", f"{read:,}", f"{written:,}"]


def noted(name: str, outcome: Outcome) -> Iterator[str]:
    """What went wrong, each thing once."""
    cut = sum(call.finish == "length" for call in outcome.calls)
    if cut:
        yield f"- {name}: {cut} answers were cut off at {MOST_TOKENS:,} tokens or at the asker's own limit"
    said = [*outcome.failures, *(call.error for call in outcome.calls if call.error)]
    for words in dict.fromkeys(said):
        yield f"- {name}, {said.count(words)} times: {words[:200]}"
    for host in dict.fromkeys(outcome.elsewhere):
        yield f"- {name} tried to reach {host}"


def share(part: int, outcome: Outcome) -> str:
    """A part of the outputs, in per cent."""
    return f"{part / outcome.outputs:.0%}" if outcome.outputs else "-"


def row(cells: Sequence[str]) -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
