"""What a model's answers cost: the price that the user gives, or the listed one, or none that is known.

Listed prices come from genai-prices, out of the table that ships inside it; nothing is fetched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from claimcheck.errors import ConfigurationError
from claimcheck.llm.chat import ChatModel, discount_of

IN_PROCESS: Final = "in process"
"""The endpoint of a model that runs on this machine, inside this process."""


class Pricing(Protocol):
    """Something that knows what an answer costs."""

    def cost(self, *, input_tokens: int, output_tokens: int) -> float:
        """US dollars for one answer that took so many tokens."""
        ...


@dataclass(frozen=True, slots=True)
class Price:
    """The price of a model, in US dollars for a million tokens.

    Attributes:
        input_per_million: for the tokens that the model reads.
        output_per_million: for the tokens that it writes.
    """

    input_per_million: float
    output_per_million: float

    def __post_init__(self) -> None:
        if not (self.input_per_million >= 0 and self.output_per_million >= 0):
            raise ConfigurationError(f"a price is 0 or more US dollars for a million tokens, not {self}")

    def cost(self, *, input_tokens: int, output_tokens: int) -> float:
        """US dollars for one answer that took so many tokens."""
        return (input_tokens * self.input_per_million + output_tokens * self.output_per_million) / 1_000_000


FREE: Final = Price(0.0, 0.0)
"""The price of a model in this process."""


@dataclass(frozen=True, slots=True)
class Discounted:
    """A price of which a share is let off.

    Attributes:
        full: the price without the discount.
        discount: the share that is let off, from 0 to 1.
    """

    full: Pricing
    discount: float

    def cost(self, *, input_tokens: int, output_tokens: int) -> float:
        """US dollars for one answer that took so many tokens."""
        return (1 - self.discount) * self.full.cost(input_tokens=input_tokens, output_tokens=output_tokens)


def price_of(model: ChatModel, given: Pricing | None = None) -> Pricing | None:
    """What a model's answers cost by the way they are asked for, or None where it is not known.

    Args:
        model: who answers, with whatever stands in front of it. One whose `discount` is not 0 is paid so much less.
        given: the price without that discount; the listed price where none is given.
    """
    full = given or known_price(model)
    discount = discount_of(model)
    return Discounted(full, discount) if full and discount else full


def known_price(model: ChatModel) -> Pricing | None:
    """What a model's answers cost, or None where it is not known.

    The endpoint decides, not the name alone: the price of "gpt-5-mini" at api.openai.com says nothing about a proxy
    that serves a model of that name, nor about a model on the user's own machine. Discounts for cached prompts
    and contracts are not known here: the true cost is this or less. For that of batches see `price_of`.
    """
    if model.endpoint == IN_PROCESS:
        return FREE
    return _listed_price(model.name, model.endpoint)


@dataclass(frozen=True, slots=True)
class _ListedPrice:
    """The price that genai-prices lists today, with its steps for long prompts where it has any."""

    model: str
    endpoint: str

    def cost(self, *, input_tokens: int, output_tokens: int) -> float:
        """US dollars for one answer that took so many tokens."""
        from genai_prices import Usage, calc_price  # noqa: PLC0415 - it takes 50 ms, and a cached check needs none

        usage = Usage(input_tokens=input_tokens, output_tokens=output_tokens)
        return float(calc_price(usage, self.model, provider_api_url=self.endpoint).total_price)


def _listed_price(model: str, endpoint: str) -> Pricing | None:
    from genai_prices import Usage, calc_price  # noqa: PLC0415 - see above

    try:
        listed = calc_price(Usage(input_tokens=1, output_tokens=1), model, provider_api_url=endpoint).model_price
    except LookupError:
        return None
    # Models that are paid by the minute, page or picture are listed too, without one of these.
    by_token = all(getattr(listed, key, None) is not None for key in ("input_mtok", "output_mtok"))
    return _ListedPrice(model, endpoint) if by_token else None
