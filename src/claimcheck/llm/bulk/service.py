"""Service: the Files and Batches endpoints, through the openai package. Imported where it is first needed."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import IO, TypeVar

from openai.types import Batch

from claimcheck.errors import EndpointError
from claimcheck.llm.bulk.lines import ENDPOINT
from claimcheck.llm.bulk.terms import Patience
from claimcheck.llm.faults import Fault
from claimcheck.llm.openai import OpenAIModel
from claimcheck.llm.retry import with_retries

Result = TypeVar("Result")

TAG = "claimcheck"
"""The key in a batch's metadata under which its name here stands."""

_NO_SUCH_PATH = {404, 405, 501}
_CLOCKS_APART = 86_400.0  # seconds by which this machine's clock and the service's may differ


@dataclass(frozen=True, slots=True)
class Service:
    """What an endpoint does with batches. Whatever fails in a way that may pass is tried again.

    Every method raises `EndpointError` where it cannot be done.

    Args:
        model: whose endpoint it is.
        patience: how long things may take.
    """

    model: OpenAIModel
    patience: Patience

    async def submit(self, requests: IO[bytes], tag: str, *, intend: Callable[[], None]) -> Batch:
        """Uploads a request file and creates a batch of it, once.

        Args:
            requests: the file.
            tag: a name that no other batch has, by which it is found again.
            intend: called when the file is there and before the batch may be.
        """

        async def upload() -> str:
            requests.seek(0)
            file = (f"claimcheck-{tag}.jsonl", requests, "application/jsonl")
            uploaded = self.model.connection().client.files.create(file=file, purpose="batch")
            try:
                return (await self._once(uploaded, seconds=self.patience.transfer)).id
            except EndpointError as error:
                if error.status in _NO_SUCH_PATH:
                    raise EndpointError(
                        f"{self.model.endpoint} takes no batches: it has no /files ({error.status}). Leave out --via, "
                        "or ask the model itself",
                        status=404,
                    ) from error
                raise

        file_id = await self._tried(upload, seconds=self.patience.transfer)
        intend()
        started = time.time()
        tried = False

        async def create() -> Batch:
            nonlocal tried
            # A try that has failed may have created the batch all the same.
            found = await self._find_once(tag, since=started) if tried else None
            if found is not None:
                return found
            tried = True
            batches = self.model.connection().client.batches
            return await self._once(
                batches.create(input_file_id=file_id, endpoint=ENDPOINT, completion_window="24h", metadata={TAG: tag})
            )

        return await self._tried(create)

    async def find(self, tag: str, *, since: float) -> Batch | None:
        """The batch of this name, if there is one.

        Args:
            tag: the name that it was submitted under.
            since: when that was, by this machine's clock, in seconds since 1970.
        """
        return await self._tried(lambda: self._find_once(tag, since=since))

    async def look(self, batch_id: str) -> Batch:
        """How a batch stands."""
        client = self.model.connection().client
        return await self._tried(lambda: self._once(client.batches.retrieve(batch_id)))

    async def download(self, file_id: str, to: IO[bytes]) -> None:
        """Writes a file of the service's to the end of one here."""
        end = to.tell()

        async def stream() -> None:
            to.seek(end)
            to.truncate()
            content = self.model.connection().client.files.with_streaming_response.content(file_id)
            async with content as response:
                async for chunk in response.iter_bytes():
                    to.write(chunk)

        await self._tried(lambda: self._once(stream(), seconds=self.patience.transfer), seconds=self.patience.transfer)

    async def _find_once(self, tag: str, *, since: float) -> Batch | None:
        async def search() -> Batch | None:
            async for batch in self.model.connection().client.batches.list(limit=100):  # the newest first
                if (batch.metadata or {}).get(TAG) == tag:
                    return batch
                if batch.created_at < since - _CLOCKS_APART:
                    break
            return None

        return await self._once(search())

    async def _once(self, call: Awaitable[Result], *, seconds: float | None = None) -> Result:
        outcome = await self.model.connection().outcome_of(call, timeout=seconds or self.model.timeout)
        if isinstance(outcome, str):  # as the client gives what is no JSON
            outcome = Fault(outcome, status=200)
        if isinstance(outcome, Fault):
            raise self.model.error(outcome)
        return outcome

    async def _tried(self, call: Callable[[], Awaitable[Result]], *, seconds: float = 0.0) -> Result:
        policy = replace(self.patience.retry, deadline=max(self.patience.retry.deadline, 2 * seconds))
        return await with_retries(call, policy, endpoint=self.model.endpoint)
