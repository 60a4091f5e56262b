import pytest
from newsroom import ANA, BEN, COURIER, HERALD, SOURCES, claims, links, origins, person

from claimcheck.findings import corroborate
from claimcheck.spans import Span
from claimcheck.verdicts import Source

KILLED = "Pavel Ostrov was killed on October 10 while fighting in Norland."


@pytest.mark.parametrize(
    "other",
    [
        "He died heroically on October 10.",
        "Ostrov died on October 10.",
        "Ostrov was killed in Norland days after joining the army.",
        "A mine killed Pavel Ostrov on Oct. 10.",
    ],
)
def test_the_same_death_in_other_words(other: str) -> None:
    assert links((KILLED, None), (other, ANA)) == {"c1": ("c2",), "c2": ("c1",)}


@pytest.mark.parametrize(
    "other",
    [
        "Ostrov died on October 12.",
        "Ostrov did not die on October 10.",
        "Ostrov could die on October 10.",
        "Igor Lasky died on October 10.",
        "He also died on October 10.",
        "Ostrov was wounded on October 10.",
        "Ostrov was born in Norland.",
        "The report that Pavel Ostrov died on October 10 is false.",
        "Pavel Ostrov killed a wolf on October 10.",
    ],
)
def test_another_fact_is_not_the_same(other: str) -> None:
    assert links((KILLED, None), (other, ANA)) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Police arrested Mara Quill on May 3.", "Quill was detained on May 3."),
        ("A blaze destroyed 30 houses in Lower Sedge.", "Some 30 houses in Lower Sedge were destroyed by the blaze."),
        ("The council wants to move the old market hall.", "The council wants to move the old market hall away."),
    ],
)
def test_other_facts_are_linked_by_the_same_rule(one: str, other: str) -> None:
    assert links((one, ANA), (other, BEN)) == {"c1": ("c2",), "c2": ("c1",)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("At least 14 people were killed by the flood in Orvel.", "The flood in Orvel killed 17 people."),
        (
            "The war killed about 21,000 people in Norland.",
            "The army disputes that the war killed 21,000 people in Norland.",
        ),
        ("The council approved the rail spur in Orvel.", "The council approved the budget in Orvel."),
        (
            "The union opposes giving guards in Orvel prison 30 batons.",
            "Guards in Orvel prison were given 30 batons.",
        ),
    ],
)
def test_what_only_sounds_alike_is_not_linked(one: str, other: str) -> None:
    assert links((one, ANA), (other, BEN)) == {}


def test_a_pronoun_with_two_possible_names_is_left_alone() -> None:
    told = [(KILLED, None), ("Igor Lasky died on October 10.", None), ("He died on October 10.", ANA)]
    assert links(*told) == {}


def test_a_pronoun_that_was_read_as_its_own_speaker_is_a_pronoun() -> None:
    assert links((KILLED, None), ("Ana Ruiz died heroically on October 10.", ANA))


def test_one_origin_does_not_corroborate_itself() -> None:
    assert links((KILLED, ANA), ("Ostrov died on October 10.", ANA)) == {}
    assert links((KILLED, None), ("Ostrov died on October 10.", None)) == {}
    assert links((KILLED, HERALD), ("Ostrov died on October 10.", (COURIER, HERALD))) == {}


def test_the_article_does_not_corroborate_what_it_was_told_with_a_hedge() -> None:
    told, flat = claims(("Ostrov was reportedly killed on October 10.", ANA), (KILLED, None))
    hedge = Span(start=11, end=21, quote="reportedly")
    assert told.sourcing is not None
    hedged = told.model_copy(update={"sourcing": told.sourcing.model_copy(update={"hedges": (hedge,)})})
    assert all(claim.sourcing and not claim.sourcing.corroborated_by for claim in corroborate([hedged, flat]))


def test_a_headline_corroborates_nothing() -> None:
    told = claims((KILLED, None), ("Ostrov died on October 10.", ANA), ("Ostrov was killed on October 10.", BEN))
    first, *others = corroborate(told, aside=["s1"])
    assert first == told[0]
    assert [claim.sourcing and claim.sourcing.corroborated_by for claim in others] == [("c3",), ("c2",)]


def test_one_sentence_does_not_corroborate_itself() -> None:
    one, other = claims((KILLED, ANA), ("Ostrov died on October 10.", BEN))
    linked = corroborate([one, other.model_copy(update={"sentence_ids": one.sentence_ids})])
    assert all(claim.sourcing and not claim.sourcing.corroborated_by for claim in linked)


def test_claims_without_a_verdict_are_kept() -> None:
    one, other = claims((KILLED, ANA), ("Ostrov died on October 10.", BEN))
    bare = other.model_copy(update={"sourcing": None})
    assert corroborate([one, bare]) == (one, bare)


@pytest.mark.parametrize(
    ("count", "sources"),
    [
        (0, [None, None]),
        (1, [None, ANA]),
        (2, [ANA, BEN]),
        (1, [ANA, person("Ruiz")]),
        (1, [(HERALD, ANA), (COURIER, ANA)]),  # two outlets, one upstream
        (1, [(HERALD, ANA), HERALD]),
        (1, [(HERALD, SOURCES), (COURIER, SOURCES)]),  # who can tell them apart?
        (2, [SOURCES, ANA]),
        (1, [person("Orvel Steel", "named_organization"), person("Tom Ek", title="spokesman for Orvel Steel")]),
        (1, [person(None, "unnamed_person"), ANA]),
    ],
)
def test_independent_origins(count: int, sources: list[Source | tuple[Source, ...] | None]) -> None:
    assert origins(*sources) == origins(*reversed(sources)) == count
