"""Anybody can use the page: contrast, roles and names (by axe-core), any width, without scripts, on paper."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from html_report import specimens
from html_report.page_seen import Open, marked, opened, shown

REPORT = specimens.everything()
KEYS = [claim.id for claim in REPORT.claims]


def faults(page: Page) -> str:
    return str(Axe().run(page, options={"resultTypes": ["violations"]}).generate_report())


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_axe_finds_no_fault(open_report: Open, width: int, dark: bool) -> None:
    page = open_report(REPORT, width=width, height=844, dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.click(".legend button:has-text('Reporter')")
    page.keyboard.press("j")
    page.keyboard.press("j")

    assert opened(page)
    assert "Found 0 accessibility violations" in faults(page), faults(page)


def test_axe_finds_no_fault_in_a_page_that_runs_from_right_to_left(open_report: Open) -> None:
    assert "Found 0 accessibility violations" in faults(open_report(specimens.right_to_left(), "#c2"))


def test_an_arabic_article_runs_from_right_to_left(open_report: Open) -> None:
    page = open_report(specimens.right_to_left(), "#c3")

    direction = "e => getComputedStyle(e).direction"
    assert page.get_attribute("#article", "lang") == "ar"
    for selector in ("#article", "#article > p", "h1", "#card-c3 .card-text"):
        assert page.eval_on_selector(selector, direction) == "rtl", selector
    for selector in ("body", "#claims", "#card-c3 .chain"):
        assert page.eval_on_selector(selector, direction) == "ltr", selector


@pytest.mark.parametrize("width", [1280, 760, 390, 320])
def test_nothing_is_cut_off_at_any_width(open_report: Open, width: int) -> None:
    page = open_report(specimens.claiming("A" * 200 + " is " + "9" * 120 + ".", "9" * 120), "#c1", width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_open_claim_leaves_its_words_in_view(open_report: Open) -> None:
    page = open_report(REPORT, width=390, height=844)

    for _ in range(6):
        page.keyboard.press("j")
        (key,) = opened(page)
        words = page.locator(f".seg[data-claims~='{key}']").first.bounding_box()
        card = page.locator(f"#card-{key}").bounding_box()
        assert words
        assert card
        assert 0 <= words["y"] < card["y"]


def test_without_scripts_everything_is_there_and_open(open_report: Open) -> None:
    page = open_report(REPORT, "#c5", scripts=False)

    assert [key for key in KEYS if page.is_visible(f"#{key} .card-body")] == KEYS
    assert marked(page, REPORT).keys() == {claim.id for claim in REPORT.claims if claim.anchors}
    assert not page.is_visible("#search")
    box = page.locator("#c5").bounding_box()
    assert box
    assert abs(box["y"]) < 10


def test_without_scripts_the_article_stays_beside_the_claims(open_report: Open) -> None:
    page = open_report(REPORT, "#c16", scripts=False)

    for beside in ("#article > p:first-child", "#c16 h3"):
        place = page.locator(beside).bounding_box()
        assert place is not None
        assert 0 <= place["y"] < 800, beside


def test_on_a_phone_the_claims_of_each_source_can_be_seen(open_report: Open) -> None:
    page = open_report(REPORT, width=390, height=844)

    table = page.locator(".table")
    assert table.locator("a.ref").count()
    assert table.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_what_the_marks_mean_is_a_click_away_and_on_paper_too(open_report: Open) -> None:
    page = open_report(REPORT)
    meanings = page.locator(".marks dd").first

    page.emulate_media(media="print")
    on_paper = meanings.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
    page.emulate_media(media="screen")
    folded = meanings.evaluate("e => e.checkVisibility()")
    page.click("text=What the marks mean >> nth=0")

    assert (on_paper, folded) == (True, False)
    assert meanings.evaluate("e => e.checkVisibility()")


def test_on_paper_everything_is_open_whatever_is_filtered_or_folded(open_report: Open) -> None:
    page = open_report(REPORT)
    page.fill("#search", "boots")
    page.emulate_media(media="print")

    assert shown(page) == opened(page) == KEYS
    assert not page.is_visible("#search")
    for words in ("duty log", "Sentences without claims", "How this was made", "no answer after 3 tries"):
        assert page.get_by_text(words).first.is_visible()


def test_it_prints_to_a_pdf_of_a_few_pages(open_report: Open) -> None:
    pdf = open_report(REPORT, dark=True).pdf(format="A4")

    assert pdf.startswith(b"%PDF-")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 6
