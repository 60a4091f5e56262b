"""A run uses no more than it may, however many calls are in flight, and an endpoint is sent no more in a minute."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable

import anyio
import anyio.lowlevel
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from instant_loop import run_instantly

from claimcheck.errors import BudgetExceeded, ConfigurationError, EndpointError, ModelError
from claimcheck.llm.cache import Cached
from claimcheck.llm.chat import ChatReply, ChatRequest, Message
from claimcheck.llm.limits import Budget, Limited, Rates, Spent, TimeSource
from claimcheck.llm.prices import FREE, Price
from claimcheck.llm.profiles import FULL, Profile
from claimcheck.llm.usage import Metered, input_tokens_of

INSTANT = TimeSource(now=anyio.current_time)
DOLLAR_PER_TOKEN = Price(1_000_000, 1_000_000)


def question(number: int = 0, *, longest: int = 10) -> ChatRequest:
    return ChatRequest(messages=(Message("user", f"{number:04}" + "x" * 32),), max_output_tokens=longest)


LARGEST = input_tokens_of(question()) + 10


class Model:
    """Answers after `work`, having read and written what it is told."""

    def __init__(self, read: int = 10, written: int = 5, *, work: Callable[[], Awaitable[None]] | None = None) -> None:
        self.name, self.endpoint, self.profile = "m", "http://a.example/v1", FULL
        self.read, self.written, self.work = read, written, work
        self.begun: list[ChatRequest] = []
        self.in_flight = self.most_in_flight = 0
        self.error: Exception | None = None

    name: str
    endpoint: str
    profile: Profile

    async def prepare(self) -> None:
        pass

    async def complete(self, request: ChatRequest) -> ChatReply:
        self.begun.append(request)
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            await (self.work or anyio.lowlevel.checkpoint)()
        finally:
            self.in_flight -= 1
        if self.error:
            raise self.error
        return ChatReply("answer", input_tokens=self.read, output_tokens=self.written)

    async def aclose(self) -> None:
        pass


def ask_at_once(model: Limited, *requests: ChatRequest) -> list[ChatReply | str]:
    """The answer to each, or the message of its error. Whoever waits, waits no time."""
    outcomes: dict[int, ChatReply | str] = {}

    async def one(place: int, request: ChatRequest) -> None:
        try:
            outcomes[place] = await model.complete(request)
        except ModelError as error:
            outcomes[place] = str(error)

    async def run() -> None:
        async with anyio.create_task_group() as tasks:
            for place, request in enumerate(requests):
                tasks.start_soon(one, place, request)

    run_instantly(run)
    return [outcomes[place] for place in range(len(requests))]


def answered(outcomes: list[ChatReply | str]) -> int:
    return sum(isinstance(outcome, ChatReply) for outcome in outcomes)


# Budget


def test_without_limits_everything_goes_through_at_once() -> None:
    model = Model()
    assert answered(ask_at_once(Limited(model), *map(question, range(64)))) == 64
    assert model.most_in_flight == 64


def test_64_at_once_do_not_overrun_the_number_of_calls() -> None:
    model = Model()
    limited = Limited(model, budget=Budget(max_calls=20))
    outcomes = ask_at_once(limited, *map(question, range(64)))
    assert (answered(outcomes), len(model.begun), limited.spent.calls) == (20, 20, 20)
    assert [outcome for outcome in outcomes if isinstance(outcome, str)] == [
        "budget reached: 20 calls of 20 calls used. This question was not asked; a larger max_calls lets it through"
    ] * 44


def test_the_calls_in_flight_finish_when_the_budget_is_reached() -> None:
    model = Model()
    outcomes = ask_at_once(Limited(model, budget=Budget(max_calls=1)), question(), question())
    assert outcomes[0] == ChatReply("answer", input_tokens=10, output_tokens=5)


@settings(deadline=None)
@given(
    limit=st.integers(0, 500),
    sizes=st.lists(st.tuples(st.integers(0, 13), st.integers(0, 10)), min_size=1, max_size=64),
)
def test_tokens_and_money_are_never_overrun_and_nothing_is_refused_that_fits(
    limit: int, sizes: list[tuple[int, int]]
) -> None:
    for budget in (Budget(max_tokens=limit), Budget(max_cost=float(limit))):
        left = iter(sizes)
        model = Model()

        async def work(model: Model = model, left: object = left) -> None:
            await anyio.lowlevel.checkpoint()
            model.read, model.written = next(left)  # type: ignore[call-overload]
            model.read = model.read or 1

        model.work = work
        limited = Limited(model, budget=budget, price=DOLLAR_PER_TOKEN, time_source=INSTANT)
        outcomes = ask_at_once(limited, *map(question, range(len(sizes))))
        used = limited.spent.tokens
        assert used <= limit
        assert used == sum(o.input_tokens + o.output_tokens for o in outcomes if isinstance(o, ChatReply))
        if answered(outcomes) < len(sizes):
            assert used + LARGEST > limit


def test_a_call_that_does_not_fit_waits_for_those_in_flight() -> None:
    model = Model(read=1, written=1)
    limited = Limited(model, budget=Budget(max_tokens=2 * LARGEST + 5), time_source=INSTANT)
    assert answered(ask_at_once(limited, *map(question, range(6)))) == 6
    assert model.most_in_flight == 2


def test_a_call_that_could_never_fit_is_refused_at_once_and_told_why() -> None:
    limited = Limited(Model(), budget=Budget(max_tokens=100))
    [outcome] = ask_at_once(limited, question(longest=1000))
    assert outcome == (
        "budget reached: 0 tokens of 100 tokens used, and the next call may take 1,013 tokens. "
        "This question was not asked; a larger max_tokens lets it through"
    )


def test_money_is_told_in_dollars() -> None:
    price = Price(input_per_million=1.0, output_per_million=10.0)
    limited = Limited(Model(read=10_000, written=4_000), budget=Budget(max_cost=0.05), price=price)
    assert answered(ask_at_once(limited, question(longest=4_000))) == 1
    assert limited.spent == Spent(calls=1, tokens=14_000, cost_usd=0.05)
    assert "$0.0500 of $0.0500 used. " in str(ask_at_once(limited, question())[0])


def test_a_sum_of_floats_that_is_off_by_nothing_is_not_over_budget() -> None:
    price = Price(input_per_million=0.0, output_per_million=100_000.0)
    limited = Limited(Model(written=1), budget=Budget(max_cost=0.3), price=price)
    for _ in range(3):  # 0.1 + 0.1 + 0.1 > 0.3
        assert answered(ask_at_once(limited, question(longest=1))) == 1
    assert answered(ask_at_once(limited, question(longest=1))) == 0


def test_a_call_that_fails_counts_as_a_call_and_gives_its_tokens_back() -> None:
    model = Model()
    model.error = EndpointError("down")
    limited = Limited(model, budget=Budget(max_tokens=LARGEST, max_calls=3))
    assert ask_at_once(limited, question()) == ["down"]
    assert limited.spent == Spent(calls=1)
    model.error = None
    assert answered(ask_at_once(limited, question())) == 1


def test_a_call_that_is_cancelled_gives_its_tokens_back() -> None:
    model = Model()
    limited = Limited(model, budget=Budget(max_tokens=LARGEST))

    async def give_up() -> None:
        model.work = anyio.sleep_forever
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(limited.complete, question())
            await anyio.wait_all_tasks_blocked()
            tasks.cancel_scope.cancel()

    anyio.run(give_up)
    model.work = None
    assert answered(ask_at_once(limited, question())) == 1


def test_what_the_endpoint_does_not_count_is_estimated() -> None:
    limited = Limited(Model(read=0, written=0), budget=Budget(max_tokens=1000))
    ask_at_once(limited, question())
    assert limited.spent.tokens == input_tokens_of(question()) + 2  # "answer" has 6 bytes


def test_threads_share_one_budget() -> None:
    model = Model()
    limited = Limited(model, budget=Budget(max_calls=30))
    outcomes: list[ChatReply | str] = []
    threads = [
        threading.Thread(target=lambda: outcomes.extend(ask_at_once(limited, *map(question, range(20)))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answered(outcomes), len(outcomes), len(model.begun)) == (30, 80, 30)


def test_kept_answers_cost_nothing() -> None:
    class Memory(dict[str, str]):
        def put(self, key: str, value: str) -> None:
            self[key] = value

        def close(self) -> None:
            pass

    limited = Limited(Model(), budget=Budget(max_calls=1))
    cached = Cached(limited, Memory())
    metered = Metered(cached)

    async def run() -> None:
        for _ in range(5):
            await metered.complete(question())
        with pytest.raises(BudgetExceeded):
            await metered.complete(question(1))

    anyio.run(run)
    assert (metered.calls, metered.cached_calls, limited.spent.calls) == (5, 4, 1)


def test_a_budget_of_money_needs_a_price() -> None:
    with pytest.raises(ConfigurationError, match=r"what 'm' costs at http://a\.example/v1 is not known"):
        Limited(Model(), budget=Budget(max_cost=1.0))
    assert answered(ask_at_once(Limited(Model(), budget=Budget(max_cost=0.0), price=FREE), question())) == 1


@pytest.mark.parametrize("limits", [{"max_calls": -1}, {"max_cost": float("nan")}, {"max_tokens": -5}])
def test_a_budget_below_nothing_is_refused(limits: dict[str, float]) -> None:
    with pytest.raises(ConfigurationError, match=f"{next(iter(limits))} must be 0 or more"):
        Budget(**limits)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["requests_per_minute", "tokens_per_minute"])
def test_a_rate_of_nothing_is_refused(name: str) -> None:
    with pytest.raises(ConfigurationError, match=f"{name} must be more than 0, not 0"):
        Rates(**{name: 0})


# Rates


def beginnings(model: Model, *, then: Callable[[], Awaitable[None]] = anyio.lowlevel.checkpoint) -> list[float]:
    """Makes `model` note when each call begins."""
    times: list[float] = []

    async def note() -> None:
        times.append(anyio.current_time())
        await then()

    model.work = note
    return times


def most_in_a_minute(times: list[float], weights: list[int]) -> int:
    ordered = sorted(zip(times, weights, strict=True))
    return max(sum(w for t, w in ordered if start <= t < start + 60) for start, _ in ordered)


def test_no_minute_sees_more_requests_than_allowed_and_none_is_wasted() -> None:
    model = Model()
    times = beginnings(model)
    limited = Limited(model, rates=Rates(requests_per_minute=10), time_source=INSTANT)
    assert answered(ask_at_once(limited, *map(question, range(35)))) == 35
    assert times == pytest.approx([0.0] * 10 + [60.0] * 10 + [120.0] * 10 + [180.0] * 5)


def test_those_who_wait_go_in_the_order_in_which_they_came() -> None:
    model = Model()
    limited = Limited(model, rates=Rates(requests_per_minute=2), time_source=INSTANT)
    ask_at_once(limited, *map(question, range(9)))
    assert [request.messages[0].content[:4] for request in model.begun] == [f"{n:04}" for n in range(9)]


@settings(deadline=None)
@given(
    sizes=st.lists(st.integers(1, 90), min_size=1, max_size=25),
    per_minute=st.integers(1, 120),
    requests=st.integers(1, 12) | st.none(),
)
def test_no_minute_sees_more_tokens_than_allowed_whatever_the_sizes(
    sizes: list[int], per_minute: int, requests: int | None
) -> None:
    times: list[float] = []
    taken: list[int] = []

    class Exact(Model):
        async def complete(self, request: ChatRequest) -> ChatReply:
            times.append(anyio.current_time())
            taken.append(input_tokens_of(request) + request.max_output_tokens)
            return ChatReply("answer", input_tokens=taken[-1] - 1, output_tokens=1)

    rates = Rates(requests_per_minute=requests, tokens_per_minute=per_minute)
    limited = Limited(Exact(), rates=rates, time_source=INSTANT)
    asked = [question(number, longest=size) for number, size in enumerate(sizes)]
    assert answered(ask_at_once(limited, *asked)) == len(sizes)
    assert most_in_a_minute(times, taken) <= max(per_minute, *taken)
    if requests:
        assert most_in_a_minute(times, [1] * len(times)) <= requests


def test_tokens_that_a_call_did_not_take_are_free_for_the_next() -> None:
    model = Model(read=1, written=1)
    times = beginnings(model, then=lambda: anyio.sleep(0.05))
    limited = Limited(model, rates=Rates(tokens_per_minute=LARGEST + 8), time_source=INSTANT)
    ask_at_once(limited, *map(question, range(7)))
    # Each may take LARGEST and takes 2: after five of them there is no room for another of the largest.
    assert sum(time < 1 for time in times) == 5
    assert sum(time >= 60 for time in times) == 2


def test_a_call_larger_than_a_minute_allows_goes_alone() -> None:
    model = Model(read=500, written=10)
    times = beginnings(model)
    limited = Limited(model, rates=Rates(tokens_per_minute=100), time_source=INSTANT)
    assert answered(ask_at_once(limited, *[question(n, longest=300) for n in range(3)])) == 3
    assert times == pytest.approx([0.0, 60.0, 120.0])


def test_one_who_waits_can_be_cancelled_and_the_next_goes_on() -> None:
    model = Model()
    limited = Limited(model, rates=Rates(requests_per_minute=1), time_source=INSTANT)

    async def run() -> None:
        await limited.complete(question(0))
        impatient = anyio.CancelScope(deadline=anyio.current_time() + 5)

        async def give_up() -> None:
            with impatient:
                await limited.complete(question(1))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(give_up)
            await anyio.sleep(1)
            tasks.start_soon(limited.complete, question(2))

    run_instantly(run)
    assert [request.messages[0].content[:4] for request in model.begun] == ["0000", "0002"]
