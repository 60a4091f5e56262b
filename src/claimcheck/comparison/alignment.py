"""Alignment: which sentence of the new version is which of the old, and what was edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from claimcheck.comparison.edition import Edition
from claimcheck.comparison.edits import differing
from claimcheck.comparison.pairing import Candidate, best_first, likeness_in_part, meaning, sharing
from claimcheck.normalization import fold

MIN_ALIKE = 0.5
"""From this likeness on, a sentence is an edited form of another."""

WORTH_OF_NEIGHBOUR = 0.15
"""What it adds to the likeness that the sentences before both, or behind both, are the same."""


class Alignment:
    """The sentences of two versions, side by side.

    White space, quotation marks and dashes do not make another sentence of one, nor does its place.

    Attributes:
        old: the version compared from.
        new: the version compared to.
        same: for sentences of the old version that stand in the new one, their ids there.
        edited: for sentences of the old version that stand in the new one in other words, their ids there.
        counterparts: both.
        origins: for sentences of the new version, those of the old that they are, edited or not.
    """

    def __init__(self, old: Edition, new: Edition) -> None:
        self.old, self.new = old, new
        pairs = dict(_same(_folded(old), _folded(new)))
        self.same = {old.sentences[at].id: new.sentences[to].id for at, to in pairs.items()}
        self.edited = {old.sentences[at].id: new.sentences[to].id for at, to in best_first(_alike(old, new, pairs))}
        self.counterparts = self.same | self.edited
        self.origins = {after: before for before, after in self.counterparts.items()}
        self._same_new = frozenset(self.same.values())

    @cached_property
    def changed_old(self) -> tuple[str, ...]:
        """The sentences of the old version that do not stand in the new one as they are, in reading order."""
        return tuple(sentence.id for sentence in self.old.sentences if sentence.id not in self.same)

    @cached_property
    def changed_new(self) -> tuple[str, ...]:
        """The sentences of the new version that do not stand in the old one as they are, in reading order."""
        return tuple(sentence.id for sentence in self.new.sentences if sentence.id not in self._same_new)

    def unchanged(self, old_ids: Collection[str] = (), new_ids: Collection[str] = ()) -> bool:
        """Whether these sentences of the old version, and of the new, all stand in the other as they are."""
        return self.same.keys() >= set(old_ids) and self._same_new >= set(new_ids)

    def are_counterparts(self, old_ids: Collection[str], new_ids: Collection[str]) -> bool:
        """Whether one of the old sentences is one of the new, edited or not."""
        return any(self.counterparts.get(each) in new_ids for each in old_ids)

    def edited_words(self, old_ids: Collection[str], new_ids: Collection[str]) -> frozenset[str]:
        """The words that were struck out of, or put into, some sentences, as they are compared."""
        ours, theirs = self._struck_and_put
        sets = [ours[each] for each in old_ids if each in ours] + [theirs[each] for each in new_ids if each in theirs]
        return frozenset[str]().union(*sets)

    @cached_property
    def all_edited_words(self) -> frozenset[str]:
        """The words of all edits of the article."""
        return self.edited_words(self.changed_old, self.changed_new)

    def place_in_new(self, old_id: str) -> float:
        """Where a sentence of the old version stands among the new: behind the one it followed, if it is gone."""
        if old_id in self.counterparts:
            return self.new.place(self.counterparts[old_id])
        before = (each.id for each in reversed(self.old.sentences[: self.old.place(old_id)]))
        followed = next((self.counterparts[each] for each in before if each in self.counterparts), None)
        return (self.new.place(followed) if followed else -1) + 0.5

    @cached_property
    def _struck_and_put(self) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
        struck = {each: self._differing(each, self.edited.get(each)) for each in self.changed_old}
        put = {each: self._differing(self.origins.get(each), each) for each in self.changed_new}
        return struck, put

    def _differing(self, old_id: str | None, new_id: str | None) -> frozenset[str]:
        return differing(self.old.words(old_id).quote if old_id else "", self.new.words(new_id).quote if new_id else "")


def same_typography_aside(text: str, other: str) -> bool:
    """Whether two texts differ in typography at most."""
    return text == other or _fold(text) == _fold(other)


def _fold(text: str) -> str:
    return fold(text).characters.strip()


def _folded(edition: Edition) -> list[str]:
    return [_fold(edition.words(sentence.id).quote) for sentence in edition.sentences]


def _same(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Sentences of the same words; the first with the first, where several are."""
    places: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, texts in enumerate((old, new)):
        for at, text in enumerate(texts):
            places[text][side].append(at)
    for ours, theirs in places.values():
        yield from zip(ours, theirs, strict=False)


def _alike(old: Edition, new: Edition, same: Mapping[int, int]) -> Iterator[Candidate]:
    taken = set(same.values())
    ours = [at for at in range(len(old.sentences)) if at not in same]
    theirs = [to for to in range(len(new.sentences)) if to not in taken]
    our_bags = [meaning(old.words(old.sentences[at].id).quote) for at in ours]
    their_bags = [meaning(new.words(new.sentences[to].id).quote) for to in theirs]
    candidates = {*sharing(our_bags, their_bags), *_between_the_same(ours, theirs, same)}
    for one, other in candidates:
        at, to = ours[one], theirs[other]
        if (old.sentences[at].region == "headline") != (new.sentences[to].region == "headline"):
            continue
        neighbours = sum(same.get(at + step, -2) == to + step for step in (-1, 1))
        alike = likeness_in_part(our_bags[one], their_bags[other]) + WORTH_OF_NEIGHBOUR * neighbours
        if alike >= MIN_ALIKE:
            yield alike, at, to


def _between_the_same(ours: Sequence[int], theirs: Sequence[int], same: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Sentences with the same one before them and the same one behind."""
    where = {to: place for place, to in enumerate(theirs)}
    for place, at in enumerate(ours):
        to = same.get(at - 1, -2) + 1
        if to in where and same.get(at + 1) == to + 1:
            yield place, where[to]
