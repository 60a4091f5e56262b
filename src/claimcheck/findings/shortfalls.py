"""Shortfalls: how a passage of the body says less than a headline or a caption in nearly the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.findings.events import concepts
from claimcheck.findings.firmness import is_firm, soft_source
from claimcheck.findings.passages import Passage
from claimcheck.findings.quantities import Quantity
from claimcheck.spans import Span
from claimcheck.verdicts import Claim

MIN_COVERED = 0.75
"""From this share of a headline's concepts on, a sentence of the body says what the headline says."""

MIN_RELATED = 0.4
"""From this share on, a firm sentence about the same event may bear it out in other words."""

MIN_COVERED_WITH_DETAIL = 0.6
"""From this share on, a sentence tells the headline's story, and what it hedges is a detail of it."""

MIN_DETAIL = 2
"""So many concepts make a detail."""

_NO_DOUBT = re.compile(r"\b(?:set|expected|due|likely|unlikely|supposed)\b|^(?:may|might|could) not$", re.IGNORECASE)
"""Hedges of what is to come, which a headline tells in the present, and those that deny rather than doubt."""

_RESTRICTION = re.compile(
    r" (?:(?:in|at|from|within|among|on|of|who|that|with) [^.,;:()]{3,60}?(?= (?:ha[sdv]e?|is|are|was|were|will|would"
    r"|could|may|might|do|does|did|\w+ed)\b|[.,;:()])|(?:surveyed|polled|questioned|interviewed|sampled|tested|studied)\b)"
)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How the body says less than a headline or a caption.

    Attributes:
        reason: what the body does instead, as it follows on "the body".
        spans: the places of the body that show it.
        claims: the claims that these places state.
    """

    reason: str
    spans: tuple[Span, ...]
    claims: tuple[Claim, ...]


def told_less(flat: Passage, body: Sequence[Passage]) -> list[Shortfall]:
    """How the body says less, where all sentences that tell the same do."""
    told = [passage for passage in body if tells(flat, passage)]
    softer = [_softer(flat, passage) for passage in told]
    firm = not told or None in softer or any(_may_bear_out(flat, passage) for passage in body)
    shortfalls = [] if firm else [soft for soft in softer if soft][:1]
    narrower = [_narrower(flat, passage) for passage in told]
    if narrower and all(narrower):
        shortfalls += [narrow for narrow in narrower if narrow][:1]
    detail = None if shortfalls else _hedged_detail(flat, body)
    return [detail] if detail else shortfalls


def tells(flat: Passage, passage: Passage) -> bool:
    """Whether a passage of the body says what the headline says, in nearly the same words."""
    if flat.event and f"<{flat.event.name}>" not in passage.concepts:
        return False
    return flat.covered_by(passage, but_for_figures=True) >= (MIN_COVERED if flat.event else 0.9)


def _may_bear_out(flat: Passage, passage: Passage) -> bool:
    """Whether a firm passage of the body speaks of the headline's matter, so that it may bear it out."""
    if not passage.claims or flat.covered_by(passage) < MIN_RELATED:
        return False
    return not tells(flat, passage) and any(is_firm(c) for c in passage.claims) and _shares_event(flat, passage)


def _shares_event(flat: Passage, passage: Passage) -> bool:
    if flat.event is None or passage.event is None:
        return flat.event is passage.event
    return flat.event.name == passage.event.name and bool(
        flat.event.affected_concepts & passage.event.affected_concepts
    )


def _softer(flat: Passage, passage: Passage) -> Shortfall | None:
    """How a passage says it less firmly; None where it says it as firmly."""
    hedge = passage.hedge_on((f"<{flat.event.name}>",)) if flat.event else _hedge_on_any(flat, passage)
    if hedge and _NO_DOUBT.search(hedge.quote):
        return None
    if hedge:
        return Shortfall(f"hedges it with “{hedge.quote}”", (stretch(flat, passage, hedge),), passage.claims)
    claims = passage.stating(*_verb_place(flat, passage))
    if not claims or any(is_firm(claim) for claim in claims):
        return None
    mention = soft_source(claims[0])
    if mention is None or concepts(mention.quote) & flat.plain:  # the candidate himself, not a witness
        return None
    spans = (stretch(flat, passage, None), mention)
    return Shortfall(f"has it only from “{mention.quote}”", spans, claims)


def _hedge_on_any(flat: Passage, passage: Passage) -> Span | None:
    """The hedge of a passage that softens something of a headline without an event, and not what comes before it."""
    softening = (hedge for hedge, soft in passage.softened if flat.concepts & soft - passage.in_front_of(hedge))
    return next(softening, None)


def _hedged_detail(flat: Passage, body: Sequence[Passage]) -> Shortfall | None:
    """What the headline tells besides the event, if the body has it nowhere but behind a hedge."""
    for passage in body:
        if not passage.hedges or flat.covered_by(passage) < MIN_COVERED_WITH_DETAIL:
            continue
        for hedge, softened in passage.softened:
            detail = (flat.concepts & softened) - passage.in_front_of(hedge)
            if _NO_DOUBT.search(hedge.quote) or len(detail) < MIN_DETAIL or not detail & passage.plain:
                continue
            if not any(_tells_detail(detail, other, hedge) for other in body):
                spans = (stretch(flat, passage, hedge),)
                return Shortfall(f"hedges a detail of it with “{hedge.quote}”", spans, passage.claims)
    return None


def _tells_detail(detail: frozenset[str], passage: Passage, hedge: Span) -> bool:
    """Whether a passage has a detail where no hedge softens it, on the word of somebody who can be called."""
    is_hedged = any(detail & softened for _, softened in passage.softened)
    if is_hedged or not detail & passage.concepts or hedge.lies_within(passage.sentence.start, passage.sentence.end):
        return False
    return len(detail & passage.concepts) >= MIN_DETAIL and any(is_firm(claim) for claim in passage.claims)


def _verb_place(flat: Passage, passage: Passage) -> tuple[int, int]:
    wanted = {f"<{flat.event.name}>"} if flat.event else flat.concepts
    at = passage.sentence.start
    places = [word for word, each in passage.placed if each in wanted]
    return (at + places[0].start, at + places[0].end) if places else (at, at + 1)


def stretch(flat: Passage, passage: Passage, hedge: Span | None) -> Span:
    """From the first to the last word that a passage shares with the headline, each where it first occurs."""
    first: dict[str, tuple[int, int]] = {}
    for word, each in passage.placed:
        if each in flat.concepts:
            first.setdefault(each, (word.start, word.end))
    at = passage.sentence.start
    places = [*first.values(), *([(hedge.start - at, hedge.end - at)] if hedge else [])]
    return _span(passage, min(start for start, _ in places), max(end for _, end in places))


def _narrower(flat: Passage, passage: Passage) -> Shortfall | None:
    """How a passage gives the headline's share for a part of the group only."""
    for wide in (quantity for quantity in flat.quantities if quantity.unit == "%"):
        for narrow in (quantity for quantity in passage.quantities if quantity.agrees(wide)):
            restriction = _restriction(flat, passage, narrow)
            if restriction:
                group = passage.sentence.text[narrow.start : restriction.end() + narrow.end]
                span = _span(passage, narrow.start, narrow.end + restriction.end())
                return Shortfall(f"says it of “{group}” alone", (span,), passage.claims)
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
