"""A bulk run: articles in, their reports out. Tests run it in their own process, or in one that they kill."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from claimcheck import Checker, Options, Price, Report, RetryPolicy
from claimcheck.llm.bulk import BulkModel, Limits, OnUpdate, Patience
from claimcheck.llm.openai import OpenAIModel

HURRIED = Patience(
    settle=0.1,
    first_poll=0.005,
    longest_poll=0.02,
    lookup=0.05,
    retry=RetryPolicy(attempts=30, first_wait=0.005, longest_wait=0.01),
)
ARTICLES = tuple(
    f"Ferry {number} to Osmund carried {number + 1000} passengers in May.\n\n"
    f"Its owner paid {number + 2000} crowns for the repair of pier {number}.\n"
    for number in range(1, 7)
)


def bulk(
    base_url: str,
    state: Path,
    *,
    key: str | None = None,
    limits: Limits | None = None,
    patience: Patience = HURRIED,
    on_update: OnUpdate | None = None,
) -> BulkModel:
    """The model of a bulk run, in a hurry."""
    model = OpenAIModel("any", base_url=base_url, api_key=key)
    return BulkModel(model, state=state, limits=limits, patience=patience, on_update=on_update)


def reports_of(model: BulkModel, articles: Sequence[str] = ARTICLES) -> list[Report]:
    """The reports on articles that are all in flight at once."""

    async def all_of_them() -> list[Report]:
        return await asyncio.gather(*(checker.acheck(text) for text in articles))

    with Checker(model, options=Options(price=Price(1.0, 10.0))) as checker:
        return asyncio.run(all_of_them())


def run(base_url: str, state: Path) -> None:
    """A bulk run whose reports nobody reads."""
    reports_of(bulk(base_url, state))
