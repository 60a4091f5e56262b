"""A Pydantic model in, a validated instance out: one question, and one more where the answer does not fit."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Generic, TypeVar, get_origin

from pydantic import BaseModel, ValidationError

from claimcheck.errors import AnswerError
from claimcheck.llm.chat import ChatModel, ChatReply, ChatRequest, JsonSchema, Message
from claimcheck.llm.completions import schema_prompt
from claimcheck.llm.salvage import Found, before_cut, json_in

Answer = TypeVar("Answer", bound=BaseModel)

SAMPLING_TEMPERATURE = 0.7
"""How far the samples after the first may stray from the likeliest answer."""

_ANSWER_SHOWN = 8_000
_ERRORS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Answered(Generic[Answer]):
    """An answer, and the reply that holds it."""

    answer: Answer
    reply: ChatReply

    def likelihood(self, value: str) -> float | None:
        """How likely the model held a string of its answer to be, 0 to 1; None where it did not tell.

        Args:
            value: a string that stands in the answer as a value of its own; its first place counts.
        """
        start = self.reply.text.find(f'"{value}"') + 1
        if not self.reply.tokens or not start:
            return None
        at, logprob = 0, 0.0
        for token in self.reply.tokens:
            if at < start + len(value) and at + len(token.text) > start:
                logprob += token.logprob
            at += len(token.text)
        return min(math.exp(logprob), 1.0)


async def ask(
    model: ChatModel, messages: Sequence[Message], answer: type[Answer], *, shared_messages: int = 0, sample: int = 0
) -> Answer:
    """Asks a model for an instance of `answer`: see `ask_aloud`.

    Raises:
        EndpointError: no answer could be had.
        AnswerError: an answer came, and it is cut off, refused or not what the schema asks for.
    """
    return (await ask_aloud(model, messages, answer, shared_messages=shared_messages, sample=sample)).answer


async def ask_aloud(
    model: ChatModel,
    messages: Sequence[Message],
    answer: type[Answer],
    *,
    shared_messages: int = 0,
    likelihoods: bool = False,
    sample: int = 0,
) -> Answered[Answer]:
    """Asks a model for an instance of `answer`.

    An answer that does not fit is shown to the model once, with what is wrong with it: `ask` makes two requests
    at most. One that was cut off, refused or withheld would only end the same way, and is not asked for again.

    Args:
        model: who is asked.
        messages: the conversation, the question last.
        answer: a flat wire model: enums, strings, numbers, lists and other flat models.
        shared_messages: how many leading messages other questions of this kind begin with too.
        likelihoods: whether the model should tell how likely it held each word, if it can.
        sample: which of several answers to this question; the first, 0, is the likeliest one.

    Raises:
        EndpointError: no answer could be had.
        AnswerError: an answer came, and it is cut off, refused or not what the schema asks for.
    """
    request = ChatRequest(
        messages=tuple(messages),
        schema=_schema_of(answer),
        schema_name=answer.__name__,
        max_output_tokens=model.profile.max_output_tokens,
        temperature=SAMPLING_TEMPERATURE if sample else 0.0,
        sample=sample,
        shared_messages=shared_messages,
        likelihoods=likelihoods,
        accept=lambda reply: read(reply, answer, asked=messages),
    )
    reply = await model.complete(request)
    try:
        return Answered(read(reply, answer, asked=messages), reply)
    except AnswerError as error:
        if reply.finish != "stop":
            raise
        told = (*request.messages, *_objection(reply, str(error), request))
        repair = replace(request, messages=told, mends=request)
    reply = await model.complete(repair)
    return Answered(read(reply, answer, asked=messages), reply)


@cache
def _schema_of(answer: type[BaseModel]) -> JsonSchema:
    return answer.model_json_schema()


def read(reply: ChatReply, answer: type[Answer], *, asked: Sequence[Message] = ()) -> Answer:
    """The instance that a reply holds, whatever stands round it.

    Args:
        reply: what the model said.
        answer: what it should hold.
        asked: the conversation it answers. JSON that stands in prose, and word for word in what was asked, is a
            quotation from the article or the prompt, not an answer.

    Raises:
        AnswerError: the reply holds none, or several that differ; the message says what is wrong. One that was cut off
            holds one if it is a list and some items of it are whole.
    """
    if reply.finish in _WITHHELD:
        raise AnswerError(_WITHHELD[reply.finish])
    try:
        return answer.model_validate_json(reply.text)
    except ValidationError:
        if reply.finish == "length":
            return _kept_of_cut(reply, answer)
    if not reply.text.strip():
        raise AnswerError("the answer is empty")
    return _only_fit(json_in(reply.text), answer, asked)


def _kept_of_cut(reply: ChatReply, answer: type[Answer]) -> Answer:
    """What an answer that is one list holds before it was cut off; a small model that repeats itself never ends it."""
    try:
        return answer.model_validate_json(before_cut(reply.text) or "")
    except ValidationError:
        raise AnswerError(f"the answer was cut off after {reply.output_tokens or 'too many'} tokens") from None


def _only_fit(found: list[Found], answer: type[Answer], asked: Sequence[Message]) -> Answer:
    fits: list[Answer] = []
    misfits: list[str] = []
    for one in found:
        if not one.alone and any(one.text in message.content for message in asked):
            misfits.append("the answer only quotes JSON from the question")
            continue
        try:
            fit = answer.model_validate_json(json.dumps(_as_object(one.value, answer)))
        except ValidationError as error:
            misfits.append(f"the answer does not fit the schema: {_told(error)}")
        except RecursionError:
            misfits.append("the answer's JSON nests too deep")
        else:
            fits += [fit] if fit not in fits else []
    if not fits:
        raise AnswerError(misfits[0])
    if len(fits) > 1:
        raise AnswerError(f"the answer holds {len(fits)} different JSON objects that fit, and only one was asked for")
    return fits[0]


def _as_object(value: dict[str, object] | list[object], answer: type[BaseModel]) -> object:
    """The value, or, where a bare list came and an object with one list in it was asked for, that object."""
    fields = list(answer.model_fields.items())
    if isinstance(value, list) and len(fields) == 1:
        name, only = fields[0]
        if get_origin(only.annotation) is list:
            return {only.alias or name: value}
    return value


def _told(error: ValidationError) -> str:
    """What is wrong, place by place: "claims.0.kind: Input should be 'event' or 'quantity'"."""
    errors = error.errors(include_url=False, include_input=False, include_context=False)
    told = [f"{_place(one['loc'], one['type'])}: {one['msg']}" for one in errors[:_ERRORS_SHOWN]]
    if len(errors) > _ERRORS_SHOWN:
        told.append(f"and {len(errors) - _ERRORS_SHOWN} more")
    return "; ".join(told)


def _place(path: tuple[int | str, ...], what: str) -> str:
    """Where in the answer. A key that nobody asked for is not named: the message ends up in a report."""
    known = path[:-1] if what == "extra_forbidden" else path
    return ".".join(map(str, known)) or "the answer"


def _objection(reply: ChatReply, reason: str, request: ChatRequest) -> tuple[Message, Message]:
    shown = reply.text.strip()[:_ANSWER_SHOWN] or "(no answer)"  # some endpoints refuse an empty message
    wanted = schema_prompt(request.schema or {})
    return Message("assistant", shown), Message("user", f"That cannot be used: {reason}.\n\n{wanted}")


_WITHHELD = {
    "refusal": "the model refused to answer",
    "content_filter": "the endpoint's content filter withheld the answer",
}
