"""Credited: the sources that an article as a whole has gained, lost, or given another title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from claimcheck.comparison.alignment import Alignment
from claimcheck.comparison.edition import Edition
from claimcheck.comparison.edits import spoken
from claimcheck.comparison.model import Cause, Change, ChangeKind, Side
from claimcheck.comparison.pairing import Candidate, best_first, sharing
from claimcheck.comparison.sources import bag_of, called, can_be_told_apart, is_same_source
from claimcheck.verdicts import Claim, Hop, Source, SourceKind
from claimcheck.wording import content_words


@dataclass(slots=True)
class _Voice:
    """A source with all that an article credits to it."""

    source: Source
    claims: list[Claim] = field(default_factory=list)
    hops: list[Hop] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, SourceKind]:
        return called(self.source), self.source.kind

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
    pairs = sorted(best_first(_alike(ours, theirs)))
    stayed, known = {at for at, _ in pairs}, {to for _, to in pairs}
    for at, voice in enumerate(ours):
        if at not in stayed:
            message = f"No longer credited with anything: {called(voice.source)}"
            yield _change("source_lost", _cause(voice, changes, new=False), message, old=_side(voice, alignment.old))
    for to, voice in enumerate(theirs):
        if to not in known:
            message = f"Newly credited: {called(voice.source)}"
            yield _change("source_gained", _cause(voice, changes, new=True), message, new=_side(voice, alignment.new))
    for at, to in pairs:
        yield from _retitled(alignment, ours[at], theirs[to])


def _alike(ours: Sequence[_Voice], theirs: Sequence[_Voice]) -> Iterator[Candidate]:
    known = {each.key: to for to, each in enumerate(theirs)}
    yield from ((1.0, at, known[each.key]) for at, each in enumerate(ours) if each.key in known)
    bags = [[bag_of(each.source) for each in voices] for voices in (ours, theirs)]
    for at, to in sharing(*bags):
        if is_same_source(ours[at].source, theirs[to].source):
            yield 0.5, at, to


def _voices(edition: Edition) -> list[_Voice]:
    found: list[_Voice] = []
    known: dict[tuple[str, SourceKind], _Voice] = {}
    by_word: dict[str, list[int]] = defaultdict(list)
    for claim in edition.claims:
        for hop in claim.sourcing.chain if claim.sourcing else ():
            if not can_be_told_apart(hop.source):
                continue
            voice = _Voice(hop.source)
            if voice.key not in known:
                rivals = sorted({at for word in bag_of(hop.source) for at in by_word[word]})
                twin = next((found[at] for at in rivals if is_same_source(found[at].source, hop.source)), None)
                if twin is None:
                    for word in bag_of(hop.source):
                        by_word[word].append(len(found))
                    found.append(voice)
                known[voice.key] = twin or voice
            known[voice.key].claims.append(claim)
            known[voice.key].hops.append(hop)
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


def _change(
    kind: ChangeKind, cause: Cause, message: str, *, old: Side | None = None, new: Side | None = None
) -> Change:
    return Change(kind=kind, cause=cause, importance="low", message=message, old=old, new=new)
