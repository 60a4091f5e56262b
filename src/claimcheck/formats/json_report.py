"""JSON: the whole report. Its JSON Schema is what `claimcheck schema` prints, and it reads back."""

from __future__ import annotations

from claimcheck.report import Report


def json_report(report: Report) -> str:
    """A report as JSON, indented; `Report.model_validate_json` reads it back."""
    return report.model_dump_json(indent=2) + "\n"
