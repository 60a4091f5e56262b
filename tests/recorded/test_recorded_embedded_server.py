"""A server that holds the model to a JSON Schema: the embedded model behind HTTP (`scripts/serve_embedded.py`).

It refuses `max_tokens`, as OpenAI's reasoning models do.
"""

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

from claimcheck import Checker, EndpointError
from claimcheck.extraction import extract
from claimcheck.judging import judge
from claimcheck.llm.capabilities import Capabilities
from claimcheck.llm.openai import OpenAIModel
from claimcheck.llm.profiles import COMPACT, FULL
from claimcheck.llm.retry import Retrying
from claimcheck.llm.structured import ask
from claimcheck.prompts import Prompts

pytestmark = [pytest.mark.vcr, pytest.mark.anyio]

BASE_URL = "http://127.0.0.1:18080/v1"
LEARNT = Capabilities(max_tokens=False)


@pytest.fixture
async def fresh() -> AsyncIterator[OpenAIModel]:
    """The model, of whose endpoint nothing is known."""
    model = OpenAIModel(MODEL, base_url=BASE_URL, profile=COMPACT)
    yield model
    await model.aclose()


@pytest.fixture
async def known() -> AsyncIterator[OpenAIModel]:
    """The model, of whose endpoint all is known."""
    model = OpenAIModel(MODEL, base_url=BASE_URL, profile=COMPACT, capabilities=LEARNT)
    yield model
    await model.aclose()


async def test_negotiation(fresh: OpenAIModel) -> None:
    """`max_tokens` refused with 400 and sent under its newer name; the JSON Schema taken"""
    town = await ask(fresh, ALDERMOOR, Town)

    assert town == Town(town="Aldermoor")
    assert fresh.capabilities == LEARNT
    assert fresh.capabilities.rung == "json_schema"


async def test_repair(known: OpenAIModel) -> None:
    """An answer that the server's schema allows and ours does not; the model mends it when it is shown why"""
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


async def test_full_window() -> None:
    """A window of one sentence, from the `full` prompt"""
    profile = replace(FULL, max_output_tokens=300)
    model = OpenAIModel(MODEL, base_url=BASE_URL, profile=profile, capabilities=LEARNT)

    drawn = await extract(SENTENCES[1:2], SETTING, CREDITS, model=model, prompts=Prompts())
    await model.aclose()

    assert not drawn.silences
    assert {name for draft in drawn.drafts for name in draft.sentence_ids} == {SENTENCES[1].id}


async def test_unknown_model() -> None:
    """A model's name that the server does not know, refused with 404"""
    model = OpenAIModel("gpt-0", base_url=BASE_URL, profile=COMPACT, capabilities=LEARNT)

    with pytest.raises(EndpointError, match="Check the model's name, 'gpt-0'"):
        await ask(Retrying(model), ALDERMOOR, Town)
    await model.aclose()
