"""Profile: how to talk to a model of a given size."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """How to talk to a model.

    Attributes:
        name: the folder of `prompts/` that holds its templates.
        sentences_per_window: how many sentences go into one extraction call.
        context_sentences: how many sentences before a window are shown with it.
        claims_per_call: how many claims go into one judging call.
        max_output_tokens: where an answer is cut off; an answer of a window is this long at most.
        in_flight: how many calls are under way at once.
    """

    name: str
    sentences_per_window: int
    context_sentences: int
    claims_per_call: int
    max_output_tokens: int
    in_flight: int


FULL = Profile(
    name="full",
    sentences_per_window=20,
    context_sentences=6,
    claims_per_call=10,
    max_output_tokens=8192,
    in_flight=8,
)
"""For frontier models: few calls, much in each."""

COMPACT = Profile(
    name="compact",
    sentences_per_window=1,
    context_sentences=3,
    claims_per_call=24,
    max_output_tokens=240,
    in_flight=48,
)
"""For small local models: one sentence to a call, all its claims judged in another; short answers, many at once."""
