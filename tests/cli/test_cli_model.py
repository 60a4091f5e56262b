"""`claimcheck model` and `claimcheck schema`, and what `check` says where the weights are missing or damaged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from desk import ARTICLE, claimcheck, environment
from typer.testing import CliRunner, Result

from claimcheck import Report
from claimcheck.cli import app
from claimcheck.llm.weights import WeightStore


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> WeightStore:
    monkeypatch.setenv("CLAIMCHECK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CLAIMCHECK_WEIGHTS", raising=False)
    return WeightStore()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)], catch_exceptions=False)


def damaged(store: WeightStore) -> WeightStore:
    store.folder.mkdir(parents=True)
    store.path.write_bytes(b"GGUF")
    return store


def test_status_of_nothing(store: WeightStore) -> None:
    result = run("model", "status")

    assert result.exit_code == 4
    assert "state      not installed\n" in result.stdout
    assert str(store.path) in result.stdout
    assert result.stderr == "claimcheck: install it: claimcheck model install\n"
    assert not store.folder.exists()


def test_status_of_damaged_weights(store: WeightStore) -> None:
    damaged(store)
    result = run("model", "status")

    assert result.exit_code == 4
    assert "state      damaged: expected 1,117,320,768 bytes, found 4\n" in result.stdout


def test_path_is_told_whether_or_not_anything_is_there(store: WeightStore) -> None:
    result = run("model", "path")
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{store.path}\n", "")


def test_a_file_that_is_not_there_or_not_the_model_is_not_installed(store: WeightStore, tmp_path: Path) -> None:
    (tmp_path / "wrong.gguf").write_bytes(b"GGUF")
    for name, reason in (
        ("none.gguf", "there is no such file"),
        ("wrong.gguf", "expected 1,117,320,768 bytes, found 4"),
    ):
        result = run("model", "install", "--from", tmp_path / name)
        assert (result.exit_code, result.stdout) == (4, "")
        assert f"- {tmp_path / name}: {reason}" in result.stderr
    assert not store.path.exists()


def test_without_a_network_the_places_that_were_tried_are_named(tmp_path: Path, store: WeightStore) -> None:
    nowhere = "http://127.0.0.1:9"
    offline = {"PIP_INDEX_URL": nowhere, "PIP_RETRIES": "0", "HTTPS_PROXY": nowhere, "HTTP_PROXY": nowhere}
    process = claimcheck("model", "install", "--quiet", home=tmp_path / "home", **offline)

    assert (process.returncode, process.stdout) == (4, b"")
    told = process.stderr.decode()
    assert told.startswith(
        "claimcheck: no place gave the weights of Qwen2.5-Coder-1.5B-Instruct (Q4_K_M):\n- packages "
    )
    assert "- https://huggingface.co/" in told
    assert told.splitlines()[-1] == "claimcheck model install --from PATH"
    assert "Traceback" not in told
    assert list(store.folder.iterdir()) == []


def test_remove_asks_first(store: WeightStore) -> None:
    damaged(store)
    result = run("model", "remove")
    assert result.exit_code == 2
    assert "add --yes" in result.stderr
    assert store.path.exists()


def test_remove(store: WeightStore) -> None:
    damaged(store)
    result = run("model", "remove", "--yes")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "claimcheck: 4 bytes freed\n")
    assert not store.folder.exists()
    assert run("model", "remove").stderr == "claimcheck: there was nothing to remove\n"


def test_a_check_without_weights_names_the_command_that_installs_them(tmp_path: Path) -> None:
    pytest.importorskip("openvino_genai")
    process = claimcheck("check", "-", "--model", "embedded", "--quiet", home=tmp_path / "home", stdin=ARTICLE.encode())

    assert (process.returncode, process.stdout) == (4, b"")
    assert process.stderr.decode().startswith("claimcheck: the embedded model is not installed (")
    assert process.stderr.decode().endswith("Install it:\nclaimcheck model install\n")


def test_a_check_with_damaged_weights_says_what_is_wrong_with_them(tmp_path: Path, store: WeightStore) -> None:
    pytest.importorskip("openvino_genai")
    damaged(store)
    process = claimcheck("check", "-", "--quiet", home=tmp_path / "home", stdin=ARTICLE.encode())

    assert (process.returncode, process.stdout) == (4, b"")
    assert "is damaged: expected 1,117,320,768 bytes, found 4" in process.stderr.decode()
    assert "claimcheck model install" in process.stderr.decode()


def test_the_model_without_its_extra_says_how_to_get_it(tmp_path: Path) -> None:
    without = "import sys; sys.modules['filelock'] = None; from claimcheck._entry import main; main()"
    process = subprocess.run(
        [sys.executable, "-c", without, "model", "status"],
        capture_output=True,
        env=environment(tmp_path),
        check=False,
    )
    assert process.returncode == 4
    assert process.stderr.decode() == (
        "claimcheck: the embedded model needs an extra of claimcheck. Install it:\n"
        "pip install 'claimcheck-llm[cli,embedded]'\n"
    )


def test_the_schema_describes_reports_as_they_are_written() -> None:
    result = run("schema")

    assert (result.exit_code, result.stderr) == (0, "")
    schema = json.loads(result.stdout)
    assert set(schema["properties"]) == set(Report.model_fields)
    assert "sha256" in schema["$defs"]["Article"]["properties"]


@pytest.mark.parametrize("arguments", [(), ("check",), ("model",), ("schema",)], ids=" ".join)
def test_help_has_examples_and_fits_80_columns(arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    help_ = run(*arguments, "--help").stdout

    assert " ".join(("  Examples:\n    claimcheck", *arguments)) in help_
    assert max(map(len, help_.splitlines())) <= 80


def test_help_documents_every_exit_code() -> None:
    for arguments in ((), ("check",)):
        codes = run(*arguments, "--help").stdout.rpartition("Exit codes:\n")[2]
        assert [int(line.split()[0]) for line in codes.splitlines()] == [0, 1, 2, 3, 4, 5, 6, 70, 74, 130]


def test_shell_completion(tmp_path: Path) -> None:
    asked = {"_CLAIMCHECK_COMPLETE": "complete_bash", "COMP_WORDS": "claimcheck model in", "COMP_CWORD": "2"}
    assert claimcheck(home=tmp_path, **asked).stdout == b"install\n"
