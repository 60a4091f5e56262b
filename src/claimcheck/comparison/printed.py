"""Printed: what was edited in the text itself, the headline first; nothing that was edited goes untold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.comparison.alignment import Alignment, same_typography_aside
from claimcheck.comparison.differences import MAX_EDITS_TOLD, edit_in_words
from claimcheck.comparison.edition import Edition
from claimcheck.comparison.edits import edits
from claimcheck.comparison.model import Change, Side


def headline_changes(alignment: Alignment) -> Iterator[Change]:
    """The change of the headline, if there is one: of the one in the text, else of the one given beside it."""
    old, new = _headline(alignment.old), _headline(alignment.new)
    before, after = old.text if old else "", new.text if new else ""
    if same_typography_aside(before, after):
        return
    if old is None or new is None:
        message = f"Headline dropped: “{before}”" if old else f"Headline added: “{after}”"
    else:
        message = "Headline changed"
    in_text = bool((old and old.spans) or (new and new.spans))
    untouched = alignment.unchanged(alignment.old.headline(), alignment.new.headline())
    yield Change(
        kind="headline_changed",
        cause="reading" if in_text and untouched else "words",
        importance="high",
        message=message,
        old=old,
        new=new,
        edits=edits(before, after) if old and new else (),
    )


def text_changes(alignment: Alignment, changes: Sequence[Change]) -> Iterator[Change]:
    """The sentences that were edited, added or taken out, and that no other change is about.

    Args:
        alignment: the two versions.
        changes: all others.
    """
    told_old = {span.start for c in changes if c.old and c.cause != "reading" for span in c.old.sentences}
    told_new = {span.start for c in changes if c.new and c.cause != "reading" for span in c.new.sentences}
    for name in alignment.changed_old:
        untold = alignment.old.sentence(name).start not in told_old
        twin = alignment.edited.get(name)
        if twin is not None:
            if untold or alignment.new.sentence(twin).start not in told_new:
                yield _edited(alignment, name, twin)
        elif untold:
            yield Change(
                kind="text_gone",
                cause="words",
                importance="low",
                message="Taken out; it made no claim that is gone",
                old=_sentence(alignment.old, name),
                new=None,
            )
    for name in alignment.changed_new:
        if name not in alignment.origins and alignment.new.sentence(name).start not in told_new:
            yield Change(
                kind="text_added",
                cause="words",
                importance="low",
                message="Added; it makes no claim that is new",
                old=None,
                new=_sentence(alignment.new, name),
            )


def unread_changes(alignment: Alignment) -> Iterator[Change]:
    """The sentences that could be read in one of the reports only: nothing can be said about their claims."""
    for old_id, new_id in alignment.counterparts.items():
        outcomes = alignment.old.sentence(old_id).outcome, alignment.new.sentence(new_id).outcome
        if (outcomes[0] == "failed") != (outcomes[1] == "failed"):
            name = "old" if outcomes[0] == "failed" else "new"
            yield Change(
                kind="not_compared",
                cause="reading",
                importance="medium",
                message=f"Not compared: this sentence could not be read for the {name} report",
                old=_sentence(alignment.old, old_id),
                new=_sentence(alignment.new, new_id),
            )


def _edited(alignment: Alignment, old_id: str, new_id: str) -> Change:
    old, new = _sentence(alignment.old, old_id), _sentence(alignment.new, new_id)
    found = edits(old.text, new.text)
    told = [edit_in_words(edit) for edit in found[:MAX_EDITS_TOLD]]
    told += ["…"] if len(found) > MAX_EDITS_TOLD else []
    return Change(
        kind="text_edited",
        cause="words",
        importance="low",
        message=f"Edited: {', '.join(told) or 'punctuation or capitals'}",
        old=old,
        new=new,
        edits=found,
    )


def _sentence(edition: Edition, name: str) -> Side:
    words = edition.words(name)
    side = edition.side(words.quote, [name], spans=[words])
    return side.model_copy(update={"claim_ids": edition.sentence(name).claim_ids})


def _headline(edition: Edition) -> Side | None:
    ids = edition.headline()
    if ids:
        spans = [edition.words(name) for name in ids]
        return edition.side(" ".join(" ".join(span.quote.split()) for span in spans), ids, spans=spans)
    title = edition.report.article.title
    return edition.side(title, ()) if title else None
