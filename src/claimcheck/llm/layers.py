"""Layers: what stands between a check and its model.

    Observed    events and log lines
    Cached      answers that were given before
    Limited     budget and rates
    Traced      OpenTelemetry spans
    Retrying    the one retry policy
    the model

In this order, so that a kept answer takes nothing from the budget, and a question that is tried again is one call.
"""

from __future__ import annotations

import importlib.util
import os
from dataclasses import replace

from claimcheck.errors import ConfigurationError
from claimcheck.llm.bulk import BulkModel
from claimcheck.llm.cache import AnswerStore, Cached, CacheMode
from claimcheck.llm.chat import ChatModel, Layer
from claimcheck.llm.limits import Budget, Limited, Rates
from claimcheck.llm.observed import Observed
from claimcheck.llm.options import Options
from claimcheck.llm.prices import IN_PROCESS
from claimcheck.llm.profiles import Profile
from claimcheck.llm.retry import Retrying
from claimcheck.llm.telemetry import Traced


def layered(model: ChatModel, *, cache: CacheMode = "off", options: Options | None = None) -> ChatModel:
    """A model with everything in front of it that the options ask for.

    A model in this process is not retried, and neither is one that brings its own retries (`Retrying`, `BulkModel`):
    retries that stand behind each other multiply.

    Raises:
        ConfigurationError: there is no such cache mode; the shared cache cannot be used as it is named; or there is a
            `max_cost`, and what the model costs is not known.
    """
    options = options or Options()
    if options.in_flight is not None:
        model = _Wide(model, options.in_flight)
    if model.endpoint != IN_PROCESS and not _is_retried(model):
        model = Retrying(model, options.retry)
    model = Traced(model)
    if options.budget != Budget() or options.rates != Rates():
        model = Limited(model, budget=options.budget, rates=options.rates, price=options.price)
    if cache != "off":
        model = Cached(model, _store(options), mode=cache)
    return Observed(model)


def _store(options: Options) -> AnswerStore:
    url = options.cache_url or (None if options.cache_path else os.environ.get("CLAIMCHECK_CACHE_URL"))
    if not url:
        from claimcheck.llm.response_cache import ResponseCache  # noqa: PLC0415 (SQLite, where nothing may be kept)

        return ResponseCache(options.cache_path, max_age_seconds=options.cache_max_age)
    if importlib.util.find_spec("redis") is None:
        raise ConfigurationError(
            "a shared cache needs an extra of claimcheck. Install it:\npip install 'claimcheck-llm[redis]'"
        )
    from claimcheck.llm.shared_cache import SharedCache  # noqa: PLC0415 (an extra)

    return SharedCache(url, max_age_seconds=options.cache_max_age)


def _is_retried(model: ChatModel) -> bool:
    while isinstance(model, Layer):
        if isinstance(model, Retrying | BulkModel):
            return True
        model = model.model
    return False


class _Wide(Layer):
    """A model that is asked so many questions at once, and not as many as its profile says."""

    def __init__(self, model: ChatModel, in_flight: int) -> None:
        super().__init__(model)
        self._in_flight = in_flight

    @property
    def profile(self) -> Profile:
        return replace(self.model.profile, in_flight=self._in_flight)
