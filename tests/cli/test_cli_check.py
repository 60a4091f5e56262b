"""`claimcheck check` as its users meet it: exit codes, what goes to stdout, what to stderr, what to a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import ARTICLE, answer, claimcheck, command, environment, verdict

from claimcheck import Report
from fault_server import Fault, FaultServer, Refusal

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer(answer) as server:
        yield server


def asking(server: FaultServer) -> tuple[str, ...]:
    return ("--model", "any", "--base-url", server.base_url)


def test_a_complete_report_is_text_on_stdout_and_ends_in_0(server: FaultServer, article: Path, tmp_path: Path) -> None:
    run = claimcheck("check", article, *asking(server), "--verbose", home=tmp_path)

    assert run.returncode == 0
    report = run.stdout.decode()
    assert report.startswith("Calder bridge opens after three years\n")
    assert "On the record: Ana Ruiz (Mayor)" in report
    assert "Would settle it: the city's ledger (the city archive)" in report
    assert "a question: s4" in report
    assert run.stderr.decode().splitlines() == ["claimcheck: getting the model ready", "claimcheck: reading sentences"]


def test_stdin_json_id_title_and_quiet(server: FaultServer, tmp_path: Path) -> None:
    options = ("-f", "json", "--quiet", "--id", "a-1", "--title", "Bridge")
    run = claimcheck("check", "-", *options, *asking(server), home=tmp_path, stdin=ARTICLE.encode())

    assert run.returncode == 0
    assert run.stderr == b""
    report = Report.model_validate_json(run.stdout)
    assert (report.article.id, report.article.title, report.article.text) == ("a-1", "Bridge", ARTICLE)
    assert report.complete


def test_a_file_that_ends_in_json_gets_json_and_keeps_its_mode(
    server: FaultServer, article: Path, tmp_path: Path
) -> None:
    output = tmp_path / "report.json"
    output.write_text("an older report")
    output.chmod(0o640)
    run = claimcheck("check", article, *asking(server), "-o", output, home=tmp_path / "home")

    assert (run.returncode, run.stdout) == (0, b"")
    assert Report.model_validate_json(output.read_bytes()).claims
    assert output.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "home", "report.json"]


def test_windows_line_ends_and_a_byte_order_mark(server: FaultServer, tmp_path: Path) -> None:
    text = ARTICLE.replace("\n", "\r\n")
    run = claimcheck("check", "-", "-f", "json", *asking(server), home=tmp_path, stdin=b"\xef\xbb\xbf" + text.encode())

    assert run.returncode == 0
    report = json.loads(run.stdout)
    assert report["article"]["text"] == text
    anchor = report["claims"][1]["anchors"][0]
    assert text[anchor["start"] : anchor["end"]] == anchor["quote"]


def test_an_output_that_is_a_symbolic_link_keeps_being_one(server: FaultServer, article: Path, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "there.txt")
    run = claimcheck("check", article, *asking(server), "-o", tmp_path / "link.txt", home=tmp_path / "home")

    assert run.returncode == 0
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "there.txt").read_text(encoding="utf-8").startswith("Calder bridge")


def test_a_device_is_written_to_and_not_replaced(server: FaultServer, article: Path, tmp_path: Path) -> None:
    run = claimcheck("check", article, *asking(server), "-o", "/dev/stdout", home=tmp_path)

    assert run.returncode == 0
    assert run.stdout.startswith(b"Calder bridge")


def test_a_gate_that_is_tripped_still_gets_its_report_and_ends_in_6(
    server: FaultServer, article: Path, tmp_path: Path
) -> None:
    gate = ("--fail-on", "anonymous,on_record")
    run = claimcheck("check", article, *asking(server), "--quiet", *gate, "-f", "csv", home=tmp_path)

    assert run.returncode == 6
    assert run.stdout.startswith(b"article_id,claim_id,")
    assert run.stderr.decode().splitlines() == [
        "claimcheck: the report shows what --fail-on names:",
        "  on_record: c2, c3",
    ]


def test_what_could_not_be_judged_makes_the_report_incomplete_and_ends_in_1(article: Path, tmp_path: Path) -> None:
    def forgetful(body: dict[str, object]) -> str:
        content = json.loads(answer(body))
        return json.dumps({"verdicts": [verdict("s2.1")]} if "verdicts" in content else content)

    with FaultServer(forgetful) as server:
        run = claimcheck("check", article, *asking(server), "--quiet", home=tmp_path)

    assert run.returncode == 1
    assert b"No verdict: the model left the claim out, twice" in run.stdout
    (line,) = run.stderr.decode().splitlines()
    assert line.startswith("claimcheck: the report is incomplete:")
    assert "could not be judged" in line


def test_a_model_that_nobody_knows_fails_on_everything_and_ends_in_5(article: Path, tmp_path: Path) -> None:
    unknown = Refusal(404, json.dumps({"error": {"message": "model 'any' not found", "type": "not_found"}}))
    with FaultServer(answer, refuses=dict.fromkeys(("json_schema", "json_object", "max_tokens"), unknown)) as server:
        run = claimcheck("check", article, *asking(server), home=tmp_path)

    assert run.returncode == 5
    assert "model 'any' not found" in run.stderr.decode()
    assert "Check the model's name" in run.stderr.decode()
    assert b"Traceback" not in run.stderr


def test_an_endpoint_that_always_fails_still_gives_a_report_and_ends_in_5(article: Path, tmp_path: Path) -> None:
    with FaultServer(answer, faults=1.0, kinds=[Fault.REFUSAL]) as server:
        run = claimcheck("check", article, *asking(server), "-f", "json", home=tmp_path)

    assert run.returncode == 5
    report = Report.model_validate_json(run.stdout)
    assert report.coverage.failed == 3
    assert not report.claims
    assert "claimcheck: the model failed on all 3 sentences that it was asked about" in run.stderr.decode()


def test_a_key_never_reaches_stdout_or_stderr(server: FaultServer, article: Path, tmp_path: Path) -> None:
    run = claimcheck("check", article, *asking(server), "-f", "json", home=tmp_path, OPENAI_API_KEY="sk-sesame-12345")

    assert run.returncode == 0
    assert server.requests[0].headers["authorization"] == "Bearer sk-sesame-12345"
    assert b"sesame" not in run.stdout + run.stderr


def test_a_disk_that_fills_up_leaves_the_older_report(server: FaultServer, article: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.json"
    output.write_text("an older report")
    shell = ("bash", "-c", 'ulimit -f 1; exec "$@"', "bash")  # files of 1 kB at most
    run = claimcheck(
        "check",
        article,
        *asking(server),
        "--no-cache",
        "-o",
        output,
        home=tmp_path / "home",
        before=shell,
        PYTHONDONTWRITEBYTECODE="1",
    )

    assert run.returncode == 74
    assert run.stderr.decode().splitlines()[-1] == (
        f"claimcheck: {output} cannot be written: the disk is full. Nothing was written"
    )
    assert output.read_text() == "an older report"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "report.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_behind_stdout(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            command("schema"), stdout=full, stderr=subprocess.PIPE, env=environment(tmp_path), check=False
        )

    assert run.returncode == 74
    assert run.stderr == b"claimcheck: the result cannot be written to standard output: the disk is full\n"


def test_a_reader_that_leaves_is_no_reason_to_complain(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    run = subprocess.run(
        command("schema"), stdout=writing, stderr=subprocess.PIPE, env=environment(tmp_path), check=False
    )
    os.close(writing)

    assert (run.returncode, run.stderr) == (74, b"")


def test_json_is_utf_8_whatever_the_locale(server: FaultServer, tmp_path: Path) -> None:
    stdin = ARTICLE.replace("Ruiz", "Řuíz").encode()
    run = claimcheck(
        "check", "-", "-f", "json", *asking(server), home=tmp_path, stdin=stdin, PYTHONIOENCODING="ascii", LC_ALL="C"
    )

    assert run.returncode == 0
    assert "Řuíz" in Report.model_validate_json(run.stdout).article.text


def test_the_command_line_without_its_extra_says_how_to_get_it(tmp_path: Path) -> None:
    without = "import sys; sys.modules['typer'] = None; from claimcheck._entry import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", without, "check"], capture_output=True, env=environment(tmp_path), check=False
    )

    assert run.returncode == 4
    assert run.stderr.decode() == (
        "claimcheck: the command line needs an extra of claimcheck. Install it: pip install 'claimcheck-llm[cli]'\n"
    )


def test_the_version_is_told_without_loading_the_command_line(tmp_path: Path) -> None:
    version = (
        "import sys; sys.argv[1:] = ['--version']; from claimcheck._entry import main; main();"
        "assert not {'typer', 'rich', 'openai', 'openvino_genai', 'pydantic', 'jinja2'} & set(sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", version], capture_output=True, env=environment(tmp_path), check=True)

    assert run.stdout.decode().split()[0] == "claimcheck"
    assert run.stdout == claimcheck("--debug", "--version", home=tmp_path).stdout
