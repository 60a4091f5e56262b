"""Events: what happens during a check, for those who watch it.

    checker.check(article, on_event=print)

A listener is called in the checker's own thread, one event after the other, and should be quick. What it raises ends
the check. No event holds a word of the article, of a prompt or of an answer.

The listener belongs to the check: whatever works for a check, however deep inside, tells its own listener and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a check has come. The first of a stage has `done` 0.

    Attributes:
        stage: "load" while the model gets ready, "read" while it reads sentences.
        done: sentences read so far; a sentence counts once its claims are judged.
        total: sentences to read.
    """

    stage: Literal["load", "read"]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class SentenceDone:
    """A sentence that the model was asked about has its outcome.

    Attributes:
        id: as in the report.
        outcome: whether it makes claims, makes none, or could not be read.
        reason: why it makes none, or why it failed; None where it makes claims.
    """

    id: str
    outcome: Literal["claims", "no_claim", "failed"]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CallStarted:
    """A question is put: to the response cache first, then to the model.

    Attributes:
        model: the model's name.
        task: the name of the schema that the answer must fit.
    """

    model: str
    task: str


@dataclass(frozen=True, slots=True)
class CallFinished:
    """A question was answered, or could not be.

    Attributes:
        model: the model's name.
        task: the name of the schema that the answer must fit.
        seconds: from the question to the answer, with all waits between.
        input_tokens: tokens read; 0 where that is not known.
        output_tokens: tokens written.
        cached: whether the answer comes from the response cache.
        error: the name of the error that it ended in, such as "EndpointError"; None where it was answered.
    """

    model: str
    task: str
    seconds: float
    input_tokens: int = 0
    output_tokens: int = 0
    cached: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class CacheHit:
    """The response cache has the answer, and the model is not asked.

    Attributes:
        model: the model's name.
        task: the name of the schema that the answer fits.
    """

    model: str
    task: str


@dataclass(frozen=True, slots=True)
class Retry:
    """A try failed in a way that may pass: the model is asked again.

    Attributes:
        tries: how many there were.
        wait: how many seconds it waits before the next.
        reason: what failed, without the endpoint's own words: "429", or "no answer".
    """

    tries: int
    wait: float
    reason: str


@dataclass(frozen=True, slots=True)
class BudgetReached:
    """A question was not asked, because the run has used what it may use. Each such question has its own event.

    Attributes:
        reason: which limit, and how much of it is used.
    """

    reason: str


Event = Progress | SentenceDone | CallStarted | CallFinished | CacheHit | Retry | BudgetReached

OnEvent = Callable[[Event], None]
"""Called in the checker's own thread. What it raises ends the check."""


def tell(event: Event) -> None:
    """Tells the listener of the check that is running here, if it has one."""
    listener = _listener.get()
    if listener is not None:
        listener(event)


def is_heard() -> bool:
    """Whether the check that is running here has a listener."""
    return _listener.get() is not None


@contextmanager
def heard_by(listener: OnEvent | None) -> Iterator[None]:
    """Sends to `listener` what is told while it lasts, here and in the tasks that are started here."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


_listener: ContextVar[OnEvent | None] = ContextVar("claimcheck_listener", default=None)
