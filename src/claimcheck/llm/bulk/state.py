"""StateFile: what was submitted under which name, what it holds, and what was answered.

An SQLite file, for it must be right after the process, or the machine, has died at any moment: each step is written
before the next one is taken. It holds words of the article where an answer does; never a key, never a question.

    intended    a submission and its requests are written down; the batch may or may not exist at the service
    submitted   the batch's id is known
    collected   its answers are in the file; what it did not answer may be submitted again

While a process has it open no other can.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from claimcheck.errors import ConfigurationError
from claimcheck.llm.capabilities import Capabilities


@dataclass(frozen=True, slots=True)
class Submission:
    """A batch that was submitted, or was about to be.

    Attributes:
        tag: the name that it was given here; the batch has it in its metadata.
        created: when it was written down, in seconds since 1970.
        batch_id: the service's name for it; None where it is not known whether there is such a batch.
    """

    tag: str
    created: float
    batch_id: str | None = None


class StateFile:
    """The state file of a bulk run.

    Args:
        path: the file; made where there is none. None for memory.
        endpoint: the endpoint that the run asks.
        model: the model that it asks.

    Raises:
        ConfigurationError: the file is no state file, belongs to another model or endpoint, is in use, or cannot be
            written. Every method raises it where the file cannot be written any more.
    """

    def __init__(self, path: Path | None, *, endpoint: str, model: str) -> None:
        self.path = path or Path(":memory:")
        self._lock = threading.Lock()
        self._whose = {"version": str(_VERSION), "endpoint": endpoint, "model": model}
        self._file: sqlite3.Connection | None = None
        with self._transaction():
            pass

    def answer(self, key: str) -> str | None:
        """The response to a question; None where it is not answered yet."""
        with self._transaction() as file:
            row = file.execute("SELECT response FROM answers WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def submission_of(self, key: str) -> Submission | None:
        """The submission under way that a question is in."""
        with self._transaction() as file:
            row = file.execute(
                "SELECT tag, created, batch_id FROM submissions JOIN requests USING (tag) WHERE key = ?", (key,)
            ).fetchone()
        return None if row is None else Submission(*row)

    def keys_of(self, tag: str) -> set[str]:
        """The questions in a submission under way."""
        with self._transaction() as file:
            return {key for (key,) in file.execute("SELECT key FROM requests WHERE tag = ?", (tag,))}

    def intend(self, tag: str, keys: Iterable[str]) -> None:
        """Writes down that a batch is about to be submitted."""
        with self._transaction() as file:
            file.execute("INSERT INTO submissions VALUES (?, ?, NULL)", (tag, time.time()))
            file.executemany("INSERT INTO requests VALUES (?, ?)", ((key, tag) for key in keys))

    def submitted(self, tag: str, batch_id: str) -> None:
        """Writes down the service's name for a batch."""
        with self._transaction() as file:
            file.execute("UPDATE submissions SET batch_id = ? WHERE tag = ?", (batch_id, tag))

    def collected(self, tag: str, answers: Iterable[tuple[str, str]] = ()) -> None:
        """Keeps the answers of a submission and ends it, both or neither. What it did not answer is free again."""
        with self._transaction() as file:
            file.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", answers)
            file.execute("DELETE FROM requests WHERE tag = ?", (tag,))
            file.execute("DELETE FROM submissions WHERE tag = ?", (tag,))

    def forget(self, keys: Iterable[str]) -> None:
        """Forgets the answers to these questions, if there are any."""
        with self._transaction() as file:
            file.executemany("DELETE FROM answers WHERE key = ?", ((key,) for key in keys))

    @property
    def capabilities(self) -> Capabilities | None:
        """What the endpoint is known to take, if it was learnt before."""
        with self._transaction() as file:
            row = file.execute("SELECT value FROM facts WHERE name = 'capabilities'").fetchone()
        return None if row is None else Capabilities(**json.loads(row[0]))

    @capabilities.setter
    def capabilities(self, learnt: Capabilities) -> None:
        with self._transaction() as file:
            file.execute("INSERT OR REPLACE INTO facts VALUES ('capabilities', ?)", (json.dumps(asdict(learnt)),))

    def close(self) -> None:
        """Closes the file, so that another process can use it. The next use opens it again."""
        with self._lock:
            if self._file is not None:
                self._file.close()
            self._file = None

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                if self._file is None:
                    self._file = self._opened()
                with self._file:
                    yield self._file
            except sqlite3.Error as error:
                raise ConfigurationError(f"the state file {self.path} {_told(error)}") from error

    def _opened(self) -> sqlite3.Connection:
        if self.path.name != ":memory:":
            with suppress(OSError):  # SQLite says what is wrong
                self.path.touch(mode=0o600)
        file = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, check_same_thread=False)
        try:
            file.execute("PRAGMA locking_mode = EXCLUSIVE")
            file.execute("PRAGMA synchronous = FULL")
            with file:
                file.execute("BEGIN EXCLUSIVE")
                self._refuse_other_files(file)
                for statement in _SCHEMA:
                    file.execute(statement)
                file.executemany("INSERT OR IGNORE INTO facts VALUES (?, ?)", self._whose.items())
                facts = dict(file.execute("SELECT name, value FROM facts"))
            self._refuse_strangers(facts)
        except BaseException:
            file.close()
            raise
        return file

    def _refuse_other_files(self, file: sqlite3.Connection) -> None:
        (is_empty,) = file.execute("SELECT count(*) = 0 FROM sqlite_master").fetchone()
        (kind,) = file.execute("PRAGMA application_id").fetchone()
        if not is_empty and kind != _KIND:
            raise ConfigurationError(f"the state file {self.path} {_NONE}")
        file.execute(f"PRAGMA application_id = {_KIND}")

    def _refuse_strangers(self, facts: dict[str, str]) -> None:
        for name, mine in self._whose.items():
            if facts[name] != mine:
                raise ConfigurationError(
                    f"the state file {self.path} belongs to a run with another {name}, {facts[name]}, and not {mine}. "
                    "Name another one"
                )


_VERSION = 1
_KIND = 0x636C6D62  # "clmb", in the header of the file
_NONE = "is no state file of claimcheck. Name another one"
_BUSY_SECONDS = 0.3
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS submissions (tag TEXT PRIMARY KEY, created REAL NOT NULL, batch_id TEXT) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS requests (key TEXT PRIMARY KEY, tag TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS requests_of ON requests (tag)",
    "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, response TEXT NOT NULL)",
)


def _told(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "is in use: another claimcheck works with it. Wait for it, or name another one"
    if name.startswith("SQLITE_FULL"):
        return "cannot be written: the disk is full. What was submitted is not lost: make room, and run it again"
    if name.startswith("SQLITE_NOTADB"):
        return _NONE
    return f"cannot be used: {error}"
