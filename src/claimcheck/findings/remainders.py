"""Remainders: a whole, a part that goes, and a rest that is left, which have to add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.findings.passages import Passage, Story
from claimcheck.findings.quantities import Quantity, number_of, quantities
from claimcheck.report import Finding
from claimcheck.spans import Span
from claimcheck.wording import stem, words

_NUMBER = r"(?:\d[\d,]*|[a-z]+(?:-[a-z]+)?)"
_PART_OF_WHOLE = re.compile(
    rf"(?<![\w.,-])(?P<part>{_NUMBER}) of (?:(?:its|the|their|his|her|all|\w+[’']s?) (?:\w+[’']s )?)?"
    rf"(?P<whole>{_NUMBER})"
    r"(?P<noun>(?: [^\W\d_][\w'’-]*){1,3})",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\b(?:leaving|(?:that|this|which|it|closures?|cuts?|cutbacks|losses|sale|move|plan|step|decision)"
    r"(?: (?:will|would|could))? (?:leaves?|left)) ",
    re.IGNORECASE,
)
_ANOTHER_STEP = re.compile(
    r"\b(?:further|another|next|later|previous|earlier|already|additional|more)\b", re.IGNORECASE
)
_GOES = re.compile(
    r"\b(?:clos\w+|shut\w*|cut\w*|sold|sell\w*|scrap\w*|axe\w*|remov\w+|los[et]\w*|end\w*|withdr\w+|destroy\w*|demolish\w*|retir\w+"
    r"|fell\w*|cancel\w*)\b"
)


@dataclass(frozen=True, slots=True)
class _Share:
    """A part that goes, of a whole that is told."""

    passage: Passage
    span: Span
    rest: float
    thing: str


def remainders(story: Story) -> Iterator[Finding]:
    """Finds rests that a whole and its part do not leave: "60 of its 148 shops" close, which "leaves 98 shops"."""
    shares = [share for passage in story.body for share in _shares(passage)]
    for passage in story.body if shares else ():
        for share in shares:
            rest = _rest(passage, share)
            if rest and (rest.high < share.rest or share.rest < rest.low):
                yield _finding(share, passage, rest)
                break


def _shares(passage: Passage) -> Iterator[_Share]:
    text, at = passage.sentence.text, passage.sentence.start
    if " of " not in passage.lower or not _GOES.search(passage.lower):
        return
    for match in _PART_OF_WHOLE.finditer(text):
        part, whole = number_of(match["part"]), number_of(match["whole"])
        noun = next((word for word in words(match["noun"]) if word.key.endswith("s")), None)
        if part and whole and noun and part < whole:
            end = match.start("noun") + noun.end
            span = Span(start=at + match.start(), end=at + end, quote=text[match.start() : end])
            yield _Share(passage, span, whole - part, stem(noun.key))


def _rest(passage: Passage, share: _Share) -> Quantity | None:
    """What a passage says is left, if it says so of the same things and of the same step."""
    text = passage.sentence.text
    leaves = _REST.search(text)
    if leaves is None or _ANOTHER_STEP.search(text) or passage.sentence.start < share.passage.sentence.start:
        return None
    counted = (each for each in quantities(text) if each.start >= leaves.end() and each.thing == share.thing)
    return next((each for each in counted if not each.unit), None)


def _finding(share: _Share, passage: Passage, rest: Quantity) -> Finding:
    at, text = passage.sentence.start, passage.sentence.text
    left = Span(start=at + rest.start, end=at + rest.end, quote=text[rest.start : rest.end])
    return Finding(
        kind="figure_mismatch",
        severity="medium",
        message=f"“{share.span.quote}” would leave {share.rest:g}, and not “{left.quote}”.",
        claim_ids=tuple(dict.fromkeys(claim.id for claim in (*share.passage.claims, *passage.claims))),
        spans=(share.span, left),
    )
