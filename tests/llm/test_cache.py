"""A question is asked once. What is kept was accepted, and is the answer to exactly that question."""

from __future__ import annotations

import gc
import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from instant_loop import run_instantly

from claimcheck.errors import AnswerError, CacheMiss, ConfigurationError, EndpointError
from claimcheck.events import CacheHit, Event, heard_by
from claimcheck.llm.cache import Cached, CacheMode, request_key
from claimcheck.llm.chat import ChatReply, ChatRequest, Message
from claimcheck.llm.profiles import FULL, Profile
from claimcheck.llm.response_cache import ResponseCache

FIELDS = {"claims": {"type": "array"}, "reason": {"type": "string"}}
SCHEMA = {"type": "object", "properties": FIELDS}
QUESTION = ChatRequest(messages=(Message("system", "Read."), Message("user", "The minister resigned.")), schema=SCHEMA)


class Model:
    """Answers "answer 1", "answer 2" and so on, or whatever `answers` says; can be held up, and closed."""

    def __init__(self, *answers: ChatReply | Exception, name: str = "m", endpoint: str = "http://a.example/v1") -> None:
        self.name, self.endpoint, self.profile = name, endpoint, FULL
        self.answers = list(answers)
        self.asked: list[ChatRequest] = []
        self.prepared = self.closed = 0
        self.gate: anyio.Event | None = None

    name: str
    endpoint: str
    profile: Profile

    async def prepare(self) -> None:
        self.prepared += 1

    async def complete(self, request: ChatRequest) -> ChatReply:
        self.asked.append(request)
        number = len(self.asked)
        if self.gate:
            await self.gate.wait()
        answer = self.answers.pop(0) if self.answers else ChatReply(f"answer {number}", input_tokens=7, output_tokens=2)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def aclose(self) -> None:
        self.closed += 1


@pytest.fixture
def store(tmp_path: Path) -> ResponseCache:
    return ResponseCache(tmp_path / "cache" / "responses.sqlite3")


def ask(model: Cached, *requests: ChatRequest) -> list[ChatReply]:
    async def one_after_the_other() -> list[ChatReply]:
        return [await model.complete(request) for request in requests]

    return anyio.run(one_after_the_other)


def accepting(good: Callable[[str], bool]) -> Callable[[ChatReply], None]:
    def accept(reply: ChatReply) -> None:
        if not good(reply.text):
            raise AnswerError("not this one")

    return accept


# What is the same question


@pytest.mark.parametrize(
    "other",
    [
        replace(QUESTION, messages=(*QUESTION.messages, Message("user", "And?"))),
        replace(QUESTION, messages=tuple(reversed(QUESTION.messages))),
        replace(QUESTION, messages=(Message("user", "Read."), QUESTION.messages[1])),
        replace(QUESTION, messages=(Message("system", "Read.The"), Message("user", " minister resigned."))),
        replace(QUESTION, schema=None),
        replace(QUESTION, schema={**SCHEMA, "additionalProperties": False}),
        replace(QUESTION, schema={**SCHEMA, "properties": dict(reversed(FIELDS.items()))}),
        replace(QUESTION, schema_name="claims"),
        replace(QUESTION, max_output_tokens=1025),
        replace(QUESTION, temperature=0.1),
        replace(QUESTION, seed=1),
        replace(QUESTION, seed=None),
        replace(QUESTION, sample=1),
    ],
)
def test_whatever_can_change_the_answer_is_another_question(other: ChatRequest) -> None:
    assert request_key(Model(), QUESTION) != request_key(Model(), other)


def test_another_model_or_endpoint_is_another_question() -> None:
    keys = {
        request_key(Model(), QUESTION),
        request_key(Model(name="n"), QUESTION),
        request_key(Model(endpoint="http://b.example/v1"), QUESTION),
    }
    assert len(keys) == 3


@pytest.mark.parametrize(
    "same",
    [
        replace(QUESTION, shared_messages=1),
        replace(QUESTION, accept=accepting(lambda text: False)),
        replace(QUESTION, temperature=0),
        replace(QUESTION, messages=tuple(Message(turn.role, turn.content) for turn in QUESTION.messages)),
    ],
)
def test_what_cannot_change_the_answer_is_the_same_question(same: ChatRequest) -> None:
    assert request_key(Model(), QUESTION) == request_key(Model(), same)


def test_the_key_stays_what_it_is_from_release_to_release() -> None:
    # If this fails, every cache in the world has been emptied: then let the version in the key say so.
    fields = r"{\"claims\": {\"type\": \"array\"}, \"reason\": {\"type\": \"string\"}}"
    schema = rf"{{\"type\": \"object\", \"properties\": {fields}}}"
    canonical = (
        '{"endpoint":"http://a.example/v1","max_output_tokens":1024,'
        '"messages":[["system","Read."],["user","The minister resigned."]],"model":"m","sample":0,'
        f'"schema":"{schema}","schema_name":"answer","seed":0,"temperature":0.0,"version":1}}'
    )
    assert request_key(Model(), QUESTION) == hashlib.sha256(canonical.encode()).hexdigest()


@settings(deadline=None)
@given(first=st.text(), second=st.text())
def test_texts_share_a_key_only_if_they_are_the_same(first: str, second: str) -> None:
    keys = [request_key(Model(), replace(QUESTION, messages=(Message("user", text),))) for text in (first, second)]
    assert (keys[0] == keys[1]) == (first == second)


# What is kept and given


def test_the_second_time_the_kept_answer_is_given(store: ResponseCache) -> None:
    model = Model()
    first, second = ask(Cached(model, store), QUESTION, QUESTION)
    assert (first.text, first.cached) == ("answer 1", False)
    assert second == ChatReply("answer 1", "stop", 7, 2, cached=True)
    assert len(model.asked) == 1


@settings(deadline=None)
@given(text=st.text(), read=st.integers(0, 10**9))
def test_an_answer_comes_back_as_it_was_whatever_its_characters(
    text: str, read: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = ResponseCache(tmp_path_factory.getbasetemp() / "any-text" / "responses.sqlite3")
    request = replace(QUESTION, messages=(Message("user", f"{read} {text}"),))
    ask(Cached(Model(ChatReply(text, "stop", read, 1)), store, mode="refresh"), request)
    assert ask(Cached(Model(), store), request) == [ChatReply(text, "stop", read, 1, cached=True)]
    store.close()


def test_it_is_kept_for_the_next_process(store: ResponseCache) -> None:
    ask(Cached(Model(), store), QUESTION)
    store.close()
    again = Model()
    assert ask(Cached(again, ResponseCache(store.path)), QUESTION)[0].text == "answer 1"
    assert not again.asked


def test_samples_of_one_question_are_kept_each_for_itself(store: ResponseCache) -> None:
    samples = [replace(QUESTION, sample=number) for number in range(3)]
    first = ask(Cached(Model(), store), *samples)
    assert len({reply.text for reply in first}) == 3
    assert [reply.text for reply in ask(Cached(Model(), store), *samples)] == [reply.text for reply in first]


@pytest.mark.parametrize("finish", ["length", "refusal", "content_filter"])
def test_an_answer_that_was_not_finished_is_not_kept(store: ResponseCache, finish: str) -> None:
    model = Model(ChatReply("cut o", finish), ChatReply("whole"))  # type: ignore[arg-type]
    assert [reply.text for reply in ask(Cached(model, store), QUESTION, QUESTION)] == ["cut o", "whole"]


def test_an_answer_that_is_not_accepted_is_given_but_not_kept(store: ResponseCache) -> None:
    picky = replace(QUESTION, accept=accepting(lambda text: text == "answer 2"))
    model = Model()
    replies = ask(Cached(model, store), picky, picky, picky)
    assert [(reply.text, reply.cached) for reply in replies] == [
        ("answer 1", False),
        ("answer 2", False),
        ("answer 2", True),
    ]


def test_a_kept_answer_that_is_no_longer_accepted_is_replaced(store: ResponseCache) -> None:
    model = Model()
    ask(Cached(model, store), QUESTION)
    stricter = replace(QUESTION, accept=accepting(lambda text: text != "answer 1"))
    assert ask(Cached(model, store), stricter)[0].text == "answer 2"
    assert ask(Cached(model, store), QUESTION)[0].text == "answer 2"


def test_an_error_is_not_kept(store: ResponseCache) -> None:
    model = Model(EndpointError("down"), ChatReply("up"))
    with pytest.raises(EndpointError):
        ask(Cached(model, store), QUESTION)
    assert ask(Cached(model, store), QUESTION)[0].text == "up"


def test_what_is_kept_under_a_key_and_is_no_answer_is_not_given(store: ResponseCache) -> None:
    for junk in ("", "[]", "null", "{}", '{"text": "x"}', '{"text": "x", "input_tokens": null, "output_tokens": 1}'):
        store.put(request_key(Model(), QUESTION), junk)
        assert ask(Cached(Model(), store), QUESTION)[0] == ChatReply("answer 1", "stop", 7, 2)


# Modes


def test_refresh_asks_again_and_keeps_the_new_answer(store: ResponseCache) -> None:
    model = Model()
    ask(Cached(model, store), QUESTION)
    assert ask(Cached(model, store, mode="refresh"), QUESTION)[0] == ChatReply("answer 2", "stop", 7, 2)
    assert ask(Cached(model, store), QUESTION)[0].text == "answer 2"


def test_refresh_leaves_the_old_answer_where_the_new_one_is_not_accepted(store: ResponseCache) -> None:
    model = Model(ChatReply("good"), ChatReply("bad"))
    picky = replace(QUESTION, accept=accepting(lambda text: text == "good"))
    ask(Cached(model, store), picky)
    ask(Cached(model, store, mode="refresh"), picky)
    assert ask(Cached(model, store), picky)[0].text == "good"


def test_offline_gives_what_is_kept_and_otherwise_says_how_to_get_it(store: ResponseCache) -> None:
    model = Model()
    offline = Cached(model, store, mode="offline")
    with pytest.raises(CacheMiss, match=r"'m' at http://a\.example/v1 .* run it once online"):
        ask(offline, QUESTION)
    assert not model.asked
    ask(Cached(model, store), QUESTION)
    assert ask(offline, QUESTION)[0].text == "answer 1"
    assert len(model.asked) == 1


@pytest.mark.parametrize(("mode", "prepared"), [("offline", 0), ("use", 0), ("refresh", 1), ("off", 1)])
def test_a_model_that_may_never_be_asked_is_not_prepared(store: ResponseCache, mode: CacheMode, prepared: int) -> None:
    model = Model()
    anyio.run(Cached(model, store, mode=mode).prepare)
    assert model.prepared == prepared


def test_off_neither_reads_nor_writes(store: ResponseCache) -> None:
    model = Model()
    ask(Cached(model, store), QUESTION)
    replies = ask(Cached(model, store, mode="off"), QUESTION, QUESTION)
    assert [(reply.text, reply.cached) for reply in replies] == [("answer 2", False), ("answer 3", False)]
    assert ask(Cached(model, store), QUESTION)[0].text == "answer 1"


def test_off_leaves_no_file_behind(store: ResponseCache) -> None:
    ask(Cached(Model(), store, mode="off"), QUESTION)
    assert not store.path.parent.exists()


def test_a_mode_that_does_not_exist_is_refused(store: ResponseCache) -> None:
    with pytest.raises(ConfigurationError, match="use, refresh, offline, off"):
        Cached(Model(), store, mode="on")  # type: ignore[arg-type]


def test_closing_closes_the_model_and_the_file(store: ResponseCache) -> None:
    model = Model()
    cached = Cached(model, store)
    ask(cached, QUESTION)
    anyio.run(cached.aclose)
    assert model.closed == 1
    assert not store.path.with_name("responses.sqlite3-wal").exists()
    assert ask(cached, QUESTION)[0].cached


# The same question at once


@pytest.mark.parametrize("mode", ["use", "refresh"])
def test_the_same_question_at_once_is_one_call(store: ResponseCache, mode: CacheMode) -> None:
    model = Model()
    replies: list[ChatReply] = []

    async def at_once() -> None:
        model.gate = anyio.Event()
        cached = Cached(model, store, mode=mode)

        async def one() -> None:
            replies.append(await cached.complete(QUESTION))

        async with anyio.create_task_group() as tasks:
            for _ in range(20):
                tasks.start_soon(one)
            await anyio.wait_all_tasks_blocked()
            model.gate.set()

    run_instantly(at_once)
    assert len(model.asked) == 1
    assert {reply.text for reply in replies} == {"answer 1"}
    assert sorted(reply.cached for reply in replies) == [False] + [True] * 19


def test_different_questions_at_once_do_not_wait_for_each_other(store: ResponseCache) -> None:
    model = Model()

    async def at_once() -> None:
        model.gate = anyio.Event()
        cached = Cached(model, store)
        async with anyio.create_task_group() as tasks:
            for number in range(5):
                tasks.start_soon(cached.complete, replace(QUESTION, sample=number))
            await anyio.wait_all_tasks_blocked()
            assert len(model.asked) == 5
            model.gate.set()

    run_instantly(at_once)


def test_those_who_wait_share_the_error_and_the_next_one_asks_anew(store: ResponseCache) -> None:
    model = Model(EndpointError("down"))
    errors: list[str] = []

    async def at_once() -> ChatReply:
        model.gate = anyio.Event()
        cached = Cached(model, store)

        async def one() -> None:
            try:
                await cached.complete(QUESTION)
            except EndpointError as error:
                errors.append(str(error))

        async with anyio.create_task_group() as tasks:
            for _ in range(5):
                tasks.start_soon(one)
            await anyio.wait_all_tasks_blocked()
            model.gate.set()
        return await cached.complete(QUESTION)

    assert run_instantly(at_once).text == "answer 2"
    assert errors == ["down"] * 5


def test_if_the_one_who_asked_is_cancelled_another_asks_in_its_place(store: ResponseCache) -> None:
    model = Model()
    replies: list[ChatReply] = []

    async def at_once() -> None:
        model.gate = anyio.Event()
        cached = Cached(model, store)
        first = anyio.CancelScope()

        async def one(scope: anyio.CancelScope) -> None:
            with scope:
                replies.append(await cached.complete(QUESTION))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(one, first)
            await anyio.wait_all_tasks_blocked()
            for _ in range(4):
                tasks.start_soon(one, anyio.CancelScope())
            await anyio.wait_all_tasks_blocked()
            first.cancel()
            await anyio.wait_all_tasks_blocked()
            assert len(model.asked) == 2
            model.gate.set()

    run_instantly(at_once)
    assert [reply.text for reply in replies] == ["answer 2"] * 4


class SlowStore:
    """Text by key, a network away. It holds up whoever reads or writes until the gate is opened."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.gate = anyio.Event()

    async def get(self, key: str) -> str | None:
        await self.gate.wait()
        return self.kept.get(key)

    async def put(self, key: str, value: str) -> None:
        await self.gate.wait()
        self.kept[key] = value

    async def close(self) -> None: ...


def test_the_same_question_at_once_is_one_call_however_long_the_store_takes() -> None:
    model, replies = Model(), []
    hits: list[Event] = []

    async def ask_at_once(cached: Cached) -> None:
        async def one() -> None:
            replies.append(await cached.complete(QUESTION))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(one)
            await anyio.wait_all_tasks_blocked()
            tasks.start_soon(one)
            await anyio.wait_all_tasks_blocked()
            cached.store.gate.set()  # type: ignore[attr-defined]

    async def twice() -> None:
        await ask_at_once(Cached(model, store := SlowStore()))
        again = SlowStore()
        again.kept = store.kept
        with heard_by(hits.append):
            await ask_at_once(Cached(model, again))

    run_instantly(twice)
    assert len(model.asked) == 1
    assert sorted(reply.cached for reply in replies) == [False, True, True, True]
    assert hits == [CacheHit("m", "answer")] * 2


def test_an_answer_is_kept_though_the_one_who_asked_is_cancelled_while_it_is_written() -> None:
    model, store = Model(), SlowStore()

    async def cancelled_while_writing() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(Cached(model, store, mode="refresh").complete, QUESTION)
            await anyio.wait_all_tasks_blocked()
            tasks.cancel_scope.cancel()
            store.gate.set()

    run_instantly(cancelled_while_writing)
    assert list(store.kept) == [request_key(model, QUESTION)]


def test_one_who_waits_can_be_cancelled_without_harm_to_the_others(store: ResponseCache) -> None:
    model = Model()
    replies: list[ChatReply] = []

    async def at_once() -> None:
        model.gate = anyio.Event()
        cached = Cached(model, store)
        impatient = anyio.CancelScope()

        async def one(scope: anyio.CancelScope) -> None:
            with scope:
                replies.append(await cached.complete(QUESTION))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(one, anyio.CancelScope())
            await anyio.wait_all_tasks_blocked()
            tasks.start_soon(one, impatient)
            tasks.start_soon(one, anyio.CancelScope())
            await anyio.wait_all_tasks_blocked()
            impatient.cancel()
            await anyio.wait_all_tasks_blocked()
            model.gate.set()

    run_instantly(at_once)
    assert [reply.text for reply in replies] == ["answer 1"] * 2
    assert len(model.asked) == 1


def test_it_serves_event_loops_in_several_threads(store: ResponseCache) -> None:
    cached = Cached(Model(), store)
    replies: list[ChatReply] = []
    start = threading.Barrier(4)

    def run() -> None:
        start.wait()
        for number in range(50):
            replies.extend(ask(cached, replace(QUESTION, sample=number % 10)))

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(replies) == 200
    assert store.stats().entries == 10


# What must never be kept


def test_nothing_of_the_question_is_in_the_file(store: ResponseCache) -> None:
    secret = "sk-proj-0123456789abcdef"
    model = Model(name=f"model-{secret}", endpoint=f"https://user:{secret}@a.example/v1")
    question = replace(QUESTION, messages=(Message("user", f"Authorization: Bearer {secret}"),), schema_name=secret)
    ask(Cached(model, store), question)
    before = b"".join(path.read_bytes() for path in store.path.parent.iterdir())
    store.close()
    gc.collect()
    after = b"".join(path.read_bytes() for path in store.path.parent.iterdir())
    assert b"answer 1" in before
    assert b"answer 1" in after
    assert secret.encode() not in before + after
