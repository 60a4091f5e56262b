"""Every claim has an address, and what belongs together is linked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from html_report import specimens
from html_report.page_seen import Open, lit, opened, words_in

REPORT = specimens.everything()


@pytest.fixture
def page(open_report: Open) -> Page:
    return open_report(REPORT)


def in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    return box is not None and 0 <= box["y"] < 800


@pytest.mark.parametrize("key", ["c1", "c5", "c16", "c91", "c92"])
def test_an_address_opens_its_claim(open_report: Open, key: str) -> None:
    page = open_report(REPORT, f"#{key}")

    assert opened(page) == [key]
    assert in_view(page, f"#card-{key}")
    assert page.url.endswith(f"#{key}")


@pytest.mark.parametrize("at", ["#c404", "#", "#%", "#%F0%9F", "#sources", "#<b>"])
def test_other_addresses_open_none(open_report: Open, at: str) -> None:
    assert opened(open_report(REPORT, at)) == []


def test_another_address_opens_another_claim(page: Page) -> None:
    page.evaluate("location.hash = '#c7'")
    page.wait_for_selector("#card-c7.is-selected")

    assert opened(page) == ["c7"]


def test_the_words_of_a_claim_lead_to_it(page: Page) -> None:
    page.click(".seg[data-claims='c7']")

    assert opened(page) == ["c7"]
    assert page.url.endswith("#c7")
    assert lit(page, "is-selected").replace("|", "") == "The dam is ours and the river is ours"


def test_where_claims_overlap_the_shortest_opens(page: Page) -> None:
    page.locator(".seg[data-claims='c3 c90']").first.click()

    assert opened(page) == ["c3"]


def test_a_claim_shows_its_source_and_cue_in_the_article(page: Page) -> None:
    page.click("#card-c5 .card-link")

    assert lit(page, "is-source") == "The news site Vashtan Today|the channel Dam Watch"
    assert lit(page, "is-cue") == "said|citing"


def test_a_claim_shows_its_hedges_in_the_article(page: Page) -> None:
    page.click("#card-c3 .card-link")

    assert lit(page, "is-hedge") == "reportedly"


def test_a_claim_that_was_not_found_shows_its_sentence(page: Page) -> None:
    page.click(".alerts .ref[data-claim='c91']")

    assert opened(page) == ["c91"]
    assert words_in(page, ".sentence.is-lit")[0].startswith("Its spokesman, Col. Idris Vantongeren")
    assert "was read from sentence" in page.inner_text("#card-c91")


def test_a_finding_shows_its_words_in_the_article(page: Page) -> None:
    finding = REPORT.findings[1]

    page.click("#f2 a[data-finding]")

    assert lit(page, "is-finding").replace("|", "") == "".join(span.quote for span in finding.spans)
    assert in_view(page, ".seg.is-finding")
    assert opened(page) == []


def test_a_claim_leads_to_those_that_state_the_same_fact(page: Page) -> None:
    page.click("#card-c5 .card-link")
    page.click("#card-c5 .facts .ref[data-claim='c1']")

    assert opened(page) == ["c1"]


def test_a_second_press_closes_the_claim(page: Page) -> None:
    page.click("#card-c5 .card-link")
    page.click("#card-c5 .card-link")

    assert opened(page) == []
    assert "#" not in page.url


def test_the_address_of_the_article_is_a_link_if_it_is_one_of_the_web(page: Page) -> None:
    assert page.get_attribute(".about a", "href") == "https://vashtan-times.example/dam"
