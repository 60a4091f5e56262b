"""Leads: whose word the first sentence of a story is, and with it the headline that was drawn from it.

A lead tells a headline's story in words of its own, so few words in common make it the headline's counterpart. Silence
is kept wherever anybody who can be called, or the article itself, may bear the headline out further down.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.findings.clauses import asserted
from claimcheck.findings.events import concepts
from claimcheck.findings.firmness import is_denial, is_firm, second_hand_hedge, soft_source
from claimcheck.findings.passages import Passage, Story
from claimcheck.findings.shortfalls import Shortfall, tells
from claimcheck.verdicts import Claim

MIN_SHARED = 2
"""So many concepts must a lead have in common with the headline to be its counterpart."""

MIN_UNNAMED = 2
"""Of so many unnamed or relayed voices, and no other, rests a story whose lead credits nobody."""

_CONFIRMING = re.compile(
    r"\b(?:confirm|acknowledg|admit|verif|corroborat)\w*"
    r"|\b(?:the|this|that|his|her|its|their) (?:decision|move|plan|step|deal|departure|report)\b",
    re.IGNORECASE,
)


def rests_on_unnamed(flat: Passage, story: Story) -> Shortfall | None:
    """How a flat headline rests on people whom nobody can call, or on other outlets; None where it may rest on more."""
    lead = story.lead
    if lead is None or len(_common(flat, lead)) < MIN_SHARED:
        return None
    if not lead.is_attributed:
        return _nobody_else(flat, story)
    claims = [claim for claim in lead.claims if claim.kind != "background"]
    if any(is_firm(claim) for claim in claims) or any(tells(flat, each) for each in story.body):
        return None
    others = (passage for passage in story.body if passage is not lead)
    if any(_may_bear_out(each, flat, lead) for each in others):
        return None
    mention = soft_source(claims[0]) if claims else None
    if mention is None or concepts(mention.quote) & flat.plain:
        return None
    return Shortfall(f"has it only from “{mention.quote}”", (lead.span, mention), tuple(claims))


def _nobody_else(flat: Passage, story: Story) -> Shortfall | None:
    """How a headline and a lead that credit nobody have only unnamed or relayed voices below them."""
    lead = story.lead
    if lead is None or lead.hedges or lead.is_quoted:
        return None
    voices = [passage for passage in story.body if passage.is_attributed and not is_denial(passage.sentence.text)]
    credited = [claim for passage in voices for claim in passage.claims if claim.sourcing and claim.sourcing.chain]
    if len(voices) < MIN_UNNAMED or any(is_firm(claim) for claim in credited):
        return None
    for passage in voices:
        mention = next(filter(None, map(soft_source, passage.claims)), None)
        if mention and _common(flat, passage) & passage.plain and _is_unnamed(passage.claims):
            return Shortfall(f"has it only from “{mention.quote}”", (lead.span, mention), passage.claims)
    return None


def _is_unnamed(claims: Sequence[Claim]) -> bool:
    hops = (hop for claim in claims if claim.sourcing for hop in claim.sourcing.chain)
    return any(hop.source.kind == "anonymous" for hop in hops)


def _may_bear_out(passage: Passage, flat: Passage, lead: Passage) -> bool:
    """Whether a firm passage speaks of what headline and lead have in common, confirms something, or names the same."""
    text = passage.sentence.text
    credited = [claim for claim in passage.claims if claim.sourcing and claim.sourcing.chain]
    if is_denial(text) or not any(map(_may_be_firm, credited or passage.claims)):
        return False
    if _CONFIRMING.search(text):
        return True
    common = _common(flat, lead)
    plain, names = common & lead.plain, common - lead.plain
    stated = concepts(asserted(text))
    if plain & (passage.concepts - stated):
        return False
    return bool(plain & stated) or len(names & stated) >= MIN_SHARED


def _may_be_firm(claim: Claim) -> bool:
    return is_firm(claim) and second_hand_hedge(claim) is None


def _common(a: Passage, b: Passage) -> frozenset[str]:
    return a.concepts & b.concepts
