"""Hedges: words by which the article keeps its distance from a claim, whoever makes it.

Figures rounded with "about" or "nearly" are not among them: they blur a quantity, not the claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.article import Article
from claimcheck.normalization import lowered
from claimcheck.segment import Sentence
from claimcheck.spans import Span
from claimcheck.verdicts import SECOND_HAND_HEDGES

_BE = r"(?:is|are|was|were|has been|have been|had been|being|be)"
_ADVERB = r"(?:\w+ly )?"
_HELD = (
    "believed|thought|said|reported|understood|considered|expected|suspected|rumou?red|alleged|assumed|presumed|estimated|"
    "feared|known|likely|set|supposed"
)
_SECOND_HAND_ADVERBS = "|".join(sorted(word for word in SECOND_HAND_HEDGES if word.endswith("ly")))
_SECOND_HAND_ADJECTIVES = "|".join(sorted(word for word in SECOND_HAND_HEDGES if not word.endswith("ly")))

_HEDGE = re.compile(
    r"\b(?=[a-z])(?:"
    rf"(?:{_SECOND_HAND_ADVERBS})\b"
    rf"|(?:{_SECOND_HAND_ADJECTIVES})(?= [a-z])"
    r"|(?:probably|possibly|perhaps|maybe|presumably|seemingly|potentially|conceivably|arguably)\b"
    rf"|(?<!not ){_BE} (?:also |not )?{_ADVERB}(?:{_HELD}) to(?= (?:be|have|\w+))"
    rf"|{_BE} {_ADVERB}suspected of\b"
    r"|(?:may|might|could)(?: well| also| yet| not)?(?= (?:have|be|[a-z]+))"
    r"|(?:appear|seem)(?:s|ed)? (?:to|that|as if|as though)\b"
    r"|(?:un)?likely\b"
    r"|it (?:is|was|remains|remained|seems|seemed|appears|appeared) "
    r"(?:not (?:yet )?|still )?(?:un)?(?:clear|certain|possible|likely|known)\b"
    r"|(?:un)?clear (?:whether|if)\b"
    r"|in (?:what|an) (?:appears|appeared|seems|apparent) (?:to be )?"
    r")"
)  # fmt: skip
_MIGHT_AS_NOUN = re.compile(r"\b(?:the|military|with|all|economic|his|her|its|their) might\b", re.IGNORECASE)
_DETERMINED = re.compile(
    r"\b(?:a|an|the|this|that|these|those|his|her|their|its|our|any|some|several|many|of|for|over|with|by) $",
    re.IGNORECASE,
)
_ADJECTIVES = frozenset(word for word in SECOND_HAND_HEDGES if not word.endswith("ly"))


def read_hedges(article: Article, sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    """The hedges of an article, in reading order, those in quotations included.

    Args:
        article: the article.
        sentences: its sentences, as `segment` gives them; boilerplate is passed over.
    """
    text, lower = article.text, lowered(article.text)
    return tuple(
        Span.of(text, match.start(), match.start() + len(match.group().rstrip()))
        for sentence in sentences
        if sentence.region != "boilerplate"
        for match in _HEDGE.finditer(lower, sentence.start, sentence.end)
        if _softens(text, match, sentence)
    )


def _softens(text: str, match: re.Match[str], sentence: Sentence) -> bool:
    """Whether the words are a hedge here, and not "in May", "with all his might" or "the company reported profits"."""
    word = match.group()
    before = text[max(match.start() - 12, sentence.start) : match.start()]
    if word in _ADJECTIVES:
        return _DETERMINED.search(before) is not None
    if word.startswith("may") and text[match.start()] == "M":
        return False
    return not (word == "might" and _MIGHT_AS_NOUN.search(before + match.group()))
