"""The embedded model behind an endpoint of its own, for recording cassettes and for trying claimcheck over HTTP.

    python scripts/serve_embedded.py --port 18080

It speaks chat completions as a strict server does. It takes a `response_format` with a JSON Schema and holds the
model to it while it writes. What it does not know it refuses with 400 and names: `json_object`, and every parameter
but those in `TAKEN`, `max_tokens` among them, which OpenAI's reference calls deprecated. Requests that are under way
at the same time are answered in one batch.

A tool for development: it knows no keys, and it is not part of the wheel.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import time
from dataclasses import replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimcheck import ModelError
from claimcheck.llm import grammar
from claimcheck.llm.chat import ChatReply, ChatRequest, Message, Role
from claimcheck.llm.embedded import EmbeddedModel
from claimcheck.llm.grammar import ebnf_of

TAKEN = ("model", "messages", "n", "response_format", "max_completion_tokens", "temperature", "seed")
"""What a request may hold."""

FREE = {"text"}
"""The kinds of `response_format` with which the model writes as it likes."""

MOST_TOKENS = 2048
"""Where an answer is cut off whose request names no limit, and the highest limit that a request may name."""


class Refusal(Exception):  # noqa: N818 (it is what the server answers, not a failure of its own)
    """A request that is not answered, and which part of it is to blame."""

    def __init__(
        self, words: str, *, param: str | None = None, code: str, status: int = HTTPStatus.BAD_REQUEST
    ) -> None:
        super().__init__(words)
        self.status = status
        self.body = {"error": {"message": words, "type": "invalid_request_error", "param": param, "code": code}}


class _Turn(BaseModel):
    role: Role
    content: str


class _Body(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    model: str
    messages: list[_Turn] = Field(min_length=1)
    response_format: dict[str, object] | None = None
    max_completion_tokens: int = Field(default=MOST_TOKENS, ge=1, le=MOST_TOKENS)
    temperature: float = Field(default=0.0, ge=0, le=2)
    seed: int | None = None
    n: Literal[1] = 1


def request_in(body: object, *, name: str) -> ChatRequest:
    """The question that the body of a request puts to the model of that name.

    Raises:
        Refusal: the body holds something that this server does not take.
    """
    if not isinstance(body, dict):
        raise Refusal("The body must be a JSON object.", code="invalid_json")
    for param in body:
        if param not in TAKEN:
            raise Refusal(_unsupported(param), param=param, code="unsupported_parameter")
    try:
        asked = _Body.model_validate(body, strict=False)
    except ValidationError as error:
        first = error.errors()[0]
        param = ".".join(map(str, first["loc"]))
        raise Refusal(f"Invalid '{param}': {first['msg']}.", param=param, code="invalid_value") from None
    if asked.model != name:
        words = f"The model '{asked.model}' does not exist. There is one: '{name}'."
        raise Refusal(words, param="model", code="model_not_found", status=HTTPStatus.NOT_FOUND)
    return ChatRequest(
        messages=tuple(Message(turn.role, turn.content) for turn in asked.messages),
        schema=_schema_in(asked.response_format),
        max_output_tokens=asked.max_completion_tokens,
        temperature=asked.temperature,
        seed=asked.seed,
        shared_messages=len(asked.messages) - 1,  # instructions and examples: others will begin with them too
    )


def _unsupported(param: str) -> str:
    words = f"Unsupported parameter: '{param}' is not supported with this model."
    return f"{words} Use 'max_completion_tokens' instead." if param == "max_tokens" else words


def _schema_in(response_format: dict[str, object] | None) -> dict[str, object] | None:
    if response_format is None or response_format.get("type") in FREE:
        return None
    kind, named = response_format.get("type"), response_format.get("json_schema")
    schema = named.get("schema") if isinstance(named, dict) else None
    if kind != "json_schema" or not isinstance(schema, dict):
        words = (
            f"Invalid 'response_format': '{kind}' is not supported with this model. Use 'json_schema' with a schema."
        )
        raise Refusal(words, param="response_format", code="unsupported_value")
    try:
        ebnf_of(schema)
    except ValueError as error:
        words = f"Invalid schema for 'response_format': {error}"
        raise Refusal(words, param="response_format", code="invalid_schema") from None
    return schema


def completion(reply: ChatReply, *, name: str, number: int) -> dict[str, object]:
    """An answer as chat completions put it."""
    total = reply.input_tokens + reply.output_tokens
    message = {"role": "assistant", "content": reply.text, "refusal": None}
    return {
        "id": f"chatcmpl-{number}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": name,
        "choices": [{"index": 0, "message": message, "finish_reason": reply.finish}],
        "usage": {
            "prompt_tokens": reply.input_tokens,
            "completion_tokens": reply.output_tokens,
            "total_tokens": total,
        },
    }


class _Handler(BaseHTTPRequestHandler):
    """One connection. Each has a thread and an event loop; the engine, which they share, has a thread of its own."""

    protocol_version = "HTTP/1.1"
    model: EmbeddedModel
    most_tokens = MOST_TOKENS
    numbers = itertools.count(1)

    def do_GET(self) -> None:
        if self.path != "/v1/models":
            self._send(HTTPStatus.NOT_FOUND, {"error": {"message": f"There is no {self.path}."}})
            return
        card = {"id": self.model.name, "object": "model", "created": 0, "owned_by": "claimcheck"}
        self._send(HTTPStatus.OK, {"object": "list", "data": [card]})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.path != "/v1/chat/completions":
            self._send(HTTPStatus.NOT_FOUND, {"error": {"message": f"There is no {self.path}."}})
            return
        try:
            self._send(HTTPStatus.OK, self._answer(raw))
        except Refusal as refusal:
            self._send(refusal.status, refusal.body)
        except ModelError as error:
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, {"error": {"message": str(error), "type": "server_error"}})

    def _answer(self, raw: bytes) -> dict[str, object]:
        try:
            body = json.loads(raw)
        except ValueError as error:
            raise Refusal(f"The body is not JSON: {error}.", code="invalid_json") from None
        request = request_in(body, name=self.model.name)
        request = replace(request, max_output_tokens=min(request.max_output_tokens, self.most_tokens))
        reply = asyncio.run(self.model.complete(request))
        return completion(reply, name=self.model.name, number=next(self.numbers))

    def _send(self, status: int, body: dict[str, object]) -> None:
        content = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # as many connections may knock at once as the engine answers at once, and more


def main() -> None:
    """Loads the model, then serves until it is interrupted."""
    parser = argparse.ArgumentParser(description="Serve the embedded model as chat completions.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=18080, help="0 for any that is free")
    parser.add_argument("--most-items", type=int, metavar="N", help="in a list whose schema names no limit")
    parser.add_argument("--most-tokens", type=int, default=MOST_TOKENS, metavar="N", help="where answers are cut off")
    parser.add_argument("--lenient", action="store_true", help="take json_object, and hold the model to nothing there")
    options = parser.parse_args()
    _Handler.most_tokens = options.most_tokens
    FREE.update({"json_object"} if options.lenient else ())
    grammar.MAX_ITEMS = options.most_items or grammar.MAX_ITEMS
    model = EmbeddedModel()
    asyncio.run(model.prepare())
    _Handler.model = model
    with _Server((options.host, options.port), _Handler) as server:
        print(f"{model.name} answers at http://{options.host}:{server.server_port}/v1", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            pass
        finally:
            asyncio.run(model.aclose())


if __name__ == "__main__":
    main()
