"""Reports as they go out: each format by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from claimcheck.formats.csv_report import csv_report
from claimcheck.formats.html_report import html_report
from claimcheck.formats.json_report import json_report
from claimcheck.formats.jsonl_report import jsonl_report
from claimcheck.formats.markdown_report import markdown_report
from claimcheck.formats.sarif import sarif
from claimcheck.formats.schema_org import schema_org
from claimcheck.formats.web_annotation import web_annotation
from claimcheck.report import Report


@dataclass(frozen=True, slots=True)
class Export:
    """A way to write a report.

    Attributes:
        render: a report as text, to be written in UTF-8.
        media_type: what the text is, for the Web.
        suffixes: how names of such files end; the first is ours.
    """

    render: Callable[[Report], str]
    media_type: str
    suffixes: tuple[str, ...]


EXPORTS: Mapping[str, Export] = {
    "json": Export(json_report, "application/json", (".json",)),
    "jsonl": Export(jsonl_report, "application/jsonl", (".jsonl", ".ndjson")),
    "csv": Export(csv_report, "text/csv", (".csv",)),
    "html": Export(html_report, "text/html", (".html", ".htm")),
    "markdown": Export(markdown_report, "text/markdown", (".md", ".markdown")),
    "web-annotation": Export(web_annotation, "application/ld+json", (".jsonld",)),
    "schema-org": Export(schema_org, "application/ld+json", (".jsonld",)),
    "sarif": Export(sarif, "application/sarif+json", (".sarif", ".sarif.json")),
}


def formats_of(path: PurePath) -> list[str]:
    """The formats whose files are called like this one: none, one, or several where the name does not say which."""
    name = path.name.lower()
    ends = {suffix for export in EXPORTS.values() for suffix in export.suffixes if name.endswith(suffix)}
    longest = max(ends, key=len, default=None)  # "a.sarif.json" is SARIF
    return [each for each, export in EXPORTS.items() if longest in export.suffixes]
