"""claimcheck reads a news article the way a standards editor does.

from claimcheck import Checker

report = Checker(model="embedded").check(text)
for claim in report.claims:
    print(claim.text, claim.sourcing.strength, claim.anchors[0].quote)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from claimcheck._version import __version__

if TYPE_CHECKING:
    from claimcheck.article import Article
    from claimcheck.checker import Checker
    from claimcheck.comparison import Change, Comparison, compare
    from claimcheck.errors import (
        AnswerError,
        BudgetExceeded,
        CacheMiss,
        ClaimcheckError,
        ConfigurationError,
        EndpointError,
        InputError,
        ModelError,
        PromptError,
        WeightsError,
    )
    from claimcheck.events import Progress
    from claimcheck.llm.limits import Budget, Rates
    from claimcheck.llm.options import Options
    from claimcheck.llm.prices import Price
    from claimcheck.llm.retry import RetryPolicy
    from claimcheck.llm.usage import Estimate
    from claimcheck.many import Unchecked
    from claimcheck.report import Coverage, Finding, Provenance, Report, SentenceOutcome, Usage
    from claimcheck.spans import Span
    from claimcheck.verdicts import Claim, Hop, Record, Source, Sourcing, Verifiability

__all__ = [
    "AnswerError",
    "Article",
    "Budget",
    "BudgetExceeded",
    "CacheMiss",
    "Change",
    "Checker",
    "Claim",
    "ClaimcheckError",
    "Comparison",
    "ConfigurationError",
    "Coverage",
    "EndpointError",
    "Estimate",
    "Finding",
    "Hop",
    "InputError",
    "ModelError",
    "Options",
    "Price",
    "Progress",
    "PromptError",
    "Provenance",
    "Rates",
    "Record",
    "Report",
    "RetryPolicy",
    "SentenceOutcome",
    "Source",
    "Sourcing",
    "Span",
    "Unchecked",
    "Usage",
    "Verifiability",
    "WeightsError",
    "__version__",
    "compare",
]

_HOMES = {
    "AnswerError": "claimcheck.errors",
    "Article": "claimcheck.article",
    "Budget": "claimcheck.llm.limits",
    "BudgetExceeded": "claimcheck.errors",
    "CacheMiss": "claimcheck.errors",
    "Change": "claimcheck.comparison",
    "Checker": "claimcheck.checker",
    "Claim": "claimcheck.verdicts",
    "ClaimcheckError": "claimcheck.errors",
    "Comparison": "claimcheck.comparison",
    "ConfigurationError": "claimcheck.errors",
    "Coverage": "claimcheck.report",
    "EndpointError": "claimcheck.errors",
    "Estimate": "claimcheck.llm.usage",
    "Finding": "claimcheck.report",
    "Hop": "claimcheck.verdicts",
    "InputError": "claimcheck.errors",
    "ModelError": "claimcheck.errors",
    "Options": "claimcheck.llm.options",
    "Price": "claimcheck.llm.prices",
    "Progress": "claimcheck.events",
    "PromptError": "claimcheck.errors",
    "Provenance": "claimcheck.report",
    "Rates": "claimcheck.llm.limits",
    "Record": "claimcheck.verdicts",
    "Report": "claimcheck.report",
    "RetryPolicy": "claimcheck.llm.retry",
    "SentenceOutcome": "claimcheck.report",
    "Source": "claimcheck.verdicts",
    "Sourcing": "claimcheck.verdicts",
    "Span": "claimcheck.spans",
    "Unchecked": "claimcheck.many",
    "Usage": "claimcheck.report",
    "Verifiability": "claimcheck.verdicts",
    "WeightsError": "claimcheck.errors",
    "compare": "claimcheck.comparison",
}
"""Where each name is at home. A module is imported when one of its names is first used: all of them take 0.3 s."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
