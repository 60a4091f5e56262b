"""The page in a real browser: Debian's chromium, one for all of these tests, driven by playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from claimcheck import Report
from html_report.page_seen import Open, Window, WindowOf


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    # Of the package and not of the session: while playwright runs no other event loop can run in this thread.
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail("these tests need a browser: apt-get install chromium (`make test` does it where it may)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def window_of(browser: Browser) -> WindowOf:
    """Gives the window of these properties; each is opened once, as that takes longer than to load a report."""

    @cache
    def window_of(*, width: int = 1280, height: int = 800, dark: bool = False, scripts: bool = True) -> Window:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(30_000)
        return Window(context.new_page())

    return window_of


@pytest.fixture
def open_report(window_of: WindowOf, tmp_path: Path) -> Iterator[Open]:
    """Opens a report in the browser. Whatever a test does there, the page stays quiet.

    That is: nothing on the console, no error, no dialog, no request but for the file itself, no further page.
    """
    used: list[Window] = []

    def open_report(report: Report, at: str = "", **properties: bool | int) -> Page:
        file = tmp_path / f"report-{len(used)}.html"
        file.write_text(report.to_html(), encoding="utf-8", newline="")
        window = window_of(**properties)
        used.append(window)
        window.open(file.as_uri(), at)
        return window.page

    yield open_report
    for window in used:
        assert window.noises() == []
