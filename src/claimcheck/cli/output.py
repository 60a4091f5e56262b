"""Output: results to stdout or to a file, whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import typer

from claimcheck.cli.failure import ExitCode, say
from claimcheck.errors import OutputError


def refuse_output(path: Path, *, source: Path | None = None) -> None:
    """Says beforehand what would go wrong only after the work.

    Args:
        path: where the result is to go.
        source: the file that it is made from.

    Raises:
        OutputError: the result cannot go there.
    """
    try:
        fault = _fault(path, source)
    except OSError as error:
        fault = f"{path} cannot be written: {_why(error)}"
    if fault:
        raise OutputError(f"{fault}. Name another file with -o")


def write_result(text: str, path: Path | None = None) -> None:
    """Writes a result: as UTF-8 to a file, which then holds all of it or what it held before, or to stdout.

    Raises:
        OutputError: it cannot be written.
        typer.Exit: the reader of stdout has left, or the user has interrupted the writing.
    """
    if path is None:
        _to_stdout(text)
        return
    try:
        if path.exists() and not path.is_file():  # a pipe or a device: it must not be put aside for a file
            path.write_text(text, encoding="utf-8", newline="")
        else:
            _replace(path.resolve(), text.encode())
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {_why(error)}. Nothing was written") from error


def result_is_shown() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout.isatty()


def _fault(path: Path, source: Path | None) -> str | None:
    folder = path.absolute().parent
    if path.is_dir():
        return f"{path} is a folder"
    if not folder.is_dir():
        return f"there is no folder {folder}"
    if not os.access(path if path.exists() else folder, os.W_OK):
        return f"{path} cannot be written: permission denied"
    if source is not None and path.exists() and source.exists() and path.samefile(source):
        return f"{path} is what the result is made from"
    return None


def _replace(path: Path, data: bytes) -> None:
    passing = path.with_name(f".{path.name[:100]}.{os.getpid()}.tmp")
    try:
        with passing.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, passing)
        passing.replace(path)
    finally:
        passing.unlink(missing_ok=True)


def _to_stdout(text: str) -> None:
    encoding = (sys.stdout.encoding or "utf-8") if result_is_shown() else "utf-8"
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode(encoding, errors="backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        _give_up_stdout()
        raise typer.Exit(ExitCode.OUTPUT) from error
    except OSError as error:
        _give_up_stdout()
        raise OutputError(f"the result cannot be written to standard output: {_why(error)}") from error
    except KeyboardInterrupt as error:
        say("interrupted while the result was being written")
        raise typer.Exit(ExitCode.INTERRUPTED) from error


def _give_up_stdout() -> None:
    """Sends what is still buffered nowhere, or Python would try again, and complain, when it exits."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _why(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "the disk is full"
    return error.strerror or str(error)
