"""schema.org as JSON-LD: the article, and each of its claims with where it appears and who is credited for it.

There is no `ClaimReview` and no rating: claimcheck does not say whether a claim is true.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from claimcheck.formats.names import iri_in_report, iri_of_text
from claimcheck.formats.overview import title_of
from claimcheck.formats.words import labels_of, name_of
from claimcheck.report import Report
from claimcheck.verdicts import Claim, Source, SourceKind

CONTEXT = "https://schema.org"

Node = Mapping[str, Any]

_TYPES: Mapping[SourceKind, str] = {"named_organization": "Organization"}


def schema_org(report: Report) -> str:
    """A report as a JSON-LD graph of schema.org: one `NewsArticle`, and a `Claim` for each claim.

    `appearance` is a `Quotation` of the article for each stretch that states the claim. `author` is the origin, if it
    is a person or an organisation; where the reporter speaks, there is none. `isBasedOn` is what stands between: the
    document that the claim rests on, and the words of whoever passed it on. `keywords` are the claim's kind, and the
    verdict: strength and status.
    """
    graph = [_article(report), *(_claim(claim, report) for claim in report.claims)]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def _article(report: Report) -> Node:
    article = report.article
    known = {
        "url": article.url,
        "inLanguage": article.language,
        "datePublished": article.published.isoformat() if article.published else None,
    }
    return {
        "@type": "NewsArticle",
        "@id": iri_of_text(article),
        "identifier": article.id,
        "headline": title_of(report),
        **{name: value for name, value in known.items() if value},
        "sdDatePublished": report.provenance.created_at.date().isoformat(),
    }


def _claim(claim: Claim, report: Report) -> Node:
    article = {"@id": iri_of_text(report.article)}
    quotations = [{"@type": "Quotation", "text": anchor.quote, "isPartOf": article} for anchor in claim.anchors]
    chain = [hop.source for hop in claim.sourcing.chain] if claim.sourcing else []
    origin = chain[-1] if chain else None
    bases = list(_bases(chain))
    return {
        "@type": "Claim",
        "@id": iri_in_report(report, claim.id),
        "identifier": claim.id,
        "text": claim.text,
        "appearance": quotations or [article],
        **({"author": _somebody(origin)} if origin and origin.kind != "document" else {}),
        **({"isBasedOn": bases} if bases else {}),
        "keywords": labels_of(claim),
    }


def _bases(chain: list[Source]) -> Iterator[Node]:
    """The works that a claim comes through, from the reader inwards."""
    for source in chain:
        if source.kind == "document":
            yield {"@type": "CreativeWork", "name": name_of(source)}
        elif source is not chain[-1] or source.is_outlet:
            yield {"@type": "CreativeWork", "publisher" if source.is_outlet else "author": _somebody(source)}


def _somebody(source: Source) -> Node:
    """A source as schema.org knows them, a person or an organisation; without a name, by the words for it."""
    kind = "NewsMediaOrganization" if source.is_outlet else _TYPES.get(source.kind, "Person")
    known = {"@type": kind}
    known["name" if source.name else "description"] = name_of(source)
    if source.title and kind == "Person":
        known["jobTitle"] = source.title
    return known
