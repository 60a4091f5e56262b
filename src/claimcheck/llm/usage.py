"""What a check used: calls and tokens."""

from __future__ import annotations

from claimcheck.llm.chat import ChatModel, ChatReply, ChatRequest, Layer


class Metered(Layer):
    """A model that counts what goes through it.

    Attributes:
        calls: requests answered, cached ones included.
        cached_calls: requests answered from the response cache.
        input_tokens: tokens that the model read for the others.
        output_tokens: tokens that it wrote for the others.
    """

    def __init__(self, model: ChatModel) -> None:
        super().__init__(model)
        self.calls = self.cached_calls = self.input_tokens = self.output_tokens = 0

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
