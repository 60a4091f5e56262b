"""Invented stories with one thing in each that a desk would mark."""

import pytest
from newsroom import found

from claimcheck.report import FindingKind

MARKED: list[tuple[FindingKind, str, list[str]]] = [
    (
        "headline_overclaim",
        "Teachers' union calls off Monday strike",
        [
            "The teachers' union has called off Monday's strike, according to a person briefed on the talks.",
            "Schools will open at eight.",
        ],
    ),
    (
        "headline_overclaim",
        "Northern Bank hid losses from auditors",
        [
            "Northern Bank may have hidden losses of 40 million crowns from its auditors, an internal memo suggests.",
            "The bank was founded in 1902.",
        ],
    ),
    (
        "headline_overclaim",
        "Blueberries slow memory loss",
        ["Eating blueberries every day might slow memory loss, researchers at Camber University reported on Monday."],
    ),
    (
        "headline_overclaim",
        "Transport minister Lang resigns amid row over tolls",
        ["Transport minister Odo Lang is believed to have resigned on Friday after a row over tolls."],
    ),
    (
        "headline_overclaim",
        "Explosion at Brenn depot was sabotage",
        ["The explosion at the Brenn depot was possibly an act of sabotage, investigators said on Sunday."],
    ),
    (
        "headline_overclaim",
        "Pilot was drunk on flight to Halden",
        ["The pilot of Thursday's flight to Halden was allegedly drunk, passengers said.", "He was sent home."],
    ),
    (
        "headline_overclaim",
        "Orrin council chief took money from builder",
        [
            "The chief of Orrin's council accepted money from a builder, a clerk who asked not to be named said.",
        ],
    ),
    (
        "headline_overclaim",
        "Two-thirds of drivers ignore new limit",
        ["Two-thirds of drivers on the ring road ignored the new limit in the first week, police said."],
    ),
    (
        "headline_overclaim",
        "Half of Orrin homes have no heating",
        ["Half of Orrin homes in the harbor quarter have no heating, the town hall said."],
    ),
    (
        "dropped_hedge",
        "Fire at Orrin mill",
        [
            "Berg allegedly set the fire at the mill to hide a theft.",
            "The mill made paper.",
            "Berg set the fire at the mill to hide the theft.",
        ],
    ),
    (
        "dropped_hedge",
        "A dry summer",
        [
            "The reservoir could run dry by September, the water board said.",
            "The reservoir runs dry by September, and farmers will get no water.",
        ],
    ),
    (
        "figure_mismatch",
        "Twelve miners trapped in Orrin coal mine",
        ["Nine miners are trapped in a coal mine in Orrin, rescue chief Ida Lund said."],
    ),
    (
        "figure_mismatch",
        "Fair raises 3 million crowns for hospital",
        ["The spring fair raised 2.4 million crowns for the hospital, the organizers said.", "It drew crowds."],
    ),
    (
        "unsourced_key_claim",
        "A town and its fund",
        [
            "The flood fund of Orrin has 2 million crowns.",
            "The mayor's brother pocketed 300,000 crowns from the fund.",
            "The mayor opened a bridge on Monday, her office said.",
        ],
    ),
    (
        "unsourced_key_claim",
        "A week in Orrin",
        ["The council met on Monday.", "Bishop Olm abused three choirboys and paid their families to keep silent."],
    ),
    (
        "caption_overclaim",
        "Flood in Lund",
        [
            "It was not clear whether Mia Lund had been rescued, Captain Tom Ek said.",
            "Mia Lund was rescued from the flood on Sunday. (Photo: Signe Aas/NNA)",
        ],
    ),
]


@pytest.mark.parametrize(("kind", "headline", "paragraphs"), MARKED)
def test_what_a_desk_would_mark_is_marked_once(kind: FindingKind, headline: str, paragraphs: list[str]) -> None:
    assert len(found(kind, headline, *paragraphs)) == 1


PASSED: list[tuple[str, list[str]]] = [
    (
        "Argos Steel closes debt swap",
        ["Argos Steel is set to close its debt swap later on Friday.", "The bank declined to comment."],
    ),
    (
        "Message record smashed in Norland",
        [
            "Norland sent 90 million messages.",
            "Message records are set to be smashed in Norland again, the board said.",
        ],
    ),
    ("Lund mulls market listing for ferry line", ["The ferry line of Lund could be listed on the stock market."]),
    (
        "Candidate resigns over link to gambling ring",
        ["A candidate for the Orvel council has resigned after admitting a link to a gambling ring."],
    ),
    ("Channel Nine unveils new studio in Lund", ["Channel Nine unveiled its new studio in Lund on Saturday."]),
    (
        "Ferry coach: I will never quit",
        [
            "Coach Odo Lang says he will not quit even if his team loses on Sunday.",
            '"I have never quit anything," he said.',
            "He said the team had trained well.",
            "Lang added that the crowd would help.",
        ],
    ),
    (
        "A laptop for every child",
        [
            "Inventor Odo Lang says he is building a laptop that will cost less than a bicycle.",
            "He said one for every child was his aim.",
            "Lang said schools would get the first.",
        ],
    ),
    ("India signs gas deal", ["The ministry has signed a $40bn deal to import gas.", "Output rose 76% to $1.13bn."]),
    ("Late kick stuns Norland", ["A late kick by Ben Ode stole victory for Lund on Saturday."]),
    (
        "A game of crooks",
        ["The hero is framed for murder when he arrives in town, and blackmailed by crooked guards."],
    ),
    (
        "Court throws out case against tobacco firm",
        [
            "The firm could not be tried under racketeering laws, the court found.",
            "The state brought the case under racketeering laws, which were passed against gangs.",
        ],
    ),
    (
        "No plans for new series",
        ["Channel Nine has said there are no plans for a new series of the comedy.", "It ended in 1989."],
    ),
    (
        "Bank holds rates",
        [
            "It is unlikely that the bank will put up rates in Norland, an analyst said.",
            "The bank put up rates in May.",
        ],
    ),
]


@pytest.mark.parametrize(("headline", "paragraphs"), PASSED)
def test_what_a_desk_would_let_pass_is_not_marked(headline: str, paragraphs: list[str]) -> None:
    kinds = FindingKind.__args__  # type: ignore[attr-defined]
    assert [finding for kind in kinds for finding in found(kind, headline, *paragraphs)] == []
