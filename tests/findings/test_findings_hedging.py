import pytest
from newsroom import found

HEDGED = "The foreman Otto Brandt was reportedly arrested near the harbor on March 3."


@pytest.mark.parametrize(
    ("hedged", "flat"),
    [
        (HEDGED, "Brandt was arrested near the harbor on March 3 with a bag of cash."),
        (HEDGED, "Police detained Brandt near the harbor on March 3."),
        (
            "Minister Ada Kern allegedly fled to Norland with her family.",
            "Kern fled to Norland with her family.",
        ),
    ],
)
def test_what_is_hedged_once_and_flat_later_is_told(hedged: str, flat: str) -> None:
    (finding,) = found("dropped_hedge", "A quiet week in Orvel", hedged, "The sun shone.", flat)
    assert [span.quote for span in finding.spans] == [hedged, flat]


@pytest.mark.parametrize(
    ("hedged", "other"),
    [
        (HEDGED, "Brandt was arrested near the harbor on March 9."),  # another day
        (HEDGED, "Brandt was arrested near the harbor on March 3, prosecutor Ida Lund said."),
        (HEDGED, "Brandt was not arrested near the harbor on March 3."),
        (HEDGED, "The crane driver Emil Sand was arrested near the harbor on March 3."),
        (HEDGED, "Brandt was reportedly arrested near the harbor on March 3 with a bag of cash."),
        ("Brandt was arrested near the harbor, reportedly with a bag of cash.", "Brandt was arrested near the harbor."),
        (HEDGED, "Brandt could be arrested near the harbor on March 3."),
    ],
)
def test_what_is_another_fact_or_still_kept_at_a_distance_is_not(hedged: str, other: str) -> None:
    assert not found("dropped_hedge", "A quiet week in Orvel", hedged, "The sun shone.", other)


MAY_HELP = "A spoonful of pine honey may help some runners to recover sooner, according to a study by Orvel University."


@pytest.mark.parametrize(
    ("hedged", "flat", "shown"),
    [
        (MAY_HELP, "The honey helps runners recover sooner, and shops in Orvel sold out of it.", MAY_HELP),
        (
            "The new bypass could halve traffic in the old town of Sedge, a consultant wrote.",
            "The bypass will open in May. It halves traffic in the old town of Sedge.",
            "The new bypass could halve traffic in the old town of Sedge, a consultant wrote.",
        ),
    ],
)
def test_what_may_be_once_and_is_later_is_told(hedged: str, flat: str, shown: str) -> None:
    (finding,) = found("dropped_hedge", "A quiet week in Orvel", hedged, "The sun shone.", flat)
    assert finding.spans[0].quote == shown


@pytest.mark.parametrize(
    "other",
    [
        "The honey helps runners recover sooner, the trainer Ida Lund said.",
        "The honey may help runners recover sooner.",
        "The honey does not help runners recover sooner.",
        "Shops help runners to find honey sooner.",
        "Runners who want to recover sooner should sleep.",
        "If the honey helps runners recover sooner, shops will sell out.",
    ],
)
def test_what_is_said_with_a_voice_or_says_something_else_is_not(other: str) -> None:
    assert not found("dropped_hedge", "A quiet week in Orvel", MAY_HELP, "The sun shone.", other)
