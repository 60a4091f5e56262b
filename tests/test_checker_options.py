"""What a checker can be told: cache, budget, price, profile; what it tells: events, log lines, an estimate."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import pickle
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck import Budget, Checker, ConfigurationError, Options, Price, Report
from claimcheck.events import BudgetReached, CallFinished, Event, SentenceDone
from claimcheck.llm.cache import CacheMode
from claimcheck.llm.profiles import FULL, Profile
from fake_model import FakeModel

TEXT = """Bees return to Alnor

The city of Alnor counted 900 hives in June. Two years ago it had 310.

Is it too much? The council will vote in March."""
KEY = "sk-open-sesame-12345"


def check(model: FakeModel, *, cache: CacheMode | None = None, **options: object) -> Report:
    with Checker(model, cache=cache, options=Options(**options)) as checker:
        return checker.check(TEXT)


def told(report: Report) -> dict[str, object]:
    """What a report says of the article."""
    return report.model_dump(include={"sentences", "claims", "coverage"})


class TestCache:
    def test_the_second_time_nothing_is_asked(self) -> None:
        model = FakeModel()

        first, second = check(model, cache="use"), check(model, cache="use")

        assert told(first) == told(second)
        assert (first.usage.calls, first.usage.cached_calls) == (8, 0)
        assert (second.usage.calls, second.usage.cached_calls) == (8, 8)
        assert (second.usage.input_tokens, second.usage.cost_usd) == (0, 0.0)
        assert len(model.requests) == 8

    def test_refreshing_asks_again(self) -> None:
        model = FakeModel()
        check(model, cache="use")

        assert check(model, cache="refresh").usage.cached_calls == 0
        assert len(model.requests) == 16

    def test_offline_gives_the_report_that_was_made_before(self) -> None:
        before = check(FakeModel(), cache="use")
        model = FakeModel()

        assert told(check(model, cache="offline")) == told(before)
        assert model.requests == []
        assert model.prepared == 0

    def test_offline_needs_no_key(self) -> None:
        with Checker("gpt-5-mini", cache="offline") as checker:
            assert checker.check(TEXT).coverage.failed == 4

    def test_offline_without_kept_answers_fails_every_sentence_and_says_why(self) -> None:
        report = check(FakeModel(), cache="offline")

        failed = [sentence.reason for sentence in report.sentences if sentence.outcome == "failed"]
        assert len(failed) == 4
        assert all(reason and "run it once online" in reason for reason in failed)

    def test_a_model_of_your_own_is_not_cached_unless_you_say_so(self, tmp_path: Path) -> None:
        model = FakeModel()

        check(model, cache_path=tmp_path / "answers.sqlite3")
        report = check(model, cache_path=tmp_path / "answers.sqlite3")

        assert report.usage.cached_calls == 0
        assert report.provenance.options["cache"] == "off"
        assert list(tmp_path.iterdir()) == []

    def test_answers_of_one_model_are_not_given_as_anothers(self) -> None:
        class Other(FakeModel):
            name = "fake-2"

        check(FakeModel(), cache="use")

        assert check(Other(), cache="use").usage.cached_calls == 0

    def test_a_model_that_is_named_is_cached(self) -> None:
        with Checker("any", base_url="http://localhost:1/v1") as checker:
            assert "cache='use'" in repr(checker)

    def test_there_is_no_other_mode(self) -> None:
        with pytest.raises(ConfigurationError, match="no cache mode 'sometimes'"):
            Checker(FakeModel(), cache="sometimes")  # type: ignore[arg-type]


class TestBudget:
    def test_what_is_over_it_is_not_asked_and_the_report_says_so(self) -> None:
        model = FakeModel()

        report = check(model, budget=Budget(max_calls=2))

        assert len(model.requests) == 2
        assert report.coverage.failed == 2
        assert not report.complete
        reasons = {sentence.reason for sentence in report.sentences if sentence.outcome == "failed"}
        assert all(reason and reason.startswith("budget reached: 2 calls of 2 calls used") for reason in reasons)
        assert all(claim.rationale and "budget reached" in claim.rationale for claim in report.claims)

    def test_it_holds_for_all_checks_of_a_checker_together(self) -> None:
        with Checker(FakeModel(), options=Options(budget=Budget(max_calls=8))) as checker:
            assert checker.check(TEXT).complete
            assert checker.check(TEXT).coverage.failed == 4

    def test_kept_answers_take_nothing_from_it(self) -> None:
        check(FakeModel(), cache="use")

        assert check(FakeModel(), cache="use", budget=Budget(max_calls=0)).complete

    def test_money_needs_a_price(self) -> None:
        with pytest.raises(ConfigurationError, match="max_cost needs a price"):
            Checker("any", base_url="http://localhost:1/v1", options=Options(budget=Budget(max_cost=1.0)))


class TestUsage:
    def test_the_price_that_is_given_counts(self) -> None:
        assert check(FakeModel(), price=Price(100.0, 1000.0)).usage.cost_usd == pytest.approx(
            8 * (10 * 100 + 2 * 1000) / 1e6
        )

    def test_a_cost_that_nobody_knows_is_none(self) -> None:
        class Remote(FakeModel):
            endpoint = "http://localhost:1/v1"

        assert check(Remote()).usage.cost_usd is None

    def test_a_report_names_the_options_that_count(self) -> None:
        options = check(FakeModel(), cache="refresh", budget=Budget(max_tokens=10**6)).provenance.options

        assert (options["profile"], options["cache"], options["max_tokens"]) == ("compact", "refresh", 10**6)


class TestEstimate:
    @pytest.mark.parametrize("profile", [FakeModel().profile, FULL], ids=["compact", "full"])
    def test_asks_nobody_and_allows_for_what_a_check_takes(self, profile: Profile) -> None:
        model = FakeModel(profile=profile)
        with Checker(model, options=Options(price=Price(1.0, 1.0))) as checker:
            estimate = checker.estimate(TEXT)
            assert (model.requests, model.prepared) == ([], 0)
            usage = checker.check(TEXT).usage

        assert usage.calls <= estimate.calls <= 2 * usage.calls
        assert estimate.input_tokens > 0
        assert estimate.output_tokens > 0
        assert estimate.cost_usd == pytest.approx((estimate.input_tokens + estimate.output_tokens) / 1e6)

    def test_nothing_to_ask_costs_nothing(self) -> None:
        with Checker(FakeModel()) as checker:
            assert checker.estimate("Why?").calls == 0

    def test_an_endpoint_need_not_be_there(self) -> None:
        with Checker("any", base_url="http://localhost:1/v1") as checker:
            estimate = checker.estimate(TEXT)

        assert estimate.calls == 2
        assert estimate.cost_usd is None


class TestProfile:
    def test_says_how_a_named_model_is_talked_to(self) -> None:
        options = Options(profile=replace(FULL, sentences_per_window=1, claims_per_call=1, name="compact"))
        with Checker("any", base_url="http://localhost:1/v1", options=options) as checker:
            assert checker.estimate(TEXT).calls > 8


class TestEvents:
    @staticmethod
    def kinds(heard: list[Event]) -> Counter[str]:
        return Counter(type(event).__name__ for event in heard)

    def test_waiting_and_awaiting_tell_the_same(self) -> None:
        waited: list[Event] = []
        awaited: list[Event] = []
        with Checker(FakeModel()) as checker:
            checker.check(TEXT, on_event=waited.append)
            asyncio.run(checker.acheck(TEXT, on_event=awaited.append))

        timeless = [
            [replace(event, seconds=0.0) if isinstance(event, CallFinished) else event for event in heard]
            for heard in (waited, awaited)
        ]
        assert timeless[0] == timeless[1]
        assert self.kinds(waited) == {"Progress": 6, "SentenceDone": 4, "CallStarted": 8, "CallFinished": 8}

    def test_each_of_several_checks_is_told_of_its_own(self) -> None:
        async def both() -> None:
            await asyncio.gather(
                checker.acheck(TEXT, on_event=first.append), checker.acheck("Hive 7 was sold.", on_event=second.append)
            )

        first: list[Event] = []
        second: list[Event] = []
        with Checker(FakeModel()) as checker:
            asyncio.run(both())

        assert self.kinds(first)["CallFinished"] == 8
        assert self.kinds(second)["CallFinished"] == 2

    def test_a_budget_that_is_reached_is_told(self) -> None:
        heard: list[Event] = []
        with Checker(FakeModel(), options=Options(budget=Budget(max_calls=0))) as checker:
            checker.check(TEXT, on_event=heard.append)

        assert sum(isinstance(event, BudgetReached) for event in heard) == 4
        assert [event.outcome for event in heard if isinstance(event, SentenceDone)] == ["failed"] * 4

    def test_above_debug_no_log_line_holds_a_word_of_the_article(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.INFO, "claimcheck"):
            check(FakeModel(), cache="use")

        lines = [record.getMessage() for record in caplog.records if record.name.startswith("claimcheck")]
        assert len(lines) == 2
        assert not any(word in line for line in lines for word in ("Bees", "Alnor", "hives", "council"))


def copy_of(checker: Checker) -> Checker:
    copy: Checker = pickle.loads(pickle.dumps(checker))  # noqa: S301 (it is our own)
    return copy


def name_and_claims(checker: Checker) -> tuple[str, int]:
    """What a worker does."""
    with checker:
        return repr(checker), len(checker.check(TEXT).claims)


class Portable(FakeModel):
    """A model that can go to another process."""

    def __reduce__(self) -> tuple[type[Portable], tuple[()]]:
        return Portable, ()


class TestPickling:
    def test_a_copy_is_made_as_the_original_was(self) -> None:
        options = Options(budget=Budget(max_calls=8))
        with Checker(Portable(), cache="refresh", options=options) as checker:
            checker.check(TEXT)
            copy = copy_of(checker)

        with copy:
            assert repr(copy) == repr(checker)
            assert copy.check(TEXT).complete  # with a whole budget before it

    def test_it_works_in_another_process(self) -> None:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context) as workers, Checker(Portable()) as checker:
            assert workers.submit(name_and_claims, checker).result() == (repr(checker), 4)

    def test_a_key_from_the_environment_is_not_in_the_pickle(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OPENAI_API_KEY", KEY)

        with Checker("gpt-5-mini") as checker:
            assert KEY.encode() not in pickle.dumps(checker)

    def test_a_key_that_was_given_goes_along_for_the_copy_to_work(self) -> None:
        with Checker("gpt-5-mini", api_key=KEY) as checker, copy_of(checker) as copy:
            assert repr(copy) == "Checker('gpt-5-mini' at https://api.openai.com/v1, cache='use')"

    def test_no_key_or_password_is_shown(self) -> None:
        with Checker("any", base_url="http://ana:sesame@localhost:1/v1", api_key=KEY) as checker:
            assert repr(checker) == "Checker('any' at http://localhost:1/v1, cache='use')"
