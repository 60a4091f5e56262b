"""A check in bad weather: every sentence has its outcome, no claim is lost or doubled, and the asking ends.

Two hundred articles go past an endpoint at which three requests in ten meet a fault. Faults of the way (429, 5xx,
hangs, drips, resets, cut-off bodies) and answers that do not fit are made good by asking again, as far as the policy
allows. Two faults are terminal by design, since asking again would only end the same way: a refusal, and an answer
that was cut off at its limit. An answer that gives an item twice, or leaves one out, is still an answer: the repetition
is dropped, the sentence left out stands for itself, and the verdict left out is asked for once more.

Not among the faults dealt out here are 400 and 401: they say that the request is wrong, and are no weather.
"""

from __future__ import annotations

import asyncio
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from claimcheck import Checker, Options, Report, RetryPolicy
from claimcheck.llm.chat import ChatRequest, Message
from claimcheck.llm.openai import OpenAIModel
from claimcheck.llm.profiles import COMPACT, FULL, Profile
from cli.desk import claimcheck
from fake_model import FakeModel, plain_answer
from fault_server import CONTENT, TRANSPORT, Body, Fault, FaultServer

pytestmark = pytest.mark.enable_socket

ATTEMPTS = 4
POLICY = RetryPolicy(attempts=ATTEMPTS, first_wait=0.01, longest_wait=0.05)
PROFILES = pytest.mark.parametrize("profile", [FULL, COMPACT], ids=["full", "compact"])

HARMLESS = {None, Fault.DUPLICATED, Fault.MISSING}
"""With these there is an answer that can be used, if it has an item left."""

NO_ANSWER = [fault for fault in TRANSPORT + CONTENT if fault not in HARMLESS]

TERMINAL = {Fault.REFUSAL: "the model refused to answer", Fault.LENGTH: "the answer was cut off"}
"""Faults after which a question is not asked again, and what the report says of them."""


def article(number: int) -> str:
    """An invented article in which every sentence is worth asking about, and no two sentences are alike."""
    return (
        f"Ferry {number} to Osmund carried {number + 1000} passengers in May.\n\n"
        f"Its owner paid {number + 2000} crowns for the repair of pier {number}. "
        f"The council of Lower Varn bought {number + 3000} tons of gravel.\n"
    )


def original_question(body: Body) -> Message:
    """The question of a request; that of the first asking, where the request asks for an answer to be mended."""
    asked = [Message(message["role"], message["content"]) for message in body["messages"]]
    return asked[-3] if asked[-1].content.startswith("That cannot be used:") else asked[-1]


def schema_name(question: Message) -> str:
    if "Split these sentences into claims:" in question.content:
        return "WindowClaims"
    if "Judge these claims:" in question.content:
        return "WireVerdicts"
    return "SentenceClaims" if question.content.startswith("Context:") else "ClaimReading"


def answer(body: Body) -> str:
    """A model's answer that takes every sentence for one claim, whatever way the schema is asked for."""
    question = original_question(body)
    return plain_answer(ChatRequest((question,), schema_name=schema_name(question)))


def checked(articles: Sequence[str], server: FaultServer, profile: Profile, *, timeout: float) -> list[Report]:
    model = OpenAIModel("any", base_url=server.base_url, profile=profile, timeout=timeout)

    async def all_of_them() -> list[Report]:
        return await asyncio.gather(*(checker.acheck(text) for text in articles))

    with Checker(model, options=Options(retry=POLICY)) as checker:
        return asyncio.run(all_of_them())


@dataclass
class Run:
    """What came of the same articles with and without faults, and the log of what was sent."""

    calm: list[Report]
    stormy: list[Report]
    faults_met: dict[str, list[Fault | None]]

    def faults_met_by(self, schema: str) -> list[list[Fault | None]]:
        """For each question of a kind, what its requests met, in order."""
        return [met for asked, met in self.faults_met.items() if schema_name(Message("user", asked)) == schema]


@cache
def run_of(profile: Profile) -> Run:
    articles = [article(number) for number in range(1, 201)]
    with Checker(FakeModel(profile=profile)) as checker:
        calm = [checker.check(text) for text in articles]
    with FaultServer(answer, faults=0.3, seed=11) as server:
        stormy = checked(articles, server, profile, timeout=0.5)
    faults_met: dict[str, list[Fault | None]] = defaultdict(list)
    for received in server.requests:
        faults_met[original_question(received.body).content].append(received.fault)
    return Run(calm, stormy, faults_met)


def told_of(report: Report, sentence_id: str) -> list[tuple[object, ...]]:
    """What a report claims for a sentence: all that does not depend on who split it."""
    return [
        (claim.text, claim.sentence_ids, claim.anchors, claim.fingerprint)
        for claim in report.claims
        if sentence_id in claim.sentence_ids
    ]


@PROFILES
class TestAtThirtyPerCent:
    def test_without_faults_everything_is_read(self, profile: Profile) -> None:
        assert all(report.complete for report in run_of(profile).calm)
        assert {len(report.claims) for report in run_of(profile).calm} == {3}

    def test_the_weather_was_as_bad_as_it_is_said_to_be(self, profile: Profile) -> None:
        met = [fault for faults in run_of(profile).faults_met.values() for fault in faults]

        assert set(met) == {None, *TRANSPORT, *CONTENT}
        assert 0.2 < sum(fault is not None for fault in met) / len(met) < 0.4

    def test_every_sentence_has_its_outcome(self, profile: Profile) -> None:
        for calm, stormy in zip(run_of(profile).calm, run_of(profile).stormy, strict=True):
            assert [(s.id, s.start, s.end, s.region) for s in stormy.sentences] == [
                (s.id, s.start, s.end, s.region) for s in calm.sentences
            ]
            assert stormy.coverage.with_claims + stormy.coverage.failed == len(stormy.sentences)

    def test_no_claim_is_lost_or_doubled(self, profile: Profile) -> None:
        compared = 0
        for calm, stormy in zip(run_of(profile).calm, run_of(profile).stormy, strict=True):
            for sentence in stormy.sentences:
                failed = sentence.outcome == "failed"
                assert told_of(stormy, sentence.id) == ([] if failed else told_of(calm, sentence.id))
                compared += not failed
        assert compared > 450, "of 600 sentences most are read"

    def test_a_failure_says_what_failed(self, profile: Profile) -> None:
        told = [s.reason or "" for report in run_of(profile).stormy for s in report.sentences if s.outcome == "failed"]
        told += [c.rationale or "" for report in run_of(profile).stormy for c in report.claims if not c.sourcing]

        known = (
            *TERMINAL.values(),
            "the answer",
            "there is no JSON",
            f"It was asked {ATTEMPTS} times.",
            "left the claim out",
        )
        assert told
        assert [reason for reason in told if not any(words in reason for words in known)] == []

    def test_a_verdict_is_there_or_its_failure_is(self, profile: Profile) -> None:
        for report in run_of(profile).stormy:
            for claim in report.claims:
                judged = (claim.sourcing, claim.verifiability, claim.confidence)
                assert all(part is not None for part in judged) or (judged == (None, None, None) and claim.rationale)

    def test_a_refusal_and_a_cut_off_answer_end_their_question_and_nothing_else_does_at_once(
        self, profile: Profile
    ) -> None:
        for faults in run_of(profile).faults_met_by("WindowClaims" if profile is FULL else "SentenceClaims"):
            assert [fault for fault in faults[:-1] if fault in TERMINAL] == []
            if len(faults) == 1:
                assert faults[0] in HARMLESS or faults[0] in TERMINAL

    def test_the_number_of_requests_is_bounded(self, profile: Profile) -> None:
        run = run_of(profile)
        extraction = run.faults_met_by("WindowClaims" if profile is FULL else "SentenceClaims")
        judging = run.faults_met_by("WireVerdicts" if profile is FULL else "ClaimReading")

        # Each question is put once and mended once, and each of the two is tried ATTEMPTS times. Claims whose verdicts
        # are left out are one question more, in the same words if all of them are.
        assert max(map(len, extraction)) <= 2 * ATTEMPTS
        assert max(map(len, judging)) <= 4 * ATTEMPTS
        sentences = sum(len(report.sentences) for report in run.stormy)
        windows = len(run.stormy) if profile is FULL else sentences
        batches = sum(math.ceil(len(report.claims) / profile.claims_per_call) for report in run.stormy)
        sent = sum(len(faults) for faults in run.faults_met.values())
        assert sent <= 2 * ATTEMPTS * (windows + 2 * batches)
        assert sent < 2 * sum(report.usage.calls for report in run.calm), "what the weather is worth, and no more"


@PROFILES
class TestAtAHundredPerCent:
    @pytest.mark.parametrize("fault", NO_ANSWER, ids=str)
    def test_the_report_says_failed_everywhere(self, profile: Profile, fault: Fault) -> None:
        never_comes = fault in (Fault.HANG, Fault.DRIP)
        with FaultServer(answer, faults=1.0, kinds=[fault]) as server:
            (report,) = checked([article(1)], server, profile, timeout=0.2 if never_comes else 30)

        assert [sentence.outcome for sentence in report.sentences] == ["failed"] * 3
        assert report.claims == ()
        assert not report.complete
        questions = 1 if profile is FULL else 3
        tries = 1 if fault in TERMINAL else ATTEMPTS if fault in TRANSPORT else 2
        assert questions <= len(server.requests) <= questions * tries
        assert never_comes or len(server.requests) == questions * tries

    def test_and_so_it_does_when_every_fault_comes_up(self, profile: Profile) -> None:
        with FaultServer(answer, faults=1.0, kinds=NO_ANSWER) as server:
            reports = checked([article(number) for number in range(1, 13)], server, profile, timeout=0.2)

        assert [report.coverage.failed for report in reports] == [3] * 12
        assert not any(report.complete for report in reports)
        assert len(server.requests) <= 2 * ATTEMPTS * 12 * (1 if profile is FULL else 3)

    def test_judging_that_fails_throughout_keeps_the_claims_and_says_so(self, profile: Profile) -> None:
        def cannot_judge(body: Body) -> str:
            judges = schema_name(original_question(body)) in ("WireVerdicts", "ClaimReading")
            return "I would rather not say." if judges else answer(body)

        with FaultServer(cannot_judge) as server:
            (report,) = checked([article(1)], server, profile, timeout=30)

        assert report.coverage.with_claims == 3
        assert not report.complete
        assert {claim.rationale for claim in report.claims} == {"judging failed: there is no JSON in the answer"}


def test_the_command_line_says_by_its_exit_code_that_everything_failed(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(article(1))
    answers_that_are_none = [fault for fault in NO_ANSWER if fault in CONTENT]
    with FaultServer(answer, faults=1.0, kinds=answers_that_are_none) as server:
        run = claimcheck(
            *("check", tmp_path / "article.txt", "-f", "json", "--model", "any", "--base-url", server.base_url),
            home=tmp_path,
        )

    assert run.returncode == 5
    assert "the model failed on all 3 sentences that it was asked about" in run.stderr.decode()
    report = Report.model_validate_json(run.stdout)
    assert report.coverage.failed == len(report.sentences) == 3
