"""Passages: each sentence of a story read once, as the rules need it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import filterfalse

from claimcheck.article import Article, Region
from claimcheck.findings.clauses import clause_from
from claimcheck.findings.dates import times
from claimcheck.findings.events import Event, concepts, main_event, placed_concepts
from claimcheck.findings.origins import Origin, origin_of
from claimcheck.findings.quantities import Quantity, quantities
from claimcheck.normalization import lowered
from claimcheck.segment import Sentence
from claimcheck.segment.quotations import DOUBLE_MARKS
from claimcheck.spans import Span
from claimcheck.verdicts import Claim
from claimcheck.wording import FUNCTION_WORDS, NEGATIONS, Word, fixed_words, is_fixed, words

MIN_COVERED_WORDS = 3
"""So many content words must two sentences have in common to speak of the same thing."""

_BETWEEN_COMMAS = re.compile(r"[^\s,;](?:[^,;]|[,;](?=\S))*")
_BYLINE = re.compile(r"(?:[A-Z]\w+ )?[Bb]y [^.!?]*$")
_PASSED_OVER = frozenset("already also officially now then still only even so yet well".split())


class Passage:
    """A sentence, what it says in comparable form, and the claims that it states.

    Attributes:
        sentence: the sentence.
        claims: the claims that it states, with a sourcing.
        hedges: the hedges that stand in it, in reading order, whether or not a claim has them.
        words: its words; offsets count in the sentence.
        event: the event of its main clause.
        concepts: the concepts of its content words.
    """

    def __init__(self, sentence: Sentence, claims: Sequence[Claim], hedges: Sequence[Span]) -> None:
        self.sentence = sentence
        self.claims = tuple(claims)
        self.hedges = tuple(hedge for hedge in hedges if hedge.lies_within(sentence.start, sentence.end))
        self.words = words(sentence.text)
        self.event: Event | None = main_event(sentence.text)
        self.concepts = concepts(sentence.text)

    @cached_property
    def placed(self) -> list[tuple[Word, str]]:
        """Its content words, each with its concept, in order."""
        return placed_concepts(self.sentence.text)

    @cached_property
    def lower(self) -> str:
        """Its text in lower case, each character in the place where it stands."""
        return lowered(self.sentence.text)

    @cached_property
    def figures(self) -> frozenset[str]:
        """Its figures and date words."""
        return fixed_words(self.sentence.text) - NEGATIONS

    @cached_property
    def matter(self) -> frozenset[str]:
        """Its concepts but figures, date words and negations."""
        return frozenset(filterfalse(is_fixed, self.concepts))

    @cached_property
    def details(self) -> frozenset[str]:
        """Its matter but for the doer: two passages with details of their own count parts."""
        event, text = self.event, self.sentence.text
        if event is None or not any(word.start > event.verb.start for word in event.affected):
            return self.matter
        return frozenset(filterfalse(is_fixed, concepts(text[event.verb.start :])))

    @cached_property
    def times(self) -> frozenset[str]:
        """The days, weekdays and years that it names."""
        return times(self.sentence.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """Its capitalised words but the first, dates aside; none where most words have a capital, as in a headline."""
        text = self.sentence.text
        content = [word for word in self.words[1:] if word.key not in FUNCTION_WORDS and not is_fixed(word.key)]
        capital = frozenset(word.key for word in content if text[word.start].isupper())
        return capital if 2 * len(capital) <= len(content) else frozenset()

    @cached_property
    def plain(self) -> frozenset[str]:
        """Its concepts that are no names."""
        return self.concepts - self.name_concepts

    @cached_property
    def name_concepts(self) -> frozenset[str]:
        """The concepts of its names."""
        return frozenset().union(*map(concepts, self.names))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """What it counts; offsets count in the sentence."""
        return quantities(self.sentence.text)

    @cached_property
    def softened(self) -> tuple[tuple[Span, frozenset[str]], ...]:
        """Its hedges, each with the concepts of what it softens."""
        return tuple((hedge, self.softened_by(hedge)) for hedge in self.hedges)

    def softened_by(self, hedge: Span) -> frozenset[str]:
        """The concepts of what a hedge softens: the words behind it, to the end of the clause."""
        start = hedge.end - self.sentence.start
        end = start + len(clause_from(self.sentence.text, start))
        return frozenset(each for word, each in self.placed if start <= word.start < end)

    def behind(self, hedge: Span) -> Iterator[tuple[Word, str]]:
        """The content words behind a hedge, each with its concept."""
        start = hedge.end - self.sentence.start
        return ((word, each) for word, each in self.placed if word.start >= start)

    def in_front_of(self, hedge: Span) -> frozenset[str]:
        """The concepts in front of a hedge."""
        end = hedge.start - self.sentence.start
        return frozenset(each for word, each in self.placed if word.end <= end)

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        """Whose word its claims are, the reporter's aside."""
        return tuple(filter(None, map(origin_of, self.claims)))

    @cached_property
    def is_attributed(self) -> bool:
        """Whether the article credits anybody for one of its claims."""
        return any(claim.sourcing and claim.sourcing.chain for claim in self.claims)

    @cached_property
    def is_quoted(self) -> bool:
        """Whether quotation marks stand in it, or it lies inside a quotation."""
        return self.sentence.quoted or any(mark in self.sentence.text for mark in DOUBLE_MARKS)

    @cached_property
    def span(self) -> Span:
        """The whole sentence."""
        return Span(start=self.sentence.start, end=self.sentence.end, quote=self.sentence.text)

    def parts(self) -> list[Passage]:
        """The stretches between its commas, each a passage with its claims; only itself if one of them is too short."""
        text, at = self.sentence.text, self.sentence.start
        places = [(match.start(), match.end()) for match in _BETWEEN_COMMAS.finditer(text)]
        cut = [self.sentence._replace(start=at + start, end=at + end, text=text[start:end]) for start, end in places]
        parts = [Passage(each, self._claims_in(each.start, each.end), self.hedges) for each in cut]
        return parts if all(len(part.concepts) >= MIN_COVERED_WORDS for part in parts) else [self]

    def _claims_in(self, start: int, end: int) -> list[Claim]:
        return [c for c in self.claims if not c.anchors or any(a.start < end and start < a.end for a in c.anchors)]

    def covered_by(self, other: Passage, *, but_for_figures: bool = False) -> float:
        """The share of its concepts that another passage has too; 0 where that is too few words.

        Args:
            other: the other passage.
            but_for_figures: whether a figure is covered by any that counts the same thing.
        """
        covered = self.concepts & other.concepts
        if but_for_figures and self.quantities:
            covered |= self._figures_for(frozenset((each.unit, each.thing) for each in other.quantities))
        return len(covered) / len(self.concepts) if len(covered) >= MIN_COVERED_WORDS else 0.0

    def _figures_for(self, counted: frozenset[tuple[str, str]]) -> frozenset[str]:
        """The concepts of the figures that count one of these things."""
        ours = (each for each in self.quantities if (each.unit, each.thing) in counted)
        told = (concepts(self.sentence.text[each.start : each.end]) - {each.thing} for each in ours)
        return frozenset(figure for each in told for figure in each)

    def hedge_on(self, wanted: Iterable[str]) -> Span | None:
        """The hedge that softens a word of one of these concepts: the first content word behind it is such a word."""
        among = frozenset(wanted)
        for hedge in self.hedges:
            told = (
                each
                for word, each in self.behind(hedge)
                if word.key not in _PASSED_OVER and not word.key.endswith("ly")
            )
            if next(told, "") in among:
                return hedge
        return None

    def stating(self, start: int, end: int) -> tuple[Claim, ...]:
        """Its claims whose anchors hold a stretch of the article; all of them where none does."""
        holding = tuple(claim for claim in self.claims if _holds(claim, start, end))
        return holding or self.claims


class Story:
    """An article as passages.

    Attributes:
        article: the article.
        claims: its claims.
        headline: the passages of the headline.
        body: the passages of the body.
        captions: the passages of captions.
    """

    def __init__(
        self, article: Article, sentences: Sequence[Sentence], claims: Sequence[Claim], hedges: Sequence[Span]
    ) -> None:
        stated: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            for name in claim.sentence_ids if claim.sourcing else ():
                stated[name].append(claim)
        self.article = article
        self.claims = tuple(claims)
        hedged = _by_sentence(sentences, [*hedges, *_hedges_of(claims)])
        by_region: dict[Region, list[Passage]] = defaultdict(list)
        for sentence in sentences:
            passage = Passage(sentence, stated[sentence.id], hedged[sentence.id])
            by_region[sentence.region].append(passage)
        self.headline, self.body, self.captions = by_region["headline"], by_region["body"], by_region["caption"]
        self.own_words = " ".join(passage.sentence.text for passage in by_region["boilerplate"] + by_region["caption"])

    @cached_property
    def headline_parts(self) -> list[Passage]:
        """The headline by its clauses: "Dam falls, hundreds flee" tells two things."""
        return [part for passage in self.headline for part in passage.parts()]

    @cached_property
    def lead(self) -> Passage | None:
        """The first passage of the body that states a claim, bylines aside."""
        told = (passage for passage in self.body[:3] if passage.claims)
        return next((passage for passage in told if not _BYLINE.match(passage.sentence.text)), None)


def _hedges_of(claims: Sequence[Claim]) -> Iterator[Span]:
    return (hedge for claim in claims if claim.sourcing for hedge in claim.sourcing.hedges)


def _by_sentence(sentences: Sequence[Sentence], hedges: Iterable[Span]) -> dict[str, list[Span]]:
    """The hedges of each sentence in reading order, one for each place."""
    starts = [sentence.start for sentence in sentences]
    within: dict[str, list[Span]] = defaultdict(list)
    for hedge in sorted(hedges, key=lambda span: (span.start, -span.end)):
        at = bisect_right(starts, hedge.start) - 1
        known = within[sentences[at].id] if at >= 0 else [hedge]
        if not known or known[-1].end <= hedge.start:
            known.append(hedge)
    return within


def _holds(claim: Claim, start: int, end: int) -> bool:
    return any(anchor.start <= start and end <= anchor.end for anchor in claim.anchors)
