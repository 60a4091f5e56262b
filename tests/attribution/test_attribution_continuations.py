"""What goes on behind the cue, and short objects that are what was said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimcheck.attribution import Attribution

Read = Callable[[str], Sequence[Attribution]]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("The seams were open, Ida Roos said, and that is rare.", ["The seams were open", "that is rare"]),
        (
            "The bridge held on Monday, the port authority said, despite two storms.",
            ["The bridge held on Monday", "despite two storms"],
        ),
        ("The bridge is safe, Ida Roos said, and left the room.", ["The bridge is safe"]),
        ("The bridge is safe, Ida Roos said, and Jan Tiso left.", ["The bridge is safe"]),
        ("Ida Roos promised the results within two weeks.", ["the results within two weeks"]),
        ("Ida Roos promised residents that it was safe.", ["that it was safe"]),
        ("Ida Roos rejected that.", ["that"]),
        ("The zoo is open, it announced on Friday.", ["The zoo is open"]),
    ],
)
def test_contents(read: Read, text: str, contents: list[str]) -> None:
    (attribution,) = read(text)
    assert [text[start:end].removeprefix("and ") for start, end in attribution.content] == contents


@pytest.mark.parametrize("text", ["It means that the zoo is open.", "The lock held for a third day, and all was well."])
def test_nobody_speaks(read: Read, text: str) -> None:
    assert not read(text)
