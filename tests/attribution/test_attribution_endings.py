"""Where what was said begins and ends: topics and asides before it, clauses and remarks behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimcheck.attribution import Attribution

Read = Callable[[str], Sequence[Attribution]]


def contents(text: str, attributions: Sequence[Attribution]) -> list[list[str]]:
    return [[text[start:end] for start, end in attribution.content] for attribution in attributions]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("If residents fear that the dam is old, they can leave.", "that the dam is old"),
        ("Although the mayor is sure that it is safe, the ferry is closed.", "that it is safe"),
        ("The ferry is closed although the mayor said it was safe, wet and old.", "it was safe, wet and old"),
        ("The mayor estimated that 40 boats sank, but the figure is uncertain.", "that 40 boats sank"),
        ("The mayor said that 40 boats sank but that nobody was hurt.", "that 40 boats sank but that nobody was hurt"),
        ("The mayor said 40 boats sank, but the ferry was safe.", "40 boats sank, but the ferry was safe"),
        ("The mayor believes 40 boats sank; the ferry was closed.", "40 boats sank"),
        ("The mayor demands that we pay; leave; and be quiet.", "that we pay; leave; and be quiet"),
        ("The mayor, who said that the dam was old, was fired.", "that the dam was old"),
        ("The mayor criticised the delay, which cost 40 crowns.", "the delay"),
        ("The mayor criticised the delay in a statement on Monday.", "the delay"),
        ("The mayor accused Jan Tiso, who owns the ferry, of fraud.", "Jan Tiso, who owns the ferry, of fraud"),
        ("The mayor and the court criticised the delay of the ferry.", "the delay of the ferry"),
    ],
)
def test_where_it_ends(read: Read, text: str, content: str) -> None:
    assert contents(text, read(text)) == [[content]]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The mayor said of the delay that it was long.", "that it was long"),
        (
            'The mayor said of the delay on the ferry, "It was long, and it was cold."',
            '"It was long, and it was cold."',
        ),
        ("The notice explains, in plain words, that the dam is old.", "that the dam is old"),
        ("As the mayor told the Bremm Gazette, the dam is old.", "the dam is old"),
        ("They estimated by 2050, the sea would reach the dam.", "by 2050, the sea would reach the dam"),
        ('The mayor notes, "It is old."', '"It is old."'),
        ("Court rules the dam is unsafe", "the dam is unsafe"),
        ("The WHO say the dam is unsafe.", "the dam is unsafe"),
        ('In the words of the mayor, Ida Roos, "it is a dam of straw."', '"it is a dam of straw."'),
        ("The mayor reached the conclusion that the dam is old.", "that the dam is old"),
        ("Associations are concerned the dam will break.", "the dam will break"),
        ("Nine of ten voters say they like the dam.", "they like the dam"),
        ("Sources such as Bremm.com have stated that it was late.", "that it was late"),
        ("As a result some folk believe that the dam is old.", "that the dam is old"),
        ("“You win?” she said, but Jan Tiso slept.", "“You win?”"),
    ],
)
def test_where_it_begins(read: Read, text: str, content: str) -> None:
    assert [content] in contents(text, read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Oz Tiso has been dogged by charges that he lied.",
        "Jan Tiso answered five questions submitted by mail.",
        "The fair continues a tradition of light and related festivals.",
        "They sailed past an island called Orla.",
        "More rain means that the dam overflows.",
        "It was a very demanding coach.",
    ],
)
def test_nothing_is_said(read: Read, text: str) -> None:
    assert contents(text, read(text)) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Voters know that it leaks, know that it is old, and know that it will break.",
            ["that it leaks", "that it is old", "that it will break"],
        ),
        ("They claimed it was late and claim she was there.", ["it was late", "she was there"]),
        ("The posts theorized that it leaks, and wrote that it is old.", ["that it leaks", "that it is old"]),
        ("People say, 'My name is Frank,' I say, 'My name is John.'", ["'My name is Frank,'", "'My name is John.'"]),
        ("The mayor was old and Ida Roos said that it leaked.", ["that it leaked"]),
    ],
)
def test_side_by_side(read: Read, text: str, parts: list[str]) -> None:
    assert contents(text, read(text)) == [[part] for part in parts]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Speaking to reporters, Ida Roos, a planner, said that it leaked.", "Ida Roos"),
        ("The mayor was old and Ida Roos said that it leaked.", "Ida Roos"),
        ("Both the mayor and she said that it leaked.", "Both the mayor and she"),
        ("A group led by Ida Roos and Jan Tiso said that it leaked.", "A group led by Ida Roos and Jan Tiso"),
        ("Posts on the board from Friday said that it leaked.", "Posts on the board"),
    ],
)
def test_who_says_it(read: Read, text: str, source: str) -> None:
    (attribution,) = read(text)
    assert attribution.chain[0].source.mention.quote == source
