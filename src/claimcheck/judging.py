"""Judging: from anchored claims to verdicts.

The model says whom the article credits and whether a claim could be settled. Code looks up every name and quote
that it gives, drops what is not there, and computes the strength. A failure becomes no verdict, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.drafts import AnchoredClaim, Verdict
from claimcheck.errors import EndpointError, ModelError
from claimcheck.llm.chat import ChatModel
from claimcheck.llm.structured import ask
from claimcheck.prompts import Prompts
from claimcheck.setting import Setting
from claimcheck.verification import verified
from claimcheck.wire import ClaimVerdict, FullVerdict, FullVerdicts, widened

LEAD_UP = 1
"""How many sentences before a claim's own a small model is shown."""


async def judge(
    claims: Sequence[AnchoredClaim], setting: Setting, *, model: ChatModel, prompts: Prompts
) -> dict[str, Verdict]:
    """A verdict for each claim, by its id.

    Claims that a model's answer leaves out are asked about once more; claims that nobody asked about are dropped.

    Args:
        claims: as many as the model's profile puts into one call.
        setting: the article that states them.
        model: who is asked.
        prompts: the words it is asked in.
    """
    put = _ask_compact if model.profile.claims_per_call == 1 else _ask_full
    found: dict[str, FullVerdict] = {}
    why_missing = "the model left the claim out, twice"
    for _ in range(2):
        open_claims = [claim for claim in claims if claim.id not in found]
        if not open_claims:
            break
        try:
            answers = await put(open_claims, setting, model, prompts)
        except ModelError as error:
            if isinstance(error, EndpointError) and error.refuses_all:
                raise
            why_missing = f"judging failed: {error}"
            break
        found |= {answer.claim_id: answer for answer in answers if answer.claim_id in {c.id for c in open_claims}}
    return {
        claim.id: verified(found[claim.id], claim, setting)
        if claim.id in found
        else Verdict(kind=claim.draft.kind or "state", rationale=why_missing)
        for claim in claims
    }


async def _ask_compact(
    claims: Sequence[AnchoredClaim], setting: Setting, model: ChatModel, prompts: Prompts
) -> list[FullVerdict]:
    (claim,) = claims
    own = setting.named(claim.draft.sentence_ids)
    asked = prompts.conversation(
        "compact/judge",
        context=" ".join(setting.lead_up(own[0], LEAD_UP)),
        sentence=" ".join(sentence.text for sentence in own),
        claim=claim.draft.text,
    )
    answer = await ask(model, asked.messages, ClaimVerdict, shared_messages=asked.shared)
    return [widened(answer, claim_id=claim.id)]


async def _ask_full(
    claims: Sequence[AnchoredClaim], setting: Setting, model: ChatModel, prompts: Prompts
) -> list[FullVerdict]:
    named = {name for claim in claims for name in claim.draft.sentence_ids}
    asked = prompts.conversation(
        "full/judge",
        sentences=setting.neighbourhood(setting.named(named)),
        claims=[{"id": c.id, "sentence_ids": c.draft.sentence_ids, "text": c.draft.text} for c in claims],
    )
    answer = await ask(model, asked.messages, FullVerdicts, shared_messages=asked.shared)
    return answer.verdicts
