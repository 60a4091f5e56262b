"""How soon a long report is on the screen, in chromium: an article of 130,000 characters, 1,000 claims.

    python benchmarks/page.py [--characters N] [--runs N]

Prints the median of several runs, in seconds: writing the page; opening it, from navigation to the first frame drawn
after its scripts ran, plain and at the address of its last claim; and from a key, a filter, a search to the next frame.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from claimcheck import Checker
from library import Echo, article

NEXT_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
FROM_NAVIGATION = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
  () => done(performance.now() / 1000)
)))"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--characters", type=int, default=130_000, help="length of the article")
    parser.add_argument("--runs", type=int, default=5, help="how often each thing is done")
    options = parser.parse_args()
    with Checker(Echo(), cache="off") as checker:
        report = checker.check(article(options.characters))
    page = report.to_html()
    writing = statistics.median(timed(report.to_html) for _ in range(options.runs))
    print(f"{options.characters:,} characters, {len(report.claims):,} claims: a page of {len(page) / 1e6:.1f} MB")
    print(f"{'writing':>22} {writing:6.2f}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "report.html"
        file.write_text(page, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        for what, at in (("opening", ""), ("opening at last claim", f"#c{len(report.claims)}")):
            runs = (opened(context.new_page(), file, at) for _ in range(options.runs))
            print(f"{what:>22} {statistics.median(runs):6.2f}")
        shown = context.new_page()
        shown.goto(file.as_uri())
        doings: dict[str, Callable[[], object]] = {
            "next claim": lambda: shown.keyboard.press("j"),
            "filter": lambda: shown.select_option("#filter-strength", index=1),
            "no filter": lambda: shown.select_option("#filter-strength", index=0),
            "search": lambda: shown.fill("#search", "dredging"),
            "no search": lambda: shown.fill("#search", ""),
        }
        for what, do in doings.items():
            print(f"{what:>22} {timed(lambda do=do: (do(), shown.evaluate(NEXT_FRAME))):6.2f}")
        browser.close()


def opened(page: Page, file: Path, at: str) -> float:
    """Seconds from navigation to the first frame after the scripts."""
    page.goto(file.as_uri() + at)
    seconds = float(page.evaluate(FROM_NAVIGATION))
    page.close()
    return seconds


def timed(do: Callable[[], object]) -> float:
    """Seconds that it takes."""
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
