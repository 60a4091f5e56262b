"""The one retry policy. The openai package's own retries are off, and nothing else retries."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from typing import TypeVar

from tenacity import RetryCallState
from tenacity.asyncio import AsyncRetrying

from claimcheck.errors import EndpointError
from claimcheck.events import Retry, tell
from claimcheck.llm.chat import ChatModel, ChatReply, ChatRequest, Layer
from claimcheck.llm.pacing import Pace
from claimcheck.llm.per_loop import PerLoop

logger = logging.getLogger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How long to keep asking.

    Attributes:
        attempts: how often a request is tried, the first time included.
        deadline: how many seconds all tries and the waits between them may take, from the first that is sent.
        first_wait: the longest wait before the second try, in seconds; it doubles with every try.
        longest_wait: the longest wait between two tries. An endpoint that asks for more is not asked again.
    """

    attempts: int = 6
    deadline: float = 900.0
    first_wait: float = 0.5
    longest_wait: float = 60.0


@dataclass(frozen=True, slots=True)
class Weather:
    """What retrying takes from the world, so that a test can stand in for it.

    Attributes:
        sleep: waits for a number of seconds.
        clock: seconds, from any start.
        uniform: a random number between two.
    """

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    clock: Callable[[], float] = time.monotonic
    uniform: Callable[[float, float], float] = random.uniform


class Retrying(Layer):
    """A model that is asked again when it failed in a way that may pass.

    What passes: a broken or refused connection, a timeout, 408, 409, 425, 429 and the 5xx. What never does: a
    refused key, a bad request, an answer that is not what was asked for. It waits as long as the endpoint says
    (`retry-after`), else for a random time under a bound that doubles ("full jitter":
    https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). It asks for fewer answers at once
    while the endpoint says 429: see `Pace`. Each wait is told as a `Retry`.

    One request is tried `policy.attempts` times at most. Together with the one repair of `ask` and with the
    refusals of a first contact, which come once each, a question sends at most 2 x attempts + 6 requests; where
    an endpoint refuses without a reason, up to two more with each try until it has answered once.

    Args:
        model: who is asked.
        policy: how long to keep asking.
        weather: the clock and the dice.
    """

    def __init__(
        self,
        model: ChatModel,
        policy: RetryPolicy | None = None,
        *,
        weather: Weather | None = None,
    ) -> None:
        super().__init__(model)
        self.policy = policy or RetryPolicy()
        self._weather = weather or Weather()
        self._paces = PerLoop(self._new_pace)

    @property
    def pace(self) -> Pace:
        """How many requests the running event loop has in flight."""
        return self._paces.get()

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Answers as the model behind it does, asking it as often as the policy allows.

        Raises:
            EndpointError: the last failure; the message says how often the model was asked.
        """
        return await with_retries(
            lambda: self.model.complete(request),
            self.policy,
            endpoint=self.endpoint,
            weather=self._weather,
            place=self.pace.place,
        )

    def _new_pace(self) -> Pace:
        return Pace(
            self.profile.in_flight,
            longest_pause=self.policy.longest_wait,
            sleep=self._weather.sleep,
            clock=self._weather.clock,
        )


async def with_retries(
    call: Callable[[], Awaitable[Result]],
    policy: RetryPolicy,
    *,
    endpoint: str,
    weather: Weather | None = None,
    place: Callable[[], AbstractAsyncContextManager[object]] = nullcontext,
) -> Result:
    """What `call` returns, which is called as often as the policy allows.

    Args:
        call: one try; raises `EndpointError` where it fails.
        policy: how long to keep trying.
        endpoint: who is called, for messages.
        weather: the clock and the dice.
        place: what each try waits for and holds; the wait does not count against the deadline.

    Raises:
        EndpointError: the last failure; the message says how often the endpoint was asked.
    """
    weather = weather or Weather()
    tries = _Tries(policy, weather, endpoint)

    async def once() -> Result:
        async with place(), tries.another():
            return await call()

    retrying = AsyncRetrying(
        sleep=weather.sleep,
        retry=tries.worth_another,
        wait=tries.wait,
        stop=tries.exhausted,
        before_sleep=tries.tell,
        reraise=True,
    )
    try:
        return await retrying(once)
    except EndpointError as error:
        if tries.count == 1:
            raise
        raise asked_so_often(error, tries.count) from error


def asked_so_often(error: EndpointError, times: int) -> EndpointError:
    """The same error, which says how often the endpoint was asked."""
    return EndpointError(
        f"{error} It was asked {times} times.",
        status=error.status,
        retry_after=error.retry_after,
        retryable=error.retryable,
    )


class _Tries:
    """The tries of one request, counted and timed."""

    def __init__(self, policy: RetryPolicy, weather: Weather, endpoint: str) -> None:
        self.count = 0
        self._policy, self._weather, self._endpoint = policy, weather, endpoint
        self._first_at: float | None = None

    @asynccontextmanager
    async def another(self) -> AsyncIterator[None]:
        """One try, broken off at the deadline."""
        self.count += 1
        if self._first_at is None:
            self._first_at = self._weather.clock()
        try:
            async with asyncio.timeout(self._left()):
                yield
        except TimeoutError:
            raise EndpointError(
                f"{self._endpoint} gave no answer within {self._policy.deadline:g} seconds, the deadline of all tries."
            ) from None

    def worth_another(self, state: RetryCallState) -> bool:
        """Whether what went wrong may pass, and soon enough."""
        failure = _failure(state)
        return failure is not None and failure.retryable and (failure.retry_after or 0) <= self._policy.longest_wait

    def wait(self, state: RetryCallState) -> float:
        """How many seconds to wait before the next try."""
        policy, uniform, failure = self._policy, self._weather.uniform, _failure(state)
        if failure is not None and failure.retry_after is not None:
            return failure.retry_after + uniform(0, policy.first_wait)  # not all of them at the same moment
        bound = policy.first_wait * 2.0 ** min(state.attempt_number - 1, 32)
        return uniform(0, min(policy.longest_wait, bound))

    def exhausted(self, state: RetryCallState) -> bool:
        """Whether there is no try left, or no time for it after the wait."""
        return state.attempt_number >= self._policy.attempts or state.upcoming_sleep >= self._left()

    def tell(self, state: RetryCallState) -> None:
        """Tells that it waits for another try."""
        failure, wait = _failure(state), state.upcoming_sleep
        if failure is None:
            return
        reason = str(failure.status or "no answer")
        logger.info("%s: %s; try %d follows in %.1f s", self._endpoint, reason, state.attempt_number + 1, wait)
        tell(Retry(state.attempt_number, wait, reason))

    def _left(self) -> float:
        first = self._weather.clock() if self._first_at is None else self._first_at
        return first + self._policy.deadline - self._weather.clock()


def _failure(state: RetryCallState) -> EndpointError | None:
    error = state.outcome.exception() if state.outcome is not None else None
    return error if isinstance(error, EndpointError) else None
