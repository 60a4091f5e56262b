"""What users install: the wheel, in an empty environment away from the checkout."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]

RENDER_EVERY_TEMPLATE = """
import json
from pathlib import Path

import claimcheck
from claimcheck.prompts import Prompts

package = Path(claimcheck.__file__).parent
templates = package / "templates"
prompts = Prompts()
rendered = {}
for system in sorted(templates.rglob("*.system.j2")):
    task = system.relative_to(templates).as_posix().removesuffix(".system.j2")
    question = {name: value for name, value in prompts.examples(task)[0].items() if name != "answer"}
    rendered[task] = [message.content for message in prompts.conversation(task, **question).messages]
print(json.dumps({"package": str(package), "version": claimcheck.__version__, "rendered": rendered}))
"""

WRITE_A_PAGE = """
from datetime import UTC, datetime
from claimcheck import Article, Coverage, Provenance, Report, Usage

made = Provenance(
    model="m", endpoint="e", prompts={}, claimcheck_version="1", created_at=datetime.now(UTC), options={}
)
coverage = Coverage(sentences=0, with_claims=0, no_claim=0, failed=0)
article = Article(text="Why?")
report = Report(article=article, sentences=(), claims=(), coverage=coverage, usage=Usage(), provenance=made)
print(report.to_html())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel and what it requires, and nothing else: not even pip."""
    folder = tmp_path_factory.mktemp("user") / "venv"
    venv.create(folder, with_pip=False, symlinks=True)
    run(sys.executable, "-m", "pip", "--python", folder, "install", "--quiet", "--no-index", "--no-deps", wheel)
    site_packages = next(folder.glob("lib/python3*/site-packages"))
    claimcheck = next(iter(importlib.metadata.distributions(path=[str(site_packages)])))
    for distribution in required_by(claimcheck):
        link(distribution, site_packages)
    return folder


def test_the_wheel_holds_the_package_the_prompts_and_the_license_and_nothing_else(wheel: Path) -> None:
    package = {f"claimcheck/{name}" for name in files_below(ROOT / "src" / "claimcheck")}
    templates = {f"claimcheck/templates/{name}" for name in files_below(ROOT / "prompts")}
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    about = {name for name in names if name.split("/")[0].endswith(".dist-info")}

    assert names - about == package | templates
    assert "claimcheck/py.typed" in names
    assert "claimcheck/templates/compact/extract.system.j2" in names
    assert any(name.endswith("/licenses/LICENSE") for name in about)


def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(build(ROOT, "sdist", tmp_path)) as sdist:
        sdist.extractall(tmp_path, filter="data")
    source = next(path for path in tmp_path.iterdir() if path.is_dir())

    rebuilt = build(source, "wheel", tmp_path)

    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(rebuilt) as other:
        assert {i.filename: i.CRC for i in other.infolist()} == {i.filename: i.CRC for i in one.infolist()}


def test_an_installed_wheel_renders_every_template(environment: Path, tmp_path: Path) -> None:
    found = json.loads(run(environment / "bin" / "python", "-c", RENDER_EVERY_TEMPLATE, cwd=tmp_path))

    assert Path(found["package"]).is_relative_to(environment)
    assert found["version"] == importlib.metadata.version("claimcheck-llm")
    tasks = {path.removesuffix(".system.j2") for path in files_below(ROOT / "prompts") if path.endswith(".system.j2")}
    assert set(found["rendered"]) == tasks
    for messages in found["rendered"].values():
        assert all(message.strip() and "{{" not in message and "{%" not in message for message in messages)


def test_an_installed_wheel_writes_the_html_report(environment: Path, tmp_path: Path) -> None:
    page = run(environment / "bin" / "python", "-c", WRITE_A_PAGE, cwd=tmp_path)

    assert page.startswith("<!doctype html>")
    assert "addEventListener" in page
    assert "@media print" in page


def test_the_command_without_its_extra_says_how_to_get_it(environment: Path, tmp_path: Path) -> None:
    command = environment / "bin" / "claimcheck"

    done = subprocess.run([command, "check", "-"], cwd=tmp_path, check=False, capture_output=True, text=True)

    assert run(command, "--version", cwd=tmp_path) == f"claimcheck {importlib.metadata.version('claimcheck-llm')}\n"
    assert done.returncode == 4
    assert done.stdout == ""
    assert "pip install 'claimcheck-llm[cli]'" in done.stderr


def build(source: Path, kind: str, folder: Path) -> Path:
    """Builds "wheel" or "sdist" as `pip` would, but with the hatchling that lies here."""
    before = set(folder.iterdir())
    run(sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", folder, cwd=source)
    (built,) = set(folder.iterdir()) - before
    return built


def files_below(folder: Path) -> set[str]:
    """The files of the project there, without what tools leave behind."""
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {file.as_posix() for file in files if not any(part.startswith((".", "__pycache__")) for part in file.parts)}


def required_by(distribution: importlib.metadata.Distribution) -> Iterator[importlib.metadata.Distribution]:
    """What the distribution requires without its extras, and what that requires, as installed here."""
    waiting: list[tuple[importlib.metadata.Distribution, Iterable[str]]] = [(distribution, [""])]
    seen = set()
    while waiting:
        parent, extras = waiting.pop()
        for requirement in map(Requirement, parent.requires or ()):
            applies = requirement.marker is None or any(requirement.marker.evaluate({"extra": e}) for e in extras)
            if applies and (name := canonicalize_name(requirement.name)) not in seen:
                seen.add(name)
                child = importlib.metadata.distribution(name)
                waiting.append((child, [*requirement.extras, ""]))
                yield child


def link(distribution: importlib.metadata.Distribution, site_packages: Path) -> None:
    for name in {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}:
        (site_packages / name).symlink_to(Path(str(distribution.locate_file(name))))


def run(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
