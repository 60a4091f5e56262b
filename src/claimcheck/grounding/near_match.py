"""Near matches: where a quote stands give or take a few words, and the gates that say how few."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.grounding.alignment import common_length, densest_start, likely_ends
from claimcheck.normalization import fold
from claimcheck.wording import Word, is_fixed, words

MIN_COVERAGE = 0.8
"""Share of a quote's words that must stand in its span, in order: of ten words, two may be dropped or changed. At half,
a quote made up of two sentences' words would find a place."""

MIN_DENSITY = 0.75
"""Share of a span's words that must be the quote's: it may have passed over one word in four. Without this gate a few
common words scattered over a paragraph would pass for a quote of all of it."""

MIN_FUZZY_WORDS = 5
"""A quote of fewer words has to stand there word for word: one word of four is too much of what it says."""

MAX_FUZZY_WORDS = 500
"""A quote of more words has to stand there character for character, typography aside; it bounds the work."""

MAX_FUZZY_PLACES = 8
"""How many of the likeliest places are looked at closely; it bounds the work where a text repeats itself."""


def near_matches(quote: str, text: str) -> list[tuple[int, int]]:
    """The stretches of a text that hold a quote with the fewest words added, dropped or changed, within the gates.

    Figures, dates and negations must be the same in both, in the same order. A stretch begins and ends with words that
    are the quote's, and with the punctuation around them that is the quote's too.

    Args:
        quote: words said to stand in the text.
        text: where to look; the work grows with its length.

    Returns:
        Half-open offsets into the text, in reading order; several if they need equally few edits.
    """
    quoted, spoken = words(quote), words(text)
    pattern, keys = [word.key for word in quoted], [word.key for word in spoken]
    if not 0 < len(pattern) <= MAX_FUZZY_WORDS:
        return []
    reach = _most_edits(len(pattern))
    ends = sorted(likely_ends(pattern, keys, most_edits=reach))[:MAX_FUZZY_PLACES]
    found: dict[tuple[int, int], int] = {}
    for _, end in ends:
        start, stop = _dense_stretch(pattern, keys, end, reach)
        edits = _edits_within_gates(pattern, keys[start:stop])
        if edits is not None:
            found[_with_shared_punctuation(quote, quoted, text, spoken[start:stop])] = edits
    return sorted(place for place, edits in found.items() if edits == min(found.values()))


def _most_edits(length: int) -> int:
    """The most words that can be dropped from, and passed over by, a quote of so many words within the gates."""
    if length < MIN_FUZZY_WORDS:
        return 0
    return round(length * (1 - MIN_COVERAGE)) + round(length * (1 / MIN_DENSITY - 1))


def _dense_stretch(pattern: Sequence[str], keys: Sequence[str], end: int, reach: int) -> tuple[int, int]:
    """The words about `end` that hold the pattern most densely, from its first to its last word there; maybe none.

    A match may stop short of the pattern's last word where the one before it was dropped, so the words behind `end`
    are looked at as well.
    """
    longest = len(pattern) + reach
    start = end - densest_start(pattern[::-1], keys[max(0, end - longest) : end][::-1])
    return start, start + densest_start(pattern, keys[start : start + longest])


def _edits_within_gates(pattern: Sequence[str], keys: Sequence[str]) -> int | None:
    """The words that a span's differ by from the quote's, or None if it does not pass."""
    if not keys or [key for key in pattern if is_fixed(key)] != [key for key in keys if is_fixed(key)]:
        return None
    if len(pattern) < MIN_FUZZY_WORDS:
        return 0 if pattern == keys else None
    shared = common_length(pattern, keys)
    if shared < MIN_COVERAGE * len(pattern) or shared < MIN_DENSITY * len(keys):
        return None
    return len(pattern) + len(keys) - 2 * shared


def _with_shared_punctuation(quote: str, quoted: Sequence[Word], text: str, spoken: Sequence[Word]) -> tuple[int, int]:
    """Where the words stand, with what stands before the first and behind the last in the quote and in the text."""
    start, end = spoken[0].start, spoken[-1].end
    if spoken[0].key == quoted[0].key:
        before = quote[: quoted[0].start]
        start -= _alike_at_start(before[::-1], text[max(0, start - len(before)) : start][::-1])
    if spoken[-1].key == quoted[-1].key:
        end += _alike_at_start(quote[quoted[-1].end :], text[end : end + len(quote) - quoted[-1].end])
    return start, end


def _alike_at_start(a: str, b: str) -> int:
    """How many characters the texts begin with that are the same typography aside, without white space at the end."""
    alike = 0
    for at, (one, other) in enumerate(zip(a, b, strict=False), start=1):
        if fold(one).characters != fold(other).characters:
            break
        if not one.isspace():
            alike = at
    return alike
