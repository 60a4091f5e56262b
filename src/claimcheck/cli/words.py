"""Sizes in words, for messages."""

from __future__ import annotations

from claimcheck.formats.words import number_of

__all__ = ["number_of", "size_of"]


def size_of(count: int) -> str:
    """A number of bytes: "1.1 GB"."""
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= size:
            return f"{count / size:,.1f} {unit}"
    return f"{count} bytes"
