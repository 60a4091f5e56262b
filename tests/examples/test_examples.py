"""The examples run as they stand, against an endpoint on loopback that the environment names."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from newsroom_endpoint import answer

from claimcheck import Report
from fault_server import FaultServer

pytestmark = pytest.mark.enable_socket

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
STORY = "Quay opens late\n\nThe new quay cost 3,400 crowns. Two cranes reportedly jammed on Monday.\n"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of somebody whose key is for an endpoint of their own."""
    with FaultServer(answer) as server:
        yield os.environ | {
            "OPENAI_API_KEY": "none",
            "OPENAI_BASE_URL": server.base_url,
            "HOME": str(tmp_path),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Run:
    """Runs a command in an empty folder, and waits for its end."""

    def run(*command: str | Path, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        env = environment | more
        return subprocess.run(command, cwd=tmp_path, env=env, input=stdin, capture_output=True, text=True, check=False)

    return run


def test_every_example_has_its_test() -> None:
    here = {"anonymous_claims.py", "service.py", "pipeline.py", "pre-commit", "notebook.ipynb"}
    elsewhere = {"ray_job.py"}  # tests/integrations/test_ray_job.py

    assert {path.name for path in EXAMPLES.iterdir() if path.is_file() and path.suffix != ".txt"} == here | elsewhere


def test_the_library_names_what_rests_on_nobody(run: Run, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")

    ended = run(sys.executable, EXAMPLES / "anonymous_claims.py", "story.txt", "--model", "any")

    assert ended.returncode == 0, ended.stderr
    assert "vague: Two cranes reportedly jammed on Monday." in ended.stdout
    assert "'Two cranes reportedly jammed on Monday.'" in ended.stdout
    assert "3,400" not in ended.stdout
    assert "Two cranes" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_pipeline_gives_a_line_for_each_claim_and_tells_bad_rows(run: Run) -> None:
    rows = [json.dumps({"id": f"a{number}", "text": STORY}) for number in range(3)]

    ended = run(sys.executable, EXAMPLES / "pipeline.py", "--model", "any", stdin="\n".join([*rows, '{"id": "torn']))

    claims = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [claim["article_id"] for claim in claims if claim["strength"] == "vague"] == ["a0", "a1", "a2"]
    assert ended.stderr.startswith("stdin:4: the row is not JSON")
    assert ended.returncode == 1


def test_the_hook_keeps_a_story_on_nobody_s_word_out_of_the_repository(run: Run, tmp_path: Path) -> None:
    identity = {"GIT_CONFIG_GLOBAL": os.devnull, "CLAIMCHECK_MODEL": "any", "LC_ALL": "C"}
    identity |= {f"GIT_{who}_{what}": "x@desk.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    run("git", "init", "--quiet", **identity)
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.write_bytes((EXAMPLES / "pre-commit").read_bytes())
    hook.chmod(0o755)
    (tmp_path / "stories").mkdir()
    story = tmp_path / "stories" / "the quay.txt"

    story.write_text(STORY, encoding="utf-8")
    run("git", "add", ".", **identity)
    story.write_text("Not what is committed.", encoding="utf-8")
    refused = run("git", "commit", "--message", "quay", **identity)
    story.write_text(STORY.replace("reportedly ", ""), encoding="utf-8")
    run("git", "add", ".", **identity)
    taken = run("git", "commit", "--message", "quay", **identity)

    assert refused.returncode != 0
    assert "vague: c3" in refused.stderr
    assert "Not committed: see above (exit code 6)." in refused.stderr
    assert taken.returncode == 0, taken.stderr


def test_the_service_checks_what_is_posted(environment: dict[str, str], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "--app-dir", EXAMPLES, "service:app", "--port", str(port)]
    env = environment | {"CLAIMCHECK_MODEL": "any"}
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as service:
        try:
            report = Report.model_validate_json(post(port, json.dumps({"id": "quay", "text": STORY}), service))
            with pytest.raises(HTTPError, match="422") as empty:
                post(port, '{"text": ""}', service)
            with pytest.raises(HTTPError, match="413"):
                post(port, json.dumps({"text": "a" * 1_000_000}), service)
        finally:
            service.terminate()

    assert report.article.id == "quay"
    assert report.complete
    assert "the article is empty" in json.load(empty.value)["error"]


def post(port: int, body: str, service: subprocess.Popen[bytes]) -> bytes:
    """What the service answers, once it listens."""
    while True:
        try:
            with urlopen(Request(f"http://127.0.0.1:{port}/check", data=body.encode(), method="POST")) as response:
                answered: bytes = response.read()
                return answered
        except HTTPError:
            raise
        except URLError:
            assert service.poll() is None, service.stderr.read() if service.stderr else None
            time.sleep(0.05)


def test_the_notebook_runs_from_top_to_bottom(run: Run, tmp_path: Path) -> None:
    for name in ("notebook.ipynb", "cable-car.txt"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())

    ended = run(sys.executable, "-m", "jupyter", "execute", "notebook.ipynb", "--output", "done.ipynb")

    assert ended.returncode == 0, ended.stderr
    cells = json.loads((tmp_path / "done.ipynb").read_text(encoding="utf-8"))["cells"]
    shown = [output for cell in cells for output in cell.get("outputs", [])]
    assert {output["output_type"] for output in shown} == {"execute_result"}
    assert any("vague" in str(output["data"]["text/plain"]) for output in shown)
    assert "hauling rope" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_notebook_is_kept_without_output() -> None:
    cells = json.loads((EXAMPLES / "notebook.ipynb").read_text(encoding="utf-8"))["cells"]

    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)
