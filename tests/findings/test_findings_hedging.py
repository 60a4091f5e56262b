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
