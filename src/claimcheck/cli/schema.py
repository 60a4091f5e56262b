"""`claimcheck schema`: what a report looks like, for programs."""

from __future__ import annotations

import json

from claimcheck.cli.output import write_result
from claimcheck.report import Report

EPILOG = """\b
Examples:
  claimcheck schema > report.schema.json
"""


def schema() -> None:
    """Print the JSON Schema of a report."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    write_result(json.dumps(dialect | Report.model_json_schema(mode="serialization"), indent=2) + "\n")
