"""The article as printed: paragraphs of sentences, cut into pieces at every edge of a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from claimcheck.article import Region
from claimcheck.formats.html_report.claims import Card, FindingNote
from claimcheck.formats.html_report.segments import Mark, Segment, lanes, segments
from claimcheck.report import Report, SentenceOutcome
from claimcheck.segment.paragraphs import paragraphs_of

LANES = 3
"""So many lines are drawn below one another; a claim on a further lane is tinted and has its number, and no line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of the article and every mark that lies on all of them.

    Attributes:
        text: the characters.
        cards: the claims that they state, the shortest first.
        lines: those of them that are drawn as lines, by their lanes.
        roles: what else they are and to which claim or finding, such as "cue:c3".
        ends: the numbers of the claims that end with them.
        leads: whether they are the first of a claim's; a keyboard stops here.
    """

    text: str
    cards: tuple[Card, ...]
    lines: tuple[tuple[int, Card], ...]
    roles: tuple[str, ...]
    ends: tuple[str, ...]
    leads: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """The pieces of one sentence, or what stands between two.

    Attributes:
        sentence: the sentence, if it is one.
        key: its key in the page; None where the sentence began in an earlier block.
        pieces: in order.
    """

    sentence: SentenceOutcome | None
    key: str | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the part of one that lies in one region of the article."""

    region: Region
    passages: tuple[Passage, ...]


def printed(
    report: Report,
    cards: Sequence[Card],
    notes: Sequence[FindingNote],
    *,
    sentence_keys: Mapping[str, str],
    lanes: Mapping[str, int],
) -> tuple[Block, ...]:
    """The blocks of the report's article. All that lies outside them is white space.

    Args:
        report: the report.
        cards: its claims.
        notes: its findings.
        sentence_keys: for the id of a sentence, its key in the page.
        lanes: as `lanes_of` gives them.
    """
    return tuple(_Printing(report, cards, notes, sentence_keys, lanes).blocks())


def lanes_of(report: Report, cards: Sequence[Card]) -> dict[str, int]:
    """For the key of each claim with anchors, the lane that its line is drawn on."""
    return lanes(segments(0, len(report.article.text), _claim_marks(cards)))


class _Printing:
    def __init__(
        self,
        report: Report,
        cards: Sequence[Card],
        notes: Sequence[FindingNote],
        sentence_keys: Mapping[str, str],
        lanes: Mapping[str, int],
    ) -> None:
        self._text = report.article.text
        self._sentences = report.sentences
        self._cards = {card.key: card for card in cards}
        self._keys, self._lanes = dict(sentence_keys), lanes
        self._marks = [*_claim_marks(cards), *_role_marks(cards), *_finding_marks(notes)]
        self._ends: dict[int, list[str]] = {}
        for card in cards:
            if card.claim.anchors:
                self._ends.setdefault(max(a.end for a in card.claim.anchors), []).append(card.number)
        self._led: set[str] = set()

    def blocks(self) -> Iterator[Block]:
        stretches = list(_stretches(self._text, self._sentences))
        edges = [edge for start, end, _ in stretches for edge in (start, end)]
        edges += [edge for sentence in self._sentences for edge in (sentence.start, sentence.end)]
        pieces = iter(segments(0, len(self._text), self._marks, edges))
        sentences = iter(self._sentences)
        sentence, segment = next(sentences, None), next(pieces, None)
        for start, end, region in stretches:
            passages: list[tuple[SentenceOutcome | None, Piece]] = []
            while segment and segment.start < end:
                while sentence and sentence.end <= segment.start:
                    sentence = next(sentences, None)
                if segment.start >= start:
                    holder = sentence if sentence and sentence.start <= segment.start else None
                    passages.append((holder, self._piece(segment)))
                segment = next(pieces, None)
            yield Block(region, tuple(self._passages(passages)))

    def _passages(self, pieces: Iterable[tuple[SentenceOutcome | None, Piece]]) -> Iterator[Passage]:
        for sentence, group in groupby(pieces, key=lambda pair: pair[0]):
            key = self._keys.pop(sentence.id, None) if sentence else None
            yield Passage(sentence, key, tuple(piece for _, piece in group))

    def _piece(self, segment: Segment[str]) -> Piece:
        cards = tuple(self._cards[label] for label in segment.labels if label in self._cards)
        leads = bool(cards) and cards[0].key not in self._led
        self._led.update(card.key for card in cards[:1])
        return Piece(
            text=self._text[segment.start : segment.end],
            cards=cards,
            lines=tuple((lane, card) for card in cards if (lane := self._lanes[card.key]) <= LANES),
            roles=tuple(label for label in segment.labels if label not in self._cards),
            ends=tuple(self._ends.get(segment.end, ())) if cards else (),
            leads=leads,
        )


def _claim_marks(cards: Iterable[Card]) -> Iterator[Mark[str]]:
    for card in cards:
        yield from (Mark(anchor.start, anchor.end, card.key) for anchor in card.claim.anchors)


def _role_marks(cards: Iterable[Card]) -> Iterator[Mark[str]]:
    for card in cards:
        sourcing = card.claim.sourcing
        if sourcing is None:
            continue
        spans = [("hedge", span) for span in sourcing.hedges]
        for hop in sourcing.chain:
            spans += [(role, span) for role, span in (("source", hop.source.mention), ("cue", hop.cue)) if span]
        yield from (Mark(span.start, span.end, f"{role}:{card.key}") for role, span in spans)


def _finding_marks(findings: Iterable[FindingNote]) -> Iterator[Mark[str]]:
    for note in findings:
        yield from (Mark(span.start, span.end, f"finding:{note.key}") for span in note.finding.spans)


def _stretches(text: str, sentences: Sequence[SentenceOutcome]) -> Iterator[tuple[int, int, Region]]:
    """The paragraphs, cut where one region of the article gives way to another."""
    changes = [after for before, after in pairwise(sentences) if before.region != after.region]
    opening = {sentence.start: sentence.region for sentence in (*sentences[:1], *changes)}
    waiting = sorted(opening)
    region: Region = opening[waiting[0]] if waiting else "body"
    for paragraph in paragraphs_of(text):
        start = paragraph.start
        while waiting and waiting[0] < paragraph.end:
            at = waiting.pop(0)
            if at > start:
                yield start, at, region
                start = at
            region = opening[at]
        yield start, paragraph.end, region
