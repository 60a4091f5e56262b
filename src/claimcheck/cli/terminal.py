"""The report as text: the figures first, then findings, the claims by sentence, their sources, and how it was made.

It is plain text in columns, with no lines drawn: it pipes, and a screen reader reads it. `verbose` adds the chains in
full, the records that would settle a claim, the words that state it, and the reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import shorten

from claimcheck.article import Region
from claimcheck.cli.page import Cell, Page
from claimcheck.formats.overview import figures_of, gravest_first, sources_of, title_of
from claimcheck.formats.words import (
    DISCLAIMER,
    FINDINGS,
    NO_VERDICT,
    STRENGTHS,
    capital,
    circumstances,
    confidence_in_words,
    hop_in_words,
    making_in_words,
    name_of,
    source_in_words,
    status_in_words,
    verifiability_in_words,
)
from claimcheck.report import Report, SentenceOutcome
from claimcheck.verdicts import Claim, Sourcing, Strength, Verifiability

_TEXT_AT = 8
_GAP = 2
_SECOND_SHARE = 0.42
"""Of the page behind the ids, what the second column has: whether a claim could be settled, what a source is."""

_REASON_SHOWN = 160
_WORDS_SHOWN = 50
_SOURCES_SHOWN = 12
_IDS_SHOWN = 12

_STYLES: Mapping[Strength, str] = {
    "on_record": "green",
    "documented": "green",
    "relayed": "yellow",
    "anonymous": "magenta",
    "vague": "magenta",
    "reporter": "",
}


def report_text(report: Report, *, width: int = 80, colour: bool = False, verbose: bool = False) -> str:
    """A report to be read in a terminal or a pipe.

    Args:
        report: the report.
        width: of the page, in columns.
        colour: whether it goes to a terminal that shows colours.
        verbose: whether it tells all that is known of each claim.
    """
    page = Page(width=width, colour=colour)
    columns = _Columns(width)
    _figures(report, page)
    _findings(report, page, verbose=verbose)
    _claims(report, page, columns, verbose=verbose)
    _sources(report, page, columns, verbose=verbose)
    _silences(report, page, verbose=verbose)
    page.heading("How this was made")
    page.line(making_in_words(report))
    page.line(DISCLAIMER)
    return page.text()


class _Columns:
    """The two columns behind the margin."""

    def __init__(self, width: int) -> None:
        room = width - _TEXT_AT
        self._second = max(int(room * _SECOND_SHARE), 12)
        self._first = max(room - self._second - _GAP, 12)

    def row(self, first: str, second: str, *, label: str = "", style: str = "") -> Iterator[Cell]:
        yield Cell(label, _TEXT_AT - _GAP - len(label), _TEXT_AT - _GAP)
        yield Cell(first, _TEXT_AT, self._first, style)
        yield Cell(second, _TEXT_AT + self._first + _GAP, self._second)


def _figures(report: Report, page: Page) -> None:
    page.line(title_of(report), style="bold")
    page.gap()
    for label, text in figures_of(report).items():
        page.line(text, label=label, margin=12)


def _findings(report: Report, page: Page, *, verbose: bool) -> None:
    if not report.findings:
        return
    page.heading("Findings")
    for finding in gravest_first(report.findings):
        name, _ = FINDINGS[finding.kind]
        claims = f" ({_ids(finding.claim_ids, verbose=verbose)})" if finding.claim_ids else ""
        page.line(f"{name}: {finding.message}{claims}", label=finding.severity, margin=_TEXT_AT)
        for span in finding.spans if verbose else ():
            page.line(f"“{span.quote}”", margin=_TEXT_AT, style="dim")


def _ids(ids: Sequence[str], *, verbose: bool) -> str:
    shown = ids if verbose else ids[:_IDS_SHOWN]
    more = f" and {len(ids) - len(shown):,} more" if len(ids) > len(shown) else ""
    return ", ".join(shown) + more


def _claims(report: Report, page: Page, columns: _Columns, *, verbose: bool) -> None:
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
        page.line(_where(sentence.region) + _words(report, sentence), label=sentence.id, margin=_TEXT_AT, style="dim")
        for number, claim in enumerate(claims):
            if verbose and number:
                page.gap()
            _claim(claim, page, columns)
            for line in (*_notes(claim, sentence), *(_details(claim, report, sentence) if verbose else ())):
                page.line(line, margin=_TEXT_AT)


def _claim(claim: Claim, page: Page, columns: _Columns) -> None:
    page.line(claim.text, label=claim.id, at=2, margin=_TEXT_AT, style="bold")
    if claim.sourcing or claim.verifiability:
        style = _STYLES[claim.sourcing.strength] if claim.sourcing else ""
        page.row(*columns.row(_credit(claim.sourcing), _checking(claim.verifiability), style=style))


def _credit(sourcing: Sourcing | None) -> str:
    if sourcing is None:
        return capital(NO_VERDICT)
    hedges = ", ".join(f"“{hedge.quote}”" for hedge in sourcing.hedges) if sourcing.strength == "vague" else ""
    who = source_in_words(sourcing.origin) if sourcing.origin else hedges
    through = f", through {', '.join(map(name_of, sourcing.relays))}" if sourcing.relays else ""
    return f"{capital(STRENGTHS[sourcing.strength])}{': ' if who else ''}{who}{through}"


def _checking(verifiability: Verifiability | None) -> str:
    if verifiability is None:
        return capital(NO_VERDICT)
    worth = "; worth checking" if verifiability.check_worthiness == "high" else ""
    return f"{status_in_words(verifiability)}{worth}"


def _notes(claim: Claim, sentence: SentenceOutcome) -> Iterator[str]:
    """What must not go unseen."""
    if not (claim.sourcing and claim.verifiability):
        yield f"No verdict: {claim.rationale or 'none was given'}"
    if not claim.anchors:
        yield "Not found in the text word for word"
    others = [name for name in claim.sentence_ids if name != sentence.id]
    if others:
        yield f"Also in {', '.join(others)}"


def _details(claim: Claim, report: Report, sentence: SentenceOutcome) -> Iterator[str]:
    if claim.sourcing:
        for depth, hop in enumerate(claim.sourcing.chain):
            yield f"{'← ' * bool(depth)}{hop_in_words(hop)}"
        yield from map(capital, circumstances(claim.sourcing))
    if claim.verifiability:
        _, *records = verifiability_in_words(claim.verifiability)
        yield f"Worth checking: {claim.verifiability.check_worthiness}"
        yield from records
    yield from _anchoring(claim, {claim.text, _words(report, sentence)})
    if claim.confidence is not None:
        yield confidence_in_words(claim.confidence, claim.rationale)


def _anchoring(claim: Claim, shown: Iterable[str]) -> Iterator[str]:
    """The words that state the claim, where they are neither the claim nor the sentence, which stand above."""
    known = {_bare(words) for words in shown}
    quotes = [anchor.quote for anchor in claim.anchors if _bare(anchor.quote) not in known]
    if quotes:
        yield f"Words: {', '.join(f'“{quote}”' for quote in quotes)}"


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(" .\"'“”‘’").casefold()


def _sources(report: Report, page: Page, columns: _Columns, *, verbose: bool) -> None:
    carried = sources_of(report)
    if not carried:
        return
    page.heading("Sources")
    shown = carried if verbose else carried[:_SOURCES_SHOWN]
    page.row(*columns.row("Source", "Kind", label="Claims"))
    for each in shown:
        through = f", through {', '.join(each.through)}" if each.through else ""
        page.row(*columns.row(each.who, capital(each.kind) + through, label=f"{len(each.claim_ids):,}"))
        if verbose:
            page.line(", ".join(each.claim_ids), margin=_TEXT_AT, style="dim")
    if len(carried) > len(shown):
        page.line(f"and {len(carried) - len(shown):,} more: see --verbose", margin=_TEXT_AT)


def _silences(report: Report, page: Page, *, verbose: bool) -> None:
    for outcome, heading in (("failed", "Not read"), ("no_claim", "Without claims")):
        sentences = [sentence for sentence in report.sentences if sentence.outcome == outcome]
        if sentences:
            page.heading(heading)
        for reason, alike in _by_reason(sentences).items():
            ids = ", ".join(sentence.id for sentence in alike)
            page.line(f"{shorten(reason, _REASON_SHOWN, placeholder=' …')}: {ids}", margin=2)
            if verbose or outcome == "failed":
                _first_words(report, alike, page)


def _by_reason(sentences: Iterable[SentenceOutcome]) -> dict[str, list[SentenceOutcome]]:
    reasons: dict[str, list[SentenceOutcome]] = {}
    for sentence in sentences:
        reasons.setdefault(sentence.reason or "", []).append(sentence)
    return reasons


def _first_words(report: Report, sentences: Iterable[SentenceOutcome], page: Page) -> None:
    for sentence in sentences:
        words = shorten(_words(report, sentence), _WORDS_SHOWN, placeholder=" …")
        page.line(words, label=sentence.id, at=4, margin=10, style="dim")


def _where(region: Region) -> str:
    return "" if region == "body" else f"({region}) "


def _words(report: Report, sentence: SentenceOutcome) -> str:
    return report.article.text[sentence.start : sentence.end]
