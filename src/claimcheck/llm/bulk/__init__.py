"""Bulk: questions to OpenAI's Batch API, which answers within a day and at half the price. See docs/bulk.md.

From the top:

    model      BulkModel, a `ChatModel` that stands where the endpoint stands
    desk       gathers the questions that wait into rounds, and hands each its answer
    room       how many batches may be under way, and how large
    batches    one batch from its submission to its answers
    service    the Files and Batches endpoints
    state      the state file: what was submitted, and what was answered
    lines      the lines of a request file and of an answer file
    terms      limits, pauses, and what is told meanwhile
"""

from __future__ import annotations

from claimcheck.llm.bulk.model import BulkModel
from claimcheck.llm.bulk.terms import Limits, OnUpdate, Patience, Update

__all__ = ["BulkModel", "Limits", "OnUpdate", "Patience", "Update"]
