"""Markdown that a parser of CommonMark reads as the report says it, whatever the article says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from claimcheck.formats.markdown_report import escaped, markdown_report
from claimcheck.formats.printable import printable
from sluice import claim, report

PARSER = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])


def tokens(markdown: str) -> list[Token]:
    every = PARSER.parse(markdown)
    return [*every, *(child for token in every for child in token.children or ())]


def shown(markdown: str) -> str:
    return "".join(token.content for token in tokens(markdown) if token.type in ("text", "text_special"))


def test_a_report_to_be_read() -> None:
    headings = [
        token.content
        for before, token in zip(tokens(markdown_report(report())), tokens(markdown_report(report()))[1:], strict=False)
        if before.type == "heading_open"
    ]
    assert headings == [
        "Sluice 🌊 gates fail, flooding Café Zoë", "Findings", "Claims", "Sources", "Not read", "Without claims",
        "How this was made",
    ]  # fmt: skip
    text = markdown_report(report())
    assert report().to_markdown() == text
    assert (
        """\
> The Nestka Herald reported, citing people close to the inquiry, that two gates reportedly jammed.

- **c2** Two gates reportedly jammed.
  - Anonymous: The Nestka Herald ← people close to the inquiry; hedged by “reportedly”
  - Partly checkable: too vague; worth checking: medium
  - Missing: which gates
  - Confidence 0.75: The origin is not named.
"""
        in text
    )
    assert "| people close to the inquiry | an anonymous source, through The Nestka Herald | 1 | c2 |" in text
    assert text.endswith("It does not say whether a claim is true.\n")


HOSTILE = [
    "# heading", "- item", "+ item", "1. item", "1) item", "=====", "---", "***", "> quote", "`code`", "~~~", "```",
    "*strong*", "_em_", "[a](javascript:alert(1))", "![a](http://example.org/x.png)", "<script>alert(1)</script>",
    "<http://example.org>", "&lt;", "&#x3c;b&#x3e;", "a | b", "~~gone~~", "[^1]", "[x]: http://example.org", "\\*",
    "\\", "    indented", "a\n\n# b", "\x1b[31m", "\u202e", "$x$", "|---|", "<!-- x -->", "| a |",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_shows_as_it_is_and_does_nothing(text: str) -> None:
    _shows_as_it_is(text)


@given(st.text(st.one_of(st.sampled_from("\\`*_[]<>&|~#$-+=.)1!:\n "), st.characters(exclude_categories=["Cs"]))))
def test_any_text_shows_as_it_is_and_does_nothing(text: str) -> None:
    _shows_as_it_is(text)


def _shows_as_it_is(text: str) -> None:
    for before, behind in (("", ""), ("- **c1** ", ""), ("> ", ""), ("# ", ""), ("| a |\n| --- |\n| ", " |")):
        markdown = f"{before}{escaped(text)}{behind}"
        seen = tokens(markdown)
        allowed = r"(paragraph|bullet_list|list_item|blockquote|heading|table|thead|tbody|tr|th|td|strong)_(open|close)"
        assert [t.type for t in seen if not re.fullmatch(rf"{allowed}|inline|text|text_special", t.type)] == []
        lists = sum(t.type == "bullet_list_open" for t in seen)
        assert lists == before.startswith("-")
        assert sum(t.type == "heading_open" for t in seen) == before.startswith("#")
        expected = {"- **c1** ": "c1 ", "| a |\n| --- |\n| ": "a"}.get(before, "") + printable(text)
        assert shown(markdown).rstrip() == expected.rstrip()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_claim_leaves_the_report_its_shape(text: str) -> None:
    def shape(markdown: str) -> list[str]:
        return [token.type for token in PARSER.parse(markdown)]

    read = report()
    hostile = claim(1, text, "s1", *read.claims[0].anchors, sourcing=read.claims[0].sourcing)
    changed = read.model_copy(update={"claims": (hostile, *read.claims[1:])})

    assert shape(markdown_report(changed)) == shape(markdown_report(read))
