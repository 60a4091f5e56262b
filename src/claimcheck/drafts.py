"""Draft claims: what a model proposes, before the code has verified it."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.spans import Span
from claimcheck.verdicts import ClaimKind, Sourcing, Verifiability


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim as proposed, before it has a place in the article.

    Attributes:
        text: the claim, standing alone.
        sentence_ids: the sentences said to state it.
        quote: the words said to state it; None where none were asked for.
        kind: what sort of statement it is said to be; None where that was not asked.
        verbatim: whether it is in the article's own words, because no proposal that held tells it.
        reported: of the words that its sentence reports, those that it is drawn from; None for the whole sentence.
        part_of: the claim that it was split from; None where it is whole.
    """

    text: str
    sentence_ids: tuple[str, ...]
    quote: str | None = None
    kind: ClaimKind | None = None
    verbatim: bool = False
    reported: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Why a sentence has no claims: it states nothing, or it could not be read."""

    reason: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Extract:
    """What came of one window: its claims, and for each of its other sentences why it has none."""

    drafts: tuple[Draft, ...]
    silences: dict[str, Silence]


@dataclass(frozen=True, slots=True)
class AnchoredClaim:
    """A draft with its place in the article.

    Attributes:
        id: unique among the claims that are judged together.
        draft: the claim.
        anchors: where it is stated; empty where that was not found.
    """

    id: str
    draft: Draft
    anchors: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judging of one claim came to.

    Attributes:
        kind: what sort of statement it is.
        sourcing: None where judging failed; likewise `verifiability` and `confidence`.
        rationale: why the verdict is what it is, and what lowers the confidence; or why there is no verdict.
    """

    kind: ClaimKind
    sourcing: Sourcing | None = None
    verifiability: Verifiability | None = None
    confidence: float | None = None
    rationale: str | None = None
