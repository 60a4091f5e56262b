"""A server that knows no JSON Schema: llama-cpp-python's. It says so with 500, and takes `json_object`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aldermoor import (
    ALDERMOOR,
    CREDITS,
    FERRY,
    LIBRARY,
    MODEL,
    OPINION,
    SENTENCES,
    SETTING,
    Dated,
    Town,
    assert_sound,
)
from pydantic import BaseModel

from claimcheck import AnswerError, Checker, EndpointError
from claimcheck.extraction import extract
from claimcheck.judging import judge
from claimcheck.llm.capabilities import Capabilities
from claimcheck.llm.chat import Message
from claimcheck.llm.openai import OpenAIModel
from claimcheck.llm.profiles import COMPACT
from claimcheck.llm.retry import Retrying
from claimcheck.llm.structured import ask
from claimcheck.prompts import Prompts

pytestmark = [pytest.mark.vcr, pytest.mark.anyio]

BASE_URL = "http://127.0.0.1:18081/v1"
LEARNT = Capabilities(json_schema=False)


class Story(BaseModel):
    story: str


def model_knowing(capabilities: Capabilities | None) -> OpenAIModel:
    return OpenAIModel(MODEL, base_url=BASE_URL, profile=COMPACT, capabilities=capabilities)


@pytest.fixture
async def fresh() -> AsyncIterator[OpenAIModel]:
    """The model, of whose endpoint nothing is known."""
    model = model_knowing(None)
    yield model
    await model.aclose()


@pytest.fixture
async def known() -> AsyncIterator[OpenAIModel]:
    """The model, of whose endpoint all is known."""
    model = model_knowing(LEARNT)
    yield model
    await model.aclose()


async def test_negotiation(fresh: OpenAIModel) -> None:
    """A JSON Schema refused with 500 and a literal_error; `json_object` taken, with the schema in the prompt"""
    town = await ask(fresh, ALDERMOOR, Town)

    assert town == Town(town="Aldermoor")
    assert fresh.capabilities == LEARNT
    assert fresh.capabilities.rung == "json_object"


async def test_repair(known: OpenAIModel) -> None:
    """JSON that does not fit the schema in the prompt; the model mends it when it is shown why"""
    assert (await ask(known, FERRY, Dated)).day == "2021-03-03"


async def test_whole_check(known: OpenAIModel) -> None:
    """A whole article, all its sentences at once"""
    with Checker(Retrying(known)) as checker:
        report = await checker.acheck(LIBRARY)

    assert_sound(report)
    assert report.provenance.endpoint == BASE_URL
    assert known.capabilities == LEARNT


async def test_extraction(known: OpenAIModel) -> None:
    """One sentence's claims, from the `compact` prompt"""
    drawn = await extract((SENTENCES[4],), SETTING, CREDITS, model=known, prompts=Prompts())

    assert [draft.text for draft in drawn.drafts] == ["The library lent 96,000 books last year."]


async def test_judging(known: OpenAIModel) -> None:
    """One opinion, judged with the `compact` prompt"""
    verdicts = await judge([OPINION], SETTING, CREDITS, model=known, prompts=Prompts())

    verdict = verdicts[OPINION.id]
    assert verdict.verifiability is not None
    assert (verdict.verifiability.status, verdict.verifiability.obstacle) == ("not_checkable", "opinion")


async def test_cut_off(known: OpenAIModel) -> None:
    """An answer cut off at the limit: no repair is asked for"""
    known.profile = replace(COMPACT, max_output_tokens=12)

    with pytest.raises(AnswerError, match="cut off after 12 tokens"):
        await ask(known, [Message("user", "Tell the story of a library in one paragraph.")], Story)


async def test_too_long(known: OpenAIModel) -> None:
    """A request longer than the server's context of 2,048 tokens, refused with 400"""
    with pytest.raises(EndpointError, match="found the request too long"):
        await ask(known, [Message("user", "book " * 2100)], Town)
