"""Which words are credited to somebody, and by which cue."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimcheck.attribution import Attribution

Read = Callable[[str], Sequence[Attribution]]


def contents(text: str, attributions: Sequence[Attribution]) -> list[tuple[str, list[str]]]:
    return [(a.chain[-1].cue.quote, [text[start:end] for start, end in a.content]) for a in attributions]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Marit Ortel said that the bridge was safe.", "said", "that the bridge was safe"),
        ("Marit Ortel said the bridge was safe.", "said", "the bridge was safe"),
        ("Marit Ortel has not said whether the bridge is safe.", "has not said", "whether the bridge is safe"),
        ("The bridge is safe, Marit Ortel said.", "said", "The bridge is safe"),
        ("The bridge is safe, said Marit Ortel, a planner.", "said", "The bridge is safe"),
        (
            "The bridge costs a third more, the Bremm tourist board estimates.",
            "estimates",
            "The bridge costs a third more",
        ),
        ("Marit Ortel told reporters on Monday that the bridge was safe.", "told", "that the bridge was safe"),
        ("Marit Ortel told the Bremm Gazette the bridge was safe.", "told", "the bridge was safe"),
        ("Marit Ortel said in a statement on Monday the bridge was safe.", "said", "the bridge was safe"),
        ("Marit Ortel, who chairs the panel, said the bridge was safe.", "said", "the bridge was safe"),
        ("Marit Ortel on Tuesday warned that the dam could break.", "warned", "that the dam could break"),
        ("Marit Ortel went on to argue that the dam was old.", "went on to argue", "that the dam was old"),
        ("According to Marit Ortel, the bridge is safe.", "According to", "the bridge is safe"),
        ("According to the ministry the dam was old, wet and grey.", "According to", "the dam was old, wet and grey"),
        ("According to the ministry over 300 people have left.", "According to", "over 300 people have left"),
        ("According to a letter of the court, the dam was old.", "According to", "the dam was old"),
        ("According to records from over 300 clinics, the dam was old.", "According to", "the dam was old"),
        ("It's a mistake, Marit Ortel said.", "said", "It's a mistake"),
        ("Harbour volunteers think the dam is old.", "think", "the dam is old"),
        ("I know you're late for the ferry.", "know", "you're late for the ferry"),
        ("I believed there was a difference.", "believed", "there was a difference"),
        ("We expect that the dam will hold.", "expect", "that the dam will hold"),
        ("I noticed that the dam was wet.", "noticed", "that the dam was wet"),
        ("Analysts expect a sale.", "expect", "a sale"),
        ("Analysts expect prices to rise.", "expect", "prices to rise"),
        ("The union disputes the figure.", "disputes", "the figure"),
        ("The authors write that the dam was old.", "write", "that the dam was old"),
        ("The mayor and her deputy say the dam was old.", "say", "the dam was old"),
        ("The bridge is safe, according to Marit Ortel.", "according to", "The bridge is safe"),
        ("The mayor called for calm.", "called", "calm"),
        ("The mayor criticised the delay.", "criticised", "the delay"),
        ("The mayor pledged to rebuild the bridge.", "pledged", "to rebuild the bridge"),
        ("The mayor pointed out that the dam was old.", "pointed out", "that the dam was old"),
        ("The mayor was told by Marit Ortel that the dam was old.", "was told", "that the dam was old"),
        ("Marit Ortel believes the dam will break.", "believes", "the dam will break"),
        ("Marit Ortel is confident that the dam will hold.", "is confident", "that the dam will hold"),
        ("A study found that the dam was old.", "found", "that the dam was old"),
        ("Residents of Bremm fear the dam will break.", "fear", "the dam will break"),
        ("Jan Tiso rejected Marit Ortel's claim that the dam was old.", "claim", "that the dam was old"),
    ],
)
def test_indirect_speech(read: Read, text: str, cue: str, content: str) -> None:
    assert (cue, [content]) in contents(text, read(text))


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ('"It is safe," Marit Ortel said.', "said", ['"It is safe,"']),
        ("“It is safe,” said Marit Ortel.", "said", ["“It is safe,”"]),
        ("‘It is safe,’ said Marit Ortel.", "said", ["‘It is safe,’"]),
        ("«It is safe», said Marit Ortel.", "said", ["«It is safe»"]),
        ('Marit Ortel said: "It is safe."', "said", ['"It is safe."']),
        ('Marit Ortel added, "It is safe."', "added", ['"It is safe."']),
        ('"It is," Marit Ortel said, "as safe as ever."', "said", ['"It is,"', '"as safe as ever."']),
        ('"It is safe," Marit Ortel said. "We checked."', "said", ['"It is safe,"', '"We checked."']),
        ('"It is safe. We checked," Marit Ortel said.', "said", ['"It is safe. We checked,"']),
        ('The bridge, Marit Ortel said, "is as safe as ever."', "said", ["The bridge", '"is as safe as ever."']),
        ('Marit Ortel had one comment: "It is safe."', ":", ['"It is safe."']),
        (
            "“It is safe. We checked.\n\n“We will check again,” Marit Ortel said.",
            "said",
            ["“It is safe. We checked.\n\n“We will check again,”"],
        ),
    ],
)
def test_quotations(read: Read, text: str, cue: str, content: list[str]) -> None:
    assert contents(text, read(text)) == [(cue, content)]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ('"It is safe," Marit Ortel said.', "direct"),
        ('Marit Ortel said the bridge was "as safe as ever".', "mixed"),
        ("Marit Ortel said the bridge was safe.", "indirect"),
    ],
)
def test_speech(read: Read, text: str, speech: str) -> None:
    assert [a.speech for a in read(text)] == [speech]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Marit Ortel said the bridge was safe, adding that the dam was not.",
            [("said", ["the bridge was safe"]), ("adding", ["that the dam was not"])],
        ),
        (
            "Marit Ortel said the bridge was safe, but Jan Tiso said it was not.",
            [("said", ["the bridge was safe"]), ("said", ["it was not"])],
        ),
        (
            "The mayor called for calm and said the bridge was safe.",
            [("called", ["calm"]), ("said", ["the bridge was safe"])],
        ),
    ],
)
def test_two_cues_share_a_sentence_without_overlap(read: Read, text: str, parts: list[tuple[str, list[str]]]) -> None:
    assert contents(text, read(text)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "The report is late.",
        "It was a bold claim.",
        "The state of the bridge is bad.",
        "The talks went on to the early hours.",
        "Rescuers found a boat.",
        "The river added to the trouble.",
        "Marit Ortel knows Jan Tiso.",
        "The mayor did not know that the dam was old.",
        "Children expect a gift.",
        "We expect a gift.",
        "Do you think that the dam will hold?",
        "Despite the rain, and although it was late, the miners continued to dig.",
        "Old dams and the floods related to them cost money.",
        "The ferry and the pier say nothing.",
        "Marit Ortel declined to comment.",
        "The bridge was named after Marit Ortel.",
        "The storm showed no mercy.",
        "The mayor is sure of foot.",
        'She lives on the boat "Orla".',
        "If you believe it is safe, call the port.",
        "The bakery sells a cake called the Harbour.",
        "They read the plan, the estimates and the council reports.",
        "The office collects wishes, complaints and what the board reports.",
        "Marit Ortel saw that nobody had explained the exits to the passengers.",
    ],
)
def test_words_of_saying_that_say_nothing(read: Read, text: str) -> None:
    assert read(text) == ()


def test_boilerplate_is_not_read(read: Read) -> None:
    assert read("The bridge was closed.\n\nMarit Ortel is a reporter. Email her at m.ortel@bremm.example.") == ()


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("ORTEL: The dam is old. It will break.", ":", ["The dam is old. It will break."]),
        ("Ortel: dam is old\n\nThe dam of Bremm is old. It was built in 1911.", ":", ["dam is old"]),
    ],
)
def test_a_label_speaks_in_transcripts_and_headlines(read: Read, text: str, cue: str, content: list[str]) -> None:
    assert contents(text, read(text))[0] == (cue, content)


def test_a_dateline_is_no_part_of_what_was_said(read: Read) -> None:
    text = "BREMM, Norland (Orrwire) - Two boats sank off the pier, the coastguard said."
    start, end = read(text)[0].content[0]
    assert text[start:end] == "Two boats sank off the pier"


def test_what_was_promised_is_not_said_where_it_only_tells_which_thing_is_meant(read: Read) -> None:
    [attribution] = read("Tenants say the firm has yet to pay the 90 crowns it promised each household.")
    assert attribution.chain[-1].cue.quote == "say"
