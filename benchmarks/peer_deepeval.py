"""Claims by deepeval, for `peers.py`, which runs this in an environment of deepeval's own.

Read from standard input: {"base_url", "model", "articles": [{"id", "text"}]}. It is the first step of deepeval's
faithfulness metric, which takes a text apart into claims, with its model for local endpoints. The metric's other steps
judge those claims by a context, of which there is none here, and are not taken.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

from deepeval.metrics import FaithfulnessMetric
from deepeval.models import LocalModel


async def claims_of(article: dict[str, str], model: LocalModel) -> dict[str, object]:
    """The claims of an article. They have no places; those that stand in it to the letter are counted as if."""
    metric = FaithfulnessMetric(model=model)
    try:
        claims = await metric._a_generate_claims(article["text"], multimodal=False)  # noqa: SLF001 (no public way)
    except Exception as error:  # noqa: BLE001 (what goes wrong is what is counted)
        return {"outputs": [], "failures": [f"{type(error).__name__}: {error}"]}
    found = [claim.rstrip(".") in article["text"] for claim in claims]
    outputs = [
        {"text": claim, "placed": False, "exact": is_there} for claim, is_there in zip(claims, found, strict=True)
    ]
    return {"outputs": outputs, "failures": []}


async def main() -> None:
    given = json.load(sys.stdin)
    model = LocalModel(model=given["model"], base_url=given["base_url"], api_key="none")
    started = time.perf_counter()
    outcomes = await asyncio.gather(*(claims_of(article, model) for article in given["articles"]))
    print(json.dumps({"seconds": time.perf_counter() - started, "articles": outcomes}))


if __name__ == "__main__":
    asyncio.run(main())
