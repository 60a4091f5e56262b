"""How a text becomes sentences. Every sentence here is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.article import Article
from claimcheck.segment import Sentence, segment


def sentences(text: str, title: str | None = None) -> list[str]:
    return [sentence.text for sentence in segment(Article(text=text, title=title))]


def quoted(text: str) -> list[str]:
    return [sentence.text for sentence in segment(Article(text=text)) if sentence.quoted]


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(["The bridge closed in May.", "It will not open again."], id="two plain sentences"),
        pytest.param(["Later Ms. Orrin met Gen. Falk and Sen. Ude.", "Rep. Amsel stayed home."], id="titles"),
        pytest.param(["The reactor is No. 2 of four.", "No. 3 is idle."], id="No. before a figure"),
        pytest.param(["Asked again, she said no.", "Falk said yes."], id="no. as a word"),
        pytest.param(["The rash made her ill.", "Doctors blamed the paint."], id="ill. as a word"),
        pytest.param(["Halden Inc. sued Orr Corp. and St. Mark's.", "It lost."], id="companies and saints"),
        pytest.param(["Doors open at 5 p.m. Sunday in the hall.", "They close at 9 p.m.", "Bring a coat."], id="clock"),
        pytest.param(["They spoke at 7 a.m. Eastern.", "Nobody listened."], id="clock and time zone"),
        pytest.param(["In the U.S. Sen. Ude leads.", "The rest follow."], id="U.S. Sen."),
        pytest.param(["Mass. Gov. Ilse Orrin vetoed it.", "The house did not."], id="state and office"),
        pytest.param(["HALDEN, Norway (AP) — The mine shut.", "Nobody was hurt."], id="dateline"),
        pytest.param(["LONDON — Rents fell.", "Wages rose."], id="short dateline"),
        pytest.param(["It was J. K. Orrin and Karl W. Falk.", "They left."], id="initials"),
        pytest.param(["Prices rose 3.5 percent to $4.20 a litre.", "Wages rose 0.3 percent."], id="decimals"),
        pytest.param(
            ["See https://example.org/?q=A.B&C=D.E for more.", "Write to desk@example.org.", "Then wait."],
            id="addresses",
        ),
        pytest.param(["Read it at www.example.org/Report.Final.", "It is long."], id="address at the end"),
        pytest.param(["He paused ... and left.", "Then he came back..."], id="ellipses"),
        pytest.param(["2. Close the valve.", "Then call."], id="enumerator"),
        pytest.param(["“Why now?” Ilse Orrin asked.", "Nobody knew."], id="question and attribution"),
        pytest.param(['"Stop!" he shouted.', "They ran."], id="exclamation and attribution"),
        pytest.param(['"Is it safe?" Karl Falk, the plant manager, asked reporters.', "It was."], id="apposition"),
        pytest.param(['"Is it safe?"', "Falk said that he would ask an engineer."], id="no mere attribution"),
        pytest.param(["“We leave.", "We take nothing,” she said.", "They left."], id="sentences in a quotation"),
        pytest.param(['"We leave."', '"We stay."'], id="one quotation after another"),
        pytest.param(["It was over. ”", "She left."], id="closing mark after a space"),
        pytest.param(["(He had been warned.)", "He went in [at night]."], id="brackets"),
        pytest.param(["It rained.", "eBay shares fell."], id="name in small letters"),
        pytest.param(["i left.", "then i came back."], id="all in small letters"),
        pytest.param(["雨が降った。", "橋は閉じた。"], id="no spaces between sentences"),
    ],
)
def test_splits_where_sentences_end(expected: list[str]) -> None:
    separator = "" if expected[0].endswith("。") else " "
    assert sentences(separator.join(expected)) == expected


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_a_closing_mark_on_the_next_line_stays_with_its_sentence(line_end: str) -> None:
    assert sentences(f"“The mine is shut.{line_end}” Nobody was hurt.") == [
        f"“The mine is shut.{line_end}”",
        "Nobody was hurt.",
    ]


def test_a_run_of_signs_is_no_sentence_by_itself_inside_a_paragraph() -> None:
    assert sentences("The mine shut. *** Nobody was hurt. !!") == ["The mine shut.", "*** Nobody was hurt. !!"]


def test_a_run_of_signs_that_stands_alone_is_an_ornament() -> None:
    [first, ornament, last] = segment(Article(text="The mine shut for good.\n\n* * *\n\nNobody was hurt in it."))
    assert (ornament.text, ornament.region, ornament.reason) == ("* * *", "boilerplate", "ornament")
    assert (first.region, last.region) == ("body", "body")


def test_sentences_are_numbered_in_reading_order_and_know_their_paragraph() -> None:
    found = segment(Article(text="  The mine shut. Nobody was hurt.\n\nIt was old.  "))
    assert found == (
        Sentence("s1", 2, 16, "The mine shut.", "body", 0, quoted=False, reason=None),
        Sentence("s2", 17, 33, "Nobody was hurt.", "body", 0, quoted=False, reason=None),
        Sentence("s3", 35, 46, "It was old.", "body", 1, quoted=False, reason=None),
    )


@pytest.mark.parametrize("text", ["", " ", "\n\n\u2003\n"])
def test_white_space_has_no_sentences(text: str) -> None:
    assert segment(Article(text=text)) == ()


def test_offsets_count_code_points() -> None:
    text = "\ufeff🎙️ The mine 𝒮hut. Nobody was hurt."
    assert [text[sentence.start : sentence.end] for sentence in segment(Article(text=text))] == [
        "\ufeff🎙️ The mine 𝒮hut.",
        "Nobody was hurt.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"The mine is shut," Orrin said. "It is old."', ['"It is old."'], id="straight marks"),
        pytest.param("“It is old. It leaks,” she said.", ["“It is old."], id="the first of two sentences"),
        pytest.param("‘It is old. It leaks.’", ["‘It is old.", "It leaks.’"], id="single marks"),
        pytest.param("The so-called ‘leak’ was the miners’ work.", [], id="apostrophes"),
        pytest.param("„Es ist alt. Es leckt.“ So sagte sie.", ["„Es ist alt.", "Es leckt.“"], id="German marks"),
        pytest.param("« C’est vieux. » Elle rit.", ["« C’est vieux. »"], id="French marks"),
        pytest.param("The mine is shut.", [], id="no quotation"),
        pytest.param("Orrin called it “old.” It leaks.", [], id="a word quoted"),
        pytest.param("“It is old.” “It leaks.”", ["“It is old.”", "“It leaks.”"], id="two quotations"),
    ],
)
def test_a_sentence_is_quoted_if_all_its_words_are(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_that_reopens_in_each_paragraph_and_closes_in_the_last_is_quoted_throughout() -> None:
    text = "“It is old. It leaks.\n\n“We told them. They knew.\n\n“Nobody came,” Orrin said. She left."
    assert quoted(text) == ["“It is old.", "It leaks.", "“We told them.", "They knew."]


def test_a_long_paragraph_is_split_like_a_short_one() -> None:
    text = " ".join(f"Miner {number} met Ms. Orrin at the gate." for number in range(2_000))
    assert sentences(text) == [f"Miner {number} met Ms. Orrin at the gate." for number in range(2_000)]


def test_a_sentence_longer_than_any_window_stays_whole() -> None:
    text = "They saw " + "sheep and goats and " * 1_000 + "cows. Then they left."
    assert sentences(text) == [text.removesuffix(" Then they left."), "Then they left."]


_MARKS = [*".?!…“”\"'’‘«»()[] 。¿*", "...", "- ", "1. "]
_BREAKS = ["\n", "\n\n", "\r\n", "\x85", "\u2028", "\t", "\u200b", "\u200f", "\ufeff", "\xa0"]
_WORDS = [
    "Mine shut",
    "Ms. Orrin said",
    "the ",
    "a.m. ",
    "U.S. ",
    "No. 2",
    "日本",
    "שלום",
    "😀",
    "FALK: We go",
    "It rained. ",
]
_LINES = ["By Jane Doe", "Read more", "Photo: Jane Doe", "/AFP/Getty Images", "About the author", "Related articles"]
_CUES = ["Jane Doe is a reporter for", "https://example.org/?a=b.", "desk@example.org"]
_NEWSLIKE = st.lists(st.sampled_from(_MARKS + _BREAKS + _WORDS + _LINES + _CUES), max_size=60).map("".join)
_ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | _NEWSLIKE


@given(text=_ANY_TEXT, title=st.none() | _NEWSLIKE)
def test_every_character_is_in_one_sentence_or_is_white_space_between_two(text: str, title: str | None) -> None:
    found = segment(Article(text=text, title=title))
    at = 0
    for sentence in found:
        assert sentence.start >= at
        assert not text[at : sentence.start].strip()
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip()
        assert sentence.text
        at = sentence.end
    assert not text[at:].strip()


@given(text=_ANY_TEXT)
def test_ids_run_on_paragraphs_rise_and_reasons_stand_only_outside_the_story(text: str) -> None:
    found = segment(Article(text=text))
    assert [sentence.id for sentence in found] == [f"s{number}" for number in range(1, len(found) + 1)]
    assert sorted({sentence.paragraph for sentence in found}) == list(range(len({s.paragraph for s in found})))
    assert [sentence.paragraph for sentence in found] == sorted(sentence.paragraph for sentence in found)
    for sentence in found:
        assert sentence.region not in ("headline", "body") or sentence.reason is None
        assert sentence.region != "boilerplate" or sentence.reason


@pytest.mark.parametrize(
    ("dateline", "story"),
    [
        ("HALDEN — ", "Two boats sank."),
        ("HALDEN, Norland (Orrwire) - ", "Two boats sank."),
        ("Halden, May 3 — ", "Two boats sank."),
        ("Halden (Orrwire) -- ", "“Two boats sank,” she said."),
        ("ST. ORR—", "Two boats sank."),
        ("", "COVID-19 closed the mine."),
        ("", "ORRTEL — the owner — closed the mine."),
        ("", "Halden — a town of miners — closed the mine."),
        ("", "Halden (it is a town) - Closed."),
    ],
)
def test_the_story_of_a_sentence_begins_behind_its_dateline(dateline: str, story: str) -> None:
    sentence = segment(Article(text=dateline + story))[0]
    assert (sentence.text[: sentence.dateline], sentence.story) == (dateline, story)
