"""What stands between a check and its model, and in which order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import BaseModel

from claimcheck.errors import BudgetExceeded, CacheMiss, EndpointError
from claimcheck.events import BudgetReached, CacheHit, CallFinished, CallStarted, Event, Retry, heard_by
from claimcheck.llm.chat import ChatModel, ChatReply, ChatRequest, Message
from claimcheck.llm.layers import layered
from claimcheck.llm.limits import Budget
from claimcheck.llm.options import Options
from claimcheck.llm.profiles import FULL
from claimcheck.llm.retry import Retrying, RetryPolicy
from claimcheck.llm.structured import ask

pytestmark = pytest.mark.anyio

QUESTION = ChatRequest((Message("user", "Are you there?"),))
BUSY = EndpointError("it is busy (429), said the article", status=429, retryable=True)
QUICK = RetryPolicy(attempts=3, first_wait=0.0)


class Model:
    """A model at an endpoint that gives these answers one after the other, the last one for ever."""

    name = "m"
    profile = FULL

    def __init__(self, *answers: str | EndpointError, endpoint: str = "http://a.example/v1") -> None:
        self.endpoint = endpoint
        self.asked: list[ChatRequest] = []
        self.closed = 0
        self._answers = list(answers)

    async def prepare(self) -> None: ...

    async def complete(self, request: ChatRequest) -> ChatReply:
        self.asked.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, EndpointError):
            raise answer
        return ChatReply(answer, input_tokens=3, output_tokens=2)

    async def aclose(self) -> None:
        self.closed += 1


def options(folder: Path, **others: object) -> Options:
    return Options(cache_path=folder / "answers.sqlite3", retry=QUICK, **others)


async def heard_while_asking(model: ChatModel) -> list[Event]:
    heard: list[Event] = []
    with heard_by(heard.append):
        await model.complete(QUESTION)
    return heard


class TestOrder:
    async def test_a_kept_answer_takes_nothing_from_the_budget(self, tmp_path: Path) -> None:
        model = layered(Model("yes"), cache="use", options=options(tmp_path, budget=Budget(max_calls=1)))

        assert not (await model.complete(QUESTION)).cached
        assert (await model.complete(QUESTION)).cached

    async def test_a_question_that_is_tried_again_is_one_call(self, tmp_path: Path) -> None:
        bare = Model(BUSY, "yes")
        model = layered(bare, options=options(tmp_path, budget=Budget(max_calls=1)))

        assert (await model.complete(QUESTION)).text == "yes"
        assert len(bare.asked) == 2

    async def test_a_model_in_process_is_not_retried(self, tmp_path: Path) -> None:
        bare = Model(BUSY, endpoint="in process")

        with pytest.raises(EndpointError):
            await layered(bare, options=options(tmp_path)).complete(QUESTION)
        assert len(bare.asked) == 1

    async def test_retries_do_not_multiply(self, tmp_path: Path) -> None:
        bare = Model(BUSY)

        with pytest.raises(EndpointError):
            await layered(Retrying(bare, QUICK), options=options(tmp_path)).complete(QUESTION)
        assert len(bare.asked) == QUICK.attempts

    async def test_closing_goes_through_to_the_model(self, tmp_path: Path) -> None:
        bare = Model("yes")

        await layered(bare, cache="use", options=options(tmp_path, budget=Budget(max_calls=1))).aclose()

        assert bare.closed == 1


class TestEvents:
    async def test_a_call(self, tmp_path: Path) -> None:
        started, finished = await heard_while_asking(layered(Model("yes"), options=options(tmp_path)))

        assert started == CallStarted("m", "answer")
        assert isinstance(finished, CallFinished)
        assert finished == CallFinished("m", "answer", finished.seconds, input_tokens=3, output_tokens=2)

    async def test_a_cache_hit(self, tmp_path: Path) -> None:
        model = layered(Model("yes"), cache="use", options=options(tmp_path))
        await model.complete(QUESTION)

        _, hit, finished = await heard_while_asking(model)

        assert hit == CacheHit("m", "answer")
        assert isinstance(finished, CallFinished)
        assert finished.cached

    async def test_a_retry(self, tmp_path: Path) -> None:
        heard = await heard_while_asking(layered(Model(BUSY, "yes"), options=options(tmp_path)))

        assert [event for event in heard if isinstance(event, Retry)] == [Retry(1, 0.0, "429")]

    async def test_a_budget_that_is_reached(self, tmp_path: Path) -> None:
        heard: list[Event] = []
        model = layered(Model("yes"), options=options(tmp_path, budget=Budget(max_calls=0)))

        with heard_by(heard.append), pytest.raises(BudgetExceeded) as raised:
            await model.complete(QUESTION)

        _, reached, finished = heard
        assert reached == BudgetReached(str(raised.value))
        assert isinstance(finished, CallFinished)
        assert finished.error == "BudgetExceeded"

    async def test_what_a_listener_raises_comes_through(self, tmp_path: Path) -> None:
        def listen(event: Event) -> None:
            raise BrokenPipeError

        with heard_by(listen), pytest.raises(BrokenPipeError):
            await layered(Model("yes"), options=options(tmp_path)).complete(QUESTION)


class Answer(BaseModel):
    sound: bool


class TestMended:
    """An answer that the model had to mend is kept as the answer to the question that was asked first."""

    @staticmethod
    async def ask(model: ChatModel) -> Answer:
        return await ask(model, QUESTION.messages, Answer)

    async def test_the_next_time_it_is_there_at_once(self, tmp_path: Path) -> None:
        bare = Model("no JSON", json.dumps({"sound": True}))
        model = layered(bare, cache="use", options=options(tmp_path))

        assert await self.ask(model) == await self.ask(model) == Answer(sound=True)
        assert len(bare.asked) == 2

    async def test_and_so_it_is_offline(self, tmp_path: Path) -> None:
        bare = Model("no JSON", json.dumps({"sound": True}))
        await self.ask(layered(bare, cache="use", options=options(tmp_path)))

        assert await self.ask(layered(bare, cache="offline", options=options(tmp_path))) == Answer(sound=True)

    async def test_refreshing_replaces_it(self, tmp_path: Path) -> None:
        old, new = (Model("no JSON", json.dumps({"sound": sound})) for sound in (True, False))
        await self.ask(layered(old, cache="use", options=options(tmp_path)))

        await self.ask(layered(new, cache="refresh", options=options(tmp_path)))

        assert await self.ask(layered(old, cache="offline", options=options(tmp_path))) == Answer(sound=False)

    async def test_what_could_not_be_mended_is_not_kept(self, tmp_path: Path) -> None:
        bare = Model("no JSON", "no JSON either")
        with pytest.raises(Exception, match="JSON"):
            await self.ask(layered(bare, cache="use", options=options(tmp_path)))

        with pytest.raises(CacheMiss):
            await self.ask(layered(bare, cache="offline", options=options(tmp_path)))
