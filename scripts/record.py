"""Records the cassettes anew: starts each server, runs its tests against it, and lists what was recorded.

    make record                                      # all of it
    make record ARGS=embedded_server                 # those of one server

What a server says is scrubbed before it is written: see `tests/recorded/tape.py`.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from claimcheck import __version__
from claimcheck.llm.weights import WeightStore

ROOT = Path(__file__).resolve().parent.parent
CASSETTES = ROOT / "cassettes"
sys.path.insert(0, str(ROOT / "tests" / "recorded"))

import tape  # noqa: E402 (it lies beside the tests)

START_SECONDS = 180
"""How long a server may take until it answers; the first time, the embedded model's weights are converted."""

TABLE = "<!-- Written by `make record`. -->"


@dataclass(frozen=True)
class Server:
    """A server to record.

    Attributes:
        name: the folder of its cassettes.
        port: where it answers; the same whenever it is recorded, for the address is part of what is matched.
        command: what starts it.
        description: its name and version, for the cassettes.
    """

    name: str
    port: int
    command: list[str]
    description: str


def servers(llama: Path, weights: Path, model: str) -> list[Server]:
    """The servers there are.

    Args:
        llama: a Python that has llama-cpp-python.
        weights: the GGUF file.
        model: the name under which the model is served.
    """
    embedded = [sys.executable, str(ROOT / "scripts/serve_embedded.py"), "--port", "18080"]
    llama_cpp = [str(llama), "-m", "llama_cpp.server", "--model", str(weights), "--model_alias", model]
    llama_cpp += ["--port", "18081", "--n_ctx", "2048", "--n_threads", str(os.cpu_count() or 1)]
    return [
        Server(
            "embedded_server",
            18080,
            embedded,
            f"scripts/serve_embedded.py {__version__}, openvino-genai {version('openvino-genai')}",
        ),
        Server("llama_cpp_server", 18081, llama_cpp, f"llama-cpp-python {_version_for(llama)}"),
    ]


def _version_for(python: Path) -> str:
    code = "import importlib.metadata; print(importlib.metadata.version('llama-cpp-python'))"
    return subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


@contextmanager
def running(server: Server) -> Iterator[None]:
    """A server that answers; it ends with the block."""
    if _answers(server.port):
        sys.exit(f"something else answers at port {server.port}: stop it first")
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(server.command, stdout=log, stderr=log)
        try:
            deadline = time.monotonic() + START_SECONDS
            while not _answers(server.port):
                if process.poll() is not None or time.monotonic() > deadline:
                    log.seek(0)
                    sys.exit(f"{server.name} did not start:\n{log.read().decode(errors='replace')[-2000:]}")
                time.sleep(0.5)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/v1/models")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def record(server: Server, model: str) -> None:
    """Records a server's cassettes in place of those that there are."""
    origin = {"server": server.description, "model": model, "date": datetime.now(UTC).date().isoformat()}
    shutil.rmtree(CASSETTES / server.name, ignore_errors=True)
    command = [sys.executable, "-m", "pytest", f"tests/recorded/test_recorded_{server.name}.py"]
    command += ["--record-mode=rewrite", "--force-enable-socket", "--durations=0"]
    with running(server):
        done = subprocess.run(command, cwd=ROOT, env=os.environ | {tape.ORIGIN: json.dumps(origin)}, check=False)
    if done.returncode:
        sys.exit(f"{server.name} did not answer as its tests expect; see above")


def list_them() -> None:
    """Writes the list of cassettes into their README."""
    readme = CASSETTES / "README.md"
    kept = readme.read_text(encoding="utf-8").partition(TABLE)[0]
    readme.write_text(f"{kept}{TABLE}\n\n{tape.as_table(tape.entries(ROOT))}\n", encoding="utf-8")


def main() -> None:
    """Records what the command line names, or all."""
    parser = argparse.ArgumentParser(description="Record the cassettes anew.")
    parser.add_argument("names", nargs="*", help="embedded_server, llama_cpp_server; by default both")
    parser.add_argument("--llama", type=Path, default=ROOT / ".venv-llama/bin/python", help="has llama-cpp-python")
    options = parser.parse_args()
    store = WeightStore()
    store.install()
    known = servers(options.llama, store.path, store.card.name)
    if unknown := set(options.names) - {server.name for server in known}:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    for server in known:
        if not options.names or server.name in options.names:
            record(server, store.card.name)
    list_them()


if __name__ == "__main__":
    main()
