"""What a check used: calls and tokens."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimcheck.llm.chat import ChatModel, ChatReply, ChatRequest
from claimcheck.llm.profiles import Profile


@dataclass
class Metered:
    """A model that counts what goes through it. It answers as the model behind it does.

    Attributes:
        calls: requests answered, cached ones included.
        cached_calls: requests answered from the response cache.
        input_tokens: tokens read by the model for the others.
        output_tokens: tokens written by the model for the others.
    """

    model: ChatModel
    calls: int = field(default=0, init=False)
    cached_calls: int = field(default=0, init=False)
    input_tokens: int = field(default=0, init=False)
    output_tokens: int = field(default=0, init=False)

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

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Answers as the model behind it does, and counts."""
        reply = await self.model.complete(request)
        self.calls += 1
        if reply.cached:
            self.cached_calls += 1
        else:
            self.input_tokens += reply.input_tokens
            self.output_tokens += reply.output_tokens
        return reply

    async def aclose(self) -> None:
        """Leaves the model behind it open: others may use it."""
