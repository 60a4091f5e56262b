"""Clauses: how far a word reaches in its sentence, and what the sentence only takes for granted."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(
    r"[;:!?()“”\"]|,(?!\d)|\.(?=\s|$)| [–—-] "
    r"|\b(?:and|but|because|when|while|after|before|since|although|though|if|unless|according)\b"
)
_TAKEN_FOR_GRANTED = re.compile(
    r"\b(?:before|after|since|during|ahead of|until|following|amid|despite|when|while|as) [^,.;:]*", re.IGNORECASE
)


def clause_from(text: str, start: int) -> str:
    """The words from a place to the end of their clause."""
    end = _END.search(text, start)
    return text[start : end.start() if end else len(text)]


def clauses(text: str) -> Iterator[tuple[int, str]]:
    """The clauses of a sentence, each with its offset."""
    start = 0
    for end in _END.finditer(text):
        yield start, text[start : end.start()]
        start = end.end()
    yield start, text[start:]


def asserted(text: str) -> str:
    """A sentence without what it takes for granted: "after the talks collapsed", "during the strike"."""
    return _TAKEN_FOR_GRANTED.sub("", text)
