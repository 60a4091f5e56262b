"""The embedded model: a small language model in this process, through openvino-genai.

One thread owns the engine. It takes requests from any event loop, keeps as many sequences in flight as the
engine batches, and hands each answer back as it ends. A prefix that many requests share is computed once,
before the first of them is let in.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import weakref
from collections import defaultdict
from concurrent.futures import Future
from dataclasses import dataclass, field

from claimcheck.errors import ClaimcheckError, ModelError
from claimcheck.llm.chat import ChatReply, ChatRequest
from claimcheck.llm.chatml import chatml
from claimcheck.llm.engine import Engine, Sequence, load_engine
from claimcheck.llm.profiles import COMPACT, Profile
from claimcheck.llm.weights import WeightStore


class EmbeddedModel:
    """A `ChatModel` that answers in this process, without a network.

    Loading takes seconds and happens at the first request or at `prepare`, whichever comes first.

    Args:
        store: where the weights lie.
        profile: how it is talked to.
    """

    endpoint = "in process"

    def __init__(self, store: WeightStore | None = None, *, profile: Profile = COMPACT) -> None:
        self.profile = profile
        self._store = store or WeightStore()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._ready: Future[None] = Future()
        self._starting = threading.Lock()
        self._stop: weakref.finalize[..., EmbeddedModel] | None = None

    @property
    def name(self) -> str:
        """The name of the model whose weights these are."""
        return self._store.card.name

    async def prepare(self) -> None:
        """Loads the model.

        Raises:
            WeightsError: the weights are missing or damaged.
            ModelError: the engine could not be started.
        """
        self._start()
        await asyncio.shield(asyncio.wrap_future(self._ready))

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Answers one request. Cancelling it stops the engine's work on it.

        Raises:
            WeightsError: the weights are missing or damaged.
            ModelError: the engine failed.
        """
        await self.prepare()
        job = _Job(request)
        self._jobs.put(job)
        return await asyncio.wrap_future(job.answer)

    async def aclose(self) -> None:
        """Stops the engine and frees its memory. Requests under way are cancelled."""
        if self._stop is not None:
            await asyncio.to_thread(self._stop)

    def _start(self) -> None:
        with self._starting:
            if self._stop is not None:
                return
            thread = threading.Thread(
                target=_serve, args=(self._store, self._jobs, self._ready), name="claimcheck-embedded", daemon=True
            )
            thread.start()
            # Also at interpreter exit: a native thread must not outlive the interpreter's memory.
            self._stop = weakref.finalize(self, _stop, self._jobs, thread)


@dataclass(eq=False)
class _Job:
    request: ChatRequest
    answer: Future[ChatReply] = field(default_factory=Future)


def _stop(jobs: queue.SimpleQueue[_Job | None], thread: threading.Thread) -> None:
    jobs.put(None)
    thread.join()


def _serve(store: WeightStore, jobs: queue.SimpleQueue[_Job | None], ready: Future[None]) -> None:
    """What the engine's thread does: load, then answer until it is told to stop."""
    try:
        engine = load_engine(store)
    except ClaimcheckError as error:
        ready.set_exception(error)
        return
    except RuntimeError as error:
        ready.set_exception(ModelError(f"the embedded model could not be loaded: {error}"))
        return
    ready.set_result(None)
    desk = _Desk(engine)
    try:
        while desk.take(jobs):
            desk.step()
    finally:
        desk.give_up("the embedded model was closed")


class _Desk:
    """Keeps the books of one engine: who waits for which prefix, and whose sequence is whose."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._running: dict[Sequence, _Job] = {}
        self._priming: dict[Sequence, str] = {}
        self._waiting: dict[str, list[_Job]] = defaultdict(list)
        self._primed: set[str] = set()

    def take(self, jobs: queue.SimpleQueue[_Job | None]) -> bool:
        """Lets in what has come, waiting for something to do. False where it is time to stop."""
        while True:
            idle = not self._running and not self._priming
            try:
                job = jobs.get(block=idle)
            except queue.Empty:
                return True
            if job is None:
                return False
            self._admit(job)

    def step(self) -> None:
        """One step of the engine, and the answers that it completes."""
        try:
            for sequence in self._abandoned():
                self._running.pop(sequence).answer.set_running_or_notify_cancel()
                sequence.cancel()
            self._engine.step()
        except RuntimeError as error:
            self.give_up(f"the embedded model failed: {error}")
            return
        for sequence in [sequence for sequence in self._priming if sequence.ended]:
            prefix = self._priming.pop(sequence)
            self._primed.add(prefix)
            for job in self._waiting.pop(prefix):
                self._run(job)
        for sequence in [sequence for sequence in self._running if sequence.ended]:
            _hand_over(self._running.pop(sequence).answer, sequence.reply())

    def give_up(self, why: str) -> None:
        """Tells everybody who waits that no answer will come."""
        abandoned = [*self._running.values(), *(job for waiting in self._waiting.values() for job in waiting)]
        for sequence in (*self._running, *self._priming):
            sequence.cancel()
        self._running.clear()
        self._priming.clear()
        self._waiting.clear()
        for job in abandoned:
            if job.answer.set_running_or_notify_cancel():
                job.answer.set_exception(ModelError(why))

    def _admit(self, job: _Job) -> None:
        prefix = chatml(job.request.messages[: job.request.shared_messages], answering=False)
        if not prefix or prefix in self._primed:
            self._run(job)
            return
        if prefix not in self._waiting:
            self._priming[self._engine.prime(prefix)] = prefix
        self._waiting[prefix].append(job)

    def _run(self, job: _Job) -> None:
        if not job.answer.cancelled():
            self._running[self._engine.begin(job.request)] = job

    def _abandoned(self) -> list[Sequence]:
        return [sequence for sequence, job in self._running.items() if job.answer.cancelled()]


def _hand_over(answer: Future[ChatReply], reply: ChatReply) -> None:
    if answer.set_running_or_notify_cancel():
        answer.set_result(reply)
