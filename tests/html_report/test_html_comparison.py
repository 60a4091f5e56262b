"""The page of a comparison in a real browser: quiet, usable by anybody, at any width, without scripts, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from claimcheck import Comparison, compare
from html_report.page_seen import Window, WindowOf, words_in
from newsdesk import read, read_as, story

Opening = Callable[..., Page]

HOSTILE = "<img src=x onerror=alert(1)></style><script>alert(2)</script>"
OLD = ("The fall killed 12 people.", "Norlift allegedly ignored two warnings.", "Six were hurt and one fled.")
NEW = (
    "The fall killed 15 people.",
    "Norlift ignored two warnings.",
    "Six were hurt and one fled.",
    f"So {HOSTILE} came.",
)
FOUND = compare(
    read(story(*OLD)), read_as(story(*NEW, headline="Cable car may fall"), {"Six": ["Six were hurt."]}, model="other-2")
)


@pytest.fixture
def opened(window_of: WindowOf, tmp_path: Path) -> Iterator[Opening]:
    """Opens a comparison in the browser; whatever happens there, the page stays quiet and asks for no other file."""
    used: list[Window] = []

    def opened(found: Comparison, **properties: bool | int) -> Page:
        file = tmp_path / "comparison.html"
        file.write_text(found.to_html(), encoding="utf-8", newline="")
        window = window_of(**properties)
        used.append(window)
        window.open(file.as_uri(), "")
        return window.page

    yield opened
    assert all(window.noises() == [] for window in used)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_axe_finds_no_fault(opened: Opening, width: int, dark: bool) -> None:
    page = opened(FOUND, width=width, height=844, dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")

    faults = str(Axe().run(page, options={"resultTypes": ["violations"]}).generate_report())

    assert "Found 0 accessibility violations" in faults, faults


@pytest.mark.parametrize("width", [1280, 760, 390, 320])
def test_nothing_is_cut_off_at_any_width(opened: Opening, width: int) -> None:
    found = compare(read(story("A" * 200 + " is here.")), read(story("A" * 200 + " is not here.")))

    assert opened(found, width=width).evaluate("document.documentElement.scrollWidth") <= width


def test_it_shows_what_differs_without_scripts(opened: Opening) -> None:
    page = opened(FOUND, scripts=False)

    assert "15" in words_in(page, "ins")
    assert "allegedly" in words_in(page, "del")
    assert page.get_by_text(HOSTILE).count() >= 1


def test_what_was_only_read_otherwise_is_folded_away(opened: Opening) -> None:
    page = opened(FOUND)
    shown = "all => all.some((each) => each.checkVisibility())"

    assert not page.eval_on_selector_all("#readings .change", shown)
    page.click("#readings summary")
    assert page.eval_on_selector_all("#readings .change", shown)
