"""Quotations apart from the story: signed ones, turns of a transcript, and those that lost a mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimcheck.attribution import Attribution

Read = Callable[[str], Sequence[Attribution]]
STORY = "\n\nThe ferry of Bremm was built in 1911. Mayor Ida Roos sold it."
SHOWN = "We had no choice but to sell it."


def told(text: str, attributions: Sequence[Attribution]) -> list[tuple[str | None, list[str]]]:
    return [(a.chain[0].source.name, [text[start:end] for start, end in a.content]) for a in attributions]


@pytest.mark.parametrize("signature", ["— Ida Roos", "- Ida Roos", "Ida Roos", "Ida Roos, mayor of Bremm", "— Roos"])
def test_who_signs_a_displayed_quotation_says_it(read: Read, signature: str) -> None:
    text = f"The ferry was sold.\n\n{SHOWN} {signature}{STORY}"
    (shown,) = read(text)
    assert told(text, [shown]) == [("Ida Roos", [SHOWN])]
    assert (shown.speech, shown.inherited) == ("direct", False)


def test_the_dash_before_a_signature_is_its_cue(read: Read) -> None:
    text = f"The ferry was sold.\n\n{SHOWN} {{}}Ida Roos{STORY}"
    cues = [read(text.format(mark))[0].chain[0].cue for mark in ("— ", "")]
    assert [cue and cue.quote for cue in cues] == ["—", None]


def test_i_is_who_signs(read: Read) -> None:
    text = f"The ferry was sold.\n\nI think that we had no choice. — Ida Roos{STORY}"
    assert told(text, read(text)) == [("Ida Roos", ["I think that we had no choice."])]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            f"The ferry was sold.{STORY}\n\n{SHOWN} — Ida Roos", id="the last paragraph: a reporter's signature"
        ),
        pytest.param(f"{SHOWN} — Harbour Press{STORY}", id="no person"),
        pytest.param(f"{SHOWN} The ferry sank.{STORY}", id="no name"),
        pytest.param(f"{SHOWN} Ida Roos sold it.{STORY}", id="a sentence"),
        pytest.param(f"Songs of Bremm. Ida Roos{STORY}", id="a list of works"),
    ],
)
def test_what_is_no_signature(read: Read, text: str) -> None:
    assert told(text, read(text)) == []


def test_a_displayed_quotation_lends_its_speaker_to_no_other(read: Read) -> None:
    text = f'The ferry was sold.\n\n{SHOWN} — Ida Roos\n\n"It was old and it was cold." {STORY}'
    assert told(text, read(text)) == [("Ida Roos", [SHOWN])]


def test_turns_in_quotation_marks(read: Read) -> None:
    turns = ['"ROOS: It is late. It is cold.', '"TISO: It was old, the mayor said.', '"ROOS: We sold it."']
    text = "\n\n".join(["Ida Roos said the ferry was old.", *turns])
    assert [content[0] for _, content in told(text, read(text))] == [
        "the ferry was old",
        "It is late. It is cold.",
        "It was old, the mayor said.",
        'We sold it."',
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('It was late. We sold it," said Ida Roos.', 'It was late. We sold it,"'),
        ('The ferry was sold. Ida Roos said," We had no choice."', '" We had no choice."'),
        ("Ida Roos says, 'We had no choice.\"", "'We had no choice.\""),
    ],
)
def test_a_quotation_that_lost_a_mark(read: Read, text: str, content: str) -> None:
    assert [content] in [each for _, each in told(text, read(text))]


def test_a_stray_mark_makes_no_quotation_of_a_paragraph(read: Read) -> None:
    text = 'The mayor sold the ferry.\n\nThe ferry was old. It was cold," as ferries go.'
    assert read(text) == ()
