"""Rows: every line and every file is an article or says why it is none; nothing is left out in silence."""

from __future__ import annotations

import io
import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from ferries import rows, text, written
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import InputError
from claimcheck.formats import rows as rows_module
from claimcheck.formats.rows import Row, count_rows, refuse_missing, rows_in, rows_of

TEXT = "Ferry 7 carried 40 people."


def read(data: bytes | str) -> list[Row]:
    return list(rows_in(io.BytesIO(data if isinstance(data, bytes) else data.encode()), name="a.jsonl"))


def read_one(**fields: object) -> Row:
    (row,) = read(json.dumps(fields))
    return row


class TestALineOfJson:
    def test_is_an_article_with_all_that_is_known_of_it(self) -> None:
        row = read_one(
            id="a1",
            text=TEXT,
            title="Ferry",
            url="https://x.example/1",
            published="2026-05-01T10:00:00",
            paper="Gazette",
        )

        assert row.id == "a1"
        assert row.article
        assert (row.article.id, row.article.text, row.article.title) == ("a1", TEXT, "Ferry")
        assert (row.article.url, row.article.published) == ("https://x.example/1", datetime(2026, 5, 1, 10))  # noqa: DTZ001

    def test_needs_nothing_but_a_text(self) -> None:
        row = read_one(text=TEXT, title=None, url=None)
        assert (row.id, row.article and row.article.title) == ("a.jsonl:1", None)

    def test_may_have_a_number_for_its_id(self) -> None:
        assert read_one(id=17, text=TEXT).id == "17"

    @pytest.mark.parametrize("id", [["x"], {}, True, 1.5, "", "  ", "\ud800"])
    def test_is_called_after_its_line_where_its_id_is_none(self, id: object) -> None:
        row = read_one(id=id, text=TEXT)
        assert (row.id, row.article) == ("a.jsonl:1", None)
        assert "id" in (row.error or "")

    @pytest.mark.parametrize(
        ("fields", "why"),
        [
            ({}, "the row's text is missing"),
            ({"text": None}, "the row's text is missing"),
            ({"text": 7}, "the row's text is not a text"),
            ({"text": " \n"}, "the article is empty"),
            ({"text": "a\0b"}, r"control character \(U\+0000\)"),
            ({"text": "a\ud800b"}, r"lone surrogate \(U\+D800\)"),
            ({"text": "word " * 300_000}, "1,500,000 characters"),
            ({"text": TEXT, "title": 3}, "the row's title cannot be used"),
            ({"text": TEXT, "title": "\ud800"}, "the row's title cannot be used"),
            ({"text": TEXT, "published": "yesterday"}, "the row's published cannot be used"),
        ],
    )
    def test_says_why_it_cannot_be_checked(self, fields: dict[str, object], why: str) -> None:
        row = read_one(id="a1", **fields)
        assert (row.id, row.article) == ("a1", None)
        assert re.search(why, row.error or "")

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            (b"{", "not JSON"),
            (b"[1]", "not a JSON object"),
            (b'"text"', "not a JSON object"),
            (b'{"text": "caf\xe9"}', "not UTF-8: byte 0xE9 at offset 13"),
            (b"[" * 100_000, "nested too deep"),
            (b"1" * 10_000, "a number too long"),
        ],
    )
    def test_that_cannot_be_read_is_called_after_its_line(self, line: bytes, why: str) -> None:
        good = json.dumps({"id": "good", "text": TEXT}).encode()
        bad, after = read(b"\n" + line + b"\r\n" + good)
        assert (bad.id, bad.article, after.id) == ("a.jsonl:2", None, "good")
        assert why in (bad.error or "")

    def test_of_any_length_takes_no_more_memory_than_the_longest_article(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rows_module, "MAX_LINE_BYTES", 50)
        long, after = read(b'{"text": "' + b"x" * 170 + b'"}\n{"id": "b", "text": "Short one."}')
        assert (long.id, after.id) == ("a.jsonl:1", "b")
        assert "longer than 50 bytes" in (long.error or "")

    def test_may_follow_a_byte_order_mark(self) -> None:
        assert [row.id for row in read(b'\xef\xbb\xbf{"id": "a", "text": "Ferry."}')] == ["a"]

    @given(st.lists(st.binary(max_size=30)))
    def test_is_a_row_whatever_bytes_it_has(self, lines: list[bytes]) -> None:
        lines = [line.replace(b"\n", b"") for line in lines]
        assert len(read(b"\n".join(lines))) == sum(1 for line in lines if line.strip())


class TestAFolder:
    def test_has_a_row_for_each_article_in_it_and_below(self, tmp_path: Path) -> None:
        for name in ("b.txt", "a.md", "deep/er/c.TXT", ".hidden.txt", ".git/d.txt", "picture.png"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(TEXT)
        (tmp_path / "z.txt").write_bytes(b"caf\xe9")

        found = list(rows_of([tmp_path], io.BytesIO()))
        assert [row.id for row in found] == ["a.md", "b.txt", "z.txt", "deep/er/c.TXT"]
        assert [row.id for row in found if row.article is None] == ["z.txt"]
        assert count_rows([tmp_path]) == 4

    def test_without_articles_is_refused_at_once(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="holds no articles"):
            refuse_missing([tmp_path])


def test_sources_come_one_after_the_other(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", rows(2))
    single = tmp_path / "one.txt"
    single.write_text(text(9))

    assert [row.id for row in rows_of([source, single], io.BytesIO())] == ["ferry-0", "ferry-1", "one.txt"]
    assert count_rows([source, single]) == 3
    assert [row.id for row in rows_of(["-"], io.BytesIO(source.read_bytes()))] == ["ferry-0", "ferry-1"]
    assert count_rows(["-"]) is None


def test_what_is_not_there_is_said_before_any_work(tmp_path: Path) -> None:
    source = written(tmp_path / "a.jsonl", rows(2))
    with pytest.raises(InputError, match="no such file or folder"):
        refuse_missing([source, tmp_path / "b.jsonl"])
