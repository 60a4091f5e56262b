"""An endpoint for the examples: takes every sentence for one claim, and credits nobody."""

from __future__ import annotations

from typing import Any

from claimcheck.llm.chat import ChatRequest, Message
from fake_model import plain_answer


def answer(body: dict[str, Any]) -> str:
    """What it says to a request."""
    name = body["response_format"]["json_schema"]["name"]
    return plain_answer(ChatRequest((Message("user", body["messages"][-1]["content"]),), schema_name=name))
