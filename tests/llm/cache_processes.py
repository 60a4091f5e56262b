"""Real processes that share a response cache, and die over it. Run by `test_response_cache.py`.

python cache_processes.py share FOLDER     eight processes write the same 1,000 keys and 125 of their own
python cache_processes.py die FOLDER       fifty processes are killed while they write
python cache_processes.py replace FOLDER   eight processes find the same damaged file at once
python cache_processes.py full FOLDER      a process may not let any file grow beyond 100,000 bytes
python cache_processes.py fork FOLDER      a process forks while another of its threads holds the cache

Each prints what it found as one line of JSON. Any `CacheWarning` that is not expected ends it with an error.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

from claimcheck.errors import CacheWarning
from claimcheck.llm.response_cache import ResponseCache

PROCESSES = 8
KEYS = 1000
KILLS = 50


def key(*name: object) -> str:
    return sha256(repr(name).encode()).hexdigest()


def value(*name: object, length: int = 600) -> str:
    return json.dumps({"of": repr(name), "text": "x" * length})


def share(path: Path) -> object:
    """Every shared key ends as one of the eight wrote it, every key of one's own as it was written."""

    def write(number: int) -> None:
        cache = ResponseCache(path)
        keys = random.Random(number).sample(range(KEYS), KEYS)  # noqa: S311 - an order, no secret
        for place, shared in enumerate(keys):
            cache.put(key(shared), value(shared, number))
            if place % 8 == 0:
                cache.put(key(number, place), value(number, place))
            read = cache.get(key(keys[place - 1]))
            assert read is None or read in written_by_any(keys[place - 1])
        cache.close()

    ended = [wait(child) for child in [fork(partial(write, number)) for number in range(PROCESSES)]]
    cache = ResponseCache(path)
    lost = [shared for shared in range(KEYS) if cache.get(key(shared)) not in written_by_any(shared)]
    own = [(number, place) for number in range(PROCESSES) for place in range(0, KEYS, 8)]
    lost_own = [name for name in own if cache.get(key(*name)) != value(*name)]
    return {"ended": ended, "lost": len(lost) + len(lost_own), "entries": cache.stats().entries}


def written_by_any(shared: int) -> set[str]:
    return {value(shared, number) for number in range(PROCESSES)}


def die(path: Path) -> object:
    """What was written before a kill is there, and nothing else is."""
    ended, acknowledged = [], []
    for round_ in range(KILLS):
        reading, writing = os.pipe()

        def write(round_: int = round_, writing: int = writing) -> None:
            cache, number = ResponseCache(path), 0
            while True:
                cache.put(key(round_, number), value(round_, number, length=20_000))
                os.write(writing, b".")
                number += 1

        child = fork(write)
        os.close(writing)
        count = 0
        while count <= round_ % 7:
            count += len(os.read(reading, 1))
        os.kill(child, signal.SIGKILL)
        ended.append(wait(child))
        while more := os.read(reading, 4096):
            count += len(more)
        os.close(reading)
        acknowledged.append(count)

    cache = ResponseCache(path)
    lost = wrong = 0
    for round_, count in enumerate(acknowledged):
        for number in range(count + 3):
            read = cache.get(key(round_, number))
            lost += number < count and read is None
            wrong += read is not None and read != value(round_, number, length=20_000)
    return {"ended": sorted(set(ended)), "lost": lost, "wrong": wrong, "written": sum(acknowledged)}


def replace(path: Path) -> object:
    """A damaged file is set aside once, and what is written after that is in one file."""
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database, and not empty" * 200)
    reading, writing = os.pipe()

    def write(number: int) -> None:
        os.read(reading, 1)
        warnings.simplefilter("ignore")
        cache = ResponseCache(path)
        cache.put(key(number), value(number))
        assert cache.get(key(number)) == value(number)

    children = [fork(partial(write, number)) for number in range(PROCESSES)]
    os.write(writing, b"." * PROCESSES)
    ended = [wait(child) for child in children]
    cache = ResponseCache(path)
    lost = sum(cache.get(key(number)) != value(number) for number in range(PROCESSES))
    return {"ended": ended, "lost": lost, "set_aside": len(cache.stats().set_aside)}


def full(path: Path) -> object:
    """When no more can be written, what is kept can still be read, and one warning says so."""
    cache = ResponseCache(path)
    cache.put(key(0), value(0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for number in range(1, 200):
            cache.put(key(number), value(number, length=2000))
        kept = [number for number in range(200) if cache.get(key(number)) is not None]
        wrong = [number for number in kept[1:] if cache.get(key(number)) != value(number, length=2000)]
    warned = [str(warning.message) for warning in caught if warning.category is CacheWarning]
    return {"first": cache.get(key(0)) == value(0), "kept": len(kept), "wrong": len(wrong), "warned": warned}


def fork_in_use(path: Path) -> object:
    """The child has a connection and a lock of its own, and leaves those of its parent alone."""
    cache = ResponseCache(path)
    cache.put(key("parent"), value("parent"))

    def child() -> None:
        signal.alarm(30)
        assert cache.get(key("parent")) == value("parent")
        cache.put(key("child"), value("child"))
        cache.close()

    held, forked = threading.Event(), threading.Event()

    def be_in_the_middle_of_something() -> None:
        with cache._file._lock_of_this_process():
            held.set()
            forked.wait()

    thread = threading.Thread(target=be_in_the_middle_of_something)
    thread.start()
    held.wait()
    started = fork(child)
    forked.set()
    thread.join()
    return {
        "ended": wait(started),
        "from_child": cache.get(key("child")) == value("child"),
        "from_parent": cache.get(key("parent")) == value("parent"),
        "still_open": cache._file.is_open,
    }


def fork(work: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:  # noqa: BLE001 - a fork must not go on with what its parent was doing
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def wait(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    warnings.simplefilter("error", CacheWarning)
    scenes = {"share": share, "die": die, "replace": replace, "full": full, "fork": fork_in_use}
    found = scenes[sys.argv[1]](Path(sys.argv[2]) / "cache" / "responses.sqlite3")
    sys.stdout.write(json.dumps(found) + "\n")
