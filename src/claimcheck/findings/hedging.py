"""Dropped hedges: what the body says "reportedly" or "may" of once and flatly another time.

Two sentences are compared as a whole where they tell of one event (`alike`), and else by what the hedge softens: the
same verb with most of the same words behind it, said of the same or of something that may be the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from claimcheck.findings.alike import MAX_RIVALS, Rivals, says_the_same
from claimcheck.findings.clauses import clauses
from claimcheck.findings.passages import Passage, Story
from claimcheck.report import Finding
from claimcheck.spans import Span
from claimcheck.verdicts import points_to_somebody
from claimcheck.wording import NEGATIONS

MIN_SHARED = 3
"""So many concepts, the verb among them, must a flat clause share with what a hedge softens."""

MIN_SHARE = 0.6
"""And so large a share of what the hedge softens."""

MIN_SHARED_OF_ANOTHER = 4
"""And so many where its subject is called by another name."""

_CONDITION = re.compile(r"\b(?:if|unless|whether)\b|\?$")
_NOT_STATED = re.compile(
    r"\b(?:could|would|should|will|shall|may|might|can|must|(?:is|are|was|were|due|set) to|hopes?|wants?|plans?)\b"
)
_POSSIBLE = re.compile(
    r"(?:may|might|could)(?! not)"
    r"|(?:possibly|perhaps|probably|apparently|seemingly|appear|seem|reported|alleged|purported|supposed)",
    re.IGNORECASE,
)
_POINTS_BACK = frozenset("the this that these those it they he she".split())


def dropped_hedges(story: Story) -> Iterator[Finding]:
    """Finds statements of the body that are hedged at one place and stated flatly, with nobody credited, at another."""
    possible = [list(_possible(passage)) for passage in story.body]
    rivals, stated = Rivals(story.body), _StatedClauses(story.body, {each.verb for some in possible for each in some})
    told: set[str] = set()
    for hedged, softened in zip(story.body, possible, strict=True):
        flat, hedge = _flat_event(hedged, rivals) or stated.without_hedge(hedged, softened) or (None, None)
        if flat and hedge and flat.sentence.id not in told:
            told.add(flat.sentence.id)
            yield _finding(hedged, flat, hedge)


def _flat_event(hedged: Passage, rivals: Rivals) -> tuple[Passage, Span] | None:
    """A passage that tells flatly of the event that another hedges, and the hedge."""
    hedge = _second_hand_hedge(hedged)
    if hedge is None:
        return None
    same = (flat for flat in rivals.of(hedged) if _is_flat(flat) and says_the_same(hedged, flat))
    return next(((flat, hedge) for flat in same), None)


def _second_hand_hedge(passage: Passage) -> Span | None:
    hedge = passage.hedge_on((f"<{passage.event.name}>",)) if passage.event else None
    return hedge if hedge and points_to_somebody(hedge.quote) else None


def _is_flat(passage: Passage) -> bool:
    return bool(passage.claims) and not (passage.hedges or passage.is_attributed or passage.is_quoted)


class _Possible(NamedTuple):
    """What a passage calls possible: the hedge, the concept of the word behind it, and those of its whole clause."""

    hedge: Span
    verb: str
    softened: frozenset[str]


def _possible(passage: Passage) -> Iterator[_Possible]:
    for hedge in passage.hedges:
        if _POSSIBLE.match(hedge.quote):
            softened = passage.softened_by(hedge)
            verb = next((each for _, each in passage.behind(hedge)), "")
            if len(softened) >= MIN_SHARED and verb in softened:
                yield _Possible(hedge, verb, softened)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a flat passage, as a list of its concepts with their places."""

    passage: Passage
    placed: tuple[str, ...]
    points_back: bool


class _StatedClauses:
    """The clauses that a body states flatly in its own voice, by those of some verbs that stand in them."""

    def __init__(self, body: Sequence[Passage], verbs: Collection[str]) -> None:
        self._by_verb: dict[str, list[_Clause]] = {verb: [] for verb in verbs}
        for passage in body:
            if passage.concepts.isdisjoint(verbs) or not _is_flat(passage) or _CONDITION.search(passage.lower):
                continue
            for clause in _clauses(passage):
                for verb in self._by_verb.keys() & clause.placed:
                    self._by_verb[verb].append(clause)

    def without_hedge(self, hedged: Passage, possible: Sequence[_Possible]) -> tuple[Passage, Span] | None:
        """A passage that says without a hedge what another calls possible, and the hedge."""
        for hedge, verb, softened in possible:
            subject = hedged.in_front_of(hedge)
            for clause in islice(self._by_verb[verb], MAX_RIVALS):
                if _says_so(clause, verb, softened, subject) and not clause.passage.times - hedged.times:
                    return clause.passage, hedge
        return None


def _clauses(passage: Passage) -> Iterator[_Clause]:
    for start, text in clauses(passage.sentence.text):
        spoken = [word for word in passage.words if start <= word.start < start + len(text)]
        if (
            len(spoken) > MIN_SHARED
            and not _NOT_STATED.search(passage.lower[start : start + len(text)])
            and NEGATIONS.isdisjoint(word.key for word in spoken)
        ):
            placed = tuple(each for word, each in passage.placed if start <= word.start < start + len(text))
            yield _Clause(passage, placed, spoken[0].key in _POINTS_BACK)


def _says_so(clause: _Clause, verb: str, softened: frozenset[str], subject: frozenset[str]) -> bool:
    shared = softened.intersection(clause.placed)
    if len(shared) < max(MIN_SHARED, MIN_SHARE * len(softened)):
        return False
    before = frozenset(clause.placed[: clause.placed.index(verb)])
    if clause.passage.name_concepts & before - subject:
        return False
    if before & subject or (not before and clause.points_back):
        return True
    return clause.points_back and len(shared) >= MIN_SHARED_OF_ANOTHER


def _finding(hedged: Passage, flat: Passage, hedge: Span) -> Finding:
    first, second = sorted((hedged, flat), key=lambda passage: passage.sentence.start)
    return Finding(
        kind="dropped_hedge",
        severity="medium",
        message=f"One sentence hedges this with “{hedge.quote}”, another states it as a fact and credits nobody.",
        claim_ids=tuple(dict.fromkeys(claim.id for claim in (*first.claims, *second.claims))),
        spans=(first.span, second.span),
    )
