"""The file that answers are kept in: shared, limited, and never in the way, whatever happens to it."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import CacheWarning, ConfigurationError
from claimcheck.llm.response_cache import ResponseCache, default_path

posix = pytest.mark.skipif(os.name != "posix", reason="needs fork, kill and modes of files")
DAY = 24 * 3600.0


class Clock:
    """A clock that is set by hand, in seconds since 1970."""

    def __init__(self) -> None:
        self.time = 1_700_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "responses.sqlite3"


@pytest.fixture
def clock() -> Clock:
    return Clock()


def key(name: object) -> str:
    return sha256(repr(name).encode()).hexdigest()


def filled(path: Path, entries: int = 50, *, length: int = 2000) -> None:
    cache = ResponseCache(path)
    for number in range(entries):
        cache.put(key(number), f"{number} " + "x" * length)
    cache.close()


def processes(scene: str, folder: Path) -> dict[str, Any]:
    script = Path(__file__).with_name("cache_processes.py")
    done = subprocess.run(
        [sys.executable, script, scene, folder], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


# Keeping and giving


def test_what_was_put_is_got_and_nothing_else(path: Path) -> None:
    cache = ResponseCache(path)
    cache.put(key("a"), "one")
    cache.put(key("b"), "two")
    cache.put(key("a"), "three")
    assert (cache.get(key("a")), cache.get(key("b")), cache.get(key("c"))) == ("three", "two", None)


@settings(deadline=None, max_examples=30)
@given(texts=st.dictionaries(st.text(st.characters(codec="ascii"), min_size=1), st.text(st.characters())))
def test_any_text_comes_back_as_it_was(texts: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cache = ResponseCache(Path(folder) / "responses.sqlite3")
        for name, text in texts.items():
            cache.put(name, text)
        cache.close()
        assert {name: cache.get(name) for name in texts} == texts
        cache.close()


def test_it_lies_in_the_cache_folder_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLAIMCHECK_CACHE_DIR", str(tmp_path / "mine"))
    assert default_path() == ResponseCache().path == tmp_path / "mine" / "responses.sqlite3"
    monkeypatch.delenv("CLAIMCHECK_CACHE_DIR")
    assert default_path().name == "responses.sqlite3"
    assert "claimcheck" in default_path().parts


@posix
def test_only_the_user_can_read_it(path: Path) -> None:
    cache = ResponseCache(path)
    cache.put(key(1), "one")
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert {"responses.sqlite3", "responses.sqlite3-wal", "responses.sqlite3-shm"} <= modes.keys()
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_stats_tell_what_it_holds(path: Path, clock: Clock) -> None:
    cache = ResponseCache(path, now=clock)
    assert cache.stats().entries == 0
    assert not path.parent.exists()
    cache.put(key(1), "one")
    clock.time += DAY
    cache.put(key(2), "two")
    stats = cache.stats()
    assert (stats.path, stats.entries, stats.set_aside) == (path, 2, ())
    assert stats.oldest == datetime.fromtimestamp(1_700_000_000, UTC)
    assert stats.newest == datetime.fromtimestamp(1_700_000_000 + DAY, UTC)
    assert stats.bytes == sum(file.stat().st_size for file in path.parent.iterdir())


def test_clear_forgets_everything_and_gives_the_room_back(path: Path) -> None:
    filled(path, 200)
    cache = ResponseCache(path)
    before = cache.stats().bytes
    assert cache.clear() == 200
    assert cache.get(key(1)) is None
    assert cache.stats().entries == 0
    cache.close()
    assert b"xxxx" not in path.read_bytes()
    assert cache.stats().bytes < before / 10
    assert ResponseCache(path.with_name("never-used")).clear() == 0


def test_threads_share_one_object(path: Path) -> None:
    cache = ResponseCache(path)
    wrong: list[int] = []

    def work(first: int) -> None:
        for number in range(first, first + 200):
            cache.put(key(number), str(number))
            if cache.get(key(number)) != str(number):
                wrong.append(number)

    threads = [threading.Thread(target=work, args=(200 * number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert cache.stats().entries == 800


# Limits


def test_an_old_answer_is_not_given_and_goes_at_the_next_occasion(path: Path, clock: Clock) -> None:
    cache = ResponseCache(path, max_age_seconds=30 * DAY, now=clock)
    cache.put(key(1), "one")
    clock.time += 30 * DAY
    assert cache.get(key(1)) == "one"
    clock.time += 1
    assert cache.get(key(1)) is None
    again = ResponseCache(path, max_age_seconds=30 * DAY, now=clock)
    again.put(key(2), "two")
    assert again.stats().entries == 1


def test_without_a_limit_of_age_nothing_is_too_old(path: Path, clock: Clock) -> None:
    cache = ResponseCache(path, max_age_seconds=None, now=clock)
    cache.put(key(1), "one")
    clock.time += 100 * 365 * DAY
    cache.put(key(2), "two")
    assert cache.get(key(1)) == "one"


def test_it_stays_below_its_size_and_keeps_what_is_new(path: Path) -> None:
    cache = ResponseCache(path, max_bytes=1_000_000)
    for number in range(2000):
        cache.put(key(number), f"{number} " + "x" * 2000)
    kept = [number for number in range(2000) if cache.get(key(number))]
    assert kept == list(range(2000 - len(kept), 2000))
    assert len(kept) > 200
    cache.close()
    assert path.stat().st_size < 1_100_000


def test_what_is_used_stays_longer_than_what_is_not(path: Path, clock: Clock) -> None:
    cache = ResponseCache(path, max_bytes=600_000, now=clock)
    for number in range(100):
        cache.put(key(number), "x" * 2000)
    clock.time += DAY
    for number in range(10):
        assert cache.get(key(number))
    clock.time += DAY
    for number in range(100, 200):
        cache.put(key(number), "x" * 2000)
    kept = {number for number in range(200) if cache.get(key(number))}
    assert set(range(10)) <= kept
    assert not set(range(10, 50)) & kept
    assert set(range(150, 200)) <= kept


def test_reading_again_writes_nothing(path: Path, clock: Clock) -> None:
    cache = ResponseCache(path, now=clock)
    for number in range(300):
        cache.put(key(number), "x")
    clock.time += 3500
    with closing(sqlite3.connect(path)) as watcher:
        before = watcher.execute("PRAGMA data_version").fetchone()
        assert all(cache.get(key(number)) for number in range(300))
        cache.close()
        assert watcher.execute("PRAGMA data_version").fetchone() == before


def test_the_time_of_use_is_written_when_it_is_closed(path: Path, clock: Clock) -> None:
    cache = ResponseCache(path, now=clock)
    cache.put(key(1), "one")
    clock.time += DAY
    cache.get(key(1))
    cache.close()
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT used FROM answers").fetchall() == [(int(clock.time),)]


@pytest.mark.parametrize("limits", [{"max_bytes": 0}, {"max_age_seconds": -1.0}])
def test_a_limit_that_makes_no_sense_is_refused(path: Path, limits: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match="must be more than 0"):
        ResponseCache(path, **limits)


# Damage


@pytest.mark.parametrize(
    "content", [b"not a database" * 100, b"SQLite format 3\0" + bytes(100), bytes(5000), "«Quote»".encode()]
)
def test_a_file_that_is_no_database_is_set_aside_and_named(
    path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    cache = ResponseCache(path)
    aside = path.with_name("responses.sqlite3.damaged-1")
    with pytest.warns(CacheWarning, match=str(aside)), caplog.at_level(logging.WARNING, "claimcheck"):
        assert cache.get(key(1)) is None
    assert str(aside) in caplog.text
    assert aside.read_bytes() == content
    cache.put(key(1), "one")
    assert cache.get(key(1)) == "one"
    assert cache.stats().set_aside == (aside,)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE answers (key TEXT, value TEXT)",
        "CREATE TABLE articles (id INTEGER)",
        "PRAGMA user_version = 7",
        "PRAGMA application_id = 12345",
    ],
)
def test_a_database_of_something_else_is_set_aside_as_it_was(path: Path, sql: str) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as file:
        file.execute(sql)
    content = path.read_bytes()
    cache = ResponseCache(path)
    with pytest.warns(CacheWarning, match="not a response cache of this version"):
        cache.put(key(1), "one")
    assert cache.get(key(1)) == "one"
    assert cache.stats().set_aside[0].read_bytes() == content


def test_a_cache_of_another_version_is_set_aside(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")
    cache = ResponseCache(path)
    with pytest.warns(CacheWarning, match="set aside"):
        assert cache.get(key(1)) is None


def test_each_damaged_file_is_kept(path: Path) -> None:
    path = path.with_name("[mine].sqlite3")
    cache = ResponseCache(path)
    path.parent.mkdir()
    for _ in range(3):
        path.write_bytes(b"damage" * 100)
        with pytest.warns(CacheWarning):
            cache.get(key(1))
        cache.close()
        path.unlink()
    assert [file.name for file in cache.stats().set_aside] == [f"[mine].sqlite3.damaged-{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("place", "junk"),
    [
        ("format", b"\xff"),  # SQLite takes a format of the future for read-only
        ("schema format", b"\xff"),  # "unsupported file format"
        ("schema", b"\xd2\xca\xaf\xe3"),  # is cited in the message, and is not text
    ],
)
def test_damage_that_sqlite_takes_for_something_else_is_known_for_damage(path: Path, place: str, junk: bytes) -> None:
    filled(path)
    damaged = bytearray(path.read_bytes())
    schema = damaged.index(b"ON answers (stored)") + 3
    offset = {"format": 18, "schema format": 47, "schema": schema}[place]
    damaged[offset : offset + len(junk)] = junk
    path.write_bytes(damaged)
    cache = ResponseCache(path)
    with pytest.warns(CacheWarning, match="set aside"):
        cache.put(key("new"), "new")
    assert cache.get(key("new")) == "new"


@pytest.mark.parametrize("time", ["x'00ff'", "CAST(x'ff' AS TEXT)", "'yesterday'", "1e300", str(2**62)])
def test_times_that_are_none_are_damage(path: Path, time: str) -> None:
    filled(path, 3)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute(f"UPDATE answers SET stored = {time}")  # noqa: S608
    cache = ResponseCache(path)
    with pytest.warns(CacheWarning, match="set aside"):
        assert cache.stats().entries == 0
    assert cache.get(key(1)) is None


@settings(max_examples=60, deadline=None)
@given(
    at=st.floats(0, 1, exclude_max=True),
    junk=st.one_of(st.binary(min_size=1, max_size=64), st.integers(1, 8192).map(bytes)),
    cut=st.booleans(),
)
def test_whatever_bytes_are_damaged_nothing_wrong_is_read(
    at: float, junk: bytes, cut: bool, pristine_file: Path
) -> None:
    damaged = bytearray(pristine_file.read_bytes())
    place = int(at * len(damaged))
    if cut:
        del damaged[place:]
    else:
        damaged[place : place + len(junk)] = junk
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", CacheWarning)
        path = Path(folder) / "responses.sqlite3"
        path.write_bytes(damaged)
        cache = ResponseCache(path, max_bytes=10_000_000)
        for number in range(50):
            assert cache.get(key(number)) in (None, f"{number} " + "x" * 2000)
        for number in range(25, 75):
            cache.put(key(number), f"new {number}")
        assert cache.get(key(74)) == "new 74"
        for number in range(50, 75):
            assert cache.get(key(number)) in (None, f"new {number}")
        cache.stats()
        cache.clear()
        cache.close()


@pytest.fixture(scope="session")
def pristine_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pristine") / "responses.sqlite3"
    filled(path)
    return path


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE answers SET value = CAST('wrong' AS BLOB)",
        "UPDATE answers SET value = 'text, not bytes'",
        "UPDATE answers SET value = 17",
        "UPDATE answers SET stored = stored - 1",
        "UPDATE answers SET stored = 'yesterday'",
        "UPDATE answers SET checksum = x'00'",
        "UPDATE answers SET key = (SELECT key FROM answers WHERE key <> :key), used = 0 WHERE key <> :key",
    ],
)
def test_an_answer_whose_checksum_does_not_fit_is_dropped_with_one_warning(path: Path, damage: str) -> None:
    filled(path, 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        if ":key" in damage:  # an answer under the key of another question
            file.execute("UPDATE answers SET key = ?", (key("another"),))
        else:
            file.execute(damage)
    asked = key("another") if ":key" in damage else key(0)
    cache = ResponseCache(path)
    with pytest.warns(CacheWarning, match="an answer in .* is damaged") as caught:
        found = [cache.get(asked) for _ in range(2)]
    assert found == [None, None]
    assert len(caught) == 1
    assert cache.stats().entries == 0
    cache.put(asked, "right")
    assert cache.get(asked) == "right"


def test_a_file_that_breaks_while_it_is_open_is_set_aside_once(path: Path) -> None:
    filled(path, 300)
    first, second = ResponseCache(path), ResponseCache(path)
    assert first.get(key(0))
    assert second.get(key(0))
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(size - 4096))
    with pytest.warns(CacheWarning, match="set aside") as caught:
        found = [(number, cache.get(key(number))) for number in range(300) for cache in (first, second)]
    assert all(text in (None, f"{number} " + "x" * 2000) for number, text in found)
    assert 1 <= len(caught) <= 2
    first.put(key("new"), "kept")
    assert second.get(key("new")) == "kept"
    assert len(first.stats().set_aside) == 1


def test_the_journal_of_a_damaged_file_goes_with_it(path: Path) -> None:
    filled(path)
    cache = ResponseCache(path)
    cache.put(key(1), "1 " + "y" * 2000)
    journal = path.with_name("responses.sqlite3-wal").read_bytes()
    cache.close()
    path.write_bytes(b"damage" * 10_000)
    path.with_name("responses.sqlite3-wal").write_bytes(journal)
    with pytest.warns(CacheWarning, match="set aside"):
        found = [cache.get(key(number)) for number in range(50)]
    right = {number: f"{number} " + ("y" if number == 1 else "x") * 2000 for number in range(50)}
    assert all(text in (None, right[number]) for number, text in enumerate(found))
    assert path.with_name("responses.sqlite3.damaged-1").exists()
    cache.put(key(2), "two")
    assert (cache.get(key(1)), cache.get(key(2))) == (None, "two")


def test_a_file_that_is_deleted_in_use_does_no_harm(path: Path) -> None:
    cache = ResponseCache(path)
    cache.put(key(1), "one")
    for file in path.parent.iterdir():
        file.unlink()
    cache.put(key(2), "two")
    cache.get(key(1))
    cache.close()
    cache.put(key(3), "three")
    assert cache.get(key(3)) == "three"


# Nowhere to write


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """For the superuser no folder is read-only: while this lasts, there is none."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        yield Path(folder)
        Path(folder).chmod(0o755)


@posix
@pytest.mark.usefixtures("ordinary_user")
def test_in_a_read_only_folder_it_works_without_a_cache_and_warns_once(read_only_folder: Path) -> None:
    cache = ResponseCache(read_only_folder / "below" / "responses.sqlite3")
    with pytest.warns(CacheWarning, match="cannot be used .*every question is asked anew") as caught:
        cache.put(key(1), "one")
    assert len(caught) == 1
    cache.put(key(1), "one")  # a second warning would be an error
    assert cache.get(key(1)) is None
    assert cache.stats().entries == 0
    assert cache.clear() == 0
    cache.close()


def test_where_there_is_a_file_in_place_of_the_folder_it_works_without_a_cache(path: Path) -> None:
    path.parent.write_text("not a folder")
    cache = ResponseCache(path)
    with pytest.warns(CacheWarning, match="cannot be used"):
        cache.put(key(1), "one")
    assert cache.get(key(1)) is None
    path.parent.unlink()
    cache.close()
    cache.put(key(1), "one")
    assert cache.get(key(1)) == "one"


@posix
@pytest.mark.usefixtures("ordinary_user")
def test_a_read_only_file_is_still_read() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "responses.sqlite3"
        filled(path)
        path.chmod(0o400)
        cache = ResponseCache(path)
        assert cache.get(key(1)) == "1 " + "x" * 2000
        with pytest.warns(CacheWarning, match="readonly.*no longer kept"):
            cache.put(key("new"), "one")
        cache.put(key("new"), "one")  # a second warning would be an error
        assert (cache.get(key("new")), cache.get(key(2))) == (None, "2 " + "x" * 2000)
        cache.close()


@posix
def test_on_a_full_disk_what_is_kept_is_read_and_the_rest_is_not_kept(tmp_path: Path) -> None:
    found = processes("full", tmp_path)
    assert found["first"]
    assert found["kept"] < 100
    assert not found["wrong"]
    assert len(found["warned"]) == 1
    assert "no longer kept" in found["warned"][0]


def test_while_another_process_holds_the_file_for_too_long_it_can_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimcheck.llm.cache_file.BUSY_SECONDS", 0.01)
    filled(path)
    cache = ResponseCache(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.warns(CacheWarning, match="locked.*no longer kept"):
            cache.put(key("new"), "new")
        assert cache.get(key(1)) == "1 " + "x" * 2000
    cache.close()
    cache.put(key("new"), "new")
    assert cache.get(key("new")) == "new"


# Real processes


@posix
def test_eight_processes_share_1000_keys_without_a_lost_write_or_a_lock_error(tmp_path: Path) -> None:
    assert processes("share", tmp_path) == {"ended": [0] * 8, "lost": 0, "entries": 2000}


@posix
def test_after_fifty_kills_in_the_middle_of_writing_nothing_is_lost_or_wrong(tmp_path: Path) -> None:
    found = processes("die", tmp_path)
    assert (found["ended"], found["lost"], found["wrong"]) == ([-9], 0, 0)
    assert found["written"] >= 200
    with closing(sqlite3.connect(tmp_path / "cache" / "responses.sqlite3")) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@posix
def test_eight_processes_that_find_a_damaged_file_set_it_aside_once(tmp_path: Path) -> None:
    assert processes("replace", tmp_path) == {"ended": [0] * 8, "lost": 0, "set_aside": 1}


@posix
def test_a_forked_process_opens_the_file_for_itself(tmp_path: Path) -> None:
    found = processes("fork", tmp_path)
    assert found == {"ended": 0, "from_child": True, "from_parent": True, "still_open": True}
