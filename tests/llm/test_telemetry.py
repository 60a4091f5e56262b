"""Spans: the GenAI names, for applications that trace themselves, and for nobody else."""

from __future__ import annotations

import subprocess
import sys

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from claimcheck import Checker
from claimcheck.errors import EndpointError
from claimcheck.llm.chat import ChatRequest, Message
from claimcheck.llm.telemetry import Traced
from fake_model import FakeModel

pytestmark = pytest.mark.anyio

SECRET = "the mayor's article"
QUESTION = ChatRequest((Message("user", SECRET),), schema={"type": "object"}, max_output_tokens=99)


class Remote(FakeModel):
    endpoint = "http://localhost:8080/v1"


@pytest.fixture
def exporter(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    """What an application sets up."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    return exporter


def everything_in(span: ReadableSpan) -> str:
    return f"{span.name} {dict(span.attributes or {})} {[dict(e.attributes or {}) for e in span.events]} {span.status}"


async def test_a_call_is_a_span_with_the_genai_names(exporter: InMemorySpanExporter) -> None:
    await Traced(Remote(lambda _: f"{{}} {SECRET}")).complete(QUESTION)

    (span,) = exporter.get_finished_spans()
    assert (span.name, span.kind) == ("chat fake-1", SpanKind.CLIENT)
    assert dict(span.attributes or {}) == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "fake-1",
        "gen_ai.request.max_tokens": 99,
        "gen_ai.request.temperature": 0.0,
        "gen_ai.request.seed": 0,
        "gen_ai.output.type": "json",
        "gen_ai.response.finish_reasons": ("stop",),
        "gen_ai.usage.input_tokens": 10,
        "gen_ai.usage.output_tokens": 2,
        "server.address": "localhost",
        "server.port": 8080,
    }
    assert SECRET not in everything_in(span)


async def test_a_failure_is_told_without_the_endpoints_words(exporter: InMemorySpanExporter) -> None:
    def fail(_: ChatRequest) -> str:
        raise EndpointError(f"refused: {SECRET}", status=422)

    with pytest.raises(EndpointError):
        await Traced(Remote(fail)).complete(QUESTION)

    (span,) = exporter.get_finished_spans()
    assert span.status.status_code is StatusCode.ERROR
    assert (span.attributes or {})["error.type"] == "422"
    assert SECRET not in everything_in(span)


def test_calls_hang_on_the_span_that_the_application_is_in(exporter: InMemorySpanExporter) -> None:
    with Checker(FakeModel()) as checker, trace.get_tracer("app").start_as_current_span("nightly run") as run:
        checker.check("Hive 7 was sold.")

    calls = [span for span in exporter.get_finished_spans() if span.name == "chat fake-1"]
    assert len(calls) == 2
    assert {span.parent.span_id for span in calls if span.parent} == {run.get_span_context().span_id}


def test_opentelemetry_is_not_imported_for_an_application_that_does_not_trace() -> None:
    script = (
        f"import sys; sys.path[:0] = {sys.path!r}\n"
        "from claimcheck import Checker\n"
        "from fake_model import FakeModel\n"
        "with Checker(FakeModel()) as checker: checker.check('Hive 7 was sold.')\n"
        "assert not any(name.startswith('opentelemetry') for name in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
