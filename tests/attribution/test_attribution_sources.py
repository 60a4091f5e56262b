"""Who is credited: kind, name, title, justification, and whether it is a news outlet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from claimcheck.attribution import Attribution

Read = Callable[[str], Sequence[Attribution]]


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Marit Ortel", "named_person"),
        ("Ms. Ortel", "named_person"),
        ("Mayor Marit Ortel", "named_person"),
        ("Port spokeswoman Marit Ortel", "named_person"),
        ("The Port Authority", "named_organization"),
        ("A spokesman for the Port Authority", "named_organization"),
        ("Port Authority officials", "named_organization"),
        ("The Ministry of Trade", "named_organization"),
        ("Bremm University", "named_organization"),
        ("The aid group Open Sluices", "named_organization"),
        ("The channel Ferry Watch", "named_organization"),
        ("Radio Solstice", "named_organization"),
        ("The broadcaster Marit Ortel", "named_person"),
        ("The retired broadcaster Marit Ortel", "named_person"),
        ("Police", "named_organization"),
        ("Fenno Corp.", "named_organization"),
        ("Moscow", "named_organization"),
        ("The Bremm Gazette", "named_organization"),
        ("A statement from the Port Authority", "named_organization"),
        ("The lawsuit", "document"),
        ("A 2019 study of old dams", "document"),
        ("The court filings", "document"),
        ("A source", "anonymous"),
        ("Two people familiar with the talks", "anonymous"),
        ("An official who asked not to be named", "anonymous"),
        ("An official, speaking on condition of anonymity,", "anonymous"),
        ("A neighbour", "unnamed_person"),
        ("A nurse at the clinic", "unnamed_person"),
        ("Teachers", "unnamed_group"),
        ("Critics of the plan", "unnamed_group"),
        ("Several witnesses", "unnamed_group"),
    ],
)
def test_kinds(read: Read, phrase: str, kind: str) -> None:
    attribution = read(f"{phrase} said that the dam was old.")[0]
    assert attribution.chain[0].source.kind == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Marit Ortel left. Ortel said it was late.", ["Marit Ortel"]),
        ("Marit Ortel said it was late. She said it was dark.", ["Marit Ortel", "Marit Ortel"]),
        ("Jan Tiso met Mayor Marit Ortel. The mayor said it was late.", ["Marit Ortel"]),
        ("The Port Authority closed. The authority said it was late.", ["Port Authority"]),
        ("A spokesman for the Port Authority said it was late.", ["Port Authority"]),
        ("The National Dam Institute closed. The NDI said it was late.", ["National Dam Institute"]),
        ("Marit Ortel said it was late. A neighbour said it was dark.", ["Marit Ortel", None]),
        ("Secretary of Trade Marit Ortel said it was late.", ["Marit Ortel"]),
        ("The head of the port, Marit Ortel, said it was late.", ["Marit Ortel"]),
        ("Police in Bremm said it was late.", ["Police in Bremm"]),
        ("The People's Gazette said it was late.", ["People's Gazette"]),
        ("Marit Ortel's Gazette said it was late.", ["Gazette"]),
        ("Bremm Today said it was late.", ["Bremm Today"]),
        ("Its head, the retired general Marit Ortel, said it was late.", ["Marit Ortel"]),
        ("Its spokesman, Col. Jan Tiso, had said it was late.", ["Jan Tiso"]),
        ("“It is late,” said a farmer who gave only her first name, Marit.", ["Marit"]),
        ("A farmer, whose field lies in Bremm, said it was late.", [None]),
        ("A farmer, tired and cold, said it was late.", [None]),
        ("The farmer who found the bell in June, Jan Tiso, is old. It was late, he said.", ["Jan Tiso"]),
        ("It burned in Bremm. The fire department said it was late.", ["fire department"]),
        ("Fenno Corp. closed. The guards' union said it was late.", ["guards' union"]),
        ("Fenno Corp. closed. The company said it was late.", ["Fenno Corp."]),
        ("Fenno Corp. closed in Bremm. The company said it was late.", ["Fenno Corp."]),
        ("The Bremm Fire Department came. The fire department said it was late.", ["Bremm Fire Department"]),
        ("The Green League met. A spokesman for the party said it was late.", ["Green League"]),
        ("The Green League met. A farmer at the party said it was late.", [None]),
        ("The zoo opens on Sundays. The town council said it was late.", ["town council"]),
    ],
)
def test_the_fullest_name_in_the_article(read: Read, text: str, names: list[str | None]) -> None:
    assert [a.chain[-1].source.name for a in read(text)] == names


def test_the_mention_is_what_stands_at_the_cue(read: Read) -> None:
    first, second = read("Marit Ortel said it was late. She said it was dark.")
    assert (first.chain[0].source.mention.quote, second.chain[0].source.mention.quote) == ("Marit Ortel", "She")


def test_he_and_she_are_not_the_same_person(read: Read) -> None:
    text = "Jan Tiso said it was late. He said it was dark. Marit Ortel said it was over. She laughed, he said."
    assert [a.chain[0].source.name for a in read(text)] == ["Jan Tiso", "Jan Tiso", "Marit Ortel", "Jan Tiso"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Mayor Marit Ortel said it was late.", "Mayor"),
        ("Port spokeswoman Marit Ortel said it was late.", "Port spokeswoman"),
        ("The port's chief engineer, Marit Ortel, said it was late.", "port's chief engineer"),
        ("Marit Ortel, the chief engineer of the port, said it was late.", "chief engineer of the port"),
        ('"It is late," said Marit Ortel, a professor at Bremm University.', "professor at Bremm University"),
        ("Marit Ortel is the director of the zoo. Ortel said it was late.", "director of the zoo"),
        ("A fire investigator, Marit Ortel, said it was late.", "fire investigator"),
        ("Its spokesman, Col. Marit Ortel, said it was late.", "spokesman"),
        ("Its head, the retired general Marit Ortel, said it was late.", "retired general"),
        ("Col. Marit Ortel said it was late.", "Col."),
        ("Lead author Dr Marit Ortel said it was late.", "Lead author"),
        ("Harbour spokesman Cmdr. Marit Ortel said it was late.", "Harbour spokesman"),
        ("The farmer who found the bell, Marit Ortel, is old. Ortel said it was late.", "farmer"),
        ("Marit Ortel, the welder whose charts of the mayor's port changed it, said it was late.", "welder"),
        ("The welder, Marit Ortel, learned of it from a journalist. Ortel said it was late.", "welder"),
        ("The farmers' attorney, Marit Ortel, said it was late.", "attorney"),
        ("At a meeting with farmers, Marit Ortel said it was late.", None),
        ("Ms. Marit Ortel said it was late.", None),
        ("Marit Ortel, 42, said it was late.", None),
    ],
)
def test_titles(read: Read, text: str, title: str | None) -> None:
    assert read(text)[0].chain[0].source.title == title


@pytest.mark.parametrize(
    ("phrase", "is_outlet"),
    [
        ("The Bremm Gazette", True),
        ("Harbour Radio", True),
        ("Reuters", True),
        ("bremm.com", True),
        ("The news agency Orlapress", True),
        ("Orlan, an independent news outlet,", True),
        ("The public broadcaster ORB-2", True),
        ("The broadcaster Radio Solstice", True),
        ("The news site Bremm Today", True),
        ("The portal Clear View", True),
        ("The Port Authority", False),
        ("The Space Agency", False),
        ("Marit Ortel", False),
        ("Bremm University", False),
    ],
)
def test_outlets(read: Read, phrase: str, is_outlet: bool) -> None:
    assert read(f"{phrase} said that the dam was old.")[0].chain[0].source.is_outlet is is_outlet


@pytest.mark.parametrize(
    "text",
    [
        "Orla Fenno, which runs the ferry, said it was late.",
        "The judge fined Orla Fenno 2 million crowns. Orla Fenno said it was late.",
        "Shares in Orla Fenno fell. Orla Fenno said it was late.",
        "Orla Fenno's annual profit fell. Orla Fenno said it was late.",
        "Orla Fenno said it would appeal.",
        "Orla Fenno said in a statement that it was cooperating.",
        "Orla Fenno said on Monday that its ferry was late.",
        "Fenno Power said the ferry was late.",
    ],
)
def test_what_only_companies_have_and_do_tells_them_from_people(read: Read, text: str) -> None:
    assert read(text)[-1].chain[0].source.kind == "named_organization"


@pytest.mark.parametrize(
    "text",
    [
        "Orla Fenno said it was late.",
        "Orla Fenno said it would be late.",
        "Orla Fenno said she sold it.",
        "The broker Orla Power said it was late.",
        "Orla Fenno, 51, bought Fenno Power. Orla Fenno said it was late.",
    ],
)
def test_people_stay_people(read: Read, text: str) -> None:
    assert read(text)[-1].chain[0].source.kind == "named_person"


@pytest.mark.parametrize(
    "text",
    [
        "Eight-year-old Marit Ortel said it was late.",
        "The 8-year-old pupil Marit Ortel said it was late.",
        "The council's barrister, Marit Ortel KC, said it was late.",
    ],
)
def test_ages_and_letters_are_no_part_of_a_name(read: Read, text: str) -> None:
    assert read(text)[0].chain[0].source.name == "Marit Ortel"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shares in Orlan fell in Bremm. The retailer said it was late.", "Orlan"),
        ("Orlan fell after the retailer said it was late.", "Orlan"),
        ("Orlan's profit fell. Its Upper Bremm plant burned. The company said it was late.", "Orlan"),
        ("Fenno Corp. closed. The union Hands sued. The company said it was late.", "Fenno Corp."),
        ("Fenno Corp. sued the Grain Board. The ministry said it was late.", "ministry"),
        ("The health ministry met the Grain Board. A spokesman for the ministry said it was late.", "health ministry"),
        ("The national weather bureau warned Bremm. The agency said it was late.", "national weather bureau"),
        (
            "The Bremm Department of Trade closed. The state trade department said it was late.",
            "Bremm Department of Trade",
        ),
        ("The Ministry of Trade closed. The ministry of culture said it was late.", "ministry of culture"),
        ("Bremm Rovers lost in Tiso, the club said.", "Bremm Rovers"),
        ("Marit Ortel uses Instagram. The league said it was late.", "league"),
        (
            "Orlan Corp. fell. Orlan Corp. rose. Fenno Air left. The carrier said no. The airline said it was late.",
            "Fenno Air",
        ),
        ("The transit company OVB is late. The company said it was dark.", "OVB"),
        ("Orlan Energy bought the mine. The energy company said it was late.", "Orlan Energy"),
        ("Fenno Air, the port's biggest customer, left. The carrier said it was late.", "Fenno Air"),
        (
            "Orlan's profit fell. Orlan fired Fenno & Co. Orlan is old. It rained. The company said it was late.",
            "Orlan",
        ),
        ("The Dock Workers' League met. The league said it was late.", "Dock Workers' League"),
        ("A critic for the magazine Oar & Sail said it was dark. The magazine said it was late.", "Oar & Sail"),
        ("Fenno Airlines closed. Fenno said it was late.", "Fenno Airlines"),
        ("The Bremm Herald was late. The Herald said it was dark.", "Bremm Herald"),
    ],
)
def test_a_description_takes_the_latest_body_that_it_fits(read: Read, text: str, name: str) -> None:
    assert read(text)[-1].chain[-1].source.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jan Tiso said it was late.\n\nIt was dark, as Prof. Ida Roos had feared. “We slept,” she said.", "Ida Roos"),
        ("Researchers at the port read old maps. The dam leaked, they found.", "Researchers at the port"),
        ("The zoo said it was dark. Fenno Corp. closed. In June it said it was late.", "Fenno Corp."),
        ("Teachers said it was dark. Fenno Corp. closed. It said it was late.", "Fenno Corp."),
        ("Prof. Ida Roos of Bremm said it was late.", "Ida Roos"),
        ("Jan Tiso said Ida Roos told him to run. He said it was late.", "Jan Tiso"),
        ("Friends doubted it. One of them, Jan Tiso, said it was late.", "Jan Tiso"),
    ],
)
def test_a_pronoun_takes_the_subject_before_it(read: Read, text: str, name: str) -> None:
    assert read(text)[-1].chain[-1].source.name == name


@pytest.mark.parametrize(
    "text",
    [
        "Ida Roos, 41, sells maps. Jan Tiso, 58, buys them. The 41-year-old said it was late.",
        "Sculptor Ida Roos was tired. The 41-year-old said it was late.",
        "Prof. Ida Roos was tired. The psychologist said it was late.",
        "Defender Ida Roos was tired. “It is late,” the Dutchwoman said.",
        "Local MP Ida Roos was tired. The Green politician said it was late.",
    ],
)
def test_a_new_word_for_a_person_who_was_just_named(read: Read, text: str) -> None:
    source = read(text)[-1].chain[-1].source
    assert (source.name, source.kind) == ("Ida Roos", "named_person")


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ida Roos was tired. The psychologist said it was late.",
        "Prof. Ida Roos was tired.\n\nThe psychologist said it was late.",
        "Ida Roos, 41, was tired. The 58-year-old said it was late.",
    ],
)
def test_a_word_that_does_not_fit_is_somebody_else(read: Read, text: str) -> None:
    assert read(text)[-1].chain[-1].source.kind == "unnamed_person"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Sorley's, the bakery, said it was late.", "Sorley's", "named_organization"),
        ("It was late, according to a study published on Monday in a journal.", "study", "document"),
        ("Conservationists say it is late.", "Conservationists", "unnamed_group"),
    ],
)
def test_names_as_they_are_called(read: Read, text: str, name: str, kind: str) -> None:
    source = read(text)[0].chain[0].source
    assert (source.name, source.kind) == (name, kind)
