"""The report as text: the figures first, then claim by claim in the order of the article, then how it was made."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import shorten

from claimcheck.article import Region
from claimcheck.cli.page import Page
from claimcheck.cli.words import (
    number_of,
    sourcing_in_words,
    status_counts,
    strength_counts,
    verifiability_in_words,
)
from claimcheck.report import Report, SentenceOutcome, Usage
from claimcheck.verdicts import Claim

DISCLAIMER = (
    "This says what the article shows for each claim, and whether the claim could be settled. "
    "It does not say whether a claim is true."
)

_SENTENCE_AT = 6
_CLAIM_AT = 12
_REASON_SHOWN = 160
_WORDS_SHOWN = 50


def report_text(report: Report, *, width: int = 80, colour: bool = False) -> str:
    """A report to be read in a terminal or a pipe.

    Args:
        report: the report.
        width: of the page, in columns.
        colour: whether it goes to a terminal that shows colours.
    """
    page = Page(width=width, colour=colour)
    _figures(report, page)
    _findings(report, page)
    _claims(report, page)
    _silences(report, page)
    _making(report, page)
    return page.text()


def _figures(report: Report, page: Page) -> None:
    coverage, claims = report.coverage, report.claims
    page.line(_title(report), style="bold")
    page.gap()
    failed = f", {coverage.failed:,} could not be read" if coverage.failed else ""
    sentences = f"{coverage.sentences:,}: {coverage.with_claims:,} with claims, {coverage.no_claim:,} without{failed}"
    unanchored = sum(not claim.anchors for claim in claims)
    nowhere = f", {unanchored:,} of them not found in the text" if unanchored else ""
    figures = {
        "Sentences": sentences,
        "Claims": f"{len(claims):,}{nowhere}",
        "Sourcing": strength_counts(claims),
        "Checking": status_counts(claims),
    }
    for label, text in figures.items():
        page.line(text, label=label, margin=12)


def _title(report: Report) -> str:
    headline = next((_words(report, s) for s in report.sentences if s.region == "headline"), None)
    return report.article.title or headline or f"Article {report.article.id}"


def _findings(report: Report, page: Page) -> None:
    if not report.findings:
        return
    page.heading("Findings")
    for finding in report.findings:
        page.line(f"{finding.message} ({', '.join(finding.claim_ids)})", label=finding.severity, margin=8)


def _claims(report: Report, page: Page) -> None:
    if not report.claims:
        return
    page.heading("Claims")
    by_id = {claim.id: claim for claim in report.claims}
    told: set[str] = set()
    for sentence in report.sentences:
        claims = [by_id[name] for name in sentence.claim_ids if name not in told]
        if not claims:
            continue
        told.update(claim.id for claim in claims)
        page.gap()
        page.line(_where(sentence.region) + _words(report, sentence), label=sentence.id, margin=_SENTENCE_AT)
        for claim in claims:
            _claim(claim, sentence, report, page)


def _claim(claim: Claim, sentence: SentenceOutcome, report: Report, page: Page) -> None:
    page.line(claim.text, label=claim.id, at=_SENTENCE_AT, margin=_CLAIM_AT, style="bold")
    lines = [sourcing_in_words(claim.sourcing)] if claim.sourcing else []
    lines += verifiability_in_words(claim.verifiability) if claim.verifiability else []
    if not (claim.sourcing and claim.verifiability):
        lines.append(f"No verdict: {claim.rationale or 'none was given'}")
    others = [name for name in claim.sentence_ids if name != sentence.id]
    lines += [f"Also in {', '.join(others)}"] if others else []
    lines += _anchoring(claim, {claim.text, _words(report, sentence)})
    for line in lines:
        page.line(line, margin=_CLAIM_AT)


def _anchoring(claim: Claim, shown: Iterable[str]) -> list[str]:
    """The words that state the claim, where they are neither the claim nor the sentence, which stand above."""
    if not claim.anchors:
        return ["Not found in the text word for word"]
    known = {_bare(words) for words in shown}
    quotes = [anchor.quote for anchor in claim.anchors if _bare(anchor.quote) not in known]
    return [f"Words: {', '.join(f'“{quote}”' for quote in quotes)}"] if quotes else []


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(" .\"'“”‘’").casefold()


def _silences(report: Report, page: Page) -> None:
    silent = [sentence for sentence in report.sentences if sentence.outcome != "claims"]
    for outcome, heading in (("failed", "Not read"), ("no_claim", "Without claims")):
        sentences = [sentence for sentence in silent if sentence.outcome == outcome]
        if sentences:
            page.heading(heading)
        for reason, ids in _by_reason(sentences).items():
            page.line(f"{shorten(reason, _REASON_SHOWN, placeholder=' …')}: {', '.join(ids)}", margin=2)
            _first_words(report, [s for s in sentences if s.id in ids], page)


def _by_reason(sentences: Iterable[SentenceOutcome]) -> dict[str, list[str]]:
    reasons: dict[str, list[str]] = {}
    for sentence in sentences:
        reasons.setdefault(sentence.reason or "", []).append(sentence.id)
    return reasons


def _first_words(report: Report, sentences: Iterable[SentenceOutcome], page: Page) -> None:
    for sentence in sentences:
        page.line(
            shorten(_words(report, sentence), _WORDS_SHOWN, placeholder=" …"),
            label=sentence.id,
            at=4,
            margin=10,
            style="dim",
        )


def _making(report: Report, page: Page) -> None:
    usage, provenance = report.usage, report.provenance
    cached = f", {usage.cached_calls:,} from the cache" if usage.cached_calls else ""
    page.heading("How this was made")
    page.line(
        f"{provenance.model}, {provenance.endpoint}: {usage.seconds:,.1f} seconds, "
        f"{number_of(usage.calls, 'answer')}{cached}, {usage.input_tokens:,} tokens read, "
        f"{usage.output_tokens:,} written{_cost(usage)}. "
        f"claimcheck {provenance.claimcheck_version}, {provenance.created_at:%Y-%m-%d %H:%M %Z}, "
        f"article {report.article.id}."
    )
    page.line(DISCLAIMER)


def _cost(usage: Usage) -> str:
    if usage.cost_usd is None:
        return ", at a cost that is not known"
    return f", {usage.cost_usd:,.4f} US dollars" if usage.cost_usd else ""


def _where(region: Region) -> str:
    return "" if region == "body" else f"({region}) "


def _words(report: Report, sentence: SentenceOutcome) -> str:
    return report.article.text[sentence.start : sentence.end]
