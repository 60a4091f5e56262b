"""Output: a file of lines, one for each row, that any death of the process leaves fit to go on with.

A line is handed to the operating system whole, as soon as it is there, so it outlives this process; every few seconds
the file is flushed to the disk, so that what is older outlives the machine. What a death may leave is one torn line at
the end, and `resume` mends it.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from claimcheck.batch.ledger import Ledger
from claimcheck.errors import OutputError
from claimcheck.report import Report

SYNC_SECONDS: Final = 5.0
"""How much work the death of the machine, and not only of the process, may cost."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a line says about its row.

    Attributes:
        id: the row's.
        sha256: of the text that was checked; None for an error.
        is_complete: whether it is a report, and a complete one.
    """

    id: str
    sha256: str | None
    is_complete: bool

    @classmethod
    def of(cls, line: bytes) -> Self:
        """What a line says.

        Raises:
            ValueError: it is neither a report nor an error.
        """
        fields = json.loads(line)
        match fields:
            case {"id": str(id), "error": str()}:
                return cls(id, None, is_complete=False)
            case {"article": {"id": str(id), "sha256": str(sha256)}, "coverage": {"failed": int(failed)}}:
                judged = all(claim["sourcing"] and claim["verifiability"] for claim in fields["claims"])
                return cls(id, sha256, is_complete=judged and not failed)
        raise ValueError("neither a report nor an error")


class ReportFile:
    """A file of lines, open for more of them.

    One process writes to it at a time. Use it as a context manager, or close it.

    Args:
        path: the file; or a pipe or a device, which cannot be resumed.

    Attributes:
        path: the file.

    Raises:
        OutputError: it cannot be written, or another process is writing to it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._is_file = path.is_file() or not path.exists()
        self._open()

    def begin(self) -> None:
        """Sees to it that there is nothing in the file.

        Raises:
            OutputError: there is something.
        """
        if self._is_file and self._size():
            raise OutputError(
                f"{self.path} holds something already. --resume goes on with it; "
                "otherwise remove it, or name another file with -o"
            )

    def resume(self, *, retry: bool = False) -> Ledger:
        """Mends a torn last line, and tells what the file holds.

        Args:
            retry: whether errors and incomplete reports are taken out, so that their rows are left to be checked.

        Raises:
            OutputError: the file cannot be written, or holds something else than reports.
        """
        if not self._is_file:
            return Ledger()
        torn_at = self._start_of_last_line()
        ledger = self._ledger(before=torn_at)  # first, for nothing is changed in a file that is not ours
        mended = self._mend(torn_at)
        if retry:
            self._keep(lambda line: line.is_complete)
        return self._ledger() if retry or mended else ledger

    def append(self, line: str) -> None:
        """Writes a line, which ends up in the file whole or not at all.

        Raises:
            OutputError: it cannot be written.
        """
        before = self._size() if self._is_file else 0
        left = memoryview(line.encode() + b"\n")
        try:
            while left:
                left = left[os.write(self._descriptor, left) :]
        except OSError as error:
            if self._is_file:
                with suppress(OSError):
                    os.ftruncate(self._descriptor, before)
            raise _cannot(self.path, error) from error
        if time.monotonic() - self._synced > SYNC_SECONDS:
            self._sync()

    def drop(self, is_outdated: Callable[[Written], bool], *, before: int) -> None:
        """Takes lines out, in one step.

        Args:
            is_outdated: which.
            before: only of the lines that begin before this offset.

        Raises:
            OutputError: the file cannot be written.
        """
        if self._is_file:
            self._keep(lambda line: not is_outdated(line), before=before)

    def reports(self) -> Iterator[Report]:
        """The reports that it holds, one at a time; none for what is not a file.

        Raises:
            OutputError: a line is not one that a batch has written.
        """
        for line, written in self._lines() if self._is_file else ():
            if written.sha256 is not None:
                yield Report.model_validate_json(line)

    @property
    def size(self) -> int:
        """How many bytes it holds; 0 for what is not a file."""
        return self._size() if self._is_file else 0

    def close(self) -> None:
        """Flushes it to the disk, and lets others write to it."""
        self._sync()
        os.close(self._descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _open(self) -> None:
        try:
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND if self._is_file else os.O_WRONLY
            self._descriptor = os.open(self.path, flags, 0o666)
        except OSError as error:
            raise _cannot(self.path, error) from error
        self._synced = time.monotonic()
        if self._is_file and not _locked(self._descriptor):
            os.close(self._descriptor)
            raise OutputError(f"another process is writing to {self.path}: wait for it, or name another file with -o")

    def _size(self) -> int:
        return os.fstat(self._descriptor).st_size

    def _sync(self) -> None:
        with suppress(OSError):  # what is not a file has no disk
            os.fsync(self._descriptor)
        self._synced = time.monotonic()

    def _ledger(self, *, before: int | None = None) -> Ledger:
        ledger = Ledger()
        for _, line in self._lines(before=before):
            ledger.enter(line.id, line.sha256)
        return ledger

    def _start_of_last_line(self) -> int:
        """Where what stands behind the last line end begins."""
        at = self._size()
        with self.path.open("rb") as file:
            while at:
                start = max(at - _BLOCK, 0)
                file.seek(start)
                if (found := file.read(at - start).rfind(b"\n")) >= 0:
                    return start + found + 1
                at = start
        return 0

    def _mend(self, torn_at: int) -> bool:
        """Takes a torn last line away, or ends it where it lacks nothing but its end; whether it did that."""
        with self.path.open("rb") as file:
            file.seek(torn_at)
            torn = file.read()
        try:
            Written.of(torn)
        except _NOT_OURS:
            os.ftruncate(self._descriptor, torn_at)
            return False
        os.write(self._descriptor, b"\n")
        return True

    def _lines(self, *, before: int | None = None) -> Iterator[tuple[bytes, Written]]:
        at = 0
        with self.path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if before is not None and at >= before:
                    return
                at += len(line)
                try:
                    written = Written.of(line)
                except _NOT_OURS as error:
                    raise OutputError(
                        f"line {number:,} of {self.path} is not one that claimcheck batch has written: is it the right "
                        "file? Name another with -o, or remove that line"
                    ) from error
                yield line, written

    def _keep(self, wanted: Callable[[Written], bool], *, before: int | None = None) -> None:
        passing = self.path.with_name(f".{self.path.name[:100]}.{os.getpid()}.tmp")
        dropped = at = 0
        try:
            with passing.open("xb") as file:
                for line, written in self._lines():
                    is_kept = wanted(written) or (before is not None and at >= before)
                    at += len(line)
                    dropped += not is_kept
                    file.write(line if is_kept else b"")
                file.flush()
                os.fsync(file.fileno())
            if dropped:
                shutil.copymode(self.path, passing)
                passing.replace(self.path)
                os.close(self._descriptor)
                self._open()
        except OSError as error:
            raise _cannot(self.path, error) from error
        finally:
            passing.unlink(missing_ok=True)


def _locked(descriptor: int) -> bool:
    try:
        import fcntl  # noqa: PLC0415 (there is none on Windows)
    except ImportError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _cannot(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} cannot be written: {error.strerror or error}")


_BLOCK: Final = 1 << 16
_NOT_OURS: Final = (ValueError, LookupError, TypeError, RecursionError)
