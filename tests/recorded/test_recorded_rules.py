"""What holds of cassettes: a miss, a half-played one and an orphan fail the suite, and no secret gets into any."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import tape

from fault_server import FaultServer

pytest_plugins = ["pytester"]

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CASSETTES = ROOT / "cassettes"
TAPES = sorted(path.relative_to(CASSETTES).as_posix() for path in CASSETTES.rglob("*.yaml"))

RECORDED = """
import asyncio
import pytest
from claimcheck.llm.chat import ChatRequest, Message
from claimcheck.llm.openai import OpenAIModel

@pytest.mark.vcr
def test_questions():
    async def ask_all():
        model = OpenAIModel("any", base_url="{base_url}", api_key="sk-a-key-of-somebodys-own")
        for question in {questions}:
            try:
                await model.complete(ChatRequest((Message("user", question),)))
            except Exception:
                pass
        await model.aclose()
    asyncio.run(ask_all())
"""

OFFLINE = ("--disable-socket", "--allow-unix-socket")


class Desk:
    """A project of its own, with these rules and one recorded test."""

    def __init__(self, pytester: pytest.Pytester, base_url: str) -> None:
        self.pytester, self.base_url = pytester, base_url
        self.tests = pytester.path / "tests" / "recorded"
        self.tests.mkdir(parents=True)
        for name in ("conftest.py", "tape.py"):
            shutil.copy(HERE / name, self.tests)
        pytester.makeini("[pytest]\ntestpaths = tests\n")

    def asks(self, *questions: str, module: str = "test_recorded_any_server.py") -> None:
        source = RECORDED.format(base_url=self.base_url, questions=list(questions))
        (self.tests / module).write_text(source, encoding="utf-8")

    def run(self, *options: str) -> pytest.RunResult:
        return self.pytester.runpytest_subprocess("-p", "no:cacheprovider", *options)

    @property
    def cassette(self) -> str:
        return (self.pytester.path / "cassettes/any_server/questions.yaml").read_text(encoding="utf-8")


@pytest.fixture
def desk(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The test has asked a server two questions, and the answers are on a cassette. The server has gone."""
    monkeypatch.setenv(tape.ORIGIN, json.dumps({"server": "any 1.0", "model": "any", "date": "2026-01-01"}))
    with FaultServer(lambda body: f"You asked: {body['messages'][-1]['content']}") as server:
        made = Desk(pytester, server.base_url)
        made.asks("What?", "When?")
        made.run("--record-mode=rewrite").assert_outcomes(passed=1)
        assert len(server.requests) == 2
    monkeypatch.delenv(tape.ORIGIN)
    return made


@pytest.mark.enable_socket
class TestTheSuite:
    def test_plays_a_cassette_without_a_server(self, desk: Desk) -> None:
        desk.run(*OFFLINE).assert_outcomes(passed=1)

        assert tape.orphans(desk.pytester.path) == []

    def test_plays_the_answers_in_whatever_order_they_are_asked_for(self, desk: Desk) -> None:
        desk.asks("When?", "What?")

        desk.run(*OFFLINE).assert_outcomes(passed=1)

    def test_fails_on_a_question_that_was_not_recorded(self, desk: Desk) -> None:
        desk.asks("What?", "When?", "Who?")

        result = desk.run(*OFFLINE)

        result.assert_outcomes(passed=1, errors=1)
        result.stdout.fnmatch_lines(["*the cassette does not hold:*", "*'Who?'*"])

    def test_fails_on_a_question_asked_more_often_than_it_was_answered(self, desk: Desk) -> None:
        desk.asks("What?", "When?", "When?")

        desk.run(*OFFLINE).assert_outcomes(passed=1, errors=1)

    def test_fails_on_an_answer_that_nobody_asks_for(self, desk: Desk) -> None:
        desk.asks("What?")

        result = desk.run(*OFFLINE)

        result.assert_outcomes(passed=1, errors=1)
        result.stdout.fnmatch_lines(["*played in part*", "*'When?'*"])

    def test_fails_on_a_cassette_that_is_not_there(self, desk: Desk) -> None:
        desk.asks("What?", module="test_recorded_other_server.py")

        desk.run(*OFFLINE, "tests/recorded/test_recorded_other_server.py").assert_outcomes(passed=1, errors=1)

    def test_names_a_cassette_without_a_test(self, desk: Desk) -> None:
        (desk.tests / "test_recorded_any_server.py").unlink()
        desk.asks("What?", module="test_recorded_other_server.py")

        assert tape.orphans(desk.pytester.path) == ["any_server/questions.yaml"]

    def test_writes_down_no_key_and_no_header(self, desk: Desk) -> None:
        assert "You asked: When?" in desk.cassette
        assert "sk-a-key" not in desk.cassette
        assert set(re.findall(r"^ +([\w-]+):\n +- application/json$", desk.cassette, re.MULTILINE)) == {"content-type"}
        assert "user-agent" not in desk.cassette.lower()
        assert tape.suspicions(desk.cassette) == []


def test_every_cassette_has_its_test() -> None:
    assert tape.orphans(ROOT) == []


def test_there_are_cassettes_of_two_kinds_of_server() -> None:
    assert {name.partition("/")[0] for name in TAPES} == {"embedded_server", "llama_cpp_server"}


@pytest.mark.parametrize("name", TAPES)
def test_no_cassette_holds_a_secret(name: str) -> None:
    assert tape.suspicions((CASSETTES / name).read_text(encoding="utf-8")) == []


def test_cassettes_are_small() -> None:
    assert sum((CASSETTES / name).stat().st_size for name in TAPES) < 300_000


def test_the_readme_lists_what_there_is() -> None:
    assert tape.as_table(tape.entries(ROOT)) in (CASSETTES / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "planted",
    [
        "key: sk-proj-abcdefgh12345678",
        "key: hf_abcdefghijklmnop",
        "- Bearer something",
        "      authorization:\n      - none",
        "Set-Cookie: a=b",
        "openai-organization: mine",
        "organization org-AbCdEfGh1234",
        "x-request-id:",
        "user-agent: any",
        "x-stainless-lang: python",
        "0123456789abcdef0123456789abcdef",
        "chatcmpl-4ff057b7-524d-45d9-8764-4edd9fb9f957",
        "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0MTIzNDU2Nzg5MA==",
        'File "/home/anna/project/app.py"',
        "C:\\Users\\anna",
        "model.gguf",
    ],
)
def test_the_search_for_secrets_finds_them(planted: str) -> None:
    assert tape.suspicions(f"before\n{planted}\nbehind")


def test_scrubbing_leaves_the_body_and_what_kind_it_is() -> None:
    secret = ["authorization", "Cookie", "OpenAI-Organization", "OpenAI-Project", "User-Agent", "X-Stainless-Lang"]
    request = tape.Request("POST", "http://localhost/v1", b"{}", dict.fromkeys(secret, "x") | {"Content-Type": "a/b"})
    body = {"id": "chatcmpl-4ff057b7", "created": 1795373779, "at": 'File "/a/b/site-packages/c.py"'}
    response = {
        "status": {"code": 200, "message": "OK"},
        "headers": {"Set-Cookie": ["a"], "x-request-id": ["b"], "Content-Type": ["a/b"]},
        "body": {"string": json.dumps(body).encode()},
    }

    scrubbed, answered = tape.scrub_request(request), tape.scrub_response(response)

    assert (dict(scrubbed.headers), scrubbed.body) == ({"Content-Type": "a/b"}, b"{}")
    assert answered["headers"] == {"content-type": ["a/b"]}
    assert json.loads(answered["body"]["string"]) == {
        "id": "chatcmpl-0",
        "created": 0,
        "at": 'File "site-packages/c.py"',
    }
