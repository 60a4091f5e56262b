"""Figure mismatches: the same thing counted twice, with figures that cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.findings.alike import Rivals, says_the_same
from claimcheck.findings.dates import conflict
from claimcheck.findings.passages import Passage, Story
from claimcheck.findings.quantities import Quantity
from claimcheck.report import Finding
from claimcheck.spans import Span
from claimcheck.wording import words

MIN_COVERED = 0.6
"""From this share of a headline's concepts on, its figures and those of a sentence of the body can be compared."""

_PART_OR_OTHER_TIME = re.compile(
    r"\b(?:another|between|other|others|more|additional|including|included|among|each|every|per|remaining|rest|both|first|last"
    r"|next|previous(?:ly)?|earlier|initial(?:ly)?|later|then|now|so far|since|compared|up from|down from|from|average"
    r"|than|of them|of whom|of which|of those|alone|ago|until|still|further|only|total|least|record|usual(?:ly)?"
    r"|typical(?:ly)?)\b"
)
_ANOTHER_TIME = re.compile(
    r"\b(?:earlier|previous(?:ly)?|ago|last (?:year|month|week)|initial(?:ly)?|compared|at first)\b"
)


def figure_mismatches(story: Story) -> Iterator[Finding]:
    """Finds things that are counted with different figures, in the headline and the body or twice in the body."""
    told: set[str] = set()
    for first, second in _pairs(story):
        clash = _clash(first, second)
        if clash and second.sentence.id not in told and first.sentence.id not in told:
            told.update((first.sentence.id, second.sentence.id))
            yield _finding(first, second, clash)


def _pairs(story: Story) -> Iterator[tuple[Passage, Passage]]:
    for headline in story.headline:
        retold = [passage for passage in story.body if _is_retold(headline, passage)] if headline.quantities else []
        if retold and not _adds_up(headline, story.body):
            yield from ((headline, passage) for passage in retold)
    rivals = Rivals(story.body)
    for passage in story.body:
        for other in rivals.of(passage):
            comes_later = passage.sentence.start < other.sentence.start
            if comes_later and passage.quantities and other.quantities and _are_comparable(passage, other):
                yield passage, other


def _are_comparable(a: Passage, b: Passage) -> bool:
    """Whether two passages of the body tell of one event, and not openly in two sources' versions."""
    if not says_the_same(a, b, but_for_figures=True) or _are_elsewhere(a, b) or _is_disputed(a, b):
        return False
    return not (a.details - b.concepts and b.details - a.concepts)


def _adds_up(headline: Passage, body: Sequence[Passage]) -> bool:
    """Whether the body gives a headline's figure somewhere, or several figures that it may be the sum of."""
    for ours in headline.quantities:
        theirs = [(each, passage) for passage in body for each in passage.quantities if _is_alike(ours, each)]
        parts = [each for each, passage in theirs if headline.event is None or _shares_event(headline, passage)]
        if any(ours.agrees(each) for each, _ in theirs) or any(parts[0].disagrees(each) for each in parts[1:]):
            return True
    return False


def _shares_event(headline: Passage, passage: Passage) -> bool:
    return headline.event is not None and f"<{headline.event.name}>" in passage.concepts


def _is_alike(a: Quantity, b: Quantity) -> bool:
    return (a.thing, a.unit) == (b.thing, b.unit)


def _is_retold(headline: Passage, passage: Passage) -> bool:
    """Whether a passage tells what the headline tells, figures aside."""
    if conflict(headline.times, passage.times) or _are_elsewhere(headline, passage):
        return False
    if headline.event and not _shares_event(headline, passage):
        return False
    return headline.covered_by(passage) >= MIN_COVERED and not _is_about_a_place_in_it(headline, passage)


def _is_about_a_place_in_it(headline: Passage, passage: Passage) -> bool:
    """Whether a passage names a place or person that the headline does not, sources aside: it may count a part."""
    chains = [claim.sourcing.chain for claim in passage.claims if claim.sourcing]
    mentions = [hop.source.mention.quote for chain in chains for hop in chain if hop.source.mention]
    known = {word.key for text in (headline.sentence.text, *mentions) for word in words(text)}
    return not passage.names <= known


def _are_elsewhere(a: Passage, b: Passage) -> bool:
    """Whether two passages have names and none in common."""
    return bool(a.names and b.names) and a.names.isdisjoint(b.names)


def _is_disputed(a: Passage, b: Passage) -> bool:
    """Whether two passages openly set one source's word against another's."""
    return any(not one.is_same(other) for one in a.origins for other in b.origins)


def _clash(a: Passage, b: Passage) -> tuple[Quantity, Quantity] | None:
    """The figures that cannot both be right, if the passages have one figure each for a thing."""
    for ours in a.quantities:
        theirs = [each for each in b.quantities if _is_alike(ours, each)]
        if not ours.thing and not (a.event and b.event):
            continue
        if not theirs or any(not ours.disagrees(quantity) for quantity in theirs):
            continue
        if len(theirs) == 1 and not _is_part(a, ours) and not _is_part(b, theirs[0]):
            return ours, theirs[0]
    return None


def _is_part(passage: Passage, quantity: Quantity) -> bool:
    """Whether the words about a figure say that it counts a part, or another time."""
    text = passage.lower
    if _ANOTHER_TIME.search(text):
        return True
    around = text[max(0, quantity.start - 40) : quantity.start], text[quantity.start : quantity.end + 25]
    return any(_PART_OR_OTHER_TIME.search(each) for each in around)


def _finding(first: Passage, second: Passage, clash: Sequence[Quantity]) -> Finding:
    spans = [_span(passage, quantity) for passage, quantity in zip((first, second), clash, strict=True)]
    return Finding(
        kind="figure_mismatch",
        severity="high" if first.sentence.region == "headline" else "low",
        message=f"“{spans[0].quote}” in one place and “{spans[1].quote}” in another seem to count the same thing.",
        claim_ids=tuple(dict.fromkeys(claim.id for claim in (*first.claims, *second.claims))),
        spans=tuple(spans),
    )


def _span(passage: Passage, quantity: Quantity) -> Span:
    at, text = passage.sentence.start, passage.sentence.text
    return Span(start=at + quantity.start, end=at + quantity.end, quote=text[quantity.start : quantity.end])
