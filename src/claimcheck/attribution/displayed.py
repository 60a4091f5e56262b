"""Displayed quotations: a paragraph set apart from the story, signed with the name of who said it."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.attribution.clauses import has_verb
from claimcheck.attribution.phrases import Phrase, is_finite_verb
from claimcheck.attribution.tokens import Tokens
from claimcheck.segment import Sentence

_LONGEST_NAME = 5
_LONGEST_SIGNATURE = 30
_FEWEST_TOKENS = 6
"""What is displayed is longer than a title in a list of works."""
_NEXT_PARAGRAPH = 40
"""So many sentences further at most the story goes on: captions and boilerplate may stand between."""


def signature_in(sentences: Sequence[Sentence], tokens: Sequence[Tokens], number: int) -> Phrase | None:
    """The name that signs a paragraph: "Ida Roos" in "We had no choice. — Ida Roos, mayor of Bremm".

    The signature closes its paragraph, behind a dash or as nothing but a full name with what that person is. Below the
    last paragraph of a story it is the reporter's.

    Args:
        sentences: the article's sentences.
        tokens: their tokens.
        number: the sentence that may be a signature.
    """
    words = tokens[number]
    if len(words) > _LONGEST_SIGNATURE:
        return None
    first = 1 if words and words[0].tag == "dash" else 0
    behind = first
    while behind < len(words) and words[behind].tag == "name":
        behind += 1
    if not first < behind <= first + _LONGEST_NAME or not _closes_paragraph(sentences, number):
        return None
    if behind < len(words) and words[behind].tag != "comma":
        return None
    is_bare = behind - first > 1 and words[-1].tag != "stop" and not any(map(is_finite_verb, words))
    shown = [token for index in displayed_in(sentences, number) for token in tokens[index]]
    is_quoted = bool(shown) and shown[0].tag == "quote"
    is_said = is_quoted or (len(shown) >= _FEWEST_TOKENS and has_verb(shown, 0, len(shown)))
    return Phrase(first, behind) if (first or is_bare) and is_said else None


def displayed_in(sentences: Sequence[Sentence], signature: int) -> range:
    """The sentences of a paragraph before its signature."""
    first = signature
    while first > 0 and sentences[first - 1].paragraph == sentences[signature].paragraph:
        first -= 1
    return range(first, signature)


def _closes_paragraph(sentences: Sequence[Sentence], number: int) -> bool:
    """Whether a sentence of the story closes a paragraph of several, and the story goes on."""
    paragraph = sentences[number].paragraph
    if number == 0 or sentences[number].region != "body" or sentences[number - 1].paragraph != paragraph:
        return False
    behind = range(number + 1, min(number + _NEXT_PARAGRAPH, len(sentences)))
    is_last = all(sentences[index].paragraph != paragraph for index in behind[:1])
    return is_last and any(sentences[index].region == "body" for index in behind)
