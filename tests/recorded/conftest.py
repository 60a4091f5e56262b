"""Recorded tests: each plays one cassette, all of it, and nothing else. `cassettes/README.md` says how to record."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
import tape

if TYPE_CHECKING:
    from vcr import VCR
    from vcr.cassette import Cassette


def pytest_recording_configure(vcr: VCR) -> None:
    vcr.register_serializer("yaml", tape.TapeFormat(os.environ.get(tape.ORIGIN)))


@pytest.fixture(scope="session")
def vcr_config() -> dict[str, Any]:
    return {
        "match_on": tape.MATCH_ON,
        "before_record_request": tape.scrub_request,
        "before_record_response": tape.scrub_response,
        "decode_compressed_response": True,
        "allow_playback_repeats": False,
    }


@pytest.fixture(scope="module")
def vcr_cassette_dir(pytestconfig: pytest.Config) -> str:
    return str(pytestconfig.rootpath / "cassettes")


@pytest.fixture
def default_cassette_name(request: pytest.FixtureRequest) -> str:
    return str(tape.cassette_of(request.path.stem, request.node.name).with_suffix(""))


@pytest.fixture(autouse=True)
def _plays_the_whole_cassette(vcr: Cassette | None, record_mode: str) -> Iterator[None]:
    if vcr is None or record_mode != "none":
        yield
        return
    misses = tape.note_misses(vcr)
    yield
    if misses:
        pytest.fail("\n".join(["the cassette does not hold:", *misses, _STALE]), pytrace=False)
    if left := tape.unplayed(vcr):
        pytest.fail("\n".join(["the cassette was played in part; nobody asked:", *left, _STALE]), pytrace=False)


_STALE = "If the prompts, the wire models or the test have changed, run: make record"
