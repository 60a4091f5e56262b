"""Credited: the sources that an article as a whole has gained, lost, or given another title."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from claimcheck.comparison.alignment import Alignment
from claimcheck.comparison.edition import Edition
from claimcheck.comparison.edits import spoken
from claimcheck.comparison.model import Cause, Change, Side
from claimcheck.comparison.pairing import best_first
from claimcheck.comparison.sources import called, can_be_told_apart, is_same_source
from claimcheck.verdicts import Claim, Hop, Source, SourceKind
from claimcheck.wording import content_words


@dataclass(slots=True)
class _Voice:
    """A source with all that an article credits to it."""

    source: Source
    claims: list[Claim] = field(default_factory=list)
    hops: list[Hop] = field(default_factory=list)

    @property
    def titles(self) -> list[str]:
        return list(dict.fromkeys(hop.source.title for hop in self.hops if hop.source.title))


def source_changes(alignment: Alignment, changes: Sequence[Change]) -> Iterator[Change]:
    """The sources that the article as a whole has gained or lost, and those that have another title.

    Args:
        alignment: the two versions.
        changes: those of the claims. A source came by the article's words if one of its claims did, or its credit.
    """
    ours, theirs = _voices(alignment.old), _voices(alignment.new)
    candidates = [
        (1.0 if called(one.source) == called(other.source) else 0.5, at, to)
        for at, one in enumerate(ours)
        for to, other in enumerate(theirs)
        if is_same_source(one.source, other.source)
    ]
    pairs = sorted(best_first(candidates))
    for at, voice in enumerate(ours):
        if at not in {one for one, _ in pairs}:
            message = f"No longer credited with anything: {called(voice.source)}"
            yield _change("source_lost", _cause(voice, changes, new=False), message, old=_side(voice, alignment.old))
    for to, voice in enumerate(theirs):
        if to not in {other for _, other in pairs}:
            message = f"Newly credited: {called(voice.source)}"
            yield _change("source_gained", _cause(voice, changes, new=True), message, new=_side(voice, alignment.new))
    for at, to in pairs:
        yield from _retitled(alignment, ours[at], theirs[to])


def _voices(edition: Edition) -> list[_Voice]:
    found: list[_Voice] = []
    known: dict[tuple[str, SourceKind], _Voice] = {}
    for claim in edition.claims:
        for hop in claim.sourcing.chain if claim.sourcing else ():
            if not can_be_told_apart(hop.source):
                continue
            key = called(hop.source), hop.source.kind
            voice = known.get(key) or next((each for each in found if is_same_source(each.source, hop.source)), None)
            if voice is None:
                voice = _Voice(hop.source)
                found.append(voice)
            known[key] = voice
            voice.claims.append(claim)
            voice.hops.append(hop)
    return found


def _cause(voice: _Voice, changes: Sequence[Change], *, new: bool) -> Cause:
    ids = {claim.id for claim in voice.claims}
    kinds = ("claim_added" if new else "claim_gone", "attribution_gained", "attribution_lost", "attribution_changed")
    causes = {change.cause for change in changes if change.kind in kinds and not ids.isdisjoint(change.claims[new])}
    return "words" if "words" in causes else "context" if "context" in causes else "reading"


def _retitled(alignment: Alignment, old: _Voice, new: _Voice) -> Iterator[Change]:
    before, after = old.titles, new.titles
    if not before or not after or _words(before) == _words(after):
        return
    edited = spoken(" ".join(before)) ^ spoken(" ".join(after))
    cause: Cause = "reading" if edited.isdisjoint(alignment.all_edited_words) else "words"
    message = f"{called(new.source)}: title was “{'”, “'.join(before)}”, is “{'”, “'.join(after)}”"
    sides = _side(old, alignment.old, ", ".join(before)), _side(new, alignment.new, ", ".join(after))
    yield Change(kind="source_retitled", cause=cause, importance="medium", message=message, old=sides[0], new=sides[1])


def _words(titles: Collection[str]) -> frozenset[str]:
    return frozenset(content_words(" ".join(titles)))


def _side(voice: _Voice, edition: Edition, value: str | None = None) -> Side:
    mentions = {hop.source.mention.start: hop.source.mention for hop in voice.hops if hop.source.mention}
    spans = [mentions[start] for start in sorted(mentions)]
    ids = tuple(dict.fromkeys(claim.id for claim in voice.claims))
    side = edition.side(called(voice.source), edition.around(spans), spans=spans, value=value)
    return side.model_copy(update={"claim_ids": ids})


def _change(kind: str, cause: Cause, message: str, *, old: Side | None = None, new: Side | None = None) -> Change:
    return Change.model_validate(
        {"kind": kind, "cause": cause, "importance": "low", "message": message, "old": old, "new": new}
    )
