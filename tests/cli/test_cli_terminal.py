"""The report as text: what an editor reads, and nothing that an article could do to a terminal."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from claimcheck.article import Article
from claimcheck.cli.page import Cell, Page
from claimcheck.cli.progress import in_words
from claimcheck.cli.terminal import report_text
from claimcheck.formats.printable import printable, printable_lines
from claimcheck.formats.words import sourcing_in_words
from claimcheck.report import Coverage, Finding, Provenance, Report, SentenceOutcome, Usage
from claimcheck.spans import Span
from claimcheck.verdicts import Claim, Hop, Record, Source, SourceKind, Sourcing, Verifiability

TEXT = (
    "Dam is safe, officials say\n\nThe Herald reported, citing people familiar with the inquiry, that the dam "
    "reportedly held.\n\nWhy now?\n\nRain fell. It may fall again."
)


def span(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span.of(TEXT, start, start + len(quote))


def hop(quote: str, kind: SourceKind, *, name: str | None = None, title: str | None = None) -> Hop:
    return Hop(source=Source(name=name, kind=kind, title=title, mention=span(quote)))


def sentence(
    number: int, quote: str, *claim_ids: str, reason: str | None = None, failed: bool = False
) -> SentenceOutcome:
    there = span(quote)
    return SentenceOutcome(
        id=f"s{number}",
        start=there.start,
        end=there.end,
        region="headline" if number == 1 else "body",
        outcome="claims" if claim_ids else "failed" if failed else "no_claim",
        reason=reason,
        claim_ids=claim_ids,
    )


def report(*, dam: str = "The dam held.") -> Report:
    relayed = Sourcing.of(
        [
            hop("The Herald", "named_organization", name="The Herald"),
            hop("people familiar with the inquiry", "anonymous"),
        ],
        hedges=[span("reportedly")],
        speech="indirect",
    )
    claims = (
        Claim(
            id="c1",
            fingerprint="a",
            text=dam,
            kind="event",
            sentence_ids=("s2",),
            anchors=(span("the dam reportedly held"),),
            sourcing=relayed,
            verifiability=Verifiability(
                status="partly_checkable",
                obstacle="vague",
                check_worthiness="high",
                evidence=(Record(what="the inspection log", where="the dam authority"),),
                missing=("the date",),
            ),
        ),
        Claim(
            id="c2",
            fingerprint="b",
            text="Rain fell.",
            kind="event",
            sentence_ids=("s4",),
            rationale="judging failed: the endpoint was silent",
        ),
    )
    sentences = (
        sentence(1, "Dam is safe, officials say", reason="the model was cut off", failed=True),
        sentence(2, TEXT.splitlines()[2], "c1"),
        sentence(3, "Why now?", reason="a question"),
        sentence(4, "Rain fell.", "c2"),
        sentence(5, "It may fall again.", reason="the model was cut off", failed=True),
    )
    return Report(
        article=Article(text=TEXT, id="dam-1"),
        sentences=sentences,
        claims=claims,
        coverage=Coverage.of(sentences),
        usage=Usage(calls=4, input_tokens=1234, output_tokens=56, seconds=7.89),
        provenance=Provenance(
            model="a-model",
            endpoint="in process",
            prompts={},
            claimcheck_version="1.2.3",
            created_at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
            options={},
        ),
    )


def test_a_report_to_be_read() -> None:
    assert (
        report_text(report())
        == """\
Dam is safe, officials say

Sentences   5: 2 with claims, 1 without, 2 could not be read
Claims      2, 1 of them not found in the text
Sourcing    1 anonymous, 1 without a verdict
Checking    1 partly checkable, 1 without a verdict
Findings    none

Claims

s2      The Herald reported, citing people familiar with the inquiry, that the
        dam reportedly held.
  c1    The dam held.
        Anonymous: people familiar with the       Partly checkable: too vague;
        inquiry, through The Herald               worth checking

s4      Rain fell.
  c2    Rain fell.
        No verdict: judging failed: the endpoint was silent
        Not found in the text word for word

Sources
Claims  Source                                    Kind
     1  people familiar with the inquiry          An anonymous source, through
                                                  The Herald

Not read
  the model was cut off: s1, s5
    s1    Dam is safe, officials say
    s5    It may fall again.

Without claims
  a question: s3

How this was made
a-model, in process: 7.9 seconds, 4 answers, 1,234 tokens read, 56 written, at a
cost that is not known. claimcheck 1.2.3, 2026-01-02 03:04 UTC, article dam-1.
This says what the article shows for each claim, and whether the claim could be
settled. It does not say whether a claim is true.
"""
    )


def test_the_gravest_finding_comes_first_and_names_only_its_first_claims() -> None:
    slight, grave = (
        Finding(kind=kind, severity=severity, message="So it is.", claim_ids=ids, spans=(span("Rain fell"),))
        for kind, severity, ids in (
            ("dropped_hedge", "low", ("c1",)),
            ("relayed_only", "high", tuple(f"c{number}" for number in range(1, 41))),
        )
    )
    found = report().model_copy(update={"findings": (slight, grave)})
    told = report_text(found)

    assert told.index("high    Relayed only") < told.index("low     Hedge dropped")
    assert "c12 and 28 more)" in " ".join(told.split())
    assert "c39, c40)" in " ".join(report_text(found, verbose=True).split())


def test_all_that_is_known_of_a_claim() -> None:
    told = report_text(report(), verbose=True)
    assert (
        """\
  c1    The dam held.
        Anonymous: people familiar with the       Partly checkable: too vague;
        inquiry, through The Herald               worth checking
        The Herald: a named organization
        ← people familiar with the inquiry: an anonymous source
        Hedged by “reportedly”
        Worth checking: high
        Would settle it: the inspection log (the dam authority)
        Missing: the date
        Words: “the dam reportedly held”
"""
        in told
    )
    assert "  a question: s3\n    s3    Why now?\n" in told


def test_a_narrow_page_keeps_its_columns() -> None:
    assert """\
  c1    The dam held.
        Anonymous: people familiar     Partly checkable: too
        with the inquiry, through The  vague; worth checking
        Herald
""" in report_text(report(), width=60)


def test_columns_of_wide_characters_stand_below_each_other() -> None:
    page = Page(width=30, colour=False)
    page.row(Cell("水門市水道局", 0, 8), Cell("a|b", 10, 5))
    page.row(Cell("dam", 0, 8), Cell("a|b", 10, 5))

    assert page.text() == "水門市水  a|b\n道局\ndam       a|b\n"


def test_right_to_left_columns_stay_where_they_are() -> None:
    page = Page(width=30, colour=False)
    page.row(Cell("תמר לוי", 0, 8), Cell("מהנדסת", 10, 8))
    page.row(Cell("Tamar", 0, 8), Cell("מהנדסת", 10, 8))

    assert page.text() == "תמר לוי   \u200eמהנדסת\nTamar     מהנדסת\n"


def test_a_report_to_be_piped_draws_no_lines() -> None:
    drawn = [c for c in report_text(report(), verbose=True) if "\u2500" <= c <= "\u259f" or c == "\x1b"]
    assert drawn == []


def test_a_hedge_stands_for_a_source_that_is_not_there() -> None:
    vague = report().claims[0].model_copy(update={"sourcing": Sourcing.of(hedges=[span("reportedly")])})
    told = report_text(report().model_copy(update={"claims": (vague, report().claims[1])}))

    assert "        Vague: “reportedly”                       Partly checkable: too vague;" in told
    assert "     1  Somebody who is only hinted at" in told


def test_a_source_is_named_by_the_best_that_is_known() -> None:
    person = Source(name="Ana Ruiz", kind="named_person", title="Mayor")
    assert sourcing_in_words(Sourcing.of([Hop(source=person)])) == "On the record: Ana Ruiz (Mayor)"
    nobody = Source(name=None, kind="unnamed_group")
    assert sourcing_in_words(Sourcing.of([Hop(source=nobody)])) == "Vague: an unnamed group"
    assert sourcing_in_words(Sourcing.of()) == "In the reporter's own voice"


def test_colour_changes_nothing_but_the_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = report_text(report(), colour=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == report_text(report())
    assert "\x1b[1m" in coloured


def test_no_markup_and_no_control_character_of_an_article_counts() -> None:
    text = report_text(report(dam="[red]Dam[/red] \x1b[31m:smile:\u202e\x9b"), colour=True)
    assert r"[red]Dam[/red] \x1b[31m:smile:\u202e\x9b" in re.sub(r"\x1b\[[\d;]*m", "", text)


@given(st.text(min_size=1), st.integers(40, 100))
def test_any_claim_fits_the_page(text: str, width: int) -> None:
    page = report_text(report(dam=text), width=width, verbose=True)
    assert max(map(cell_len, page.split("\n"))) <= width
    assert all(line == line.rstrip() for line in page.split("\n"))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_printable_is_one_line_that_drives_no_terminal(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert printable(shown) == shown


def test_a_list_stays_a_list() -> None:
    assert printable_lines("no:\n  a\tb\n- \x07") == "no:\n  a b\n- \\x07"
    assert printable_lines("run\n  this   # or\n  those  # these") == "run\n  this   # or\n  those  # these"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "about 1 s left"), (42.4, "about 42 s left"), (200, "about 3 min left"), (7200, "about 2.0 h left")],
)
def test_the_time_left_is_told_as_exactly_as_it_is_known(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
