"""Answers that were given before: a model that asks the one behind it only what it has not answered yet.

What counts as the same question is in `request_key`. Only answers that were accepted are kept, and a kept answer
must be accepted again each time it is given. An answer that the model had to mend is kept under the question that was
asked first: the next time it is there at once.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Awaitable
from dataclasses import replace
from typing import Final, Literal, Protocol, TypeAlias, TypeVar, get_args

import anyio
from anyio.lowlevel import RunVar

from claimcheck.errors import AnswerError, CacheMiss, ConfigurationError, ModelError
from claimcheck.events import CacheHit, tell
from claimcheck.llm.chat import ChatModel, ChatReply, ChatRequest, Layer, Token

logger = logging.getLogger(__name__)

CacheMode = Literal["use", "refresh", "offline", "off"]
"""`use`: give the kept answer, or ask and keep. `refresh`: ask, and keep the new answer in place of the old one.
`offline`: give the kept answer, or raise `CacheMiss`. `off`: ask, and keep nothing."""

MAX_AGE_SECONDS: Final = 90 * 24 * 3600.0
"""How long an answer is kept where nothing else is said."""

Result = TypeVar("Result")
NowOrLater: TypeAlias = Result | Awaitable[Result]


class AnswerStore(Protocol):
    """Where answers are kept: text by key. It never raises; what it cannot give, it does not have.

    One that takes microseconds does it at once, one that waits for a network is awaited. It must not wait for long.
    """

    def get(self, key: str) -> NowOrLater[str | None]:
        """The text kept under `key`, exactly as it was put there, or None."""
        ...

    def put(self, key: str, value: str) -> NowOrLater[None]:
        """Keeps `value` under `key`, in place of what was there."""
        ...

    def close(self) -> NowOrLater[None]:
        """Lets go of files and connections; the next use takes them up again."""
        ...


class Cached(Layer):
    """A model with a response cache in front of it.

    The same question asked twice at once, in one event loop, is one call: the others wait for its answer, and if it is
    cancelled one of them asks in its place.
    """

    def __init__(self, model: ChatModel, store: AnswerStore, *, mode: CacheMode = "use") -> None:
        """Puts `store` in front of `model`.

        Raises:
            ConfigurationError: there is no such mode.
        """
        super().__init__(model)
        if mode not in get_args(CacheMode):
            raise ConfigurationError(f"no cache mode {mode!r}: there are {', '.join(get_args(CacheMode))}")
        self.store = store
        self.mode: CacheMode = mode
        self._flights: RunVar[dict[str, _Flight]] = RunVar("claimcheck_cached_flights")

    async def prepare(self) -> None:
        """Prepares the model behind it, if it is sure to be asked. Otherwise it gets ready at the first question."""
        if self.mode in ("refresh", "off"):
            await self.model.prepare()

    async def complete(self, request: ChatRequest) -> ChatReply:
        """The kept answer, marked as cached, or that of the model behind it.

        Raises:
            CacheMiss: the mode is `offline`, and no answer is kept.
            ModelError: no answer could be had.
        """
        if self.mode == "off":
            return await self.model.complete(request)
        key = request_key(self.model, request)
        flights = self._flights_here()
        while flight := flights.get(key):
            if shared := await flight.landed():
                if flight.kept:
                    tell(CacheHit(self.name, request.schema_name))
                return shared
        flight = flights[key] = _Flight()
        try:
            return await self._answer(key, request, flight)
        finally:
            del flights[key]
            flight.over.set()

    async def aclose(self) -> None:
        """Closes the model behind it and the store."""
        await _awaited(self.store.close())
        await self.model.aclose()

    async def _answer(self, key: str, request: ChatRequest, flight: _Flight) -> ChatReply:
        kept_as = request_key(self.model, request.mends) if request.mends else key
        if kept := await self._kept(kept_as, request):
            flight.reply, flight.kept = kept, True
            tell(CacheHit(self.name, request.schema_name))
            return kept
        try:
            flight.reply = reply = await self._ask(key, request)
        except ModelError as error:
            flight.error = error
            raise
        flight.over.set()  # who waits for the answer need not wait until it is kept
        if reply.finish == "stop" and accepted(reply, request):
            with anyio.CancelScope(shield=True):  # what was paid for is kept, whoever cancels
                await _awaited(self.store.put(kept_as, _to_json(reply)))
        return reply

    async def _kept(self, key: str, request: ChatRequest) -> ChatReply | None:
        if self.mode == "refresh":
            return None
        kept = await _awaited(self.store.get(key))
        reply = None if kept is None else _from_json(kept)
        return reply if reply and accepted(reply, request) else None

    async def _ask(self, key: str, request: ChatRequest) -> ChatReply:
        if self.mode != "offline":
            return await self.model.complete(request)
        logger.debug("no answer is kept under %s", key)
        raise CacheMiss(
            f"no kept answer of {self.name!r} at {self.endpoint} to this question, and offline nothing is "
            "asked: run it once online with the same options"
        )

    def _flights_here(self) -> dict[str, _Flight]:
        """The calls under way in this event loop: what belongs to one loop cannot be waited for in another."""
        flights = self._flights.get(None)
        if flights is None:
            self._flights.set(flights := {})
        return flights


def request_key(model: ChatModel, request: ChatRequest) -> str:
    """SHA-256, in hexadecimal digits, of everything that can change the answer.

    It is taken of canonical JSON: sorted keys, no white space, ASCII. The schema is in it as the text that is sent,
    since models fill in fields in the order in which the schema names them.
    """
    question: dict[str, object] = {
        "version": _KEY_VERSION,
        "endpoint": model.endpoint,
        "model": model.name,
        "messages": [[message.role, message.content] for message in request.messages],
        "schema": None if request.schema is None else json.dumps(request.schema),
        "schema_name": request.schema_name,
        "max_output_tokens": request.max_output_tokens,
        "temperature": float(request.temperature),
        "seed": request.seed,
        "sample": request.sample,
    }
    if request.likelihoods:
        question["likelihoods"] = True
    canonical = json.dumps(question, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


_KEY_VERSION: Final = 1
"""Goes up when the same question comes to be asked in another way."""


class _Flight:
    """A call under way, for those who wait for the same answer."""

    def __init__(self) -> None:
        self.over = anyio.Event()
        self.reply: ChatReply | None = None
        self.kept = False
        self.error: ModelError | None = None

    async def landed(self) -> ChatReply | None:
        """Its answer, which cost those who waited nothing; None where it was cancelled.

        Raises:
            ModelError: it ended in this error.
        """
        await self.over.wait()
        if self.error:
            raise self.error
        return self.reply and _as_cached(self.reply)


async def _awaited(result: NowOrLater[Result]) -> Result:
    return await result if isinstance(result, Awaitable) else result


def accepted(reply: ChatReply, request: ChatRequest) -> bool:
    """Whether whoever asked takes the reply for an answer."""
    try:
        if request.accept:
            request.accept(reply)
    except AnswerError:
        return False
    return True


def _as_cached(reply: ChatReply) -> ChatReply:
    return replace(reply, cached=True)


def _to_json(reply: ChatReply) -> str:
    kept: dict[str, object] = {
        "text": reply.text,
        "input_tokens": reply.input_tokens,
        "output_tokens": reply.output_tokens,
    }
    if reply.tokens:
        kept["tokens"] = [[token.text, token.logprob] for token in reply.tokens]
    return json.dumps(kept, separators=(",", ":"))


def _from_json(kept: str) -> ChatReply | None:
    """The answer that was kept; None where it is none."""
    try:
        answer = json.loads(kept)
        return ChatReply(
            str(answer["text"]),
            input_tokens=int(answer["input_tokens"]),
            output_tokens=int(answer["output_tokens"]),
            cached=True,
            tokens=tuple(Token(str(text), float(logprob)) for text, logprob in answer.get("tokens", ())),
        )
    except (ValueError, TypeError, KeyError):
        return None
