"""A report with everything in it: an invented article whose characters are not all one code unit, and its claims."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from claimcheck.article import Article
from claimcheck.report import Coverage, Finding, Provenance, Report, SentenceOutcome, Usage
from claimcheck.segment import segment
from claimcheck.spans import Span
from claimcheck.verdicts import Claim, Hop, Record, Source, Sourcing, Verifiability

TEXT = (
    "Sluice 🌊 gates fail, flooding Café Zoë\r\n"
    "\r\n"
    "The Nestka Herald reported, citing people close to the inquiry, that two gates reportedly jammed.\r\n"
    "\r\n"
    "“=SUM(A1) is what the log 📋 shows,” said Tamar Levi 𝕃., the *chief* engineer. "
    "The inspection log lists 14 faults.\r\n"
    "\r\n"
    "Who pays? The water board of 水門市 will decide. Nobody read this one."
)


def span(quote: str, text: str = TEXT) -> Span:
    start = text.index(quote)
    return Span.of(text, start, start + len(quote))


HERALD = Source(name="The Nestka Herald", kind="named_organization", is_outlet=True, mention=span("The Nestka Herald"))
INSIDERS = Source(
    name=None,
    kind="anonymous",
    justification="close to the inquiry",
    mention=span("people close to the inquiry"),
)
LEVI = Source(name="Tamar Levi 𝕃.", kind="named_person", title="chief engineer", mention=span("Tamar Levi 𝕃."))
LOG = Source(name="The inspection log", kind="document", mention=span("The inspection log"))

CHECKABLE = Verifiability(
    status="checkable", check_worthiness="high", evidence=(Record(what="the gate log", where="the water board"),)
)


def claim(
    number: int,
    text: str,
    sentence_id: str,
    *anchors: Span,
    sourcing: Sourcing | None = None,
    verifiability: Verifiability | None = CHECKABLE,
    rationale: str | None = None,
) -> Claim:
    return Claim(
        id=f"c{number}",
        fingerprint=f"f{number:03}",
        text=text,
        kind="event",
        sentence_ids=(sentence_id,),
        anchors=anchors,
        sourcing=sourcing,
        verifiability=verifiability,
        confidence=0.75 if sourcing else None,
        rationale=rationale,
    )


CLAIMS = (
    claim(1, "Sluice gates failed.", "s1", span("Sluice 🌊 gates fail"), sourcing=Sourcing.of()),
    claim(
        2,
        "Two gates reportedly jammed.",
        "s2",
        span("two gates"),
        span("reportedly jammed"),
        sourcing=Sourcing.of(
            [Hop(source=HERALD, cue=span("reported")), Hop(source=INSIDERS, cue=span("citing"))],
            hedges=[span("reportedly")],
            speech="indirect",
        ),
        verifiability=Verifiability(status="partly_checkable", obstacle="vague", missing=("which gates",)),
        rationale="The origin is not named.",
    ),
    claim(
        3,
        "=SUM(A1) is what the log shows.",
        "s3",
        span("=SUM(A1) is what the log 📋 shows"),
        sourcing=Sourcing.of([Hop(source=LEVI, cue=span("said"))], speech="direct"),
    ),
    claim(4, "The log lists 14 faults.", "s4", span("lists 14 faults"), sourcing=Sourcing.of([Hop(source=LOG)])),
    claim(5, "The water board of 水門市 will decide.", "s6", verifiability=None, rationale="judging failed: no answer"),
)

FINDINGS = (
    Finding(
        kind="headline_overclaim",
        severity="high",
        message="The headline says flatly what the story has from people who are not named.",
        claim_ids=("c1", "c2"),
        spans=(span("Sluice 🌊 gates fail"), span("reportedly jammed")),
    ),
    Finding(
        kind="single_origin",
        severity="medium",
        message="The main claim rests on “people close to the inquiry”.",
        claim_ids=("c2",),
        spans=(span("people close to the inquiry"),),
    ),
)


def report(**article: object) -> Report:
    """The report on the sluice gates. What it is told of the article stands in place of what it has by itself."""
    known = {"text": TEXT, "id": "stories/sluice gates.txt", **article}
    stated: dict[str, list[str]] = {}
    for stating in CLAIMS:
        stated.setdefault(stating.sentence_ids[0], []).append(stating.id)
    silent = {"s5": ("no_claim", "a question"), "s7": ("failed", "the model was cut off")}
    sentences = []
    for sentence in segment(Article(text=TEXT)):
        outcome, reason = silent.get(sentence.id, ("claims", None))
        sentences.append(
            SentenceOutcome.model_validate(
                {
                    "id": sentence.id,
                    "start": sentence.start,
                    "end": sentence.end,
                    "region": sentence.region,
                    "outcome": outcome,
                    "reason": reason,
                    "claim_ids": tuple(stated.get(sentence.id, ())),
                }
            )
        )
    return _report(Article.model_validate(known), sentences, CLAIMS, FINDINGS)


def report_on(text: str, start: int, end: int) -> Report:
    """A report on a text of one sentence, with one claim and one finding, both at this stretch."""
    there = Span.of(text, start, end)
    whole = SentenceOutcome(id="s1", start=0, end=len(text), region="body", outcome="claims", claim_ids=("c1",))
    finding = Finding(kind="unsourced_key_claim", severity="low", message="!", claim_ids=("c1",), spans=(there, there))
    return _report(Article(text=text), [whole], [claim(1, "?", "s1", there, sourcing=Sourcing.of())], [finding])


def _report(
    article: Article, sentences: Sequence[SentenceOutcome], claims: Sequence[Claim], findings: Sequence[Finding]
) -> Report:
    return Report(
        article=article,
        sentences=tuple(sentences),
        claims=tuple(claims),
        findings=tuple(findings),
        coverage=Coverage.of(sentences),
        usage=Usage(calls=4, cached_calls=1, input_tokens=1234, output_tokens=56, cost_usd=0.0123, seconds=7.89),
        provenance=Provenance(
            model="a-model",
            endpoint="in process",
            prompts={},
            claimcheck_version="1.2.3",
            created_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
            options={},
        ),
    )
