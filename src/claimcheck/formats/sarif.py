"""SARIF 2.1.0 (OASIS Standard): findings as results, so that an editor or a code host shows them at their words.

Columns, offsets and lengths count UTF-16 code units, as editors do; the log says so (`columnKind`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from claimcheck.formats.code_units import Utf16
from claimcheck.formats.words import FINDINGS
from claimcheck.report import Finding, FindingKind, Report, SentenceOutcome, Severity
from claimcheck.spans import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LEVELS: Mapping[Severity, str] = {"high": "error", "medium": "warning", "low": "note"}

Node = Mapping[str, Any]


def sarif(report: Report) -> str:
    """The findings of a report as a SARIF log with one run.

    The artifact is the article, text included. Its URI is the article's URL, else its id as a relative path: an id
    such as `stories/dam.txt` leads a code host to that file. A finding stands at its first span, and its other spans
    are related locations. Sentences that could not be read are notifications of the invocation.
    """
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(report: Report) -> Node:
    article, provenance = report.article, report.provenance
    units = Utf16(article.text)
    fingerprints = {claim.id: claim.fingerprint for claim in report.claims}
    return {
        "tool": {
            "driver": {
                "name": "claimcheck",
                "version": provenance.claimcheck_version,
                "informationUri": "https://pypi.org/project/claimcheck-llm/",
                "rules": [_rule(kind) for kind in FINDINGS],
            }
        },
        "columnKind": "utf16CodeUnits",
        "artifacts": [
            {
                "location": {"uri": _uri(report)},
                "mimeType": "text/plain",
                "encoding": "UTF-8",
                "hashes": {"sha-256": article.sha256},
                "contents": {"text": article.text},
            }
        ],
        "invocations": [
            {
                "executionSuccessful": report.complete,
                "endTimeUtc": provenance.created_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "toolExecutionNotifications": list(_failures(report, units)),
            }
        ],
        "results": [_result(finding, fingerprints, report, units) for finding in report.findings],
        "properties": {"model": provenance.model, "coverage": report.coverage.model_dump()},
    }


def _rule(kind: FindingKind) -> Node:
    name, meaning = FINDINGS[kind]
    camel = "".join(part.capitalize() for part in kind.split("_"))
    return {
        "id": kind,
        "name": camel,
        "shortDescription": {"text": f"{name}."},
        "fullDescription": {"text": meaning},
        "help": {"text": meaning},
    }


def _result(finding: Finding, fingerprints: Mapping[str, str], report: Report, units: Utf16) -> Node:
    first, *others = finding.spans
    return {
        "ruleId": finding.kind,
        "ruleIndex": list(FINDINGS).index(finding.kind),
        "level": LEVELS[finding.severity],
        "message": _message(finding.message),
        "locations": [_location(first, report, units)],
        "relatedLocations": [_location(span, report, units, id=at) for at, span in enumerate(others, start=1)],
        "partialFingerprints": {"claims/v1": _fingerprint(finding, fingerprints)},
        "properties": {"claimIds": list(finding.claim_ids), "severity": finding.severity},
    }


def _location(span: Span, report: Report, units: Utf16, *, id: int | None = None) -> Node:
    start, last = units.place(span.start), units.place(span.end - 1)
    width = units.offset(span.end) - units.offset(span.end - 1)
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": last.line,
        "endColumn": last.column + width,
        "charOffset": units.offset(span.start),
        "charLength": units.offset(span.end) - units.offset(span.start),
        "snippet": {"text": span.quote},
    }
    physical = {"artifactLocation": {"uri": _uri(report), "index": 0}, "region": region}
    return {"physicalLocation": physical} if id is None else {"id": id, "physicalLocation": physical}


def _failures(report: Report, units: Utf16) -> Iterator[Node]:
    for sentence in report.sentences:
        if sentence.outcome == "failed":
            yield {
                "level": "error",
                "message": _message(f"{sentence.id} could not be read: {sentence.reason}"),
                "locations": [_location(_words(sentence, report), report, units)],
            }
    for claim in report.claims:
        if not (claim.sourcing and claim.verifiability):
            why = claim.rationale or "no verdict was given"
            yield {"level": "error", "message": _message(f"{claim.id} could not be judged: {why}")}


def _message(text: str) -> Node:
    """A message that says just this: no placeholder (section 3.11.5) and no link (3.11.6) in it counts."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def _words(sentence: SentenceOutcome, report: Report) -> Span:
    return Span.of(report.article.text, sentence.start, sentence.end)


def _uri(report: Report) -> str:
    return report.article.url or quote(report.article.id)


def _fingerprint(finding: Finding, fingerprints: Mapping[str, str]) -> str:
    """The same for the same finding about a later version of the article."""
    named = [fingerprints[name] for name in finding.claim_ids] or [span.quote for span in finding.spans]
    return hashlib.sha256("\0".join([finding.kind, *named]).encode()).hexdigest()
