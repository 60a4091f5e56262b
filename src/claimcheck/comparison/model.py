"""Comparison: what changed between two reports, as data."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from claimcheck.report import Severity
from claimcheck.spans import Span

ChangeKind = Literal[
    "headline_changed",
    "claim_added",
    "claim_gone",
    "claim_reworded",
    "hedge_dropped",
    "hedge_added",
    "hedge_changed",
    "attribution_gained",
    "attribution_lost",
    "attribution_changed",
    "cue_changed",
    "strength_up",
    "strength_down",
    "strength_changed",
    "speech_changed",
    "verifiability_changed",
    "source_gained",
    "source_lost",
    "source_retitled",
    "finding_new",
    "finding_resolved",
    "text_added",
    "text_gone",
    "text_edited",
    "not_compared",
]
Cause = Literal["words", "context", "reading"]
EditKind = Literal["figure", "date", "negation", "hedge", "name", "words"]
NoteKind = Literal[
    "same_text",
    "other_article",
    "order",
    "other_model",
    "other_prompts",
    "other_version",
    "other_options",
    "incomplete_old",
    "incomplete_new",
]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Version(_Frozen):
    """One of the two reports that are compared.

    Attributes:
        article_id: the article's id.
        title: its headline, where it has one.
        sha256: of its text.
        model: who read it.
        claims: how many claims the report has.
        sentences: how many sentences.
        complete: whether every sentence was read and every claim judged.
    """

    article_id: str
    title: str | None
    sha256: str
    model: str
    claims: int
    sentences: int
    complete: bool


class Note(_Frozen):
    """Something to know before the changes are read: what else they may come from than the article."""

    kind: NoteKind
    message: str


class Edit(_Frozen):
    """Words that became others.

    Attributes:
        kind: what they are: a figure or a negation weighs more than a word.
        old: as the old version prints them; None where it has nothing in their place.
        new: as the new one does.
    """

    kind: EditKind
    old: str | None
    new: str | None


class Side(_Frozen):
    """What one version has at the place of a change. Offsets count in that version's text.

    Attributes:
        claim_ids: the claims concerned.
        text: the claim, the headline, the sentence, the source's name or the finding's message.
        value: what a verdict said, where it is a verdict that changed: "anonymous", "checkable", "may".
        spans: the words that show it.
        sentences: the sentences that they lie in, in full.
    """

    claim_ids: tuple[str, ...] = ()
    text: str
    value: str | None = None
    spans: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()


class Change(_Frozen):
    """One thing that differs between two reports.

    Attributes:
        kind: what sort of change it is.
        cause: "words": its own words were edited. "context": they were not; what stands around them was, or what they
            rest on elsewhere in the article. "reading": the article says the same, and was read otherwise.
        importance: how soon an editor should look at it.
        message: the change in a line.
        old: what the old version has; None where it has nothing of the kind.
        new: what the new version has.
        edits: the words that became others.
    """

    kind: ChangeKind
    cause: Cause
    importance: Severity
    message: str
    old: Side | None
    new: Side | None
    edits: tuple[Edit, ...] = ()

    @property
    def claims(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of the claims concerned, old and new."""
        return self.old.claim_ids if self.old else (), self.new.claim_ids if self.new else ()


class SentenceCounts(_Frozen):
    """How many sentences stand in both versions as they are (wherever), were edited, came, or went."""

    same: int
    edited: int
    added: int
    gone: int


class ClaimCounts(_Frozen):
    """How many claims stand in both versions unchanged, were changed by the article, came, or went with it.

    Attributes:
        same: in both, with no change that the article made.
        changed: in both, with one.
        added: only in the new version, by its words.
        gone: only in the old one, likewise.
        read_otherwise: in one report only, although the article's words did not change there.
    """

    same: int
    changed: int
    added: int
    gone: int
    read_otherwise: int


class Comparison(_Frozen):
    """What changed between two reports on versions of an article.

    Attributes:
        old: the report compared from.
        new: the report compared to.
        notes: what to know before the changes are read.
        sentences: what became of the sentences.
        claims: what became of the claims.
        changes: those that the article made, in reading order; then those that only the reading made.
    """

    schema_version: Literal["1"] = "1"
    old: Version
    new: Version
    notes: tuple[Note, ...] = ()
    sentences: SentenceCounts
    claims: ClaimCounts
    changes: tuple[Change, ...] = Field(default=())

    def to_html(self) -> str:
        """The comparison as one HTML file that needs nothing else; write it as UTF-8."""
        from claimcheck.formats.comparison_html import comparison_html  # noqa: PLC0415 (a format stands on it)

        return comparison_html(self)

    @property
    def article_changes(self) -> tuple[Change, ...]:
        """The changes that the article's words made."""
        return tuple(change for change in self.changes if change.cause != "reading")

    @property
    def reading_changes(self) -> tuple[Change, ...]:
        """The changes that are not in the article: the same words were read otherwise."""
        return tuple(change for change in self.changes if change.cause == "reading")
