"""Entries: what stands on the page for each change, old and new side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.comparison import Change, Side
from claimcheck.comparison.edits import Piece, marked, says_word_for_word
from claimcheck.formats.change_groups import Group, lead_of, sections_of
from claimcheck.report import Severity


@dataclass(frozen=True, slots=True)
class Column:
    """What one version has.

    Attributes:
        stated: the claim, the headline or the sentence, in pieces.
        printed: the sentences as printed, in pieces; empty where both versions print just what they state.
    """

    stated: Sequence[Piece]
    printed: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Entry:
    """One change, or all that happened to one claim.

    Attributes:
        key: the entry's address in the page.
        lead: what it is about.
        importance: that of its most important change.
        old: what the old version has; None also where both have the same.
        new: what the new version has.
        is_same: whether both have it in the same words.
        messages: the changes, a line each, where the lead does not say it all.
    """

    key: str
    lead: str
    importance: Severity
    old: Column | None
    new: Column | None
    is_same: bool
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Entries of one sort under a heading."""

    name: str
    entries: tuple[Entry, ...]


def chapters_of(changes: Iterable[Change], *, prefix: str) -> tuple[Chapter, ...]:
    """The changes as chapters of the page.

    Args:
        changes: of a comparison.
        prefix: what the entries' addresses begin with.
    """
    number = 0
    chapters = []
    for section in sections_of(changes):
        entries = []
        for group in section.groups:
            number += 1
            entries.append(_entry(group, f"{prefix}{number}"))
        chapters.append(Chapter(section.name, tuple(entries)))
    return tuple(chapters)


def _entry(group: Group, key: str) -> Entry:
    old, new = group.old, group.new
    told = group.kind in ("finding_new", "finding_resolved", "source_gained", "source_lost", "source_retitled")
    columns = _columns(old, new, stated=not told)
    same = old is not None and new is not None and _is_same(old, new)
    return Entry(
        key=key,
        lead=lead_of(group),
        importance=group.importance,
        old=None if same else columns[0],
        new=columns[1],
        is_same=same,
        messages=tuple(change.message for change in group.changes) if group.is_of_claim_in_both else (),
    )


def _is_same(old: Side, new: Side) -> bool:
    return says_word_for_word(old.text, new.text) and says_word_for_word(_printed(old), _printed(new))


def _columns(old: Side | None, new: Side | None, *, stated: bool) -> tuple[Column | None, Column | None]:
    """Both versions. Where the article was edited, its words are marked, and a claim's own only where it was not."""
    texts = [side.text if side and stated else "" for side in (old, new)]
    quotes = [_printed(side) for side in (old, new)]
    if all(_bare(quote) == _bare(text) for text, quote in zip(texts, quotes, strict=True)):
        quotes = ["", ""]
    in_both = old is not None and new is not None
    edited = in_both and not says_word_for_word(*quotes)
    columns = [
        Column(ours, theirs)
        for ours, theirs in zip(_marked(texts, in_both and not edited), _marked(quotes, edited), strict=True)
    ]
    return columns[0] if old else None, columns[1] if new else None


def _marked(texts: Sequence[str], wanted: bool) -> Sequence[Sequence[Piece]]:  # noqa: FBT001 (reads as a sentence)
    return marked(texts[0], texts[1]) if wanted else [[Piece(text, differs=False)] if text else [] for text in texts]


def _printed(side: Side | None) -> str:
    return " ".join(" ".join(span.quote.split()) for span in side.sentences) if side else ""


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(" .\"'“”‘’").casefold()
