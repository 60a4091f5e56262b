"""Comparing: two reports in, what changed between them out."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.comparison.alignment import Alignment
from claimcheck.comparison.alone import alone
from claimcheck.comparison.causes import Pair
from claimcheck.comparison.claims import paired
from claimcheck.comparison.credited import source_changes
from claimcheck.comparison.differences import differences
from claimcheck.comparison.edition import Edition
from claimcheck.comparison.model import Change, ClaimCounts, Comparison, SentenceCounts, Version
from claimcheck.comparison.printed import headline_changes, text_changes, unread_changes
from claimcheck.comparison.remarks import remarks
from claimcheck.comparison.resolved import finding_changes
from claimcheck.report import Report


def compare(old: Report, new: Report) -> Comparison:
    """What changed between two reports on versions of an article. No model is asked.

    Args:
        old: the report on the earlier version.
        new: the report on the later one; it may have been made by another model, and the comparison says so.

    Returns:
        Every change, those that the article's words made first. A report compared with itself has none.
    """
    alignment = Alignment(Edition(old), Edition(new))
    pairs = paired(alignment)
    of_claims = list(headline_changes(alignment))
    of_claims += [change for pair in pairs for change in differences(alignment, pair)]
    of_claims += alone(alignment, pairs)
    found = [
        *of_claims,
        *source_changes(alignment, of_claims),
        *finding_changes(alignment, pairs, of_claims),
        *unread_changes(alignment),
    ]
    found += text_changes(alignment, found)
    return Comparison(
        old=_version(old),
        new=_version(new),
        notes=tuple(remarks(alignment)),
        sentences=_sentence_counts(alignment),
        claims=_claim_counts(pairs, found),
        changes=tuple(sorted(found, key=lambda change: (change.cause == "reading", _place(alignment, change)))),
    )


def _version(report: Report) -> Version:
    edition = Edition(report)
    headline = " ".join(" ".join(edition.words(name).quote.split()) for name in edition.headline())
    return Version(
        article_id=report.article.id,
        title=report.article.title or headline or None,
        sha256=report.article.sha256,
        model=report.provenance.model,
        claims=len(report.claims),
        sentences=len(report.sentences),
        complete=report.complete,
    )


def _sentence_counts(alignment: Alignment) -> SentenceCounts:
    return SentenceCounts(
        same=len(alignment.same),
        edited=len(alignment.edited),
        added=len(alignment.changed_new) - len(alignment.edited),
        gone=len(alignment.changed_old) - len(alignment.edited),
    )


_TO_A_CLAIM = ("claim_reworded", "hedge_", "attribution_", "strength_", "speech_", "cue_", "verifiability_")


def _claim_counts(pairs: Sequence[Pair], changes: Sequence[Change]) -> ClaimCounts:
    made = [change for change in changes if change.cause != "reading"]
    changed = {change.claims[1] for change in made if change.kind.startswith(_TO_A_CLAIM)}
    alone = [change for change in changes if change.kind in ("claim_added", "claim_gone")]
    return ClaimCounts(
        same=len(pairs) - len(changed),
        changed=len(changed),
        added=sum(change.kind == "claim_added" and change.cause != "reading" for change in alone),
        gone=sum(change.kind == "claim_gone" and change.cause != "reading" for change in alone),
        read_otherwise=sum(change.cause == "reading" for change in alone),
    )


def _place(alignment: Alignment, change: Change) -> float:
    """Where in the new version a change stands; where the old one had it, if it is gone."""
    new, old = change.new, change.old
    if new and new.sentences:
        return alignment.new.place(alignment.new.around(new.sentences[:1])[0])
    if old and old.sentences:
        return alignment.place_in_new(alignment.old.around(old.sentences[:1])[0])
    return -1.0
