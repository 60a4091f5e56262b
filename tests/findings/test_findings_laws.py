from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import article

from claimcheck.findings import corroborate, findings, independent_origins

WORDS = st.sampled_from(
    "Ana Ruiz Pavel Ostrov Orvel police sources officials may not was killed died fled left arrested half of "
    'a third 30% 40 reportedly people houses the on May 3 October 10 said told reported citing , . “ ” " ?'.split()
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=8)


@settings(max_examples=80, deadline=None)
@given(SENTENCES, PARAGRAPHS)
def test_every_span_stands_in_the_article_and_every_id_leads_to_a_claim_in_reading_order(
    headline: str, paragraphs: list[str]
) -> None:
    story, sentences, claims = article(headline, *paragraphs)
    ids = [claim.id for claim in claims]
    told = findings(story, sentences, corroborate(claims))
    assert all(span.stands_in(story.text) for finding in told for span in finding.spans)
    assert all([name for name in ids if name in finding.claim_ids] == list(finding.claim_ids) for finding in told)
    assert list(told) == sorted(told, key=lambda finding: finding.spans[0].start)


@settings(max_examples=80, deadline=None)
@given(SENTENCES, PARAGRAPHS)
def test_corroboration_goes_both_ways_and_is_settled_at_once(headline: str, paragraphs: list[str]) -> None:
    *_, claims = article(headline, *paragraphs)
    linked = corroborate(claims)
    pairs = {(c.id, other) for c in linked if c.sourcing for other in c.sourcing.corroborated_by}
    assert pairs == {(other, one) for one, other in pairs}
    assert all(one != other for one, other in pairs)
    assert corroborate(linked) == linked
    assert 0 <= independent_origins(linked) <= len(linked)
