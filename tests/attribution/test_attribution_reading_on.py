"""Fresh prose: voices, feelings, dates and listeners between a verb and what was said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimcheck.attribution import Attribution

Read = Callable[[str], Sequence[Attribution]]


@pytest.mark.parametrize(
    ("text", "cue", "content", "is_clause"),
    [
        ("“It never leaked,” grinned Karl Falk.", "grinned", "“It never leaked,”", True),
        ("“It never leaked,” the 19-year-old fumed.", "fumed", "“It never leaked,”", True),
        ("Karl Falk was furious that the pier had shut.", "was furious", "that the pier had shut", True),
        ("Karl Falk was sceptical that the pier would last.", "was sceptical", "that the pier would last", False),
        ("Karl Falk admitted in May that the pier was old.", "admitted", "that the pier was old", True),
        ("Karl Falk wrote on June 2 that the pier was old.", "wrote", "that the pier was old", True),
        ("Karl Falk argued at trial that the pier was old.", "argued", "that the pier was old", True),
        ("“It leaked,” Ida Roos told The Weekly Observer in 1988.", "told", "“It leaked,”", True),
        ("He faces two years in prison, the court said.", "said", "He faces two years in prison", True),
        ("The club urged people to stay away from the pier.", "urged", "to stay away from the pier", False),
        ("The club opposed a plan to close it in January.", "opposed", "a plan to close it in January", False),
        (
            "The pictures show two boats at the pier since Thursday.",
            "show",
            "two boats at the pier since Thursday",
            False,
        ),
        ("The club has long maintained that the wall is safe.", "has long maintained", "that the wall is safe", True),
        ("The club warned the owner about the leak.", "warned", "the leak", False),
        ("The pilot accepted that the boat was full.", "accepted", "that the boat was full", True),
        ("The pilot gave evidence that the boat was full.", "gave evidence", "that the boat was full", True),
        ("The club kept the ferry and signalled that it would pay.", "signalled", "that it would pay", True),
        ("“I wrote him a memo,” said one, who spoke on the pier.", "said", "“I wrote him a memo,”", True),
        ("“It was a joke between the girls,” claims one.", "claims", "“It was a joke between the girls,”", True),
        ("Karl Falk conceded, though, that the books were poor.", "conceded", "that the books were poor", True),
        ("A boy died after nobody came, an inquest has heard.", "has heard", "A boy died after nobody came", True),
        (
            "Ida Roos did, however, hint that the pier could reopen.",
            "did, however, hint",
            "that the pier could reopen",
            True,
        ),
        ("The report says the pilot “steered the boat well”.", "says", "the pilot “steered the boat well”", True),
        (
            "They went ahead despite warnings from engineers that the wall would fail.",
            "warnings",
            "that the wall would fail",
            True,
        ),
        ("Ida Roos, who had promised new rules, did not come.", "had promised", "new rules", False),
        ("Ida Roos ruled out a sale.", "ruled out", "a sale", False),
        (
            "Older gulls who eat crabs live longer than others, according to a paper.",
            "according to",
            "Older gulls who eat crabs live longer than others",
            True,
        ),
    ],
)
def test_what_is_said(read: Read, text: str, cue: str, content: str, is_clause: bool) -> None:
    attribution = read(text)[0]
    assert attribution.chain[0].cue.quote == cue
    assert [text[start:end] for start, end in attribution.content] == [content]
    assert attribution.is_clause == is_clause


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The club said it was in contact with the owner but did not elaborate.", "it was in contact with the owner"),
        ("The club said that it leaked but declined to give details.", "that it leaked"),
        ("Ida Roos says the sample was small and doubts the result can be repeated.", "the sample was small"),
        ("The club said two men had been held, though it did not identify them.", "two men had been held"),
        ("The club said that it leaked, a claim backed by emails.", "that it leaked"),
        ("Critics argue that it mocks the rules, a charge the club denies.", "that it mocks the rules"),
        ("Ida Roos admitted that stocks were low, but ruled out layoffs.", "that stocks were low"),
        ("Ida Roos said the owner was late but did not pay a fine.", "the owner was late but did not pay a fine"),
    ],
)
def test_where_it_ends_before_what_the_source_does_next(read: Read, text: str, content: str) -> None:
    start, end = read(text)[0].content[0]
    assert text[start:end] == content


@pytest.mark.parametrize(
    "text",
    [
        "The ferry came in May, a year earlier than it projected in June.",
        "It happened just as she told it.",
        "Ida Roos, who put the sea on screen, died at 91.",
    ],
)
def test_nothing_is_said(read: Read, text: str) -> None:
    assert not read(text)


def test_what_somebody_recalls_saying_is_said_by_nobody_else(read: Read) -> None:
    assert [len(each.chain) for each in read("Karl Falk said he did not recall saying that.")] == [1]


def test_a_participle_tells_of_the_noun_before_it(read: Read) -> None:
    text = "A court on Friday revived a lawsuit accusing Falk of fraud, ruling that a lower court had been wrong."
    assert [each.chain[0].source.mention.quote for each in read(text)] == ["a lawsuit", "A court"]
    assert read("The club sent a letter saying that it would pay.")[0].chain[0].source.mention.quote == "The club"


def test_who_signalled_is_who_kept(read: Read) -> None:
    text = "The bank kept its rate unchanged at 3% on Monday, and signalled that it could be cut in May."
    assert read(text)[-1].chain[0].source.mention.quote == "The bank"
