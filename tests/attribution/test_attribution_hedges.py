"""Hedges: words by which the article keeps its distance."""

from __future__ import annotations

import pytest

from claimcheck.article import Article
from claimcheck.attribution import read_hedges
from claimcheck.segment import segment


def hedges(text: str) -> list[str]:
    article = Article(text=text)
    return [span.quote for span in read_hedges(article, segment(article))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The dam has reportedly been closed.", ["reportedly"]),
        ("The alleged thief ran.", ["alleged"]),
        ("He denied reported losses of a million.", []),
        ("The dam may break.", ["may"]),
        ("The dam might have been closed.", ["might"]),
        ("It could rain, and probably will.", ["could", "probably"]),
        ("The thief is believed to be abroad.", ["is believed to"]),
        ("The dam appears to leak.", ["appears to"]),
        ("It is unclear whether the dam leaks.", ["It is unclear"]),
        ("A break is likely.", ["likely"]),
        ("The dam broke.", []),
        ("It closed in May.", []),
        ("May was cold.", []),
        ("The army showed its might.", []),
        ("The port reported a loss.", []),
        ("Prosecutors alleged a crime.", []),
        ("She is known for her songs.", []),
        ("About 300 people came.", []),
    ],
)
def test_hedges(text: str, found: list[str]) -> None:
    assert hedges(text) == found
