"""`claimcheck schema`: what a report or a comparison looks like, for programs."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from claimcheck.cli.output import write_result
from claimcheck.comparison import Comparison
from claimcheck.report import Report

EPILOG = """\b
Examples:
  claimcheck schema > report.schema.json
  claimcheck schema comparison > comparison.schema.json
"""


class Document(StrEnum):
    """What has a schema."""

    REPORT = "report"
    COMPARISON = "comparison"


def schema(
    of: Annotated[Document, typer.Argument(help="A report, or what claimcheck diff writes.")] = Document.REPORT,
) -> None:
    """Print the JSON Schema of a report, or of a comparison of two."""
    model = Comparison if of is Document.COMPARISON else Report
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    write_result(json.dumps(dialect | model.model_json_schema(mode="serialization"), indent=2) + "\n")
