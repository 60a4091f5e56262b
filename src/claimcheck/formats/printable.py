"""Text of others, made safe to print: what could drive a terminal or turn a line round is shown, not sent."""

from __future__ import annotations

import re
import unicodedata

_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Embeddings, overrides and isolates: an override left open turns round all that is printed after it."""


def printable(text: str) -> str:
    r"""The text on one line: white space as single spaces, control characters written out, as in `\x1b`."""
    return _visible(" ".join(text.split()))


def printable_lines(text: str) -> str:
    """As `printable`, line by line. Spaces stay as they are, so that what stands in columns goes on standing there."""
    return "\n".join(_visible(re.sub(r"[^\S ]+", " ", line).rstrip()) for line in text.splitlines())


def _visible(line: str) -> str:
    return line if line.isprintable() else "".join(map(_shown, line))


def _shown(character: str) -> str:
    if character in _DIRECTIONS or unicodedata.category(character) in ("Cc", "Cs"):
        return character.encode("unicode_escape").decode("ascii")
    return character
