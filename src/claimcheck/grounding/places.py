"""Grounding: from the words that a model gave to the characters of the article, or to nothing.

`locate` finds a quote, `locate_claim` the words that state a claim for which no quote was given. Both look only
inside the sentences that the model named, and both would rather find nothing than the wrong place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from claimcheck.grounding.near_match import near_matches
from claimcheck.grounding.paraphrase import densest_statement
from claimcheck.normalization import continues_letter, fold
from claimcheck.spans import Span

Place = tuple[int, int]
"""Half-open offsets into the text, as code points."""


def locate(quote: str, text: str, within: Sequence[Place], *, near: int | None = None) -> Span | None:
    """The characters of a text that a quote quotes, or None if it quotes none.

    The quote is looked for as it is; then without regard to white space, quotation marks, dashes, the spelling of
    Unicode characters, and case; then word by word, give or take a few words, through the gates `MIN_COVERAGE` and
    `MIN_DENSITY`. Figures, dates and negations are never given or taken.

    Of several places the one that begins at `near` is taken, else one that cuts no word, else the one nearest to
    `near`, else the first.

    Args:
        quote: words said to stand in the text; white space around them is left out.
        text: the article.
        within: half-open stretches of the text, as code points, in any order; those with nothing but white space
            between them count as one.
        near: where the quote is expected to begin, as an offset into the text.
    """
    wanted = quote.strip()
    if not wanted:
        return None
    stretches = _stretches(text, within)
    for find in (_exact_places, _folded_places, _caseless_places, _near_places):
        places = [place for start, end in stretches for place in find(wanted, text, start, end)]
        if places:
            return Span.of(text, *(min(places, key=_preference(text, near)) if len(places) > 1 else places[0]))
    return None


def locate_claim(claim: str, text: str, within: Sequence[Place]) -> Span | None:
    """The characters of a text that state a claim, or None if its sentences do not say enough of it.

    The claim is a paraphrase that stands alone, so the order of its words does not count, nor do its function words.
    The span is the stretch in which most of its content words stand most densely, with the articles, auxiliaries and
    negations that lead up to it. Two gates, `MIN_STATED_WORDS` and `MIN_STATED_SHARE`, say what is enough.

    Args:
        claim: a statement with names in place of pronouns.
        text: the article.
        within: half-open stretches of the text, as in `locate`.
    """
    statements = [
        (statement.score, start + statement.start, start + statement.end)
        for start, end in _stretches(text, within)
        if (statement := densest_statement(claim, text[start:end]))
    ]
    if not statements:
        return None
    _, start, end = max(statements, key=lambda statement: statement[0])
    return Span.of(text, start, end)


def _stretches(text: str, within: Sequence[Place]) -> list[Place]:
    """The stretches in order, inside the text, joined where only white space parts them."""
    joined: list[Place] = []
    for start, end in sorted((max(start, 0), min(end, len(text))) for start, end in within):
        if start >= end:
            continue
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _preference(text: str, near: int | None) -> Callable[[Place], tuple[bool, bool, int]]:
    """What makes a place better than another: the key to sort by, the best first."""

    def key(place: Place) -> tuple[bool, bool, int]:
        start, end = place
        cuts_word = _cuts_word(text, start) or _cuts_word(text, end)
        return start != near, cuts_word, start if near is None else abs(start - near)

    return key


def _cuts_word(text: str, at: int) -> bool:
    """Whether a cut at an offset parts two letters or digits, or a letter from its marks."""
    if not 0 < at < len(text):
        return False
    return continues_letter(text[at]) or (text[at - 1].isalnum() and text[at].isalnum())


def _exact_places(quote: str, text: str, start: int, end: int) -> Iterator[Place]:
    for at in _occurrences(quote, text, start, end):
        yield at, at + len(quote)


def _folded_places(quote: str, text: str, start: int, end: int, *, caseless: bool = False) -> Iterator[Place]:
    """Where the quote stands, typography aside. A place that cuts a word does not count: that is too much changed."""
    stretch = fold(text[start:end], caseless=caseless)
    wanted = fold(quote, caseless=caseless).characters.strip()
    for at in _occurrences(wanted, stretch.characters, 0, len(stretch.characters)):
        behind = at + len(wanted)
        place = stretch.original(at, behind)
        if place and not _cuts_word(stretch.characters, at) and not _cuts_word(stretch.characters, behind):
            yield start + place[0], start + place[1]


def _caseless_places(quote: str, text: str, start: int, end: int) -> Iterator[Place]:
    return _folded_places(quote, text, start, end, caseless=True)


def _occurrences(wanted: str, text: str, start: int, end: int) -> Iterator[int]:
    at = text.find(wanted, start, end) if wanted else -1
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1, end)


def _near_places(quote: str, text: str, start: int, end: int) -> Iterator[Place]:
    for place in near_matches(quote, text[start:end]):
        yield start + place[0], start + place[1]
