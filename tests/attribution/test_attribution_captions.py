"""Credits of pictures."""

from __future__ import annotations

import pytest

from claimcheck.article import Article
from claimcheck.attribution import read_picture_credits
from claimcheck.segment import segment


@pytest.mark.parametrize(
    ("credit", "name", "kind"),
    [
        ("Image: Marit Ortel.", "Marit Ortel", "named_person"),
        ("Photo: Bremm Gazette", "Bremm Gazette", "named_organization"),
    ],
)
def test_a_labelled_credit_vouches_for_its_caption(credit: str, name: str, kind: str) -> None:
    text = f"The dam broke.\n\nThe dam on Monday. {credit}\n\nIt rained."
    article = Article(text=text)
    (attribution,) = read_picture_credits(article, segment(article))
    assert [text[start:end] for start, end in attribution.content] == ["The dam on Monday."]
    assert (attribution.chain[0].source.name, attribution.chain[0].source.kind) == (name, kind)


def test_no_label_no_credit() -> None:
    article = Article(text="The dam broke.\n\nThe dam on Monday. It rained.\n\nMarit Ortel left.")
    assert read_picture_credits(article, segment(article)) == ()
