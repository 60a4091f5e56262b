"""Verification: what of a model's verdict stands in the article.

A source that the article does not mention near the claim is dropped, with the chain behind it left to speak for
itself; a title or a justification that is not printed is left out. What is dropped lowers the confidence.
"""

from __future__ import annotations

import re

from claimcheck.drafts import AnchoredClaim, Verdict
from claimcheck.grounding import locate
from claimcheck.setting import Setting
from claimcheck.spans import Span
from claimcheck.verdicts import SECOND_HAND_HEDGES, Hop, Record, Source, Sourcing, Speech, Verifiability
from claimcheck.wire import FullCredit, FullVerdict

REACH = 3
"""How many sentences before a claim's own may name its source."""


def verified(answer: FullVerdict, claim: AnchoredClaim, setting: Setting) -> Verdict:
    """The verdict that a model's answer makes once everything in it has been looked up.

    `confidence` is the share of what the model pointed at, the claim's own words and each source, that stands in the
    article where it should.

    Args:
        answer: what the model said of the claim.
        claim: the claim, with its anchors.
        setting: the article that states it.
    """
    text = setting.text
    own = [(s.start, s.end) for s in setting.named(claim.draft.sentence_ids)]
    near = [(s.start, s.end) for s in setting.near(claim.draft.sentence_ids, before=REACH)]
    hops = [hop for credit in answer.chain if (hop := _hop(credit, text, own, near))]
    hedges = _hedges(answer, claim, text, own)
    pointed_at, found = 1 + len(answer.chain), bool(claim.anchors) + len(hops)
    return Verdict(
        kind=answer.kind,
        sourcing=Sourcing.of(hops, hedges=hedges, speech=_speech(answer, bool(hops))).model_copy(
            update={"inherited": answer.inherited and bool(hops)}
        ),
        verifiability=_verifiability(answer),
        confidence=round(found / pointed_at, 2),
        rationale=answer.rationale or None,
    )


def _hop(credit: FullCredit, text: str, own: list[tuple[int, int]], near: list[tuple[int, int]]) -> Hop | None:
    mention = locate(credit.source, text, own) or locate(credit.source, text, near, near=near[-1][0])
    if mention is None:
        return None
    named = credit.kind in ("named_person", "named_organization", "document")
    name = _printed(credit.name, text)
    source = Source(
        name=(name or mention.quote) if named else name,
        kind=credit.kind,
        title=_printed(credit.title, text),
        justification=_printed(credit.justification, text),
        is_outlet=credit.is_outlet,
        mention=mention,
    )
    return Hop(source=source, cue=locate(credit.cue, text, own, near=mention.start) if credit.cue else None)


def _printed(words: str | None, text: str) -> str | None:
    return words.strip() if words and words.strip() and words.strip() in text else None


def _hedges(answer: FullVerdict, claim: AnchoredClaim, text: str, own: list[tuple[int, int]]) -> list[Span]:
    """The hedges that the model quotes, and those that stand among the words that state the claim."""
    quoted = [span for words in answer.hedges if (span := locate(words, text, own))]
    printed = [
        Span.of(text, anchor.start + match.start(), anchor.start + match.end())
        for anchor in claim.anchors
        for match in _SECOND_HAND.finditer(anchor.quote)
    ]
    return sorted({(span.start, span.end): span for span in (*quoted, *printed)}.values(), key=lambda s: s.start)


def _speech(answer: FullVerdict, sourced: bool) -> Speech:  # noqa: FBT001 (one fact, one word)
    if not sourced:
        return "none"
    return "indirect" if answer.speech == "none" else answer.speech


def _verifiability(answer: FullVerdict) -> Verifiability:
    obstacle = None if answer.status == "checkable" else answer.obstacle or "vague"
    return Verifiability(
        status=answer.status,
        obstacle=obstacle,
        check_worthiness=answer.check_worthiness,
        evidence=tuple(Record(what=record.what, where=record.where) for record in answer.evidence),
        missing=tuple(answer.missing),
    )


_SECOND_HAND = re.compile(rf"\b(?:{'|'.join(sorted(SECOND_HAND_HEDGES))})\b", re.IGNORECASE)
