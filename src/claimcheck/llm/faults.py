"""Fault: what went wrong with one request, and the one place where it becomes an `EndpointError`."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import cast

from claimcheck.errors import EndpointError

_WORDS_SHOWN = 300
_DETAILS_READ = 4_000


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong with one request.

    Attributes:
        words: what the endpoint, or the network, said about it.
        status: the HTTP status; None where no answer came.
        code: the endpoint's own name for it, such as "insufficient_quota".
        param: the parameter that it names as the culprit.
        details: all it sent, up to a length; read by the program, shown to nobody.
        retry_after: how many seconds it asks to wait.
        transient: whether the same request may fare better later.
    """

    words: str
    status: int | None = None
    code: str = ""
    param: str = ""
    details: str = ""
    retry_after: float | None = None
    transient: bool = False


def fault_in(status: int, headers: Mapping[str, str], body: str) -> Fault:
    """What a response with an error status says."""
    error = _error_in(body)
    code = str(error.get("code") or error.get("type") or "")
    return Fault(
        words=str(error.get("message") or error.get("detail") or body),
        status=status,
        code=code,
        param=str(error.get("param") or ""),
        details=body[:_DETAILS_READ],
        retry_after=retry_after(headers),
        transient=is_transient(status) and code not in _OUT_OF_CREDIT,
    )


def is_transient(status: int) -> bool:
    """Whether a response with this status is worth asking again for."""
    return status in {408, 409, 425, 429} or (status >= 500 and status != 501)


def retry_after(headers: Mapping[str, str], *, now: float | None = None) -> float | None:
    """How many seconds the headers of a response ask to wait: `retry-after-ms`, or `retry-after` in either form.

    Args:
        headers: with names in lower case, or a mapping that does not mind.
        now: seconds since the epoch; by default, the clock's.
    """
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name, "").strip()
        if re.fullmatch(r"\d{1,12}(\.\d{1,12})?", value, re.ASCII):
            return float(value) * unit
    try:
        until = parsedate_to_datetime(headers.get("retry-after", "")).timestamp()
    except (ValueError, OverflowError):
        return None
    return max(0.0, until - (time.time() if now is None else now))


def explain(fault: Fault, *, endpoint: str, model: str, key: str) -> EndpointError:
    """The error to raise for a fault: who, what, why, and what to do. The key is in none of it."""
    words = scrub(" ".join(fault.words.split()), key)
    if len(words) > _WORDS_SHOWN:
        words = words[:_WORDS_SHOWN] + "…"
    what, advice = _told(fault, model)
    message = f"{endpoint} {what}: {words.rstrip('.')}." + (f" {advice}" if advice else "")
    return EndpointError(message, status=fault.status, retry_after=fault.retry_after, retryable=fault.transient)


def scrub(text: str, key: str) -> str:
    """The text with the key, and whatever else looks like one, blotted out."""
    if key:
        text = text.replace(key, "[key]")
    return _KEY_LIKE.sub("[key]", text)


def _told(fault: Fault, model: str) -> tuple[str, str]:
    """What happened, and what to do about it."""
    status = fault.status
    by_code = dict.fromkeys(_OUT_OF_CREDIT, ("has no credit left for this account", "Top it up, or use another key."))
    by_code["context_length_exceeded"] = ("found the request too long", "Use a model with a longer context.")
    by_code |= _OF_BATCHES
    by_status = {
        None: ("gave no answer", "Is it running, and is base_url right?"),
        200: ("sent what is not a chat completion", "Is it an OpenAI-compatible endpoint?"),
        401: ("refused the key (401)", "Check OPENAI_API_KEY, or the api_key that was given."),
        403: ("refused access (403)", f"May this key use the model {model!r}?"),
        404: ("found nothing (404)", f"Check the model's name, {model!r}, and base_url: most end in /v1."),
        429: ("asks for fewer requests (429)", ""),
    }
    if fault.code in by_code:
        return by_code[fault.code]
    return by_status.get(status) or (f"{'failed' if (status or 0) >= 500 else 'refused the request'} ({status})", "")


_OF_BATCHES = {
    "batch_expired": ("did not come to this question within the batch's day", "Run the same command again."),
    "batch_completed": ("left this question out of its batch's answers", "Run the same command again."),
    "batch_cancelled": ("was told to cancel the batch", "Run the same command again to submit it anew."),
    "token_limit_exceeded": ("has no room for another batch", "Wait for others to end, and run it again."),
}
_OUT_OF_CREDIT = {"insufficient_quota", "billing_hard_limit_reached"}
_KEY_LIKE = re.compile(r"(?i)\bbearer\s+\S+|\b(?:sk|pk|rk|gsk|hf|xai|key)[-_][\w*.-]{6,}")


def _error_in(body: str) -> dict[str, object]:
    """The object that describes the error, wherever in the body it stands; empty where there is none."""
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    if isinstance(parsed, list) and parsed:  # as Google's endpoint wraps it
        parsed = parsed[0]
    if isinstance(parsed, dict) and parsed.get("error"):
        parsed = parsed["error"]
    if isinstance(parsed, str):
        return {"message": parsed}
    return cast("dict[str, object]", parsed) if isinstance(parsed, dict) else {}
