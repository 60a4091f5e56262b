"""The SQLite file of the response cache: opened when it is needed, set aside when it is damaged, never in the way."""

from __future__ import annotations

import logging
import os
import re
import sqlite3
import threading
import warnings
import weakref
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from claimcheck.errors import CacheWarning

BUSY_SECONDS: Final = 10.0
"""How long a write waits for those of other processes, each of which takes well under a millisecond."""

Result = TypeVar("Result")


class DamagedFileError(sqlite3.DatabaseError):
    """The file is a database, and does not hold what it should."""


class CacheFile:
    """A file that may be damaged, missing, out of reach or full: whatever it is, nothing is raised but a warning.

    Attributes:
        path: where it is, whether or not it is there yet.
        writable: whether writing has worked so far, or was not tried yet.
    """

    writable: bool
    _connection: sqlite3.Connection | None
    _closing: weakref.finalize[[], CacheFile] | None
    _identity: _Identity | None

    def __init__(self, path: Path) -> None:
        self.path = path
        self._warned: set[str] = set()
        self._start()

    def run(self, work: Callable[[sqlite3.Connection], Result], *, otherwise: Result, writes: bool = False) -> Result:
        """What `work` makes of the open file, or `otherwise` where that cannot be had.

        Only one thread works at a time. On a file that turns out to be damaged, it works again on a new one.
        """
        with self._lock_of_this_process():
            for _ in range(2):
                connection = self._opened()
                if connection is None or (writes and not self.writable):
                    break
                try:
                    return work(connection)
                except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                    if _is_damage(error, self.path):
                        self._replace(str(error))
                    else:
                        self._stop(str(error), only_writing=writes)
            return otherwise

    @property
    def is_open(self) -> bool:
        """Whether there is anything to close."""
        with self._lock_of_this_process():
            return self._connection is not None

    def close(self) -> None:
        """Closes it. The next use opens it again, and tries again what could not be done before."""
        with self._lock_of_this_process():
            self._let_go()
            self._usable = self.writable = True

    def warn_once(self, about: str, message: str) -> None:
        """Warns, unless it has warned about this before."""
        if about not in self._warned:
            self._warned.add(about)
            _warn(message)

    def _opened(self) -> sqlite3.Connection | None:
        if self._connection is None and self._usable:
            self._open()
        return self._connection

    def _replace(self, why: str) -> None:
        damage = _Damage(self._identity, why)
        self._let_go()
        self._open(damage)

    def _open(self, damage: _Damage | None = None) -> None:
        try:
            opened = _open(self.path, damage)
        except (OSError, sqlite3.Error) as error:
            self._stop(str(error), only_writing=False)
            return
        self._connection, self._identity = opened.connection, opened.identity
        self._closing = weakref.finalize(self, opened.connection.close)
        if opened.set_aside:
            _warn(f"the response cache {self.path} was damaged ({opened.why}); it was set aside as {opened.set_aside}")

    def _stop(self, why: str, *, only_writing: bool) -> None:
        self.writable = False
        self._usable = only_writing
        if not only_writing:
            self._let_go()
        effect = "answers are no longer kept" if only_writing else "every question is asked anew"
        self.warn_once("the file", f"the response cache {self.path} cannot be used ({why}): {effect}")

    def _let_go(self) -> None:
        self._connection = None
        if self._closing:
            self._closing()

    def _lock_of_this_process(self) -> _Lock:
        if os.getpid() != self._pid:
            # A fork must neither use nor close what its parent has open, and the lock may be held for ever.
            _OF_A_PARENT.append(self._closing and self._closing.detach())
            self._start()
        return self._lock

    def _start(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.RLock()
        self._connection = self._closing = self._identity = None
        self._usable = self.writable = True


def parts(path: Path) -> tuple[Path, Path, Path]:
    """The file and what SQLite keeps beside it while it is in use."""
    return path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def set_aside_beside(path: Path) -> tuple[Path, ...]:
    """The damaged files that were set aside, oldest first."""
    return tuple(file for _, file in _numbered(path))


logger = logging.getLogger(__name__)
logger.addHandler(logging.NullHandler())  # where nobody listens to the log, the warning alone is shown

_Identity = tuple[int, int]
_Lock = AbstractContextManager[object]
_OF_A_PARENT: Final[list[object]] = []  # connections that a fork inherits and leaves alone
_DAMAGED: Final = ".damaged-"
_APPLICATION_ID: Final = 0x636C6D63  # "clmc"
_SCHEMA_VERSION: Final = 1
_TABLE: Final = (
    "CREATE TABLE answers (key TEXT PRIMARY KEY, value BLOB NOT NULL, checksum BLOB NOT NULL, "
    "stored INTEGER NOT NULL, used INTEGER NOT NULL)"
)


@dataclass(frozen=True, slots=True)
class _Damage:
    """A file that was found to be damaged while it was open, and what was wrong with it."""

    file: _Identity | None
    why: str


@dataclass(frozen=True, slots=True)
class _Opened:
    """A connection, the file it is to, and where a damaged file was moved to, if there was one."""

    connection: sqlite3.Connection
    identity: _Identity | None
    set_aside: Path | None = None
    why: str = ""


def _open(path: Path, damage: _Damage | None) -> _Opened:
    """Opens the file at `path`, creating it where there is none and setting it aside where it is damaged.

    Args:
        path: the file.
        damage: a damaged file, set aside if it is still the one at `path`: another process may have been quicker.

    Raises:
        OSError: the folder cannot be used.
        sqlite3.Error: the file cannot be used.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _opening(path):
        set_aside, why = None, ""
        if damage is not None and damage.file is not None and damage.file == _identity(path):
            set_aside, why = _set_aside(path), damage.why
        try:
            connection = _connect(path)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if not _is_damage(error, path, opening=True):
                raise
            set_aside, why = _set_aside(path), str(error)
            connection = _connect(path)
        return _Opened(connection, _identity(path), set_aside, why)


def _is_damage(error: sqlite3.DatabaseError | UnicodeDecodeError, path: Path, *, opening: bool = False) -> bool:
    """Whether an error means that the file does not hold what it should, and not that it cannot be used just now."""
    if isinstance(error, DamagedFileError | UnicodeDecodeError):
        return True  # the latter where SQLite's message cites what is no longer text
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return isinstance(error, sqlite3.OperationalError)  # a column that is no longer text
    return (
        code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CONSTRAINT}
        or code == sqlite3.SQLITE_IOERR_SHORT_READ
        or (code == sqlite3.SQLITE_ERROR and opening)  # "unsupported file format"
        or (code == sqlite3.SQLITE_READONLY and _may_be_written(path))  # its header says so
    )


def _may_be_written(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


@contextmanager
def _opening(path: Path) -> Generator[None, None, None]:
    """Holds off other processes that open or set aside the same file: both are more than one step."""
    lock = path.with_name(f"{path.name}.lock")
    _create(lock)
    with closing(sqlite3.connect(lock, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            raise OSError(f"{lock}: {error}") from error
        yield


def _connect(path: Path) -> sqlite3.Connection:
    _create(path)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _create(path: Path) -> None:
    # Only for the user's eyes, and so are the files that SQLite puts beside it. An existing file is not opened here:
    # to close it again would release the locks that SQLite holds on it in this process.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA cell_size_check = ON")
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    is_new = not (application or version or tables)
    if not is_new and (application, version, tables) != (_APPLICATION_ID, _SCHEMA_VERSION, [(_TABLE,)]):
        raise DamagedFileError("it is not a response cache of this version of claimcheck")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA journal_size_limit = 16000000")
    if is_new:
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            connection.execute(_TABLE)
            connection.execute("CREATE INDEX answers_by_use ON answers (used)")
            connection.execute("CREATE INDEX answers_by_age ON answers (stored)")
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")


def _set_aside(path: Path) -> Path:
    last = max((number for number, _ in _numbered(path)), default=0)
    target = path.with_name(f"{path.name}{_DAMAGED}{last + 1}")
    # The file itself goes last: whoever finds it without its -wal finds it damaged, and goes on from there.
    for part, aside in reversed(list(zip(parts(path), parts(target), strict=True))):
        with suppress(FileNotFoundError):
            part.rename(aside)
    return target


def _numbered(path: Path) -> list[tuple[int, Path]]:
    named = re.compile(re.escape(path.name + _DAMAGED) + r"(\d+)")
    found = ((named.fullmatch(file.name), file) for file in path.parent.glob("*"))
    return sorted((int(match[1]), file) for match, file in found if match)


def _identity(path: Path) -> _Identity | None:
    """Which file it is, whatever its name; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return (found.st_dev, found.st_ino)


def _warn(message: str) -> None:
    logger.warning(message)
    warnings.warn(message, CacheWarning, stacklevel=2)
