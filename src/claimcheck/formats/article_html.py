"""Articles as web pages: the text of the article, and what the page says about it.

The text is what a reader sees: headline, byline, paragraphs, headings, lists and tables in the page's order, a blank
line between two. Captions read "Caption: ..." unless they show by themselves that they are captions. Offsets count in
that text, and the report holds it whole, with the name and version of what took it out.

Needs the extra `html`. Nothing is fetched: neither scripts nor pictures nor lists of domains.
"""

from __future__ import annotations

import re
from datetime import datetime
from itertools import takewhile
from types import ModuleType
from typing import Any, Unpack

from claimcheck.article import Article, Known, known_best
from claimcheck.errors import ConfigurationError, InputError
from claimcheck.formats.article_text import article_named, refuse_other_formats
from claimcheck.formats.charset import decode_page
from claimcheck.formats.page import Block, blocks_of, prepare
from claimcheck.formats.source import MAX_BYTES, Source
from claimcheck.segment.captions import credit_start, is_caption

MAX_ELEMENTS = 30_000
"""The most elements that a page may have. Trafilatura's time grows faster than their number; this many take seconds."""

_TEASER = 1_500
"""An article that its page calls closed, and of which there is less than this, in characters, is only a teaser."""

_SHORTEST = 80
"""Less than this, in characters, is no article but what is left of a page without one."""

_LATEST_DATE = "2199-12-31"
"""Where the page's date is looked for, no date is too late: or what is found would depend on the day of the search."""

_DATES: dict[str, Any] = {"original_date": True, "extensive_search": False, "max_date": _LATEST_DATE}
_MOMENT = r"[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?"
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_CLOSED = re.compile(r"\"isAccessibleForFree\"\s*:\s*\"?false", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。！？؟।۔][\"'”’»)\]]*$")
_HEADLINE_PLACES = 3
_BYLINE_PLACES = 6


def article_from_html(source: Source, **known: Unpack[Known]) -> Article:
    """The article that stands in a web page.

    Args:
        source: the page.
        **known: what is known beforehand, and counts for more than what the page says; see `Article.of`.

    Raises:
        InputError: there is no article in it, or only the teaser of one; the message names the page.
        ConfigurationError: the extra `html` is not installed.
    """
    html = _html(source)
    trafilatura = _trafilatura()
    tree = trafilatura.load_html(html)
    found = None
    if tree is not None:
        if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
            raise InputError(
                f"{source.name} is too large: more than {MAX_ELEMENTS:,} elements. "
                "Save the article's text and check that"
            )
        language = _language(tree)
        prepare(tree)
        found = trafilatura.bare_extraction(
            tree, url=source.url, with_metadata=True, include_comments=False, date_extraction_params=_DATES
        )
    if found is None or found.body is None:
        raise _no_article(source.name, html)
    blocks = list(blocks_of(found.body))
    if sum(len(block.text) for block in blocks) < _SHORTEST:
        raise _no_article(source.name, html)
    title, blocks = _under_headline(blocks, found.title)
    text = "\n\n".join(map(_printed, _signed(blocks, found.author)))
    if len(text) < _TEASER and _CLOSED.search(html):
        raise _no_article(source.name, html)
    said: Known = {
        "title": title,
        "language": language,
        "url": source.url or found.url,
        "published": _published(html, found.date),
        "extractor": f"trafilatura {trafilatura.__version__}",
    }
    return article_named(source.name, text, **known_best(known, said))


def _html(source: Source) -> str:
    refuse_other_formats(source.data, source.name)
    if len(source.data) > MAX_BYTES:
        raise InputError(
            f"{source.name} is too large: more than {MAX_BYTES:,} bytes. Save the article's text and check that"
        )
    html = decode_page(source.data, charset=source.charset)
    if not html.strip():
        raise InputError(f"{source.name} is empty: an article has at least one sentence")
    if "<" not in html:
        raise InputError(f"{source.name} is not HTML: there is no tag in it. Is it plain text? Say so: --input text")
    return html


def _trafilatura() -> ModuleType:
    try:
        import trafilatura  # noqa: PLC0415 (an extra, and slow to import)
    except ImportError as error:
        raise ConfigurationError(
            "reading web pages needs an extra of claimcheck. Install it: pip install 'claimcheck-llm[html]', "
            "or save the article's text and check that"
        ) from error
    return trafilatura


def _no_article(name: str, html: str) -> InputError:
    if _CLOSED.search(html):
        return InputError(
            f"{name} shows no more than the beginning of an article: it is for subscribers. Open it as one, save what "
            "you see as a .html or .txt file, and check that"
        )
    return InputError(
        f"{name} holds no article that could be found: it may stand behind a paywall or a notice, or be drawn by a "
        "script. Save the text that a reader sees as a .txt file and check that"
    )


def _under_headline(blocks: list[Block], title: str | None) -> tuple[str | None, list[Block]]:
    """The headline, and the article with it on top.

    What is printed over the article counts for more than what the page calls itself for search engines.
    """
    above_story = takewhile(lambda block: block.kind != "text" or not _SENTENCE_END.search(block.text), blocks)
    top = next((block for block in above_story if block.kind == "heading"), None)
    if top is not None:
        return top.text, blocks
    title = " ".join(title.split()) if title else None
    if not title or any(_letters(block.text) == _letters(title) for block in blocks[:_HEADLINE_PLACES]):
        return title, blocks
    return title, [Block(title, "heading"), *blocks]


def _signed(blocks: list[Block], author: str | None) -> list[Block]:
    """The article with its byline, which stands below the headline and the lines under that."""
    names = [name.strip() for name in (author or "").split(";") if name.strip()]
    short = [block.text.casefold() for block in blocks[:_BYLINE_PLACES] if len(block.text) < 200]
    if not names or any(names[0].casefold() in text for text in short if not _SENTENCE_END.search(text)):
        return blocks
    at = next((at for at, block in enumerate(blocks) if not _is_headline(block, at)), len(blocks))
    return [*blocks[:at], Block(f"By {_listed(names)}", "byline"), *blocks[at:]]


def _is_headline(block: Block, at: int) -> bool:
    if block.kind == "heading":
        return at == 0
    return block.kind == "text" and at < _HEADLINE_PLACES and not _SENTENCE_END.search(block.text)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _printed(block: Block) -> str:
    """A paragraph as it stands in the article's text."""
    if block.kind != "caption" or is_caption(block.text) or credit_start(block.text) is not None:
        return block.text
    return f"Caption: {block.text}"


def _language(tree: Any) -> str | None:  # noqa: ANN401 (lxml has no types)
    elements = [tree, *tree.iterchildren("body")]
    tags = [element.get("lang") or element.get("xml:lang") or "" for element in elements]
    return next((tag for tag in (tag.strip().replace("_", "-") for tag in tags) if _TAG.fullmatch(tag)), None)


def _published(html: str, date: str | None) -> datetime | None:
    """When the page says that it was published: to the minute where its metadata do, else midnight of that day."""
    if not date:
        return None
    moment = re.search(rf"(?:datePublished|published_time)[\"'\s:=]{{1,8}}(?:content=[\"'])?({date}{_MOMENT})", html)
    try:
        return datetime.fromisoformat(moment[1] if moment else date)
    except ValueError:
        return datetime.fromisoformat(date)


def _letters(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())
