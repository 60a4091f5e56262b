"""Grave charges that the article makes in its own voice."""

import pytest
from newsroom import found

HID = "Ada Kern has known since May that the dike leaks, and she hid it from the council."
TALK = "Mayor Ada Kern said on Monday that the fair would open."


@pytest.mark.parametrize(
    "charge",
    [
        HID,
        "The chairman of Orvel Steel bribed two inspectors before the furnace was approved.",
        "The ministry has covered up the deaths of 12 miners.",
        "Saboteurs from Norland have poisoned at least nine wells, and the authorities are silent about it.",
    ],
)
def test_a_charge_that_nobody_is_credited_with_is_told(charge: str) -> None:
    (finding,) = found("unsourced_key_claim", "A week in Orvel", TALK, charge, "The fair has 340 stalls, Kern said.")
    assert charge.startswith(finding.spans[0].quote[:20])
    assert finding.severity == "high"


@pytest.mark.parametrize(
    "paragraphs",
    [
        [HID.replace("council.", "council, opposition leader Tom Ek said.")],
        [TALK, HID, "“She hid the leak in the dike from us,” councillor Tom Ek said."],
        ["Ada Kern allegedly hid it from the council that the dike leaks."],
        ["A court found on Monday that Ada Kern had hidden the leak from the council."],
        ["Ada Kern, who was convicted of bribery in 2011, opened the fair."],
        ["Ada Kern denied that she hid the leak from the council."],
        ["Ada Kern was charged with bribing two inspectors."],
        ["Prosecutors accuse Ada Kern of bribing two inspectors."],
        ["The boy hid from the rain under a bridge."],
        ["Did Ada Kern hide the leak from the council?"],
        ["The thief who stole the crown in 1911 was never found."],
        ["The film tells of a banker who bribed a king."],
    ],
)
def test_a_charge_with_a_voice_or_a_court_behind_it_is_not(paragraphs: list[str]) -> None:
    assert not found("unsourced_key_claim", "A week in Orvel", *paragraphs)
