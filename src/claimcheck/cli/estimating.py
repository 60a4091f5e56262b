"""Estimating: what a check would use, before anybody is asked."""

from __future__ import annotations

import json
from dataclasses import asdict

import typer

from claimcheck.cli.rendering import Format
from claimcheck.llm.usage import Estimate

NOTE = "An estimate, without the answers that are kept already, and without what a model thinks before it answers."


def estimate_text(estimate: Estimate, as_: Format) -> str:
    """An estimate as the user asked for it.

    Raises:
        typer.BadParameter: it was asked for as something that only a report is.
    """
    if as_ not in (Format.TEXT, Format.JSON):
        raise typer.BadParameter(f"an estimate is text or json, not {as_}")
    if as_ is Format.JSON:
        return json.dumps(asdict(estimate), indent=2) + "\n"
    cost = estimate.cost_usd
    price = "not known: give --price-input and --price-output" if cost is None else f"{cost:,.4f} US dollars"
    figures = {
        "Calls": f"{estimate.calls:,}",
        "Tokens read": f"{estimate.input_tokens:,}",
        "Tokens written": f"{estimate.output_tokens:,}",
        "Cost": price,
    }
    return "".join(f"{label:<16}{figure}\n" for label, figure in figures.items()) + f"{NOTE}\n"


def batch_estimate_text(estimate: Estimate, *, rows: int, errors: int) -> str:
    """The estimate for many rows, of which some cannot be checked."""
    unreadable = f", {errors:,} of which cannot be checked" if errors else ""
    return f"{'Rows':<16}{rows:,}{unreadable}\n{estimate_text(estimate, Format.TEXT)}"
