"""Through whom a claim reached the reader, and what carries over from one sentence to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimcheck.attribution import Attribution

Read = Callable[[str], Sequence[Attribution]]


def chain(attribution: Attribution) -> list[str]:
    return [hop.source.name or hop.source.mention.quote for hop in attribution.chain]


@pytest.mark.parametrize(
    "text",
    [
        "The Bremm Gazette reported that the dam was old, citing two officials.",
        "The dam is old, the Bremm Gazette reported, citing two officials.",
        "The Bremm Gazette, citing two officials, said that the dam was old.",
        "The Bremm Gazette reported, citing two officials, that the dam was old.",
    ],
)
def test_whom_a_source_cites_stands_behind_it(read: Read, text: str) -> None:
    assert [chain(attribution) for attribution in read(text)] == [["Bremm Gazette", "two officials"]]


def test_a_reason_that_is_cited_is_no_source(read: Read) -> None:
    assert chain(read("Marit Ortel said she would leave, citing the cold.")[0]) == ["Marit Ortel"]


def test_what_is_said_inside_other_words_comes_through_them(read: Read) -> None:
    outer, inner = read("The Bremm Gazette reported that Marit Ortel said the dam was old.")
    assert (chain(outer), chain(inner)) == (["Bremm Gazette"], ["Bremm Gazette", "Marit Ortel"])


def test_who_is_quoted_as_saying_something_stands_behind_who_quotes(read: Read) -> None:
    (attribution,) = read("The Bremm Gazette quoted Orla Today as saying that the dam was old.")
    assert chain(attribution) == ["Bremm Gazette", "Orla Today"]


def test_who_was_quoted_as_saying_something_says_it(read: Read) -> None:
    (attribution,) = read("Marit Ortel was quoted as saying that the dam was old.")
    assert chain(attribution) == ["Marit Ortel"]


def test_an_outlet_is_one_wherever_its_name_stands(read: Read) -> None:
    text = "It was in the weekly Kickoff. Kickoff wrote that it was old. An engineer told Kickoff that it leaks."
    assert chain(read(text)[-1]) == ["Kickoff", "An engineer"]


def test_nobody_is_relayed_by_themselves(read: Read) -> None:
    (said,) = read("Marit Ortel said she believes the dam is old.")
    assert (chain(said), said.chain[0].cue.quote) == (["Marit Ortel"], "said")


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("Ortel said that she feared the dam was old.", [["Ortel"]]),
        ("Ortel said the mayor feared the dam was old.", [["Ortel"], ["Ortel", "the mayor"]]),
        ("Jan Ortel said the miners left and they feared it was old.", [["Jan Ortel"], ["Jan Ortel", "they"]]),
    ],
)
def test_she_is_who_speaks_where_the_words_begin_with_her(read: Read, text: str, chains: list[list[str]]) -> None:
    assert [chain(attribution) for attribution in read(text)] == chains


def test_what_another_newsroom_was_told_comes_through_it(read: Read) -> None:
    text = 'The dam is old, the Bremm Gazette reported. "It leaks," an engineer told the newspaper.'
    assert chain(read(text)[1]) == ["Bremm Gazette", "an engineer"]


@pytest.mark.parametrize(
    "text",
    [
        '"It leaks," Marit Ortel told the Bremm Gazette.',
        "Marit Ortel told the committee that it leaks. The committee said it was sorry.",
        "The Bremm Gazette said it was late. Ida told the Gazette it leaks. Jan Tiso told the Gazette it does not.",
    ],
)
def test_the_article_s_own_newsroom_is_no_link(read: Read, text: str) -> None:
    assert all(len(attribution.chain) == 1 for attribution in read(text))


def test_a_quotation_without_a_cue_belongs_to_the_last_speaker(read: Read) -> None:
    text = "Marit Ortel said the dam was old.\n\n“It leaks. Nobody cares.”"
    said, quoted = read(text)
    assert (said.inherited, quoted.inherited) == (False, True)
    assert quoted.chain == said.chain
    assert [text[start:end] for start, end in quoted.content] == ["“It leaks. Nobody cares.”"]
    assert quoted.sentence_ids == ("s2", "s3")


@pytest.mark.parametrize(
    "text",
    [
        "“It leaks. Nobody cares.”",
        "Marit Ortel said the dam was old.\n\nIt rained.\n\nIt poured.\n\nIt froze.\n\n“It leaks. Nobody cares.”",
    ],
)
def test_a_quotation_far_from_any_speaker_belongs_to_nobody(read: Read, text: str) -> None:
    assert not any(attribution.inherited for attribution in read(text))


def test_a_quotation_goes_to_the_speaker_named_in_it_and_not_to_the_one_before(read: Read) -> None:
    text = "Marit Ortel said the dam was old.\n\n“It leaks. Nobody cares,” Jan Tiso said."
    assert [chain(attribution) for attribution in read(text)] == [["Marit Ortel"], ["Jan Tiso"]]
