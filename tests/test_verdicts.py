"""How firmly a chain of sources carries a claim, by the table in the documentation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from claimcheck.spans import Span
from claimcheck.verdicts import Hop, Source, SourceKind, Sourcing, Strength, Verifiability, strength_of

PERSON = Source(name="Ida Brandt", kind="named_person")
COMPANY = Source(name="Brandt & Sons", kind="named_organization")
OUTLET = Source(name="The Westerly Post", kind="named_organization", is_outlet=True)
DOCUMENT = Source(name="audit report", kind="document")
INSIDER = Source(name=None, kind="anonymous")
PASSER_BY = Source(name=None, kind="unnamed_person")
CRITICS = Source(name=None, kind="unnamed_group")


def hops(*sources: Source) -> list[Hop]:
    return [Hop(source=source) for source in sources]


def hedge(words: str) -> Span:
    return Span(start=0, end=len(words), quote=words)


@pytest.mark.parametrize(
    ("chain", "strength"),
    [
        pytest.param([PERSON], "on_record", id="a named person"),
        pytest.param([COMPANY], "on_record", id="a named organisation"),
        pytest.param([OUTLET], "relayed", id="an outlet alone"),
        pytest.param([DOCUMENT], "documented", id="a document"),
        pytest.param([INSIDER], "anonymous", id="an insider"),
        pytest.param([PASSER_BY], "vague", id="some person"),
        pytest.param([CRITICS], "vague", id="some group"),
        pytest.param([OUTLET, PERSON], "relayed", id="a person through an outlet"),
        pytest.param([COMPANY, PERSON], "relayed", id="a person through a company"),
        pytest.param([PERSON, COMPANY], "relayed", id="a company through a person"),
        pytest.param([OUTLET, DOCUMENT], "relayed", id="a document through an outlet"),
        pytest.param([OUTLET, OUTLET], "relayed", id="an outlet through an outlet"),
        pytest.param([OUTLET, INSIDER], "anonymous", id="an insider through an outlet"),
        pytest.param([PERSON, CRITICS], "vague", id="some group through a person"),
        pytest.param([INSIDER, PERSON], "relayed", id="a person through an insider"),
        pytest.param([OUTLET, COMPANY, PERSON], "relayed", id="three hops to a person"),
        pytest.param([], "reporter", id="nobody"),
    ],
)
def test_the_origin_and_the_way_to_it_decide(chain: list[Source], strength: Strength) -> None:
    assert strength_of(hops(*chain)) == strength


@pytest.mark.parametrize("words", ["reportedly", "Allegedly", "is reportedly", "alleged", "unconfirmed", "rumored"])
def test_without_a_source_a_hedge_that_points_to_somebody_is_vague(words: str) -> None:
    assert strength_of([], [hedge(words)]) == "vague"


@pytest.mark.parametrize("words", ["may", "could", "about", "likely"])
def test_a_mere_maybe_stays_the_reporters(words: str) -> None:
    assert strength_of([], [hedge(words)]) == "reporter"


@given(
    kinds=st.lists(
        st.sampled_from(["named_person", "named_organization", "document", "anonymous", "unnamed_person"]),
        min_size=1,
        max_size=3,
    )
)
def test_hedges_change_nothing_where_somebody_is_credited(kinds: list[SourceKind]) -> None:
    chain = hops(*(Source(name="X", kind=kind) for kind in kinds))

    assert strength_of(chain, [hedge("reportedly")]) == strength_of(chain)


def test_a_strength_that_the_chain_does_not_give_is_refused() -> None:
    with pytest.raises(ValidationError, match="strength is 'on_record', but the chain gives 'anonymous'"):
        Sourcing(strength="on_record", chain=tuple(hops(INSIDER)))


def test_sourcing_of_a_chain_has_its_strength() -> None:
    assert Sourcing.of(hops(OUTLET, INSIDER)).strength == "anonymous"
    assert Sourcing.of(hedges=[hedge("reportedly")]).strength == "vague"


def test_an_obstacle_stands_exactly_where_a_claim_is_not_fully_checkable() -> None:
    assert Verifiability(status="checkable").obstacle is None
    assert Verifiability(status="not_checkable", obstacle="opinion").obstacle == "opinion"
    with pytest.raises(ValidationError, match="checkable has no obstacle"):
        Verifiability(status="checkable", obstacle="opinion")
    with pytest.raises(ValidationError, match="partly_checkable has an obstacle"):
        Verifiability(status="partly_checkable")
