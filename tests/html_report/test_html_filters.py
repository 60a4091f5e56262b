"""Filters and search: what is asked for is shown, in the list and in the article, and nothing else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from html_report import specimens
from html_report.page_seen import Open, lit, opened, shown, words_in

REPORT = specimens.everything()


def source_keys(name: str) -> list[str]:
    """The claims whose chain names this source."""
    credited = {c.id: [hop.source.name for hop in c.sourcing.chain] for c in REPORT.claims if c.sourcing}
    return [key for key, names in credited.items() if name in names]


def with_strength(value: str) -> list[str]:
    return [c.id for c in REPORT.claims if (c.sourcing.strength if c.sourcing else "none") == value]


def with_status(value: str) -> list[str]:
    return [c.id for c in REPORT.claims if (c.verifiability.status if c.verifiability else "none") == value]


def coloured(page: Page) -> set[str]:
    """The claims whose lines the article shows."""
    lines = page.eval_on_selector_all(".seg[data-t]:not(.is-muted)", "all => all.map(e => e.getAttribute('href'))")
    return {line.removeprefix("#") for line in lines}


@pytest.fixture
def page(open_report: Open) -> Page:
    return open_report(REPORT)


def test_all_claims_are_shown_at_first_and_none_is_open(page: Page) -> None:
    assert shown(page) == [claim.id for claim in REPORT.claims]
    assert opened(page) == []


def test_a_strength_can_be_asked_for(page: Page) -> None:
    for value in ("on_record", "vague", "none"):
        page.select_option("#filter-strength", value)

        assert shown(page) == with_strength(value) != []
        assert page.inner_text("#matches") == f"{len(with_strength(value))} of {len(REPORT.claims)} claims"


def test_a_verifiability_can_be_asked_for(page: Page) -> None:
    for value in ("checkable", "partly_checkable", "none"):
        page.select_option("#filter-status", value)

        assert shown(page) == with_status(value) != []


def test_the_claims_of_a_kind_of_finding_can_be_asked_for(page: Page) -> None:
    kinds = {finding.kind for finding in REPORT.findings}
    assert len(kinds) < len(REPORT.findings)

    for kind in kinds:
        page.select_option("#filter-finding", kind)

        assert set(shown(page)) == {name for f in REPORT.findings if f.kind == kind for name in f.claim_ids}
        assert page.inner_text("#filter-finding option:checked").endswith(f"({len(shown(page))})")


def test_the_claims_of_a_source_can_be_asked_for(page: Page) -> None:
    page.click("#sources button:has-text('Vashtan Today')")

    assert shown(page) == source_keys("Vashtan Today") != []


def test_a_filter_with_nothing_to_ask_for_is_off_and_says_so(open_report: Open) -> None:
    page = open_report(specimens.claiming("It rained.", "It rained"))

    for filter_, label in (("finding", "No findings"), ("source", "No sources")):
        assert page.is_disabled(f"#filter-{filter_}")
        assert page.text_content(f"#filter-{filter_}") == label


@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_a_source_of_the_table_leads_to_its_claims(open_report: Open, width: int) -> None:
    page = open_report(REPORT, width=width, height=844)

    page.click("#sources button.chip:has-text('Vashenergo')")

    assert shown(page) == source_keys("Vashenergo")
    (card,) = (page.locator(f"#card-{key}").bounding_box() for key in shown(page))
    assert card is not None
    assert 0 <= card["y"] < 844
    assert page.evaluate("document.activeElement.id") == "claims"


def test_filters_are_met_all_at_once(page: Page) -> None:
    page.select_option("#filter-strength", "reporter")
    page.select_option("#filter-status", "partly_checkable")

    assert shown(page) == [key for key in with_strength("reporter") if key in with_status("partly_checkable")] != []


def test_what_is_filtered_out_loses_its_lines_in_the_article_and_gets_them_back(page: Page) -> None:
    everything = coloured(page)

    page.select_option("#filter-strength", "relayed")
    assert coloured(page) == set(with_strength("relayed"))

    page.click("#clear")
    assert coloured(page) == everything


def test_a_claim_below_a_filtered_one_keeps_its_own_line(page: Page) -> None:
    page.select_option("#filter-strength", "reporter")

    under = page.locator(".seg[data-claims='c3 c90']").first
    assert under.get_attribute("href") == "#c90"
    assert under.get_attribute("data-s1") is None
    assert under.get_attribute("data-s2") == "reporter"


def test_a_bar_of_the_summary_is_a_filter_and_says_whether_it_is_on(page: Page) -> None:
    chip = page.locator(".legend button", has_text="Vague")
    assert chip.get_attribute("aria-pressed") == "false"

    chip.click()
    assert (chip.get_attribute("aria-pressed"), shown(page)) == ("true", with_strength("vague"))

    chip.click()
    assert (chip.get_attribute("aria-pressed"), len(shown(page))) == ("false", len(REPORT.claims))


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("boots", ["c6"]),
        ("BOOTS hands", ["c6"]),
        ("vashenergo", ["c14"]),
        ("duty log", ["c90"]),
        ("a shopkeeper who", ["c16", "c92"]),
        ("boots zeppelin", []),
    ],
)
def test_search_finds_claims_by_their_words_their_sources_and_what_would_settle_them(
    page: Page, words: str, keys: list[str]
) -> None:
    page.fill("#search", words)

    assert shown(page) == keys
    assert page.is_visible("#no-match") == (not keys)


def test_search_minds_neither_case_nor_accents(open_report: Open) -> None:
    page = open_report(specimens.claiming("Żółw Café opened. The bank closed.", "Żółw Café opened", "The bank closed"))

    page.fill("#search", "zołw cafe")

    assert shown(page) == ["c1"]


def test_an_open_claim_that_a_filter_hides_is_closed(page: Page) -> None:
    page.click("#card-c3 .card-link")
    page.select_option("#filter-strength", "on_record")

    assert opened(page) == []
    assert lit(page, "is-selected") == ""
    assert "#c3" not in page.url


def test_a_link_to_a_claim_that_is_filtered_out_shows_all_claims(page: Page) -> None:
    page.fill("#search", "boots")
    page.click("#findings .ref[data-claim='c3']")

    assert opened(page) == ["c3"]
    assert len(shown(page)) == len(REPORT.claims)
    assert page.input_value("#search") == ""


def test_the_sources_are_listed_with_the_number_of_their_claims(page: Page) -> None:
    names = words_in(page, "#sources .who")

    assert set(names) >= {"Vashtan Today", "Dam Watch", "Vashenergo", "Mirela", "several outlets"}
    for name in ("Vashtan Today", "Dam Watch"):
        row = page.locator("#sources tr", has=page.get_by_text(name, exact=True))
        assert row.locator(".tally").inner_text().strip() == str(len(source_keys(name)))
