"""Calls, tokens and money: counted where they can be, estimated where asked for, and unknown where nobody knows."""

from __future__ import annotations

import subprocess
import sys

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import ConfigurationError, EndpointError
from claimcheck.llm.chat import ChatModel, ChatReply, ChatRequest, Message
from claimcheck.llm.prices import FREE, Price, Pricing, known_price
from claimcheck.llm.profiles import FULL, Profile
from claimcheck.llm.usage import Estimate, Metered, estimate, estimate_calls, input_tokens_of, tokens_of

OPENAI = "https://api.openai.com/v1"
QUESTION = ChatRequest(messages=(Message("user", "Who said so?"),))


class Model:
    """Gives these replies, one after the other."""

    def __init__(self, *replies: ChatReply | Exception, name: str = "m", endpoint: str = "http://a.example/v1") -> None:
        self.name, self.endpoint, self.profile = name, endpoint, FULL
        self.replies = list(replies)
        self.closed = False

    name: str
    endpoint: str
    profile: Profile

    async def prepare(self) -> None:
        pass

    async def complete(self, request: ChatRequest) -> ChatReply:
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    async def aclose(self) -> None:
        self.closed = True


def metered(
    *replies: ChatReply, price: Pricing | None = None, name: str = "m", endpoint: str = "in process"
) -> Metered:
    model = Metered(Model(*replies, name=name, endpoint=endpoint), price=price)

    async def run() -> None:
        for _ in replies:
            await model.complete(QUESTION)

    anyio.run(run)
    return model


def reply(read: int, written: int, *, cached: bool = False) -> ChatReply:
    return ChatReply("answer", input_tokens=read, output_tokens=written, cached=cached)


# Counting


def test_calls_and_tokens_are_counted_and_kept_answers_cost_nothing() -> None:
    model = metered(reply(100, 10), reply(300, 30, cached=True), reply(1, 2), price=Price(10, 100))
    assert (model.calls, model.cached_calls, model.input_tokens, model.output_tokens) == (3, 1, 101, 12)
    assert model.cost_usd == pytest.approx((101 * 10 + 12 * 100) / 1e6)


def test_a_call_that_failed_is_not_counted() -> None:
    model = Metered(Model(EndpointError("down"), reply(1, 1)), price=Price(1, 1))

    async def run() -> None:
        with pytest.raises(EndpointError):
            await model.complete(QUESTION)
        await model.complete(QUESTION)

    anyio.run(run)
    assert (model.calls, model.input_tokens) == (1, 1)


def test_closing_it_leaves_the_model_open_for_others() -> None:
    model = Model()
    anyio.run(Metered(model).aclose)
    assert not model.closed


# Money


def test_nothing_that_was_paid_for_is_nothing_spent_whatever_the_price() -> None:
    assert metered().cost_usd == 0.0
    assert metered(reply(5, 5, cached=True), endpoint="http://a.example/v1").cost_usd == 0.0


def test_a_model_in_this_process_costs_nothing() -> None:
    assert metered(reply(1000, 1000), reply(0, 0), endpoint="in process").cost_usd == 0.0


def test_a_price_that_is_not_known_makes_the_cost_unknown() -> None:
    assert metered(reply(1000, 1000), reply(5, 5, cached=True), endpoint="http://localhost:11434/v1").cost_usd is None


def test_an_endpoint_that_does_not_count_tokens_makes_the_cost_unknown() -> None:
    assert metered(reply(10, 10), reply(0, 0), price=Price(1, 1)).cost_usd is None


def test_the_listed_price_is_that_of_the_endpoint() -> None:
    listed = known_price(Model(name="gpt-4o-mini", endpoint=OPENAI))
    assert listed
    assert listed.cost(input_tokens=1_000_000, output_tokens=0) == pytest.approx(0.15)
    assert listed.cost(input_tokens=0, output_tokens=1_000_000) == pytest.approx(0.60)
    assert metered(reply(1000, 100), name="gpt-4o-mini", endpoint=OPENAI).cost_usd == pytest.approx(0.00021)


@pytest.mark.parametrize(
    ("name", "endpoint"),
    [
        ("gpt-4o-mini", "http://localhost:8000/v1"),
        ("gpt-4o-mini", "https://proxy.example/https://api.openai.com"),
        ("no-such-model", OPENAI),
        ("whisper-large-v3", "https://api.groq.com/openai/v1"),  # listed, and paid by the hour
    ],
)
def test_a_name_alone_has_no_price(name: str, endpoint: str) -> None:
    assert known_price(Model(name=name, endpoint=endpoint)) is None


def test_the_price_that_the_user_gives_goes_before_the_listed_one() -> None:
    model = metered(reply(1_000_000, 0), price=Price(7, 0), name="gpt-4o-mini", endpoint=OPENAI)
    assert model.cost_usd == 7.0


@pytest.mark.parametrize("price", [(-1, 0), (0, float("nan"))])
def test_a_price_below_nothing_is_refused(price: tuple[float, float]) -> None:
    with pytest.raises(ConfigurationError, match="0 or more US dollars"):
        Price(*price)


def test_prices_are_looked_up_without_a_network_and_only_when_they_are_needed() -> None:
    # In a process of its own: here any test may have loaded them already. Any use of a socket ends it.
    script = """
import socket, sys
def refuse(*args, **kwargs):
    raise SystemExit("a socket was used")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
import claimcheck.llm.limits, claimcheck.llm.usage
from claimcheck.llm.prices import known_price
assert "genai_prices" not in sys.modules
class Model:
    name, endpoint = "gpt-4o-mini", "https://api.openai.com/v1"
assert known_price(Model()).cost(input_tokens=1, output_tokens=1) > 0
import threading
assert threading.active_count() == 1
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


# Estimates


@pytest.mark.parametrize(
    ("text", "tokens"), [("", 0), ("a", 1), ("a" * 400, 100), ("é" * 4, 2), ("新闻", 2), ("\ud800", 1)]
)
def test_a_token_is_four_bytes_of_utf8(text: str, tokens: int) -> None:
    assert tokens_of(text) == tokens


def test_the_schema_is_read_too() -> None:
    with_schema = ChatRequest(messages=QUESTION.messages, schema={"type": "object"})
    assert input_tokens_of(with_schema) > input_tokens_of(QUESTION)


def test_an_estimate_counts_the_longest_answers_unless_it_is_told_what_to_expect() -> None:
    requests = [ChatRequest(messages=(Message("user", "x" * 400),), max_output_tokens=longest) for longest in (50, 500)]
    price = Price(1_000_000, 2_000_000)
    assert estimate(requests, price=price) == Estimate(2, 208, 550, 208 + 1100)
    assert estimate(requests, price=price, output_tokens_per_call=80) == Estimate(2, 208, 130, 208 + 260)


def test_calls_whose_prompts_are_not_written_yet_are_estimated_from_their_length() -> None:
    found = estimate_calls(3, prompt_characters=1200, output_tokens_per_call=50, price=Price(0, 1_000_000))
    assert found == Estimate(3, 324, 150, 150.0)
    assert estimate_calls(0, prompt_characters=0, output_tokens_per_call=50, price=None) == Estimate()


def test_estimates_of_stages_add_up() -> None:
    assert Estimate(1, 2, 3, 0.5) + Estimate(10, 20, 30, 0.25) == Estimate(11, 22, 33, 0.75)
    assert sum([Estimate(1, 1, 1, 1.0)] * 3, Estimate()) == Estimate(3, 3, 3, 3.0)


def test_without_a_price_the_cost_of_an_estimate_is_unknown() -> None:
    assert estimate([QUESTION], price=None).cost_usd is None
    assert (estimate([QUESTION], price=None) + estimate([QUESTION], price=FREE)).cost_usd is None
    assert estimate([], price=None).cost_usd == 0.0


@settings(deadline=None)
@given(texts=st.lists(st.text()), longest=st.integers(1, 1000))
def test_an_estimate_of_many_is_the_sum_of_the_estimates_of_each(texts: list[str], longest: int) -> None:
    requests = [ChatRequest(messages=(Message("user", text),), max_output_tokens=longest) for text in texts]
    apart = sum((estimate([request], price=FREE) for request in requests), Estimate())
    assert estimate(requests, price=FREE) == apart


def test_a_layer_is_a_model() -> None:
    layer: ChatModel = Metered(Model(name="n"))
    assert (layer.name, layer.endpoint, layer.profile) == ("n", "http://a.example/v1", FULL)
