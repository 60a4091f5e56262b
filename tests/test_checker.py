"""An article in, a report out, from wherever it is called."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import Article, Checker, ConfigurationError, EndpointError, InputError, Progress, Report
from claimcheck.llm.chat import ChatReply, ChatRequest
from claimcheck.llm.profiles import COMPACT, FULL, Profile
from fake_model import FakeModel, StuckModel, credit, full_verdict, instance_of, line, plain_answer, saying

EXAMPLES = Path(__file__).parents[1] / "examples"
TEXT = """Bees return to Alnor

By Tor Vang

The city of Alnor counted 900 hives in June, Mayor Edda Holm said. Two years ago it had 310.

Is it too much? The council will vote in March.

Read more: What bees eat"""


def check(model: FakeModel, article: str | Article = TEXT) -> Report:
    with Checker(model) as checker:
        return checker.check(article)


def told(report: Report) -> dict[str, object]:
    """What a report says, but for when it was made and how long it took."""
    return report.model_dump(exclude={"usage": {"seconds"}, "provenance": {"created_at"}})


def wait_until(condition: Callable[[], bool]) -> None:
    """Waits for another thread; the test's own time limit ends it."""
    while not condition():
        time.sleep(0.005)


class TestReport:
    def test_gives_every_sentence_its_outcome(self) -> None:
        report = check(FakeModel())

        assert [(sentence.id, sentence.region, sentence.outcome) for sentence in report.sentences] == [
            ("s1", "headline", "claims"),
            ("s2", "boilerplate", "no_claim"),
            ("s3", "body", "claims"),
            ("s4", "body", "claims"),
            ("s5", "body", "no_claim"),
            ("s6", "body", "claims"),
            ("s7", "boilerplate", "no_claim"),
        ]
        assert report.coverage.model_dump() == {"sentences": 7, "with_claims": 4, "no_claim": 3, "failed": 0}
        assert report.complete

    def test_pins_claims_to_the_article(self) -> None:
        claims = ["The city of Alnor counted 900 hives in June."]

        report = check(FakeModel(saying({"900 hives": claims})))

        claim = next(claim for claim in report.claims if claim.text == claims[0])
        assert claim.anchors[0].quote == "The city of Alnor counted 900 hives in June"
        assert claim.sourcing.strength == "on_record"
        assert claim.sourcing.chain[0].source.name == "Edda Holm"

    def test_says_how_it_was_made(self) -> None:
        report = check(FakeModel())

        assert report.provenance.model == "fake-1"
        assert report.provenance.endpoint == "in process"
        assert report.provenance.prompts.keys() == {
            f"compact/{task}.{part}"
            for task in ("extract", "judge")
            for part in ("system.j2", "user.j2", "examples.json")
        }

    def test_counts_what_it_used(self) -> None:
        model = FakeModel(lambda request: ChatReply(plain_answer(request), input_tokens=100, output_tokens=7))

        usage = check(model).usage

        assert (usage.calls, usage.input_tokens, usage.output_tokens) == (8, 800, 56)
        assert len(model.requests) == 8

    def test_counts_answers_from_a_cache_apart(self) -> None:
        usage = check(FakeModel(lambda request: ChatReply(plain_answer(request), cached=True))).usage

        assert usage.calls == usage.cached_calls == 8

    def test_takes_an_article_with_its_name(self) -> None:
        report = check(FakeModel(), Article.of(TEXT, id="bees-1", title="Bees return to Alnor"))

        assert report.article.id == "bees-1"

    def test_a_failed_sentence_is_told_and_not_passed_off_as_whole(self) -> None:
        def answer(request: ChatRequest) -> str:
            if request.schema_name == "SentenceClaims" and "310" in line(request, "Sentence"):
                raise EndpointError("the line went dead")
            return plain_answer(request)

        report = check(FakeModel(answer))

        failed = [sentence for sentence in report.sentences if sentence.outcome == "failed"]
        assert [(sentence.id, sentence.reason) for sentence in failed] == [("s4", "the line went dead")]
        assert report.coverage.failed == 1
        assert not report.complete

    def test_a_full_models_dropped_and_extra_answers_change_nothing_else(self) -> None:
        def answer(request: ChatRequest) -> str:
            if request.schema_name == "WindowClaims":
                return plain_answer(request)
            extra = full_verdict("c99", chain=[credit("Nobody")])
            return json.dumps({"verdicts": [*json.loads(plain_answer(request))["verdicts"][1:], extra]})

        model = FakeModel(answer, profile=FULL)
        report = check(model)

        assert len(report.claims) == 4
        assert [claim.sourcing is None for claim in report.claims] == [True, False, False, False]
        assert len(model.asked("WireVerdicts")) == 2

    @pytest.mark.parametrize("profile", [COMPACT, FULL], ids=["compact", "full"])
    @pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
    def test_the_examples_are_read_whole(self, path: Path, profile: Profile) -> None:
        model = FakeModel(profile=profile)

        report = check(model, path.read_text(encoding="utf-8"))

        assert report.complete
        assert report.sentences[0].region == "headline"
        silent = [sentence for sentence in report.sentences if sentence.outcome == "no_claim"]
        assert all(sentence.region != "body" or sentence.reason == "a question" for sentence in silent)
        assert all(claim.anchors for claim in report.claims)


def test_the_report_tells_what_took_the_text_out_of_a_page() -> None:
    report = check(FakeModel(), Article.of(TEXT, extractor="trafilatura 2.3.1"))

    assert report.provenance.options["extractor"] == "trafilatura 2.3.1"
    assert Report.model_validate_json(report.model_dump_json()) == report
    assert check(FakeModel(), TEXT).provenance.options["extractor"] is None


class TestErrors:
    def test_what_is_no_article_is_refused_before_the_model_is_asked(self) -> None:
        model = FakeModel()

        with pytest.raises(InputError, match="the article is empty"):
            check(model, " \n ")
        with pytest.raises(InputError, match="the article is empty"):
            check(model, Article(text=""))
        with pytest.raises(InputError, match="control character"):
            check(model, Article(text="One.\0"))
        assert model.prepared == 0

    def test_an_article_may_be_longer_than_a_text_if_it_was_made_so(self) -> None:
        text = f"{' ' * 1_000_000}It rained all day."
        with pytest.raises(InputError, match="more than the limit"):
            check(FakeModel(), text)
        assert check(FakeModel(), Article.of(text, max_characters=len(text))).complete

    def test_a_model_that_cannot_be_used_is_told_as_it_is(self) -> None:
        error = ConfigurationError("no weights")

        class Unprepared(FakeModel):
            async def prepare(self) -> None:
                raise error

        with pytest.raises(ConfigurationError) as raised:
            check(Unprepared())
        assert raised.value is error

    def test_no_model_at_all_is_told_when_the_checker_is_made(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CLAIMCHECK_HOME", "/nowhere")

        with pytest.raises(ConfigurationError, match="Three ways out"):
            Checker()


class TestFromAnywhere:
    def test_waiting_or_awaiting_gives_the_same(self) -> None:
        with Checker(FakeModel()) as checker:
            assert told(asyncio.run(checker.acheck(TEXT))) == told(checker.check(TEXT))

    def test_waiting_works_inside_a_running_event_loop(self) -> None:
        async def notebook() -> Report:
            return checker.check(TEXT)

        with Checker(FakeModel()) as checker:
            assert told(asyncio.run(notebook())) == told(checker.check(TEXT))

    def test_awaiting_works_from_one_event_loop_after_another(self) -> None:
        with Checker(FakeModel()) as checker:
            first, second = (told(asyncio.run(checker.acheck(TEXT))) for _ in range(2))

        assert first == second

    def test_awaiting_several_articles_at_once(self) -> None:
        async def gathered() -> list[Report]:
            return await asyncio.gather(*(checker.acheck(f"Hive {number} was sold.") for number in range(9)))

        with Checker(FakeModel()) as checker:
            reports = asyncio.run(gathered())

        assert [report.claims[0].text for report in reports] == [f"Hive {number} was sold." for number in range(9)]
        assert {report.usage.calls for report in reports} == {2}

    def test_waiting_in_several_threads_at_once(self) -> None:
        texts = [f"Hive {number} was sold." for number in range(9)]
        with Checker(FakeModel()) as checker, ThreadPoolExecutor(9) as threads:
            reports = list(threads.map(checker.check, texts))

        assert [report.claims[0].text for report in reports] == texts

    def test_the_model_is_always_asked_in_one_and_the_same_thread(self) -> None:
        seen: set[int] = set()

        class Placed(FakeModel):
            async def complete(self, request: ChatRequest) -> ChatReply:
                seen.add(threading.get_ident())
                return await super().complete(request)

        with Checker(Placed()) as checker, ThreadPoolExecutor(4) as threads:
            list(threads.map(checker.check, [TEXT] * 4))
            checker.check(TEXT)
            asyncio.run(checker.acheck(TEXT))

        assert len(seen) == 1
        assert threading.get_ident() not in seen

    def test_progress_is_told(self) -> None:
        events = []
        with Checker(FakeModel()) as checker:
            checker.check(TEXT, on_event=events.append)

        heard = [event for event in events if isinstance(event, Progress)]
        assert (heard[0].stage, heard[-1].done, heard[-1].total) == ("load", 4, 4)

    def test_a_checker_survives_what_progress_raises(self) -> None:
        def listen(progress: object) -> None:
            raise BrokenPipeError

        with Checker(FakeModel()) as checker:
            with pytest.raises(BrokenPipeError):
                checker.check(TEXT, on_event=listen)
            assert checker.check(TEXT).complete


class TestCancelling:
    def test_an_abandoned_check_stops_the_work(self) -> None:
        model = StuckModel()

        async def give_up() -> None:
            task = asyncio.create_task(checker.acheck(TEXT))
            while model.waiting < 4:
                await asyncio.sleep(0.005)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

        with Checker(model) as checker:
            asyncio.run(give_up())

        assert model.given_up == model.waiting == 4

    def test_an_interrupted_check_stops_the_work(self) -> None:
        model = StuckModel()

        def interrupt() -> None:
            wait_until(lambda: model.waiting == 4)
            os.kill(os.getpid(), signal.SIGINT)

        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs begin with it ignored
        with Checker(model) as checker:
            hand = threading.Thread(target=interrupt)
            hand.start()
            with pytest.raises(KeyboardInterrupt):
                checker.check(TEXT)
            hand.join()
            wait_until(lambda: model.given_up == 4)


def threads() -> list[str]:
    """The threads that checkers started; the one of the model that all tests share is not theirs."""
    names = [thread.name for thread in threading.enumerate()]
    return [name for name in names if name.startswith("claimcheck") and name != "claimcheck-embedded"]


class TestClosing:
    def test_closes_the_model_and_ends_its_thread(self) -> None:
        model = FakeModel()
        checker = Checker(model)
        checker.check(TEXT)

        checker.close()

        assert model.closed == 1
        assert threads() == []

    def test_twice_does_no_harm(self) -> None:
        model = FakeModel()
        checker = Checker(model)
        checker.check(TEXT)

        checker.close()
        checker.close()

        assert model.closed == 1

    def test_a_checker_that_was_never_used_has_nothing_to_close(self) -> None:
        model = FakeModel()

        Checker(model).close()

        assert model.closed == 0
        assert threads() == []

    def test_a_closed_checker_can_be_used_again(self) -> None:
        with Checker(FakeModel()) as checker:
            before = checker.check(TEXT)
            checker.close()
            assert told(checker.check(TEXT)) == told(before)

    def test_a_forgotten_checker_closes_itself(self) -> None:
        model = FakeModel()
        Checker(model).check(TEXT)

        gc.collect()

        assert model.closed == 1
        assert threads() == []

    def test_so_does_one_that_is_forgotten_with_its_work_undone(self) -> None:
        model = StuckModel()

        async def start_and_forget() -> None:
            task = asyncio.create_task(Checker(model).acheck(TEXT))
            while not model.waiting:
                await asyncio.sleep(0.005)
            task.cancel()
            await asyncio.wait([task])

        asyncio.run(start_and_forget())

        wait_until(lambda: gc.collect() >= 0 and model.closed == 1 and threads() == [])
        assert model.given_up == model.waiting

    def test_the_last_to_let_go_of_it_may_be_its_own_thread(self) -> None:
        model = FakeModel()
        checker = Checker(model)
        report = checker._thread.start(checker._run, Article.of(TEXT), None)
        del checker

        assert report.result().complete
        wait_until(lambda: model.closed == 1 and threads() == [])

    def test_a_script_that_forgets_to_close_ends(self, tmp_path: Path) -> None:
        script = tmp_path / "script.py"
        script.write_text(
            f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
            "from claimcheck import Checker\n"
            "from fake_model import FakeModel\n"
            "class Loud(FakeModel):\n"
            "    async def aclose(self): print('closed', flush=True)\n"
            "checker = Checker(Loud())\n"
            "print(len(checker.check('Hive 7 was sold. Hive 8 was not sold.').claims))\n"
        )

        done = subprocess.run(
            [sys.executable, "-W", "error", script],  # not -X dev: on a slow machine asyncio then tells what took long
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

        assert (done.returncode, done.stdout, done.stderr) == (0, "2\nclosed\n", "")


class TestWhateverTheModelSays:
    """Any article, any answers: a report comes out, and its own validators vouch for it."""

    @staticmethod
    def garbling(seed: int, profile: Profile, text: str) -> FakeModel:
        chance = random.Random(seed)  # noqa: S311 (answers, not secrets; drawn in the checker's thread, where hypothesis cannot)
        words = [*text.split(), "x"]
        ids = ["s1", "s2", "s3", "s1.1", "s1.2", "s2.1", "s99"]

        def piece() -> str:
            start = chance.randrange(len(words))
            quoted = " ".join(words[start : start + chance.randrange(9)])
            return chance.choice([quoted, chance.choice(words), chance.choice(ids), "Zoë", "\n\t", "«\u202e»"])

        def answer(request: ChatRequest) -> str:
            if chance.randrange(10) == 0:
                return piece()
            return json.dumps(instance_of(request.schema, chance.randrange, piece))

        return FakeModel(answer, profile=profile)

    @pytest.mark.parametrize("profile", [COMPACT, FULL], ids=["compact", "full"])
    @given(
        text=st.lists(
            st.sampled_from(TEXT.split()) | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8)
        )
        .map(" ".join)
        .filter(str.strip),
        seed=st.integers(0, 2**32),
    )
    @settings(max_examples=60)
    def test_the_report_is_sound(self, profile: Profile, text: str, seed: int) -> None:
        report = check(self.garbling(seed, profile, text), Article(text=text))

        assert Report.model_validate_json(report.model_dump_json()) == report
        covered = {at for sentence in report.sentences for at in range(sentence.start, sentence.end)}
        assert all(at in covered or character.isspace() for at, character in enumerate(text))
        for claim in report.claims:
            assert (claim.sourcing is None) == (claim.verifiability is None) == (claim.confidence is None)
