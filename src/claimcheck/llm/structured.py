"""A Pydantic model in, a validated instance out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from claimcheck.errors import AnswerError
from claimcheck.llm.chat import ChatModel, ChatReply, ChatRequest, Message

Answer = TypeVar("Answer", bound=BaseModel)


async def ask(
    model: ChatModel, messages: Sequence[Message], answer: type[Answer], *, shared_messages: int = 0
) -> Answer:
    """Asks a model for an instance of `answer`.

    Args:
        model: who is asked.
        messages: the conversation, the question last.
        answer: a flat wire model: enums, strings, numbers, lists and other flat models.
        shared_messages: how many leading messages other questions of this kind begin with too.

    Raises:
        EndpointError: no answer could be had.
        AnswerError: an answer came, and it is cut off, refused or not what the schema asks for.
    """
    request = ChatRequest(
        messages=tuple(messages),
        schema=answer.model_json_schema(),
        schema_name=answer.__name__,
        max_output_tokens=model.profile.max_output_tokens,
        shared_messages=shared_messages,
        accept=lambda reply: read(reply, answer),
    )
    return read(await model.complete(request), answer)


def read(reply: ChatReply, answer: type[Answer]) -> Answer:
    """The instance that a reply holds.

    Raises:
        AnswerError: the reply holds none.
    """
    if reply.finish != "stop":
        raise AnswerError(_WHY_UNFINISHED[reply.finish])
    try:
        return answer.model_validate_json(reply.text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "the answer"
        raise AnswerError(f"the answer does not fit the schema: {place}: {first['msg']}") from error


_WHY_UNFINISHED = {
    "length": "the answer was cut off at the limit of its length",
    "refusal": "the model refused to answer",
    "content_filter": "the endpoint's content filter withheld the answer",
}
