"""The package as a whole: its public face, and what an import of it costs."""

from __future__ import annotations

import importlib.metadata
import importlib.resources
import json
import subprocess
import sys
from types import ModuleType

import pytest

import claimcheck

PUBLIC = [
    "AnswerError",
    "Article",
    "Budget",
    "BudgetExceeded",
    "CacheMiss",
    "Change",
    "Checker",
    "Claim",
    "ClaimcheckError",
    "Comparison",
    "ConfigurationError",
    "Coverage",
    "EndpointError",
    "Estimate",
    "Finding",
    "Hop",
    "InputError",
    "ModelError",
    "Options",
    "Price",
    "Progress",
    "PromptError",
    "Provenance",
    "Rates",
    "Record",
    "Report",
    "RetryPolicy",
    "SentenceOutcome",
    "Source",
    "Sourcing",
    "Span",
    "Unchecked",
    "Usage",
    "Verifiability",
    "WeightsError",
    "__version__",
    "compare",
]

SLOW_OR_OPTIONAL = {
    "filelock",
    "genai_prices",
    "httpx",
    "lxml",
    "numpy",
    "openai",
    "openvino",
    "openvino_genai",
    "opentelemetry",
    "pip",
    "rich",
    "trafilatura",
    "typer",
}

IMPORT_EVERYTHING = """
import importlib, pkgutil, claimcheck
for module in pkgutil.walk_packages(claimcheck.__path__, "claimcheck."):
    importlib.import_module(module.name)
"""


def test_the_public_face_is_this_one() -> None:
    assert claimcheck.__all__ == PUBLIC


def test_what_is_public_is_there_and_sorted() -> None:
    for name in claimcheck.__all__:
        assert getattr(claimcheck, name) is not None
    public = {name for name, value in vars(claimcheck).items() if not name.startswith("_") and is_ours(value)}

    assert public | {"__version__"} == set(claimcheck.__all__)
    assert claimcheck.__all__ == sorted(claimcheck.__all__)
    assert set(claimcheck.__all__) <= set(dir(claimcheck))


def test_what_is_not_public_is_not_there() -> None:
    with pytest.raises(AttributeError, match="'claimcheck' has no attribute 'Chequer'"):
        claimcheck.Chequer  # noqa: B018


def test_types_are_shipped() -> None:
    assert (importlib.resources.files("claimcheck") / "py.typed").is_file()


def test_the_version_is_that_of_the_distribution() -> None:
    assert claimcheck.__version__ == importlib.metadata.version("claimcheck-llm")


def test_importing_claimcheck_imports_next_to_nothing() -> None:
    assert imported_by("import claimcheck") & {*SLOW_OR_OPTIONAL, "pydantic", "jinja2", "tenacity"} == set()


def test_naming_everything_imports_nothing_slow_or_optional() -> None:
    assert imported_by("from claimcheck import *") & SLOW_OR_OPTIONAL == set()


def test_no_module_imports_httpx() -> None:
    imported = imported_by(IMPORT_EVERYTHING)

    assert "httpx2" in imported
    assert "httpx" not in imported


def is_ours(value: object) -> bool:
    return not isinstance(value, ModuleType) and getattr(value, "__module__", "").startswith("claimcheck")


def imported_by(code: str) -> set[str]:
    """The top-level packages that a new interpreter has loaded when it has run the code."""
    code += "\nimport json, sys\nprint(json.dumps([name.partition('.')[0] for name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(json.loads(done.stdout))
