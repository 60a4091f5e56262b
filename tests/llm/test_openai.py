"""Any OpenAI-compatible endpoint: what is sent, what is learnt from refusals, what is made of answers and faults."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from claimcheck.errors import ConfigurationError, EndpointError
from claimcheck.llm.capabilities import Capabilities
from claimcheck.llm.chat import ChatReply, ChatRequest, Message
from claimcheck.llm.completions import body_of, reply_in
from claimcheck.llm.faults import Fault as Trouble
from claimcheck.llm.faults import retry_after
from claimcheck.llm.negotiation import Negotiation
from claimcheck.llm.openai import NO_KEY, OPENAI_URL, OpenAIModel
from claimcheck.llm.per_loop import PerLoop
from fault_server import LLAMA_CPP_PYTHON, OPAQUE, Body, Fault, FaultServer, Refusal, openai_refusal

pytestmark = [pytest.mark.anyio, pytest.mark.enable_socket]

SCHEMA = {
    "type": "object",
    "title": "Names",
    "properties": {"names": {"type": "array", "items": {"type": "string"}, "maxItems": 9}},
    "required": ["names"],
}
QUESTION = ChatRequest((Message("system", "You list names."), Message("user", "Ada met Alan.")), schema=SCHEMA)
FREE = ChatRequest((Message("user", "Say something."),))


@pytest.fixture(autouse=True)
def no_proxy_on_the_way_to_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def two_names(body: Body) -> str:
    return '{"names": ["Ada", "Alan"]}'


@asynccontextmanager
async def model_at(
    server: FaultServer, *, api_key: str | None = None, capabilities: Capabilities | None = None, timeout: float = 30
) -> AsyncIterator[OpenAIModel]:
    model = OpenAIModel("tiny", base_url=server.base_url, api_key=api_key, capabilities=capabilities, timeout=timeout)
    try:
        yield model
    finally:
        await model.aclose()


def formats_of(server: FaultServer) -> list[str]:
    """The rung of each request that came in."""
    return [one.body.get("response_format", {"type": "text"})["type"] for one in server.requests]


# What is sent


async def test_a_question_is_sent_as_a_chat_completion_and_its_answer_comes_back() -> None:
    with FaultServer(two_names) as server:
        async with model_at(server, api_key="sk-of-a-test") as model:
            reply = await model.complete(QUESTION)
    (received,) = server.requests
    assert reply == ChatReply('{"names": ["Ada", "Alan"]}', "stop", input_tokens=11, output_tokens=7)
    assert received.path == "/v1/chat/completions"
    assert received.headers["authorization"] == "Bearer sk-of-a-test"
    assert received.body == {
        "model": "tiny",
        "messages": [
            {"role": "system", "content": "You list names."},
            {"role": "user", "content": "Ada met Alan."},
        ],
        "max_tokens": 1024,
        "temperature": 0.0,
        "seed": 0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "name": "answer",
                "strict": True,
                "schema": {
                    "type": "object",
                    "properties": {"names": {"type": "array", "items": {"type": "string"}}},
                    "required": ["names"],
                    "additionalProperties": False,
                },
            },
        },
    }


async def test_free_text_is_asked_for_without_a_format() -> None:
    with FaultServer(lambda _: "Something.") as server:
        async with model_at(server) as model:
            assert (await model.complete(FREE)).text == "Something."
    assert formats_of(server) == ["text"]


async def test_an_endpoint_without_keys_is_sent_a_placeholder() -> None:
    with FaultServer(two_names) as server:
        async with model_at(server) as model:
            await model.complete(FREE)
    assert server.requests[0].headers["authorization"] == f"Bearer {NO_KEY}"


async def test_key_and_endpoint_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultServer(two_names) as server:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-from-outside\n")
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        model = OpenAIModel("tiny")
        await model.complete(FREE)
        await model.aclose()
    assert server.requests[0].headers["authorization"] == "Bearer sk-from-outside"


async def test_only_openai_is_told_which_organisation_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-secret")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-secret")
    with FaultServer(two_names) as server:
        async with model_at(server) as model:
            await model.complete(FREE)
    assert "secret" not in str(server.requests[0].headers)


# How it is set up


def test_openai_without_a_key_is_a_configuration_error_that_names_the_ways_out() -> None:
    with pytest.raises(ConfigurationError) as caught:
        OpenAIModel("gpt-5-mini")
    for way_out in ("export OPENAI_API_KEY=", "api_key=", "base_url="):
        assert way_out in str(caught.value)


@pytest.mark.parametrize(
    "base_url", ["localhost:8000/v1", "ftp://me:secret@host/v1", "http://", "http:///v1", "http://host:x", "http://[1"]
)
def test_a_base_url_that_is_none_is_a_configuration_error_that_does_not_repeat_it(base_url: str) -> None:
    with pytest.raises(ConfigurationError, match="http://localhost") as caught:
        OpenAIModel("tiny", base_url=base_url)
    assert "secret" not in str(caught.value)


def test_a_key_with_a_line_break_in_it_is_a_configuration_error_that_does_not_show_it() -> None:
    with pytest.raises(ConfigurationError) as caught:
        OpenAIModel("tiny", api_key="sk-one\nsk-two")
    assert "sk-" not in str(caught.value)


def test_the_endpoint_is_named_without_credentials() -> None:
    model = OpenAIModel("tiny", base_url="https://me:secret@example.org:8443/v1/?token=secret")
    assert model.endpoint == "https://example.org:8443/v1/"


def test_openais_own_endpoint_is_asked_with_the_name_that_all_its_models_take() -> None:
    assert OpenAIModel("gpt-5-mini", api_key="sk-x").capabilities.token_limit == "max_completion_tokens"
    assert OpenAIModel("x", base_url="http://localhost/v1").capabilities.token_limit == "max_tokens"
    assert OpenAIModel("gpt-5-mini", api_key="sk-x").endpoint == OPENAI_URL


def test_the_slow_import_waits_for_the_first_request() -> None:
    code = "import sys, claimcheck.llm.openai, claimcheck.llm.retry; sys.exit('openai' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# What is learnt from refusals


@pytest.mark.parametrize(
    "refusal",
    [
        pytest.param(openai_refusal("response_format"), id="400 with param"),
        pytest.param(openai_refusal("response_format.type"), id="400 with a path in param"),
        pytest.param(LLAMA_CPP_PYTHON, id="llama-cpp-python, 500"),
        pytest.param(
            Refusal(500, '{"error": {"message": "response_format type must be one of text or json_object"}}'), id="500"
        ),
        pytest.param(
            Refusal(422, '{"detail": [{"loc": ["body", "response_format"], "msg": "Extra inputs are not permitted"}]}'),
            id="FastAPI, 422",
        ),
        pytest.param(Refusal(404, '{"error": {"message": "No endpoints support structured outputs"}}'), id="404"),
        pytest.param(OPAQUE, id="400 without a reason"),
        pytest.param(Refusal(415, ""), id="415 without a reason"),
        pytest.param(Refusal(422, "{}"), id="422 without a reason"),
        pytest.param(Refusal(501, "not implemented"), id="501 without a reason"),
    ],
)
async def test_a_refused_schema_goes_into_the_prompt_and_is_not_sent_again(refusal: Refusal) -> None:
    with FaultServer(two_names, refuses={"json_schema": refusal}) as server:
        async with model_at(server) as model:
            first = await model.complete(QUESTION)
            await model.complete(QUESTION)
            assert model.capabilities == Capabilities(json_schema=False)
    assert first.text == two_names({})
    assert formats_of(server) == ["json_schema", "json_object", "json_object"]
    system = server.requests[-1].body["messages"][0]["content"]
    assert system.startswith("You list names.\n\n")
    assert '"required":["names"]' in system


@pytest.mark.parametrize("refusal", [openai_refusal("response_format"), OPAQUE], ids=["named", "without a reason"])
async def test_where_no_format_is_taken_plain_text_is_asked_for(refusal: Refusal) -> None:
    with FaultServer(two_names, refuses={"json_schema": refusal, "json_object": refusal}) as server:
        async with model_at(server) as model:
            await model.complete(QUESTION)
            await model.complete(QUESTION)
    assert formats_of(server) == ["json_schema", "json_object", "text", "text"]
    assert '"required":["names"]' in server.requests[-1].body["messages"][0]["content"]


@pytest.mark.parametrize(
    ("parameter", "refusal"),
    [
        ("temperature", openai_refusal("temperature", "'temperature' does not support 0", code="unsupported_value")),
        ("temperature", Refusal(400, '{"error": "temperature and top_p cannot both be set"}')),
        ("temperature", Refusal(400, "temperature is not taken together with a seed")),
        ("seed", Refusal(422, '{"detail": [{"loc": ["body", "seed"], "msg": "extra fields not permitted"}]}')),
        ("seed", Refusal(400, '{"message": "seed: property is unsupported"}')),
    ],
)
async def test_a_refused_parameter_is_left_out_from_then_on(parameter: str, refusal: Refusal) -> None:
    with FaultServer(two_names, refuses={parameter: refusal}) as server:
        async with model_at(server) as model:
            await model.complete(QUESTION)
            await model.complete(QUESTION)
    assert [parameter in one.body for one in server.requests] == [True, False, False]
    assert formats_of(server) == ["json_schema"] * 3


async def test_the_limit_goes_under_its_other_name_and_then_under_none() -> None:
    older = openai_refusal("", "'max_tokens' is not supported. Use 'max_completion_tokens' instead.")
    newer = Refusal(400, '{"error": {"message": "unknown field max_completion_tokens"}}')
    with FaultServer(two_names, refuses={"max_tokens": older, "max_completion_tokens": newer}) as server:
        async with model_at(server) as model:
            await model.complete(QUESTION)
            assert model.capabilities.token_limit is None
    limits = [{"max_tokens", "max_completion_tokens"} & one.body.keys() for one in server.requests]
    assert limits == [{"max_tokens"}, {"max_completion_tokens"}, set()]


async def test_an_endpoint_that_refuses_all_it_can_is_asked_seven_times_once() -> None:
    everything = ("json_schema", "json_object", "temperature", "seed", "max_tokens", "max_completion_tokens")
    refuses = {part: openai_refusal("response_format" if "json" in part else part) for part in everything}
    with FaultServer(two_names, refuses=refuses) as server:
        async with model_at(server) as model:
            await model.complete(QUESTION)
            assert len(server.requests) == 7
            await model.complete(QUESTION)
            assert len(server.requests) == 8


async def test_what_is_set_by_hand_is_not_tried() -> None:
    known = Capabilities(json_schema=False, seed=False)
    with FaultServer(two_names) as server:
        async with model_at(server, capabilities=known) as model:
            await model.complete(QUESTION)
    assert formats_of(server) == ["json_object"]
    assert "seed" not in server.requests[0].body


async def test_requests_in_flight_at_first_contact_learn_from_each_other() -> None:
    refuses = {"json_schema": openai_refusal("response_format"), "seed": openai_refusal("seed")}
    with FaultServer(two_names, refuses=refuses) as server:
        async with model_at(server) as model:
            replies = await asyncio.gather(*(model.complete(QUESTION) for _ in range(64)))
            contact = len(server.requests)
            await asyncio.gather(*(model.complete(QUESTION) for _ in range(64)))
    assert [reply.text for reply in replies] == [two_names({})] * 64
    assert contact <= 64 * 3
    assert len(server.requests) == contact + 64


async def test_a_refusal_that_asking_for_less_does_not_lift_is_raised_and_teaches_nothing() -> None:
    with FaultServer(two_names, faults=[Fault.BAD_REQUEST] * 3) as server:
        async with model_at(server) as model:
            with pytest.raises(EndpointError, match="400") as caught:
                await model.complete(QUESTION)
            assert model.capabilities == Capabilities()
    assert not caught.value.retryable
    assert len(server.requests) == 3


async def test_of_several_refusals_without_a_reason_the_first_is_raised() -> None:
    refuses = {"json_schema": Refusal(400, "one"), "json_object": Refusal(400, "two"), "seed": Refusal(400, "three")}
    with FaultServer(two_names, refuses=refuses) as server:
        async with model_at(server) as model:
            with pytest.raises(EndpointError, match="one"):
                await model.complete(QUESTION)
    assert formats_of(server) == ["json_schema", "json_object", "text"]


async def test_a_wrong_name_is_told_whatever_was_refused_before_it() -> None:
    refuses = {"max_tokens": openai_refusal("max_tokens"), "max_completion_tokens": Refusal(404, "no such model")}
    with FaultServer(two_names, refuses=refuses) as server:
        async with model_at(server) as model:
            with pytest.raises(EndpointError, match="no such model") as caught:
                await model.complete(QUESTION)
    assert caught.value.refuses_all


async def test_a_fault_that_may_pass_is_raised_whatever_was_refused_before_it() -> None:
    with FaultServer(two_names, refuses={"json_schema": OPAQUE}, faults=[Fault.UNAVAILABLE]) as server:
        async with model_at(server) as model:
            with pytest.raises(EndpointError, match="503") as caught:
                await model.complete(QUESTION)
    assert caught.value.retryable


async def test_a_bad_request_is_no_refusal_of_a_format_that_was_answered_before() -> None:
    with FaultServer(two_names, faults=[None, Fault.BAD_REQUEST]) as server:
        async with model_at(server) as model:
            await model.complete(QUESTION)
            with pytest.raises(EndpointError):
                await model.complete(QUESTION)
            assert model.capabilities == Capabilities()
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "refusal",
    [
        pytest.param(Refusal(404, '{"detail": "Not Found"}'), id="no such address"),
        pytest.param(Refusal(500, '{"error": {"message": "seed corn ran out, temperature rising"}}'), id="a failure"),
        pytest.param(openai_refusal("model", "The model 'tiny' does not exist", code="model_not_found"), id="no model"),
        pytest.param(openai_refusal("messages", "Too long", code="context_length_exceeded"), id="too long"),
    ],
)
async def test_what_is_no_refusal_of_a_part_is_raised_at_once(refusal: Refusal) -> None:
    with FaultServer(two_names, refuses={"json_schema": refusal}) as server:
        async with model_at(server) as model:
            with pytest.raises(EndpointError):
                await model.complete(QUESTION)
            assert model.capabilities == Capabilities()
    assert len(server.requests) == 1


def test_what_one_request_learns_another_under_way_need_not() -> None:
    negotiation = Negotiation(Capabilities())
    sent = negotiation.capabilities
    body = body_of(QUESTION, model="tiny", capabilities=sent)
    no_seed, no_schema = Trouble("", status=400, param="seed"), Trouble("", status=400, param="response_format")
    assert negotiation.after_refusal(no_seed, body, sent) == Capabilities(seed=False)
    assert negotiation.after_refusal(no_schema, body, sent) == Capabilities(seed=False, json_schema=False)


@pytest.mark.parametrize("fault", [Fault.PROSE, Fault.WRONG_SCHEMA])
async def test_an_endpoint_that_ignores_the_schema_twice_running_is_shown_it_in_the_prompt(fault: Fault) -> None:
    with FaultServer(two_names, faults=[fault, None, fault, fault]) as server:
        async with model_at(server) as model:
            for _ in range(5):
                await model.complete(QUESTION)
    assert formats_of(server) == ["json_schema"] * 4 + ["json_object"]


async def test_answers_that_were_cut_off_or_withheld_do_not_count_as_ignoring_the_schema() -> None:
    with FaultServer(two_names, faults=[Fault.LENGTH, Fault.REFUSAL, Fault.CONTENT_FILTER]) as server:
        async with model_at(server) as model:
            for _ in range(4):
                await model.complete(QUESTION)
    assert formats_of(server) == ["json_schema"] * 4


# What is made of answers


@pytest.mark.parametrize(
    ("fault", "reply"),
    [
        (Fault.NULL, ChatReply("", "stop", 11, 7)),
        (Fault.EMPTY, ChatReply("", "stop", 11, 7)),
        (Fault.REFUSAL, ChatReply("", "refusal", 11, 7)),
        (Fault.CONTENT_FILTER, ChatReply("", "content_filter", 11, 7)),
        (Fault.LENGTH, ChatReply('{"names": ["A', "length", 11, 7)),
    ],
)
async def test_an_answer_that_is_none_is_a_reply_that_says_so(fault: Fault, reply: ChatReply) -> None:
    with FaultServer(two_names, faults=[fault]) as server:
        async with model_at(server) as model:
            assert await model.complete(QUESTION) == reply


async def test_tokens_that_are_not_told_are_zero() -> None:
    with FaultServer(two_names, usage=False) as server:
        async with model_at(server) as model:
            reply = await model.complete(QUESTION)
    assert (reply.input_tokens, reply.output_tokens) == (0, 0)


async def test_a_prompt_that_a_content_filter_refuses_is_a_reply_that_says_so() -> None:
    refusal = openai_refusal("prompt", "The response was filtered", code="content_filter")
    with FaultServer(two_names, refuses={"json_schema": refusal}) as server:
        async with model_at(server) as model:
            assert await model.complete(QUESTION) == ChatReply("", "content_filter")


@pytest.mark.parametrize(
    ("choice", "reply"),
    [
        ({"message": {"content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}}, ChatReply("ab")),
        ({"message": {"content": None, "tool_calls": [{"function": {"arguments": "{}"}}]}}, ChatReply("{}")),
        ({"message": {"content": "a"}, "finish_reason": None}, ChatReply("a")),
        ({"message": {"content": "a"}, "finish_reason": "eos"}, ChatReply("a")),
        ({"message": {"content": "a"}, "finish_reason": "MAX_TOKENS"}, ChatReply("a", "length")),
        ({"message": {"content": None}, "finish_reason": "SAFETY"}, ChatReply("", "content_filter")),
        ({"message": {"content": "par"}, "finish_reason": "content_filter"}, ChatReply("", "content_filter")),
        ({}, ChatReply("")),
    ],
)
def test_the_dialects_of_endpoints_are_understood(choice: Body, reply: ChatReply) -> None:
    assert reply_in(json.dumps({"choices": [choice]})) == reply


@pytest.mark.parametrize("usage", [None, "many", [], {"prompt_tokens": None, "completion_tokens": "7"}])
def test_usage_that_makes_no_sense_costs_no_answer(usage: object) -> None:
    body = json.dumps({"choices": [{"message": {"content": "a"}}], "usage": usage})
    assert reply_in(body) == ChatReply("a")


def test_a_choice_that_ended_in_an_error_is_a_fault_that_may_pass() -> None:
    outcome = reply_in(json.dumps({"choices": [{"message": {"content": "hal"}, "finish_reason": "error"}]}))
    assert isinstance(outcome, Trouble)
    assert outcome.transient


# What is made of faults


@pytest.mark.parametrize(
    ("fault", "status", "retryable"),
    [
        (Fault.TOO_MANY, 429, True),
        (Fault.TOO_MANY_WAIT, 429, True),
        (Fault.TIMEOUT, 408, True),
        (Fault.CONFLICT, 409, True),
        (Fault.TOO_EARLY, 425, True),
        (Fault.FAILED, 500, True),
        (Fault.BAD_GATEWAY, 502, True),
        (Fault.UNAVAILABLE, 503, True),
        (Fault.HANG, None, True),
        (Fault.DRIP, None, True),
        (Fault.RESET, None, True),
        (Fault.CLOSE, None, True),
        (Fault.CUT_BODY, None, True),
        (Fault.NO_CHOICES, 200, True),
        (Fault.ERROR_UNDER_200, 503, True),
        (Fault.HTML, 200, False),
        (Fault.UNAUTHORIZED, 401, False),
        (Fault.BAD_REQUEST, 400, False),
    ],
)
async def test_a_fault_is_an_error_that_says_whether_it_may_pass(
    fault: Fault, status: int | None, retryable: bool
) -> None:
    timeout = 0.4 if fault in {Fault.HANG, Fault.DRIP} else 30
    with FaultServer(two_names, faults=[fault] * 3) as server:
        async with model_at(server, timeout=timeout, api_key="sk-of-a-test") as model:
            with pytest.raises(EndpointError) as caught:
                await model.complete(FREE)
    assert (caught.value.status, caught.value.retryable) == (status, retryable)
    assert server.base_url in str(caught.value)
    assert "sk-of-a-test" not in str(caught.value)
    assert len(server.requests) == 1


async def test_the_connection_serves_on_after_each_fault() -> None:
    with FaultServer(two_names, faults=[Fault.RESET, Fault.CUT_BODY, Fault.DRIP, Fault.FAILED]) as server:
        async with model_at(server, timeout=0.4) as model:
            for _ in range(4):
                with pytest.raises(EndpointError):
                    await model.complete(FREE)
            assert (await model.complete(FREE)).text == two_names({})


async def test_nobody_at_home_is_an_error_that_may_pass_and_says_what_to_look_at() -> None:
    with FaultServer(two_names) as server:
        pass
    async with model_at(server) as model:
        with pytest.raises(EndpointError, match="Is it running") as caught:
            await model.complete(FREE)
    assert caught.value.retryable
    assert caught.value.status is None


async def test_a_key_that_an_endpoint_repeats_is_blotted_out() -> None:
    echo = Refusal(401, '{"error": {"message": "Incorrect API key: zq-secret (also sk-abcd**wxyz, Bearer tokenxyz)"}}')
    with FaultServer(two_names, refuses={"seed": echo}) as server:
        async with model_at(server, api_key="zq-secret") as model:
            with pytest.raises(EndpointError) as caught:
                await model.complete(FREE)
    assert not any(part in str(caught.value) for part in ("zq-secret", "abcd", "wxyz", "tokenxyz"))
    assert caught.value.__cause__ is None
    assert "OPENAI_API_KEY" in str(caught.value)


async def test_no_credit_left_is_nothing_to_wait_for() -> None:
    empty = Refusal(429, '{"error": {"message": "You exceeded your current quota", "code": "insufficient_quota"}}')
    with FaultServer(two_names, refuses={"seed": empty}) as server:
        async with model_at(server) as model:
            with pytest.raises(EndpointError, match="credit") as caught:
                await model.complete(FREE)
    assert not caught.value.retryable


async def test_an_error_carries_the_time_to_wait() -> None:
    with FaultServer(two_names, faults=[Fault.TOO_MANY_WAIT], retry_headers={"retry-after": "17"}) as server:
        async with model_at(server) as model:
            with pytest.raises(EndpointError) as caught:
                await model.complete(FREE)
    assert caught.value.retry_after == 17.0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9.0),
        ({"retry-after": "Thu, 01 Jan 1970 00:01:40 GMT"}, 90.0),
        ({"retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "tomorrow"}, None),
    ],
)
def test_the_time_to_wait_is_read_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, now=10.0) == seconds


# Loops, threads, cancellation


async def test_cancelling_a_request_ends_it_and_nothing_else() -> None:
    with FaultServer(two_names, faults=[Fault.HANG]) as server:
        async with model_at(server) as model:
            hanging = asyncio.create_task(model.complete(FREE))
            while not server.requests:
                await asyncio.sleep(0.01)
            hanging.cancel()
            with pytest.raises(asyncio.CancelledError):
                await hanging
            assert (await model.complete(FREE)).text == two_names({})


def test_one_model_serves_many_event_loops() -> None:
    async def once(model: OpenAIModel) -> str:
        try:
            return (await model.complete(FREE)).text
        finally:
            await model.aclose()

    with FaultServer(two_names) as server:
        model = OpenAIModel("tiny", base_url=server.base_url)
        assert [asyncio.run(once(model)) for _ in range(3)] == [two_names({})] * 3


async def test_what_is_bound_to_a_loop_is_made_once_for_each() -> None:
    made: list[object] = []

    def make() -> object:
        made.append(object())
        return made[-1]

    async def get() -> object:
        return things.get()

    things = PerLoop(make)
    here = things.get()
    elsewhere = await asyncio.to_thread(lambda: asyncio.run(get()))
    assert here is not elsewhere
    assert things.get() is here
    assert made == [here, elsewhere]
    assert things.pop() is here
    assert things.pop() is None


async def test_closing_twice_does_no_harm_and_the_model_can_be_used_again() -> None:
    with FaultServer(two_names) as server:
        async with model_at(server) as model:
            await model.complete(FREE)
            await model.aclose()
            await model.aclose()
            assert (await model.complete(FREE)).text == two_names({})
