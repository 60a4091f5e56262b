"""Sources of two reports: which are the same, and which came or went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.comparison.pairing import best_first
from claimcheck.verdicts import Hop, Source, SourceKind
from claimcheck.wording import FUNCTION_WORDS, content_words

_KINDS: dict[SourceKind, str] = {
    "named_person": "a named person",
    "named_organization": "a named organization",
    "document": "a document",
    "anonymous": "an anonymous source",
    "unnamed_person": "an unnamed person",
    "unnamed_group": "an unnamed group",
}


def called(source: Source) -> str:
    """A source by its name, else by the words that stand for it, else by its kind: "he" says nothing."""
    if source.name:
        return source.name
    if source.mention is None or not _bag(source.mention.quote):
        return _KINDS[source.kind]
    first, space, rest = source.mention.quote.partition(" ")
    return f"{first.lower()}{space}{rest}" if first.casefold() in FUNCTION_WORDS else source.mention.quote


def can_be_told_apart(source: Source) -> bool:
    """Whether a source has a name, or words of its own that stand for it."""
    return bool(source.name or (source.mention and _bag(source.mention.quote)))


def bag_of(source: Source) -> frozenset[str]:
    """The stems of the content words that a source is called by."""
    return _bag(called(source))


def is_same_source(a: Source, b: Source) -> bool:
    """Whether two sources are one: the same name, full or short; or no name, one kind, and a word in common."""
    if (a.name is None) != (b.name is None) or (a.name is None and a.kind != b.kind):
        return False
    ours, theirs = _bag(called(a)), _bag(called(b))
    if a.name is not None:
        return called(a) == called(b) or bool(ours and theirs and (ours <= theirs or theirs <= ours))
    return called(a) == called(b) or not ours.isdisjoint(theirs)


@lru_cache(maxsize=4096)
def _bag(name: str) -> frozenset[str]:
    return frozenset(content_words(name))


@dataclass(frozen=True, slots=True)
class Exchange:
    """The hops that only the old chain has, those that only the new one has, and those that both have."""

    lost: tuple[Hop, ...]
    gained: tuple[Hop, ...]
    kept: tuple[tuple[Hop, Hop], ...]


def exchanged(old: Sequence[Hop], new: Sequence[Hop]) -> Exchange:
    """What became of the sources of a claim."""
    candidates = [
        (1.0 if called(hop.source) == called(other.source) else 0.5, at, to)
        for at, hop in enumerate(old)
        for to, other in enumerate(new)
        if is_same_source(hop.source, other.source)
    ]
    kept = sorted(best_first(candidates))
    stayed, remained = {at for at, _ in kept}, {to for _, to in kept}
    return Exchange(
        lost=tuple(hop for at, hop in enumerate(old) if at not in stayed),
        gained=tuple(hop for to, hop in enumerate(new) if to not in remained),
        kept=tuple((old[at], new[to]) for at, to in kept),
    )
