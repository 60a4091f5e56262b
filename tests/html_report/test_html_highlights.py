"""Each claim is highlighted at its exact characters, whatever the text is made of."""

from __future__ import annotations

import pytest

from claimcheck import Report
from claimcheck.spans import Span
from html_report import specimens
from html_report.page_seen import Open, marked, words_in

STRANGE = "".join(
    [
        "Caf\u0301 \U0001f9d1\u200d\U0001f692 reopens\r\n\r\n",
        "The \U0001f1f3\U0001f1f4 mayor\tsaid\u00a0that 3\u202f400 people came, ",
        '\u202eand went\u202c, & <b>nobody</b> "paid".\r\nIt was l\u200bate \x85 too.',
    ]
)

CLAIMED = "Caf\u0301", "\U0001f9d1\u200d\U0001f692", "3\u202f400", "400 people", "<b>nobody</b>", "l\u200bate \x85"


def characters(spans: tuple[Span, ...], text: str) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end) if not text[at].isspace()}


def check_highlights(report: Report, open_report: Open) -> None:
    text = report.article.text

    found = marked(open_report(report), report)

    due = {claim.id: characters(claim.anchors, text) for claim in report.claims if claim.anchors}
    assert {key: {at for at in places if not text[at].isspace()} for key, places in found.items()} == due


@pytest.mark.parametrize("report", specimens.gold_reports(), ids=lambda report: report.article.id)
def test_claims_are_highlighted_at_their_characters(report: Report, open_report: Open) -> None:
    check_highlights(report, open_report)


def test_overlapping_claims_are_highlighted_at_their_characters(open_report: Open) -> None:
    check_highlights(specimens.everything(), open_report)


def test_claims_that_run_from_right_to_left_are_highlighted_at_their_characters(open_report: Open) -> None:
    check_highlights(specimens.right_to_left(), open_report)


def test_claims_in_a_text_of_strange_characters_are_highlighted_at_theirs(open_report: Open) -> None:
    report = specimens.claiming(STRANGE, *CLAIMED)

    check_highlights(report, open_report)


def test_where_claims_overlap_each_has_a_line_of_its_own_all_along(open_report: Open) -> None:
    page = open_report(specimens.everything())

    lines = page.eval_on_selector_all(
        ".seg[data-claims~='c90']",
        "all => all.map(e => [e.dataset.claims, e.dataset.s1 ?? null, e.dataset.s2 ?? null])",
    )

    assert {tuple(line) for line in lines} == {
        ("c3 c90", "vague", "reporter"),
        ("c4 c90", "vague", "reporter"),
        ("c90", None, "reporter"),
    }


def test_verifiability_is_marked_by_the_stroke_of_the_line(open_report: Open) -> None:
    page = open_report(specimens.everything())
    style = "e => getComputedStyle(e).textDecorationStyle"

    assert page.eval_on_selector(".seg[data-claims='c1']", style) == "solid"
    assert page.eval_on_selector(".seg[data-claims='c9']", style) == "dashed"


def test_the_parts_of_the_article_look_their_part(open_report: Open) -> None:
    report = specimens.gold_report(next(each for each in specimens.articles() if each.article.id == "fossil-find"))
    regions = {s.region: report.article.text[s.start : s.end] for s in report.sentences}

    page = open_report(report)

    assert set(regions) >= {"headline", "body", "caption"}
    for region, words in regions.items():
        assert any(words in block for block in words_in(page, f"#article > p.{region}"))


def test_a_sentence_that_could_not_be_read_shows_in_the_article(open_report: Open) -> None:
    report = specimens.everything()
    failed = next(s for s in report.sentences if s.outcome == "failed")

    page = open_report(report)

    assert words_in(page, ".sentence[data-failed]") == [report.article.text[failed.start : failed.end]]
    assert "1 sentence could not be read" in page.inner_text(".alerts")
    assert "no answer after 3 tries" in page.inner_text("#coverage")
