"""BulkModel: a `ChatModel` that answers by the Batch API."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from claimcheck.llm.bulk.batches import Batches
from claimcheck.llm.bulk.desk import Desk
from claimcheck.llm.bulk.lines import kept_reply
from claimcheck.llm.bulk.state import StateFile
from claimcheck.llm.bulk.terms import DISCOUNT, IN_FLIGHT, Limits, OnUpdate, Patience
from claimcheck.llm.cache import accepted, request_key
from claimcheck.llm.capabilities import Capabilities
from claimcheck.llm.chat import ChatReply, ChatRequest, Layer, Message
from claimcheck.llm.openai import OpenAIModel
from claimcheck.llm.per_loop import PerLoop
from claimcheck.llm.profiles import Profile
from claimcheck.llm.retry import Retrying


class BulkModel(Layer):
    """An endpoint's model, asked in batches: within a day, and at half the price.

    A question waits until those of all checks under way wait; then they go out as one batch, and each is handed its
    answer. What was submitted and answered stands in the state file, so that after any death the same questions are
    not submitted again: whoever asks them anew gets the answers of the batches that are there.

    What the endpoint takes is learnt before the first batch by one short ordinary call, of a few hundred tokens at the
    ordinary price, which is in no report's usage.

    Args:
        model: the endpoint's model.
        state: the state file; one for each run. It is open, and no other process can use it, until `aclose`. None for
            a state that ends with this process.
        limits: what a batch may hold.
        patience: how long to wait for what.
        in_flight: how many windows of sentences go into a round at most. More take fewer rounds and more memory.
        on_update: told how each batch stands.

    Raises:
        ConfigurationError: the state file belongs to another run, is in use, or cannot be written.
    """

    discount = DISCOUNT

    def __init__(
        self,
        model: OpenAIModel,
        *,
        state: Path | str | None,
        limits: Limits | None = None,
        patience: Patience | None = None,
        in_flight: int = IN_FLIGHT,
        on_update: OnUpdate | None = None,
    ) -> None:
        super().__init__(model)
        self._openai = model
        self._limits, self._patience = limits or Limits(), patience or Patience()
        self._in_flight = in_flight
        self._on_update = on_update or (lambda _: None)
        path = None if state is None else Path(state).expanduser()
        self._state = StateFile(path, endpoint=model.endpoint, model=model.name)
        self._desks = PerLoop(self._new_desk)

    @property
    def profile(self) -> Profile:
        """The profile of the model, with a whole round of questions under way at once."""
        return replace(self._openai.profile, in_flight=self._in_flight)

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Answers one request, in hours maybe.

        Raises:
            EndpointError: the endpoint refused, failed or could not be reached.
            ConfigurationError: the state file cannot be written.
        """
        key = request_key(self, request)
        if (response := self._state.answer(key)) is not None:
            reply = kept_reply(response)
        else:
            reply = await self._desks.get().answer(key, request)
        if (request.mends or reply.finish != "stop") and not accepted(reply, request):
            # The question has failed. Whoever puts it again wants another answer.
            self._state.forget([key, *([request_key(self, request.mends)] if request.mends else [])])
        return reply

    async def aclose(self) -> None:
        """Stops waiting, and lets go of connections and the state file. Batches under way go on without it."""
        desk = self._desks.pop()
        if desk is not None:
            await desk.aclose()
        self._state.close()
        await self._openai.aclose()

    def _new_desk(self) -> Desk:
        from claimcheck.llm.bulk.service import Service  # noqa: PLC0415  # it imports openai

        service = Service(self._openai, self._patience)
        return Desk(
            Batches(service, self._state, self._patience, self._on_update),
            learn=self._learn,
            model=self.name,
            error=self._openai.error,
            limits=self._limits,
        )

    async def _learn(self, request: ChatRequest) -> Capabilities:
        """What the endpoint takes: a whole round that is refused would cost hours. Where it cannot be reached now, the
        set-up is wrong, more likely than not, and it is not waited for.
        """
        question = replace(
            request, messages=_TRIFLE, max_output_tokens=_TRIFLE_TOKENS, shared_messages=0, accept=None, mends=None
        )
        await Retrying(self._openai).complete(question)
        return self._openai.capabilities


_TRIFLE = (Message("user", "Answer with the shortest JSON that fits: empty lists, empty strings."),)
_TRIFLE_TOKENS = 256
