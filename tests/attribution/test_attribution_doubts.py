"""What a source denies, doubts or leaves unsaid: it is credited, and never told as what the source said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimcheck.attribution import Attribution

Read = Callable[[str], Sequence[Attribution]]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The owner denied that the boat had been full.", "denied", "that the boat had been full"),
        ("A lawyer for the owner denied he knew of the leak.", "denied", "he knew of the leak"),
        ("Engineers doubt that the wall will hold.", "doubt", "that the wall will hold"),
        ("Marit Ortel questioned whether the owner had paid.", "questioned", "whether the owner had paid"),
        ("Marit Ortel disputed that the wall was old.", "disputed", "that the wall was old"),
        ("The report does not prove that the valve was at fault.", "does not prove", "that the valve was at fault"),
        ("The report failed to show that the valve leaked.", "failed to show", "that the valve leaked"),
        ("The Gazette could not verify whether the boat was full.", "could not verify", "whether the boat was full"),
        (
            "Marit Ortel stopped short of saying that the dam would fail.",
            "stopped short of saying",
            "that the dam would fail",
        ),
        ("The ministry refused to confirm that the fund is empty.", "refused to confirm", "that the fund is empty"),
        ("No official said that the plan was dead.", "said", "that the plan was dead"),
    ],
)
def test_what_is_denied_or_doubted_is_not_told_by_itself(read: Read, text: str, cue: str, content: str) -> None:
    [attribution] = read(text)
    assert attribution.chain[0].cue.quote == cue
    assert [text[start:end] for start, end in attribution.content] == [content]
    assert not attribution.is_clause


@pytest.mark.parametrize(
    "text",
    [
        "Marit Ortel not only said that it leaked but that it always had.",
        "Marit Ortel had no doubt and replied: “The boat was not full.”",
        "No 10 said that the plan was dead.",
        "Marit Ortel liked to say that the sea was her office.",
        "Marit Ortel hastened to add that the wall was safe.",
    ],
)
def test_what_is_said_all_the_same_is_told(read: Read, text: str) -> None:
    assert read(text)[-1].is_clause
