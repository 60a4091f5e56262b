"""What README, CONTRIBUTING and the pages show can be typed: commands and options, imports, links between files."""

from __future__ import annotations

import ast
import importlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from claimcheck.cli import app

WHOLE = get_command(app)
ROOT = Path(__file__).resolve().parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PAGES}


def in_code(page: str) -> Iterator[str]:
    """The lines of a page's blocks of code, continued lines joined."""
    for fenced, indented in re.findall(
        r"^```\w*\n(.*?)^```|((?:^    [^\n]*\n)+)", TEXTS[page], re.MULTILINE | re.DOTALL
    ):
        yield from re.sub(r"\\\n\s*", "", fenced or indented).splitlines()


def commands(page: str) -> Iterator[list[str]]:
    """The words behind `claimcheck` on each line that calls it."""
    for line in in_code(page):
        if found := re.match(r"(?:.*[|:] )?\s*claimcheck ((?!-)\S+ .*|-.*)", line):
            yield shlex.split(found.group(1).split(" > ")[0].split(" | ")[0], comments=True)


@pytest.mark.parametrize("page", [page for page in TEXTS if page != "docs/cli.md"])
def test_every_command_and_option_is_there(page: str) -> None:
    for words in commands(page):
        command, rest = WHOLE, list(words)
        while getattr(command, "commands", None) and rest and not rest[0].startswith("-"):
            command = command.commands[rest.pop(0)]  # type: ignore[attr-defined]
        known = {name for each in command.params for name in (*each.opts, *each.secondary_opts)} | {"-h", "--help"}
        assert {word.split("=")[0] for word in rest if re.match(r"--?[a-z]", word)} <= known, words


@pytest.mark.parametrize("page", TEXTS)
def test_every_import_can_be_made(page: str) -> None:
    for block in re.findall(r"^```python\n(.*?)^```", TEXTS[page], re.MULTILINE | re.DOTALL):
        tree = compile(block, page, "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("claimcheck"):
                module = importlib.import_module(node.module or "")
                assert all(hasattr(module, name.name) for name in node.names), ast.unparse(node)


@pytest.mark.parametrize("page", TEXTS)
def test_every_link_to_a_file_leads_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", re.sub(r"`[^`\n]*`", "", TEXTS[page])):
        if "://" not in target:
            assert (ROOT / page).parent.joinpath(target).exists(), target


def test_the_commands_are_found_at_all() -> None:
    assert ["check", "article.txt", "--fail-on", "anonymous,headline_overclaim"] in list(commands("README.md"))
    assert sum(len(list(commands(page))) for page in TEXTS) > 40
