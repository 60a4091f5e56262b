"""Batches: one batch from its submission to its answers, in whichever process that goes on."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from claimcheck.errors import EndpointError
from claimcheck.llm.bulk.lines import CANCELLED, outcomes_in
from claimcheck.llm.bulk.state import StateFile, Submission
from claimcheck.llm.bulk.terms import OnUpdate, Patience, Update
from claimcheck.llm.chat import ChatReply
from claimcheck.llm.faults import Fault

if TYPE_CHECKING:
    from openai.types import Batch

    from claimcheck.llm.bulk.service import Service

logger = logging.getLogger(__name__)

Faults = dict[str, Fault]
"""For each question that a batch did not answer, why."""


class QueueFullError(Exception):
    """The service takes no more for now. Nothing of the batch was asked, and its questions are free again."""


@dataclass(frozen=True, slots=True)
class Batches:
    """Submits batches and waits for them. Answers go into the state file.

    Args:
        service: who answers.
        state: the state file.
        patience: how long to wait for what.
        tell: told how each batch stands.
    """

    service: Service
    state: StateFile
    patience: Patience
    tell: OnUpdate

    async def send(self, number: int, requests: IO[bytes], keys: Sequence[str]) -> Faults:
        """Submits a batch and waits for its answers.

        Args:
            number: of the batch in this process.
            requests: the request file.
            keys: the questions in it.

        Raises:
            QueueFullError: the service has no room for it.
            EndpointError: it could not be submitted or collected; if it was submitted, the state file says so.
        """
        tag = uuid.uuid4().hex
        self.tell(Update(number, "uploading", len(keys)))
        try:
            batch = await self.service.submit(requests, tag, intend=lambda: self.state.intend(tag, keys))
        except EndpointError as error:
            if error.status is not None and not error.retryable:  # the service has said no: there is no such batch
                self.state.collected(tag)
            raise
        self.state.submitted(tag, batch.id)
        logger.info("batch %s: %d requests submitted", batch.id, len(keys))
        return await self._answers(tag, batch, set(keys), Update(number, "validating", len(keys), batch_id=batch.id))

    async def resume(self, number: int, submission: Submission) -> Faults:
        """Waits for the answers of a batch that an earlier process submitted, or was about to submit.

        A question that is neither answered in the state file then nor among the faults was never submitted.

        Raises:
            QueueFullError: the service had no room for it.
            EndpointError: it could not be collected.
        """
        batch = await self._found(submission)
        if batch is None:
            logger.info("submission %s never reached the service", submission.tag)
            self.state.collected(submission.tag)
            return {}
        self.state.submitted(submission.tag, batch.id)
        keys = self.state.keys_of(submission.tag)
        logger.info("batch %s: found again, with %d requests", batch.id, len(keys))
        told = Update(number, "validating", len(keys), batch_id=batch.id, resumed=True)
        return await self._answers(submission.tag, batch, keys, told)

    async def _found(self, submission: Submission) -> Batch | None:
        if submission.batch_id is not None:
            try:
                return await self.service.look(submission.batch_id)
            except EndpointError as error:
                if error.status != 404:
                    raise
                raise EndpointError(
                    f"{self.service.model.endpoint} knows no batch {submission.batch_id}, which the state file "
                    f"{self.state.path} names. Was another project's key used? With another state file everything is "
                    "asked anew",
                    status=404,
                ) from error
        while True:
            # An earlier process may have died while its request was still on the way.
            is_old = time.time() >= submission.created + self.patience.lookup
            batch = await self.service.find(submission.tag, since=submission.created)
            if batch is not None or is_old:
                return batch
            await asyncio.sleep(min(self.patience.lookup / 4, 5.0))

    async def _answers(self, tag: str, batch: Batch, keys: set[str], told: Update) -> Faults:
        batch = await self._ended(batch, told)
        if batch.status != "failed":
            return await self._collect(tag, batch, keys)
        fault = _fault_of(batch)
        self.state.collected(tag)
        if fault.code == _QUEUE_FULL:
            raise QueueFullError(fault.words)
        return dict.fromkeys(keys, fault)

    async def _ended(self, batch: Batch, told: Update) -> Batch:
        pause = self.patience.first_poll
        while True:
            self.tell(_update(told, batch))
            if batch.status in _ENDED:
                return batch
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, self.patience.longest_poll)
            batch = await self.service.look(batch.id)

    async def _collect(self, tag: str, batch: Batch, keys: set[str]) -> Faults:
        """Takes the answers of a batch that has ended; there may be some even if it expired or was cancelled."""
        code = f"batch_{batch.status}"
        nothing_said = Fault(f"batch {batch.id} says nothing of it", code=code, transient=code != CANCELLED)
        faults = dict.fromkeys(keys, nothing_said)

        def answers(lines: IO[bytes]) -> Iterator[tuple[str, str]]:
            for outcome in outcomes_in(lines):
                if outcome.key not in faults:
                    continue
                if isinstance(outcome.result, ChatReply):
                    del faults[outcome.key]
                    yield outcome.key, outcome.response
                else:
                    faults[outcome.key] = outcome.result

        with TemporaryFile() as lines:
            for file_id in (batch.output_file_id, batch.error_file_id):
                if file_id:
                    await self.service.download(file_id, lines)
            lines.seek(0)
            self.state.collected(tag, answers(lines))
        logger.info("batch %s: %s, %d of %d answered", batch.id, batch.status, len(keys) - len(faults), len(keys))
        return faults


def _update(told: Update, batch: Batch) -> Update:
    counts = batch.request_counts
    answered, failed = (counts.completed, counts.failed) if counts else (0, 0)
    return Update(told.number, batch.status, told.requests, answered, failed, batch.id, told.resumed)


def _fault_of(batch: Batch) -> Fault:
    """Why a batch failed as a whole, which it does before anything in it is asked."""
    errors = (batch.errors and batch.errors.data) or []
    first = errors[0] if errors else None
    code = (first and first.code) or ""
    words = (first and first.message) or code or "it does not say why"
    line = f" (line {first.line} of its file)" if first and first.line is not None else ""
    return Fault(f"batch {batch.id} failed: {words}{line}", status=_STATUSES.get(code, 400), code=code)


_ENDED = {"completed", "failed", "expired", "cancelled"}
_QUEUE_FULL = "token_limit_exceeded"
_STATUSES = {"model_not_found": 404, "invalid_api_key": 401}
