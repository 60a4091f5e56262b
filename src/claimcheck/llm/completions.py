"""The chat completions format: a ChatRequest as a request body, a response body as a ChatReply. No I/O."""

from __future__ import annotations

import json
import re

from pydantic import BaseModel, ValidationError

from claimcheck.llm.capabilities import Capabilities
from claimcheck.llm.chat import ChatReply, ChatRequest, FinishReason, JsonSchema, Message
from claimcheck.llm.faults import Fault, is_transient
from claimcheck.llm.strict import strict

Body = dict[str, object]


def body_of(request: ChatRequest, *, model: str, capabilities: Capabilities) -> Body:
    """The body of the request to send, with nothing in it that the endpoint does not take."""
    schema, rung = request.schema, capabilities.rung
    messages = request.messages
    if schema is not None and rung != "json_schema":
        messages = _with_schema(messages, schema)
    body: Body = {
        "model": model,
        "messages": [{"role": message.role, "content": message.content} for message in messages],
    }
    if schema is not None and rung == "json_schema":
        named = {"name": _schema_name(request.schema_name), "schema": strict(schema), "strict": True}
        body["response_format"] = {"type": rung, "json_schema": named}
    elif schema is not None and rung == "json_object":
        body["response_format"] = {"type": rung}
    if capabilities.token_limit:
        body[capabilities.token_limit] = request.max_output_tokens
    if capabilities.temperature:
        body["temperature"] = request.temperature
    if capabilities.seed and request.seed is not None:
        body["seed"] = request.seed
    return body


def schema_prompt(schema: JsonSchema) -> str:
    """The words that ask for an answer that fits a schema, where nothing enforces it."""
    text = json.dumps(strict(schema), ensure_ascii=False, separators=(",", ":"))
    return f"Answer with one JSON object and nothing else. It must fit this JSON Schema:\n{text}"


def reply_in(body: str) -> ChatReply | Fault:
    """What the body of a response with status 200 says.

    An empty text is a reply like any other: whoever asked finds that it does not answer. What is no chat
    completion at all is a fault, and so is one without a choice, or an error that came under status 200.
    """
    try:
        completion = _Completion.model_validate_json(body)
    except ValidationError:
        return Fault(words=body or "nothing", status=200, transient=not body.lstrip().startswith("<"))
    if completion.error:
        return _fault_under_200(completion.error)
    if not completion.choices:
        return Fault(words="there is no choice in it", status=200, transient=True)
    choice = completion.choices[0]
    finish = _finish_of(choice)
    if finish is None:
        return Fault(words="the model broke off with an error", status=200, transient=True)
    return ChatReply(
        text="" if finish in {"refusal", "content_filter"} else choice.message.text,
        finish=finish,
        input_tokens=_count(completion.usage, "prompt_tokens"),
        output_tokens=_count(completion.usage, "completion_tokens"),
    )


def reply_or_fault(fault: Fault) -> ChatReply | Fault:
    """A fault, or the reply that it is: some endpoints say by an error status that a filter withheld the answer."""
    return ChatReply("", finish="content_filter") if fault.code == "content_filter" else fault


class _Function(BaseModel):
    arguments: str | None = None


class _ToolCall(BaseModel):
    function: _Function | None = None


class _Part(BaseModel):
    text: str | None = None


class _Message(BaseModel):
    content: str | list[_Part] | None = None
    refusal: str | None = None
    tool_calls: list[_ToolCall] | None = None

    @property
    def text(self) -> str:
        """What the model said. Where it called a tool that nobody offered, what it said to that."""
        content = self.content
        if isinstance(content, list):
            content = "".join(part.text or "" for part in content)
        calls = self.tool_calls or []
        return content or "".join(call.function.arguments or "" for call in calls[:1] if call.function)


class _Choice(BaseModel):
    message: _Message = _Message()
    finish_reason: str | None = None


class _Completion(BaseModel):
    choices: list[_Choice] | None = None
    usage: object = None
    error: object = None


_FINISHES: dict[str, FinishReason | None] = {
    "length": "length",
    "max_tokens": "length",
    "model_length": "length",
    "content_filter": "content_filter",
    "safety": "content_filter",
    "refusal": "refusal",
    "error": None,
}


def _finish_of(choice: _Choice) -> FinishReason | None:
    """Why the model stopped; None where it broke down. Every other name that endpoints use means that it was done."""
    if choice.message.refusal:
        return "refusal"
    return _FINISHES.get((choice.finish_reason or "stop").lower(), "stop")


def _fault_under_200(error: object) -> Fault:
    message, code = str(error), ""
    if isinstance(error, dict):
        message, code = str(error.get("message") or error), str(error.get("code") or "")
    status = int(code) if re.fullmatch(r"[45]\d\d", code, re.ASCII) else 200
    transient = status == 200 or is_transient(status)
    return Fault(words=message, status=status, code=code, details=str(error), transient=transient)


def _count(usage: object, name: str) -> int:
    count = usage.get(name) if isinstance(usage, dict) else None
    return count if isinstance(count, int) and count > 0 else 0


def _with_schema(messages: tuple[Message, ...], schema: JsonSchema) -> tuple[Message, ...]:
    """The conversation with the schema in its first message, where it is part of what all such requests share."""
    first, *others = messages
    return (Message(first.role, f"{first.content}\n\n{schema_prompt(schema)}"), *others)


def _schema_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "_", name)[:64] or "answer"
