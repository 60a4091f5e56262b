"""Lines: the request file of a batch, and what the files of its answers say. No network.

Source: https://platform.openai.com/docs/guides/batch and the reference of the endpoints.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Final

from pydantic import BaseModel, ValidationError

from claimcheck.errors import ConfigurationError
from claimcheck.llm.bulk.terms import Limits
from claimcheck.llm.chat import ChatReply
from claimcheck.llm.completions import Body, reply_in, reply_or_fault
from claimcheck.llm.faults import Fault, fault_in

ENDPOINT: Final = "/v1/chat/completions"

CANCELLED: Final = "batch_cancelled"
"""The code of a question whose batch was cancelled: somebody did not want it asked, and it does not go again."""


def write_requests(
    file: IO[bytes], keys: Iterable[str], body_of: Callable[[str], Body], *, most: int, limits: Limits
) -> list[str]:
    """Writes a request file with as many questions as it may hold, and tells which: the first ones, one at least.

    Args:
        file: an empty file.
        keys: the questions, no two alike: the service refuses a file that names one twice.
        body_of: from a question to what is sent.
        most: how many it may hold at most, if that is less than the service's limit.
        limits: the service's.
    """
    written: list[str] = []
    size = 0
    for key in keys:
        asked = {"custom_id": key, "method": "POST", "url": ENDPOINT, "body": body_of(key)}
        line = json.dumps(asked, separators=(",", ":")).encode() + b"\n"
        if written and (len(written) >= min(most, limits.requests) or size + len(line) > limits.bytes):
            break
        file.write(line)
        written.append(key)
        size += len(line)
    return written


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a line says of one question.

    Attributes:
        key: the question.
        response: the response to it, for the state file.
        result: the answer, or the fault.
    """

    key: str
    response: str
    result: ChatReply | Fault


def outcomes_in(lines: Iterable[bytes]) -> Iterator[Outcome]:
    """What the lines of an answer file or an error file say. A line that is none, such as a torn one, is left out."""
    for line in lines:
        try:
            told = _Line.model_validate_json(line)
        except ValidationError:
            continue
        if told.response is None:
            yield Outcome(told.custom_id, "", _fault_of(told.error or _Error()))
        else:
            yield Outcome(told.custom_id, told.response.model_dump_json(), _result_of(told.response))


def kept_reply(response: str) -> ChatReply:
    """The answer that the state file has kept as a response.

    Raises:
        ConfigurationError: it is none.
    """
    result = _result_of(_Response.model_validate_json(response))
    if isinstance(result, Fault):
        raise ConfigurationError(f"the state file holds an answer that is none: {result.words}. Name another one")
    return result


class _Response(BaseModel):
    status_code: int = 0
    body: object = None


class _Error(BaseModel):
    code: str | None = None
    message: str | None = None


class _Line(BaseModel):
    custom_id: str
    response: _Response | None = None
    error: _Error | None = None


def _result_of(response: _Response) -> ChatReply | Fault:
    body = json.dumps(response.body)
    if response.status_code == 200:
        return reply_in(body)
    return reply_or_fault(fault_in(response.status_code, {}, body))


def _fault_of(error: _Error) -> Fault:
    code = error.code or ""
    return Fault(error.message or code or "no answer came", code=code, transient=code != CANCELLED)
