"""Proofs: headlines that speak of proof, over a study that says "may" or over outlets that copy from one another."""

from __future__ import annotations

import re

from claimcheck.findings.clauses import asserted
from claimcheck.findings.leaning import leaning_groups
from claimcheck.findings.passages import Passage, Story
from claimcheck.findings.shortfalls import Shortfall, stretch
from claimcheck.spans import Span

_STUDY = re.compile(r"\b(?:stud(?:y|ies)|research(?:ers)?|trials?|scientists?|experts?)\b", re.IGNORECASE)
_PROOF = re.compile(r"\b(?:prov(?:es?|ed|en)|proof|cures?|cured|guarantees?)\b", re.IGNORECASE)
_FINDING = re.compile(r"\b(?:finds?|found|shows?|showed|reveals?|revealed|confirms?|confirmed)\b", re.IGNORECASE)
_NOT_FLAT = re.compile(
    r"\?|\b(?:may|might|could|possibl[ey]|perhaps|suggests?|suggested|hints?|likely|linked|associated|not?|whether|if)\b"
    r"|n[o’']t\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(r"(?:may|might|could|possibly|perhaps|potentially)\b", re.IGNORECASE)
_OUTLETS_CONFIRM = re.compile(
    r"\b(?:newspapers|papers|outlets|media|broadcasters|channels|(?:news )?sites|magazines|reports)\b.{0,40}?\b"
    r"(?:confirm\w*|prov\w+|reveal\w*|agree\w*)|\bconfirmed by\b.{0,40}?\b(?:newspapers|papers|outlets|media|broadcasters)\b",
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
    firmly = bool(_PROOF.search(text))
    for passage in story.body[:3]:
        for hedge, softened in passage.softened:
            said = matter & passage.concepts
            if not _POSSIBLE.match(hedge.quote) or not _is_credited_to_a_study(passage):
                continue
            if said if firmly else len(said) >= 2 and passage.hedge_on(matter) and softened & matter:
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
            return Shortfall(f"what the outlets it counts on all have from “{name}”", spans, group.claims)
    return None


def _is_credited_to_a_study(passage: Passage) -> bool:
    return _STUDY.search(passage.sentence.text) is not None or any(
        claim.sourcing and any(hop.source.kind == "document" for hop in claim.sourcing.chain)
        for claim in passage.claims
    )


def _is_said_flatly(matter: frozenset[str], story: Story) -> bool:
    """Whether the body has most of it in a sentence without a hedge that credits somebody."""
    flat = (passage for passage in story.body if not passage.hedges and passage.claims)
    return any(
        len(matter & each.concepts) >= max(2, 0.75 * len(matter)) for each in flat if asserted(each.sentence.text)
    )


def _shortfall(headline: Passage, passage: Passage, hedge: Span) -> Shortfall:
    return Shortfall(
        f"what the study hedges with “{hedge.quote}”", (stretch(headline, passage, hedge),), passage.claims
    )
