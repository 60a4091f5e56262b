"""Why a source is heard (`justification`), and what somebody without a name does for a living (`title`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimcheck.attribution import Attribution

Read = Callable[[str], Sequence[Attribution]]


@pytest.mark.parametrize(
    ("text", "justification"),
    [
        ("Marit Ortel, who lost her house, said it was late.", "who lost her house"),
        ("Marit Ortel, a neighbour of the victim, said it was late.", "a neighbour of the victim"),
        ("Marit Ortel, whose son was there, said it was late.", "whose son was there"),
        ("Marit Ortel, a resident of Bremm for 30 years, said it was late.", "a resident of Bremm for 30 years"),
        ("Marit Ortel, a harbour employee and a pilot at the port, said it was late.", "a harbour employee"),
        ("Marit Ortel, a retired welder, and friend of the victim, said it was late.", "friend of the victim"),
        ("Marit Ortel, a chemist at the institute and one of the authors, said it was late.", "one of the authors"),
        ("Jan Tiso's granddaughter Marit Ortel said it was late.", "Jan Tiso's granddaughter"),
        ("The victim's mother, Marit Ortel, said it was late.", "The victim's mother"),
        ("The welder who found the bell, Marit Ortel, is old. It was late, she said.", "who found the bell"),
        (
            "The head of Open Sluices, a charity that repairs old dams, Marit Ortel said it was late.",
            "The head of Open Sluices, a charity that repairs old dams",
        ),
        ("Marit Ortel, the mayor, said it was late.", None),
        ("Her brother, the mayor, said Marit Ortel was late.", None),
        ("His wife Marit Ortel said it was late.", None),
        ("Marit Ortel, a source in the port said, was late. Ortel said it was dark.", None),
        ("Marit Ortel said it was late.", None),
    ],
)
def test_why_a_person_is_heard(read: Read, text: str, justification: str | None) -> None:
    assert read(text)[-1].chain[-1].source.justification == justification


@pytest.mark.parametrize(
    ("text", "justification"),
    [
        ("The Dam League, which repairs old dams, said it was late.", "which repairs old dams"),
        ("The Dam League, a charity for old dams, closed. The league said it was late.", "a charity for old dams"),
        ("The group that had occupied the lock said it was late.", "that had occupied the lock"),
        ("The Dam League, the city has decided, will close. The league said it was late.", None),
        ("The Dam League said it was late.", None),
    ],
)
def test_why_a_body_is_heard(read: Read, text: str, justification: str | None) -> None:
    assert read(text)[-1].chain[0].source.justification == justification


@pytest.mark.parametrize(
    ("phrase", "title", "justification"),
    [
        ("Two people familiar with the talks", None, "familiar with the talks"),
        ("A person close to the owners", None, "close to the owners"),
        ("A source in the ministry", None, "in the ministry"),
        ("A man waiting at the lock", None, "waiting at the lock"),
        ("A neighbour, who saw the fire,", None, "who saw the fire"),
        ("A neighbour who saw the fire", None, "who saw the fire"),
        ("A nurse on her way home", "nurse", "on her way home"),
        ("A nurse at the clinic", "nurse at the clinic", None),
        ("A carpenter", "carpenter", None),
        ("An official who asked not to be named", "official", None),
        (
            "An official who asked not to be named for fear of losing his post",
            "official",
            "who asked not to be named for fear of losing his post",
        ),
        ("A neighbour", None, None),
        ("Critics of the plan", None, None),
    ],
)
def test_what_is_told_of_people_without_a_name(
    read: Read, phrase: str, title: str | None, justification: str | None
) -> None:
    source = read(f"{phrase} said that the dam was old.")[0].chain[0].source
    assert (source.title, source.justification) == (title, justification)


@pytest.mark.parametrize(
    ("text", "justification"),
    [
        ("Marit Ortel said in a hearing on the budget that it was late.", "in a hearing on the budget"),
        ("Marit Ortel told the council during its Monday session that it was late.", "during its Monday session"),
        ("Marit Ortel wrote in an email to the Gazette that it was late.", "in an email to the Gazette"),
        ("At a rally in Bremm, Marit Ortel said it was late.", "At a rally in Bremm"),
        ("Marit Ortel, who lost her house, said in a hearing on the budget that it was late.", "who lost her house"),
        ("Marit Ortel said in a statement that it was late.", None),
        ("Marit Ortel said at a rally that it was late.", None),
        ("Marit Ortel said in a letter that it was late.", None),
        ("Marit Ortel said in the morning that the hearing on the budget was late.", None),
    ],
)
def test_the_occasion_serves_where_nothing_else_is_told(read: Read, text: str, justification: str | None) -> None:
    assert read(text)[0].chain[0].source.justification == justification


def test_what_is_told_once_holds_for_every_mention(read: Read) -> None:
    text = (
        "Marit Ortel said it was late. Ortel wrote in a letter to the court that it was dark. It was over, Ortel said."
    )
    assert {each.chain[0].source.justification for each in read(text)} == {"in a letter to the court"}


def test_what_is_told_at_a_mention_goes_before_what_is_told_elsewhere(read: Read) -> None:
    text = "Marit Ortel, who lost her house, said it was late. Ortel, a friend of the victim, said it was dark."
    told = [each.chain[0].source.justification for each in read(text)]
    assert told == ["who lost her house", "a friend of the victim"]
