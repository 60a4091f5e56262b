"""Overclaims: headlines and captions that say more than the story bears out.

Two things are told. A flat statement whose counterparts in the body are all hedged or rest on somebody unnamed or on
another outlet; and a share of a group ("a third of officials") that the body gives for a part of that group only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.findings.events import concept, concepts
from claimcheck.findings.passages import Passage, Story
from claimcheck.findings.quantities import Quantity
from claimcheck.report import Finding, FindingKind
from claimcheck.spans import Span
from claimcheck.verdicts import Claim
from claimcheck.wording import words

MIN_COVERED = 0.75
"""From this share of a headline's concepts on, a sentence of the body says what the headline says."""

MIN_RELATED = 0.4
"""From this share on, a firm sentence about the same event may bear it out in other words."""

_DISTANCED = re.compile(
    r"[?:\"“”„«»‘]|(?<!\w)'|\b(?:says?|said|reports?|reported|reportedly|claim(?:s|ed)?|alleg\w+|accus\w+|suspect\w*|may|might"
    r"|could|likely|fear\w*|warn\w*|expect\w*|according|sources?|rumou?r\w*|study|poll|survey|testif\w+|denie[sd]|told|tells"
    r"|estimate[sd]?|appears?|seems?|possibl[ey]|apparently|would|should)\b",
    re.IGNORECASE,
)
_RESTRICTION = re.compile(
    r" (?:(?:in|at|from|within|among|on|of|who|that|with) [^.,;:()]{3,60}?(?= (?:ha[sdv]e?|is|are|was|were|will|would"
    r"|could|may|might|do|does|did|\w+ed)\b|[.,;:()])|(?:surveyed|polled|questioned|interviewed|sampled|tested|studied)\b)"
)
_ROUTINE = re.compile(
    r"\b(?:officials?|authorit(?:y|ies)|police|prosecutors?|investigators?|spokes\w+|researchers?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Shortfall:
    """How a passage of the body says less than the headline."""

    reason: str
    spans: tuple[Span, ...]
    claims: tuple[Claim, ...]


def overclaims(story: Story) -> Iterator[Finding]:
    """Finds flat headlines and captions that the body only hedges, credits to somebody unnamed, or narrows."""
    for passage in filter(_is_flat, story.headline_parts):
        yield from _overclaim(passage, story.body, kind="headline_overclaim")
    for passage in filter(_is_flat, story.captions):
        yield from _overclaim(passage, story.body, kind="caption_overclaim")


def _overclaim(flat: Passage, body: Sequence[Passage], *, kind: FindingKind) -> Iterator[Finding]:
    told = [passage for passage in body if _tells(flat, passage)]
    softer = [_softer(flat, passage) for passage in told]
    firm = any(soft is None for soft in softer) or any(_may_bear_out(flat, passage) for passage in body)
    shortfalls = [] if firm else [soft for soft in softer if soft][:1]
    narrower = [_narrower(flat, passage) for passage in told]
    if narrower and all(narrower):
        shortfalls += [narrow for narrow in narrower if narrow][:1]
    if not shortfalls:
        return
    by_length = sorted((span for shortfall in shortfalls for span in shortfall.spans), key=lambda span: span.end)
    spans = {span.start: span for span in by_length}
    ids = dict.fromkeys(c.id for c in (*flat.claims, *(c for shortfall in shortfalls for c in shortfall.claims)))
    name = "headline" if kind == "headline_overclaim" else "caption"
    yield Finding(
        kind=kind,
        severity="high" if kind == "headline_overclaim" else "medium",
        message=f"The {name} says flatly {' and '.join(shortfall.reason for shortfall in shortfalls)}.",
        claim_ids=tuple(ids),
        spans=(flat.span, *(spans[start] for start in sorted(spans))),
    )


def _is_flat(passage: Passage) -> bool:
    only_to_come = passage.event is not None and passage.event.open
    return not (only_to_come or passage.hedges or passage.is_attributed or _DISTANCED.search(passage.sentence.text))


def _tells(flat: Passage, passage: Passage) -> bool:
    """Whether a passage of the body says what the headline says."""
    if flat.event and f"<{flat.event.name}>" not in passage.concepts:
        return False
    return flat.covered_by(passage) >= (MIN_COVERED if flat.event else 0.9)


def _may_bear_out(flat: Passage, passage: Passage) -> bool:
    """Whether a firm passage of the body speaks of the headline's matter, so that it may bear it out."""
    if not passage.claims or flat.covered_by(passage) < MIN_RELATED:
        return False
    return not _tells(flat, passage) and any(_is_firm(c) for c in passage.claims) and _shares_event(flat, passage)


def _shares_event(flat: Passage, passage: Passage) -> bool:
    if flat.event is None or passage.event is None:
        return flat.event is passage.event
    return flat.event.name == passage.event.name and bool(
        flat.event.affected_concepts & passage.event.affected_concepts
    )


def _softer(flat: Passage, passage: Passage) -> _Shortfall | None:
    """How a passage says it less firmly; None where it says it as firmly."""
    verb = (f"<{flat.event.name}>",) if flat.event else flat.concepts
    hedge = passage.hedge_on(verb)
    stated = _stretch(flat, passage, hedge)
    if hedge:
        return _Shortfall(f"what the body hedges with “{hedge.quote}”", (stated,), passage.claims)
    claims = passage.stating(*_verb_place(flat, passage))
    if not claims or any(_is_firm(claim) for claim in claims):
        return None
    sourcing = claims[0].sourcing
    mentions = [hop.source.mention for hop in sourcing.chain if hop.source.mention] if sourcing else []
    if not mentions:
        return None
    return _Shortfall(f"what the body has only from “{mentions[-1].quote}”", (stated, mentions[-1]), claims)


def _is_firm(claim: Claim) -> bool:
    """Whether the article stands behind a claim, or somebody does who can be called; a group is many witnesses."""
    if claim.sourcing is None or not claim.sourcing.chain:
        return True
    origin = claim.sourcing.chain[-1].source
    if origin.kind == "anonymous":
        return False
    if origin.kind == "unnamed_person":
        return origin.mention is None or _ROUTINE.search(origin.mention.quote) is not None
    return not origin.is_outlet


def _verb_place(flat: Passage, passage: Passage) -> tuple[int, int]:
    wanted = {f"<{flat.event.name}>"} if flat.event else flat.concepts
    at = passage.sentence.start
    places = [word for word in words(passage.sentence.text) if concept(word.key) in wanted]
    return (at + places[0].start, at + places[0].end) if places else (at, at + 1)


def _stretch(flat: Passage, passage: Passage, hedge: Span | None) -> Span:
    """From the first to the last word that a passage shares with the headline, each where it first occurs."""
    first: dict[str, tuple[int, int]] = {}
    for word in words(passage.sentence.text):
        if concept(word.key) in flat.concepts:
            first.setdefault(concept(word.key), (word.start, word.end))
    places = [
        *first.values(),
        *([(hedge.start - passage.sentence.start, hedge.end - passage.sentence.start)] if hedge else []),
    ]
    return _span(passage, min(start for start, _ in places), max(end for _, end in places))


def _narrower(flat: Passage, passage: Passage) -> _Shortfall | None:
    """How a passage gives the headline's share for a part of the group only."""
    for wide in (quantity for quantity in flat.quantities if quantity.unit == "%"):
        for narrow in (quantity for quantity in passage.quantities if quantity.agrees(wide)):
            restriction = _restriction(flat, passage, narrow)
            if restriction:
                group = passage.sentence.text[narrow.start : restriction.end() + narrow.end]
                span = _span(passage, narrow.start, narrow.end + restriction.end())
                return _Shortfall(f"what the body says of “{group}” alone", (span,), passage.claims)
    return None


def _restriction(flat: Passage, passage: Passage, narrow: Quantity) -> re.Match[str] | None:
    """The words behind a counted noun that narrow it to a part by more than a name, and are not in the headline."""
    found = _RESTRICTION.match(passage.sentence.text[narrow.end :])
    if found is None:
        return None
    said = concepts(found.group())
    common = any(word.islower() and len(word) > 3 for word in found.group().split()[1:] or found.group().split())
    return found if common and said and said.isdisjoint(flat.concepts) else None


def _span(passage: Passage, start: int, end: int) -> Span:
    at, text = passage.sentence.start, passage.sentence.text
    return Span(start=at + start, end=at + end, quote=text[start:end])
