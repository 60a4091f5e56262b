"""JSON Lines: one flat object a claim, as dataframes and stream processors like them."""

from __future__ import annotations

import json

from claimcheck.formats.claim_rows import claim_rows
from claimcheck.report import Report

_LINE_ENDS = str.maketrans({end: f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"})
"""Line ends to some programs, and not to JSON: written out, so that a claim is one line to all of them."""


def jsonl_report(report: Report) -> str:
    """The claims of a report as JSON Lines; see `claimcheck.formats.claim_rows` for the fields.

    Every line has every field. The lines of several reports can stand behind each other in one file.
    """
    return "".join(json.dumps(row, ensure_ascii=False).translate(_LINE_ENDS) + "\n" for row in claim_rows(report))
