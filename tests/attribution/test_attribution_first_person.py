"""What "I" and "we" say of themselves: interviews, and whoever speaks in a story of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimcheck.attribution import Attribution

Read = Callable[[str], Sequence[Attribution]]


def told(text: str, attributions: Sequence[Attribution]) -> list[tuple[str, list[str]]]:
    return [(a.chain[0].source.mention.quote, [text[start:end] for start, end in a.content]) for a in attributions]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("I think the ferry is late.", "I", "the ferry is late"),
        ("Well I think that's a good question.", "I", "that's a good question"),
        ("Last year we knew the dam was old.", "we", "the dam was old"),
        ("In time we hope that the ferry will sail.", "we", "that the ferry will sail"),
        ("I heard that the ferry sank.", "I", "that the ferry sank"),
        ("I should mention that the ferry sank.", "I", "that the ferry sank"),
        ("I should have said above that the ferry sank.", "I", "that the ferry sank"),
        ("I wish we'd sailed in May.", "I", "we'd sailed in May"),
        ("I remember walking home in the snow.", "I", "walking home in the snow"),
        ("It was in my third year I think.", "I", "It was in my third year"),
        ("That was in May, I believe.", "I", "That was in May"),
        ("I don't know who opened the gate.", "I", "who opened the gate"),
        ("I'm not sure which gate was open.", "I", "which gate was open"),
        ("We're sure it will leak.", "We", "it will leak"),
        ("I'll admit that it leaks.", "I", "that it leaks"),
        ("I’ve heard that it leaks.", "I", "that it leaks"),
    ],
)
def test_what_speakers_say_of_themselves(read: Read, text: str, source: str, content: str) -> None:
    assert told(text, read(text)) == [(source, [content])]


@pytest.mark.parametrize(
    "text",
    [
        "I discovered the harbour when I was nine.",
        "I called it the old ferry.",
        "We compared the boats that were moored.",
        "I don't know why.",
        "I learned how to sail in May.",
        "I don't know how to sail.",
        "You see, the farmers are protesting.",
        "I was surprised if it rained.",
        "I was stopped and told that it was late.",
        "I'm told that it is late.",
        "It's said that it is late.",
        "The walk was a long one I like.",
    ],
)
def test_what_they_do_is_nothing_that_they_say(read: Read, text: str) -> None:
    assert told(text, read(text)) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("I think it is a matter of rain, of wind, of luck.", "it is a matter of rain, of wind, of luck"),
        ("I mean the plan was, whether you like it or not, that it would close.", None),
        ("We hope that in time, we will have four ferries.", "that in time, we will have four ferries"),
        ("I think the dam was old, we were late.", "the dam was old"),
        ("I think the dam was old, but it was safe.", "the dam was old"),
        ("I think the dam was old - although it was safe.", "the dam was old"),
        ("I think the dam was old; nobody was hurt.", "the dam was old"),
        ("I know the dam was old and I know that it was safe.", "the dam was old"),
    ],
)
def test_a_thought_ends_where_a_new_clause_begins(read: Read, text: str, content: str | None) -> None:
    whole = text.split(" ", 2)[2].removesuffix(".")
    assert told(text, read(text))[0][1] == [content or whole]
