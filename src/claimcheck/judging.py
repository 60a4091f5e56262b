"""Judging: from anchored claims to verdicts.

Two read each claim. The code reads whom the article credits, from the words alone (`credits`). A large model reads the
sourcing too, and whether the claim could be settled; a small one is asked what its sentence states. Where both have
read the sourcing, `verification` compares them. A failure becomes no verdict, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.credits import Credits
from claimcheck.drafts import AnchoredClaim, Verdict
from claimcheck.errors import EndpointError, ModelError
from claimcheck.llm.chat import ChatModel
from claimcheck.llm.structured import ask, ask_aloud
from claimcheck.prompts import Prompts
from claimcheck.sampling import consistent
from claimcheck.setting import Setting
from claimcheck.spans import Span
from claimcheck.together import all_or_none
from claimcheck.verdicts import Sourcing
from claimcheck.verification import WORD_ALONE, verdict_of_both, verdict_on_reading
from claimcheck.wire import ClaimReading, WireVerdict, WireVerdicts


async def judge(
    claims: Sequence[AnchoredClaim],
    setting: Setting,
    credits: Credits,
    *,
    model: ChatModel,
    prompts: Prompts,
    samples: int = 1,
) -> dict[str, Verdict]:
    """A verdict for each claim, by its id.

    Claims that a model's answer leaves out are asked about once more; claims that nobody asked about are dropped.

    Args:
        claims: as many as the model's profile puts into one call.
        setting: the article that states them.
        credits: the code's own reading of its sourcing.
        model: who is asked.
        prompts: the words it is asked in.
        samples: how many times each question is put; what most answers come to stands: see `sampling`.

    Raises:
        EndpointError: the endpoint would refuse every other request too.
    """
    ask_for = [_judge(claims, setting, credits, model, prompts, sample) for sample in range(samples)]
    verdicts = await all_or_none(ask_for)
    return {claim.id: consistent([sample[claim.id] for sample in verdicts]) for claim in claims}


async def _judge(
    claims: Sequence[AnchoredClaim],
    setting: Setting,
    credits: Credits,
    model: ChatModel,
    prompts: Prompts,
    sample: int,
) -> dict[str, Verdict]:
    put = _judge_sentence if model.profile.sentences_per_window == 1 else _judge_many
    found: dict[str, Verdict] = {}
    why_missing = "the model left the claim out, twice"
    for _ in range(2):
        left = [claim for claim in claims if claim.id not in found]
        if not left:
            break
        try:
            found |= await put(left, setting, credits, model, prompts, sample)
        except ModelError as error:
            if isinstance(error, EndpointError) and error.refuses_all:
                raise
            why_missing = f"judging failed: {error}"
            break
    unjudged = {
        claim.id: Verdict(kind=claim.draft.kind or "state", rationale=why_missing)
        for claim in claims
        if claim.id not in found
    }
    return found | unjudged


async def _judge_sentence(
    claims: Sequence[AnchoredClaim],
    setting: Setting,
    credits: Credits,
    model: ChatModel,
    prompts: Prompts,
    sample: int,
) -> dict[str, Verdict]:
    # As printed, not as claimed: in the claims, what gives an opinion away has often been lost.
    printed = " ".join(s.text for s in setting.named({name for claim in claims for name in claim.draft.sentence_ids}))
    asked = prompts.conversation("compact/judge", sentence=printed)
    told = await ask_aloud(
        model, asked.messages, ClaimReading, shared_messages=asked.shared, likelihoods=True, sample=sample
    )
    likelihood = told.likelihood(told.answer.states)
    if likelihood is not None and len(claims) > 1:
        likelihood = min(likelihood, WORD_ALONE)  # said of all of them together
    return {
        claim.id: verdict_on_reading(
            told.answer, likelihood, claim, setting.text, _own_sourcing(claim, setting, credits)
        )
        for claim in claims
    }


async def _judge_many(
    claims: Sequence[AnchoredClaim],
    setting: Setting,
    credits: Credits,
    model: ChatModel,
    prompts: Prompts,
    sample: int,
) -> dict[str, Verdict]:
    window = setting.named({name for claim in claims for name in claim.draft.sentence_ids})
    asked = prompts.conversation(
        "full/judge",
        sentences=setting.neighbourhood(window),
        claims=[{"id": c.id, "sentence_ids": c.draft.sentence_ids, "text": c.draft.text} for c in claims],
    )
    answer = await ask(model, asked.messages, WireVerdicts, shared_messages=asked.shared, sample=sample)
    answers = {verdict.claim_id: _without_recital(verdict, prompts) for verdict in answer.verdicts}
    return {
        claim.id: verdict_of_both(answers[claim.id], claim, setting, _own_sourcing(claim, setting, credits))
        for claim in claims
        if claim.id in answers
    }


def _without_recital(verdict: WireVerdict, prompts: Prompts) -> WireVerdict:
    """The verdict without what recites the prompt. All else that it says in words is looked for in the article."""

    def is_own(text: str) -> bool:
        return not prompts.recited("full/judge", text)

    records = [f"{record.what} {record.where}" for record in verdict.evidence]
    if all(map(is_own, (verdict.rationale, *records, *verdict.missing))):
        return verdict
    return verdict.model_copy(
        update={
            "rationale": verdict.rationale if is_own(verdict.rationale) else "",
            "evidence": [record for record, said in zip(verdict.evidence, records, strict=True) if is_own(said)],
            "missing": [words for words in verdict.missing if is_own(words)],
        }
    )


def _own_sourcing(claim: AnchoredClaim, setting: Setting, credits: Credits) -> Sourcing:
    sentences = setting.named(claim.draft.sentence_ids)
    stated = claim.anchors or [Span(start=s.start, end=s.end, quote=s.text) for s in sentences]
    return credits.sourcing(stated, claim.draft.sentence_ids, claim=claim.draft.text)
