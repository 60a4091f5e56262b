"""Names: IRIs for an article and for what is said of it, where the Web asks for them."""

from __future__ import annotations

import base64
from uuid import NAMESPACE_URL, uuid5

from claimcheck.article import Article
from claimcheck.report import Report


def iri_of_text(article: Article) -> str:
    """The name of exactly this text: its SHA-256 as a named information URI (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(article.sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def iri_in_report(report: Report, id: str) -> str:
    """A name for a part of a report, such as a claim: the same for the same report, another for any other."""
    name = f"{iri_of_text(report.article)}#{report.provenance.created_at.isoformat()}#{id}"
    return uuid5(NAMESPACE_URL, name).urn
