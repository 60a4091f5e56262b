"""What a check used, or would use: calls, tokens and money."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from claimcheck.llm.chat import ChatModel, ChatReply, ChatRequest, Layer
from claimcheck.llm.prices import Pricing, price_of

BYTES_PER_TOKEN: Final = 4
"""How many bytes of UTF-8 are taken for one token where nobody has counted.

Tokenizers differ and would have to be downloaded, so this errs on the side of too many tokens. With Qwen 2.5's
tokenizer 83 English news articles had 4.0 to 5.3 bytes to a token, and sentences in Russian, Chinese and Arabic 4.8
to 7.1; German had 3.5 and JSON Schemas 3.3.
"""

TOKENS_PER_MESSAGE: Final = 4
"""What a chat template adds to a message: its role and its delimiters."""


class Metered(Layer):
    """A model that counts what goes through it.

    Attributes:
        calls: requests answered, cached ones included.
        cached_calls: requests answered from the response cache.
        input_tokens: tokens that the model read for the others.
        output_tokens: tokens that it wrote for the others.
    """

    def __init__(self, model: ChatModel, *, price: Pricing | None = None) -> None:
        """Counts what `model` answers; `price` is what it costs, the listed price where none is given."""
        super().__init__(model)
        self.calls = self.cached_calls = self.input_tokens = self.output_tokens = 0
        self._given_price = price
        self._cost: float | None = 0.0

    @property
    def cost_usd(self) -> float | None:
        """US dollars so far; None once there was an answer whose price or number of tokens is not known.

        Calls that failed are not in it: no endpoint says what they took.
        """
        return self._cost

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Answers as the model behind it does, and counts."""
        reply = await self.model.complete(request)
        self.calls += 1
        if reply.cached:
            self.cached_calls += 1
        else:
            self.input_tokens += reply.input_tokens
            self.output_tokens += reply.output_tokens
            self._cost = plus(self._cost, self._cost_of(reply))
        return reply

    async def aclose(self) -> None:
        """Leaves the model behind it open: others may use it."""

    @cached_property
    def _price(self) -> Pricing | None:
        # Looked up at the first answer that was not cached: the table of prices takes a while to load.
        return price_of(self.model, self._given_price)

    @cached_property
    def _is_free(self) -> bool:
        return self._price is not None and not self._price.cost(input_tokens=1, output_tokens=1)

    def _cost_of(self, reply: ChatReply) -> float | None:
        if self._price is None:
            return None
        if not reply.input_tokens and not self._is_free:
            return None  # the endpoint did not say how many tokens it took
        return self._price.cost(input_tokens=reply.input_tokens, output_tokens=reply.output_tokens)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a check would use. Estimates of several stages add up with `+`.

    Attributes:
        calls: requests to the model.
        input_tokens: tokens that it would read.
        output_tokens: tokens that it would write.
        cost_usd: US dollars; None where the price is not known.
    """

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = 0.0

    def __add__(self, other: Estimate) -> Estimate:
        return Estimate(
            calls=self.calls + other.calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cost_usd=plus(self.cost_usd, other.cost_usd),
        )


def estimate(
    requests: Iterable[ChatRequest], *, price: Pricing | None, output_tokens_per_call: int | None = None
) -> Estimate:
    """What these requests would use if they were asked.

    Args:
        requests: the requests as they would be sent. None of them is.
        price: what the model costs, as `price_of` says; None where nobody knows.
        output_tokens_per_call: how long an answer is expected to be; without it, as long as it may be.
    """
    total = Estimate()
    for request in requests:
        written = request.max_output_tokens
        if output_tokens_per_call is not None:
            written = min(written, output_tokens_per_call)
        total += _calls(1, input_tokens_of(request), written, price)
    return total


def estimate_calls(
    calls: int, *, prompt_characters: int, output_tokens_per_call: int, price: Pricing | None
) -> Estimate:
    """What calls would use whose prompts are not written yet, such as the judging of claims not yet extracted.

    Args:
        calls: how many there will be.
        prompt_characters: how many code points their prompts, messages and schemas, have together. They are taken
            for one byte each: for other scripts than the Latin one, give bytes of UTF-8.
        output_tokens_per_call: how long an answer is expected to be.
        price: what the model costs, as `price_of` says; None where nobody knows.
    """
    if not calls:
        return Estimate()
    per_call = math.ceil(prompt_characters / calls / BYTES_PER_TOKEN) + 2 * TOKENS_PER_MESSAGE
    return _calls(calls, per_call, output_tokens_per_call, price)


def input_tokens_of(request: ChatRequest) -> int:
    """About how many tokens a model reads for a request, its schema included. See `BYTES_PER_TOKEN`."""
    written = sum(_utf8_bytes(message.content) for message in request.messages)
    if request.schema is not None:
        written += _utf8_bytes(json.dumps(request.schema))
    return math.ceil(written / BYTES_PER_TOKEN) + TOKENS_PER_MESSAGE * len(request.messages)


def tokens_of(text: str) -> int:
    """About how many tokens a text has. See `BYTES_PER_TOKEN`."""
    return math.ceil(_utf8_bytes(text) / BYTES_PER_TOKEN)


def plus(one: float | None, other: float | None) -> float | None:
    """The sum of two amounts of money; what is not known makes the sum unknown."""
    return None if one is None or other is None else one + other


def _calls(calls: int, input_tokens: int, output_tokens: int, price: Pricing | None) -> Estimate:
    cost = None if price is None else calls * price.cost(input_tokens=input_tokens, output_tokens=output_tokens)
    return Estimate(calls, calls * input_tokens, calls * output_tokens, cost)


def _utf8_bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
