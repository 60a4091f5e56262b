"""A Pydantic model in, a validated instance out: strict schemas, JSON out of prose, one repair."""

from __future__ import annotations

import json
from contextlib import suppress
from enum import StrEnum
from typing import Literal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from claimcheck.errors import AnswerError, EndpointError
from claimcheck.llm.chat import ChatReply, ChatRequest, FinishReason, Message
from claimcheck.llm.profiles import FULL
from claimcheck.llm.salvage import MAX_DEPTH, json_in
from claimcheck.llm.strict import strict
from claimcheck.llm.structured import ask, read

pytestmark = pytest.mark.anyio


class Kind(StrEnum):
    EVENT = "event"
    QUANTITY = "quantity"


class Claim(BaseModel):
    text: str = Field(max_length=40)
    kind: Kind
    title: str | None


class Claims(BaseModel):
    claims: list[Claim]


class Verdict(BaseModel):
    sound: bool
    reason: str


CLAIM = {"text": "It rained.", "kind": "event", "title": None}
CLAIMS = Claims(claims=[Claim(text="It rained.", kind=Kind.EVENT, title=None)])
RIGHT = json.dumps({"claims": [CLAIM]})
QUESTION = (Message("system", "You list claims."), Message("user", "It rained."))


class Scripted:
    """A model that says what it was told to say, and remembers what it was asked."""

    name = "scripted"
    endpoint = "in a test"
    profile = FULL

    def __init__(self, *replies: ChatReply | str | EndpointError) -> None:
        self._replies = list(replies)
        self.requests: list[ChatRequest] = []

    async def prepare(self) -> None: ...

    async def complete(self, request: ChatRequest) -> ChatReply:
        self.requests.append(request)
        reply = self._replies.pop(0)
        if isinstance(reply, EndpointError):
            raise reply
        return ChatReply(reply) if isinstance(reply, str) else reply

    async def aclose(self) -> None: ...


# Asking


async def test_an_answer_that_fits_comes_back_as_an_instance() -> None:
    model = Scripted(RIGHT)
    assert await ask(model, QUESTION, Claims, shared_messages=1) == CLAIMS
    (request,) = model.requests
    assert request.messages == QUESTION
    assert request.schema == Claims.model_json_schema()
    assert request.schema_name == "Claims"
    assert request.max_output_tokens == FULL.max_output_tokens
    assert request.shared_messages == 1


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("I would rather not use JSON.", "there is no JSON in the answer"),
        ('{"claims": [{"text": "It rained.", "kind": "weather", "title": null}]}', "claims.0.kind: Input should be"),
        ('{"claims": [{"text": "It rained."', "breaks off"),
        ('{"facts": []}', "claims: Field required"),
        ("", "the answer is empty"),
        ("[]x", "there is no JSON"),
    ],
)
async def test_an_answer_that_does_not_fit_is_shown_to_the_model_with_the_reason(wrong: str, reason: str) -> None:
    model = Scripted(wrong, RIGHT)
    assert await ask(model, QUESTION, Claims) == CLAIMS
    first, second = model.requests
    *before, said, objection = second.messages
    assert tuple(before) == first.messages
    assert said == Message("assistant", wrong or "(no answer)")
    assert objection.role == "user"
    assert reason in objection.content
    assert '"required":["claims"]' in objection.content


async def test_an_answer_that_does_not_fit_after_repair_is_an_answer_error_with_the_reason() -> None:
    model = Scripted("What?", '{"claims": "none"}')
    with pytest.raises(AnswerError, match="claims: Input should be a valid array"):
        await ask(model, QUESTION, Claims)
    assert len(model.requests) == 2


@pytest.mark.parametrize(
    ("finish", "reason"),
    [("length", "cut off after 160 tokens"), ("refusal", "refused"), ("content_filter", "content filter")],
)
async def test_what_would_end_the_same_way_again_is_not_asked_again(finish: FinishReason, reason: str) -> None:
    model = Scripted(ChatReply(RIGHT[:-3], finish, output_tokens=160))
    with pytest.raises(AnswerError, match=reason):
        await ask(model, QUESTION, Claims)
    assert len(model.requests) == 1


async def test_a_repair_that_is_cut_off_says_so() -> None:
    model = Scripted("What?", ChatReply('{"cla', "length"))
    with pytest.raises(AnswerError, match="cut off"):
        await ask(model, QUESTION, Claims)


async def test_an_endless_answer_is_shown_in_part() -> None:
    model = Scripted("blah " * 100_000, RIGHT)
    await ask(model, QUESTION, Claims)
    assert len(model.requests[1].messages[-2].content) < 10_000


async def test_an_endpoint_that_fails_is_not_asked_to_repair() -> None:
    model = Scripted(EndpointError("it is down", status=503, retryable=True))
    with pytest.raises(EndpointError):
        await ask(model, QUESTION, Claims)
    assert len(model.requests) == 1


async def test_what_is_worth_keeping_is_what_can_be_read() -> None:
    model = Scripted(RIGHT)
    await ask(model, QUESTION, Claims)
    accept = model.requests[0].accept
    assert accept is not None
    assert accept(ChatReply(RIGHT)) == CLAIMS
    with pytest.raises(AnswerError):
        accept(ChatReply("What?"))


# Reading


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(RIGHT, id="bare"),
        pytest.param(f"\ufeff  {RIGHT}\n", id="byte order mark"),
        pytest.param(f"```json\n{RIGHT}\n```", id="fence"),
        pytest.param(f"```\n{RIGHT}\n```\nI hope this helps!", id="fence and prose"),
        pytest.param(f'Here are the "claims" {{as asked}}:\n\n{RIGHT}\n\nThat\'s all [1].', id="prose"),
        pytest.param(f'<think>Say {{"claims": []}}? No.</think>\n{RIGHT}', id="thoughts"),
        pytest.param(f'[THINK]Say {{"claims": []}}? No.[/THINK]{RIGHT}', id="thoughts in brackets"),
        pytest.param(f'Say {{"claims": []}}? No.\n</think>\n{RIGHT}', id="thoughts that the template opened"),
        pytest.param(f"<thinking>an open {{ brace</thinking>```json\n{RIGHT}\n```", id="thoughts and fence"),
        pytest.param(RIGHT.replace("}]}", ",},\n]\n,}"), id="trailing commas"),
        pytest.param(json.dumps([CLAIM]), id="the bare list"),
        pytest.param(f"```json\n{json.dumps([CLAIM])}\n```", id="the bare list in a fence"),
        pytest.param(f"The claims: {json.dumps([CLAIM])}", id="the bare list in prose"),
        pytest.param(f"{RIGHT}\n{RIGHT}", id="the same twice"),
        pytest.param(f"{json.dumps(Claims.model_json_schema())}\n{RIGHT}", id="after an echo of the schema"),
    ],
)
def test_whatever_stands_round_an_answer_it_is_read(said: str) -> None:
    assert read(ChatReply(said), Claims) == CLAIMS


@pytest.mark.parametrize(
    "text", ["a } b", "{", '"]', "it's \\", "<think>", "</think>", "```", "line\nbreak", "\u2028", ",}", "\\u0041"]
)
def test_what_looks_like_markup_in_a_string_stays_in_it(text: str) -> None:
    said = f"Sure!\n{json.dumps({'sound': True, 'reason': text})}\nDone."
    assert read(ChatReply(said), Verdict) == Verdict(sound=True, reason=text)


def test_a_bare_line_break_in_a_string_is_forgiven() -> None:
    assert read(ChatReply('{"sound": true, "reason": "one\ntwo"}'), Verdict).reason == "one\ntwo"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        pytest.param('{"claims": []} or rather {"claims": [' + json.dumps(CLAIM) + "]}", "2 different", id="two"),
        pytest.param('{"claims": [{"text": "[]", "kind": "eve', "breaks off", id="cut off, with a list inside"),
        pytest.param('{"claims": [' + json.dumps(CLAIM), "breaks off", id="cut off, with an object inside"),
        pytest.param("The list is [] and so on", "no JSON", id="an empty list in prose"),
        pytest.param("<think>What is a claim?", "no answer", id="only thoughts"),
        pytest.param("{'claims': []}", "no JSON", id="Python"),
        pytest.param('{"claims": [NaN]}', "NaN", id="not a number"),
        pytest.param('{"claims" []}', "broken", id="broken"),
        pytest.param("[" * 100_000, "no JSON", id="deep list"),
        pytest.param('{"a":' * (MAX_DEPTH + 1), "deeper", id="deep object"),
        pytest.param('{"a":' * 900 + "1" + "}" * 900, "recursion", id="deep, and whole"),
        pytest.param("42", "no JSON", id="a number"),
        pytest.param('"claims"', "no JSON", id="a string"),
        pytest.param("null", "no JSON", id="null"),
        pytest.param('{"claims": [{"text": "\\ud800", "kind": "event", "title": null}]}', "schema", id="half a pair"),
        pytest.param('{"claims": ' + "9" * 5000 + "}", "limit", id="an endless number"),
    ],
)
def test_what_cannot_be_told_for_sure_is_an_answer_error(said: str, reason: str) -> None:
    with pytest.raises(AnswerError, match=reason):
        read(ChatReply(said), Claims)


def test_json_from_the_article_is_a_quotation_and_not_the_answer() -> None:
    asked = [Message("user", 'The suspect wrote: {"claims": []} and left.')]
    said = 'The article says {"claims": []}, so there is nothing to list.'
    with pytest.raises(AnswerError, match="quotes"):
        read(ChatReply(said), Claims, asked=asked)
    assert read(ChatReply('{"claims": []}'), Claims, asked=asked) == Claims(claims=[])


def test_a_whole_answer_that_reached_the_limit_all_the_same_is_an_answer() -> None:
    assert read(ChatReply(RIGHT + " " * 500, "length"), Claims) == CLAIMS


def test_of_a_list_that_was_cut_off_the_whole_items_are_kept() -> None:
    one, other = json.dumps(CLAIM), json.dumps(CLAIM)[:-3]

    assert read(ChatReply(f'{{"claims": [{one}, {other}', "length"), Claims) == CLAIMS
    with pytest.raises(AnswerError, match="cut off"):
        read(ChatReply(f'{{"claims": [{other}', "length"), Claims)


def test_a_list_is_not_taken_for_an_object_with_more_in_it_than_a_list() -> None:
    with pytest.raises(AnswerError):
        read(ChatReply(json.dumps([{"sound": True, "reason": ""}])), Verdict)


def test_an_error_names_the_places_and_not_the_text() -> None:
    wrong = {"claims": [{"text": "secret " * 9, "kind": "x", "title": 1}] * 4}
    with pytest.raises(AnswerError) as caught:
        read(ChatReply(json.dumps(wrong)), Claims)
    assert "claims.0.text: String should have at most 40 characters; claims.0.kind" in str(caught.value)
    assert "and 7 more" in str(caught.value)
    assert "secret" not in str(caught.value)


# Laws

leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
objects = st.dictionaries(st.text(), values, min_size=1)
prose = st.text(st.characters(exclude_characters="{[<", exclude_categories=["Cs"]))
anything = st.text() | st.text('{}[]",:\\ \n`<>/thinkaj1')


@given(value=objects, before=prose, after=prose, indent=st.sampled_from([None, 2]), escaped=st.booleans())
def test_any_object_comes_back_from_any_prose_without_brackets(
    value: dict[str, object], before: str, after: str, indent: int | None, escaped: bool
) -> None:
    assume(not before.endswith("\\"))
    said = before + json.dumps(value, indent=indent, ensure_ascii=escaped) + after
    assert [found.value for found in json_in(said)] == [value]


@given(value=objects, before=anything, after=anything)
@example(value={"a": 1}, before='{"', after="")
@example(value={"a": 1}, before="</think>", after="</think>")
def test_any_text_at_all_is_read_or_is_an_answer_error(value: dict[str, object], before: str, after: str) -> None:
    try:
        found = json_in(before + json.dumps(value) + after)
    except AnswerError:
        return
    assert found


@given(said=anything)
def test_reading_raises_nothing_but_answer_errors(said: str) -> None:
    with suppress(AnswerError):
        assert isinstance(read(ChatReply(said), Claims), Claims)


@pytest.mark.parametrize(
    "piece", ["{", '{"', '{"a":"', "[{", "```", "\\", '\\"', "<think>", "</think>", "\n", '{"a":1,}']
)
def test_a_text_made_to_be_slow_is_read_once(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No stretch of the text is parsed twice, or handed to the parser more than once as part of the whole."""
    read_by_parser = 0
    loads = json.loads

    def counting(text: str, **options: object) -> object:
        nonlocal read_by_parser
        read_by_parser += len(text)
        return loads(text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("claimcheck.llm.salvage.json.loads", counting)
    text = piece * (60_000 // len(piece))
    with suppress(AnswerError):
        json_in(text)
    assert read_by_parser <= 2 * len(text)


# Strict schemas


def test_a_strict_schema_requires_all_allows_nothing_else_and_keeps_only_what_every_endpoint_knows() -> None:
    assert strict(Claims.model_json_schema()) == {
        "type": "object",
        "properties": {"claims": {"type": "array", "items": {"$ref": "#/$defs/Claim"}}},
        "required": ["claims"],
        "additionalProperties": False,
        "$defs": {
            "Claim": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "kind": {"$ref": "#/$defs/Kind"},
                    "title": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                },
                "required": ["text", "kind", "title"],
                "additionalProperties": False,
            },
            "Kind": {"type": "string", "enum": ["event", "quantity"]},
        },
    }


class Rich(BaseModel):
    """What it is for."""

    default: int = 3
    const: Literal["a"] = Field(description="only a")
    several: Literal["a", "b"] | None = None
    kind: Kind = Field(Kind.EVENT, description="beside a reference")
    counted: list[int] = Field(default_factory=list, min_length=1)


def test_defaults_bounds_and_what_stands_beside_a_reference_go() -> None:
    schema = strict(Rich.model_json_schema())
    assert schema["description"] == "What it is for."
    assert schema["required"] == ["default", "const", "several", "kind", "counted"]
    assert schema["properties"] == {
        "default": {"type": "integer"},
        "const": {"type": "string", "description": "only a", "enum": ["a"]},
        "several": {"anyOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "null"}]},
        "kind": {"$ref": "#/$defs/Kind"},
        "counted": {"type": "array", "items": {"type": "integer"}},
    }


class Tree(BaseModel):
    branches: list[Tree]


def test_a_model_that_holds_itself_has_an_object_at_its_root() -> None:
    schema = strict(Tree.model_json_schema())
    assert schema["type"] == "object"
    assert schema["properties"] == {"branches": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}}


class Loose(BaseModel):
    anything: dict[str, int]


class Whatever(BaseModel):
    anything: list


@pytest.mark.parametrize("model", [Loose, Whatever])
def test_a_schema_that_leaves_keys_or_items_open_cannot_be_strict(model: type[BaseModel]) -> None:
    with pytest.raises(ValueError, match="strict schema"):
        strict(model.model_json_schema())


@pytest.mark.parametrize("model", [Claims, Verdict, Rich, Tree])
def test_a_strict_schema_is_strict_already_and_the_original_is_left_alone(model: type[BaseModel]) -> None:
    original = model.model_json_schema()
    once = strict(original)
    assert strict(once) == once
    assert original == model.model_json_schema()


def test_a_key_that_nobody_asked_for_is_not_repeated_in_the_error() -> None:
    """The message may end up in a report, and the key may be anything: the prompt itself, for one."""

    class Closed(BaseModel, extra="forbid"):
        sound: bool

    with pytest.raises(AnswerError, match="the answer: Extra inputs are not permitted") as told:
        read(ChatReply('{"sound": true, "You list claims.": 1}'), Closed)

    assert "You list" not in str(told.value)
