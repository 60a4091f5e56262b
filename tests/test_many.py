"""Many articles at once: the same answers as one by one, in bounded memory, over sources without an end."""

from __future__ import annotations

import asyncio
import gc
import itertools
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import aclosing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import Article, Checker, ConfigurationError, EndpointError, InputError, Options, Report, Unchecked
from claimcheck.llm.chat import ChatReply, ChatRequest
from claimcheck.llm.profiles import Profile
from claimcheck.many import under_way, under_way_async
from fake_model import FakeModel, StuckModel, plain_answer

Results = list[Report | Unchecked]
Way = Callable[..., Results]


def blocking(checker: Checker, articles: Iterable[str | Article], **options: object) -> Results:
    return list(checker.check_many(articles, **options))  # type: ignore[arg-type]


def awaited(checker: Checker, articles: Iterable[str | Article], **options: object) -> Results:
    async def all_of_them() -> Results:
        return [result async for result in checker.acheck_many(articles, **options)]  # type: ignore[arg-type]

    return asyncio.run(all_of_them())


def awaited_from_a_stream(checker: Checker, articles: Iterable[str | Article], **options: object) -> Results:
    async def all_of_them() -> Results:
        return [result async for result in checker.acheck_many(streamed(articles), **options)]  # type: ignore[arg-type]

    return asyncio.run(all_of_them())


async def streamed(articles: Iterable[str | Article]) -> AsyncIterator[str | Article]:
    for article in articles:
        await asyncio.sleep(0)
        yield article


WAYS = pytest.mark.parametrize("way", [blocking, awaited, awaited_from_a_stream])
ORDERS = pytest.mark.parametrize("in_order", [True, False], ids=["in order", "as finished"])


def hive(number: int) -> str:
    return f"Hive {number} was sold in May. Its bees went to pier {number} of the harbour."


def hives() -> Iterator[str]:
    return map(hive, itertools.count())


def texts(results: Results) -> list[str]:
    return [result.article.text for result in results if isinstance(result, Report)]


class Slow(FakeModel):
    """A model that takes its time with some articles."""

    def __init__(self, *, in_flight: int = 4) -> None:
        narrow = Profile("compact", 1, 3, 1, 160, in_flight)
        super().__init__(profile=narrow)

    async def complete(self, request: ChatRequest) -> ChatReply:
        for _ in range(30 if "Hive 0 " in request.messages[-1].content else 2):
            await asyncio.sleep(0)
        return await super().complete(request)


class Gathering(Slow):
    """A model that answers nothing until so many questions wait for it together, and knows how many ever did."""

    def __init__(self, questions: int, *, in_flight: int) -> None:
        super().__init__(in_flight=in_flight)
        self.asked_now = self.asked_at_once = 0
        self._questions = questions

    async def complete(self, request: ChatRequest) -> ChatReply:
        self.asked_now += 1
        self.asked_at_once = max(self.asked_at_once, self.asked_now)
        while self.asked_at_once < self._questions:
            await asyncio.sleep(0.001)
        try:
            return await super().complete(request)
        finally:
            self.asked_now -= 1


class LastIsHive0(FakeModel):
    """A model that answers about hive 0 only when so many other questions were answered."""

    def __init__(self, *, questions_of_the_others: int) -> None:
        super().__init__()
        self._left = questions_of_the_others

    async def complete(self, request: ChatRequest) -> ChatReply:
        question = request.messages[-1].content
        if "Hive 0 " in question or "pier 0 " in question:
            while self._left:
                await asyncio.sleep(0.001)
        else:
            self._left -= 1
        return await super().complete(request)


class FirstOnly(StuckModel):
    """A model that answers about hive 0, and about no other."""

    async def complete(self, request: ChatRequest) -> ChatReply:
        question = request.messages[-1].content
        if "Hive 0 " in question or "pier 0 " in question:
            return ChatReply(plain_answer(request))
        return await super().complete(request)


def wait_until(condition: Callable[[], bool]) -> None:
    """Waits for another thread; the test's own time limit ends it."""
    while not condition():
        time.sleep(0.005)


@WAYS
class TestAnswers:
    def test_are_those_of_single_checks_in_the_order_of_the_articles(self, way: Way) -> None:
        articles = [hive(number) for number in range(12)]
        with Checker(Slow()) as checker:
            alone = [checker.check(text) for text in articles]
            together = way(checker, articles)

        said = {"usage": {"seconds"}, "provenance": {"created_at"}}
        assert [report.model_dump(exclude=said) for report in together if isinstance(report, Report)] == [
            report.model_dump(exclude=said) for report in alone
        ]

    def test_come_as_they_are_had_where_that_is_asked_for(self, way: Way) -> None:
        articles = [hive(number) for number in range(6)]
        with Checker(LastIsHive0(questions_of_the_others=5 * 4)) as checker:
            found = texts(way(checker, articles, in_order=False, at_once=6))

        assert sorted(found) == sorted(articles)
        assert found[0] != articles[0], "the slow one is not waited for"

    def test_usage_is_that_of_each_article(self, way: Way) -> None:
        longer = f"{hive(1)} {hive(2)}"
        with Checker(FakeModel()) as checker:
            reports = [report for report in way(checker, [hive(0), longer] * 5) if isinstance(report, Report)]

        assert [report.usage.calls for report in reports] == [4, 8] * 5

    def test_none_come_of_no_articles(self, way: Way) -> None:
        with Checker(FakeModel()) as checker:
            assert way(checker, []) == []


@WAYS
@ORDERS
class TestErrors:
    def test_an_article_that_cannot_be_checked_is_said_in_its_place(self, way: Way, in_order: bool) -> None:
        articles = [hive(0), "", hive(1)]
        with Checker(FakeModel()) as checker:
            results = way(checker, articles, in_order=in_order)

        assert sorted(texts(results)) == [hive(0), hive(1)]
        unchecked = [result for result in results if isinstance(result, Unchecked)]
        assert [(result.article, type(result.error)) for result in unchecked] == [("", InputError)]
        if in_order:
            assert results[1] is unchecked[0]

    def test_a_bug_met_by_one_article_is_no_trouble_to_the_others(self, way: Way, in_order: bool) -> None:
        def stumble(request: ChatRequest) -> str:
            if "Hive 1 " in request.messages[-1].content:
                raise ZeroDivisionError
            return plain_answer(request)

        with Checker(FakeModel(stumble)) as checker:
            results = way(checker, [hive(0), hive(1), hive(2)], in_order=in_order)

        assert sorted(texts(results)) == [hive(0), hive(2)]
        assert [type(each.error) for each in results if isinstance(each, Unchecked)] == [ZeroDivisionError]

    def test_what_would_end_every_check_is_raised(self, way: Way, in_order: bool) -> None:
        def refuse(_: ChatRequest) -> str:
            raise EndpointError("wrong key", status=401)

        with Checker(FakeModel(refuse)) as checker, pytest.raises(EndpointError, match="wrong key"):
            way(checker, hives(), in_order=in_order)

    def test_what_the_source_raises_comes_after_the_reports_before_it(self, way: Way, in_order: bool) -> None:
        model = FakeModel()

        def source() -> Iterator[str]:
            yield from map(hive, range(3))
            raise OSError("the disk is gone")

        with Checker(model) as checker, pytest.raises(OSError, match="the disk is gone"):
            way(checker, source(), in_order=in_order)
        assert len(model.requests) == 3 * 4, "all three were checked"

    def test_a_window_needs_room_for_an_article(self, way: Way, in_order: bool) -> None:
        with Checker(FakeModel()) as checker, pytest.raises(ConfigurationError, match="at_once must be 1 or more"):
            way(checker, [hive(0)], in_order=in_order, at_once=-1)


class TestBackPressure:
    @ORDERS
    def test_a_source_without_an_end_is_read_no_further_ahead_than_asked(self, in_order: bool) -> None:
        read = 0

        def source() -> Iterator[str]:
            nonlocal read
            for text in hives():
                read += 1
                yield text

        with Checker(Slow()) as checker:
            reports = checker.check_many(source(), at_once=5, in_order=in_order)
            for given_out, _ in enumerate(itertools.islice(reports, 40), 1):
                assert read <= given_out + 5
            reports.close()

    @ORDERS
    def test_and_so_is_an_asynchronous_one(self, in_order: bool) -> None:
        read = 0

        async def source() -> AsyncIterator[str]:
            nonlocal read
            for text in hives():
                read += 1
                yield text

        async def look(checker: Checker) -> None:
            given_out = 0
            async with aclosing(checker.acheck_many(source(), at_once=5, in_order=in_order)) as reports:
                async for _ in reports:
                    given_out += 1
                    assert read <= given_out + 5
                    await asyncio.sleep(0.001)  # a slow consumer
                    if given_out == 40:
                        break

        with Checker(Slow()) as checker:
            asyncio.run(look(checker))

    def test_reports_are_given_out_while_the_next_article_is_awaited(self) -> None:
        async def one_and_then_a_long_wait() -> AsyncIterator[str]:
            yield hive(0)
            await asyncio.Event().wait()

        async def first(checker: Checker) -> Report | Unchecked:
            async with aclosing(checker.acheck_many(one_and_then_a_long_wait())) as reports:
                return await anext(reports)

        with Checker(FakeModel()) as checker:
            assert texts([asyncio.run(first(checker))]) == [hive(0)]

    def test_the_model_is_asked_as_much_at_once_as_it_takes_and_no_more(self) -> None:
        model = Gathering(4, in_flight=4)
        with Checker(model) as checker:
            blocking(checker, map(hive, range(20)))
        assert model.asked_at_once == 4

    def test_an_option_says_how_much_that_is(self) -> None:
        model = Gathering(9, in_flight=4)
        with Checker(model, options=Options(in_flight=9)) as checker:
            blocking(checker, map(hive, range(20)))
        assert model.asked_at_once == 9

        with pytest.raises(ConfigurationError, match="in_flight must be 1 or more"):
            Options(in_flight=0)


class TestClosing:
    def test_a_generator_that_is_forgotten_cancels_what_is_under_way(self) -> None:
        model = FirstOnly()
        with Checker(model) as checker:
            reports = checker.check_many(hives(), at_once=3)
            next(reports)
            del reports
            gc.collect()
            wait_until(lambda: model.waiting == model.given_up)

    def test_and_so_does_one_that_is_closed(self) -> None:
        async def look(checker: Checker) -> None:
            async with aclosing(checker.acheck_many(hives(), at_once=3)) as reports:
                await anext(reports)

        model = FirstOnly()
        with Checker(model) as checker:
            asyncio.run(look(checker))
            wait_until(lambda: model.waiting == model.given_up)

    def test_closing_the_checker_ends_the_wait_for_a_report(self) -> None:
        model = StuckModel()
        with Checker(model) as checker:
            reports = checker.check_many(hives(), at_once=3)
            closer = threading.Thread(target=lambda: (wait_until(lambda: bool(model.waiting)), checker.close()))
            closer.start()
            with pytest.raises(CancelledError):
                next(reports)
            closer.join()

    def test_it_works_in_a_running_event_loop_and_from_several_threads(self) -> None:
        async def notebook(checker: Checker) -> Results:
            return blocking(checker, map(hive, range(3)))

        with Checker(Slow()) as checker:
            assert texts(asyncio.run(notebook(checker))) == [hive(number) for number in range(3)]
            found: dict[int, list[str]] = {}

            def work(number: int) -> None:
                found[number] = texts(blocking(checker, map(hive, range(number, number + 10))))

            threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert found == {number: [hive(each) for each in range(number, number + 10)] for number in range(4)}


@given(
    delays=st.lists(st.integers(0, 5), max_size=20),
    at_once=st.integers(1, 6),
    in_order=st.booleans(),
)
@settings(max_examples=60)
def test_every_item_is_given_out_once_whatever_takes_how_long(delays: list[int], at_once: int, in_order: bool) -> None:
    async def work(item: tuple[int, int]) -> int:
        number, delay = item
        for _ in range(delay):
            await asyncio.sleep(0)
        return number

    async def gathered() -> list[int]:
        items = list(enumerate(delays))
        return [each async for each in under_way_async(items, work, at_once=at_once, in_order=in_order)]

    found = asyncio.run(gathered())
    assert (found if in_order else sorted(found)) == list(range(len(delays)))


def test_under_way_takes_items_in_the_thread_of_who_asks() -> None:
    taken_in: set[int] = set()

    def source() -> Iterator[int]:
        for number in range(5):
            taken_in.add(threading.get_ident())
            yield number

    with ThreadPoolExecutor(2) as pool:
        doubled = list(under_way(source(), lambda number: pool.submit(lambda: 2 * number), at_once=2, in_order=True))

    assert doubled == [0, 2, 4, 6, 8]
    assert taken_in == {threading.get_ident()}
