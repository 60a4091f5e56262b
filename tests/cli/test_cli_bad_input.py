"""What is wrong with an input, in one line, with what to do about it: in this process, for most need no model."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from desk import ARTICLE
from desk import claimcheck as claimcheck_process
from typer.testing import CliRunner, Result

import claimcheck.cli.articles
from claimcheck.cli import app
from claimcheck.formats.articles import read_article


@pytest.fixture(autouse=True)
def _a_user_who_has_set_up_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.startswith(("CLAIMCHECK_", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CLAIMCHECK_HOME", str(tmp_path / "home"))


def check(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)], input=stdin, catch_exceptions=False)


def refused(result: Result, code: int = 3) -> str:
    """The one line that a refusal prints, and nothing on stdout."""
    assert (result.exit_code, result.stdout) == (code, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("claimcheck: ")
    return line.removeprefix("claimcheck: ")


def file(folder: Path, data: bytes) -> Path:
    path = folder / "in.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "{} is empty: an article has at least one sentence"),
        (b"\xef\xbb\xbf \r\n\t", "{} is empty: an article has at least one sentence"),
        (
            "One.\nCafé.".encode("latin-1"),
            (
                "{} is not UTF-8: byte 0xE9 at offset 8, on line 2. "
                "Convert it, for example: iconv -f WINDOWS-1252 -t UTF-8 {}"
            ),
        ),
        (
            b"\xef\xbb\xbfOne.\xff",
            (
                "{} is not UTF-8: byte 0xFF at offset 7, on line 1. "
                "Convert it, for example: iconv -f WINDOWS-1252 -t UTF-8 {}"
            ),
        ),
        ("One.".encode("utf-16"), "{} is UTF-16, not UTF-8. Convert it: iconv -f UTF-16 -t UTF-8 {}"),
        ("One.".encode("utf-32"), "{} is UTF-32, not UTF-8. Convert it: iconv -f UTF-32 -t UTF-8 {}"),
        (
            "One.".encode("utf-16-le"),
            "{} is not plain text: a NUL byte at offset 1. Save the article's text as UTF-8 and check that",
        ),
        (
            b"Nothing is wrong.\0",
            "{} is not plain text: a NUL byte at offset 17. Save the article's text as UTF-8 and check that",
        ),
        (b"%PDF-1.7\n\xe2\xe3", "{} is a PDF, not plain text. Save the article's text as UTF-8 and check that"),
        (
            b"One\x1b[2J",
            (
                "{}: the article holds a control character (U+001B) on line 1, character 3: is it plain text? "
                "Remove it and try again"
            ),
        ),
        (
            b"a" * 5_000_000,
            (
                "{} is too long: more than 4,000,000 bytes, and an article has at most 1,000,000 characters. "
                "Check its parts one by one"
            ),
        ),
        (
            b"a" * 1_000_001,
            (
                "{} is too long: 1,000,001 characters, and an article has at most 1,000,000 characters. "
                "Check its parts one by one"
            ),
        ),
    ],
    ids="empty blank latin-1 after-mark utf-16 utf-32 no-mark nul pdf escape 5MB 1MB".split(),
)
def test_a_file_that_is_no_article(tmp_path: Path, data: bytes, message: str) -> None:
    path = file(tmp_path, data)
    assert refused(check(path)) == message.replace("{}", str(path))


def test_stdin_that_is_no_article() -> None:
    assert refused(check("-", stdin=b"")) == "standard input is empty: an article has at least one sentence"
    assert refused(check("-", stdin=b"Caf\xe9 society met.")).endswith("for example: iconv -f WINDOWS-1252")
    endless = refused(check("-", stdin=b"a" + "🎙".encode() * 1_200_000))
    assert endless.startswith("standard input is too long: more than 4,000,000 bytes")


def test_the_longest_article_is_read_whatever_its_alphabet(tmp_path: Path) -> None:
    text = "🎙" * 999_999 + "."
    assert read_article(file(tmp_path, text.encode())).text == text


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "mising.txt"
    assert refused(check(path)) == f"{path}: there is no such file. Check the name"


def test_a_folder(tmp_path: Path) -> None:
    assert (
        refused(check(tmp_path))
        == f"{tmp_path} is a folder: name a file in it, or check them all with claimcheck batch"
    )


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = file(tmp_path, ARTICLE.encode())
    path.chmod(0)
    assert refused(check(path)).startswith(f"{path} cannot be read: permission denied.")


def test_a_name_that_the_system_refuses(tmp_path: Path) -> None:
    assert "cannot be read" in refused(check(tmp_path / ("a" * 300)))


def test_a_name_that_would_drive_the_terminal(tmp_path: Path) -> None:
    assert refused(check(tmp_path / "a\x1b]0;b\x07.txt")).endswith(
        "/a\\x1b]0;b\\x07.txt: there is no such file. Check the name"
    )


def test_an_article_that_states_nothing(tmp_path: Path) -> None:
    path = file(tmp_path, b"Why not?\n\nWho knows what comes next?\n")
    output = tmp_path / "report.txt"
    line = refused(check(path, "--model", "any", "--base-url", "http://localhost:9/v1", "-o", output, "--quiet"))
    assert line.startswith(f"{path} states nothing that could be checked: 2 sentences, ")
    assert not output.exists()


def test_an_output_that_cannot_be(tmp_path: Path) -> None:
    path = file(tmp_path, ARTICLE.encode())
    another = "Name another file with -o"
    assert refused(check(path, "-o", tmp_path), 74) == f"{tmp_path} is a folder. {another}"
    assert refused(check(path, "-o", tmp_path / "no" / "r"), 74) == f"there is no folder {tmp_path}/no. {another}"
    assert refused(check(path, "-o", tmp_path / ("a" * 300)), 74).endswith(f"File name too long. {another}")
    assert refused(check(path, "-o", path), 74) == f"{path} is what the result is made from. {another}"
    assert path.read_bytes() == ARTICLE.encode()


def test_no_model_at_all_names_the_ways_out(tmp_path: Path) -> None:
    result = check(file(tmp_path, ARTICLE.encode()))
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.startswith("claimcheck: there is no model to ask. Three ways out:\n  export OPENAI_API_KEY=")
    assert "claimcheck model install" in result.stderr


def test_settings_that_make_no_sense(tmp_path: Path) -> None:
    path = file(tmp_path, ARTICLE.encode())
    assert "base_url must begin with http" in refused(check(path, "--model", "any", "--base-url", "localhost"), 4)
    assert "which model at" in refused(check(path, "--base-url", "http://localhost:9/v1"), 4)
    assert "is not a folder" in refused(check(path, "--model", "any", "--prompts", tmp_path / "none"), 4)


def test_a_broken_template(tmp_path: Path) -> None:
    template = tmp_path / "prompts" / "full" / "extract.user.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ unheard_of }}")
    asked = ("--model", "any", "--base-url", "http://localhost:9/v1", "--quiet", "--prompts", tmp_path / "prompts")
    assert "unheard_of" in refused(check(file(tmp_path, ARTICLE.encode()), *asked), 4)


def test_wrong_usage() -> None:
    assert check().exit_code == 2
    assert check("a.txt", "-f", "yaml").exit_code == 2
    assert CliRunner().invoke(app, ["chekc"]).exit_code == 2


def test_a_bug_is_told_in_two_lines_and_with_its_traceback_on_demand(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by \x1b[31mzero")

    monkeypatch.setattr(claimcheck.cli.articles, "read_article", broken)
    result = check("a.txt")
    assert (result.exit_code, result.stdout) == (70, "")
    assert result.stderr.splitlines()[0] == r"claimcheck: a bug in claimcheck: ZeroDivisionError: by \x1b[31mzero"
    assert "Traceback" not in result.stderr

    monkeypatch.setenv("CLAIMCHECK_DEBUG", "1")
    assert "Traceback" in check("a.txt").stderr
    monkeypatch.delenv("CLAIMCHECK_DEBUG")
    assert "Traceback" in CliRunner().invoke(app, ["--debug", "check", "a.txt"]).stderr


def test_a_refusal_as_a_process_has_no_traceback(tmp_path: Path) -> None:
    run = claimcheck_process("check", tmp_path / "none.txt", home=tmp_path)
    assert (run.returncode, run.stdout) == (3, b"")
    assert run.stderr.decode() == f"claimcheck: {tmp_path}/none.txt: there is no such file. Check the name\n"
