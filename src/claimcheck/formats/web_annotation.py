"""W3C Web Annotations: each claim and each finding as an annotation of the words that show it.

The document is an `AnnotationPage` of the Web Annotation Data Model (W3C Recommendation, 23 February 2017). Its
selectors count Unicode code points, as the report does: section 4.2.4 says so of quotes, and 4.2.5 of positions.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from claimcheck.formats.names import iri_in_report, iri_of_text
from claimcheck.formats.words import FINDINGS, labels_of, sourcing_in_words, verifiability_in_words
from claimcheck.report import Finding, Report
from claimcheck.spans import Span
from claimcheck.verdicts import Claim

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

AROUND = 32
"""Code points of the text that a quote shows before and behind it, so that it is found among others like it."""

Node = Mapping[str, Any]


def web_annotation(report: Report) -> str:
    """The claims and findings of a report as one page of Web Annotations, in JSON-LD.

    A target is the exact text, named by its hash, with a position and a quote; and, where the article's URL is known,
    the page there with the quote alone: positions in the text say nothing about a page. A claim that is not anchored
    has the whole text for a target.
    """
    claims = [_of_claim(claim, report) for claim in report.claims]
    findings = [_of_finding(finding, number, report) for number, finding in enumerate(report.findings, start=1)]
    page = {
        "@context": CONTEXT,
        "id": iri_in_report(report, "annotations"),
        "type": "AnnotationPage",
        "items": [*claims, *findings],
    }
    return json.dumps(page, ensure_ascii=False, indent=2) + "\n"


def _of_claim(claim: Claim, report: Report) -> Node:
    verdict = [sourcing_in_words(claim.sourcing)] if claim.sourcing else []
    verdict += verifiability_in_words(claim.verifiability) if claim.verifiability else []
    bodies = [_body(claim.text, "describing", report)]
    bodies += [_body(". ".join(verdict), "commenting")] if verdict else []
    return _annotation(claim.id, [*bodies, *(_body(tag, "tagging") for tag in labels_of(claim))], claim.anchors, report)


def _of_finding(finding: Finding, number: int, report: Report) -> Node:
    name, _ = FINDINGS[finding.kind]
    bodies = [_body(f"{name}: {finding.message}", "commenting"), _body(finding.kind, "tagging")]
    return _annotation(f"f{number}", bodies, finding.spans, report)


def _annotation(id: str, bodies: Sequence[Node], spans: Sequence[Span], report: Report) -> Node:
    provenance = report.provenance
    return {
        "id": iri_in_report(report, id),
        "type": "Annotation",
        "motivation": sorted({body["purpose"] for body in bodies}),
        "created": provenance.created_at.isoformat().replace("+00:00", "Z"),
        "generator": {
            "id": "https://pypi.org/project/claimcheck-llm/",
            "type": "Software",
            "name": f"claimcheck {provenance.claimcheck_version} with {provenance.model}",
        },
        "body": bodies,
        "target": list(_targets(spans, report)) or [_text(report)],
    }


def _body(value: str, purpose: str, report: Report | None = None) -> Node:
    language = report.article.language if report else "en"
    spoken = {"language": language} if language and purpose != "tagging" else {}
    return {"type": "TextualBody", "value": value, "format": "text/plain", **spoken, "purpose": purpose}


def _targets(spans: Iterable[Span], report: Report) -> Iterator[Node]:
    url = report.article.url
    for span in spans:
        quote = _quote(span, report.article.text)
        position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
        yield {"type": "SpecificResource", "source": _text(report), "selector": [position, quote]}
        if url:
            yield {"type": "SpecificResource", "source": url, "selector": quote}


def _text(report: Report) -> Node:
    language = {"language": report.article.language} if report.article.language else {}
    return {"id": iri_of_text(report.article), "type": "Text", "format": "text/plain", **language}


def _quote(span: Span, text: str) -> Node:
    start, end = max(span.start - AROUND, 0), min(span.end + AROUND, len(text))
    while start < span.start and _joins_what_is_before_it(text[start]):
        start += 1
    while span.end < end < len(text) and _joins_what_is_before_it(text[end]):
        end += 1
    return {
        "type": "TextQuoteSelector",
        "exact": span.quote,
        "prefix": text[start : span.start],
        "suffix": text[span.end : end],
    }


def _joins_what_is_before_it(character: str) -> bool:
    """Whether it is part of the character that a reader sees before it: a selection should not begin with it."""
    return unicodedata.category(character).startswith("M") or character in "\u200d\n"
