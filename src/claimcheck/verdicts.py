"""The domain model of a verdict: how a claim is sourced, and whether it could be settled.

The taxonomy of sources is that of the Santa Clara sourcing benchmark (Markkula Center for Applied Ethics,
Journalism and Media Ethics). `strength_of` is the one rule that turns a chain of sources into a rating; no
model is asked for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from claimcheck.spans import Span

ClaimKind = Literal[
    "event", "quantity", "state", "background", "speech_act", "causal", "comparison", "prediction", "opinion"
]
SourceKind = Literal["named_person", "named_organization", "document", "anonymous", "unnamed_person", "unnamed_group"]
Strength = Literal["on_record", "documented", "relayed", "anonymous", "vague", "reporter"]
Speech = Literal["direct", "mixed", "indirect", "none"]
Status = Literal["checkable", "partly_checkable", "not_checkable"]
Obstacle = Literal["opinion", "prediction", "vague", "inner_state", "unidentifiable", "rhetorical"]
CheckWorthiness = Literal["high", "medium", "low"]

SECOND_HAND_HEDGES = frozenset({
    "reportedly", "allegedly", "purportedly", "supposedly", "apparently", "ostensibly",
    "reported", "alleged", "purported", "rumored", "rumoured", "unconfirmed",
})  # fmt: skip
"""Hedges that say: somebody told the reporter so. "May" and "could" do not; they leave the claim the reporter's."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Frozen):
    """Whom the article credits.

    Attributes:
        name: the fullest form that the article gives; None where it gives none.
        kind: one of six kinds, see `SourceKind`.
        title: position of authority or expertise, as printed.
        justification: the words that tell the reader why this source is in the story.
        is_outlet: whether the source is a news outlet.
        mention: the words that stand for the source at this claim.
    """

    name: str | None
    kind: SourceKind
    title: str | None = None
    justification: str | None = None
    is_outlet: bool = False
    mention: Span | None = None


class Hop(_Frozen):
    """One step of a chain of attribution: a source, and the words that credit it ("said", "according to")."""

    source: Source
    cue: Span | None = None


class Sourcing(_Frozen):
    """Who the article credits for a claim, through whom, and how firmly.

    Attributes:
        strength: computed from `chain` and `hedges` by `strength_of`; a validator holds it to that.
        chain: from the reader inwards; empty for the reporter's own voice.
        speech: whether the claim stands in quotation marks, in part, in reported speech, or in none of these.
        hedges: the words that soften it.
        inherited: whether the attribution was stated in an earlier sentence and carries over.
        corroborated_by: ids of the claims that state the same fact.
    """

    strength: Strength
    chain: tuple[Hop, ...] = ()
    speech: Speech = "none"
    hedges: tuple[Span, ...] = ()
    inherited: bool = False
    corroborated_by: tuple[str, ...] = ()

    @classmethod
    def of(cls, chain: Sequence[Hop] = (), *, hedges: Sequence[Span] = (), speech: Speech = "none") -> Self:
        """The sourcing that follows from a chain and its hedges."""
        return cls(strength=strength_of(chain, hedges), chain=tuple(chain), hedges=tuple(hedges), speech=speech)

    @property
    def origin(self) -> Source | None:
        """The source that the claim goes back to; None for the reporter's own voice."""
        return self.chain[-1].source if self.chain else None

    @property
    def relays(self) -> tuple[Source, ...]:
        """Those who pass the claim on from its origin, from the reader inwards."""
        return tuple(hop.source for hop in self.chain[:-1])

    @model_validator(mode="after")
    def _strength_follows_from_the_chain(self) -> Self:
        due = strength_of(self.chain, self.hedges)
        if self.strength != due:
            raise ValueError(f"strength is {self.strength!r}, but the chain gives {due!r}")
        return self


class Record(_Frozen):
    """What would settle a claim, and where it is kept."""

    what: str
    where: str


class Verifiability(_Frozen):
    """Whether a fact-checker could settle a claim, and with which record.

    Attributes:
        status: checkable, partly or not.
        obstacle: what stands in the way; given exactly where the claim is not fully checkable.
        check_worthiness: how much it matters that somebody does.
        evidence: the records that would settle it.
        missing: what the article would have to say for the claim to be checkable.
    """

    status: Status
    obstacle: Obstacle | None = None
    check_worthiness: CheckWorthiness = "medium"
    evidence: tuple[Record, ...] = ()
    missing: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _obstacle_goes_with_the_status(self) -> Self:
        if (self.status == "checkable") == (self.obstacle is not None):
            raise ValueError(f"a claim that is {self.status} has {'no' if self.obstacle else 'an'} obstacle")
        return self


class Claim(_Frozen):
    """One fact that the article states, pinned to the characters that state it.

    Attributes:
        id: unique in the report, "c1" onwards in reading order.
        fingerprint: the same claim in a later version of the article keeps it.
        text: standalone: names in place of pronouns; every figure, date and hedge kept.
        kind: what sort of statement it is.
        sentence_ids: the sentences that state it.
        anchors: the characters that state it, inside those sentences; empty where they could not be found.
        sourcing: None where no verdict could be had; `rationale` then says why.
        verifiability: as `sourcing`.
        confidence: 0 to 1, see `docs`; None where there is no verdict.
        rationale: why the verdict is what it is, and what lowers the confidence; or why there is no verdict.
    """

    id: str
    fingerprint: str
    text: str = Field(min_length=1)
    kind: ClaimKind
    sentence_ids: tuple[str, ...] = Field(min_length=1)
    anchors: tuple[Span, ...] = ()
    sourcing: Sourcing | None = None
    verifiability: Verifiability | None = None
    confidence: float | None = Field(default=None, ge=0, le=1)
    rationale: str | None = None


def strength_of(chain: Sequence[Hop], hedges: Sequence[Span] = ()) -> Strength:
    """How firmly a chain of sources carries a claim.

    Args:
        chain: from the reader inwards; its last hop is the origin.
        hedges: the words that soften the claim; they count only where the chain is empty.
    """
    if not chain:
        return "vague" if any(points_to_somebody(hedge.quote) for hedge in hedges) else "reporter"
    origin = chain[-1].source
    if origin.kind == "anonymous":
        return "anonymous"
    if origin.kind in ("unnamed_person", "unnamed_group"):
        return "vague"
    if len(chain) > 1:
        return "relayed"
    if origin.kind == "document":
        return "documented"
    return "relayed" if origin.is_outlet else "on_record"


@lru_cache(maxsize=1024)
def points_to_somebody(hedge: str) -> bool:
    """Whether the words of a hedge say that somebody told the reporter so: see `SECOND_HAND_HEDGES`."""
    return not SECOND_HAND_HEDGES.isdisjoint(hedge.casefold().split())
