"""The keyboard reaches everything: single keys go through the claims, Tab through whatever can be pressed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from html_report import specimens
from html_report.page_seen import Open, lit, opened, shown

REPORT = specimens.everything()
KEYS = [claim.id for claim in REPORT.claims]


@pytest.fixture
def page(open_report: Open) -> Page:
    return open_report(REPORT)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.getAttribute('href') || ''"))


def test_j_and_k_go_through_the_claims(page: Page) -> None:
    visited = []
    for _ in range(3):
        page.keyboard.press("j")
        visited += opened(page)
    page.keyboard.press("k")

    assert visited == KEYS[:3]
    assert opened(page) == KEYS[1:2]
    assert page.inner_text("#position") == f"2 of {len(KEYS)}"
    assert page.url.endswith(f"#{KEYS[1]}")


def test_j_stops_at_the_last_claim_and_k_at_the_first(page: Page) -> None:
    page.keyboard.press("k")
    assert opened(page) == KEYS[-1:]
    page.keyboard.press("j")
    assert opened(page) == KEYS[-1:]
    assert page.is_disabled("#next")
    assert page.is_enabled("#previous")


def test_going_on_passes_over_what_is_filtered_out(page: Page) -> None:
    page.select_option("#filter-strength", "relayed")
    page.locator("body").press("j")
    page.keyboard.press("j")

    assert opened(page) == shown(page)[1:2]


def test_the_open_claim_has_the_focus_and_is_in_view(page: Page) -> None:
    for _ in KEYS:
        page.keyboard.press("j")
        (key,) = opened(page)
        assert focused(page) == f"#{key}"
        top, ceiling = page.evaluate(
            "key => [document.getElementById(`card-${key}`).getBoundingClientRect().top,"
            " document.querySelector('.toolbar').getBoundingClientRect().bottom]",
            key,
        )
        assert ceiling - 1 <= top < 800


def test_slash_searches_and_escape_leaves_the_search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("jk boots")
    assert focused(page) == "search"
    assert page.input_value("#search") == "jk boots"

    page.keyboard.press("Escape")
    assert page.input_value("#search") == ""
    assert len(shown(page)) == len(KEYS)


def test_escape_closes_the_claim_and_gives_its_words_the_focus_back(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("Escape")

    assert opened(page) == []
    assert lit(page, "is-selected") == ""
    assert focused(page) == f"#{KEYS[0]}"
    assert page.evaluate("document.activeElement.matches('.seg')")


def test_single_keys_can_be_turned_off(page: Page) -> None:
    page.click("summary:has-text('Keyboard')")
    page.uncheck("#shortcuts")
    page.keyboard.press("j")

    assert opened(page) == []


def test_keys_with_a_modifier_are_left_to_the_browser(page: Page) -> None:
    page.keyboard.press("Alt+j")

    assert opened(page) == []


def test_the_words_of_a_claim_can_be_reached_and_pressed(page: Page) -> None:
    page.locator("#article").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert opened(page) == KEYS[1:2]
    assert focused(page) == f"#{KEYS[1]}"


def test_tab_stops_once_at_each_claim_of_the_article(page: Page) -> None:
    stops = page.eval_on_selector_all(
        "a.seg:not([tabindex='-1'])", "all => all.map(e => e.getAttribute('href').slice(1))"
    )

    assert len(stops) == len(set(stops))
    assert set(stops) == {claim.id for claim in REPORT.claims if claim.anchors}


def test_the_first_stop_leads_past_the_summary(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the article"
    page.keyboard.press("Enter")
    assert focused(page) == "article"


def test_buttons_do_what_the_keys_do(page: Page) -> None:
    page.click("#next")
    page.click("#next")
    assert opened(page) == KEYS[1:2]
    page.click("#previous")
    assert opened(page) == KEYS[:1]
    page.click("#close")
    assert opened(page) == []
