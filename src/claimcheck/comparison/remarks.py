"""Remarks: what to know before the changes are read, because they may come from something else than the article."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.comparison.alignment import Alignment
from claimcheck.comparison.model import Note, NoteKind
from claimcheck.report import Report

MIN_IN_COMMON = 0.2
"""If a smaller share of the shorter version's sentences stands in the other, they may be two articles."""

_HOW_MUCH_IS_ASKED = {"cache", "max_cost", "max_tokens", "max_calls", "retry_attempts", "retry_deadline"}
"""Options that decide whether a question is answered; where one is not, the report is incomplete, and that is told."""

_MAY_BE_THE_READING = "a claim that differs may have been read otherwise, also where its sentence was edited"


def remarks(alignment: Alignment) -> Iterator[Note]:
    """The notes at the head of a comparison."""
    old, new = alignment.old.report, alignment.new.report
    yield from _about_the_texts(alignment, old, new)
    yield from _about_the_readings(old, new)
    names: tuple[tuple[Report, str, NoteKind], ...] = ((old, "old", "incomplete_old"), (new, "new", "incomplete_new"))
    for report, name, kind in names:
        if not report.complete:
            unjudged = sum(not (claim.sourcing and claim.verifiability) for claim in report.claims)
            told = (
                f"{report.coverage.failed:,} of its sentences could not be read, {unjudged:,} of its claims not judged"
            )
            yield Note(kind=kind, message=f"The {name} report is incomplete: {told}.")


def _about_the_texts(alignment: Alignment, old: Report, new: Report) -> Iterator[Note]:
    if old.article.sha256 == new.article.sha256:
        message = "Both reports are about the same text: whatever differs comes from the reading."
        yield Note(kind="same_text", message=message)
    shorter = min(len(old.sentences), len(new.sentences))
    common = len(alignment.counterparts)
    if common < MIN_IN_COMMON * shorter:
        message = (
            f"{f'Only {common:,}' if common else 'None'} of {shorter:,} sentences stand in both texts: "
            "are these two versions of one article?"
        )
        yield Note(kind="other_article", message=message)
    if old.article.published and new.article.published and old.article.published > new.article.published:
        message = (
            f"The old version was published on {old.article.published:%Y-%m-%d %H:%M}, after the new one "
            f"({new.article.published:%Y-%m-%d %H:%M}): are they in the right order?"
        )
        yield Note(kind="order", message=message)


def _about_the_readings(old: Report, new: Report) -> Iterator[Note]:
    before, after = old.provenance, new.provenance
    if (before.model, before.endpoint) != (after.model, after.endpoint):
        one, other = before.model, after.model
        if one == other:
            one, other = f"{one} at {before.endpoint}", f"{other} at {after.endpoint}"
        message = f"Two models read the articles, {one} and {other}: {_MAY_BE_THE_READING}."
        yield Note(kind="other_model", message=message)
    elif before.prompts != after.prompts:
        message = f"The model was asked with other prompts for the new report: {_MAY_BE_THE_READING}."
        yield Note(kind="other_prompts", message=message)
    if before.claimcheck_version != after.claimcheck_version:
        message = (
            f"Two versions of claimcheck made the reports, {before.claimcheck_version} and "
            f"{after.claimcheck_version}: {_MAY_BE_THE_READING}."
        )
        yield Note(kind="other_version", message=message)
    names = (before.options.keys() | after.options.keys()) - _HOW_MUCH_IS_ASKED
    differ = sorted(name for name in names if before.options.get(name) != after.options.get(name))
    if differ:
        message = f"The reports were made with other options ({', '.join(differ)}): {_MAY_BE_THE_READING}."
        yield Note(kind="other_options", message=message)
