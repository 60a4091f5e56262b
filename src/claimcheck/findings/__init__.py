"""Findings: what a standards editor would want to see about an article as a whole. No model takes part.

Every rule prefers silence to a false alarm. `passages` reads each sentence once (`events`: what happened; `dates`;
`quantities`: how many of what); the rules stand on that: `overclaims`, `hedging`, `mismatches`, `reliance`.
`corroboration` links claims that state the same fact, and `origins` tells whose word a claim is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimcheck.article import Article
from claimcheck.attribution import read_hedges
from claimcheck.findings.corroboration import corroborate
from claimcheck.findings.hedging import dropped_hedges
from claimcheck.findings.mismatches import figure_mismatches
from claimcheck.findings.origins import independent_origins
from claimcheck.findings.overclaims import overclaims
from claimcheck.findings.passages import Story
from claimcheck.findings.relays import relayed_only
from claimcheck.findings.reliance import leaning_outlets, single_origin
from claimcheck.findings.remainders import remainders
from claimcheck.findings.unsourced import unsourced_key_claims
from claimcheck.report import Finding
from claimcheck.segment import Sentence
from claimcheck.spans import Span
from claimcheck.verdicts import Claim

__all__ = ["corroborate", "findings", "independent_origins"]

_RULES = (
    overclaims,
    unsourced_key_claims,
    relayed_only,
    single_origin,
    leaning_outlets,
    dropped_hedges,
    figure_mismatches,
    remainders,
)


def findings(
    article: Article, sentences: Sequence[Sentence], claims: Sequence[Claim], *, hedges: Sequence[Span] | None = None
) -> tuple[Finding, ...]:
    """The findings about an article, by the place of their first span; the claims of each in reading order.

    Args:
        article: the article.
        sentences: its sentences in reading order.
        claims: its claims in reading order, with their verdicts; claims without a sourcing are passed over.
        hedges: those that stand in it, as `read_hedges` gives them, where they have been read already.
    """
    story = Story(article, sentences, claims, read_hedges(article, sentences) if hedges is None else hedges)
    places = {claim.id: place for place, claim in enumerate(claims)}
    found = [_in_reading_order(finding, places) for rule in _RULES for finding in rule(story)]
    return tuple(sorted(found, key=lambda finding: finding.spans[0].start))


def _in_reading_order(finding: Finding, places: Mapping[str, int]) -> Finding:
    return finding.model_copy(update={"claim_ids": tuple(sorted(finding.claim_ids, key=places.__getitem__))})
