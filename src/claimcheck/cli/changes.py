"""The comparison as text: what to know first, then what the article changed, claim by claim, then the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claimcheck.cli.page import Page
from claimcheck.cli.words import number_of
from claimcheck.comparison import Change, Comparison, Version
from claimcheck.comparison.edits import says_word_for_word
from claimcheck.formats.change_groups import Group, lead_of, sections_of

_FIGURES_AT = 12
_LEAD_AT = 8
_TEXT_AT = 10
_TOLD_BY_MESSAGE = ("source_gained", "source_lost", "source_retitled", "finding_new", "finding_resolved")


def comparison_text(comparison: Comparison, *, every: bool = False, width: int = 80, colour: bool = False) -> str:
    """A comparison to be read in a terminal or a pipe.

    Args:
        comparison: the comparison.
        every: whether what was only read otherwise is shown, too, and not only counted.
        width: of the page, in columns.
        colour: whether it goes to a terminal that shows colours.
    """
    page = Page(width=width, colour=colour)
    _head(comparison, page)
    made, read = comparison.article_changes, comparison.reading_changes
    if made:
        _sections(made, page)
    elif comparison.sentences.same == comparison.old.sentences == comparison.new.sentences:
        page.gap()
        page.line("The article did not change.", style="bold")
    if read and every:
        page.heading("Only read otherwise: these words of the article were not edited")
        _sections(read, page)
    elif read:
        page.gap()
        page.line(
            f"{number_of(len(read), 'difference')} more only in the reading, where no word was edited: see --all",
            style="dim",
        )
    return page.text()


def _head(comparison: Comparison, page: Page) -> None:
    sentences, claims = comparison.sentences, comparison.claims
    apart = f", {claims.read_otherwise:,} read otherwise" if claims.read_otherwise else ""
    figures = {
        "Old": _version(comparison.old),
        "New": _version(comparison.new),
        "Sentences": f"{sentences.same:,} the same, {sentences.edited:,} edited, {sentences.added:,} added, "
        f"{sentences.gone:,} gone",
        "Claims": f"{claims.same:,} the same, {claims.changed:,} changed, {claims.added:,} added, "
        f"{claims.gone:,} gone{apart}",
    }
    page.line("What changed between two versions of an article", style="bold")
    page.gap()
    for label, text in figures.items():
        page.line(text, label=label, margin=_FIGURES_AT)
    for note in comparison.notes:
        page.line(note.message, label="Note", margin=_FIGURES_AT, style="yellow")


def _version(version: Version) -> str:
    incomplete = "" if version.complete else ", incomplete"
    claims = number_of(version.claims, "claim")
    return f"{version.title or 'Without a headline'} (article {version.article_id}, {claims}{incomplete})"


def _sections(changes: Iterable[Change], page: Page) -> None:
    for section in sections_of(changes):
        page.heading(section.name)
        for number, group in enumerate(section.groups):
            if number and section.name in ("Claims", "Other words"):
                page.gap()
            _group(group, page)


def _group(group: Group, page: Page) -> None:
    page.line(lead_of(group), label=group.importance, margin=_LEAD_AT, style="bold")
    for mark, text, style in _sides(group):
        page.line(text, label=mark, at=_LEAD_AT, margin=_TEXT_AT, style=style)
    for change in group.changes if group.is_of_claim_in_both else ():
        page.line(change.message, margin=_TEXT_AT)


def _sides(group: Group) -> Iterator[tuple[str, str, str]]:
    """What each version has, with its mark; once where both have the same, nothing where the lead says it."""
    if group.kind in _TOLD_BY_MESSAGE:
        return
    old, new = group.old, group.new
    if old and new and says_word_for_word(old.text, new.text):
        yield "", new.text, ""
        return
    if old:
        yield "-", old.text, "red"
    if new:
        yield "+", new.text, "green"
