"""Terms: what a batch may hold, how long to wait for what, and what is told meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from claimcheck.llm.retry import RetryPolicy

DISCOUNT = 0.5
"""The share of the price that is let off for batches. Source: https://platform.openai.com/docs/guides/batch"""

IN_FLIGHT = 1_000
"""How many windows of sentences go into a round."""

PATIENT = RetryPolicy(attempts=10_000, deadline=86_400.0, first_wait=1.0, longest_wait=300.0)
"""How long to keep trying to reach the service: as long as a batch may take."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a batch may hold, and how often a question goes again.

    Attributes:
        requests: to one batch, at most. By default the service's own limit.
        bytes: of one request file, at most. By default the service's own limit.
        attempts: how often a question goes into a batch that ends without an answer to it, the first time included.
        full_queue: how often it waits for room in the service's queue, when it is told that there is none.
    """

    requests: int = 50_000
    bytes: int = 200_000_000
    attempts: int = 4
    full_queue: int = 40


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for what, in seconds.

    Attributes:
        settle: how long no question may have come for a round to be complete. A question that comes later goes into
            a batch of its own, which changes no answer and no cost.
        first_poll: from the submission to the first look at a batch; each pause is half as long again as the last.
        longest_poll: the longest pause between two looks.
        lookup: how old an intent must be before a batch that is not on the service's list counts as never submitted.
        transfer: how long one upload or download may take.
        retry: how long to keep trying where the service is out of reach.
    """

    settle: float = 1.0
    first_poll: float = 0.5
    longest_poll: float = 60.0
    lookup: float = 60.0
    transfer: float = 3_600.0
    retry: RetryPolicy = PATIENT


State = Literal[
    "learning",
    "uploading",
    "validating",
    "in_progress",
    "finalizing",
    "completed",
    "failed",
    "expired",
    "cancelling",
    "cancelled",
    "queue_full",
    "out_of_reach",
]


@dataclass(frozen=True, slots=True)
class Update:
    """How a batch stands.

    Attributes:
        number: of the batch, counted from 1 in this process.
        state: as the service says; besides, "learning" while the endpoint is asked what it takes, "uploading" before
            there is a batch, "queue_full" while it waits to be submitted again, "out_of_reach" while the service is.
        requests: how many questions are in it.
        answered: how many of them the service has answered.
        failed: how many it has failed on.
        batch_id: the service's name for it; None where it has none yet.
        resumed: whether an earlier process has submitted it.
    """

    number: int
    state: State
    requests: int
    answered: int = 0
    failed: int = 0
    batch_id: str | None = None
    resumed: bool = False


OnUpdate = Callable[[Update], None]
"""Called in the thread that asks, and should be quick."""
