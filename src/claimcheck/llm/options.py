"""Options: how a checker asks its model, apart from which model it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from claimcheck.errors import ConfigurationError
from claimcheck.llm.cache import MAX_AGE_SECONDS, CacheMode
from claimcheck.llm.limits import Budget, Rates
from claimcheck.llm.prices import Price
from claimcheck.llm.profiles import Profile
from claimcheck.llm.retry import RetryPolicy

OutcomeOptions = dict[str, str | int | float | bool | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a checker asks its model.

    Attributes:
        budget: what all checks of the checker may use together. Questions beyond it are not asked, and the report says
            which sentences they concern.
        rates: what the model may be sent in a minute.
        price: what the model costs; the listed price where none is given.
        retry: how long to keep asking an endpoint that fails.
        profile: how the model is talked to; by default as a large one at an endpoint, as a small one in process.
            A `ChatModel` of your own has its own.
        samples: how many times each judging question is put. More than one costs as many times as much, and the
            confidence of a verdict then tells how many of the answers come to it.
        in_flight: how many calls to the model are under way at once; by default as the profile says.
        cache_path: the response cache's file; by default the user's own.
        cache_url: a Redis server that keeps the answers instead, such as "redis://cache.internal/0", for machines
            that share them (the extra `redis`); by default that of `CLAIMCHECK_CACHE_URL`. It is shown nowhere: it may
            hold a password.
        cache_max_age: how old a kept answer may be, in seconds; None for no limit.

    Raises:
        ConfigurationError: there is a file for the answers, and a server too; or a number is less than 1.
    """

    budget: Budget = field(default_factory=Budget)
    rates: Rates = field(default_factory=Rates)
    price: Price | None = None
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    profile: Profile | None = None
    samples: int = 1
    in_flight: int | None = None
    cache_path: Path | None = None
    cache_url: str | None = field(default=None, repr=False)
    cache_max_age: float | None = MAX_AGE_SECONDS

    def __post_init__(self) -> None:
        if self.cache_path is not None and self.cache_url is not None:
            raise ConfigurationError("answers are kept in one place: leave out cache_path or cache_url")
        if self.samples < 1:
            raise ConfigurationError(f"samples={self.samples}: a question is put once at least")
        if self.in_flight is not None and self.in_flight < 1:
            raise ConfigurationError(f"in_flight must be 1 or more, not {self.in_flight}")


def outcome_options(options: Options, *, profile: Profile, cache: CacheMode) -> OutcomeOptions:
    """The options that can change what a check finds, for a report's provenance.

    Args:
        options: those that were given.
        profile: how the model is in fact talked to.
        cache: how the response cache is in fact used.
    """
    return {
        "profile": profile.name,
        "sentences_per_window": profile.sentences_per_window,
        "context_sentences": profile.context_sentences,
        "claims_per_call": profile.claims_per_call,
        "max_output_tokens": profile.max_output_tokens,
        "samples": options.samples,
        "cache": cache,
        "max_cost": options.budget.max_cost,
        "max_tokens": options.budget.max_tokens,
        "max_calls": options.budget.max_calls,
        "retry_attempts": options.retry.attempts,
        "retry_deadline": options.retry.deadline,
    }
