"""A real redis-server on loopback, which tests can kill, freeze and start again."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

PASSWORD = "s3cret/of:the@cache"
_ESCAPED = "s3cret%2Fof%3Athe%40cache"


class RedisServer:
    """Runs from `with` to the end of its block, keeps nothing on disk, and wants a password.

    Attributes:
        url: where it is, with the password.
        address: the same, without.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.address = f"redis://127.0.0.1:{self._port}/0"
        self.url = f"redis://:{_ESCAPED}@127.0.0.1:{self._port}/0"

    def start(self) -> None:
        """Starts it, empty, and waits until it answers."""
        command = shutil.which("redis-server")
        assert command, "these tests need redis-server: scripts/system_packages.sh redis-server"
        where = ("--bind", "127.0.0.1", "--port", str(self._port), "--dir", str(self._folder))
        how = ("--requirepass", PASSWORD, "--save", "", "--appendonly", "no")
        self._process = subprocess.Popen([command, *where, *how], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        assert self._process.stdout
        said = []
        for line in self._process.stdout:
            said.append(line.decode(errors="replace"))
            if b"Ready to accept connections" in line:
                return
        raise AssertionError("redis-server did not start:\n" + "".join(said))

    def kill(self) -> None:
        """Ends it as a power cut would."""
        if self._process:
            self._process.kill()
            self._process.wait()
            if self._process.stdout:
                self._process.stdout.close()
            self._process = None

    def freeze(self) -> None:
        """From now on it takes connections and says nothing."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on where it was frozen."""
        assert self._process
        self._process.send_signal(signal.SIGCONT)

    def say(self, *words: str) -> str:
        """What `redis-cli` is answered."""
        command = ["redis-cli", "-p", str(self._port), "--json", *words]
        environment = {"REDISCLI_AUTH": PASSWORD, "PATH": "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"}
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()

    @property
    def keys(self) -> list[str]:
        """The keys that it holds."""
        found: list[str] = json.loads(self.say("KEYS", "*"))
        return sorted(found)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
