"""Verification: what of a model's verdict stands in the article, and how far it agrees with the code's own reading.

A source that the article does not mention near the claim is dropped; a title or a justification that is not printed is
left out.

Where both have read the sourcing and disagree, the model's chain stands if all of it was found in the article, and
the code's otherwise: a large model resolves what words alone do not tell, and what it makes up is caught.

Whether a claim states a fact, a small model says with a probability; the words' own leaning (`statements`) shifts it.
What keeps a fact from being settled is read from the words.
"""

from __future__ import annotations

import math

from claimcheck.confidence import confidence_in_credit, confidence_in_sort
from claimcheck.drafts import AnchoredClaim, Verdict
from claimcheck.grounding import locate
from claimcheck.kinds import kind_of
from claimcheck.obstacles import read_obstacle
from claimcheck.records import concrete_record
from claimcheck.setting import Setting
from claimcheck.spans import Span
from claimcheck.statements import leaning
from claimcheck.verdicts import Hop, Record, Source, Sourcing, Verifiability, strength_of
from claimcheck.wire import ClaimReading, Credit, WireVerdict
from claimcheck.wording import content_words

REACH = 3
"""How many sentences before a claim's own may name its source."""

WORD_ALONE = 0.8
"""How likely a model's word is taken to be where it does not tell its probability; and at most so likely where it was
said of a sentence that makes several claims."""

OPINION_BIAS = 0.75
"""By so much, in log-odds, a small model leans towards "opinion" where people are undecided."""

SUREST = 0.995
"""No answer counts as surer: a model that is always sure would leave the words no say."""


def verdict_on_reading(
    reading: ClaimReading, likelihood: float | None, claim: AnchoredClaim, article: str, sourcing: Sourcing
) -> Verdict:
    """The verdict where the model read the sentence, and the code its sourcing.

    Args:
        reading: what the model said.
        likelihood: how likely it held its word for what the claim states to be; None where it did not tell.
        claim: the claim, with its anchors.
        article: the text that states it.
        sourcing: the code's reading of whom it is credited to.
    """
    text = claim.draft.text
    factual = fact_probability(reading, likelihood, leaning(text))
    own = read_obstacle(text)
    status, obstacle = own.status, own.obstacle
    kind = claim.draft.kind or kind_of(text)
    if factual < _EVEN and obstacle != "prediction" and kind not in _SETTLED_ALL_THE_SAME:
        status, obstacle = "not_checkable", obstacle or "opinion"
    record = concrete_record(reading.record, reading.keeper, claim=text, article=article)
    confidence = confidence_in_sort(claim, sourcing, factual=factual)
    return Verdict(
        kind=obstacle if obstacle in ("opinion", "prediction") else kind,
        sourcing=sourcing,
        verifiability=Verifiability(
            status=status,
            obstacle=obstacle,
            check_worthiness=reading.check_worthiness,
            evidence=(record,) if record and status != "not_checkable" else (),
            missing=(own.missing,) if own.missing and status == "partly_checkable" else (),
        ),
        confidence=confidence.share,
        rationale=confidence.why,
    )


def fact_probability(reading: ClaimReading, likelihood: float | None, leaning: float) -> float:
    """How likely a claim states a fact: the model's odds without its bias, shifted by a third of the words' own."""
    sure = WORD_ALONE if likelihood is None else min(max(likelihood, 0.5), SUREST)
    odds = math.log(sure / (1 - sure))
    return 1 / (1 + math.exp(-((odds if reading.states == "fact" else -odds) + OPINION_BIAS + leaning / 3)))


def verdict_of_both(answer: WireVerdict, claim: AnchoredClaim, setting: Setting, own: Sourcing) -> Verdict:
    """The verdict where the model read the sourcing too, and everything that it points at has been looked up.

    Args:
        answer: what the model said of the claim.
        claim: the claim, with its anchors.
        setting: the article that states it.
        own: the code's own reading of its sourcing.
    """
    hops = _hops(answer, claim, setting) if answer.chain else []
    sourcing = own if len(hops) < len(answer.chain) else _sourcing(answer, hops, claim, setting, own)
    confidence = confidence_in_credit(claim, sourcing, agreement=agreement(answer, own))
    return Verdict(
        kind=answer.kind,
        sourcing=sourcing,
        verifiability=_verifiability(answer),
        confidence=confidence.share,
        rationale=" ".join(filter(None, (answer.rationale, confidence.why))) or None,
    )


def agreement(answer: WireVerdict, own: Sourcing) -> float:
    """How far a model's reading of the sourcing and the code's own agree: 0, 1/3, 2/3 or 1.

    One third each for: whether anybody is credited; who is, going by the outermost name; what kind of source the
    origin is.
    """
    if not answer.chain or not own.chain:
        return 1.0 if not answer.chain and not own.chain else 0.0
    theirs, ours = answer.chain[0], own.chain[0].source
    named_alike = content_words(theirs.name or theirs.source) & content_words(ours.name or _mention(ours))
    return round((1 + bool(named_alike) + (answer.chain[-1].kind == own.chain[-1].source.kind)) / 3, 2)


def _mention(source: Source) -> str:
    return source.mention.quote if source.mention else ""


def _hops(answer: WireVerdict, claim: AnchoredClaim, setting: Setting) -> list[Hop]:
    own = [(s.start, s.end) for s in setting.named(claim.draft.sentence_ids)]
    near = [(s.start, s.end) for s in setting.near(claim.draft.sentence_ids, before=REACH)]
    return [hop for credit in answer.chain if (hop := _hop(credit, setting.text, own, near))]


def _sourcing(answer: WireVerdict, hops: list[Hop], claim: AnchoredClaim, setting: Setting, own: Sourcing) -> Sourcing:
    quoted = _hedges(answer, claim, setting) if answer.hedges else []
    hedges = sorted({(span.start, span.end): span for span in (*quoted, *own.hedges)}.values(), key=_start)
    if not hops and not own.chain and hedges == [*own.hedges]:
        return own  # nobody is credited, and no hedge is new
    return Sourcing(
        strength=strength_of(hops, hedges),
        chain=tuple(hops),
        speech="none" if not hops else "indirect" if answer.speech == "none" else answer.speech,
        hedges=tuple(hedges),
        inherited=answer.inherited and bool(hops),
    )


def _hedges(answer: WireVerdict, claim: AnchoredClaim, setting: Setting) -> list[Span]:
    places = [(s.start, s.end) for s in setting.named(claim.draft.sentence_ids)]
    return [span for words in answer.hedges if (span := locate(words, setting.text, places))]


def _start(span: Span) -> int:
    return span.start


def _hop(credit: Credit, text: str, own: list[tuple[int, int]], near: list[tuple[int, int]]) -> Hop | None:
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


def _verifiability(answer: WireVerdict) -> Verifiability:
    obstacle = None if answer.status == "checkable" else answer.obstacle or "vague"
    return Verifiability(
        status=answer.status,
        obstacle=obstacle,
        check_worthiness=answer.check_worthiness,
        evidence=tuple(Record(what=record.what, where=record.where) for record in answer.evidence),
        missing=tuple(answer.missing),
    )


_EVEN = 0.5

_SETTLED_ALL_THE_SAME = frozenset({"speech_act", "background"})
"""That something was ordered or denied can be settled whatever it was, and so can what is said in passing of somebody,
such as an office or an age, in a sentence that goes on with an opinion."""
