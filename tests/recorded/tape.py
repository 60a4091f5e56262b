"""Cassettes: where they lie, how they are written down, and what never gets into one.

A cassette holds what one test asked a real server and what that answered, in order. `cassettes/SERVER/NAME.yaml`
belongs to the test `test_NAME` in `test_recorded_SERVER.py`.
"""

from __future__ import annotations

import ast
import copy
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from vcr.cassette import Cassette
from vcr.request import Request

MATCH_ON = ["method", "scheme", "host", "port", "path", "body"]
"""What makes a request the one that was recorded. vcrpy compares JSON bodies parsed; by default it ignores them."""

ORIGIN = "CLAIMCHECK_CASSETTE_ORIGIN"
"""The environment variable that says, as JSON, which server and model answer while cassettes are recorded."""

_HEADERS_KEPT = {"content-type"}
_OF_THE_MACHINE = re.compile(r"(?:/[^/\s\"']+)+/(?=site-packages/)")
_ANSWER_IDS = {"id": "chatcmpl-0", "created": 0, "system_fingerprint": None}


def cassette_of(module: str, test: str) -> Path:
    """The cassette of a test, below the folder of all cassettes."""
    server = module.removeprefix("test_recorded_")
    return Path(server, re.sub(r"[^\w.-]+", "-", test.removeprefix("test_")).strip("-") + ".yaml")


# What is scrubbed


def scrub_request(request: Request) -> Request:
    """A request with no header but the kind of its body: keys, organisations and client versions all go."""
    request = copy.copy(request)
    request.headers = {name: value for name, value in request.headers.items() if name.lower() in _HEADERS_KEPT}
    return request


def scrub_response(response: dict[str, Any]) -> dict[str, Any]:
    """A response with no header but the kind of its body, without its id, and without the machine's paths."""
    headers = {name.lower(): values for name, values in response["headers"].items() if name.lower() in _HEADERS_KEPT}
    text = _OF_THE_MACHINE.sub("", response["body"]["string"].decode())
    body = _parsed(text)
    if isinstance(body, dict):
        body |= {name: value for name, value in _ANSWER_IDS.items() if name in body}
        text = json.dumps(body, ensure_ascii=False)
    return response | {"headers": headers, "body": {"string": text.encode()}}


SUSPECT = {
    "a key": re.compile(r"(?i)\b(?:sk|pk|rk|gsk|hf|xai|ghp|api[-_]?key)[-_][\w.-]{8,}"),
    "a bearer token": re.compile(r"(?i)\bbearer\s+\S+"),
    "a header with a secret or an id": re.compile(
        r"(?im)^\W*(?:authorization|proxy-authorization|api-key|x-api-key|cookie|set-cookie|openai-organization"
        r"|openai-project|x-request-id|request-id|cf-ray|user-agent|x-stainless-[\w-]+)\W*:"
    ),
    "a long token": re.compile(r"\b(?=[\w+/-]*\d)(?=[\w+/-]*[a-zA-Z])[A-Za-z0-9+/_-]{32,}={0,2}"),
    "a UUID": re.compile(r"(?i)\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"),
    "an organisation or project id": re.compile(r"\b(?:org|proj)[-_][A-Za-z0-9]{8,}"),
    "a path of the machine": re.compile(
        r"(?<![\w:/.])/(?:work|root|home|tmp|var|usr|opt|etc|Users|private)/|\b[A-Z]:\\"
    ),
    "a file of weights": re.compile(r"(?i)\.gguf\b"),
}
"""What must stand in no cassette, as patterns."""


def suspicions(text: str) -> list[str]:
    """What in a cassette's text looks as if it should not be there."""
    return [f"{what}: {found[0]!r}" for what, pattern in SUSPECT.items() if (found := pattern.search(text))]


# How it is written


class TapeFormat:
    """YAML that people can read: JSON bodies as they are structured, and a first entry that says where it is from."""

    def __init__(self, origin: str | None) -> None:
        self._origin = origin

    def serialize(self, cassette: dict[str, Any]) -> str:
        """The text of a cassette."""
        if self._origin is None:
            raise RuntimeError("cassettes are recorded by `make record`, which knows the server and the model")
        interactions = [_readable(one) for one in cassette["interactions"]]
        tape = {"recorded": json.loads(self._origin), "version": cassette["version"], "interactions": interactions}
        return yaml.dump(tape, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)

    def deserialize(self, text: str) -> dict[str, Any]:
        """A cassette as vcrpy knows it."""
        tape: dict[str, Any] = yaml.safe_load(text)
        return {**tape, "interactions": [_playable(one) for one in tape["interactions"]]}


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _readable(interaction: dict[str, Any]) -> dict[str, Any]:
    request, response = interaction["request"], interaction["response"]
    return {
        "request": {**request, "body": _parsed(request["body"])},
        "response": {**response, "body": _parsed(response["body"]["string"])},
    }


def _playable(interaction: dict[str, Any]) -> dict[str, Any]:
    request, response = interaction["request"], interaction["response"]
    return {
        "request": {**request, "body": _unparsed(request["body"])},
        "response": {**response, "body": {"string": _unparsed(response["body"])}},
    }


def _parsed(body: str | bytes | None) -> object:
    try:
        parsed = json.loads(body or "")
    except ValueError:
        return body.decode() if isinstance(body, bytes) else body
    return parsed if isinstance(parsed, dict | list) else body


def _unparsed(body: object) -> str | None:
    return json.dumps(body, ensure_ascii=False) if isinstance(body, dict | list) else body


# What must hold of all of them


def note_misses(cassette: Cassette) -> list[str]:
    """From now on, the requests that a cassette was asked for and did not hold."""
    misses: list[str] = []
    can_play = cassette.can_play_response_for

    def noting(request: Request) -> bool:
        if can_play(request):
            return True
        misses.append(f"{request.method} {request.uri} {_told(request)}")
        return False

    cassette.can_play_response_for = noting
    return misses


def unplayed(cassette: Cassette) -> list[str]:
    """The requests that a cassette holds and that nobody made."""
    return [
        f"{request.method} {request.uri} {_told(request)}"
        for index, request in enumerate(cassette.requests)
        if not cassette.play_counts[index]
    ]


def _told(request: Request) -> str:
    """The end of a request's last message, by which people tell requests apart."""
    body = _parsed(request.body)
    messages = body.get("messages") if isinstance(body, dict) else None
    return repr(str(messages[-1]["content"])[-120:]) if messages else ""


def orphans(root: Path) -> list[str]:
    """The cassettes that no test plays, as paths from the folder of all cassettes."""
    there = {path.relative_to(root / "cassettes").as_posix() for path in (root / "cassettes").rglob("*.y*ml")}
    return sorted(there - {cassette.as_posix() for cassette in _claimed(root)})


def _claimed(root: Path) -> Iterator[Path]:
    """The cassettes of all tests that there are."""
    listing = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "tests/recorded",
            "--collect-only",
            "-q",
            "-m",
            "vcr",
            "-p",
            "no:cacheprovider",
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    for line in listing.stdout.splitlines():
        if found := re.match(r"tests/recorded/(\w+)\.py::(.+)", line):
            yield cassette_of(found[1], found[2])


@dataclass(frozen=True)
class Entry:
    """A cassette as the list of cassettes tells of it."""

    path: str
    what: str
    server: str
    model: str
    date: str
    exchanges: int


def entries(root: Path) -> list[Entry]:
    """All cassettes, each with the first line of its test's docstring."""
    told = _docstrings(root)
    found = []
    for path in sorted((root / "cassettes").rglob("*.yaml")):
        tape = yaml.safe_load(path.read_text(encoding="utf-8"))
        name, origin = path.relative_to(root / "cassettes").as_posix(), tape["recorded"]
        what = told.get(name.removesuffix(".yaml"), "")
        found.append(Entry(name, what, origin["server"], origin["model"], origin["date"], len(tape["interactions"])))
    return found


def _docstrings(root: Path) -> dict[str, str]:
    found = {}
    for module in (root / "tests/recorded").glob("test_recorded_*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                name = cassette_of(module.stem, node.name).with_suffix("").as_posix()
                found[name] = (ast.get_docstring(node) or "").partition("\n")[0]
    return found


def as_table(listed: list[Entry]) -> str:
    """The list of cassettes for their README."""
    head = "| Cassette | What it holds | Exchanges | Server | Model | Recorded |\n| --- | --- | --- | --- | --- | --- |"
    rows = [f"| `{e.path}` | {e.what} | {e.exchanges} | {e.server} | {e.model} | {e.date} |" for e in listed]
    return "\n".join([head, *rows])
