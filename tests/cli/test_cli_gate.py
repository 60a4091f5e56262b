"""`--fail-on`: a report that shows what a desk does not want ends in 6, and stderr says where."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner, Result

from claimcheck.cli import app
from claimcheck.cli.failure import ExitCode
from claimcheck.cli.gate import CONDITIONS, gate, tripped
from claimcheck.report import FindingKind, Report
from claimcheck.verdicts import Claim, Status, Strength
from sluice import report


def show(read: Report, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["show", "-", *arguments], input=read.model_dump_json(), catch_exceptions=False)


def complete(*claims: Claim) -> Report:
    """A complete report without findings, with these claims of the first sentence on the sluice gates."""
    read = report()
    first = read.sentences[0].model_copy(update={"claim_ids": tuple(claim.id for claim in claims)})
    others = [
        sentence.model_copy(update={"outcome": "no_claim", "reason": "a question", "claim_ids": ()})
        for sentence in read.sentences[1:]
    ]
    coverage = read.coverage.model_copy(update={"with_claims": 1, "no_claim": len(others), "failed": 0})
    changes = {"claims": claims, "findings": (), "sentences": (first, *others), "coverage": coverage}
    return Report.model_validate_json(read.model_copy(update=changes).model_dump_json())


COMPLETE = complete(report().claims[0])


@pytest.mark.parametrize(
    ("condition", "where"),
    [
        ("anonymous", ("c2",)),
        ("reporter", ("c1",)),
        ("documented", ("c4",)),
        ("partly_checkable", ("c2",)),
        ("checkable", ("c1", "c3", "c4")),
        ("unanchored", ("c5",)),
        ("unjudged", ("c5",)),
        ("failed", ("s7",)),
        ("single_origin", ("The main claim rests on “people close to the inquiry”. (c2)",)),
        ("not_checkable", ()),
        ("vague", ()),
        ("dropped_hedge", ()),
    ],
)
def test_what_each_condition_means(condition: str, where: tuple[str, ...]) -> None:
    assert tripped(report(), [condition]) == ({condition: where} if where else {})


def test_any_finding_can_be_asked_for() -> None:
    (messages,) = tripped(report(), ["finding"]).values()
    assert len(messages) == 2


def test_every_kind_strength_and_status_is_a_condition_and_no_name_means_two_things() -> None:
    names = [*get_args(FindingKind), *get_args(Strength), *get_args(Status)]
    assert set(names) < set(CONDITIONS)
    assert len(CONDITIONS) == len(set(CONDITIONS))


def test_a_report_that_shows_it_is_written_and_ends_in_6() -> None:
    run = show(report(), "--fail-on", "anonymous,headline_overclaim", "-f", "json")

    assert run.exit_code == 6
    assert Report.model_validate_json(run.stdout) == report()
    assert run.stderr.splitlines() == [
        "claimcheck: the report is incomplete: what was not read cannot pass",
        "claimcheck: the report shows what --fail-on names:",
        "  anonymous: c2",
        "  headline_overclaim: The headline says flatly what the story has from people who are not named. (c1, c2)",
    ]


def test_a_complete_report_that_shows_none_of_it_ends_in_0() -> None:
    run = show(COMPLETE, "--fail-on", "anonymous", "--fail-on", "vague,finding")
    assert (run.exit_code, run.stderr) == (0, "")


def test_an_incomplete_report_does_not_pass_a_gate() -> None:
    run = show(report(), "--fail-on", "vague")
    assert (run.exit_code, run.stderr) == (1, "claimcheck: the report is incomplete: what was not read cannot pass\n")


def test_without_a_gate_any_report_that_is_shown_ends_in_0() -> None:
    assert show(report()).exit_code == 0


def test_the_gate_wins_over_an_incomplete_report_and_not_over_a_model_that_failed_on_everything() -> None:
    assert gate(report(), ["anonymous"], ExitCode.INCOMPLETE) is ExitCode.GATE
    assert gate(report(), ["failed"], ExitCode.MODEL) is ExitCode.MODEL
    assert gate(report(), ["vague"], ExitCode.INCOMPLETE) is ExitCode.INCOMPLETE
    assert gate(report(), [], ExitCode.COMPLETE) is ExitCode.COMPLETE


def test_many_claims_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    first = report().claims[0]
    many = complete(*(first.model_copy(update={"id": f"c{number}"}) for number in range(1, 16)))

    assert gate(many, ["reporter"], ExitCode.COMPLETE) is ExitCode.GATE
    line = capsys.readouterr().err.splitlines()[1]
    assert line == "  reporter: c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12 and 3 more"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("anonymus", "there is no 'anonymus' (did you mean anonymous?). Valid: headline_overclaim,"),
        ("opinion", "there is no 'opinion'. Valid: headline_overclaim,"),
    ],
)
def test_a_name_that_is_none_is_refused_before_anything_is_done(given: str, told: str, tmp_path: Path) -> None:
    missing = tmp_path / "no-such-article.txt"
    run = CliRunner().invoke(app, ["check", str(missing), "--fail-on", f"vague,{given}"])

    assert (run.exit_code, run.stdout) == (2, "")
    assert told in " ".join(run.stderr.split())
    assert all(name in run.stderr for name in CONDITIONS)


def test_hyphens_capitals_and_spaces_are_forgiven() -> None:
    assert show(report(), "--fail-on", " Anonymous , not-checkable,").exit_code == 6


@pytest.mark.parametrize("nothing", ["", ",", " "])
def test_a_gate_that_names_nothing_is_refused(nothing: str) -> None:
    run = show(report(), "--fail-on", nothing)
    assert (run.exit_code, run.stdout) == (2, "")
