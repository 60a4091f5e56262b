"""What all tests stand on: nothing of the developer's own settings, and one embedded model for the whole run."""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from claimcheck.llm.embedded import EmbeddedModel
    from claimcheck.llm.weights import WeightStore

settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("local"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

_OWN_SETTINGS = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "CLAIMCHECK_CACHE_URL")


@pytest.fixture(autouse=True)
def _no_settings_of_the_developer(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in _OWN_SETTINGS:
        monkeypatch.delenv(name, raising=False)
    # Each test has a cache of its own: servers in tests get the same port again, and answer otherwise.
    monkeypatch.setenv("CLAIMCHECK_CACHE_DIR", str(tmp_path_factory.getbasetemp() / f"cache-{uuid.uuid4().hex}"))


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def weights() -> WeightStore:
    """The weights of the embedded model where users have them, fetched if they are not there yet."""
    from claimcheck.llm.weights import WeightStore  # noqa: PLC0415 (tests without the model need not load it)

    store = WeightStore()
    store.install()
    return store


@pytest.fixture(scope="session")
def embedded_model(weights: WeightStore) -> Iterator[EmbeddedModel]:
    """The embedded model, loaded once for all tests that only ask it something."""
    from claimcheck.llm.embedded import EmbeddedModel  # noqa: PLC0415 (see above)

    model = EmbeddedModel(weights)
    yield model
    asyncio.run(model.aclose())
