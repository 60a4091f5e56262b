"""A process that starts the embedded model, asks it one thing, and says what came of it as a line of JSON."""

from __future__ import annotations

import asyncio
import json
import sys

from claimcheck.llm.chat import ChatRequest, Message
from claimcheck.llm.embedded import EmbeddedModel


async def main() -> None:
    model = EmbeddedModel()
    schema = {"type": "object", "properties": {"number": {"enum": ["41", "42"]}}}
    asked = ChatRequest(
        (Message("user", "The number is 42. Which number is it?"),), schema=schema, max_output_tokens=16
    )
    reply = await model.complete(asked)
    await model.aclose()
    print(json.dumps({"answer": reply.text, "telemetry": "openvino_telemetry" in sys.modules}))  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main())
