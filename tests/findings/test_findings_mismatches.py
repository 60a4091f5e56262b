import pytest
from newsroom import found

from claimcheck.findings.quantities import quantities

LEAD = "A dam burst killed 14 people in the Orvel valley on Monday, the fire service said."


@pytest.mark.parametrize(
    ("headline", "paragraphs", "figures"),
    [
        ("Dam burst kills 40 people in Orvel valley", [LEAD], ["40 people", "14 people"]),
        (
            "Third of Norland schools closed by flu",
            ["Half of schools were closed by flu in Norland on Monday."],
            ["Third of Norland schools", "Half of schools"],
        ),
        (
            "Flu closes half of Norland's schools",
            ["Flu has closed three of the 20 schools of Norland, the ministry said."],
            ["half of Norland's schools", "three of the 20 schools"],
        ),
        (
            "A night of flames",
            [
                "The blaze destroyed 30 houses in Lower Sedge.",
                "The mayor wept.",
                "It destroyed 45 houses in Lower Sedge.",
            ],
            ["30 houses", "45 houses"],
        ),
        (
            "A night of flames",
            [
                "The blaze destroyed 30 houses in Lower Sedge.",
                "In Lower Sedge it destroyed 45 houses and a barn.",
            ],
            ["30 houses", "45 houses"],
        ),
    ],
)
def test_one_thing_counted_twice_with_different_figures(
    headline: str, paragraphs: list[str], figures: list[str]
) -> None:
    told = found("figure_mismatch", headline, *paragraphs)
    assert [span.quote for finding in told for span in finding.spans] == figures


@pytest.mark.parametrize(
    ("headline", "paragraphs"),
    [
        ("Dam burst kills dozens of people in Orvel valley", [LEAD.replace("14", "40")]),
        ("Dam burst kills at least 10 people in Orvel valley", [LEAD]),
        ("Storm kills 12 people in Norland", ["The storm killed 5 people in the Norland town of Lund, Ana Ruiz said."]),
        (
            "Storm kills 12 people in Norland",
            ["The storm killed 5 people in Norland's ports.", "The storm killed 7 people in the hills of Norland."],
        ),
        (
            "A restless night",
            ["Police arrested 12 protesters at the station.", "Police arrested 30 protesters near the town hall."],
        ),
        ("Dam burst kills nearly 15 people in Orvel valley", [LEAD]),
        ("Dam burst kills 40 people in Orvel valley", [LEAD, "In all, 40 people died, minister Ola Berg said."]),
        ("Dam burst kills 40 people in Orvel valley", [LEAD.replace("killed 14", "killed another 14")]),
        (
            "Dam burst kills 40 people in Orvel valley",
            ["An earlier dam burst in the Orvel valley killed 14 people in 1998."],
        ),
        ("Nearly a third of Norland schools closed by flu", ["Flu closed 30% of schools in Norland."]),
        (
            "A night of flames",
            [
                "The blaze destroyed 30 houses in Lower Sedge, Ana Ruiz said.",
                "Ben Ode said the blaze destroyed 45 houses.",
            ],
        ),
        (
            "A night of flames",
            [
                "The blaze destroyed 30 houses in Lower Sedge on Monday.",
                "On Tuesday it destroyed 45 houses in Lower Sedge.",
            ],
        ),
    ],
)
def test_figures_that_agree_or_count_something_else(headline: str, paragraphs: list[str]) -> None:
    assert not found("figure_mismatch", headline, *paragraphs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nearly a third of officials", "30% of officials"),
        ("dozens of houses", "40 houses"),
        ("about 200 jobs", "195 jobs"),
        ("more than 370,000 citizens", "400,000 citizens"),
        ("212,000 passengers", "211,800 passengers"),
        ("half of the schools", "ten of the 21 schools"),
        ("two dozen buses", "24 buses"),
        ("up to 50 guests", "forty-three guests"),
        ("$2.4 million", "$2,390,000"),
    ],
)
def test_figures_agree_as_far_as_words_go(one: str, other: str) -> None:
    (ours, *_), (theirs, *_) = quantities(one), quantities(other)
    assert ours.agrees(theirs)
    assert not ours.disagrees(theirs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a third of officials", "half of officials"),
        ("dozens of houses", "300 houses"),
        ("30 houses", "45 houses"),
        ("more than 50 guests", "40 guests"),
        ("$2.4 million", "$3 million in fines"),
    ],
)
def test_figures_disagree(one: str, other: str) -> None:
    assert quantities(one)[0].disagrees(quantities(other)[0])


@pytest.mark.parametrize(
    "text", ["In 2016 tests failed.", "on Oct. 10 cars burned", "the 40-year-old men", "No. 4 seeds"]
)
def test_years_days_ages_and_numbers_count_nothing(text: str) -> None:
    assert not quantities(text)


CLOSES = "The bank Orvel & Lund will close 40 of its 130 branches, its director Ida Lund said."


@pytest.mark.parametrize(
    ("paragraphs", "figures"),
    [
        ([CLOSES, "It rained.", "The cuts would leave 80 branches open."], ["40 of its 130 branches", "80 branches"]),
        (
            ["The council sold 12 of the town's 20 buses.", "That leaves eight trams and nine buses."],
            ["12 of the town's 20 buses", "nine buses"],
        ),
    ],
)
def test_a_whole_a_part_and_a_rest_that_do_not_add_up(paragraphs: list[str], figures: list[str]) -> None:
    told = found("figure_mismatch", "A week in Orvel", *paragraphs)
    assert [span.quote for finding in told for span in finding.spans] == figures


@pytest.mark.parametrize(
    "paragraphs",
    [
        [CLOSES, "The cuts would leave 90 branches open."],
        [CLOSES, "The cuts would leave about 85 branches open in the south."],
        [CLOSES, "The cuts would leave 80 villages without a bank."],
        [CLOSES, "The storm left 80 branches on the road."],
        [CLOSES, "A further cut next year would leave 60 branches open."],
        ["The party holds 61 of the 140 seats.", "That leaves 20 seats to independents and 59 to the left."],
    ],
)
def test_a_rest_that_fits_or_is_of_something_else(paragraphs: list[str]) -> None:
    assert not found("figure_mismatch", "A week in Orvel", *paragraphs)
