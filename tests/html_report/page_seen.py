"""What somebody who looks at the page sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Dialog, Page

from claimcheck import Report

Open = Callable[..., Page]
"""What the fixture `open_report` gives: opens a report in the browser."""


class Window:
    """A page of the browser that takes down what it does beside showing what it was told to show."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._noises: list[str] = []
        self._requests: list[str] = []
        self._files: set[str] = set()
        page.on("console", lambda message: self._noises.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self._noises.append(f"error: {error}"))
        page.on("dialog", self._dismiss)
        page.on("popup", lambda other: self._noises.append(f"popup: {other.url}"))
        page.on("request", lambda request: self._requests.append(request.url.partition("#")[0]))

    def open(self, file: str, at: str) -> None:
        """Shows a file, by its address and a place in it such as "#c12"."""
        self._files.add(file)
        self.page.emulate_media(media="null")
        self.page.goto(file + at)

    def noises(self) -> list[str]:
        """What was to be heard since this was asked last."""
        noises = [*self._noises, *(f"request: {url}" for url in self._requests if url not in self._files)]
        self._noises.clear()
        self._requests.clear()
        return noises

    def _dismiss(self, dialog: Dialog) -> None:
        self._noises.append(f"dialog: {dialog.message}")
        dialog.dismiss()


WindowOf = Callable[..., Window]
"""What the fixture `window_of` gives: a window of this `width` and `height` in pixels, `dark` or not, with `scripts`
or without."""

_TEXTS_OF_THE_ARTICLE = """() => {
  const texts = [];
  for (const block of document.querySelectorAll("#article > p")) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      texts.push([node.data, node.parentElement.closest(".seg")?.dataset.claims?.split(" ") ?? []]);
    }
  }
  return texts;
}"""


def marked(page: Page, report: Report) -> dict[str, set[int]]:
    """For the key of each claim, the offsets in the article's text of the characters that are marked as its.

    The page's text is followed through the article's, character by character; only white space between the
    paragraphs may be missing from it.
    """
    text, at = report.article.text, 0
    found: dict[str, set[int]] = {}
    for words, keys in page.evaluate(_TEXTS_OF_THE_ARTICLE):
        while not text.startswith(words, at):
            assert text[at].isspace(), f"the page has {words!r} where the article has {text[at : at + 40]!r}"
            at += 1
        for key in keys:
            found.setdefault(key, set()).update(range(at, at + len(words)))
        at += len(words)
    assert not text[at:].strip(), f"the page lacks {text[at:]!r}"
    return found


def shown(page: Page) -> list[str]:
    """The keys of the claims that are in the list."""
    return _keys(page, "all => all.filter(e => e.checkVisibility()).map(e => e.id)")


def opened(page: Page) -> list[str]:
    """The keys of the claims that are open: whose body can be seen."""
    return _keys(page, "all => all.filter(e => e.querySelector('.card-body').checkVisibility()).map(e => e.id)")


def lit(page: Page, name: str) -> str:
    """The words of the article that stand out in this way, such as "is-selected"."""
    return "|".join(words_in(page, f".seg.{name}"))


def words_in(page: Page, selector: str) -> list[str]:
    """The texts of the elements, as they stand in the document."""
    texts: Any = page.eval_on_selector_all(selector, "all => all.map(e => e.textContent)")
    return list(texts)


def _keys(page: Page, script: str) -> list[str]:
    return [key.removeprefix("card-") for key in page.eval_on_selector_all(".card", script)]
