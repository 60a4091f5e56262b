"""Observed: what happens to each question, as events and as log lines."""

from __future__ import annotations

import logging
import time

from claimcheck.errors import BudgetExceeded, ModelError
from claimcheck.events import BudgetReached, CallFinished, CallStarted, is_heard, tell
from claimcheck.llm.chat import ChatReply, ChatRequest, Layer

logger = logging.getLogger(__name__)


class Observed(Layer):
    """A model whose calls can be watched: see `claimcheck.events`, and the logger of this module at DEBUG.

    Neither holds what was asked or answered, nor an endpoint's own words, which may repeat it.
    """

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Answers as the model behind it does."""
        if not is_heard() and not logger.isEnabledFor(logging.DEBUG):
            return await self.model.complete(request)
        task, started = request.schema_name, time.monotonic()
        tell(CallStarted(self.name, task))
        try:
            reply = await self.model.complete(request)
        except ModelError as error:
            if isinstance(error, BudgetExceeded):
                tell(BudgetReached(str(error)))
            self._finished(CallFinished(self.name, task, _since(started), error=type(error).__name__))
            raise
        self._finished(
            CallFinished(self.name, task, _since(started), reply.input_tokens, reply.output_tokens, reply.cached)
        )
        return reply

    def _finished(self, call: CallFinished) -> None:
        how = call.error or ("from the cache" if call.cached else "answered")
        tokens = f"{call.input_tokens} tokens in, {call.output_tokens} out"
        logger.debug("%s, %s: %s after %.2f s, %s", call.model, call.task, how, call.seconds, tokens)
        tell(call)


def _since(started: float) -> float:
    return time.monotonic() - started
