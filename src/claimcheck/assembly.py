"""Assembly: what the steps found, put together so that everything adds up."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from claimcheck.drafts import AnchoredClaim, Draft, Silence, Verdict
from claimcheck.grounding import locate, locate_claim
from claimcheck.repetition import first_tellings
from claimcheck.report import SentenceOutcome
from claimcheck.setting import Setting
from claimcheck.spans import Span
from claimcheck.verdicts import Claim
from claimcheck.wording import content_words


@dataclass(frozen=True, slots=True)
class Judged:
    """An anchored claim with its verdict."""

    claim: AnchoredClaim
    verdict: Verdict


def anchored(drafts: Sequence[Draft], setting: Setting, *, prefix: str) -> list[AnchoredClaim]:
    """The drafts with their places in the article, under ids that begin with `prefix`."""
    return [
        AnchoredClaim(f"{prefix}{number}", draft, _anchors(draft, setting))
        for number, draft in enumerate(drafts, start=1)
    ]


def distinct(judged: Sequence[Judged]) -> list[Judged]:
    """The claims in reading order, each once. A repetition adds its place to the first claim that says the same."""
    kept: dict[int, Judged] = {}
    drafts = [each.claim.draft for each in judged]
    wholes = [(draft.sentence_ids, draft.part_of) if draft.part_of else None for draft in drafts]
    tellings = first_tellings([draft.text for draft in drafts], wholes)
    for number, first in enumerate(tellings):
        kept[first] = _merged(kept[first], judged[number]) if first in kept else judged[number]
    return list(kept.values())


def claims_of(judged: Sequence[Judged], setting: Setting) -> tuple[Claim, ...]:
    """The report's claims, "c1" onwards in reading order."""
    places = {sentence.id: sentence.start for sentence in setting.sentences}
    ordered = sorted(judged, key=lambda each: _reading_place(each.claim, places))
    seen: Counter[str] = Counter()
    claims = []
    for number, each in enumerate(ordered, start=1):
        draft, verdict = each.claim.draft, each.verdict
        fingerprint = fingerprint_of(draft.text)
        seen[fingerprint] += 1
        claims.append(
            Claim(
                id=f"c{number}",
                fingerprint=fingerprint if seen[fingerprint] == 1 else f"{fingerprint}-{seen[fingerprint]}",
                text=draft.text,
                kind=verdict.kind,
                sentence_ids=tuple(sorted(draft.sentence_ids, key=places.__getitem__)),
                anchors=each.claim.anchors,
                sourcing=verdict.sourcing,
                verifiability=verdict.verifiability,
                confidence=verdict.confidence,
                rationale=verdict.rationale,
            )
        )
    return tuple(claims)


def outcomes(setting: Setting, claims: Iterable[Claim], silences: Mapping[str, Silence]) -> tuple[SentenceOutcome, ...]:
    """One outcome for every sentence.

    Args:
        setting: the article.
        claims: its claims.
        silences: for each sentence that no claim names, why.
    """
    stated: dict[str, list[str]] = {}
    for claim in claims:
        for name in claim.sentence_ids:
            stated.setdefault(name, []).append(claim.id)
    found = []
    for sentence in setting.sentences:
        ids = tuple(stated.get(sentence.id, ()))
        silence = None if ids else silences[sentence.id]
        found.append(
            SentenceOutcome(
                id=sentence.id,
                start=sentence.start,
                end=sentence.end,
                region=sentence.region,
                outcome="claims" if silence is None else "failed" if silence.failed else "no_claim",
                reason=silence.reason if silence else None,
                claim_ids=ids,
            )
        )
    return tuple(found)


def fingerprint_of(claim: str) -> str:
    """16 hexadecimal digits that stay the same when a claim is moved, or its words change order or ending."""
    words = " ".join(sorted(content_words(claim)))
    return hashlib.sha256((words or claim).encode()).hexdigest()[:16]


def _anchors(draft: Draft, setting: Setting) -> tuple[Span, ...]:
    places = [(sentence.start + sentence.dateline, sentence.end) for sentence in setting.named(draft.sentence_ids)]
    found = locate(draft.quote, setting.text, places) if draft.quote else None
    found = found or locate_claim(draft.text, setting.text, places)
    if found is None and draft.part_of:
        found = locate_claim(draft.part_of, setting.text, places)
    return (found,) if found else ()


def _merged(first: Judged, again: Judged) -> Judged:
    draft = first.claim.draft
    sentence_ids = tuple(dict.fromkeys((*draft.sentence_ids, *again.claim.draft.sentence_ids)))
    anchors = {(span.start, span.end): span for span in (*first.claim.anchors, *again.claim.anchors)}
    claim = replace(
        first.claim,
        draft=replace(draft, sentence_ids=sentence_ids),
        anchors=tuple(span for _, span in sorted(anchors.items())),
    )
    return Judged(claim, first.verdict if first.verdict.sourcing else again.verdict)


def _reading_place(claim: AnchoredClaim, places: Mapping[str, int]) -> tuple[int, int]:
    sentence = min(places[name] for name in claim.draft.sentence_ids)
    return sentence, claim.anchors[0].start if claim.anchors else sentence
