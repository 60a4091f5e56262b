"""Marks: words and phrases that tell something of a text, looked for only where they can stand.

A claim has few of the hundreds of words that its readings know. Which words it has is found out once; a pattern runs
only over a claim that has a word which each of its matches needs.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

FIGURE = "0"
"""Stands among the words of a text for whatever has a digit."""


class Marks(NamedTuple):
    """A pattern, and words without which it is found nowhere.

    Attributes:
        pattern: what is looked for.
        needs: words of which a text that it is found in has at least one; empty where it may be found in any.
    """

    pattern: re.Pattern[str]
    needs: frozenset[str] = frozenset()

    def search(self, text: str, spoken: frozenset[str]) -> re.Match[str] | None:
        """The first match in a text, given the words that are `spoken_in` it."""
        return None if self.needs and self.needs.isdisjoint(spoken) else self.pattern.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """The match that a text as printed begins with."""
        return None if self.needs and self.needs.isdisjoint(spoken_in(text)) else self.pattern.match(text)

    def occurrences(self, text: str, spoken: frozenset[str]) -> int:
        """How many matches a text has, given the words that are `spoken_in` it."""
        return 0 if self.needs and self.needs.isdisjoint(spoken) else len(self.pattern.findall(text))


def phrases(*alternatives: str, then: str = r"\b", where: str = "") -> Marks:
    r"""Marks for each of some phrases, from the beginning of a word on.

    Args:
        *alternatives: patterns in lower case. Each begins with one or more whole words in plain letters, of which the
            longest is taken for needed, or with a bracket or a backslash.
        then: what follows each of them.
        where: of those that begin with a bracket or a backslash, the words that they need, white space between them.
    """
    plain = filter(None, map(_PLAIN_WORDS.match, alternatives))
    needed = {max(found[0].split(), key=len) for found in plain}
    return Marks(re.compile(rf"\b(?:{'|'.join(alternatives)}){then}"), frozenset({*needed, *where.split()}))


@lru_cache(maxsize=8)  # one reading of a claim follows the other
def spoken_in(text: str) -> frozenset[str]:
    """The words of a text as they are printed, and `FIGURE` if a digit stands anywhere in it."""
    spoken = frozenset(_WORD.findall(text))
    return spoken | _WITH_FIGURE if _DIGIT.search(text) else spoken


_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_WITH_FIGURE = frozenset({FIGURE})
_PLAIN_WORDS = re.compile("[a-z]+(?: [a-z]+)*")
