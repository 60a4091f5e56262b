"""Credits: what the code's own reading of an article says about the sourcing of a claim."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from claimcheck.article import Article
from claimcheck.attribution import Attribution, Stretch, read_attributions, read_hedges
from claimcheck.segment import Sentence
from claimcheck.spans import Span
from claimcheck.verdicts import Sourcing, strength_of
from claimcheck.wording import content_words

MIN_CREDITED_SHARE = 0.5
"""A claim is credited to a source if at least this share of the characters that state it is, or if they hold this share
of what its sentences credit to the source: a claim drawn from a whole sentence holds the naming of the source too."""

MIN_TOLD_SHARE = 0.6
"""Words within words: a claim is credited to the inner source if at least this share of it is what that one said, with
the saying: "it was old and Tiso knew that it leaked", said Ortel, is hers; "Tiso knew that it leaked" is Tiso's."""

MAX_REST = 5
"""So many content words may a sentence have beside what it reports, the source and the cue, and still only report."""


class Reported(NamedTuple):
    """What a sentence says that somebody said.

    Attributes:
        words: what was said, without the saying.
        speaker: who says it in quotation marks: the name, or the words that stand for one.
    """

    words: str
    speaker: str | None


class Credits:
    """Whom an article credits with what, and where it hedges. Read from the words when first asked.

    Args:
        article: the article.
        sentences: all its sentences.
    """

    def __init__(self, article: Article, sentences: Sequence[Sentence]) -> None:
        self._article, self._sentences = article, sentences
        self._places = {sentence.id: sentence for sentence in sentences}

    def sourcing(self, stated: Sequence[Span], sentence_ids: Iterable[str], *, claim: str | None = None) -> Sourcing:
        """The sourcing of what stands at some places.

        Of several attributions that hold it, the one that holds most counts; of equals, the narrowest that it tells of.

        Args:
            stated: the characters that state it.
            sentence_ids: the sentences that they lie in.
            claim: what it says, in words of its own. The stretch that states a claim may run across what somebody said:
                an attribution with which the claim shares no word is not its.
        """
        best = self._credited(stated, sentence_ids, claim)
        chain = best.chain if best else ()
        hedges = tuple(hedge for hedge in self._hedges_in(sentence_ids) if _touches(hedge, stated))
        return Sourcing(
            strength=strength_of(chain, hedges),
            chain=chain,
            speech=best.speech if best else "none",
            hedges=hedges,
            inherited=best is not None and best.inherited,
        )

    def narrowed(
        self, stated: Sequence[Span], sentence_ids: Iterable[str], *, claim: str | None = None
    ) -> tuple[Span, ...]:
        """Of the characters that state a claim, those that are credited, if it is: without the naming of the source."""
        best = self._credited(stated, sentence_ids, claim)
        pieces = [
            (max(span.start, start), min(span.end, end))
            for span in stated
            for start, end in (best.content if best else ())
            if span.start < end and start < span.end
        ]
        credited = [Span.of(self._article.text, start, end) for start, end in pieces if start < end]
        return tuple(span for span in credited if content_words(span.quote)) or tuple(stated)

    def _credited(self, stated: Sequence[Span], sentence_ids: Iterable[str], claim: str | None) -> Attribution | None:
        """The attribution that a claim belongs to, if it is credited to anybody."""
        ids = list(sentence_ids)
        near = {id(each): each for name in ids for each in self._by_sentence.get(name, ())}
        places = [(self._places[name].start, self._places[name].end) for name in ids]
        held = [
            (share, each)
            for each in near.values()
            if (share := _held(stated, each, places)) >= MIN_CREDITED_SHARE and self._is_about(each, claim)
        ]
        most = max((share for share, _ in held), default=0.0)
        best = [each for share, each in held if share == most]
        if len(best) > 1:
            best.sort(key=lambda each: (_is_told(each, stated), -_length(each)), reverse=True)
        return best[0] if best else None

    def _is_about(self, attribution: Attribution, claim: str | None) -> bool:
        """Whether a claim has a word of what an attribution credits, as far as its words are known."""
        if claim is None:
            return True
        said = [content_words(self._article.text[start:end]) for start, end in attribution.content]
        spoken = content_words(claim)
        return not any(said) or any(not spoken.keys().isdisjoint(each) for each in said)

    def reported(self, sentence: Sentence) -> tuple[Reported, ...]:
        """What a sentence says somebody said, without the saying, one after the other; nothing where it does more.

        "Police searched the ferry, the ministry said" is "Police searched the ferry" said by the ministry. Where the
        rest of the sentence, source and cue aside, has a story of its own, the sentence is better read whole; so it is
        where what is left would say nothing: "a fine of 90 crowns" in "The court confirmed a fine of 90 crowns".
        Beside something that is said, such a thing is told with the saying.
        """
        attributions = self._by_sentence.get(sentence.id, ())
        if not any(attribution.is_clause for attribution in attributions):
            return ()
        found = [self._told(together, sentence) for together in _side_by_side(attributions, sentence)]
        told = tuple(each for each in found if each.words)
        rest = content_words(sentence.story) - content_words(" ".join(each.words for each in told))
        return told if (rest - self._saying(sentence)).total() <= MAX_REST else ()

    def speaker(self, sentence: Sentence) -> str | None:
        """Who says in quotation marks what a sentence says, in its first words that are anybody's."""
        return _speaker(self._by_sentence.get(sentence.id, ()))

    def _told(self, attributions: Sequence[Attribution], sentence: Sentence) -> Reported:
        """What attributions that belong together tell in a sentence."""
        text = self._article.text
        inside = [place for each in attributions for place in _inside(each, sentence)]
        if not any(each.is_clause for each in attributions):
            inside = [_with_saying(attributions[0], inside, sentence)]
        words = " ".join(_without_frame(text[start:end]) for start, end in _united(inside))
        return Reported(words, _speaker(attributions))

    def _saying(self, sentence: Sentence) -> Counter[str]:
        """The words that name the sources of a sentence and credit them."""
        hops = [hop for each in self._by_sentence.get(sentence.id, ()) for hop in each.chain]
        spans = [span for hop in hops for span in (hop.source.mention, hop.cue) if span]
        titles = [hop.source.title or "" for hop in hops]
        return content_words(" ".join([*(span.quote for span in spans), *titles]))

    def _hedges_in(self, sentence_ids: Iterable[str]) -> list[Span]:
        return [hedge for name in sentence_ids for hedge in self._hedges.get(name, ())]

    @cached_property
    def _by_sentence(self) -> dict[str, list[Attribution]]:
        found: dict[str, list[Attribution]] = defaultdict(list)
        for attribution in read_attributions(self._article, self._sentences):
            for name in attribution.sentence_ids:
                found[name].append(attribution)
        return found

    @cached_property
    def hedges(self) -> tuple[Span, ...]:
        """The article's hedges, in reading order."""
        return read_hedges(self._article, self._sentences)

    @cached_property
    def _hedges(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = defaultdict(list)
        at = 0
        for hedge in self.hedges:
            while self._sentences[at].end <= hedge.start:
                at += 1
            found[self._sentences[at].id].append(hedge)
        return found


def _held(stated: Sequence[Span], attribution: Attribution, places: Sequence[Stretch]) -> float:
    """How far a claim and an attribution's content coincide: the larger of the shares that each has in the other."""
    inside = _shared([(span.start, span.end) for span in stated], attribution.content)
    there = _shared(places, attribution.content)
    return max(inside / max(1, sum(len(span.quote) for span in stated)), inside / max(1, there))


def _is_told(attribution: Attribution, stated: Sequence[Span]) -> bool:
    """Whether most of a claim is what the origin said, and it is no deed that somebody else tells of.

    "Engineers warned the owner of worn brakes", reported by the Herald, is the Herald's: what they said is no claim by
    itself.
    """
    first, last = attribution.chain[0].cue, attribution.chain[-1].cue
    is_told = first and last and _touches(last, stated) and not _touches(first, stated)
    is_deed = is_told and not attribution.is_clause
    return not is_deed and _told_share(stated, attribution) >= MIN_TOLD_SHARE


def _told_share(stated: Sequence[Span], attribution: Attribution) -> float:
    """The share of a claim that an attribution's content has, or its naming of the source, or its cue."""
    hop = attribution.chain[-1]
    saying = [(span.start, span.end) for span in (hop.source.mention, hop.cue) if span]
    told = _shared([(span.start, span.end) for span in stated], _united([*saying, *attribution.content]))
    return told / max(1, sum(len(span.quote) for span in stated))


def _shared(some: Sequence[Stretch], others: Sequence[Stretch]) -> int:
    return sum(max(0, min(end, b) - max(start, a)) for start, end in some for a, b in others)


def _length(attribution: Attribution) -> int:
    return sum(end - start for start, end in attribution.content)


def _touches(words: Span, stated: Sequence[Span]) -> bool:
    return any(words.start < span.end and span.start < words.end for span in stated)


def _inside(attribution: Attribution, sentence: Sentence) -> list[Stretch]:
    """The parts of an attribution's content that lie in a sentence."""
    return [
        (max(start, sentence.start), min(end, sentence.end))
        for start, end in attribution.content
        if start < sentence.end and sentence.start < end
    ]


def _side_by_side(attributions: Sequence[Attribution], sentence: Sentence) -> list[list[Attribution]]:
    """The attributions of a sentence, in reading order, those together that have words in common."""
    groups: list[list[Attribution]] = []
    for each in sorted(attributions, key=lambda attribution: _inside(attribution, sentence)):
        near = [group for group in groups if any(_shared(_inside(each, sentence), one.content) for one in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(one for group in near for one in group), each])
    return groups


def _speaker(attributions: Iterable[Attribution]) -> str | None:
    """Who of them speaks in quotation marks."""
    for attribution in attributions:
        if attribution.speech == "direct" and attribution.chain[-1].source.kind != "document":
            source = attribution.chain[-1].source
            return source.name or (source.mention.quote if source.mention else None)
    return None


def _with_saying(attribution: Attribution, inside: Sequence[Stretch], sentence: Sentence) -> Stretch:
    """The words from the first to the last of those that name the source, credit, and are credited."""
    hop = attribution.chain[-1]
    saying = [(span.start, span.end) for span in (hop.source.mention, hop.cue) if span]
    places = [place for place in (*saying, *inside) if sentence.start <= place[0] < sentence.end]
    return min(start for start, _ in places), max(end for _, end in places)


def _united(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    united: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def _without_frame(words: str) -> str:
    """Without quotation marks round it, the comma behind it, or the "that" before it."""
    said = _FRAME.sub("", words).strip()
    return said[:1].upper() + said[1:]


_FRAME = re.compile(r"^[\s\"'“”‘’«»„,:]*(?:that\s+)?[\"“‘«„]?|[\s\"“”‘«»„,]+$")
