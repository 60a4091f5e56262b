"""A report keeps its promises, or does not load."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any, Literal

import pytest
from pydantic import ValidationError

from claimcheck.report import Coverage, Report, SentenceOutcome

TEXT = "Mill shuts\n\nThe mill at Osk shut on Monday. It had 40 workers, Ida Brandt said. Why now?"
Document = dict[str, Any]


def span(start: int, end: int) -> Document:
    return {"start": start, "end": end, "quote": TEXT[start:end]}


def claim(name: str, sentence: str, anchor: Document, **changes: object) -> Document:
    return {
        "id": name,
        "fingerprint": f"{name}f",
        "text": "Something was the case.",
        "kind": "event",
        "sentence_ids": [sentence],
        "anchors": [anchor],
        "sourcing": {"strength": "reporter"},
        "verifiability": {"status": "checkable"},
        "confidence": 0.5,
        **changes,
    }


BRANDT = {
    "strength": "on_record",
    "chain": [
        {"source": {"name": "Ida Brandt", "kind": "named_person", "mention": span(63, 73)}, "cue": span(74, 78)},
    ],
    "speech": "indirect",
}

SOUND: Document = {
    "article": {"text": TEXT},
    "sentences": [
        {"id": "s1", "start": 0, "end": 10, "region": "headline", "outcome": "claims", "claim_ids": ["c1"]},
        {"id": "s2", "start": 12, "end": 43, "region": "body", "outcome": "claims", "claim_ids": ["c2"]},
        {"id": "s3", "start": 44, "end": 79, "region": "body", "outcome": "claims", "claim_ids": ["c3"]},
        {"id": "s4", "start": 80, "end": 88, "region": "body", "outcome": "no_claim", "reason": "a question"},
    ],
    "claims": [
        claim("c1", "s1", span(0, 10)),
        claim("c2", "s2", span(12, 42)),
        claim("c3", "s3", span(44, 62), sourcing=BRANDT),
    ],
    "findings": [
        {"kind": "headline_overclaim", "severity": "low", "message": "!", "claim_ids": ["c1"], "spans": [span(5, 10)]}
    ],
    "coverage": {"sentences": 4, "with_claims": 3, "no_claim": 1, "failed": 0},
    "usage": {"calls": 7},
    "provenance": {
        "model": "fake-1",
        "endpoint": "in process",
        "prompts": {"compact/extract.user.j2": "ab12"},
        "claimcheck_version": "0.1.0",
        "created_at": "2031-05-04T03:02:01Z",
        "options": {"profile": "compact"},
    },
}


def report(change: Callable[[Document], object] = lambda document: None) -> Report:
    document = copy.deepcopy(SOUND)
    change(document)
    return Report.model_validate_json(json.dumps(document))


def test_reads_back_what_it_wrote() -> None:
    sound = report()

    assert Report.model_validate_json(sound.model_dump_json()) == sound
    assert Report.model_validate(sound.model_dump()) == sound


def _set(*path: str | int, to: object) -> Callable[[Document], object]:
    def change(document: Any) -> None:  # noqa: ANN401 (JSON)
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = to

    return change


def _copy_claim(document: Document) -> None:
    document["claims"].append(document["claims"][0])


BROKEN = {
    "an anchor elsewhere": (_set("claims", 1, "anchors", 0, "start", to=13), "does not measure a quote"),
    "an anchor with other words": (
        _set("claims", 1, "anchors", 0, to={"start": 12, "end": 20, "quote": "A mill a"}),
        r"claim c2: 'A mill a' does not stand at \[12, 20\)",
    ),
    "a mention with other words": (
        _set("claims", 2, "sourcing", "chain", 0, "source", "mention", to={"start": 63, "end": 66, "quote": "Eva"}),
        r"claim c3: 'Eva' does not stand at \[63, 66\)",
    ),
    "a cue with other words": (
        _set("claims", 2, "sourcing", "chain", 0, "cue", to={"start": 74, "end": 78, "quote": "lied"}),
        "claim c3: 'lied' does not stand",
    ),
    "a hedge with other words": (
        _set("claims", 0, "sourcing", "hedges", to=[{"start": 0, "end": 3, "quote": "may"}]),
        "claim c1: 'may' does not stand",
    ),
    "a finding with other words": (
        _set("findings", 0, "spans", 0, to={"start": 5, "end": 10, "quote": "stays"}),
        "finding headline_overclaim: 'stays' does not stand",
    ),
    "an anchor in another sentence": (
        _set("claims", 0, "anchors", to=[span(12, 20)]),
        r"claim c1: anchor \[12, 20\) lies outside its sentences",
    ),
    "an anchor that runs into the next sentence": (
        _set("claims", 1, "anchors", to=[span(33, 53)]),
        r"claim c2: anchor \[33, 53\) lies outside its sentences",
    ),
    "a finding without a place": (_set("findings", 0, "spans", to=[]), "at least 1 item"),
    "two sentences of one id": (_set("sentences", 3, "id", to="s1"), "sentence id s1 stands twice"),
    "two claims of one id": (_copy_claim, "claim id c1 stands twice"),
    "a claim that its sentence does not list": (
        _set("claims", 0, "sentence_ids", to=["s1", "s4"]),
        "sentence s4 and claim c1 do not name each other",
    ),
    "a sentence that lists another's claim": (
        _set("sentences", 0, "claim_ids", to=["c1", "c3"]),
        "sentence s1 and claim c3 do not name each other",
    ),
    "a sentence that lists a claim which is not there": (
        _set("sentences", 0, "claim_ids", to=["c1", "c9"]),
        "sentence s1 and claim c9 do not name each other",
    ),
    "a claim of a sentence that is not there": (
        _set("claims", 0, "sentence_ids", to=["s1", "s9"]),
        "sentence s9 and claim c1 do not name each other",
    ),
    "a claim of no sentence": (_set("claims", 0, "sentence_ids", to=[]), "at least 1 item"),
    "a claim that says nothing": (_set("claims", 0, "text", to=""), "at least 1 character"),
    "a finding about a claim that is not there": (_set("findings", 0, "claim_ids", to=["c9"]), "no other claim c9"),
    "a claim corroborated by none": (
        _set("claims", 0, "sourcing", "corroborated_by", to=["c9"]),
        "no other claim c9",
    ),
    "a claim corroborated by itself": (
        _set("claims", 0, "sourcing", "corroborated_by", to=["c1"]),
        "no other claim c1",
    ),
    "sentences out of order": (_set("sentences", 1, "start", to=5), "sentence s2: .* out of order"),
    "a sentence behind the end": (_set("sentences", 3, "end", to=99), "sentence s4: .* outside the text"),
    "an empty sentence": (_set("sentences", 3, "end", to=80), "sentence s4"),
    "coverage that does not add up": (_set("coverage", "failed", to=1), "coverage does not add up"),
    "coverage that hides a sentence": (
        _set("coverage", to={"sentences": 3, "with_claims": 3, "no_claim": 0, "failed": 0}),
        "coverage does not add up",
    ),
    "claims without an outcome to match": (_set("sentences", 0, "outcome", to="no_claim"), "with 1 claims"),
    "an outcome without its claims": (_set("sentences", 3, "outcome", to="claims"), "with 0 claims"),
    "silence without a reason": (_set("sentences", 3, "reason", to=None), "without a reason"),
    "a strength that the chain does not give": (
        _set("claims", 2, "sourcing", "strength", to="documented"),
        "strength is 'documented', but the chain gives 'on_record'",
    ),
    "a confidence above one": (_set("claims", 0, "confidence", to=1.1), "less than or equal to 1"),
    "an unknown field": (_set("claims", 0, "truth", to=True), "Extra inputs are not permitted"),
    "another version": (_set("schema_version", to="2"), "Input should be '1'"),
    "a hash of another text": (_set("article", "sha256", to="0" * 64), "sha256 is that of another text"),
}


@pytest.mark.parametrize(("change", "told"), BROKEN.values(), ids=BROKEN)
def test_a_broken_promise_is_refused(change: Callable[[Document], object], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        report(change)


def test_an_anchor_may_span_sentences_that_the_claim_names() -> None:
    def change(document: Document) -> None:
        document["claims"][1] |= {"sentence_ids": ["s2", "s3"], "anchors": [span(33, 53)]}
        document["sentences"][2]["claim_ids"] = ["c2", "c3"]

    assert report(change).claims[1].anchors[0].quote == "on Monday. It had 40"


def test_a_claim_may_be_unanchored_and_without_verdict() -> None:
    def change(document: Document) -> None:
        document["claims"][0] |= {"anchors": [], "sourcing": None, "verifiability": None, "confidence": None}

    assert not report(change).complete


def test_is_complete_without_failures_and_with_all_verdicts() -> None:
    def fail(document: Document) -> None:
        document["sentences"][3] |= {"outcome": "failed", "reason": "the endpoint was down"}
        document["coverage"] |= {"no_claim": 0, "failed": 1}

    assert report().complete
    assert not report(fail).complete


def test_coverage_counts_outcomes() -> None:
    def outcome(name: str, **fields: object) -> SentenceOutcome:
        return SentenceOutcome(id=name, start=0, end=1, region="body", **fields)

    coverage = Coverage.of([
        outcome("s1", outcome="claims", claim_ids=("c1",)),
        outcome("s2", outcome="failed", reason="x"),
        outcome("s3", outcome="failed", reason="y"),
        outcome("s4", outcome="no_claim", reason="z"),
    ])  # fmt: skip

    assert (coverage.sentences, coverage.with_claims, coverage.no_claim, coverage.failed) == (4, 1, 1, 2)


def test_has_the_published_fields() -> None:
    written = json.loads(report().model_dump_json())

    assert list(written) == [
        "schema_version", "article", "sentences", "claims", "findings", "coverage", "usage", "provenance",
    ]  # fmt: skip
    assert written["article"].keys() == {"id", "title", "text", "sha256", "language", "url", "published"}
    assert written["sentences"][0].keys() == {"id", "start", "end", "region", "outcome", "reason", "claim_ids"}
    assert written["claims"][2].keys() == {
        "id", "fingerprint", "text", "kind", "sentence_ids", "anchors", "sourcing", "verifiability", "confidence",
        "rationale",
    }  # fmt: skip
    sourcing = written["claims"][2]["sourcing"]
    assert sourcing.keys() == {"strength", "chain", "speech", "hedges", "inherited", "corroborated_by"}
    assert sourcing["chain"][0].keys() == {"source", "cue"}
    assert sourcing["chain"][0]["source"].keys() == {
        "name", "kind", "title", "justification", "is_outlet", "mention",
    }  # fmt: skip
    assert written["claims"][2]["verifiability"].keys() == {
        "status", "obstacle", "check_worthiness", "evidence", "missing",
    }  # fmt: skip
    assert written["usage"].keys() == {
        "calls", "cached_calls", "input_tokens", "output_tokens", "cost_usd", "seconds",
    }  # fmt: skip
    assert written["provenance"].keys() == {
        "model", "endpoint", "prompts", "claimcheck_version", "created_at", "options",
    }  # fmt: skip


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_its_schema_closes_every_object(mode: Literal["validation", "serialization"]) -> None:
    schema = Report.model_json_schema(mode=mode)
    objects = [part for part in (schema, *schema["$defs"].values()) if part.get("type") == "object"]

    assert len(objects) > 10
    assert all(part["additionalProperties"] is False for part in objects)
