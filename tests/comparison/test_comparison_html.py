"""The comparison as a page: all of it there, and nothing of an article but text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from claimcheck import Comparison, compare
from claimcheck.formats.comparison_html import comparison_html
from newsdesk import changed, read, read_as, story

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %}",
    "<!-- --> ]]>",
    "javascript:alert(1)",
    "</ins></blockquote><iframe src='https://evil.example'>",
    "&lt;b&gt; &amp; \u202e reversed",
]


class Page(HTMLParser):
    """The elements of a page and its text; every element that is opened is closed."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)
            self.text.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            self.text[tag][-1] += data


def test_old_and_new_stand_side_by_side_with_what_differs_marked() -> None:
    page = Page(comparison_html(changed("The fall killed 12 people.", "The fall killed 15 people.")))

    assert page.text["del"] == ["12"]
    assert page.text["ins"] == ["15"]
    assert any("Figure changed: “12” became “15”" in item for item in page.text["li"])


def test_where_the_article_was_edited_its_words_are_marked_and_not_the_models() -> None:
    old = read_as(story("On Monday six passengers were bruised."), {"six": ["Six passengers got bruised."]})
    new = read_as(story("On Monday nine passengers were bruised."), {"nine": ["Nine travellers got bruised."]})
    page = Page(comparison_html(compare(old, new)))

    assert (page.text["del"], page.text["ins"]) == (["six"], ["nine"])


def test_every_change_is_on_the_page() -> None:
    found = changed(
        ["Norlift allegedly ignored two warnings.", "A clerk said the rope was worn.", "Why?"],
        ["Norlift ignored two warnings.", "Anna Berg said the rope was worn.", "Norlift denied that.", "How?"],
    )
    text = " ".join(Page(comparison_html(found)).text["body"][0].split())

    for change in found.changes:
        if change.kind not in ("claim_added", "claim_gone"):
            assert change.message in text
        for side in (change.old, change.new):
            assert side is None or " ".join(side.text.split()) in text


def test_what_was_only_read_otherwise_stands_apart() -> None:
    text = story("Six were bruised, one broke her wrist.")
    found = compare(read(text), read_as(text, {"Six": ["Six were bruised.", "One broke her wrist."]}))
    page = Page(comparison_html(found))

    (details,) = page.text["details"]
    assert "One broke her wrist." in details
    assert "The article did not change." in page.text["main"][0].replace(details, "")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_words_of_an_article_are_only_ever_text(hostile: str) -> None:
    old, new = (story(f"The {word} said {hostile} was so.", headline=f"The {word} {hostile}") for word in "ab")
    plain, page = (
        Page(comparison_html(compare(*map(read, pair)))) for pair in ((story("a b"), story("c d")), (old, new))
    )

    allowed = {tag for tag, _ in plain.elements} | {"ul", "li", "blockquote", "del", "ins", "bdi", "details", "summary"}
    assert {tag for tag, _ in page.elements} <= allowed
    assert all(name in ATTRIBUTES for _, attributes in page.elements for name in attributes)


ATTRIBUTES = frozenset(
    "lang charset http-equiv content name class href dir scope id data-importance aria-label open".split()
)


def test_nothing_on_the_page_leaves_it_and_its_policy_lets_only_its_own_style_in() -> None:
    html = comparison_html(changed("It fell on Monday.", "It fell on Tuesday."))
    page = Page(html)

    assert "script" not in page.text
    assert all(attributes["href"].startswith("#") for _, attributes in page.elements if attributes.get("href"))  # type: ignore[union-attr]
    assert not re.search(r"@import|url\(", page.text["style"][0])
    digest = base64.b64encode(hashlib.sha256(page.text["style"][0].encode()).digest()).decode()
    policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_each_entry_has_an_address_of_its_own() -> None:
    page = Page(comparison_html(changed(["It fell.", "He ran."], ["It rose.", "She ran off."])))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]

    assert len(ids) == len(set(ids))


def test_a_comparison_that_was_kept_gives_the_same_page() -> None:
    found = changed("It fell on Monday.", "It fell on Tuesday.")

    assert Comparison.model_validate_json(found.model_dump_json()).to_html() == comparison_html(found)
