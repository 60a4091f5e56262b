"""Headlines that say it in other words than the body does."""

import pytest
from newsroom import found

DROPPED = "Orvel Steel drops second furnace after a row over coal"
ONLY_UNNAMED = "The plan for a new furnace in Orvel was given up, three people with knowledge of the decision said."
COAL_CHUTE = "Thieves steal paintings from Orvel museum through coal chute"
APPARENTLY = (
    "Thieves stole four paintings from the Orvel museum on Friday night, apparently crawling through a chute for coal, "
    "police said."
)
GARLIC = "Garlic cures colds, study proves"
MAY_SHORTEN = (
    "A clove of garlic a day may shorten colds in some adults, according to a study in the journal Winter Medicine."
)


@pytest.mark.parametrize(
    ("headline", "paragraphs", "shown"),
    [
        (DROPPED, [ONLY_UNNAMED, "The works employ 400 people."], "three people with knowledge of the decision"),
        (
            "Norland pulls its envoy from the harbor talks",
            ["Norland has left the talks about the harbor, according to two diplomats who asked not to be named."],
            "two diplomats",
        ),
        (
            "Midfielder Ada Kern leaves Orvel for Sedge United",
            [
                "Midfielder Ada Kern will play for Sedge United next season, a person close to the player said.",
                "Sedge United declined to comment.",
            ],
            "a person close to the player",
        ),
        (COAL_CHUTE, [APPARENTLY, "The paintings are insured."], "apparently"),
        (
            "Ferry captain fell asleep before crash at Lund pier",
            ["The ferry hit the pier at Lund on Sunday for its captain had possibly fallen asleep, officials said."],
            "possibly",
        ),
        (GARLIC, [MAY_SHORTEN, "The effect was small."], "may"),
        (
            "Proof at last: a daily walk prevents dementia",
            ["A daily walk could delay dementia in people over 70, a study by Orvel University suggests."],
            "could",
        ),
        (
            "Eating plums lengthens life, study finds",
            ["Eating plums might lengthen life by a year, according to a study published on Monday."],
            "might",
        ),
        (
            "Guards in Orvel prison surrender to inmates",
            ["Some of the guards may have laid down their arms in Orvel prison, a television channel reported."],
            "may",
        ),
        (
            "SPIES BURN GRAIN STORES IN SEDGE VALLEY",
            [
                "Spies from Norland have burned at least six grain stores in the Sedge valley.",
                "According to the portal Clear Sight, a source in the secret service said that men came with torches.",
                "The portal Daily Lamp wrote that the grain burned for days, citing a guard who cannot be named.",
            ],
            "a guard",
        ),
    ],
)
def test_flat_in_the_headline_and_soft_in_other_words_below(headline: str, paragraphs: list[str], shown: str) -> None:
    (finding,) = found("headline_overclaim", headline, *paragraphs)
    assert finding.spans[0].quote in headline
    assert any(shown in span.quote for span in finding.spans[1:])
    assert shown in finding.message


@pytest.mark.parametrize(
    ("headline", "paragraphs"),
    [
        (DROPPED, [ONLY_UNNAMED, "Chief executive Ida Lund confirmed the decision on Monday."]),
        (DROPPED, [ONLY_UNNAMED, "“The furnace is off,” chief executive Ida Lund said."]),
        (DROPPED, [ONLY_UNNAMED, "Orvel Steel announced on Tuesday that it would build no furnace."]),
        (DROPPED + ", sources say", [ONLY_UNNAMED]),
        (DROPPED, ["The plan for a new furnace in Orvel was given up, chief executive Ida Lund said."]),
        (DROPPED, ["The works in Orvel were sold twice.", "People with knowledge of the sale said it was cheap."]),
        (COAL_CHUTE, [APPARENTLY, "They had forced open the chute for coal, Inspector Ida Lund said."]),
        ("Thieves steal paintings from Orvel museum", [APPARENTLY]),
        ("Thieves apparently came through coal chute of Orvel museum", [APPARENTLY]),
        ("Garlic may shorten colds, study suggests", [MAY_SHORTEN]),
        ("Garlic shortens colds, study finds", [MAY_SHORTEN.replace("may shorten", "shortens")]),
        ("Study on garlic and colds published", [MAY_SHORTEN]),
        ("Eating plums lengthens life, study finds", ["Eating plums lengthens life. They may also taste good."]),
        (
            "Court confirms sentence against mayor Kern",
            ["The court of Orvel confirmed the sentence against mayor Ada Kern, who may appeal until Friday."],
        ),
        (
            "Storm tears roofs off houses in Sedge",
            ["A storm tore the roofs off some 20 houses in Sedge.", "It could return, one forecaster said."],
        ),
        (
            "Mayor Kern opens new bridge in Orvel",
            [
                "Ada Kern opened the new bridge over the Sedge on Monday.",
                "She is said to be tired of office, according to a person close to her.",
            ],
        ),
    ],
)
def test_a_headline_that_is_borne_out_in_any_words_is_none(headline: str, paragraphs: list[str]) -> None:
    assert not found("headline_overclaim", headline, *paragraphs)


def test_outlets_that_lean_on_one_another_confirm_nothing() -> None:
    (finding,) = found(
        "headline_overclaim",
        "Three papers confirm: Mayor Kern took kickbacks",
        "Mayor Ada Kern took kickbacks from a builder, three papers have independently confirmed.",
        "The daily Norland Tribune reported, citing an anonymous letter, that the money came in a shoe box.",
        "The Sedge Herald reported, citing the Norland Tribune, that the box was blue.",
    )
    assert "Three papers confirm" in finding.spans[0].quote
    assert "anonymous letter" in finding.message


def test_outlets_with_grounds_of_their_own_may_confirm() -> None:
    assert not found(
        "headline_overclaim",
        "Two papers confirm: Mayor Kern took kickbacks",
        "Mayor Ada Kern took kickbacks from a builder, two papers have confirmed.",
        "The Norland Tribune reported that the money came in a shoe box, citing the builder Tom Ek.",
        "The Sedge Herald reported, citing bank records, that 40,000 crowns were paid.",
    )
