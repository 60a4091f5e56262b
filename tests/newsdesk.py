"""Two versions of an article, read by a reader who takes every sentence for one claim, and compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from claimcheck import Change, Checker, Comparison, Report, compare
from claimcheck.comparison import ChangeKind
from fake_model import FakeModel, saying

HEADLINE = "Cable car falls above Torvik"
OPENING = "The line above Torvik opened in 1974."
ORDER = "Transport Minister Lars Ekdal ordered checks at all 17 cable cars."
HOTELS = "Hotels in Torvik have lost a third of their bookings for Easter."


def story(*paragraphs: str, headline: str = HEADLINE) -> str:
    """An article of these paragraphs, with others around them that stay as they are."""
    return "\n\n".join([headline, OPENING, *paragraphs, ORDER, HOTELS]) + "\n"


@lru_cache(maxsize=512)
def read(text: str) -> Report:
    """The report on an article."""
    with Checker(FakeModel()) as checker:
        return checker.check(text)


def read_as(text: str, claims: Mapping[str, Sequence[str]], *, model: str = "fake-1") -> Report:
    """The report of a reader who finds other claims in some sentences."""
    reader = FakeModel(saying(claims))
    reader.name = model
    with Checker(reader) as checker:
        return checker.check(text)


def changed(old: str | Sequence[str], new: str | Sequence[str]) -> Comparison:
    """What changed between two versions of a paragraph, or of several, of one story."""
    ours, theirs = ([each] if isinstance(each, str) else each for each in (old, new))
    return compare(read(story(*ours)), read(story(*theirs)))


def kinds(comparison: Comparison) -> dict[ChangeKind, str]:
    """The changes by their kinds, with what they were caused by."""
    return {change.kind: change.cause for change in comparison.changes}


def only(comparison: Comparison, kind: ChangeKind) -> Change:
    """The one change of that kind."""
    (change,) = [each for each in comparison.changes if each.kind == kind]
    return change


def edits(change: Change) -> list[tuple[str, str | None, str | None]]:
    return [(edit.kind, edit.old, edit.new) for edit in change.edits]
