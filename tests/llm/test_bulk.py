"""A bulk run: the reports of an ordinary one, at half the price; nothing submitted twice, and nothing lost."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import signal
import sqlite3
from collections.abc import Sequence
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from bulk_run import ARTICLES, bulk, reports_of, run

from batch_server import STEPS, BatchServer, Body, End
from claimcheck import Budget, Checker, ConfigurationError, EndpointError, Options, Price, Report
from claimcheck.llm.bulk import Limits, Update
from claimcheck.llm.bulk.lines import outcomes_in
from claimcheck.llm.bulk.room import Room
from claimcheck.llm.chat import ChatRequest, Message
from claimcheck.llm.faults import Fault
from claimcheck.llm.openai import OpenAIModel
from claimcheck.llm.profiles import FULL
from fake_model import FakeModel, plain_answer

pytestmark = [pytest.mark.enable_socket, pytest.mark.anyio]


PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    ["bulk_run", "claimcheck.llm.bulk.service"]
)  # each process is a fork of one that has imported it

QUESTION = ChatRequest((Message("user", "Well?"),))


def is_repair(body: Body) -> bool:
    return str(body["messages"][-1]["content"]).startswith("That cannot be used")


def answer(body: Body) -> str:
    """What a model says that takes every sentence for one claim."""
    messages = body["messages"][:-2] if is_repair(body) else body["messages"]
    asked = tuple(Message(message["role"], message["content"]) for message in messages)
    return plain_answer(ChatRequest(asked, schema_name=body["response_format"]["json_schema"]["name"]))


def ordinary_reports(articles: Sequence[str] = ARTICLES) -> list[Report]:
    with Checker(FakeModel(profile=FULL)) as checker:
        return [checker.check(text) for text in articles]


def found(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """All that reports find, and how often the model was asked."""
    kept = {"sentences", "claims", "findings", "coverage"}
    return [
        report.model_dump(include=kept) | {"calls": (report.usage.calls, report.usage.cached_calls)}
        for report in reports
    ]


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "run.state"


class TestABulkRun:
    def test_gives_the_reports_of_an_ordinary_one(self, state: Path) -> None:
        with BatchServer(answer) as server:
            reports = reports_of(bulk(server.base_url, state))

        assert found(reports) == found(ordinary_reports())
        assert all(report.complete for report in reports)

    def test_takes_one_batch_for_extraction_and_one_for_judging(self, state: Path) -> None:
        with BatchServer(answer) as server:
            reports_of(bulk(server.base_url, state))

        schemas = [
            {line["body"]["response_format"]["json_schema"]["name"] for line in lines} for lines in server.request_files
        ]
        assert schemas == [{"WindowClaims"}, {"WireVerdicts"}]
        assert [len(lines) for lines in server.request_files] == [len(ARTICLES)] * 2

    def test_sends_what_an_ordinary_one_would_send(self, state: Path) -> None:
        with BatchServer(answer, refuses=["temperature"]) as server:
            reports_of(bulk(server.base_url, state))
            question = server.request_files[0][0]["body"]
            asyncio.run(ask_directly(server.base_url, question))

        assert server.asked[-1] == question

    def test_learns_what_the_endpoint_takes_by_one_trifling_call(self, state: Path) -> None:
        with BatchServer(answer, refuses=["temperature", "seed"]) as server:
            reports = reports_of(bulk(server.base_url, state))

        assert all(report.complete for report in reports)
        assert len(server.asked) == 3, "two refusals and an answer"
        assert len(json.dumps(server.asked[-1]["messages"])) < 200
        assert not any(
            {"temperature", "seed"} & line["body"].keys() for lines in server.request_files for line in lines
        )

    def test_costs_half(self, state: Path) -> None:
        with BatchServer(answer) as server:
            reports = reports_of(bulk(server.base_url, state))

        for report in reports:
            in_full = Price(1.0, 10.0).cost(
                input_tokens=report.usage.input_tokens, output_tokens=report.usage.output_tokens
            )
            assert in_full > 0
            assert report.usage.cost_usd == pytest.approx(in_full / 2)

    def test_is_estimated_at_half(self, state: Path) -> None:
        options = Options(price=Price(1.0, 10.0))
        with Checker(OpenAIModel("any", base_url="http://localhost:1/v1"), options=options) as checker:
            ordinary = checker.estimate(ARTICLES[0])
        with Checker(bulk("http://localhost:1/v1", state), options=options) as checker:
            estimate = checker.estimate(ARTICLES[0])

        assert ordinary.cost_usd
        assert estimate.cost_usd == pytest.approx(ordinary.cost_usd / 2)

    def test_keeps_to_a_budget(self, state: Path) -> None:
        with (
            BatchServer(answer) as server,
            Checker(bulk(server.base_url, state), options=Options(budget=Budget(max_calls=1))) as checker,
        ):
            report = checker.check(ARTICLES[0])

        assert report.coverage.with_claims == len(report.sentences)
        assert "budget reached" in (report.claims[0].rationale or "")
        assert sum(server.ran.values()) == 1

    def test_asks_again_where_an_answer_does_not_fit(self, state: Path) -> None:
        def clumsy(body: Body) -> str:
            return answer(body) if is_repair(body) else "Well."

        with BatchServer(clumsy) as server:
            reports = reports_of(bulk(server.base_url, state))

        assert [report.claims for report in reports] == [report.claims for report in ordinary_reports()]
        assert len(server.batches) == 4, "each question, and its repair"

    async def test_puts_the_same_question_once(self, state: Path) -> None:
        question = ChatRequest((Message("user", "Same?"),))
        with BatchServer(lambda body: "yes") as server:
            model = bulk(server.base_url, state)
            first, second = await asyncio.gather(model.complete(question), model.complete(question))
            third = await model.complete(question)
            await model.aclose()

        assert (first.text, second.text, third.text) == ("yes", "yes", "yes")
        assert (first.cached, second.cached) == (False, True)
        assert [len(lines) for lines in server.request_files] == [1]

    async def test_drops_what_nobody_waits_for_before_it_is_sent(self, state: Path) -> None:
        with BatchServer(lambda body: "yes") as server:
            model = bulk(server.base_url, state)
            given_up = asyncio.create_task(model.complete(ChatRequest((Message("user", "Never mind."),))))
            await asyncio.sleep(0)
            given_up.cancel()
            await model.complete(ChatRequest((Message("user", "Mind."),)))
            await model.aclose()

        assert [len(lines) for lines in server.request_files] == [1]


async def ask_directly(base_url: str, body: Body) -> None:
    """Puts the question of a request file to the ordinary endpoint, as ordinary code does."""
    wanted = body["response_format"]["json_schema"]
    messages = tuple(Message(message["role"], message["content"]) for message in body["messages"])
    model = OpenAIModel("any", base_url=base_url)
    await model.complete(
        ChatRequest(messages, wanted["schema"], schema_name=wanted["name"], max_output_tokens=body["max_tokens"])
    )
    await model.aclose()


class TestLimits:
    def test_a_round_larger_than_a_batch_goes_out_in_several(self, state: Path) -> None:
        with BatchServer(answer) as server:
            reports = reports_of(bulk(server.base_url, state, limits=Limits(requests=4)))

        sizes = [len(lines) for lines in server.request_files]
        assert sum(sizes) == 2 * len(ARTICLES)
        assert max(sizes) == 4
        assert found(reports) == found(ordinary_reports())

    def test_and_so_does_one_with_too_many_bytes(self, state: Path) -> None:
        with BatchServer(answer) as server:
            reports = reports_of(bulk(server.base_url, state, limits=Limits(bytes=20_000)))

        files = [server.files[batch["input_file_id"]] for batch in server.batches.values()]
        assert len(files) > 2
        assert max(map(len, files)) <= 20_000
        assert found(reports) == found(ordinary_reports())

    def test_where_the_queue_is_full_smaller_batches_wait_for_room(self, state: Path) -> None:
        updates: list[Update] = []
        with BatchServer(answer, most_requests=2) as server:
            reports = reports_of(bulk(server.base_url, state, on_update=updates.append))

        assert found(reports) == found(ordinary_reports())
        assert "queue_full" in {update.state for update in updates}
        assert max(server.ran.values()) == 1

    def test_a_queue_that_stays_full_is_an_error(self, state: Path) -> None:
        with BatchServer(answer, ends=["failed"] * 99) as server:
            (report,) = reports_of(bulk(server.base_url, state, limits=Limits(full_queue=3)), ARTICLES[:1])

        assert report.coverage.failed == len(report.sentences)
        assert "has no room for another batch" in (report.sentences[0].reason or "")
        assert len(server.batches) == 4

    def test_batches_that_do_not_fit_beside_others_of_ours_wait_for_them(self, state: Path) -> None:
        with BatchServer(answer, most_requests=3) as server:
            reports = reports_of(bulk(server.base_url, state, limits=Limits(requests=2)))

        assert set(server.ran.values()) == {1}
        assert found(reports) == found(ordinary_reports())

    def test_a_batch_refused_beside_others_is_not_too_large_and_one_refused_alone_is(self) -> None:
        room = Room(most_requests=50_000)
        first, second, third = room.enter(), room.enter(), room.enter()
        for stay in (first, second):
            room.leave(stay)
        room.was_full(third, requests=1_000)
        room.leave(third)
        assert room.most_requests == 50_000

        alone = room.enter()
        room.was_full(alone, requests=1_000)
        assert room.most_requests == 500

    async def test_then_one_goes_out_after_the_other(self) -> None:
        room = Room(most_requests=50_000)
        first, second = room.enter(), room.enter()
        room.was_full(second, requests=1_000)
        room.leave(second)

        next_one = asyncio.create_task(room.free())
        await asyncio.sleep(0)
        assert not next_one.done()
        room.leave(first)
        await next_one


class TestABatchThatEndsBadly:
    @pytest.mark.parametrize("end", ["expired", "silent"])
    def test_what_it_did_not_answer_goes_again(self, end: End, state: Path) -> None:
        with BatchServer(answer, ends=[end]) as server:
            reports = reports_of(bulk(server.base_url, state))

        assert found(reports) == found(ordinary_reports())
        assert set(server.ran.values()) == {1}

    def test_but_not_for_ever(self, state: Path) -> None:
        with BatchServer(answer, ends=["expired"] * 99) as server:
            (report,) = reports_of(bulk(server.base_url, state, limits=Limits(attempts=3)), ARTICLES[:1])

        assert len(server.batches) == 3
        reason = report.sentences[0].reason or ""
        assert "did not come to this question within the batch's day" in reason
        assert "It was asked 3 times" in reason

    def test_one_that_somebody_cancelled_is_not_submitted_again(self, state: Path) -> None:
        with BatchServer(answer, ends=["cancelled"]) as server:
            reports = reports_of(bulk(server.base_url, state), ARTICLES[:2])

        assert sorted(report.coverage.failed for report in reports) == [0, len(reports[0].sentences)]
        told = [sentence.reason for report in reports for sentence in report.sentences if sentence.reason]
        assert all("was told to cancel the batch" in reason for reason in told)
        assert len(server.batches) == 2, "the other article's judging"

    def test_but_the_next_run_submits_it_anew(self, state: Path) -> None:
        with BatchServer(answer, ends=["cancelled"]) as server:
            reports_of(bulk(server.base_url, state), ARTICLES[:1])
            (report,) = reports_of(bulk(server.base_url, state), ARTICLES[:1])

        assert report.complete

    def test_one_that_is_refused_as_a_whole_says_why(self, state: Path) -> None:
        why = {"code": "invalid_json_line", "message": "This line is not parseable as valid JSON.", "line": 3}
        with BatchServer(answer, ends=["failed"], batch_error=why) as server:
            (report,) = reports_of(bulk(server.base_url, state), ARTICLES[:1])

        assert "This line is not parseable as valid JSON. (line 3 of its file)" in (report.sentences[0].reason or "")

    def test_a_line_that_failed_in_passing_goes_again(self, state: Path) -> None:
        def overloaded(body: Body, times: int) -> tuple[int, Body] | None:
            return (503, {"error": {"message": "overloaded"}}) if times == 1 else None

        with BatchServer(answer, errors=overloaded) as server:
            reports = reports_of(bulk(server.base_url, state))

        assert found(reports) == found(ordinary_reports())
        assert len(server.batches) == 4

    def test_a_line_that_is_refused_fails_as_an_ordinary_request_does(self, state: Path) -> None:
        error = {"message": "The context is too long.", "type": "invalid_request_error", "param": "messages"}

        def refuse(body: Body, times: int) -> tuple[int, Body] | None:
            return (400, {"error": error | {"code": "context_length_exceeded"}})

        with BatchServer(answer, errors=refuse) as server:
            (report,) = reports_of(bulk(server.base_url, state), ARTICLES[:1])

        assert len(server.batches) == 1
        assert "found the request too long" in (report.sentences[0].reason or "")


class TestTheWay:
    def test_a_refused_key_is_told_at_once(self, state: Path) -> None:
        with BatchServer(answer, key="right") as server, pytest.raises(EndpointError, match="refused the key") as told:
            reports_of(bulk(server.base_url, state, key="sk-wrong-key-000"))

        assert told.value.refuses_all
        assert "sk-wrong" not in str(told.value)
        assert server.files == {}

    def test_faults_in_passing_are_tried_again(self, state: Path) -> None:
        outages = {
            "POST /v1/files": [503, 500],
            "POST /v1/batches": [500, 502],
            "GET /v1/batches/batch-0": [503],
            "GET /v1/files/file-1/content": [500],
        }
        with BatchServer(answer, outages=outages) as server:
            reports = reports_of(bulk(server.base_url, state))

        assert found(reports) == found(ordinary_reports())
        assert not any(outages.values()), "all of them came up"
        assert len(server.batches) == 2

    def test_a_service_out_of_reach_for_hours_is_waited_for(self, state: Path) -> None:
        updates: list[Update] = []
        outages = {"GET /v1/batches/batch-0": [503] * 10}
        with BatchServer(answer, outages=outages) as server:
            reports = reports_of(bulk(server.base_url, state, on_update=updates.append))

        assert found(reports) == found(ordinary_reports())
        assert "out_of_reach" in {update.state for update in updates}

    def test_a_download_that_breaks_off_begins_anew(self, state: Path) -> None:
        with BatchServer(answer, cuts=3) as server:
            reports = reports_of(bulk(server.base_url, state))

        assert server.cuts == 0
        assert found(reports) == found(ordinary_reports())
        assert set(server.ran.values()) == {1}

    def test_an_endpoint_without_batches_is_told_so(self, state: Path) -> None:
        with (
            BatchServer(answer, outages={"POST /v1/files": [404]}) as server,
            pytest.raises(EndpointError, match=r"takes no batches: it has no /files \(404\)"),
        ):
            reports_of(bulk(server.base_url, state))

    def test_what_is_no_batch_is_an_error_of_the_endpoint(self, state: Path) -> None:
        with BatchServer(answer, no_json="/v1/batches") as server:
            (report,) = reports_of(bulk(server.base_url, state), ARTICLES[:1])

        assert "Is it an OpenAI-compatible endpoint?" in (report.sentences[0].reason or "")

    def test_a_creation_whose_response_was_lost_is_found_and_not_repeated(self, state: Path) -> None:
        server = BatchServer(answer)
        lost = iter([True])

        def lose(step: str) -> None:
            if step == "create ends" and next(lost, False):
                raise ConnectionAbortedError

        server.on_step = lose
        with server:
            reports = reports_of(bulk(server.base_url, state))

        assert found(reports) == found(ordinary_reports())
        assert len(server.batches) == 2

    def test_updates_tell_how_each_batch_stands(self, state: Path) -> None:
        updates: list[Update] = []
        with BatchServer(answer) as server:
            reports_of(bulk(server.base_url, state, on_update=updates.append))

        told = [(update.number, update.state, update.answered) for update in updates]
        steps = ["uploading", "validating", "in_progress", "finalizing"]
        assert told == [
            (1, "learning", 0),
            *((1, step, 0) for step in steps),
            (1, "completed", 6),
            *((2, step, 0) for step in steps),
            (2, "completed", 6),
        ]


class TestResuming:
    def test_after_a_kill_at_every_step_nothing_is_submitted_twice_and_nothing_is_lost(self, state: Path) -> None:
        """One run of two batches, killed at each step of each, and taken up again each time."""
        steps = iter([step for _ in range(2) for step in STEPS])
        server = BatchServer(answer)
        process: BaseProcess | None = None
        due = next(steps)

        def kill(step: str) -> None:
            nonlocal due
            if step == due and process is not None:
                due = next(steps, "")
                process.kill()
                wait(
                    [process.sentinel]
                )  # not join: two threads that join one process take its exit code from each other
                if step.endswith("begins"):
                    raise ConnectionAbortedError

        server.on_step = kill
        with server:
            for _ in range(2 * len(STEPS)):
                process = PROCESSES.Process(target=run, args=(server.base_url, state))
                process.start()
                process.join(60)
                assert process.exitcode == -signal.SIGKILL
            assert due == ""
            process = None
            reports = reports_of(bulk(server.base_url, state))

        assert found(reports) == found(ordinary_reports())
        assert set(server.ran.values()) == {1}
        assert len(server.ran) == 2 * len(ARTICLES)
        assert len(server.batches) == 2
        assert len(server.asked) == 1, "what the endpoint takes is learnt once"

    def test_a_second_run_asks_nothing(self, state: Path) -> None:
        with BatchServer(answer) as server:
            before = reports_of(bulk(server.base_url, state))
            after = reports_of(bulk(server.base_url, state))

        assert found(after) == found(before)
        assert [report.usage.cost_usd for report in after] == [report.usage.cost_usd for report in before]
        assert len(server.batches) == 2

    def test_what_never_fitted_is_asked_anew_and_nothing_else(self, state: Path) -> None:
        with BatchServer(lambda body: "Well.") as server:
            (failed,) = reports_of(bulk(server.base_url, state), ARTICLES[:1])
            server.answer = answer
            (report,) = reports_of(bulk(server.base_url, state), ARTICLES[:1])

        assert failed.coverage.failed == len(failed.sentences)
        assert report.complete
        assert len(server.batches) == 4, "the question, its repair, the question again, the judging"

    async def test_a_batch_of_another_account_is_no_mystery(self, state: Path) -> None:
        with BatchServer(answer) as server:
            await abandoned(server, state)
            server.batches.clear()
            model = bulk(server.base_url, state)
            with pytest.raises(EndpointError, match=r"knows no batch batch-0, which the state file .* names"):
                await model.complete(QUESTION)
            await model.aclose()

    def test_the_state_file_holds_no_key_and_no_article(self, state: Path) -> None:
        secret = "sk-a-very-secret-key"
        with BatchServer(lambda body: "{}", key=secret) as server:
            reports_of(bulk(server.base_url, state, key=secret), ARTICLES[:1])

        assert server.keys_seen == {f"Bearer {secret}"}
        assert secret.encode() not in state.read_bytes()
        assert b"Ferry" not in state.read_bytes()
        assert state.stat().st_mode & 0o077 == 0


async def abandoned(server: BatchServer, state: Path) -> None:
    """Submits a batch and leaves."""
    submitted = asyncio.Event()

    def hear(update: Update) -> None:
        if update.batch_id:
            submitted.set()

    model = bulk(server.base_url, state, on_update=hear)
    waiting = asyncio.create_task(model.complete(QUESTION))
    await submitted.wait()
    await model.aclose()
    waiting.cancel()


class TestTheStateFile:
    def test_belongs_to_one_model_at_one_endpoint(self, state: Path) -> None:
        asyncio.run(bulk("http://localhost:1/v1", state).aclose())

        with pytest.raises(ConfigurationError, match="belongs to a run with another endpoint, http://localhost:1/v1"):
            bulk("http://localhost:2/v1", state)

    def test_is_one_process_own(self, state: Path) -> None:
        model = bulk("http://localhost:1/v1", state)

        with pytest.raises(ConfigurationError, match="is in use"):
            bulk("http://localhost:1/v1", state)
        asyncio.run(model.aclose())
        asyncio.run(bulk("http://localhost:1/v1", state).aclose())

    def test_is_not_made_of_what_is_none(self, state: Path) -> None:
        state.write_text("a list of groceries, " * 100)

        with pytest.raises(ConfigurationError, match="is no state file of claimcheck"):
            bulk("http://localhost:1/v1", state)
        assert state.read_text().startswith("a list of groceries")

    def test_nor_of_another_database(self, state: Path) -> None:
        with sqlite3.connect(state) as other:
            other.execute("CREATE TABLE groceries (name)")
        other.close()

        with pytest.raises(ConfigurationError, match="is no state file of claimcheck"):
            bulk("http://localhost:1/v1", state)

    def test_that_cannot_be_written_ends_the_run_before_anything_is_submitted(self, state: Path) -> None:
        with BatchServer(answer) as server:
            model = bulk(server.base_url, state)
            file = model._state._file
            assert file is not None
            pages = file.execute("PRAGMA page_count").fetchone()[0]
            file.execute(f"PRAGMA max_page_count = {pages}")  # as on a full disk
            with pytest.raises(ConfigurationError, match="the disk is full"):
                reports_of(model, [text.replace("Osmund", f"Pier {pier}") for pier in range(20) for text in ARTICLES])

        assert server.batches == {}

    def test_needs_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigurationError, match=r"no.such.folder.* cannot be used"):
            bulk("http://localhost:1/v1", tmp_path / "no such folder" / "run.state")


def test_a_torn_line_of_an_answer_file_is_left_out() -> None:
    whole = {"custom_id": "a", "response": None, "error": {"code": "batch_expired", "message": "too late"}}

    outcomes = list(outcomes_in([json.dumps(whole).encode(), b"\n", json.dumps(whole).encode()[:-9], b"[]"]))

    assert [(outcome.key, outcome.result) for outcome in outcomes] == [
        ("a", Fault("too late", code="batch_expired", transient=True))
    ]
