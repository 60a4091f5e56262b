"""Page: a web page's tree made ready for trafilatura, and what trafilatura finds made into text.

Trafilatura finds the article in a page: without menus, cookie notices, lists of links and comments. Captions it
leaves out, so they are put before it as paragraphs that are marked, and what comes back marked is a caption.

    prepare(tree)
    for block in blocks_of(body): ...

Works on lxml's elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_MARK = "⁂caption⁂"
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])caption(?:[\s_-]?(?:text|content))?(?:\s|$)", re.IGNORECASE)
_LONGEST_CAPTION = 1_000
"""What is longer, in characters, is not a caption but something that has one."""

_BREAK = "\v"
_SMALL_FIGURES = {
    "sup": str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"),
    "sub": str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"),
}
_WHITE = re.compile(r"\s+")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\ufeff]")
"""Signs that a page shows nothing for: controls, soft hyphens, places where a line may break."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of an article.

    Attributes:
        text: its words, on one line but for breaks that the page has.
        kind: what it is in the page.
    """

    text: str
    kind: str


def prepare(tree: Any) -> None:  # noqa: ANN401 (lxml has no types)
    """Turns captions into paragraphs that are known for captions, and raised and lowered figures into such signs.

    A figure becomes its caption. Printed on the line, the 2 of km² and the 1 of a footnote would read as other figures.
    """
    for figure in _outermost(tree.iter("figure")):
        captions = [_text(caption) for caption in _outermost(figure.iter("figcaption"))]
        if any(captions) and figure.find(".//table") is None:
            _set(figure, "p", f"{_MARK} {' '.join(filter(None, captions))}")
    named = (element for element in tree.iter("p", "div", "span", "dd") if _CAPTION_CLASS.search(_class(element)))
    for element in _outermost(named):
        if (words := _text(element)) and _MARK not in words and len(words) <= _LONGEST_CAPTION:
            _set(element, "p", f"{_MARK} {words}")
    for tag, signs in _SMALL_FIGURES.items():
        for element in list(tree.iter(tag)):
            if (words := _text(element)) and not words.strip("0123456789+-()"):
                _set(element, "span", words.translate(signs))


def blocks_of(body: Any) -> Iterator[Block]:  # noqa: ANN401
    """The paragraphs of what trafilatura took for the article, in reading order.

    Args:
        body: the element that it gives back.
    """
    for element in body:
        yield from _blocks_in(element)


def _blocks_in(element: Any) -> Iterator[Block]:  # noqa: ANN401
    match element.tag:
        case "list":
            items = [f"- {words}" for item in element.iter("item") if (words := _text(item))]
            text = "\n".join(items)
        case "table":
            rows = [" | ".join(_text(cell) for cell in row.iter("cell")) for row in element.iter("row")]
            text = "\n".join(row for row in rows if row.strip(" |"))
        case "quote" if len(element) and not (element.text or "").strip():
            yield from blocks_of(element)
            return
        case "graphic" | "lb":
            return
        case _:
            text = _text(element)
    if _MARK in text:
        yield from _split_at_marks(text)
    elif text:
        yield Block(text, "heading" if element.tag == "head" else "text")


def _split_at_marks(text: str) -> Iterator[Block]:
    """A caption may stand inside a paragraph; it stands behind it then."""
    before, *captions = (part.strip() for part in text.split(_MARK))
    if before:
        yield Block(before, "text")
    yield from (Block(caption, "caption") for caption in captions if caption)


def _text(element: Any) -> str:  # noqa: ANN401
    """The words of an element: white space as one space, a break as a line end."""
    pieces: list[str] = []
    _collect(element, pieces)
    lines = _UNSEEN.sub("", "".join(pieces)).split(_BREAK)
    return "\n".join(line for line in (_WHITE.sub(" ", line).strip() for line in lines) if line)


def _collect(element: Any, pieces: list[str]) -> None:  # noqa: ANN401
    pieces.append(element.text or "")
    for child in element:
        if child.tag in ("lb", "br"):
            pieces.append(_BREAK)
        elif isinstance(child.tag, str):  # and no comment
            _collect(child, pieces)
        pieces.append(child.tail or "")


def _outermost(elements: Iterable[Any]) -> list[Any]:
    """Those elements that stand in no other of them."""
    found: dict[Any, None] = {}
    for element in elements:
        if not any(above in found for above in element.iterancestors()):
            found[element] = None
    return list(found)


def _class(element: Any) -> str:  # noqa: ANN401
    return element.get("class") or ""


def _set(element: Any, tag: str, words: str) -> None:  # noqa: ANN401
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = tag, words, tail
