"""A record is kept where one could ask for it, and where nothing in it was made up."""

from __future__ import annotations

import pytest

from claimcheck.records import concrete_record

CLAIM = "The pier in Tolm cost 4 million florins."
ARTICLE = "The pier in Tolm cost 4 million florins, treasurer Ida Maro said on 3 May. The council of Tolm voted."


@pytest.mark.parametrize(
    ("what", "where"),
    [
        ("final accounts of the pier", "Tolm treasurer"),
        ("minutes of the vote of 3 May", "council of Tolm"),
        ("building contract", "the port's procurement office"),
    ],
)
def test_what_one_could_ask_for_is_kept(what: str, where: str) -> None:
    record = concrete_record(what, where, claim=CLAIM, article=ARTICLE)

    assert record is not None
    assert (record.what, record.where) == (what, where)


@pytest.mark.parametrize(
    ("what", "where"),
    [
        (None, None),
        ("final accounts", None),
        ("", "Tolm treasurer"),
        ("official records", "Tolm treasurer"),
        ("relevant documents and reports", "Tolm treasurer"),
        ("final accounts of the pier", "official sources"),
        ("final accounts of the pier", "the authorities"),
        ("Ida Maro", "Ida Maro"),
    ],
)
def test_what_fits_every_claim_is_not(what: str | None, where: str | None) -> None:
    assert concrete_record(what, where, claim=CLAIM, article=ARTICLE) is None


@pytest.mark.parametrize(
    ("what", "where"),
    [("audit of 2017", "Tolm treasurer"), ("final accounts of the pier", "Court of Audit in Vienna")],
)
def test_nor_what_takes_a_name_or_figure_from_elsewhere(what: str, where: str) -> None:
    assert concrete_record(what, where, claim=CLAIM, article=ARTICLE) is None


def test_nor_what_only_says_the_claim_again() -> None:
    assert concrete_record(f"{CLAIM} record", "Tolm treasurer", claim=CLAIM, article=ARTICLE) is None
