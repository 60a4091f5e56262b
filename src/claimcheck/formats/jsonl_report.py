"""JSON Lines: one flat object a claim, as dataframes and stream processors like them."""

from __future__ import annotations

import json

from claimcheck.formats.claim_rows import claim_rows
from claimcheck.report import Report


def jsonl_report(report: Report) -> str:
    """The claims of a report as JSON Lines; see `claimcheck.formats.claim_rows` for the fields.

    Every line has every field. The lines of several reports can stand behind each other in one file.
    """
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in claim_rows(report))
