"""Which lines of a text belong together. Every text here is invented."""

import textwrap

import pytest

from claimcheck.segment.paragraphs import paragraphs_of

BRIDGE = (
    "The only bridge over the river Halden will stay shut until spring because two of its bearings have cracked, the "
    "county said. A ferry runs every hour, and the county pays the fares of pupils and of people who have to see a "
    "doctor on the other bank."
)
SHOPS = (
    "Shopkeepers in the lower town say that they have lost half of their customers. Karl Falk, who sells bread there, "
    "told the council on Tuesday that he would close in the new year unless the ferry ran at night."
)
BEARINGS = "The county has ordered new bearings from a works in the north. It expects them in February."
STORY = [BRIDGE, SHOPS, BEARINGS]


def words(text: str) -> list[str]:
    return [" ".join(text[paragraph.start : paragraph.end].split()) for paragraph in paragraphs_of(text)]


def wrapped(paragraph: str, width: int) -> str:
    return "\n".join(textwrap.wrap(paragraph, width))


@pytest.mark.parametrize("break_", ["\n\n", "\n", "\r\n", "\r\n\r\n", "\x85", "\u2029", "\n \t\n", "\n\n\n\n"])
def test_a_paragraph_to_a_line(break_: str) -> None:
    assert words(break_.join(["Bridge shut until spring", *STORY])) == ["Bridge shut until spring", *STORY]


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100])
def test_wrapped_lines_with_blank_lines_between_paragraphs(width: int) -> None:
    assert words("\n\n".join(wrapped(paragraph, width) for paragraph in STORY)) == STORY


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_sentence_is_broken_where_wrapped_paragraphs_follow_each_other_without_a_blank_line(width: int) -> None:
    text = "\n".join(wrapped(paragraph, width) for paragraph in STORY)
    assert " ".join(words(text)) == " ".join(STORY)
    assert all(paragraph.endswith(".") for paragraph in words(text))


def test_short_lines_among_wrapped_ones_stand_alone() -> None:
    text = f"Bridge shut until spring\n{wrapped(STORY[0], 70)}\nWhat comes next\n{wrapped(STORY[1], 70)}"
    assert words(text) == ["Bridge shut until spring", STORY[0], "What comes next", STORY[1]]


def test_wrapped_text_without_capitals_or_spaces() -> None:
    text = "橋は春まで閉鎖され渡し船が一時間\nごとに運航すると県は発表したが住\n民は夜間の運航も求めている。"
    assert len(paragraphs_of(text)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The county shut the\nbridge.", ["The county shut the bridge."], id="goes on in lower case"),
        pytest.param("The county shut the\n\nHalden bridge.", ["The county shut the Halden bridge."], id="left open"),
        pytest.param("It is shut.\nnobody knows why.", ["It is shut.", "nobody knows why."], id="after a full stop"),
        pytest.param("Bring along\n- a coat\n- a lamp", ["Bring along", "- a coat", "- a lamp"], id="list"),
        pytest.param("FALK: We go\nORRIN: We stay", ["FALK: We go", "ORRIN: We stay"], id="speakers"),
        pytest.param("Bridge shut\nThe county shut it.", ["Bridge shut", "The county shut it."], id="heading"),
        pytest.param("It is shut.\n” Orrin said.", ["It is shut. ” Orrin said."], id="closing mark"),
    ],
)
def test_a_line_end(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_paragraph_knows_whether_a_blank_line_stands_before_it() -> None:
    found = paragraphs_of("Bridge shut\nThe county shut it.\n\nNobody knows why.")
    assert [paragraph.adjoins for paragraph in found] == [False, True, False]
