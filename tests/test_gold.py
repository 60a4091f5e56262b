"""The gold set keeps its own promises. That its quotes stand in their articles is seen by loading it."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from claimcheck.report import FindingKind
from claimcheck.spans import Span
from claimcheck.verdicts import ClaimKind, Obstacle, SourceKind, Speech, Status, Strength, strength_of
from gold import GoldArticle, articles
from gold.loader import find, nearest

GOLD = articles()
each_article = pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.article.id)


def test_there_are_at_least_twelve_articles() -> None:
    assert len(GOLD) >= 12
    assert all(600 <= len(gold.article.text) <= 4_000 for gold in GOLD)


@each_article
def test_every_quote_stands_in_its_article(gold: GoldArticle) -> None:
    spans = [span for claim in gold.claims for span in (*claim.anchors, *claim.sourcing.hedges)]
    spans += [hop.source.mention for claim in gold.claims for hop in claim.sourcing.chain if hop.source.mention]
    spans += [span for finding in gold.findings for span in finding.spans]
    spans += [span for _, span in gold.regions]
    assert spans
    assert all(span.stands_in(gold.article.text) for span in spans)


@each_article
def test_strength_follows_from_the_chain(gold: GoldArticle) -> None:
    for claim in gold.claims:
        assert claim.sourcing.strength == strength_of(claim.sourcing.chain, claim.sourcing.hedges), claim.id
        assert (claim.sourcing.speech == "none") == (not claim.sourcing.chain), claim.id


@each_article
def test_ids_are_unique_and_lead_somewhere(gold: GoldArticle) -> None:
    ids = [claim.id for claim in gold.claims]
    assert ids == [f"c{number}" for number in range(1, len(ids) + 1)]
    assert all(claim.sentence_ids for claim in gold.claims)
    assert {name for claim in gold.claims for name in claim.sourcing.corroborated_by} <= set(ids)


@each_article
def test_claims_are_in_reading_order_and_told_apart(gold: GoldArticle) -> None:
    sentences = [claim.sentence_ids[0] for claim in gold.claims]
    assert sentences == sorted(sentences, key=lambda name: int(name[1:]))
    assert len({claim.text for claim in gold.claims}) >= len(gold.claims) - 1  # one fact may be stated twice


@each_article
def test_hedges_stand_in_what_they_hedge(gold: GoldArticle) -> None:
    for claim in gold.claims:
        for hedge in claim.sourcing.hedges:
            assert any(hedge.lies_within(anchor.start, anchor.end) for anchor in claim.anchors), claim.id


@each_article
def test_names_titles_and_justifications_are_the_words_of_the_article(gold: GoldArticle) -> None:
    text = gold.article.text.casefold()
    for claim in gold.claims:
        for hop in claim.sourcing.chain:
            for words in (hop.source.name, hop.source.title, hop.source.justification):
                assert words is None or words.casefold() in text, (claim.id, words)


@each_article
def test_furniture_makes_no_claim(gold: GoldArticle) -> None:
    for region, span in gold.regions:
        if region == "boilerplate":
            assert not any(
                span.start < anchor.end and anchor.start < span.end for claim in gold.claims for anchor in claim.anchors
            )


def test_the_set_covers_the_vocabulary() -> None:
    claims = [claim for gold in GOLD for claim in gold.claims]
    sources = [hop.source for claim in claims for hop in claim.sourcing.chain]
    used = {
        ClaimKind: Counter[str](claim.kind for claim in claims),
        Strength: Counter[str](claim.sourcing.strength for claim in claims),
        Speech: Counter[str](claim.sourcing.speech for claim in claims),
        SourceKind: Counter[str](source.kind for source in sources),
        Status: Counter[str](claim.verifiability.status for claim in claims),
        Obstacle: Counter[str](claim.verifiability.obstacle for claim in claims if claim.verifiability.obstacle),
        FindingKind: Counter[str](finding.kind for gold in GOLD for finding in gold.findings),
    }
    rare = [word for vocabulary, counts in used.items() for word in get_args(vocabulary) if counts[word] < 2]
    assert not rare


def test_some_articles_are_beyond_reproach() -> None:
    assert 3 <= sum(not gold.findings for gold in GOLD) <= len(GOLD) - 3


def test_a_quote_that_stands_twice_must_say_where() -> None:
    text = "He said yes. She said no."
    assert find(text, "She") == Span.of(text, 13, 16)
    with pytest.raises(ValueError, match="stands in 2 places"):
        find(text, "said")
    with pytest.raises(ValueError, match="stands in 0 places"):
        find(text, "aid")


def test_a_mention_is_looked_for_beside_the_claim_first() -> None:
    text = "It fell.\n\n“We saw it fall,” it said."
    anchor = Span.of(text, text.index("We"), text.index(",”"))
    assert nearest(text, "it", [anchor]).start == text.rindex("it")
    assert nearest(text, "it", [anchor], inside=True).start == text.index("it")
