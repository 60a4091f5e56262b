import pytest
from newsroom import found

ONE_VOICE = [
    "The harbor of Orvel lost four ships in the storm, said Ana Ruiz, the harbor master.",
    "Ruiz said the breakwater had held.",
    '"We never saw waves like these," Ruiz said.',
    "She said that the repair would take a year.",
]


def test_a_story_on_one_voice_is_told() -> None:
    (finding,) = found("single_origin", "Storm hits Orvel", *ONE_VOICE)
    assert len(finding.claim_ids) >= 4
    assert finding.severity == "medium"


@pytest.mark.parametrize(
    "paragraphs",
    [
        [*ONE_VOICE, "The coast guard confirmed the losses in a statement."],
        ONE_VOICE[:2],
        ["The harbor of Orvel lost four ships.", "A storm came.", "Waves rose.", *ONE_VOICE[1:3], "It rained."],
        [*ONE_VOICE[:3], "Residents said that the wind had torn off roofs."],
    ],
)
def test_a_story_with_other_voices_or_mostly_its_own_is_not(paragraphs: list[str]) -> None:
    assert not found("single_origin", "Storm hits Orvel", *paragraphs)


@pytest.mark.parametrize("also", ["", "also "])
def test_outlets_that_lean_on_one_channel_are_one_origin(also: str) -> None:
    (finding,) = found(
        "single_origin",
        "Orvel bridge falls",
        "The bridge of Orvel fell at dawn.",
        "The Norland Tribune reported, citing the Norland Bridge Agency, that the piers had burned.",
        f"The Sedge Herald, {also}citing the Norland Bridge Agency, reported that two men had been seen.",
    )
    assert len(finding.spans) == 2
    assert "Norland Bridge Agency" in finding.message


@pytest.mark.parametrize(
    "paragraphs",
    [
        [
            "The Norland Tribune reported, citing Bridge Watch, that the piers had burned.",
            "Bridge Watch shut down on Friday.",
        ],
        [
            "The Norland Tribune reported, citing Bridge Watch, that piers burned.",
            "The Sedge Herald reported that men ran.",
        ],
        ["Ana Ruiz told the Norland Tribune that piers burned.", "Ana Ruiz told the Sedge Herald that men ran."],
    ],
)
def test_outlets_with_grounds_of_their_own_are_not(paragraphs: list[str]) -> None:
    assert not found("single_origin", "Orvel bridge falls", "The bridge of Orvel fell at dawn.", *paragraphs)


RELAYED = "The ministry plans to sell the harbor of Orvel, the Norland Tribune reported on Friday."


@pytest.mark.parametrize(
    "lead",
    [
        RELAYED,
        "The ministry plans to sell the harbor of Orvel, according to the Norland Tribune.",
        "The Norland Tribune reported on Friday, citing two aides, that the ministry plans to sell the harbor.",
    ],
)
def test_a_main_claim_from_another_outlet_alone_is_told(lead: str) -> None:
    (finding,) = found("relayed_only", "Harbor of Orvel to change hands", lead, "The harbor opened in 1902.")
    assert finding.spans[0].quote == lead
    assert "Tribune" in finding.message


@pytest.mark.parametrize(
    "paragraphs",
    [
        [RELAYED, "The ministry plans to sell the harbor, minister Ola Berg said on Saturday."],
        ["The ministry plans to sell the harbor of Orvel, minister Ola Berg told the Norland Tribune."],
        ["The ministry plans to sell the harbor of Orvel, minister Ola Berg said."],
        [RELAYED, "Documents reviewed for this story show that the ministry plans to sell the harbor of Orvel."],
        [RELAYED, "Ola Berg reads the papers. (Photo: Signe Aas/Norland Tribune)"],
    ],
)
def test_a_main_claim_with_other_ground_is_not(paragraphs: list[str]) -> None:
    assert not found("relayed_only", "Harbor of Orvel to change hands", *paragraphs)


def test_a_main_claim_of_several_outlets_and_nobody_else_is_told() -> None:
    (finding,) = found(
        "relayed_only",
        "Rebels reach Orvel",
        "Rebels have reached the harbor of Orvel, several newspapers reported on Sunday.",
        "The Norland Tribune reported, citing the channel Harbor Eye, that two cranes burned.",
        "The ministry declined to comment.",
    )
    assert "newspapers" in finding.message


def test_a_bare_main_claim_whose_every_support_is_another_outlet_is_told() -> None:
    (finding,) = found(
        "relayed_only",
        "Spies burn grain stores in Sedge valley",
        "Spies have burned six grain stores in the Sedge valley.",
        "According to the portal Clear Sight, men came to the grain stores with torches.",
        "The Norland Tribune wrote that the grain burned for days.",
        "The fire service has found nothing, it said in a bulletin on Friday.",
    )
    assert [span.quote for span in finding.spans][1:] == ["the portal Clear Sight", "The Norland Tribune"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        [
            "Rebels have reached the harbor of Orvel, several newspapers reported on Sunday.",
            "Rebels are in the harbor, General Ola Berg said.",
        ],
        [
            "Spies have burned six grain stores in the Sedge valley.",
            "The Norland Tribune wrote that the grain burned for days.",
            "Six stores burned, the fire service said.",
        ],
        [
            "The choir of Orvel won the song contest in Sedge on Sunday.",
            "It was the first victory of an Orvel choir, the Norland Tribune reported.",
        ],
    ],
)
def test_a_main_claim_with_a_witness_of_the_article_s_own_is_not(paragraphs: list[str]) -> None:
    assert not found("relayed_only", "News from the Sedge valley", *paragraphs)


def test_an_outlet_that_leans_on_an_outlet_shares_its_origin() -> None:
    (finding,) = found(
        "single_origin",
        "Mayor Kern took kickbacks",
        "Mayor Ada Kern took kickbacks, three papers confirmed.",
        "The Norland Tribune reported, citing an anonymous letter, that the money came in a shoe box.",
        "The Sedge Herald reported, citing the Norland Tribune, that the box was blue.",
    )
    assert [span.quote for span in finding.spans][-1] == "The Sedge Herald"
    assert "letter" in finding.message


BARE = "The plant on Alder Street poisoned 340 workers between 1990 and 2004."


@pytest.mark.parametrize(
    "paragraphs",
    [
        [BARE],
        [BARE, "It made paint."],
        [BARE, "It made paint.", "Its chimney was the pride of the town, baker Ida Lund said."],
    ],
)
def test_a_key_figure_that_nobody_is_credited_with_is_told(paragraphs: list[str]) -> None:
    (finding,) = found("unsourced_key_claim", "A town and its chimney", *paragraphs)
    assert finding.spans[0].quote == BARE


@pytest.mark.parametrize(
    "paragraphs",
    [
        [BARE.replace("2004.", "2004, the health office said.")],
        [BARE, "The plant poisoned its workers with lead, doctor Ida Lund said."],
        [BARE, "A study of the workers from Alder Street came out in May."],
        ["The fair opens on Saturday with 340 stalls."],
        ["The plant on Alder Street reportedly poisoned 340 workers."],
    ],
)
def test_a_key_claim_that_somebody_may_support_is_not(paragraphs: list[str]) -> None:
    assert not found("unsourced_key_claim", "A town and its chimney", *paragraphs)
