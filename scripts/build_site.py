"""Builds the site of docs/ into site/.

Fails where a link leads nowhere, and where a page would ask another server for anything.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "video": "src"}
"""What a browser fetches when it opens a page: elements, and the attribute that names the address."""

POINTERS = {"canonical", "next", "prev"}
"""Links that a browser does not follow."""


class Page(HTMLParser):
    """The addresses in a page: those that are loaded with it, and those that it links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes note of an element."""
        given = dict(attrs)
        address = given.get(LOADED.get(tag, "")) or ""
        if address and given.get("rel") not in POINTERS:
            self.loaded.append(address)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")


def wrong(path: Path) -> Iterator[str]:
    """What is wrong with the addresses of a page."""
    page = Page(path.read_text(encoding="utf-8"))
    for address in page.loaded:
        if urlsplit(address).scheme not in ("", "data") or urlsplit(address).netloc:
            yield f"{path.name} loads {address}: the pages ask no other server for anything"
    for address in {*page.loaded, *page.links}:
        parts = urlsplit(address)
        target = path.parent / unquote(parts.path)
        if not parts.scheme and not parts.netloc and parts.path and not target.exists():
            yield f"{path.name} leads to {address}, and there is no such page"


def main() -> None:
    """Builds and checks."""
    built = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict", "--clean"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        sys.exit(f"{built.stdout}{built.stderr}")
    pages = sorted(SITE.glob("*.html"))
    problems = [problem for page in pages if page.name != "404.html" for problem in wrong(page)]
    if problems:
        sys.exit("\n".join(problems))
    print(f"Built {len(pages)} pages in {SITE.name}/")


if __name__ == "__main__":
    main()
