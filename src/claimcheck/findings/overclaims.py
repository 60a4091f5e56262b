"""Overclaims: headlines and captions that say more than the story bears out.

Each part of a headline, and each caption, is held against the body. First against the sentences that say the same in
nearly the same words: are all of them hedged, do all rest on somebody unnamed or on another outlet (`shortfalls`)? Then
against the lead, which tells a headline's story in whatever words (`leads`), against what the body doubts (`doubts`),
and, where the headline speaks of proof, against what the study or the outlets say (`proofs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.findings.doubts import Doubts
from claimcheck.findings.leads import rests_on_unnamed
from claimcheck.findings.passages import Passage, Story
from claimcheck.findings.proofs import promises_proof, proved_by_a_hedge, proved_by_leaning_outlets
from claimcheck.findings.shortfalls import Shortfall, told_less
from claimcheck.report import Finding, FindingKind

MAX_CAPTIONS = 50
"""So many captions of an article are weighed."""

LONGEST_TOLD = 120
"""A headline or caption of so many characters stands in the message in full."""

_CUT_OFF = re.compile(r"(?:\.\.\.|…)\W*$")
_DISTANCED = re.compile(
    r"[?:\"“”„«»‘]|(?<!\w)'|\b(?:says?|said|reports?|reported|reportedly|claim(?:s|ed)?|alleg\w+|accus\w+|suspect\w*|may|might"
    r"|could|likely|fear\w*|warn\w*|expect\w*|according|sources?|rumou?r\w*|study|poll|survey|testif\w+|denie[sd]|told|tells"
    r"|estimate[sd]?|appears?|seems?|possibl[ey]|apparently|would|should|wants?|seeks?|eyes|mulls?|considers?|ponders?|weighs"
    r"|hopes?|vows?|threat\w*|urges?|calls? for|in talks|set to)\b",
    re.IGNORECASE,
)


def overclaims(story: Story) -> Iterator[Finding]:
    """Finds flat headlines and captions that the body only hedges, credits to somebody unnamed, doubts, or narrows."""
    for headline in story.headline:
        shortfall = proved_by_leaning_outlets(headline, story) or proved_by_a_hedge(headline, story)
        if shortfall:
            yield _finding(headline, [shortfall], kind="headline_overclaim")
    doubts = Doubts(story)
    for part in story.headline_parts:
        shortfalls = _shortfalls(part, story, doubts) if _is_flat(part) else []
        if shortfalls:
            yield _finding(part, shortfalls, kind="headline_overclaim")
    for caption in story.captions[:MAX_CAPTIONS]:
        if _is_flat(caption) and not _CUT_OFF.search(caption.sentence.text):
            shortfalls = told_less(caption, story.body) or _only(doubts.about(caption))
            if shortfalls:
                yield _finding(caption, shortfalls, kind="caption_overclaim")


def _shortfalls(part: Passage, story: Story, doubts: Doubts) -> list[Shortfall]:
    found = told_less(part, story.body)
    if found or promises_proof(part):
        return found
    return _only(rests_on_unnamed(part, story) or doubts.about(part))


def _only(shortfall: Shortfall | None) -> list[Shortfall]:
    return [shortfall] if shortfall else []


def _is_flat(passage: Passage) -> bool:
    only_to_come = passage.event is not None and passage.event.open
    return not (only_to_come or passage.hedges or passage.is_attributed or _DISTANCED.search(passage.sentence.text))


def _finding(flat: Passage, shortfalls: list[Shortfall], *, kind: FindingKind) -> Finding:
    by_length = sorted((span for shortfall in shortfalls for span in shortfall.spans), key=lambda span: span.end)
    spans = {span.start: span for span in by_length}
    ids = dict.fromkeys(c.id for c in (*flat.claims, *(c for shortfall in shortfalls for c in shortfall.claims)))
    name, text = "headline" if kind == "headline_overclaim" else "caption", flat.sentence.text
    told = f"“{text}”" if len(text) <= LONGEST_TOLD else "this"
    return Finding(
        kind=kind,
        severity="high" if kind == "headline_overclaim" else "medium",
        message=f"The {name} states {told} as a fact; the body {' and '.join(each.reason for each in shortfalls)}.",
        claim_ids=tuple(ids),
        spans=(flat.span, *(spans[start] for start in sorted(spans))),
    )
