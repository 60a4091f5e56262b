"""Doubts: what a caption or a headline states though the body says that it is not known.

Two things are told: a quality or a deed of somebody of whom the body says that it is "not known" or that there is "no
evidence" of it; and a scene that a caption reads into a picture of which the body cannot say what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from claimcheck.findings.clauses import clause_from
from claimcheck.findings.events import concepts
from claimcheck.findings.firmness import is_picture
from claimcheck.findings.passages import Passage, Story
from claimcheck.findings.shortfalls import Shortfall
from claimcheck.spans import Span
from claimcheck.wording import FUNCTION_WORDS, NEGATIONS, words

MIN_SCENE = 2
"""So many concepts must a caption add to what the body says of a picture."""

REACH = 4
"""A doubt about "them" may be about a name in so many sentences before it."""

_DOUBT = re.compile(
    r"\b(?=[nu])(?:not known to (?:be|have)|no (?:evidence|proof|sign|indication) (?:that|of)"
    r"|(?:unclear|not (?:known|clear|confirmed)|unproven) (?:whether|if|that))\b",
    re.IGNORECASE,
)
_OF_THE_PICTURE = re.compile(
    r"\b(?:unclear|not clear|unverified|appears?|seems?"
    r"|(?:could|can|has|have) not (?:immediately |yet |independently )*be(?:en)? (?:\w+ly )?(?:verified|confirmed))\b",
    re.IGNORECASE,
)


class Doubts:
    """What the body of a story doubts."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def about(self, flat: Passage) -> Shortfall | None:
        """What is doubted and a flat headline or caption states; None where it states nothing of the kind."""
        if not NEGATIONS.isdisjoint(word.key for word in words(flat.sentence.text)):
            return None
        return next(self._denied_of_a_name(flat), None) or next(self._scenes(flat), None)

    @cached_property
    def _places(self) -> list[tuple[int, re.Match[str]]]:
        """Where the body doubts: the places of the passages, each with the words."""
        body = enumerate(self._story.body)
        return [(at, doubt) for at, passage in body for doubt in _DOUBT.finditer(passage.sentence.text)]

    @cached_property
    def _pictures(self) -> list[int]:
        """The places of the passages of the body that speak of a picture."""
        return [at for at, passage in enumerate(self._story.body) if is_picture(passage.sentence.text)]

    def _denied_of_a_name(self, flat: Passage) -> Iterator[Shortfall]:
        body = self._story.body
        for at, doubt in self._places:
            passage = body[at]
            doubtful = concepts(clause_from(passage.sentence.text, doubt.end()))
            before = body[max(0, at - REACH) : at] if _points_back(passage, doubt.start()) else []
            texts = [each.sentence.text for each in (passage, *before)]
            told = " ".join([*texts, *(claim.text for claim in passage.claims)])
            if _says_of_a_name(flat, doubtful, concepts(told)):
                span = _to_the_end_of_its_clause(passage, doubt.start())
                yield Shortfall(f"doubts it (“{span.quote}”)", (span,), passage.claims)

    def _scenes(self, flat: Passage) -> Iterator[Shortfall]:
        if flat not in self._story.captions:
            return
        for at in self._pictures:
            passage = self._story.body[at]
            if not flat.covered_by(passage):
                continue
            near = [passage, *_same_paragraph(self._story, at)]
            doubt = next((each for each in near if _OF_THE_PICTURE.search(each.sentence.text)), None)
            described = frozenset(each for other in near for each in other.concepts)
            if doubt and len(flat.concepts - described) >= MIN_SCENE:
                claims = tuple(claim for each in (passage, doubt) for claim in each.claims)
                yield Shortfall("cannot tell it from the picture", (passage.span, doubt.span), claims)


def _points_back(passage: Passage, end: int) -> bool:
    """Whether the words before a doubt name nobody: "They are not known to be armed"."""
    text = passage.sentence.text[:end]
    return not any(text[word.start].isupper() for word in words(text)[1:])


def _says_of_a_name(flat: Passage, doubtful: frozenset[str], meant: frozenset[str]) -> bool:
    """Whether a caption has a doubtful concept right before a name that the doubt is about, or behind it."""
    text = flat.sentence.text
    placed = flat.placed
    named = {each for word, each in placed if text[word.start].isupper() and word.start} & meant
    for at, (word, each) in enumerate(placed):
        if each not in doubtful or each in named:
            continue
        behind = next((other for other, key in placed[at:] if key in named), None)
        if any(key in named for _, key in placed[:at]):
            return True
        if behind and FUNCTION_WORDS.isdisjoint(w.key for w in words(text[word.start : behind.start])):
            return True
    return False


def _same_paragraph(story: Story, at: int) -> Iterator[Passage]:
    text, before = story.article.text, story.body[at]
    for passage in story.body[at + 1 : at + 4]:
        if "\n\n" in text[before.sentence.end : passage.sentence.start]:
            return
        yield passage


def _to_the_end_of_its_clause(passage: Passage, start: int) -> Span:
    text, at = passage.sentence.text, passage.sentence.start
    end = start + len(clause_from(text, start).rstrip())
    return Span(start=at + start, end=at + end, quote=text[start:end])
