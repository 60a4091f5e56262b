"""Reliance: stories that rest on one origin, through one voice or through several outlets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.findings.leaning import leaning_groups
from claimcheck.findings.origins import Origin, origin_of
from claimcheck.findings.passages import Passage, Story
from claimcheck.report import Finding
from claimcheck.spans import Span
from claimcheck.verdicts import Claim, Hop
from claimcheck.wording import content_words, words

MIN_CLAIMS_OF_ONE_ORIGIN = 3
"""So many claims of the body, the main one among them, make a story that rests on one origin."""

MIN_SHARE_OF_ONE_ORIGIN = 0.6
"""And so large a share of all claims of the body."""

_HOLDING = re.compile(
    r"believ|hop|fear|insist|think|feel|expect|want|wish|urg|vow|defend|prais|prefer|warn", re.IGNORECASE
)
_SELF = frozenset("he she they i we his her their my our".split())
_SAYING = re.compile(
    r"\b(?:said|says|told|according|announced|confirmed|documents?|filings?|court|statement)\b", re.IGNORECASE
)


def single_origin(story: Story) -> Iterator[Finding]:
    """Finds a story whose main claim and most others rest on one origin, with no other source anywhere."""
    lead = story.lead
    if any(_may_have_another_source(passage) for passage in story.body):
        return
    credited = [claim for passage in (*story.headline, *story.body) for claim in passage.claims if _chain(claim)]
    credited = list({claim.id: claim for claim in credited}.values())
    total = len({claim.id for passage in story.body for claim in passage.claims})
    if lead is None or len(credited) < max(MIN_CLAIMS_OF_ONE_ORIGIN, MIN_SHARE_OF_ONE_ORIGIN * total):
        return
    origin = _the_one(credited)
    main = [claim for claim in lead.claims if _chain(claim)]
    if origin is None or not main or _speaks_openly(origin, main, story):
        return
    mention = next((hop.source.mention for claim in credited for hop in _chain(claim)[-1:] if hop.source.mention), None)
    if mention:
        yield Finding(
            kind="single_origin",
            severity="medium",
            message=f"The main claim and {len(credited) - 1} more rest on “{mention.quote}”; nobody else is credited.",
            claim_ids=tuple(claim.id for claim in credited),
            spans=_mentions(credited),
        )


def _speaks_openly(origin: Origin, main: Sequence[Claim], story: Story) -> bool:
    """Whether the story is somebody's statement and says so: in the headline, or as a view, or about himself."""
    headline = " ".join(passage.sentence.text for passage in story.headline)
    if not origin.name.isdisjoint(content_words(headline)):
        return True
    return any(_is_about_the_speaker(claim, origin) for claim in main)


def _is_about_the_speaker(claim: Claim, origin: Origin) -> bool:
    sourcing, spoken = claim.sourcing, words(claim.text)
    if sourcing is None or sourcing.speech in ("direct", "mixed") or claim.kind in ("opinion", "prediction"):
        return True
    cue = sourcing.chain[-1].cue
    if cue and _HOLDING.search(cue.quote):
        return True
    return any(word.key in _SELF for word in spoken[:2]) or not origin.name.isdisjoint(content_words(claim.text))


def leaning_outlets(story: Story) -> Iterator[Finding]:
    """Finds several outlets that all have it from one outlet, channel or document: they are one witness."""
    for group in leaning_groups(story):
        if len(group.mentions) > 1:
            yield Finding(
                kind="single_origin",
                severity="medium",
                message=f"{_named(group.mentions)} have it from “{group.name}”: they are one witness.",
                claim_ids=tuple(claim.id for claim in group.claims),
                spans=group.mentions,
            )


def _named(outlets: Sequence[Span]) -> str:
    *most, last = (f"“{outlet.quote}”" for outlet in outlets)
    return f"{', '.join(most)} and {last} {'both' if len(most) == 1 else 'all'}"


def _the_one(claims: Sequence[Claim]) -> Origin | None:
    """The origin that all these claims have; None where they have several, or where that cannot be told."""
    first = origin_of(claims[0])
    for claim in claims:
        origin = origin_of(claim)
        if first is None or origin is None or not first.is_same(origin):
            return None
    return first


def _may_have_another_source(passage: Passage) -> bool:
    """Whether a passage credits nobody and yet has a word of saying or the name of a record in it."""
    return not passage.is_attributed and _SAYING.search(passage.sentence.text) is not None


def _mentions(claims: Sequence[Claim]) -> tuple[Span, ...]:
    found = {
        hop.source.mention.start: hop.source.mention for c in claims for hop in _chain(c)[-1:] if hop.source.mention
    }
    return tuple(found[start] for start in sorted(found))


def _chain(claim: Claim) -> tuple[Hop, ...]:
    return claim.sourcing.chain if claim.sourcing else ()
