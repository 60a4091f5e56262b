"""Wire models: what a model fills in. Flat, for strict JSON Schema: no defaults, no maps, no union but with null."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from claimcheck.verdicts import CheckWorthiness, ClaimKind, Obstacle, SourceKind, Speech, Status


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SentenceClaims(_Wire):
    """What a small model says one sentence states."""

    claims: list[str] = Field(min_length=1, max_length=6)


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


class ClaimReading(_Wire):
    """What a small model says of one sentence. Whom the article credits is read by code."""

    states: Literal["fact", "opinion"]
    check_worthiness: CheckWorthiness
    record: str | None
    keeper: str | None


class Credit(_Wire):
    """One link of a chain, as a full model gives it."""

    source: str
    name: str | None
    kind: SourceKind
    is_outlet: bool
    title: str | None
    justification: str | None
    cue: str | None


class WireRecord(_Wire):
    """A record that would settle a claim."""

    what: str
    where: str


class WireVerdict(_Wire):
    """What a full model says of one claim among several."""

    claim_id: str
    chain: list[Credit]
    hedges: list[str]
    speech: Speech
    inherited: bool
    kind: ClaimKind
    status: Status
    obstacle: Obstacle | None
    check_worthiness: CheckWorthiness
    evidence: list[WireRecord]
    missing: list[str]
    rationale: str


class WireVerdicts(_Wire):
    """What a full model says of the claims of one call."""

    verdicts: list[WireVerdict]
