"""An article keeps its text character for character, and refuses what is no article."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from claimcheck.article import MAX_CHARACTERS, Article
from claimcheck.errors import InputError

TEXT = "Ränder\r\n\tund\u00a0Zeichen\u2028bleiben\x0cstehen \U0001f5de."


def test_keeps_every_character() -> None:
    assert Article.of(TEXT).text == TEXT


def test_hashes_its_text() -> None:
    assert Article.of(TEXT).sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_the_same_text_has_the_same_id() -> None:
    assert Article.of(TEXT).id == Article.of(TEXT).id != Article.of(f"{TEXT} ").id


def test_takes_a_name_and_a_title() -> None:
    article = Article.of(TEXT, id="desk-7", title="Ränder bleiben")

    assert (article.id, article.title) == ("desk-7", "Ränder bleiben")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("", "the article is empty", id="empty"),
        pytest.param(" \n\t\u2003", "the article is empty", id="white space"),
        pytest.param("One.\nTw\x00o.", r"control character \(U\+0000\) on line 2, character 7", id="NUL"),
        pytest.param("\x1b[31mred", r"control character \(U\+001B\) on line 1, character 0", id="terminal colours"),
        pytest.param("half \ud83d", r"lone surrogate \(U\+D83D\) on line 1, character 5", id="half a character"),
    ],
)
def test_says_what_is_wrong_with_the_text(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        Article.of(text)


def test_the_limit_can_be_reached_and_raised_but_not_passed() -> None:
    text = "x" * (MAX_CHARACTERS + 1)

    assert Article.of(text[1:])
    assert Article.of(text, max_characters=len(text))
    with pytest.raises(InputError, match="has 1,000,001 characters, more than the limit of 1,000,000"):
        Article.of(text)


def test_what_took_out_the_text_is_no_part_of_its_json() -> None:
    article = Article.of(TEXT, extractor="trafilatura 2.3.1")

    assert article.extractor == "trafilatura 2.3.1"
    assert "extractor" not in article.model_dump()
    assert "extractor" not in Article.model_json_schema(mode="serialization")["properties"]


def test_refuses_a_hash_of_another_text() -> None:
    with pytest.raises(ValidationError, match="sha256 is that of another text"):
        Article(text=TEXT, sha256=Article.of("Something else.").sha256)


@given(
    text=st.text(),
    title=st.none() | st.text(),
    published=st.none() | st.datetimes(timezones=st.just(UTC)),
)
def test_survives_json(text: str, title: str | None, published: datetime | None) -> None:
    article = Article(text=text, title=title, published=published)

    assert Article.model_validate_json(article.model_dump_json()) == article
