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
        self._starting = threading.Lock()
        self._worker: _Worker | None = None

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
        await asyncio.wrap_future(self._started().ready)

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Answers one request. Cancelling it stops the engine's work on it.

        Raises:
            WeightsError: the weights are missing or damaged.
            ModelError: the engine failed.
        """
        worker = self._started()
        await asyncio.wrap_future(worker.ready)
        return await asyncio.wrap_future(worker.take_on(request))

    async def aclose(self) -> None:
        """Stops the engine and frees its memory. Who waits for an answer is told; the next request loads anew."""
        with self._starting:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.tell_to_stop()
            # Not by way of a thread pool: at interpreter exit, when this is called last, there are none to be had.
            await asyncio.wrap_future(worker.ended)

    def _started(self) -> _Worker:
        with self._starting:
            if self._worker is None or not self._worker.is_open:
                self._worker = _Worker(self._store)
                # Also at interpreter exit: a native thread must not outlive the interpreter's memory.
                weakref.finalize(self, self._worker.stop)
            return self._worker


@dataclass(eq=False)
class _Job:
    request: ChatRequest
    answer: Future[ChatReply] = field(default_factory=Future)

    def fail(self, why: str) -> None:
        if self.answer.set_running_or_notify_cancel():
            self.answer.set_exception(ModelError(why))


class _Worker:
    """The thread that owns an engine: it loads it, then answers until it is told to stop.

    Attributes:
        ready: done once the engine is loaded, or could not be.
        ended: done once the thread has nothing more to do.
    """

    def __init__(self, store: WeightStore) -> None:
        self.ready: Future[None] = Future()
        self.ready.set_running_or_notify_cancel()  # who waits may give up; the others still need it
        self.ended: Future[None] = Future()
        self.ended.set_running_or_notify_cancel()
        self._store = store
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._open = True
        self._thread = threading.Thread(target=self._work, name="claimcheck-embedded", daemon=True)
        self._thread.start()

    @property
    def is_open(self) -> bool:
        """Whether it still takes requests."""
        return self._open

    def take_on(self, request: ChatRequest) -> Future[ChatReply]:
        """The answer to come. Cancelling it stops the engine's work on it."""
        job = _Job(request)
        with self._gate:
            if not self._open:
                raise ModelError(_CLOSED)
            self._jobs.put(job)
        return job.answer

    def tell_to_stop(self) -> None:
        """Lets the thread end after the step that it is at."""
        self._shut()
        self._jobs.put(None)

    def stop(self) -> None:
        """Ends the thread, and waits until it has ended."""
        self.tell_to_stop()
        if self._thread is not threading.current_thread():  # where garbage is collected, finalizers run
            self._thread.join()

    def _shut(self) -> None:
        with self._gate:
            self._open = False

    def _work(self) -> None:
        try:
            self._load_and_answer()
        finally:
            self.ended.set_result(None)

    def _load_and_answer(self) -> None:
        try:
            engine = load_engine(self._store)
        except Exception as error:  # noqa: BLE001 (whatever it is, who waits must hear of it)
            self._shut()
            self.ready.set_exception(
                error
                if isinstance(error, ClaimcheckError)
                else ModelError(f"the embedded model could not be loaded: {error}")
            )
            return
        self.ready.set_result(None)
        desk = _Desk(engine)
        try:
            while desk.take(self._jobs):
                desk.step()
        finally:
            self._shut()
            desk.give_up(_CLOSED)
            while not self._jobs.empty():
                if job := self._jobs.get():
                    job.fail(_CLOSED)


_CLOSED = "the embedded model was closed"


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
            job.fail(why)

    def _admit(self, job: _Job) -> None:
        prefix = chatml(job.request.messages[: job.request.shared_messages], answering=False)
        if not prefix or prefix in self._primed:
            self._run(job)
            return
        if prefix not in self._waiting:
            self._priming[self._engine.prime(prefix)] = prefix
        self._waiting[prefix].append(job)

    def _run(self, job: _Job) -> None:
        if job.answer.cancelled():
            return
        try:
            self._running[self._engine.begin(job.request)] = job
        except (RuntimeError, ValueError) as error:
            job.fail(f"the embedded model cannot take this question: {error}")

    def _abandoned(self) -> list[Sequence]:
        return [sequence for sequence, job in self._running.items() if job.answer.cancelled()]


def _hand_over(answer: Future[ChatReply], reply: ChatReply) -> None:
    if answer.set_running_or_notify_cancel():
        answer.set_result(reply)
