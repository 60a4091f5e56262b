"""Options: how a checker asks its model, apart from which model it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from claimcheck.errors import ConfigurationError
from claimcheck.llm.cache import CacheMode
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
        in_flight: how many calls to the model are under way at once; by default as the profile says.
        cache_path: the response cache's file; by default the user's own.
    """

    budget: Budget = field(default_factory=Budget)
    rates: Rates = field(default_factory=Rates)
    price: Price | None = None
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    profile: Profile | None = None
    in_flight: int | None = None
    cache_path: Path | None = None

    def __post_init__(self) -> None:
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
        "cache": cache,
        "max_cost": options.budget.max_cost,
        "max_tokens": options.budget.max_tokens,
        "max_calls": options.budget.max_calls,
        "retry_attempts": options.retry.attempts,
        "retry_deadline": options.retry.deadline,
    }
