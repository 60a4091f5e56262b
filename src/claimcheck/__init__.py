"""claimcheck reads a news article the way a standards editor does.

from claimcheck import Checker

report = Checker(model="embedded").check(text)
for claim in report.claims:
    print(claim.text, claim.sourcing.strength, claim.anchors[0].quote)
"""

from __future__ import annotations

from claimcheck._version import __version__
from claimcheck.article import Article
from claimcheck.checker import Checker
from claimcheck.errors import (
    AnswerError,
    ClaimcheckError,
    ConfigurationError,
    EndpointError,
    InputError,
    ModelError,
    PromptError,
    WeightsError,
)
from claimcheck.reading import Progress
from claimcheck.report import Coverage, Finding, Provenance, Report, SentenceOutcome, Usage
from claimcheck.spans import Span
from claimcheck.verdicts import Claim, Hop, Record, Source, Sourcing, Verifiability

__all__ = [
    "AnswerError",
    "Article",
    "Checker",
    "Claim",
    "ClaimcheckError",
    "ConfigurationError",
    "Coverage",
    "EndpointError",
    "Finding",
    "Hop",
    "InputError",
    "ModelError",
    "Progress",
    "PromptError",
    "Provenance",
    "Record",
    "Report",
    "SentenceOutcome",
    "Source",
    "Sourcing",
    "Span",
    "Usage",
    "Verifiability",
    "WeightsError",
    "__version__",
]
