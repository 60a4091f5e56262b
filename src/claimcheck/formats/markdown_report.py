"""Markdown: a report to be read, in an issue, a wiki or a note. CommonMark, with one table of GitHub's kind.

Everything from the article or a model is escaped: it shows as it is, and makes no heading, link, code or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claimcheck.formats.overview import figures_of, gravest_first, sources_of, title_of
from claimcheck.formats.printable import printable
from claimcheck.formats.words import (
    DISCLAIMER,
    FINDINGS,
    confidence_in_words,
    making_in_words,
    sourcing_in_words,
    verifiability_in_words,
)
from claimcheck.report import Report
from claimcheck.verdicts import Claim

_ACTIVE = re.compile(r"[\\`*_\[\]<>&|~#$]")
_AT_THE_HEAD = re.compile(r"(?P<before>\d{0,9})(?P<mark>[-+=.)])")
"""What begins a list or a heading's underline, at the head of a line."""


def markdown_report(report: Report) -> str:
    """A report as Markdown."""
    blocks = [
        f"# {escaped(title_of(report))}",
        _list(f"{label}: {escaped(text)}" for label, text in figures_of(report).items()),
        *_findings(report),
        *_claims(report),
        *_sources(report),
        *_silences(report),
        "## How this was made",
        escaped(making_in_words(report)),
        escaped(DISCLAIMER),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(text: str) -> str:
    """The text on one line, as Markdown that shows it as it is."""
    line = _ACTIVE.sub(r"\\\g<0>", printable(text))
    return _AT_THE_HEAD.sub(r"\g<before>\\\g<mark>", line, count=1) if _AT_THE_HEAD.match(line) else line


def _findings(report: Report) -> Iterator[str]:
    if report.findings:
        yield "## Findings"
    for finding in gravest_first(report.findings):
        name, _ = FINDINGS[finding.kind]
        claims = f" ({', '.join(map(escaped, finding.claim_ids))})" if finding.claim_ids else ""
        yield f"**{name}** ({finding.severity}): {escaped(finding.message)}{claims}"
        yield "\n>\n".join(f"> {escaped(span.quote)}" for span in finding.spans)


def _claims(report: Report) -> Iterator[str]:
    if report.claims:
        yield "## Claims"
    by_id = {claim.id: claim for claim in report.claims}
    told: set[str] = set()
    for sentence in report.sentences:
        claims = [by_id[name] for name in sentence.claim_ids if name not in told]
        if claims:
            told.update(claim.id for claim in claims)
            where = "" if sentence.region == "body" else f" ({sentence.region})"
            words = report.article.text[sentence.start : sentence.end]
            yield f"**{escaped(sentence.id)}**{where}"
            yield f"> {escaped(words)}"
            yield "\n".join(_claim(claim) for claim in claims)


def _claim(claim: Claim) -> str:
    return "\n".join([
        f"- **{escaped(claim.id)}** {escaped(claim.text)}",
        *(f"  - {escaped(line)}" for line in _verdict(claim)),
    ])  # fmt: skip


def _verdict(claim: Claim) -> Iterator[str]:
    if claim.sourcing:
        yield sourcing_in_words(claim.sourcing)
    if claim.verifiability:
        yield from verifiability_in_words(claim.verifiability)
    if not (claim.sourcing and claim.verifiability):
        yield f"No verdict: {claim.rationale or 'none was given'}"
    if not claim.anchors:
        yield "Not found in the text word for word"
    if claim.confidence is not None:
        yield confidence_in_words(claim.confidence, claim.rationale)


def _sources(report: Report) -> Iterator[str]:
    carried = sources_of(report)
    if not carried:
        return
    rows = []
    for each in carried:
        through = f", through {', '.join(each.through)}" if each.through else ""
        cells = (each.who, each.kind + through, f"{len(each.claim_ids):,}", ", ".join(each.claim_ids))
        rows.append(f"| {' | '.join(map(escaped, cells))} |")
    yield "## Sources"
    yield "\n".join(["| Source | Kind | Claims | Which |", "| --- | --- | ---: | --- |", *rows])


def _silences(report: Report) -> Iterator[str]:
    for outcome, heading in (("failed", "Not read"), ("no_claim", "Without claims")):
        sentences = [sentence for sentence in report.sentences if sentence.outcome == outcome]
        if sentences:
            yield f"## {heading}"
            yield _list(
                f"**{escaped(s.id)}** {escaped(report.article.text[s.start : s.end])} ({escaped(s.reason or '')})"
                for s in sentences
            )


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
