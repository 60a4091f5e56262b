"""What the attribution tests share: a way from a text to its attributions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.article import Article
from claimcheck.attribution import Attribution, read_attributions
from claimcheck.segment import segment

Read = Callable[[str], tuple[Attribution, ...]]


@pytest.fixture
def read() -> Read:
    def _read(text: str) -> tuple[Attribution, ...]:
        article = Article(text=text)
        return read_attributions(article, segment(article))

    return _read
