"""README from top to bottom, as somebody new would paste it. A model on loopback stands in for the ones it names."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from claimcheck.cli import app
from claimcheck.llm.chat import ChatRequest, Message
from fake_model import plain_answer
from fault_server import Body, FaultServer

pytestmark = pytest.mark.enable_socket

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(heading: str, language: str) -> str:
    """The first block of code below a heading."""
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    found = re.search(rf"^```{language}\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found.group(1)


def answer(body: Body) -> str:
    """Takes every sentence for one claim, and credits nobody."""
    name = body["response_format"]["json_schema"]["name"]
    return plain_answer(ChatRequest((Message("user", body["messages"][-1]["content"]),), schema_name=name))


@pytest.fixture(autouse=True)
def checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder with the examples, and the environment of a user whose key is for an endpoint of their own."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLAIMCHECK_CACHE_DIR", str(tmp_path / "cache"))
    with FaultServer(answer) as server:
        monkeypatch.setenv("OPENAI_API_KEY", "none")
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        yield tmp_path


def paste(line: str) -> Result:
    """A line that calls `claimcheck`, as a shell would part it."""
    program, *words = shlex.split(line, comments=True)
    assert program == "claimcheck"
    return CliRunner().invoke(app, words)


def test_the_command_line(checkout: Path) -> None:
    install, copy, *lines = block("On the command line", "sh").splitlines()
    assert install.startswith("claimcheck model install ")  # a gigabyte; tests/llm installs smaller ones
    _, example, article = shlex.split(copy, comments=True)
    shutil.copy(example, article)
    text = Path(article).read_text(encoding="utf-8")
    (checkout / "articles.jsonl").write_text(json.dumps({"id": "a1", "text": text}), encoding="utf-8")

    for line in lines:
        if line.startswith("claimcheck diff monday.json tuesday.json"):
            shutil.copy("report.json", "monday.json")
            shutil.copy("report.json", "tuesday.json")
        ended = paste(line)
        assert ended.exit_code == 0, (line, ended.stderr)

    assert "<html" in (checkout / "report.html").read_text(encoding="utf-8")
    assert json.loads((checkout / "reports.jsonl").read_text(encoding="utf-8"))["article"]["id"] == "a1"


def test_cost(checkout: Path) -> None:
    (checkout / "article.txt").write_text("The quay cost 3,400 crowns.", encoding="utf-8")

    priced = " --price-input 1 --price-output 2 "  # OpenAI's prices are known, those of this endpoint are not
    lines = block("Cost", "sh").splitlines()
    estimated, asked, kept = (paste(line.replace(" --model", f"{priced}--model")) for line in lines)

    assert "US dollars" in estimated.stdout
    assert (estimated.exit_code, asked.exit_code, kept.exit_code) == (0, 0, 0)
    assert asked.stdout.split("How this was made")[0] == kept.stdout.split("How this was made")[0]


def test_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    program = block("As a library", "python").replace('Checker("embedded")', 'Checker("any")')

    exec(compile(program, "README.md", "exec"), {})  # noqa: S102 (it is our own README)

    assert "The cabin hung over the Skarde gorge for almost three hours. reporter ['The cabin hung" in (
        capsys.readouterr().out
    )


def test_every_make_target_is_told_of() -> None:
    targets = set(re.findall(r"^(\w+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    told = README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    assert set(re.findall(r"(?:`|^)make ([a-z]+)", told, re.MULTILINE)) == targets - {"help"}
