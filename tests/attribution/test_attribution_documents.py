"""What is written down, counted or filmed: when it is the source, and what it is taken to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimcheck.attribution import Attribution

Read = Callable[[str], Sequence[Attribution]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The zoo sold 900 tickets, its yearly report shows.", "yearly report"),
        ("The ferry was never inspected, court documents show.", "court documents"),
        ("Ticket sales fell by half, the accounts say.", "accounts"),
        ("The barge was empty, according to a receipt shown to the panel.", "receipt shown to the panel"),
        ("A photograph taken from the pier shows two boats side by side.", "photograph taken from the pier"),
        ("A video shared a thousand times shows two boats side by side.", "video shared a thousand times"),
        ("A memo from the harbour office puts the loss at 3 million.", "memo from the harbour office"),
        ("The effect was small, the paper says.", "paper"),
        ("According to the decision, the wall was old.", "decision"),
        ("The wall was old, according to minutes of the meeting.", "minutes of the meeting"),
        (
            "The mill was sold twice, records from the Land Office show.",
            "records from the Land Office",
        ),
        ("Port papers seen by the pilot show it was built for 140 people.", "Port papers seen by the pilot"),
        ("Data released with the paper suggest birds raised indoors did well.", "Data released with the paper"),
        ("Aerial pictures seen by the pilot show at least 40 boats.", "Aerial pictures seen by the pilot"),
        ("The survey published last month found 61% of them opposed.", "survey"),
        ("Photos from the pier showed that the boats were empty.", "Photos from the pier"),
    ],
)
def test_documents_are_sources(read: Read, text: str, name: str) -> None:
    source = read(text)[0].chain[-1].source
    assert (source.kind, source.name) == ("document", name)


@pytest.mark.parametrize(
    "text",
    [
        "The tower shows its age.",
        "Ida Roos put the cup at the window.",
        "Ida Roos showed the visitors two boats.",
        "The circus has clowns, horses and a late show.",
    ],
)
def test_what_is_shown_or_put_is_not_always_told(read: Read, text: str) -> None:
    assert not read(text)


def test_a_paper_is_an_outlet_where_one_was_named(read: Read) -> None:
    text = "The Bremm Gazette closed. It was for sale. The paper said that it had debts."
    assert read(text)[-1].chain[0].source.is_outlet


def test_researchers_report_in_a_journal(read: Read) -> None:
    attribution = read("The jaw belonged to a whale, biologists report in the journal Deep Water.")[0]
    assert (attribution.chain[0].source.kind, attribution.chain[0].cue.quote) == ("unnamed_group", "report")


def test_a_figure_is_put_on_something(read: Read) -> None:
    attribution = read("Ida Roos put the value of the mill at 50 million crowns.")[0]
    assert attribution.chain[0].source.name == "Ida Roos"


def test_it_is_the_document_that_was_read_last(read: Read) -> None:
    text = "The effect was small, the study says. “We expected more,” it concludes."
    assert [attribution.chain[0].source.kind for attribution in read(text)] == ["document", "document"]


@pytest.mark.parametrize("text", ["The club say no bid has come in.", "Critics of the plan say it is slow."])
def test_a_team_or_a_group_says_in_the_plural(read: Read, text: str) -> None:
    assert read(text)[0].chain[0].cue.quote == "say"


def test_who_talks_may_stand_behind_a_relative_clause(read: Read) -> None:
    text = "It cost less than the old one, which was built in 1950, noted Prof. Lena Tiso of the University of Bremm."
    [attribution] = read(text)
    assert attribution.chain[0].source.name == "Lena Tiso"
    assert [text[start:end] for start, end in attribution.content] == [
        "It cost less than the old one, which was built in 1950"
    ]
