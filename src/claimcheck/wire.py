"""Wire models: what a model fills in. Flat, as strict JSON Schema asks: no defaults, no maps, no union but with null."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from claimcheck.verdicts import CheckWorthiness, ClaimKind, Obstacle, SourceKind, Speech, Status


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SentenceClaims(_Wire):
    """What a small model says one sentence states."""

    claims: list[str] = Field(min_length=1, max_length=5)


class WindowClaim(_Wire):
    """One claim of a window."""

    sentence_ids: list[str]
    quote: str
    text: str
    kind: ClaimKind


class SilentSentence(_Wire):
    """One sentence of a window that states nothing."""

    sentence_id: str
    reason: str


class WindowClaims(_Wire):
    """What a full model says a window states."""

    claims: list[WindowClaim]
    no_claim: list[SilentSentence]


class Credit(_Wire):
    """One link of a chain, as a small model gives it."""

    source: str = Field(min_length=1)
    kind: SourceKind


class ClaimVerdict(_Wire):
    """What a small model says of one claim."""

    chain: list[Credit] = Field(max_length=2)
    kind: ClaimKind
    obstacle: Obstacle | None
    check_worthiness: CheckWorthiness


class FullCredit(_Wire):
    """One link of a chain, as a full model gives it."""

    source: str
    name: str | None
    kind: SourceKind
    is_outlet: bool
    title: str | None
    justification: str | None
    cue: str | None


class FullRecord(_Wire):
    """A record that would settle a claim."""

    what: str
    where: str


class FullVerdict(_Wire):
    """What a full model says of one claim among several."""

    claim_id: str
    chain: list[FullCredit]
    hedges: list[str]
    speech: Speech
    inherited: bool
    kind: ClaimKind
    status: Status
    obstacle: Obstacle | None
    check_worthiness: CheckWorthiness
    evidence: list[FullRecord]
    missing: list[str]
    rationale: str


class FullVerdicts(_Wire):
    """What a full model says of the claims of one call."""

    verdicts: list[FullVerdict]


def widened(verdict: ClaimVerdict, *, claim_id: str) -> FullVerdict:
    """A small model's verdict in a full model's form. What it was not asked stays empty."""
    return FullVerdict(
        claim_id=claim_id,
        chain=[
            FullCredit(
                source=link.source,
                name=None,
                kind=link.kind,
                is_outlet=False,
                title=None,
                justification=None,
                cue=None,
            )
            for link in verdict.chain
        ],
        hedges=[],
        speech="none",
        inherited=False,
        kind=verdict.kind,
        status=STATUS_OF.get(verdict.obstacle, "checkable"),
        obstacle=verdict.obstacle,
        check_worthiness=verdict.check_worthiness,
        evidence=[],
        missing=[],
        rationale="",
    )


STATUS_OF: dict[Obstacle | None, Status] = {
    "opinion": "not_checkable",
    "prediction": "not_checkable",
    "inner_state": "not_checkable",
    "rhetorical": "not_checkable",
    "vague": "partly_checkable",
    "unidentifiable": "partly_checkable",
}
"""How far an obstacle stands in the way, where the model was not asked for the status by itself."""
