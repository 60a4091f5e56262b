"""Report: what claimcheck found in an article, and how it was made.

A report keeps its own promises: every span is where it says it is, every sentence has exactly one outcome,
the coverage adds up, every id leads somewhere. A document that breaks one of them does not load.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from claimcheck.article import Article, Region
from claimcheck.spans import Span
from claimcheck.verdicts import Claim

Outcome = Literal["claims", "no_claim", "failed"]
FindingKind = Literal[
    "headline_overclaim",
    "caption_overclaim",
    "dropped_hedge",
    "single_origin",
    "relayed_only",
    "figure_mismatch",
    "unsourced_key_claim",
]
Severity = Literal["high", "medium", "low"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SentenceOutcome(_Frozen):
    """One sentence of the article, and what became of it.

    Attributes:
        id: "s1" onwards in reading order.
        start: offset of its first character.
        end: offset behind its last character.
        region: where in the article it stands.
        outcome: whether it makes claims, makes none, or could not be read.
        reason: why it makes none, or why it failed; None where it makes claims.
        claim_ids: the claims that it states; empty unless the outcome is "claims".
    """

    id: str
    start: int
    end: int
    region: Region
    outcome: Outcome
    reason: str | None = None
    claim_ids: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _outcome_is_what_it_holds(self) -> Self:
        if (self.outcome == "claims") != bool(self.claim_ids):
            raise ValueError(f"sentence {self.id}: outcome {self.outcome!r} with {len(self.claim_ids)} claims")
        if self.outcome != "claims" and not self.reason:
            raise ValueError(f"sentence {self.id}: outcome {self.outcome!r} without a reason")
        return self


class Finding(_Frozen):
    """Something about the article as a whole that an editor would want to see, with the spans that show it."""

    kind: FindingKind
    severity: Severity
    message: str
    claim_ids: tuple[str, ...] = ()
    spans: tuple[Span, ...] = Field(min_length=1)


class Coverage(_Frozen):
    """How many sentences there are, and how many ended in each outcome."""

    sentences: int
    with_claims: int
    no_claim: int
    failed: int

    @classmethod
    def of(cls, sentences: Iterable[SentenceOutcome]) -> Self:
        """The coverage of these sentences."""
        counts = Counter(sentence.outcome for sentence in sentences)
        return cls(
            sentences=counts.total(),
            with_claims=counts["claims"],
            no_claim=counts["no_claim"],
            failed=counts["failed"],
        )


class Usage(_Frozen):
    """What the report took.

    Attributes:
        calls: questions answered by the model or the response cache.
        cached_calls: those of them that the cache answered.
        input_tokens: tokens that the model read.
        output_tokens: tokens that it wrote.
        cost_usd: US dollars; None where the price is not known.
        seconds: wall time.
    """

    calls: int = 0
    cached_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None
    seconds: float = 0.0


class Provenance(_Frozen):
    """How the report was made, so that it can be made again.

    Attributes:
        model: the model's name.
        endpoint: where it answered; holds no credential.
        prompts: SHA-256 of each template used, by its name.
        claimcheck_version: the version of this library.
        created_at: when, in UTC.
        options: the options of the check that can change its outcome.
    """

    model: str
    endpoint: str
    prompts: dict[str, str]
    claimcheck_version: str
    created_at: datetime
    options: dict[str, str | int | float | bool | None]


class Report(_Frozen):
    """Everything that was found in one article. Lists are in reading order; offsets count in `article.text`."""

    schema_version: Literal["1"] = "1"
    article: Article
    sentences: tuple[SentenceOutcome, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...] = ()
    coverage: Coverage
    usage: Usage
    provenance: Provenance

    @property
    def complete(self) -> bool:
        """Whether every sentence was read and every claim has its verdicts."""
        return not self.coverage.failed and all(c.sourcing and c.verifiability for c in self.claims)

    def to_markdown(self) -> str:
        """The report as Markdown, to be read."""
        from claimcheck.formats.markdown_report import markdown_report  # noqa: PLC0415 (a format stands on the report)

        return markdown_report(self)

    def to_html(self) -> str:
        """The report as one HTML file that needs nothing else; write it as UTF-8."""
        from claimcheck.formats.html_report import html_report  # noqa: PLC0415 (a format stands on the report)

        return html_report(self)

    @model_validator(mode="after")
    def _keeps_its_promises(self) -> Self:
        broken = next(_broken_promises(self), None)
        if broken:
            raise ValueError(broken)
        return self


def _broken_promises(report: Report) -> Iterator[str]:
    yield from _ids(report)
    yield from _sentence_order(report)
    yield from _spans(report)
    if report.coverage != Coverage.of(report.sentences):
        yield "coverage does not add up"


def _ids(report: Report) -> Iterator[str]:
    sentences = [sentence.id for sentence in report.sentences]
    claims = [claim.id for claim in report.claims]
    yield from (f"sentence id {name} stands twice" for name, count in Counter(sentences).items() if count > 1)
    yield from (f"claim id {name} stands twice" for name, count in Counter(claims).items() if count > 1)
    listed = {(sentence.id, name) for sentence in report.sentences for name in sentence.claim_ids}
    named = {(name, claim.id) for claim in report.claims for name in claim.sentence_ids}
    for sentence_id, claim_id in sorted(listed ^ named):
        yield f"sentence {sentence_id} and claim {claim_id} do not name each other"
    known_sentences, known_claims = set(sentences), set(claims)
    yield from (f"no sentence {name}" for name, _ in sorted(named) if name not in known_sentences)
    references: list[tuple[str, str | None]] = [
        (name, claim.id) for claim in report.claims if claim.sourcing for name in claim.sourcing.corroborated_by
    ]
    references += [(name, None) for finding in report.findings for name in finding.claim_ids]
    yield from (f"no other claim {name}" for name, own in references if name not in known_claims or name == own)


def _sentence_order(report: Report) -> Iterator[str]:
    end = 0
    for sentence in report.sentences:
        if not end <= sentence.start < sentence.end <= len(report.article.text):
            yield f"sentence {sentence.id}: [{sentence.start}, {sentence.end}) is out of order or outside the text"
        end = sentence.end


def _spans(report: Report) -> Iterator[str]:
    text = report.article.text
    for claim in report.claims:
        yield from _misplaced(_spans_of(claim), text, owner=f"claim {claim.id}")
    for finding in report.findings:
        yield from _misplaced(finding.spans, text, owner=f"finding {finding.kind}")
    bounds = {sentence.id: (sentence.start, sentence.end) for sentence in report.sentences}
    for claim in report.claims:
        stretches = sorted(bounds[name] for name in claim.sentence_ids if name in bounds)
        for anchor in claim.anchors:
            if not _inside(anchor, stretches, text):
                yield f"claim {claim.id}: anchor [{anchor.start}, {anchor.end}) lies outside its sentences"


def _misplaced(spans: Iterable[Span], text: str, *, owner: str) -> Iterator[str]:
    for span in spans:
        if not span.stands_in(text):
            yield f"{owner}: {span.quote!r} does not stand at [{span.start}, {span.end})"


def _spans_of(claim: Claim) -> Iterator[Span]:
    yield from claim.anchors
    if claim.sourcing is None:
        return
    yield from claim.sourcing.hedges
    for hop in claim.sourcing.chain:
        yield from (span for span in (hop.source.mention, hop.cue) if span)


def _inside(anchor: Span, stretches: list[tuple[int, int]], text: str) -> bool:
    """Whether every character of the anchor is in a stretch, or is white space between two."""
    at = anchor.start
    for start, end in stretches:
        if text[at:start].strip() or at >= anchor.end:
            break
        at = max(at, end)
    return at >= anchor.end or not text[at : anchor.end].strip()
