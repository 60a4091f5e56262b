"""Claims of two reports: which of the new is which of the old."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from claimcheck.comparison.alignment import Alignment
from claimcheck.comparison.edition import Edition
from claimcheck.comparison.pairing import (
    Candidate,
    best_first,
    likeness,
    likeness_in_part,
    meaning,
    sharing,
)
from claimcheck.verdicts import Claim
from claimcheck.wording import is_fixed, words

MIN_ALIKE = 0.75
"""From this likeness on, two claims are one in other words. Figures, dates and negations are left out of it: a claim
whose figure was corrected is still that claim."""

MIN_SHARED = 2
"""And so many concepts at least must two claims have in common that stand in different sentences."""

WORTH_OF_SENTENCE = 0.25
"""What it adds to the likeness of two claims that they stand in the same sentence, edited or not."""

WORTH_OF_ANCHORS = 0.25
"""What it adds that half of the characters that state either state both, where the sentence was not edited."""

WORTH_OF_FIGURES = 0.05
"""What it adds to that order, but not to the likeness, that two claims have the same figures, dates and negations."""


def paired(alignment: Alignment) -> list[tuple[Claim, Claim]]:
    """The claims that both reports have, in the order of the old one; each goes with one at most.

    Claims of the same fingerprint come first, whatever became of the text around them; then the likeliest.
    """
    old, new = alignment.old.claims, alignment.new.claims
    pairs = list(best_first(_same_fingerprint(alignment)))
    ours, theirs = _left(old, [at for at, _ in pairs]), _left(new, [to for _, to in pairs])
    pairs += [(ours[at], theirs[to]) for at, to in best_first(_alike(ours, theirs, alignment))]
    return [(old[at], new[to]) for at, to in sorted(pairs)]


def _left(claims: Sequence[Claim], taken: Sequence[int]) -> list[int]:
    return sorted(set(range(len(claims))).difference(taken))


def _same_fingerprint(alignment: Alignment) -> Iterator[Candidate]:
    """Pairs of one fingerprint; those in the same sentence before others. A number behind it only tells twins apart."""
    by_fingerprint: dict[str, list[tuple[int, Claim]]] = defaultdict(list)
    for to, claim in enumerate(alignment.new.claims):
        by_fingerprint[_bare(claim)].append((to, claim))
    for at, claim in enumerate(alignment.old.claims):
        for to, other in by_fingerprint.get(_bare(claim), ()):
            yield float(alignment.are_counterparts(claim.sentence_ids, other.sentence_ids)), at, to


def _bare(claim: Claim) -> str:
    return claim.fingerprint.partition("-")[0]


def _alike(ours: Sequence[int], theirs: Sequence[int], alignment: Alignment) -> Iterator[Candidate]:
    old, new = alignment.old.claims, alignment.new.claims
    our_bags, their_bags = [meaning(old[at].text) for at in ours], [meaning(new[to].text) for to in theirs]
    together = set(_in_the_same_sentence(ours, theirs, alignment))
    for one, other in together | set(sharing(our_bags, their_bags)):
        a, b = our_bags[one], their_bags[other]
        before, after = old[ours[one]], new[theirs[other]]
        if (one, other) in together:
            alike = (
                likeness_in_part(a, b) + WORTH_OF_SENTENCE + WORTH_OF_ANCHORS * _share_anchors(before, after, alignment)
            )
        else:
            alike = likeness(a, b) if len(a & b) >= MIN_SHARED else 0.0
        if alike >= MIN_ALIKE:
            yield alike + WORTH_OF_FIGURES * (_fixed(before) == _fixed(after)), one, other


def _in_the_same_sentence(
    ours: Sequence[int], theirs: Sequence[int], alignment: Alignment
) -> Iterator[tuple[int, int]]:
    stated: dict[str, list[int]] = defaultdict(list)
    for other, to in enumerate(theirs):
        for name in alignment.new.claims[to].sentence_ids:
            stated[name].append(other)
    counterparts = alignment.counterparts
    for one, at in enumerate(ours):
        for name in alignment.old.claims[at].sentence_ids:
            yield from ((one, other) for other in stated.get(counterparts.get(name, ""), ()))


def _share_anchors(old: Claim, new: Claim, alignment: Alignment) -> bool:
    """Whether the same stretch of a sentence that was not edited states both."""
    ours = _anchored(old, alignment.old, alignment.same)
    theirs = _anchored(new, alignment.new, {each: each for each in alignment.same.values()})
    for name in ours.keys() & theirs.keys():
        (start, end), (other_start, other_end) = ours[name], theirs[name]
        shared = min(end, other_end) - max(start, other_start)
        if 2 * shared >= max(end, other_end) - min(start, other_start):
            return True
    return False


def _anchored(claim: Claim, edition: Edition, names: dict[str, str]) -> dict[str, tuple[int, int]]:
    """From the first to the last character that state a claim in each of its sentences, counted in the sentence."""
    found: dict[str, tuple[int, int]] = {}
    for name in claim.sentence_ids:
        sentence = edition.sentence(name)
        here = [span for span in claim.anchors if span.lies_within(sentence.start, sentence.end)]
        if here and name in names:
            start, end = min(span.start for span in here), max(span.end for span in here)
            found[names[name]] = start - sentence.start, end - sentence.start
    return found


def _fixed(claim: Claim) -> frozenset[str]:
    return frozenset(word.key for word in words(claim.text) if is_fixed(word.key))
