"""Answers on a Redis server: shared, and never in the way, whatever happens to the server."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import logging
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import Checker, ConfigurationError, Options, Report
from claimcheck.errors import CacheWarning
from claimcheck.llm.chat import ChatReply, ChatRequest
from claimcheck.llm.layers import layered
from claimcheck.llm.shared_cache import MAX_CONNECTIONS, SharedCache
from fake_model import FakeModel, plain_answer
from redis_server import PASSWORD, RedisServer

pytestmark = [pytest.mark.anyio, pytest.mark.enable_socket]

DAY = 24 * 3600.0
TEXT = "The harbour opened on Monday.\n\n" + "\n\n".join(
    f"The board spent {number},000 crowns on quay {number}." for number in range(1, 31)
)


class Clock:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    with RedisServer(tmp_path) as server:
        yield server


def key(name: object) -> str:
    return sha256(repr(name).encode()).hexdigest()


def found(report: Report) -> object:
    """What a report says, apart from how long it took and what it cost."""
    return report.model_dump(exclude={"usage": True, "provenance": {"created_at"}})


class TestKeeping:
    async def test_what_was_put_is_got_and_nothing_else(self, server: RedisServer) -> None:
        cache = SharedCache(server.url)
        await cache.put(key("a"), "one")
        await cache.put(key("b"), "two")
        await cache.put(key("a"), "three")

        assert [await cache.get(key(name)) for name in "abc"] == ["three", "two", None]
        await cache.close()

    async def test_another_process_gets_it_too(self, server: RedisServer) -> None:
        mine, theirs = SharedCache(server.url), SharedCache(server.url)
        await mine.put(key("a"), "one")

        assert await theirs.get(key("a")) == "one"
        await mine.close()
        await theirs.close()

    def test_any_text_comes_back_as_it_was(self, server: RedisServer) -> None:
        @settings(deadline=None, max_examples=50)
        @given(text=st.text(st.characters()))
        def comes_back(text: str) -> None:
            async def there_and_back() -> str | None:
                cache = SharedCache(server.url)
                await cache.put(key(text), text)
                back = await cache.get(key(text))
                await cache.close()
                return back

            assert asyncio.run(there_and_back()) == text

        comes_back()

    async def test_keys_have_a_namespace_and_a_version_and_values_are_json(self, server: RedisServer) -> None:
        cache = SharedCache(server.url)
        await cache.put(key("a"), "«one»")
        await cache.close()

        assert server.keys == [f"claimcheck:1:{key('a')}"]
        kept = json.loads(json.loads(server.say("GET", server.keys[0])))
        assert kept == {"answer": "«one»", "checksum": sha256(f"{key('a')} «one»".encode()).hexdigest()}

    @pytest.mark.parametrize("days", [90.0, 1.0, None])
    async def test_an_answer_expires_where_it_is_asked_to(self, server: RedisServer, days: float | None) -> None:
        cache = SharedCache(server.url, max_age_seconds=None if days is None else days * DAY)
        await cache.put(key("a"), "one")
        await cache.close()

        left = int(server.say("PTTL", server.keys[0])) / 1000
        assert left == -0.001 if days is None else days * DAY - 600 < left <= days * DAY

    @pytest.mark.parametrize(
        "foreign", ["", "one", "[]", "null", "{}", '{"answer": "one"}', b"\xff\xfe".decode("latin")]
    )
    async def test_what_it_did_not_keep_itself_is_not_given(self, server: RedisServer, foreign: str) -> None:
        server.say("SET", f"claimcheck:1:{key('a')}", foreign)
        cache = SharedCache(server.url)

        assert await cache.get(key("a")) is None
        await cache.close()

    async def test_an_answer_that_turns_up_under_another_key_is_not_given(self, server: RedisServer) -> None:
        cache = SharedCache(server.url)
        await cache.put(key("a"), "one")
        server.say("RENAME", f"claimcheck:1:{key('a')}", f"claimcheck:1:{key('b')}")

        assert await cache.get(key("b")) is None
        await cache.close()

    async def test_many_at_once_share_a_few_connections(self, server: RedisServer) -> None:
        cache = SharedCache(server.url)
        async with asyncio.TaskGroup() as tasks:
            for number in range(300):
                tasks.create_task(cache.put(key(number), str(number)))
        kept = await asyncio.gather(*(cache.get(key(number)) for number in range(300)))
        connections = int(server.say("INFO", "stats").partition("total_connections_received:")[2].split()[0])
        await cache.close()

        assert kept == [str(number) for number in range(300)]
        assert connections <= MAX_CONNECTIONS + 1  # that of redis-cli

    def test_it_serves_one_event_loop_after_the_other(self, server: RedisServer) -> None:
        cache = SharedCache(server.url)

        async def there(number: int) -> str | None:
            await cache.put(key(number), str(number))
            kept = await cache.get(key(number))
            await cache.close()
            return kept

        assert [asyncio.run(there(number)) for number in range(3)] == ["0", "1", "2"]


class TestFailing:
    async def test_a_server_that_was_never_there_gives_one_warning(self, server: RedisServer) -> None:
        server.kill()
        cache = SharedCache(server.url, pause=0.0)

        async def use(number: int) -> str | None:
            await cache.put(key(number), "x")
            return await cache.get(key(number))

        with pytest.warns(CacheWarning) as warned:
            kept = [await use(number) for number in range(5)]

        assert kept == [None] * 5
        assert len(warned) == 1
        said = str(warned[0].message)
        assert said.startswith(f"the shared cache {server.address} cannot be used (")
        assert said.endswith("): every question is asked anew until it can")

    async def test_it_is_used_again_when_it_comes_back(
        self, server: RedisServer, caplog: pytest.LogCaptureFixture
    ) -> None:
        clock = Clock()
        cache = SharedCache(server.url, pause=10.0, now=clock)
        server.kill()
        with pytest.warns(CacheWarning, match="cannot be used"):
            await cache.put(key("a"), "one")
        server.start()

        await cache.put(key("a"), "one")
        assert server.keys == []  # it is left alone for a while
        clock.time += 10
        with caplog.at_level(logging.INFO):
            await cache.put(key("a"), "one")
            assert await cache.get(key("a")) == "one"

        assert f"the shared cache {server.address} is used again" in caplog.messages
        await cache.close()

    async def test_a_restart_between_two_questions_is_not_even_noticed(self, server: RedisServer) -> None:
        cache = SharedCache(server.url)
        await cache.put(key("a"), "one")
        server.kill()
        server.start()

        await cache.put(key("b"), "two")

        assert await cache.get(key("b")) == "two"
        await cache.close()

    async def test_a_server_that_hangs_is_given_up_and_one_question_at_a_time_tries_it_again(
        self, server: RedisServer
    ) -> None:
        clock = Clock()
        cache = SharedCache(server.url, timeout=0.2, pause=10.0, now=clock)
        server.freeze()
        with pytest.warns(CacheWarning, match=r"no answer within 0\.2 seconds"):
            assert await asyncio.gather(*(cache.get(key(number)) for number in range(100))) == [None] * 100
        clock.time += 10
        server.thaw()

        probe = asyncio.create_task(cache.put(key("a"), "one"))
        await asyncio.sleep(0)
        await cache.put(key("b"), "two")
        await probe

        assert server.keys == [f"claimcheck:1:{key('a')}"]
        await cache.close()

    async def test_it_is_not_blamed_for_an_event_loop_that_is_busy(self, server: RedisServer) -> None:
        cache = SharedCache(server.url, timeout=1.0)
        await cache.put(key("a"), "one")

        asking = asyncio.create_task(cache.get(key("a")))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        time.sleep(1.1)

        assert await asking == "one"
        await cache.close()

    async def test_one_that_has_no_room_is_still_read(self, server: RedisServer) -> None:
        cache = SharedCache(server.url, pause=1000.0)
        await cache.put(key("a"), "one")
        server.say("CONFIG", "SET", "maxmemory", "1")
        with pytest.warns(CacheWarning, match="answers are no longer kept until it can"):
            await cache.put(key("b"), "two")

        assert await cache.get(key("a")) == "one"
        await cache.close()

    async def test_one_that_refuses_the_password_is_as_one_that_is_away(self, server: RedisServer) -> None:
        cache = SharedCache(server.url.replace("s3cret", "wr0ng"))
        with pytest.warns(CacheWarning, match="every question is asked anew") as warned:
            assert await cache.get(key("a")) is None

        assert "wr0ng" not in str(warned[0].message)
        await cache.close()

    async def test_a_question_that_is_cancelled_does_no_harm_to_the_next(self, server: RedisServer) -> None:
        cache = SharedCache(server.url)
        for number in range(20):
            await cache.put(key(number), str(number))
        asking = [asyncio.create_task(cache.get(key(number))) for number in range(20)]
        for task in asking[::2]:
            await asyncio.sleep(0)
            task.cancel()
        kept = await asyncio.gather(*asking, return_exceptions=True)

        assert kept[1::2] == [str(number) for number in range(1, 20, 2)]
        assert [await cache.get(key(number)) for number in range(20)] == [str(number) for number in range(20)]
        await cache.close()


class TestChecking:
    def check(self, url: str | None, model: FakeModel | None = None) -> Report:
        with Checker(model or FakeModel(), cache="use", options=Options(cache_url=url)) as checker:
            return checker.check(TEXT)

    def test_two_checkers_share_their_answers(self, server: RedisServer) -> None:
        first, second = self.check(server.url), self.check(server.url)

        assert first.usage.cached_calls == 0
        assert second.usage.cached_calls == second.usage.calls == first.usage.calls
        assert found(first) == found(second)

    def test_killed_in_the_middle_it_loses_nothing(self, server: RedisServer) -> None:
        def killing(request: ChatRequest) -> str | ChatReply:
            if len(model.requests) >= 40:
                server.kill()
            return plain_answer(request)

        model = FakeModel(killing)
        with pytest.warns(CacheWarning) as warned:
            report = self.check(server.url, model)

        assert len(warned) == 1
        assert report.complete
        assert found(report) == found(self.check(None))

    def test_hanging_in_the_middle_it_loses_nothing(self, server: RedisServer) -> None:
        def freezing(request: ChatRequest) -> str | ChatReply:
            if len(model.requests) >= 40:
                server.freeze()
            return plain_answer(request)

        model = FakeModel(freezing)
        with pytest.warns(CacheWarning, match="no answer within 3 seconds"):
            report = self.check(server.url, model)

        assert report.complete
        assert found(report) == found(self.check(None))

    def test_the_password_is_shown_nowhere(self, server: RedisServer, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        options = Options(cache_url=server.url)
        with Checker(FakeModel(), cache="use", options=options) as checker:
            report = checker.check(TEXT)
        server.kill()
        with pytest.warns(CacheWarning) as warned:
            self.check(server.url)

        shown = [repr(options), repr(checker), report.model_dump_json(), caplog.text, str(warned[0].message)]
        assert not [text for text in shown if "s3cret" in text]
        assert PASSWORD.startswith("s3cret")


class TestChoosing:
    def test_the_environment_may_name_the_server(self, server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CLAIMCHECK_CACHE_URL", server.url)
        with Checker(FakeModel(), cache="use") as checker:
            checker.check("The harbour opened on Monday.")

        assert server.keys

    def test_a_file_that_is_named_goes_before_the_environment(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CLAIMCHECK_CACHE_URL", "redis://127.0.0.1:9/0")
        with Checker(FakeModel(), cache="use", options=Options(cache_path=tmp_path / "answers.sqlite3")) as checker:
            checker.check("The harbour opened on Monday.")

        assert (tmp_path / "answers.sqlite3").exists()

    def test_answers_are_kept_in_one_place(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigurationError, match="leave out cache_path or cache_url"):
            Options(cache_path=tmp_path / "answers.sqlite3", cache_url="redis://localhost")

    @pytest.mark.parametrize(
        "url",
        [
            "localhost:6379",
            "http://:s3cret@localhost",
            "redis://:s3cret/more@localhost:6379/0",
            "redis://:s3cret@localhost:port/0",
            "redis://:s3cret@localhost/0?no_such_setting=1",
            "redis://:s3cret@localhost/0?socket_timeout=soon",
            "redis://:s3cret@localhost/answers",
        ],
    )
    def test_a_url_that_names_no_server_is_refused_without_showing_it(self, url: str) -> None:
        with pytest.raises(ConfigurationError, match="write redis://") as raised:
            layered(FakeModel(), cache="use", options=Options(cache_url=url))

        assert "s3cret" not in str(raised.value)
        assert raised.value.__cause__ is None

    @pytest.mark.parametrize(
        ("url", "address"),
        [
            ("redis://cache.internal", "redis://cache.internal:6379/0"),
            ("rediss://me:s3cret@cache.internal:7000/3", "rediss://cache.internal:7000/3"),
            ("unix:///run/redis.sock?db=2&password=s3cret", "unix:///run/redis.sock?db=2"),
        ],
    )
    def test_its_address_is_the_url_without_user_and_password(self, url: str, address: str) -> None:
        assert SharedCache(url).address == address

    def test_an_age_that_makes_no_sense_is_refused(self) -> None:
        with pytest.raises(ConfigurationError, match="must be more than 0"):
            SharedCache("redis://localhost", max_age_seconds=0)

    def test_without_the_extra_it_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        with pytest.raises(ConfigurationError, match=r"pip install 'claimcheck-llm\[redis\]'"):
            layered(FakeModel(), cache="use", options=Options(cache_url="redis://localhost"))

    def test_where_nothing_is_kept_no_server_is_asked(self) -> None:
        with Checker(FakeModel(), options=Options(cache_url="redis://127.0.0.1:9")) as checker:
            assert checker.check("The harbour opened on Monday.").complete
