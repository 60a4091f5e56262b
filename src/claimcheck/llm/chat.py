"""What is said to a model and what comes back: ChatRequest, ChatReply, and the ChatModel protocol.

A `ChatModel` is the one seam between claimcheck and the world of models. Whatever answers a request is one:
an endpoint, the embedded model, a cache in front of either, a fake in a test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from claimcheck.llm.profiles import Profile

Role = Literal["system", "user", "assistant"]
FinishReason = Literal["stop", "length", "refusal", "content_filter"]
JsonSchema = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an answer, and how likely the model held it to be.

    Attributes:
        text: the piece.
        logprob: natural logarithm of its probability, before any grammar ruled out others.
    """

    text: str
    logprob: float


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One question to a model.

    Attributes:
        messages: the conversation so far, the question last.
        schema: the JSON Schema that the answer must fit; None for free text.
        schema_name: a name for the schema, letters and underscores, as endpoints ask for one.
        max_output_tokens: where the answer is cut off.
        temperature: 0 for the likeliest answer.
        seed: for endpoints that can repeat a sample.
        sample: which of several samples of the same question this is; it has no part in what is sent.
        shared_messages: how many leading messages other requests of this kind begin with too. A hint for
            prompt caching; it changes no answer.
        accept: raises `AnswerError` on a reply that does not answer the question. What it refuses is not
            worth keeping; it has no part in what is sent.
        likelihoods: whether the reply should tell its `tokens`. A model that cannot leaves them out.
        mends: the question that this one asks again, because its answer was not accepted. An answer to this is
            kept as the answer to that; it has no part in what is sent.
    """

    messages: tuple[Message, ...]
    schema: JsonSchema | None = None
    schema_name: str = "answer"
    max_output_tokens: int = 1024
    temperature: float = 0.0
    seed: int | None = 0
    sample: int = 0
    shared_messages: int = 0
    likelihoods: bool = False
    accept: Callable[[ChatReply], object] | None = field(default=None, compare=False, repr=False)
    mends: ChatRequest | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ChatReply:
    """A model's answer.

    Attributes:
        text: what it said; empty where it refused.
        finish: why it stopped.
        input_tokens: tokens read, as the model counts them; 0 where unknown.
        output_tokens: tokens written.
        cached: whether the answer comes from a response cache and cost nothing.
        tokens: the answer piece by piece, where that was asked for and the model can tell; else empty.
    """

    text: str
    finish: FinishReason = "stop"
    input_tokens: int = 0
    output_tokens: int = 0
    cached: bool = False
    tokens: tuple[Token, ...] = ()


class ChatModel(Protocol):
    """Something that answers chat requests."""

    @property
    def name(self) -> str:
        """The model's name, as the endpoint knows it."""
        ...

    @property
    def endpoint(self) -> str:
        """Where it answers: a base URL, or "in process". Never holds a credential."""
        ...

    @property
    def profile(self) -> Profile:
        """How this model is best talked to."""
        ...

    async def prepare(self) -> None:
        """Does what takes long before the first answer, such as loading. Optional: `complete` does it otherwise.

        Raises:
            ConfigurationError: the model cannot be used as it is set up.
        """
        ...

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Answers one request.

        Raises:
            ModelError: no answer could be had.
        """
        ...

    async def aclose(self) -> None:
        """Lets go of connections, threads and memory. Calling it twice does no harm."""
        ...


class Layer:
    """A model in front of a model: whatever it adds, it has the name, endpoint and profile of the one behind it."""

    def __init__(self, model: ChatModel) -> None:
        self.model = model

    @property
    def name(self) -> str:
        """The name of the model behind it."""
        return self.model.name

    @property
    def endpoint(self) -> str:
        """The endpoint of the model behind it."""
        return self.model.endpoint

    @property
    def profile(self) -> Profile:
        """The profile of the model behind it."""
        return self.model.profile

    @property
    def discount(self) -> float:
        """The discount of the model behind it."""
        return discount_of(self.model)

    async def prepare(self) -> None:
        """Prepares the model behind it."""
        await self.model.prepare()

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Answers as the model behind it does."""
        return await self.model.complete(request)

    async def aclose(self) -> None:
        """Closes the model behind it."""
        await self.model.aclose()


def discount_of(model: ChatModel) -> float:
    """The share of its price that a model lets off, from 0 to 1: its `discount`, if it has one."""
    discount = getattr(model, "discount", 0.0)
    return discount if isinstance(discount, float) else 0.0
