"""What a run may use: calls, tokens and money in all, requests and tokens in a minute.

A call is admitted only when it fits, at its largest, beside what is spent and what the calls in flight may still
spend. So a budget is never overrun: a call that does not fit waits for those in flight, and where even all of them
ending at once would not make room, it is refused with `BudgetExceeded`. How much a call takes at its largest is an
estimate (`input_tokens_of`) for what it reads, and exact for what it writes.

Place it behind the response cache, so that stored answers cost nothing, and in front of the retries:
`Metered(Cached(Limited(Retrying(model))))`.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import anyio
from anyio.lowlevel import RunVar

from claimcheck.errors import BudgetExceeded, ConfigurationError
from claimcheck.llm.chat import ChatModel, ChatReply, ChatRequest, Layer
from claimcheck.llm.prices import Pricing, price_of
from claimcheck.llm.usage import input_tokens_of, tokens_of


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run may use in all. None sets no limit; 0 lets nothing through.

    Attributes:
        max_cost: US dollars.
        max_tokens: tokens read and written.
        max_calls: calls begun, failed ones included; a call that is tried again is one call.
    """

    max_cost: float | None = None
    max_tokens: int | None = None
    max_calls: int | None = None

    def __post_init__(self) -> None:
        _refuse_unless(lambda limit: limit >= 0, "0 or more", self, ("max_cost", "max_tokens", "max_calls"))


@dataclass(frozen=True, slots=True)
class Rates:
    """What an endpoint may be sent in any 60 seconds. None sets no limit.

    Attributes:
        requests_per_minute: calls begun.
        tokens_per_minute: tokens read and written. A call that is larger than this goes alone.
    """

    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None

    def __post_init__(self) -> None:
        _refuse_unless(lambda limit: limit > 0, "more than 0", self, ("requests_per_minute", "tokens_per_minute"))


@dataclass(frozen=True, slots=True)
class Spent:
    """What has gone through a `Limited` so far.

    Attributes:
        calls: calls begun.
        tokens: tokens read and written; estimated where the endpoint does not count them.
        cost_usd: US dollars; counted only where there is a `max_cost`.
    """

    calls: int = 0
    tokens: int = 0
    cost_usd: float = 0.0


class Limited(Layer):
    """A model that answers within a budget and at a rate. Shared by threads, it keeps one budget for all of them."""

    def __init__(
        self,
        model: ChatModel,
        *,
        budget: Budget | None = None,
        rates: Rates | None = None,
        price: Pricing | None = None,
        time_source: TimeSource | None = None,
    ) -> None:
        """Limits what goes through to `model`.

        Args:
            model: who answers.
            budget: what may be used in all.
            rates: what may be used in a minute.
            price: what the model costs, for `max_cost`; the listed price where none is given.
            time_source: another clock, for tests.

        Raises:
            ConfigurationError: there is a `max_cost`, and what the model costs is not known.
        """
        super().__init__(model)
        budget, rates = budget or Budget(), rates or Rates()
        self._time = time_source or TimeSource()
        self._price = _price_for(budget, model, price)
        self._purse = _Purse(budget)
        self._pace = _Pace(rates, self._time.now)
        self._counts_tokens = any((budget.max_tokens is not None, rates.tokens_per_minute, self._price))
        self._books = threading.Lock()
        self._queue: RunVar[anyio.Lock] = RunVar("claimcheck_limited_queue")

    @property
    def spent(self) -> Spent:
        """What has gone through so far; calls in flight count as calls only."""
        with self._books:
            return self._purse.spent

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Answers as the model behind it does, once there is room.

        Raises:
            BudgetExceeded: there is no room, and none will come.
            ModelError: no answer could be had.
        """
        booking = await self._admit(request)
        try:
            reply = await self.model.complete(request)
        except BaseException:
            self._settle(booking, tokens=booking.input_tokens, spent_tokens=0, cost=0.0)
            raise
        read, written = self._tokens_of(reply, booking)
        self._settle(booking, tokens=read + written, spent_tokens=read + written, cost=self._cost(read, written))
        return reply

    async def _admit(self, request: ChatRequest) -> _Booking:
        read = input_tokens_of(request) if self._counts_tokens else 0
        written = request.max_output_tokens if self._counts_tokens else 0
        booking = _Booking(input_tokens=read, tokens=read + written, cost=self._cost(read, written))
        # In each event loop, first come first served: a large call is not overtaken for ever by small ones.
        queue = self._queue.get(None)
        if queue is None:
            self._queue.set(queue := anyio.Lock(fast_acquire=True))
        async with queue:
            while seconds := self._seconds_until_booked(booking):
                await self._time.sleep(seconds)
        return booking

    def _seconds_until_booked(self, booking: _Booking) -> float:
        """0 if it is booked now; otherwise how long to wait before asking again."""
        with self._books:
            if not self._purse.has_room_for(booking):
                return _LOOK_AGAIN_SECONDS
            if seconds := self._pace.seconds_until(booking.tokens):
                # Calls in flight, in this loop or in another thread's, may take less than they might have.
                return min(seconds, _LOOK_AGAIN_SECONDS) if self._purse.in_flight else seconds
            self._purse.book(booking)
            self._pace.book(booking)
            return 0.0

    def _settle(self, booking: _Booking, *, tokens: int, spent_tokens: int, cost: float) -> None:
        with self._books:
            self._purse.settle(booking, tokens=spent_tokens, cost=cost)
            self._pace.settle(booking, tokens=tokens)

    def _tokens_of(self, reply: ChatReply, booking: _Booking) -> tuple[int, int]:
        if reply.input_tokens or not self._counts_tokens:
            return reply.input_tokens, reply.output_tokens
        return booking.input_tokens, tokens_of(reply.text)

    def _cost(self, input_tokens: int, output_tokens: int) -> float:
        return self._price.cost(input_tokens=input_tokens, output_tokens=output_tokens) if self._price else 0.0


@dataclass(frozen=True, slots=True)
class TimeSource:
    """A clock, in seconds, and a way to wait for it."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep


_LOOK_AGAIN_SECONDS: Final = 0.1
_WINDOW_SECONDS: Final = 60.0
_ROUNDING: Final = 1e-9  # US dollars that a sum of floats may be off by


@dataclass(slots=True)
class _Booking:
    """Room for one call: `tokens` and `cost` at its largest, `charged` what counts against the rate."""

    input_tokens: int
    tokens: int
    cost: float
    at: float = 0.0
    charged: int = 0
    in_window: bool = False


class _Purse:
    """What is spent, and what the calls in flight may still spend."""

    def __init__(self, budget: Budget) -> None:
        self.spent = Spent()
        self._budget = budget
        self._held_tokens = 0
        self._held_cost = 0.0
        self.in_flight = 0

    def has_room_for(self, booking: _Booking) -> bool:
        """Whether it fits now. If not, it will when calls in flight take less than they might.

        Raises:
            BudgetExceeded: it will not fit.
        """
        budget, spent = self._budget, self.spent
        calls = _fits("max_calls", budget.max_calls, spent.calls, 0, 1)
        tokens = _fits("max_tokens", budget.max_tokens, spent.tokens, self._held_tokens, booking.tokens)
        cost = _fits("max_cost", budget.max_cost, spent.cost_usd, self._held_cost, booking.cost)
        return calls and tokens and cost

    def book(self, booking: _Booking) -> None:
        self.spent = Spent(self.spent.calls + 1, self.spent.tokens, self.spent.cost_usd)
        self._hold(1, booking)

    def settle(self, booking: _Booking, *, tokens: int, cost: float) -> None:
        self.spent = Spent(self.spent.calls, self.spent.tokens + tokens, self.spent.cost_usd + cost)
        self._hold(-1, booking)

    def _hold(self, sign: int, booking: _Booking) -> None:
        self.in_flight += sign
        self._held_tokens += sign * booking.tokens
        # What is left of a sum of floats is not held by anyone.
        self._held_cost = self._held_cost + sign * booking.cost if self.in_flight else 0.0


def _fits(name: str, limit: float | None, spent: float, held: float, asked: float) -> bool:
    if limit is None or spent + held + asked <= limit + _ROUNDING:
        return True
    if spent + asked <= limit + _ROUNDING:
        return False
    show = _SHOWN[name].format
    larger = "" if spent >= limit else f", and the next call may take {show(asked)}"
    raise BudgetExceeded(
        f"budget reached: {show(spent)} of {show(limit)} used{larger}. "
        f"This question was not asked; a larger {name} lets it through"
    )


_SHOWN: Final = {"max_calls": "{:,} calls", "max_tokens": "{:,} tokens", "max_cost": "${:,.4f}"}


class _Pace:
    """What was begun in the last 60 seconds."""

    def __init__(self, rates: Rates, now: Callable[[], float]) -> None:
        self._rates = rates
        self._now = now
        self._window: deque[_Booking] = deque()
        self._tokens = 0

    def seconds_until(self, tokens: int) -> float:
        """How long it takes until a call of so many tokens may begin; 0 if it may now."""
        now = self._now()
        while self._window and self._window[0].at + _WINDOW_SECONDS <= now:
            left = self._window.popleft()
            self._tokens -= left.charged
            left.in_window = False
        last = max(self._last_in_the_way(), self._last_too_large(tokens))
        return self._window[last].at + _WINDOW_SECONDS - now if last >= 0 else 0.0

    def book(self, booking: _Booking) -> None:
        if self._rates != Rates():
            booking.at, booking.charged, booking.in_window = self._now(), booking.tokens, True
            self._window.append(booking)
            self._tokens += booking.charged

    def settle(self, booking: _Booking, *, tokens: int) -> None:
        if booking.in_window:
            self._tokens += tokens - booking.charged
            booking.charged = tokens

    def _last_in_the_way(self) -> int:
        """Position in the window of the last call that must have left it before another may begin; -1 for none."""
        limit = self._rates.requests_per_minute
        return -1 if limit is None else len(self._window) - limit

    def _last_too_large(self, tokens: int) -> int:
        """Position in the window of the last call whose tokens leave no room for so many more; -1 for none."""
        limit = self._rates.tokens_per_minute
        excess = 0 if limit is None else self._tokens + tokens - limit
        for position, booking in enumerate(self._window):
            if excess <= 0:
                return position - 1
            excess -= booking.charged
        return len(self._window) - 1


def _price_for(budget: Budget, model: ChatModel, given: Pricing | None) -> Pricing | None:
    if budget.max_cost is None:
        return None
    price = price_of(model, given)
    if price is None:
        raise ConfigurationError(
            f"max_cost needs a price, and what {model.name!r} costs at {model.endpoint} is not known. Give it in US "
            "dollars for a million tokens: --price-input and --price-output, or "
            "price=Price(input_per_million=..., output_per_million=...)"
        )
    return price


def _refuse_unless(valid: Callable[[float], bool], wanted: str, limits: object, names: tuple[str, ...]) -> None:
    for name in names:
        limit = getattr(limits, name)
        if limit is not None and not valid(limit):
            raise ConfigurationError(f"{name} must be {wanted}, not {limit}")
