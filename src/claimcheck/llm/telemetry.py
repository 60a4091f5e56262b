"""Telemetry: a span for each call, for applications that trace themselves with OpenTelemetry.

Nothing is sent anywhere by this: where the application has not set up a tracer provider there are no spans, and where
it has, they go where it says. OpenTelemetry is not even imported here: an application that traces has imported it.

The names are those of the semantic conventions for generative AI, version 1.37, and stand in this module only:
https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/. What was asked and answered is in no span.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from claimcheck._version import __version__
from claimcheck.errors import EndpointError
from claimcheck.llm.chat import ChatModel, ChatReply, ChatRequest, Layer
from claimcheck.llm.prices import IN_PROCESS

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer

Attribute = str | int | float | tuple[str, ...]

_OPERATION = "chat"


class Traced(Layer):
    """A model whose calls are spans. Place it in front of the retries, so that a question is one span."""

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Answers as the model behind it does."""
        tracer = _tracer()
        if tracer is None:
            return await self.model.complete(request)
        with _span(tracer, self.model, request) as span:
            reply = await self.model.complete(request)
            span.set_attributes(_response_attributes(reply))
            return reply


def _tracer() -> Tracer | None:
    trace = sys.modules.get("opentelemetry.trace")
    return None if trace is None else trace.get_tracer("claimcheck", __version__)


@contextmanager
def _span(tracer: Tracer, model: ChatModel, request: ChatRequest) -> Iterator[Span]:
    from opentelemetry.trace import SpanKind, Status, StatusCode  # noqa: PLC0415 (it is imported already)

    with tracer.start_as_current_span(
        f"{_OPERATION} {model.name}",
        kind=SpanKind.INTERNAL if model.endpoint == IN_PROCESS else SpanKind.CLIENT,
        attributes=_request_attributes(model, request),
        record_exception=False,  # its message may hold an endpoint's own words, and those the article's
        set_status_on_exception=False,
    ) as span:
        try:
            yield span
        except Exception as error:
            status = error.status if isinstance(error, EndpointError) else None
            span.set_attribute("error.type", str(status or type(error).__name__))
            span.set_status(Status(StatusCode.ERROR))
            raise


def _request_attributes(model: ChatModel, request: ChatRequest) -> dict[str, Attribute]:
    attributes: dict[str, Attribute] = {
        "gen_ai.operation.name": _OPERATION,
        "gen_ai.provider.name": "claimcheck" if model.endpoint == IN_PROCESS else "openai",
        "gen_ai.request.model": model.name,
        "gen_ai.request.max_tokens": request.max_output_tokens,
        "gen_ai.request.temperature": request.temperature,
        "gen_ai.output.type": "text" if request.schema is None else "json",
    }
    if request.seed is not None:
        attributes["gen_ai.request.seed"] = request.seed
    return attributes | _server_attributes(model.endpoint)


def _server_attributes(endpoint: str) -> dict[str, Attribute]:
    url = urlsplit(endpoint)
    if not url.hostname:
        return {}
    return {"server.address": url.hostname, "server.port": url.port or (443 if url.scheme == "https" else 80)}


def _response_attributes(reply: ChatReply) -> dict[str, Attribute]:
    attributes: dict[str, Attribute] = {"gen_ai.response.finish_reasons": (reply.finish,)}
    if reply.input_tokens:
        attributes["gen_ai.usage.input_tokens"] = reply.input_tokens
        attributes["gen_ai.usage.output_tokens"] = reply.output_tokens
    return attributes
