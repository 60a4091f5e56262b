"""Proofs: headlines that speak of proof, over a study that says "may" or over outlets that copy from one another."""

from __future__ import annotations

import re

from claimcheck.findings.leaning import leaning_groups
from claimcheck.findings.passages import Passage, Story
from claimcheck.findings.shortfalls import Shortfall, stretch
from claimcheck.spans import Span

MIN_SHARED = 2
"""So many concepts must a passage about a study share with a headline that does not speak of the study."""

MOST = 0.75
"""So large a share of a headline's concepts, in a sentence without a hedge, bears it out."""

FIRST = 3
"""The study's finding is told in one of so many first sentences."""

_STUDY = re.compile(r"\b(?:stud(?:y|ies)|research(?:ers)?|trials?|scientists?|experts?)\b", re.IGNORECASE)
_PROOF = re.compile(r"\b(?:proof|cures?|cured)\b", re.IGNORECASE)
_PROVED = re.compile(r"\b(?:prov(?:es?|ed|en)|proof|cures?|cured)\b", re.IGNORECASE)
_FINDING = re.compile(
    r"\b(?:finds?|found|shows?|showed|reveals?|revealed|confirms?|confirmed|prov(?:es?|ed|en)|guarantees?)\b",
    re.IGNORECASE,
)
_NOT_FLAT = re.compile(
    r"\?|\b(?:may|might|could|possibl[ey]|perhaps|suggests?|suggested|hints?|likely|linked|associated|not?|whether|if)\b"
    r"|n[o’']t\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(r"(?:may|might|could|possibly|perhaps|potentially)\b", re.IGNORECASE)
_OUTLETS_CONFIRM = re.compile(
    r"\b(?:newspapers|papers|outlets|media|broadcasters|channels|(?:news )?sites|magazines|reports)\b.{0,40}?\b"
    r"(?:confirm\w*|prov\w+|reveal\w*|agree\w*)"
    r"|\bconfirmed by\b.{0,40}?\b(?:newspapers|papers|outlets|media|broadcasters)\b",
    re.IGNORECASE,
)
_BARE_WORDS = frozenset(
    "study studi research researcher trial scientist expert prov proof find found show <find>".split()
)


def promises_proof(part: Passage) -> bool:
    """Whether a part of a headline speaks of proof or of a study's finding, and is weighed here."""
    text = part.sentence.text
    return bool(_PROOF.search(text) or (_STUDY.search(text) and _FINDING.search(text)))


def proved_by_a_hedge(headline: Passage, story: Story) -> Shortfall | None:
    """How the study behind a headline says only that it may be so; None where the body says it without a "may"."""
    text = headline.sentence.text
    if not promises_proof(headline) or _NOT_FLAT.search(text):
        return None
    matter = headline.concepts - _BARE_WORDS
    for passage in filter(_is_credited_to_a_study, story.body[:FIRST]):
        for hedge, _ in passage.softened:
            if _POSSIBLE.match(hedge.quote) and _is_counterpart(headline, passage, matter):
                return None if _is_said_flatly(matter, story) else _shortfall(headline, passage, hedge)
    return None


def proved_by_leaning_outlets(headline: Passage, story: Story) -> Shortfall | None:
    """How the outlets that a headline counts as witnesses have it from one origin."""
    if not _OUTLETS_CONFIRM.search(headline.sentence.text):
        return None
    for group in leaning_groups(story):
        if len(group.mentions) > 1:
            root = group.root
            spans = (*group.mentions, root) if root else group.mentions
            name = root.quote if root else group.name
            return Shortfall(f"shows that all outlets have it from “{name}”", spans, group.claims)
    return None


def _is_counterpart(headline: Passage, passage: Passage, matter: frozenset[str]) -> bool:
    """Whether a passage about a study tells what the headline calls proved, or hedges the headline's own verb."""
    text, shared = headline.sentence.text, len(matter & passage.concepts)
    if _PROVED.search(text):
        return shared >= (1 if _STUDY.search(text) else MIN_SHARED)
    return shared >= MIN_SHARED and passage.hedge_on(matter) is not None


def _is_credited_to_a_study(passage: Passage) -> bool:
    return _STUDY.search(passage.sentence.text) is not None or any(
        claim.sourcing and any(hop.source.kind == "document" for hop in claim.sourcing.chain)
        for claim in passage.claims
    )


def _is_said_flatly(matter: frozenset[str], story: Story) -> bool:
    """Whether the body has most of it in a sentence without a hedge."""
    flat = (passage for passage in story.body if passage.claims and not passage.hedges)
    return any(len(matter & each.concepts) >= max(MIN_SHARED, MOST * len(matter)) for each in flat)


def _shortfall(headline: Passage, passage: Passage, hedge: Span) -> Shortfall:
    return Shortfall(f"hedges it with “{hedge.quote}”", (stretch(headline, passage, hedge),), passage.claims)
