"""One function for every way in: what is read as what, and what each keeps."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsstand import STORY, Newsstand, page

from claimcheck.article import Article
from claimcheck.errors import InputError
from claimcheck.formats.articles import article_from, read_article
from claimcheck.formats.source import MAX_BYTES, Kind, Source

TEXT = "Halden bridge to stay shut\n\nThe only bridge over the river will stay shut, the county said."
ROW = {
    "id": "halden-7",
    "text": TEXT,
    "title": "Halden bridge to stay shut",
    "url": "https://gazette.example/7",
    "published": "2026-03-03T17:31:00Z",
    "language": "en",
}
MARKDOWN = """---
title: "Halden bridge to stay shut"
date: 2026-03-03T17:31:00Z
lang: en
canonical_url: https://gazette.example/7
id: halden-7
tags: [roads]
---

# Another headline

The *only* bridge over the [river](https://x.example) will stay shut, the county said.
"""


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def told(data: bytes, kind: Kind | None = None) -> str:
    with pytest.raises(InputError) as caught:
        article_from(Source(data, "in", kind))
    return str(caught.value)


class TestWhatItIsReadAs:
    @pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a", "a.news", "a.b.text"])
    def test_text_by_its_name_or_for_want_of_one(self, tmp_path: Path, name: str) -> None:
        article = read_article(file(tmp_path, name, TEXT))
        assert (article.text, article.title, article.extractor) == (TEXT, None, None)

    @pytest.mark.parametrize("name", ["a.html", "a.htm", "a.XHTML", "a", "a.news"])
    def test_a_page_by_its_name_or_its_first_characters(self, tmp_path: Path, name: str) -> None:
        assert read_article(file(tmp_path, name, STORY)).title == "Halden bridge to stay shut"

    @pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson", "a", "a.news"])
    def test_a_row_by_its_name_or_its_first_characters(self, tmp_path: Path, name: str) -> None:
        assert read_article(file(tmp_path, name, json.dumps(ROW))).id == "halden-7"

    @pytest.mark.parametrize("name", ["a.md", "a.markdown"])
    def test_markdown_by_its_name(self, tmp_path: Path, name: str) -> None:
        assert read_article(file(tmp_path, name, MARKDOWN)).id == "halden-7"

    @pytest.mark.parametrize(
        "opening",
        ["<!DOCTYPE html>", "\ufeff\n <!doctype HTML>", "<html lang=en>", '<?xml version="1.0"?>', "<!-- x -->"],
    )
    def test_a_page_without_a_name(self, opening: str) -> None:
        html = STORY.removeprefix("<!DOCTYPE html>")
        assert article_from(Source(f"{opening}{html}".encode(), "in")).title == "Halden bridge to stay shut"

    @pytest.mark.parametrize(
        "text", ["{It rained}, she said.", "{", '{"a": 1', "< 5 people came, he said.", "[1] It rained."]
    )
    def test_text_that_begins_a_little_like_something_else(self, text: str) -> None:
        assert article_from(Source(text.encode(), "in")).text == text

    def test_what_the_user_says_whatever_its_name_is(self, tmp_path: Path) -> None:
        assert read_article(file(tmp_path, "a.html", STORY), kind="text").text == STORY
        assert read_article(file(tmp_path, "a.txt", STORY), kind="html").extractor

    @pytest.mark.enable_socket
    def test_a_url_by_what_its_server_says(self) -> None:
        answers = {
            "/page": page(),
            "/text": page("Bücher fehlen.".encode("cp1252"), media="text/plain; charset=latin1"),
        }
        with Newsstand(answers) as stand:
            story = read_article(stand.url("/page"), allow_private=True)
            text = read_article(stand.url("/text"), allow_private=True, title="Mine")

            assert (story.title, story.url) == ("Halden bridge to stay shut", stand.url("/page"))
            assert (text.text, text.title, text.url) == ("Bücher fehlen.", "Mine", stand.url("/text"))


class TestRows:
    def test_keep_what_they_say(self) -> None:
        article = article_from(Source(json.dumps(ROW | {"section": "news"}).encode(), "in", "json"))
        assert article == Article(**(ROW | {"published": datetime(2026, 3, 3, 17, 31, tzinfo=UTC)}))

    def test_need_nothing_but_a_text(self) -> None:
        article = article_from(Source(json.dumps({"text": TEXT}).encode(), "a.json", "json"))
        assert article == Article.of(TEXT)

    def test_count_for_less_than_what_the_user_says(self) -> None:
        article = article_from(Source(json.dumps(ROW).encode(), "in", "json"), id="mine", title=None)
        assert (article.id, article.title) == ("mine", ROW["title"])

    def test_are_what_a_report_has_for_an_article(self) -> None:
        article = Article.of(TEXT, title="x", language="en")
        assert article_from(Source(article.model_dump_json().encode(), "in")) == article

    def test_one_to_a_line_with_blank_lines_and_a_mark_is_one(self) -> None:
        data = b"\xef\xbb\xbf\r\n\r\n" + json.dumps(ROW).encode() + b"\r\n\r\n"
        assert article_from(Source(data, "in", "jsonl")).id == "halden-7"

    @pytest.mark.parametrize(
        ("data", "kind", "message"),
        [
            (b"", "jsonl", "in holds no row"),
            (b'{"text": "a"}\n{"text": "b"}\n', "jsonl", "in holds 2 rows, and check takes one."),
            (b'[{"text": "a"}]', "json", "in is a list, and check takes one article."),
            (b'{"txt": "a"}', "json", "in: the row's text is missing"),
            (b'{"text": 7}', "json", "in: the row's text is not a text"),
            (b'{"text": "a", "published": "soon"}', "json", "in: the row's published cannot be used"),
            (b'{"text": " "}', "json", "in: the article is empty"),
            (b"It rained.", "json", "in: the row is not JSON"),
            (b'"It rained."', "json", "in: the row is not a JSON object"),
            (b'{"text": "' + b"a" * MAX_BYTES + b'"}', "json", "in is too large"),
        ],
    )
    def test_that_are_none(self, data: bytes, kind: Kind, message: str) -> None:
        assert told(data, kind).startswith(message)


class TestMarkdown:
    def test_is_kept_as_it_is_written(self) -> None:
        assert article_from(Source(MARKDOWN.encode(), "in", "markdown")).text == MARKDOWN

    def test_says_in_its_front_matter_what_is_known(self) -> None:
        article = article_from(Source(MARKDOWN.encode(), "in", "markdown"))
        assert article.model_dump(exclude={"text", "sha256"}) == {
            "id": "halden-7",
            "title": "Halden bridge to stay shut",
            "language": "en",
            "url": "https://gazette.example/7",
            "published": datetime(2026, 3, 3, 17, 31, tzinfo=UTC),
        }

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("# Bridge **shut**, [again](https://x.example) #\r\n\r\nIt rained.", "Bridge shut, again"),
            ("Bridge shut\n===\n\nIt rained.", "Bridge shut"),
            ("---\ndate: soon\n---\n# Bridge shut\n\nIt rained.", "Bridge shut"),
            ("---\ntitle:\n---\nIt rained.", None),
            ("It rained.\n\n## Later", None),
            ("---\nIt rained.", None),
        ],
    )
    def test_has_its_headline_on_top(self, text: str, title: str | None) -> None:
        article = article_from(Source(text.encode(), "in", "markdown"))
        assert (article.title, article.published, article.text) == (title, None, text)

    def test_counts_for_less_than_what_the_user_says(self) -> None:
        assert article_from(Source(MARKDOWN.encode(), "in", "markdown"), title="Mine").title == "Mine"


@given(st.binary(max_size=300), st.sampled_from(["text", "markdown", "html", "json", "jsonl", None]))
def test_any_bytes_are_an_article_or_a_line_that_says_why_not(data: bytes, kind: Kind | None) -> None:
    try:
        article = article_from(Source(data, "in", kind))
    except InputError as error:
        assert str(error).startswith("in")  # noqa: PT017
    else:
        assert article.text.strip()
