"""Desk: where questions wait until there are enough of them for a batch, and for its answers.

A round is complete when no further question can come before one of those that wait is answered. That is not known for
sure, since questions may come from anywhere, but it shows: the event loop goes round and round, and nobody asks. The
desk looks `_LOOKS` times within `Patience.settle`, and each look lets everything run that is ready to. So a loop that
is busy for a while, with reading an article, puts off the round and does not split it.
"""

from __future__ import annotations

import asyncio
import contextvars
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass, replace
from tempfile import TemporaryFile

from claimcheck.errors import EndpointError
from claimcheck.events import Event, Retry, heard_by
from claimcheck.llm.bulk.batches import Batches, Faults, QueueFullError
from claimcheck.llm.bulk.lines import kept_reply, write_requests
from claimcheck.llm.bulk.room import Room
from claimcheck.llm.bulk.state import Submission
from claimcheck.llm.bulk.terms import Limits, Update
from claimcheck.llm.capabilities import Capabilities
from claimcheck.llm.chat import ChatReply, ChatRequest
from claimcheck.llm.completions import Body, body_of
from claimcheck.llm.faults import Fault
from claimcheck.llm.retry import asked_so_often

logger = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Waiting:
    """A question without an answer, and how many wait for it."""

    request: ChatRequest
    answered: asyncio.Future[ChatReply]
    askers: int = 0
    attempts: int = 0
    turned_away: int = 0


class Desk:
    """The questions of one event loop.

    Args:
        batches: who submits them.
        learn: asks the endpoint what it takes, by way of one question.
        model: the model's name.
        error: from a fault to the error to raise.
        limits: what a batch may hold.
    """

    def __init__(
        self,
        batches: Batches,
        *,
        learn: Callable[[ChatRequest], Awaitable[Capabilities]],
        model: str,
        error: Callable[[Fault], EndpointError],
        limits: Limits,
    ) -> None:
        self._batches, self._state, self._patience = batches, batches.state, batches.patience
        self._learn, self._model, self._error, self._limits = learn, model, error, limits
        self._waiting: dict[str, Waiting] = {}
        self._parked: dict[str, Waiting] = {}
        """Those of a round to come."""
        self._round: dict[str, Waiting] = {}
        """Those of the round that is complete, and in no batch yet."""
        self._parkings = 0
        self._room = Room(limits.requests)
        self._followed: set[str] = set()
        self._batches_begun = 0
        self._sending: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def answer(self, key: str, request: ChatRequest) -> ChatReply:
        """The answer to a question, once a batch has brought it.

        The same question asked twice at once goes into one batch once; the second answer is marked as cached.

        Raises:
            EndpointError: no answer could be had.
        """
        waiting = self._waiting.get(key)
        if waiting is None:
            waiting = self._waiting[key] = Waiting(request, asyncio.get_running_loop().create_future())
            self._park(key, waiting)
        shared = waiting.askers > 0
        waiting.askers += 1
        try:
            reply = await asyncio.shield(waiting.answered)
        finally:
            waiting.askers -= 1
            if not waiting.askers and (key in self._parked or key in self._round):
                self._forget(key)  # and where it is in a batch, another may come and ask for it
        return replace(reply, cached=True) if shared else reply

    async def aclose(self) -> None:
        """Stops waiting. What was submitted stays submitted, and in the state file."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _park(self, key: str, waiting: Waiting) -> None:
        self._parked[key] = waiting
        self._parkings += 1
        if self._sending is None or self._sending.done():
            self._sending = self._begin(self._send_rounds, keys=lambda: (*self._round, *self._parked))

    async def _send_rounds(self) -> None:
        """Sends what is parked, round by round, until nothing is."""
        while self._parked:
            await self._settled()
            self._round, self._parked = self._parked, {}
            for key in tuple(self._round):
                if self._state.answer(key) is not None:  # it came with a batch that was under way
                    self._deliver(key, {})
                elif submission := self._state.submission_of(key):
                    del self._round[key]
                    self._resume(submission)
            while self._round:
                await self._send_one()

    async def _settled(self) -> None:
        """Waits until the round is complete."""
        looks = 0
        while looks < _LOOKS and len(self._parked) < self._limits.requests:
            before = self._parkings
            await asyncio.sleep(self._patience.settle / _LOOKS)
            looks = looks + 1 if before == self._parkings else 0

    async def _send_one(self) -> None:
        """Begins a batch of the round: of all of it, or of as much as fits."""
        capabilities = self._state.capabilities
        if capabilities is None:
            self._batches.tell(Update(self._batches_begun + 1, "learning", len(self._round)))
            first = next(iter(self._round.values()))
            self._state.capabilities = capabilities = await self._learn(first.request)
        await self._room.free()
        if not self._round:  # nobody waits any more
            return

        def body(key: str) -> Body:
            return body_of(self._round[key].request, model=self._model, capabilities=capabilities)

        requests = TemporaryFile()  # noqa: SIM115 (it is closed when the task is done)
        keys = write_requests(requests, self._round, body, most=self._room.most_requests, limits=self._limits)
        for key in keys:
            del self._round[key]
        number = self._next_number()
        task = self._begin_batch(keys, lambda: self._batches.send(number, requests, keys))
        task.add_done_callback(lambda _: requests.close())

    def _resume(self, submission: Submission) -> None:
        """Waits for a batch that was submitted before, unless that is being done."""
        tag = submission.tag
        if tag in self._followed:
            return
        self._followed.add(tag)
        keys, number = self._state.keys_of(tag), self._next_number()
        task = self._begin_batch(keys, lambda: self._batches.resume(number, submission))
        task.add_done_callback(lambda _: self._followed.discard(tag))

    def _begin_batch(self, keys: Collection[str], batch: Callable[[], Awaitable[Faults]]) -> asyncio.Task[None]:
        """Starts a batch; when it has ended, each of its questions is answered, has failed, or is parked again."""

        async def bring() -> None:
            try:
                faults = await batch()
            except QueueFullError as full:
                words = str(full)
                self._room.was_full(stay, requests=len(keys))
                self._begin(lambda: self._turned_away(keys, words), keys=lambda: keys)
            else:
                for key in keys:
                    self._deliver(key, faults)

        stay = self._room.enter()
        task = self._begin(bring, keys=lambda: keys)
        task.add_done_callback(lambda _: self._room.leave(stay))
        return task

    def _deliver(self, key: str, faults: Faults) -> None:
        """Ends the wait for a question, or parks it for the next round.

        A question that is neither answered nor among the faults was never asked.
        """
        waiting = self._waiting.get(key)
        if waiting is None or not waiting.askers:
            self._forget(key)
        elif (response := self._state.answer(key)) is not None:
            self._end(key, kept_reply(response))
        elif (fault := faults.get(key)) is None:
            self._park(key, waiting)
        else:
            waiting.attempts += 1
            if fault.transient and waiting.attempts < self._limits.attempts:
                self._park(key, waiting)
            else:
                error = self._error(fault)
                self._end(key, error if waiting.attempts == 1 else asked_so_often(error, waiting.attempts))

    async def _turned_away(self, keys: Collection[str], words: str) -> None:
        """Parks the questions of a batch that the service had no room for, after a pause that doubles each time."""
        times = 1 + max((one.turned_away for key in keys if (one := self._waiting.get(key))), default=0)
        logger.info("no room for a batch of %d requests: %s", len(keys), words)
        if times > self._limits.full_queue:
            raise asked_so_often(self._error(Fault(words, status=429, code="token_limit_exceeded")), times)
        self._batches.tell(Update(self._batches_begun, "queue_full", len(keys)))
        pause = self._patience.first_poll * 2.0 ** min(times, 32)
        await asyncio.sleep(min(pause, _LONGEST_POLLS * self._patience.longest_poll))
        for key in keys:
            if waiting := self._waiting.get(key):
                waiting.turned_away = times
            self._deliver(key, {})

    def _end(self, key: str, outcome: ChatReply | Exception) -> None:
        waiting = self._waiting.get(key)
        self._forget(key)
        if waiting is None or not waiting.askers:
            return
        if isinstance(outcome, ChatReply):
            waiting.answered.set_result(outcome)
        else:
            waiting.answered.set_exception(outcome)

    def _forget(self, key: str) -> None:
        for questions in (self._waiting, self._parked, self._round):
            questions.pop(key, None)

    def _begin(self, work: Callable[[], Awaitable[None]], *, keys: Callable[[], Iterable[str]]) -> asyncio.Task[None]:
        """Starts work for many checks, in the context of none. What it raises is raised for all who wait for `keys`."""

        async def guarded() -> None:
            try:
                with heard_by(self._hear):
                    await work()
            except Exception as error:  # noqa: BLE001 (it is raised where the answer is waited for)
                for key in tuple(keys()):
                    self._end(key, error)

        task = asyncio.get_running_loop().create_task(guarded(), context=contextvars.Context())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _hear(self, event: Event) -> None:
        if isinstance(event, Retry):
            self._batches.tell(Update(self._batches_begun, "out_of_reach", len(self._waiting)))

    def _next_number(self) -> int:
        self._batches_begun += 1
        return self._batches_begun


_LOOKS = 20
_LONGEST_POLLS = 15
"""How many times the longest pause between two looks is the longest wait for room."""
