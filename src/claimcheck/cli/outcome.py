"""Outcome: what a check came to, as an exit code and a line on stderr."""

from __future__ import annotations

from collections import Counter

from claimcheck.cli.failure import ExitCode, say
from claimcheck.cli.words import number_of
from claimcheck.errors import InputError
from claimcheck.events import BudgetReached, CallFinished, Event
from claimcheck.extraction import why_silent
from claimcheck.report import Report
from claimcheck.segment import segment

_NOT_ASKED = {"BudgetExceeded", "CacheMiss"}
"""Errors with which a question never reached the model."""


class Listener:
    """Remembers what decides about the outcome."""

    def __init__(self) -> None:
        self._model_was_asked = False
        self._budget: str | None = None

    def hear(self, event: Event) -> None:
        """Takes note of an event."""
        if isinstance(event, BudgetReached):
            self._budget = event.reason
        elif isinstance(event, CallFinished) and event.error not in _NOT_ASKED:
            self._model_was_asked = True

    def outcome_of(self, report: Report) -> ExitCode:
        """The exit code for a report, and a line on stderr where it is incomplete."""
        if report.complete:
            return ExitCode.COMPLETE
        failed = [sentence for sentence in report.sentences if sentence.outcome == "failed"]
        unjudged = [claim for claim in report.claims if not (claim.sourcing and claim.verifiability)]
        why = self._budget or (failed[0].reason if failed else unjudged[0].rationale)
        asked = {sentence.id for sentence in segment(report.article) if why_silent(sentence) is None}
        if self._model_was_asked and asked <= {sentence.id for sentence in failed}:
            say(f"the model failed on all {number_of(len(failed), 'sentence')} that it was asked about: {why}")
            return ExitCode.MODEL
        parts = [(len(failed), "sentence", "could not be read"), (len(unjudged), "claim", "could not be judged")]
        told = " and ".join(f"{number_of(count, noun)} {what}" for count, noun, what in parts if count)
        say(f"the report is incomplete: {told}: {why}")
        return ExitCode.INCOMPLETE


def refuse_empty(report: Report, name: str) -> None:
    """Says of a report with nothing in it that it is none.

    Args:
        report: the report.
        name: what the article is called.

    Raises:
        InputError: every sentence was read, and none of them states anything.
    """
    if report.claims or not report.complete:
        return
    reasons = Counter(sentence.reason for sentence in report.sentences)
    why = ", ".join(f"{reason} ({count:,})" for reason, count in reasons.most_common(3))
    sentences = number_of(len(report.sentences), "sentence")
    raise InputError(f"{name} states nothing that could be checked: {sentences}, {why}. Is it the article's own text?")
