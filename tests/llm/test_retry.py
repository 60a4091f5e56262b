"""The one retry policy: what is asked again, how long it waits, how often, and how many requests are in flight."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable

import pytest
from pydantic import BaseModel

from claimcheck.errors import AnswerError, ConfigurationError, EndpointError, ModelError
from claimcheck.events import Event, Retry, heard_by
from claimcheck.llm.chat import ChatReply, ChatRequest, Message
from claimcheck.llm.openai import OpenAIModel
from claimcheck.llm.pacing import Pace
from claimcheck.llm.profiles import FULL
from claimcheck.llm.retry import Retrying, RetryPolicy, Weather
from claimcheck.llm.structured import ask
from fault_server import CONTENT, TRANSPORT, Body, Fault, FaultServer

pytestmark = pytest.mark.anyio

QUESTION = ChatRequest((Message("user", "Are you there?"),))
DOWN = EndpointError("it is down (503).", status=503, retryable=True)


def busy(retry_after: float | None = None) -> EndpointError:
    return EndpointError("too many (429).", status=429, retryable=True, retry_after=retry_after)


class Clock:
    """Time that passes only while somebody sleeps. Its dice always fall on the highest number."""

    def __init__(self) -> None:
        self.now = 100.0
        self.sleeps: list[float] = []
        self.weather = Weather(sleep=self.sleep, clock=lambda: self.now, uniform=lambda low, high: high)

    async def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


class Flaky:
    """A model that fails as it was told to, then answers."""

    name, endpoint, profile = "flaky", "in a test", FULL

    def __init__(self, *failures: Exception, then: Callable[[], Awaitable[None]] | None = None) -> None:
        self._failures = list(failures)
        self._then = then
        self.calls = 0

    async def prepare(self) -> None: ...

    async def complete(self, request: ChatRequest) -> ChatReply:
        self.calls += 1
        if self._failures:
            raise self._failures.pop(0)
        if self._then:
            await self._then()
        return ChatReply("yes")

    async def aclose(self) -> None: ...


# What is asked again


async def test_a_failure_that_may_pass_is_asked_again_until_it_has_passed() -> None:
    model = Flaky(DOWN, busy(), DOWN)
    assert await Retrying(model, weather=Clock().weather).complete(QUESTION) == ChatReply("yes")
    assert model.calls == 4


@pytest.mark.parametrize(
    "failure",
    [
        EndpointError("wrong key (401)", status=401),
        EndpointError("bad request (400)", status=400),
        AnswerError("not JSON"),
        ModelError("not in the cassette"),
        ConfigurationError("no key"),
        ValueError("a bug"),
    ],
)
async def test_what_does_not_pass_is_raised_at_once_and_as_it_is(failure: Exception) -> None:
    model, clock = Flaky(failure), Clock()
    with pytest.raises(type(failure)) as caught:
        await Retrying(model, weather=clock.weather).complete(QUESTION)
    assert caught.value is failure
    assert (model.calls, clock.sleeps) == (1, [])


async def test_it_gives_up_after_its_attempts_and_says_how_many_they_were() -> None:
    model = Flaky(*[DOWN] * 9)
    with pytest.raises(EndpointError, match=r"it is down \(503\). It was asked 4 times.") as caught:
        await Retrying(model, RetryPolicy(attempts=4), weather=Clock().weather).complete(QUESTION)
    assert model.calls == 4
    assert (caught.value.status, caught.value.retryable) == (503, True)


async def test_cancelling_it_while_it_waits_ends_it() -> None:
    asleep = asyncio.Event()

    async def sleep(seconds: float) -> None:
        asleep.set()
        await asyncio.sleep(3600)

    model = Flaky(DOWN)
    waiting = asyncio.create_task(Retrying(model, weather=Weather(sleep=sleep)).complete(QUESTION))
    await asleep.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert model.calls == 1


async def test_cancelling_it_while_it_asks_is_no_failure_and_frees_its_place() -> None:
    asked = asyncio.Event()

    async def hang() -> None:
        asked.set()
        await asyncio.sleep(3600)

    retrying = Retrying(Flaky(then=hang))
    asking = asyncio.create_task(retrying.complete(QUESTION))
    await asked.wait()
    assert retrying.pace.in_flight == 1
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert retrying.pace.in_flight == 0


# How long it waits


async def test_waits_are_random_under_a_bound_that_doubles_up_to_the_longest() -> None:
    clock, policy = Clock(), RetryPolicy(attempts=7, first_wait=0.5, longest_wait=5)
    await Retrying(Flaky(*[DOWN] * 6), policy, weather=clock.weather).complete(QUESTION)
    assert clock.sleeps == [0.5, 1, 2, 4, 5, 5]


async def test_the_dice_are_thrown_from_zero() -> None:
    clock = Clock()
    weather = Weather(clock.sleep, lambda: clock.now, lambda low, high: low)
    await Retrying(Flaky(DOWN, DOWN), weather=weather).complete(QUESTION)
    assert clock.sleeps == [0, 0]


async def test_it_waits_as_long_as_the_endpoint_asks_and_a_little_at_random() -> None:
    clock = Clock()
    failure = EndpointError("later (503)", status=503, retryable=True, retry_after=7)
    await Retrying(Flaky(failure), RetryPolicy(first_wait=0.5), weather=clock.weather).complete(QUESTION)
    assert clock.sleeps == [7.5]


async def test_an_endpoint_that_asks_for_longer_than_the_longest_wait_is_not_asked_again() -> None:
    clock, model = Clock(), Flaky(busy(retry_after=61))
    with pytest.raises(EndpointError) as caught:
        await Retrying(model, weather=clock.weather).complete(QUESTION)
    assert (model.calls, clock.sleeps, caught.value.retry_after) == (1, [], 61)


async def test_it_does_not_begin_a_wait_that_would_outlast_the_deadline() -> None:
    clock = Clock()
    policy = RetryPolicy(attempts=99, deadline=10, first_wait=4, longest_wait=4)
    with pytest.raises(EndpointError):
        await Retrying(Flaky(*[DOWN] * 99), policy, weather=clock.weather).complete(QUESTION)
    assert clock.sleeps == [4, 4]


async def test_an_attempt_under_way_is_broken_off_at_the_deadline() -> None:
    model = Flaky(then=lambda: asyncio.sleep(3600))
    with pytest.raises(EndpointError, match="deadline") as caught:
        await Retrying(model, RetryPolicy(deadline=0.01)).complete(QUESTION)
    assert not caught.value.retryable


async def test_each_retry_is_told_and_logged_without_a_word_of_what_was_said(caplog: pytest.LogCaptureFixture) -> None:
    told: list[Event] = []
    secret = EndpointError("the text of an article", status=500, retryable=True)
    silent = EndpointError("the text of an article", retryable=True)
    retrying = Retrying(Flaky(secret, silent), weather=Clock().weather)
    with caplog.at_level(logging.INFO, "claimcheck"), heard_by(told.append):
        await retrying.complete(QUESTION)
    assert told == [Retry(1, 0.5, "500"), Retry(2, 1.0, "no answer")]
    assert [record.getMessage() for record in caplog.records] == [
        "in a test: 500; try 2 follows in 0.5 s",
        "in a test: no answer; try 3 follows in 1.0 s",
    ]


# How many are in flight


class Endpoint:
    """Holds each request until it is told how that one ends."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self.held: list[asyncio.Future[None]] = []

    async def request(self) -> None:
        async with self.pace.place():
            end = asyncio.get_running_loop().create_future()
            self.held.append(end)
            await end

    async def end(self, count: int, failure: Exception | None = None) -> None:
        for _ in range(count):
            end = self.held.pop(0)
            end.set_exception(failure) if failure else end.set_result(None)
        await settle()


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_no_more_are_in_flight_than_there_are_places_and_none_waits_for_ever() -> None:
    endpoint = Endpoint(Pace(4))
    tasks = [asyncio.create_task(endpoint.request()) for _ in range(10)]
    await settle()
    assert len(endpoint.held) == 4
    await endpoint.end(3)
    assert len(endpoint.held) == 4
    await endpoint.end(4)
    await endpoint.end(3)
    await asyncio.gather(*tasks)
    assert endpoint.pace.in_flight == 0


async def test_places_halve_once_for_all_that_were_told_429_together_and_grow_back() -> None:
    endpoint = Endpoint(Pace(8))
    tasks = [asyncio.create_task(endpoint.request()) for _ in range(8)]
    await settle()
    await endpoint.end(8, busy())
    assert endpoint.pace.limit == 4.0
    tasks += [asyncio.create_task(endpoint.request()) for _ in range(40)]
    await settle()
    assert len(endpoint.held) == 4
    await endpoint.end(4)
    assert 4.5 < endpoint.pace.limit <= 5.0
    while endpoint.held:
        await endpoint.end(len(endpoint.held))
    assert endpoint.pace.limit == 8.0
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_places_halve_from_what_is_in_flight_and_never_to_none() -> None:
    endpoint = Endpoint(Pace(64))
    for left in (1.0, 1.0):
        tasks = [asyncio.create_task(endpoint.request()) for _ in range(2)]
        await settle()
        await endpoint.end(1, busy())
        await endpoint.end(1, busy())
        assert endpoint.pace.limit == left
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize("failure", [DOWN, AnswerError("not JSON")])
async def test_other_failures_change_no_places(failure: Exception) -> None:
    endpoint = Endpoint(Pace(8))
    task = asyncio.create_task(endpoint.request())
    await settle()
    await endpoint.end(1, failure)
    assert (endpoint.pace.limit, endpoint.pace.in_flight) == (8.0, 0)
    await asyncio.gather(task, return_exceptions=True)


async def test_cancelling_a_request_that_waits_for_a_place_loses_no_place() -> None:
    endpoint = Endpoint(Pace(1))
    first, second, third = (asyncio.create_task(endpoint.request()) for _ in range(3))
    await settle()
    second.cancel()
    await endpoint.end(1)
    assert len(endpoint.held) == 1
    await endpoint.end(1)
    await asyncio.gather(first, third)
    assert endpoint.pace.in_flight == 0


async def test_cancelling_a_request_at_the_moment_it_gets_its_place_loses_no_place() -> None:
    endpoint = Endpoint(Pace(1))
    _, second, third = (asyncio.create_task(endpoint.request()) for _ in range(3))
    await settle()
    endpoint.held.pop(0).set_result(None)
    await asyncio.sleep(0)  # the first has left
    second.cancel()  # its place has come, and it has not yet run
    await settle()
    assert second.cancelled()
    await endpoint.end(1)
    await third
    assert endpoint.pace.in_flight == 0


async def test_when_the_endpoint_names_a_time_to_wait_nobody_starts_before_it_is_over() -> None:
    clock = Clock()
    pace = Pace(8, longest_pause=60, sleep=clock.sleep, clock=lambda: clock.now)
    with pytest.raises(EndpointError):
        async with pace.place():
            raise busy(retry_after=20)
    async with pace.place():
        assert clock.now == 120
    with pytest.raises(EndpointError):
        async with pace.place():
            raise busy(retry_after=3600)
    async with pace.place():
        assert clock.now == 180


async def test_requests_have_as_many_places_as_the_profile_says() -> None:
    gate = asyncio.Event()

    async def pass_gate() -> None:
        await gate.wait()

    model = Flaky(then=pass_gate)
    retrying = Retrying(model)
    tasks = [asyncio.create_task(retrying.complete(QUESTION)) for _ in range(50)]
    await settle()
    assert model.calls == FULL.in_flight
    gate.set()
    await asyncio.gather(*tasks)
    assert model.calls == 50


# Through a real endpoint, in bad weather


class Numbered(BaseModel):
    number: int
    items: list[str]


def right_answer(body: Body) -> str:
    number = next(message["content"] for message in body["messages"] if message["role"] == "user")
    return json.dumps({"number": int(number), "items": ["a", "b"]})


def question(number: int) -> tuple[Message, ...]:
    return Message("system", "Answer."), Message("user", str(number))


@pytest.mark.enable_socket
async def test_through_faults_of_the_way_every_answer_arrives_and_the_requests_are_bounded() -> None:
    policy = RetryPolicy(attempts=12, first_wait=0.001, longest_wait=0.01)
    with FaultServer(right_answer, faults=0.3, kinds=TRANSPORT, seed=3) as server:
        model = Retrying(OpenAIModel("tiny", base_url=server.base_url, timeout=0.3), policy)
        answers = await asyncio.gather(*(ask(model, question(number), Numbered) for number in range(200)))
        await model.aclose()
    assert [answer.number for answer in answers] == list(range(200))
    assert 200 < len(server.requests) <= 200 * 12
    assert {one.fault for one in server.requests} >= set(TRANSPORT)
    assert server.at_once <= FULL.in_flight + sum(one.fault in {Fault.HANG, Fault.DRIP} for one in server.requests)


@pytest.mark.enable_socket
async def test_through_faults_of_every_kind_each_question_is_answered_or_fails_by_name() -> None:
    policy = RetryPolicy(attempts=8, first_wait=0.001, longest_wait=0.01)
    with FaultServer(right_answer, faults=0.3, kinds=TRANSPORT + CONTENT, seed=5) as server:
        model = Retrying(OpenAIModel("tiny", base_url=server.base_url, timeout=0.3), policy)
        asked = (ask(model, question(number), Numbered) for number in range(200))
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        await model.aclose()
    answered = {number: one for number, one in enumerate(outcomes) if isinstance(one, Numbered)}
    failed = [one for one in outcomes if not isinstance(one, Numbered)]
    assert all(one.number == number for number, one in answered.items())
    assert all(isinstance(one, AnswerError) and str(one) for one in failed)
    assert len(answered) > 150
    assert len(server.requests) <= 2 * 8 * 200 + 6


@pytest.mark.enable_socket
async def test_where_all_is_fault_each_question_fails_after_its_attempts() -> None:
    policy = RetryPolicy(attempts=3, first_wait=0.001)
    with FaultServer(right_answer, faults=1.0, kinds=[Fault.FAILED, Fault.RESET, Fault.TOO_MANY]) as server:
        model = Retrying(OpenAIModel("tiny", base_url=server.base_url), policy)
        asked = (ask(model, question(number), Numbered) for number in range(20))
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        await model.aclose()
    assert all(isinstance(one, EndpointError) and "asked 3 times" in str(one) for one in outcomes)
    assert len(server.requests) == 20 * 3
