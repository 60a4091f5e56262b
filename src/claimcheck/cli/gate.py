"""Gate: `--fail-on`, by which a report that shows what a desk does not want ends in an exit code of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Annotated, get_args

import typer

from claimcheck.cli.failure import ExitCode, say
from claimcheck.report import FindingKind, Report
from claimcheck.verdicts import Claim, Status, Strength

FINDING_KINDS: tuple[str, ...] = get_args(FindingKind)
STRENGTHS: tuple[str, ...] = get_args(Strength)
STATUSES: tuple[str, ...] = get_args(Status)

_OF_CLAIMS: Mapping[str, Callable[[Claim], bool]] = {
    "unanchored": lambda claim: not claim.anchors,
    "unjudged": lambda claim: not (claim.sourcing and claim.verifiability),
}
CONDITIONS = (*FINDING_KINDS, "finding", *STRENGTHS, *STATUSES, *_OF_CLAIMS, "failed")
"""All that can be named: kinds of findings and any finding; strengths; statuses; and what went wrong."""

_SHOWN = 12
"""How many claims or sentences are named for a condition; of the others the number is told."""


def conditions_in(given: Iterable[str]) -> tuple[str, ...]:
    """The conditions that were given, each once: several to a string, parted by commas, or in several strings.

    Raises:
        typer.BadParameter: one of them is no condition, or none is named; the message has the valid ones.
    """
    given = list(given)
    named = [name.strip().lower().replace("-", "_") for names in given for name in names.split(",") if name.strip()]
    for name in named:
        if name not in CONDITIONS:
            raise typer.BadParameter(f"there is no {name!r}{_near(name)}. Valid: {', '.join(CONDITIONS)}")
    if given and not named:
        raise typer.BadParameter(f"nothing is named. Valid: {', '.join(CONDITIONS)}")
    return tuple(dict.fromkeys(named))


def _given(values: list[str] | None) -> list[str]:
    return list(conditions_in(values or ()))


FailOn = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on",
        metavar="NAME,…",
        callback=_given,
        help="End in exit code 6 if a report shows one of these: "
        "a finding (finding for any, or its kind, such as headline_overclaim); a claim's strength "
        f"({', '.join(STRENGTHS)}); its status ({', '.join(STATUSES)}); "
        "unanchored, unjudged; failed, for a sentence that could not be read.",
    ),
]


def tripped(report: Report, conditions: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """What a report shows of these conditions.

    Args:
        report: the report.
        conditions: out of `CONDITIONS`.

    Returns:
        The conditions that hold, in the order given, with the ids of claims or sentences, or the findings in words.
    """
    shown = {name: tuple(_shown(report, name)) for name in conditions}
    return {name: places for name, places in shown.items() if places}


def gate(report: Report, conditions: Sequence[str], outcome: ExitCode) -> ExitCode:
    """The exit code for a report, and lines on stderr that say which claims and findings are to blame.

    It wins over a report that is incomplete, for what was found is found. It does not win where the model failed on
    everything, for then nothing was read.

    Args:
        report: the report.
        conditions: out of `CONDITIONS`.
        outcome: what the report would end in without them.
    """
    found = tripped(report, conditions)
    if found:
        lines = (_line(name, places, len(places)) for name, places in found.items())
        say("\n".join(["the report shows what --fail-on names:", *lines]))
    return ExitCode.GATE if found and outcome is not ExitCode.MODEL else outcome


class BatchGate:
    """The same for many reports, however many: which of them show what.

    Args:
        conditions: out of `CONDITIONS`.
    """

    def __init__(self, conditions: Sequence[str]) -> None:
        self.conditions = conditions
        self._reports = 0
        self._counts: Counter[str] = Counter()
        self._first: dict[str, list[str]] = {name: [] for name in conditions}

    def see(self, report: Report | None) -> None:
        """Takes note of what a report shows; where there is none, nothing."""
        if report is None:
            return
        found = tripped(report, self.conditions)
        self._reports += bool(found)
        self._counts.update(found.keys())
        for name in found:
            if len(self._first[name]) < _SHOWN:
                self._first[name].append(report.article.id)

    def code(self, outcome: ExitCode) -> ExitCode:
        """The exit code for the batch, and lines on stderr that name the reports. What wins, wins as in `gate`.

        Args:
            outcome: what the batch would end in without the conditions.
        """
        if self._reports:
            shows = "report shows" if self._reports == 1 else "reports show"
            shown = [name for name in self.conditions if self._counts[name]]
            lines = (_line(name, self._first[name], self._counts[name], between=", ") for name in shown)
            say("\n".join([f"{self._reports:,} {shows} what --fail-on names:", *lines]))
        return ExitCode.GATE if self._reports and outcome is not ExitCode.MODEL else outcome


def _shown(report: Report, condition: str) -> Iterator[str]:
    if condition in FINDING_KINDS or condition == "finding":
        for finding in report.findings:
            if condition in (finding.kind, "finding"):
                yield f"{finding.message} ({', '.join(finding.claim_ids)})" if finding.claim_ids else finding.message
    elif condition == "failed":
        yield from (sentence.id for sentence in report.sentences if sentence.outcome == "failed")
    else:
        yield from (claim.id for claim in report.claims if _holds(claim, condition))


def _holds(claim: Claim, condition: str) -> bool:
    if condition in _OF_CLAIMS:
        return _OF_CLAIMS[condition](claim)
    strength = claim.sourcing.strength if claim.sourcing else None
    status = claim.verifiability.status if claim.verifiability else None
    return condition in (strength, status)


def _line(condition: str, places: Sequence[str], count: int, *, between: str | None = None) -> str:
    more = f" and {count - _SHOWN:,} more" if count > _SHOWN else ""
    between = between or (" " if condition in FINDING_KINDS or condition == "finding" else ", ")
    return f"  {condition}: {between.join(places[:_SHOWN])}{more}"


def _near(name: str) -> str:
    near = get_close_matches(name, CONDITIONS, n=1)
    return f" (did you mean {near[0]}?)" if near else ""
