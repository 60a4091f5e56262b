"""Saved: a report that was kept as JSON, read back or refused."""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic import ValidationError

from claimcheck.errors import InputError
from claimcheck.report import Report


def saved_report(file: str) -> Report:
    """The report in a file, or on standard input.

    Args:
        file: its path; "-" for standard input.

    Raises:
        InputError: it cannot be read, or is no report; the message names it.
    """
    return _report_in(_read(file), "standard input" if file == "-" else file)


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}") from error


def _report_in(data: bytes, name: str) -> Report:
    try:
        return Report.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"]))
        what = f"{place}: {first['msg']}" if place else first["msg"]
        raise InputError(f"{name} is not a report of claimcheck: {what}") from error
