"""Every sentence past the model, many at once; what fails, fails alone."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from claimcheck.article import Article
from claimcheck.credits import Credits
from claimcheck.errors import ConfigurationError, EndpointError, PromptError
from claimcheck.events import Event, OnEvent, Progress, SentenceDone, heard_by
from claimcheck.llm.chat import ChatReply, ChatRequest
from claimcheck.llm.profiles import COMPACT, FULL
from claimcheck.prompts import Prompts
from claimcheck.reading import Reading, read
from claimcheck.segment import segment
from claimcheck.setting import Setting
from fake_model import FakeModel, StuckModel, line, plain_answer, question, wanted

pytestmark = pytest.mark.anyio

TEXT = """Bees return to Alnor

By Tor Vang

The city of Alnor counted 900 hives in June. Two years ago it had 310. Beekeeper Una Dahl sold six tons of honey.

Is it too much? The council will vote in March.

Read more: What bees eat"""
SETTING = Setting(TEXT, segment(Article.of(TEXT)))
CREDITS = Credits(Article.of(TEXT), SETTING.sentences)
ASKED = ["s1", "s3", "s4", "s5", "s7"]


async def read_text(model: FakeModel, *, on_event: OnEvent | None = None) -> Reading:
    with heard_by(on_event):
        return await read(SETTING, CREDITS, model=model, prompts=Prompts())


def progress_in(heard: list[Event]) -> list[Progress]:
    return [event for event in heard if isinstance(event, Progress)]


async def test_every_sentence_ends_in_a_claim_or_in_silence() -> None:
    judged, silences = await read_text(FakeModel())

    assert [each.claim.draft.sentence_ids for each in judged] == [(name,) for name in ASKED]
    assert {name: silence.reason for name, silence in silences.items()} == {
        "s2": "byline",
        "s6": "a question",
        "s8": "link to another article",
    }


async def test_what_goes_with_the_article_is_asked_about_by_nobody() -> None:
    compact, full = FakeModel(), FakeModel(profile=FULL)

    await read_text(compact)
    await read_text(full)

    asked = [line(request, "Sentence") for request in compact.requests if request.schema_name == "SentenceClaims"]
    assert len(asked) == len(ASKED)
    assert not {"By Tor Vang", "Is it too much?", "Read more: What bees eat"} & set(asked)
    assert [wanted(request) for request in full.requests if request.schema_name == "WindowClaims"] == [ASKED]


async def test_a_failed_call_fails_its_own_sentence_only() -> None:
    def answer(request: ChatRequest) -> str:
        if request.schema_name == "SentenceClaims" and "900 hives" in line(request, "Sentence"):
            raise EndpointError("the line went dead")
        return plain_answer(request)

    judged, silences = await read_text(FakeModel(answer))

    assert [name for name, silence in silences.items() if silence.failed] == ["s3"]
    assert [each.claim.draft.sentence_ids[0] for each in judged] == ["s1", "s4", "s5", "s7"]


async def test_failed_judging_leaves_the_claim_without_verdict() -> None:
    def answer(request: ChatRequest) -> str:
        if request.schema_name == "ClaimReading" and "honey" in question(request):
            raise EndpointError("the line went dead")
        return plain_answer(request)

    judged, _ = await read_text(FakeModel(answer))

    without = [each for each in judged if each.verdict.sourcing is None]
    assert [each.claim.draft.sentence_ids for each in without] == [("s5",)]
    assert without[0].verdict.rationale == "judging failed: the line went dead"


@pytest.mark.parametrize(
    "error",
    [
        ConfigurationError("no such model"),
        PromptError("no such file"),
        EndpointError("the key is wrong", status=401),
        RuntimeError("a bug"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_what_no_other_call_would_survive_ends_the_reading(error: Exception) -> None:
    def answer(request: ChatRequest) -> str:
        raise error

    with pytest.raises(type(error)) as raised:
        await read_text(FakeModel(answer))

    assert raised.value is error


async def test_a_model_that_cannot_be_prepared_is_asked_nothing() -> None:
    class Unprepared(FakeModel):
        async def prepare(self) -> None:
            raise ConfigurationError("no weights")

    model = Unprepared()
    with pytest.raises(ConfigurationError, match="no weights"):
        await read_text(model)
    assert model.requests == []


async def test_without_anything_to_ask_the_model_is_not_even_loaded() -> None:
    setting = Setting("Why? No!", segment(Article.of("Why? No!")))
    model = FakeModel()

    judged, silences = await read(
        setting, Credits(Article.of(setting.text), setting.sentences), model=model, prompts=Prompts()
    )

    assert judged == []
    assert silences.keys() == {"s1", "s2"}
    assert model.prepared == 0


class TestProgress:
    async def test_counts_sentences_as_they_are_read(self) -> None:
        heard: list[Event] = []

        await read_text(FakeModel(), on_event=heard.append)

        assert progress_in(heard) == [Progress("load", 0, 5), *(Progress("read", done, 5) for done in range(6))]

    async def test_counts_a_windows_sentences_together(self) -> None:
        heard: list[Event] = []

        await read_text(FakeModel(profile=replace(FULL, sentences_per_window=3)), on_event=heard.append)

        assert [progress.done for progress in progress_in(heard)] == [0, 0, 3, 5]

    async def test_a_sentence_is_told_with_its_outcome(self) -> None:
        def answer(request: ChatRequest) -> str:
            if "900 hives" in question(request):
                raise EndpointError("the line went dead")
            return plain_answer(request)

        heard: list[Event] = []

        await read_text(FakeModel(answer), on_event=heard.append)

        told = {event.id: event for event in heard if isinstance(event, SentenceDone)}
        assert sorted(told) == ASKED
        assert told["s1"] == SentenceDone("s1", "claims")
        assert told["s3"] == SentenceDone("s3", "failed", "the line went dead")

    async def test_what_it_raises_ends_the_reading(self) -> None:
        def listen(event: Event) -> None:
            if isinstance(event, Progress) and event.done == 2:
                raise BrokenPipeError

        model = FakeModel(profile=replace(COMPACT, in_flight=1))
        with pytest.raises(BrokenPipeError):
            await read_text(model, on_event=listen)
        assert len(model.asked("SentenceClaims")) <= 3


async def test_no_more_windows_are_under_way_than_the_model_takes() -> None:
    class Counting(FakeModel):
        now = most = 0

        async def complete(self, request: ChatRequest) -> ChatReply:
            self.now += 1
            self.most = max(self.most, self.now)
            try:
                return await super().complete(request)
            finally:
                self.now -= 1

    model = Counting(profile=replace(COMPACT, in_flight=2))
    await read_text(model)

    assert model.most == 2


async def test_a_cancelled_reading_stops_every_call() -> None:
    model = StuckModel()
    task = asyncio.create_task(read_text(model))
    while model.waiting < len(ASKED):
        await asyncio.sleep(0)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert model.given_up == len(ASKED)
