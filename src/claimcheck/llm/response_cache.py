"""ResponseCache: kept answers in one SQLite file that any number of processes and threads share.

    <cache folder>/responses.sqlite3              the answers; -wal and -shm beside it belong to it
    <cache folder>/responses.sqlite3.damaged-1    what was set aside because it could not be read
    <cache folder>/responses.sqlite3.lock         held while the file is opened or set aside; always empty

The cache folder is the platform's own for caches, or `CLAIMCHECK_CACHE_DIR`. The file holds what models answered and
the SHA-256 of what they were asked, never the question itself. A cache may fail, and nothing else fails with it: what
cannot be read was never kept, what cannot be written is not kept, and one `CacheWarning` says so.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import platformdirs

from claimcheck.errors import ConfigurationError
from claimcheck.llm.cache import MAX_AGE_SECONDS
from claimcheck.llm.cache_file import CacheFile, DamagedFileError, parts, set_aside_beside

MAX_BYTES: Final = 500_000_000
USE_GRAIN_SECONDS: Final = 3600.0
"""How exactly the time of an answer's last use is known. Within this, reading it again writes nothing."""


@dataclass(frozen=True, slots=True)
class CacheStats:
    """What a response cache holds.

    Attributes:
        path: its file, whether or not it is there.
        entries: how many answers are kept.
        bytes: how much room the file takes, with what belongs to it.
        oldest: when the oldest answer was kept, in UTC; None where there is none.
        newest: when the newest answer was kept.
        set_aside: damaged files beside it. Nothing reads or deletes them.
    """

    path: Path
    entries: int
    bytes: int
    oldest: datetime | None
    newest: datetime | None
    set_aside: tuple[Path, ...]


class ResponseCache:
    """Text by key, kept between runs. An `AnswerStore`.

    Attributes:
        path: the file, whether or not it is there yet. It is opened at the first use.
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        max_bytes: int | None = MAX_BYTES,
        max_age_seconds: float | None = MAX_AGE_SECONDS,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Uses the file at `path`, or the user's own.

        Args:
            path: the file.
            max_bytes: about how large it may grow; the answers that were not used for longest go first. None for no
                limit. The file itself does not shrink until `clear`: the room is used again.
            max_age_seconds: how old an answer may be. None for no limit.
            now: seconds since 1970, for tests.

        Raises:
            ConfigurationError: a limit is not more than 0.
        """
        for name, limit in (("max_bytes", max_bytes), ("max_age_seconds", max_age_seconds)):
            if limit is not None and not limit > 0:
                raise ConfigurationError(f"{name} must be more than 0, not {limit}")
        self.path = (path or default_path()).expanduser()
        self._file = CacheFile(self.path)
        self._max_bytes, self._max_age = max_bytes, max_age_seconds
        self._now = now
        self._uses: dict[str, int] = {}
        self._unchecked_bytes = max_bytes or MAX_BYTES  # so that the first write looks after the limits

    def get(self, key: str) -> str | None:
        """The text kept under `key`, or None. Takes microseconds."""
        return self._file.run(lambda db: self._get(db, key), otherwise=None)

    def put(self, key: str, value: str) -> None:
        """Keeps `value` under `key`, in place of what was there.

        When this returns it is safe from the death of this process, and a little later from that of the machine.
        """
        self._file.run(lambda db: self._put(db, key, value.encode(*_ENCODING)), otherwise=None, writes=True)

    def stats(self) -> CacheStats:
        """What it holds. A cache that was never used is not created by this."""
        entries, oldest, newest = self._file.run(_census, otherwise=_NOTHING) if self.path.exists() else _NOTHING
        return CacheStats(
            path=self.path,
            entries=entries,
            bytes=sum(part.stat().st_size for part in parts(self.path) if part.exists()),
            oldest=oldest,
            newest=newest,
            set_aside=set_aside_beside(self.path),
        )

    def clear(self) -> int:
        """Forgets every answer, gives back the room, and tells how many there were."""
        if not self.path.exists():
            return 0
        return self._file.run(self._clear, otherwise=0, writes=True)

    def close(self) -> None:
        """Closes the file. The next use opens it again, and tries again what could not be done before."""
        if self._file.is_open:
            self._file.run(self._write_uses, otherwise=None)
        self._file.close()

    def _get(self, db: sqlite3.Connection, key: str) -> str | None:
        now = int(self._now())
        row = db.execute(_GET, (now - USE_GRAIN_SECONDS, key)).fetchone()
        if row is None:
            return None
        value, checksum, stored, use_is_old = row
        if not isinstance(value, bytes) or checksum != _checksum(key, stored, value):
            with suppress(sqlite3.OperationalError):  # where nothing can be written, it stays and is not used
                db.execute("DELETE FROM answers WHERE key = ? AND checksum IS ?", (key, checksum))
            self._file.warn_once("an answer", f"an answer in {self.path} is damaged and is not used: check the disk")
            return None
        if self._max_age is not None and now - int(stored) > self._max_age:
            return None
        if use_is_old:
            self._uses[key] = now
            if len(self._uses) >= _USES_AT_ONCE:
                self._write_uses(db)
        return value.decode(*_ENCODING)

    def _put(self, db: sqlite3.Connection, key: str, value: bytes) -> None:
        now = int(self._now())
        db.execute(_PUT, (key, value, _checksum(key, now, value), now, now))
        self._unchecked_bytes += len(value)
        if self._unchecked_bytes >= (self._max_bytes or MAX_BYTES) * _CHECK_EACH:
            self._unchecked_bytes = 0
            self._write_uses(db)
            self._evict(db, now)

    def _write_uses(self, db: sqlite3.Connection) -> None:
        uses, self._uses = self._uses, {}
        if not uses or not self._file.writable:
            return
        # When an answer was last used is not worth a warning.
        with suppress(sqlite3.OperationalError), db:
            db.execute("BEGIN IMMEDIATE")
            db.executemany("UPDATE answers SET used = ? WHERE key = ?", [(used, key) for key, used in uses.items()])

    def _evict(self, db: sqlite3.Connection, now: int) -> None:
        if self._max_age is not None:
            while db.execute(_DROP_EXPIRED, (now - self._max_age, _ROWS_AT_ONCE)).rowcount == _ROWS_AT_ONCE:
                pass
        if self._max_bytes is None or _bytes_used(db) <= self._max_bytes:
            return
        while (share := 1 - self._max_bytes * _EVICT_TO / _bytes_used(db)) > 0:
            rows = 1 + int(db.execute("SELECT count(*) FROM answers").fetchone()[0] * share)
            if not db.execute(_DROP_LEAST_USED, (min(rows, _ROWS_AT_ONCE),)).rowcount:
                return

    def _clear(self, db: sqlite3.Connection) -> int:
        self._uses.clear()
        entries = db.execute("DELETE FROM answers").rowcount
        # Another process that is reading, or a full disk, stands in the way of the room only.
        with suppress(sqlite3.OperationalError):
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return entries


def default_path() -> Path:
    """Where the user's response cache is: in `CLAIMCHECK_CACHE_DIR`, or in the platform's own folder for caches."""
    folder = os.environ.get("CLAIMCHECK_CACHE_DIR") or platformdirs.user_cache_dir("claimcheck")
    return Path(folder) / "responses.sqlite3"


_Census = tuple[int, datetime | None, datetime | None]
_NOTHING: Final[_Census] = (0, None, None)
_ENCODING: Final = ("utf-8", "surrogatepass")
_CHECK_EACH: Final = 0.02  # of the largest size: how much is written between two looks at the limits
_EVICT_TO: Final = 0.9  # of the largest size: how much is left when it was exceeded
_ROWS_AT_ONCE: Final = 1000  # in one transaction, since others wait for it
_USES_AT_ONCE: Final = 256

_GET: Final = "SELECT value, checksum, stored, used < ? FROM answers WHERE key = ?"
_PUT: Final = "INSERT OR REPLACE INTO answers (key, value, checksum, stored, used) VALUES (?, ?, ?, ?, ?)"
_DROP_EXPIRED: Final = (
    "DELETE FROM answers WHERE rowid IN (SELECT rowid FROM answers WHERE stored < ? ORDER BY stored LIMIT ?)"
)
_DROP_LEAST_USED: Final = "DELETE FROM answers WHERE rowid IN (SELECT rowid FROM answers ORDER BY used LIMIT ?)"
_CENSUS: Final = "SELECT count(*), min(stored), max(stored) FROM answers"
_BYTES_USED: Final = (
    "SELECT (page_count - freelist_count) * page_size "
    "FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()"
)


def _checksum(key: str, stored: object, value: bytes) -> bytes:
    """Of the key too: an answer that turns up under another key is as wrong as one that has changed."""
    return hashlib.sha256(f"{key} {stored} ".encode() + value).digest()


def _bytes_used(db: sqlite3.Connection) -> int:
    return int(db.execute(_BYTES_USED).fetchone()[0])


def _census(db: sqlite3.Connection) -> _Census:
    entries, oldest, newest = db.execute(_CENSUS).fetchone()
    if not entries:
        return _NOTHING
    try:
        return entries, datetime.fromtimestamp(oldest, UTC), datetime.fromtimestamp(newest, UTC)
    except (TypeError, ValueError, OverflowError, OSError) as error:
        raise DamagedFileError(f"no time when an answer was kept: {error}") from error
