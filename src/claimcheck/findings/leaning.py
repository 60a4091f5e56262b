"""Leaning: which outlets of a story have it from one another, or all from one channel, letter or document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.findings.origins import Origin, origin_of
from claimcheck.findings.passages import Story
from claimcheck.spans import Span
from claimcheck.verdicts import Claim, Source
from claimcheck.wording import content_words

MAX_NAMESAKES = 20
"""So many outlets that share a word of their names are looked at."""

_REFERRED = re.compile(
    r"^(?P<who>(?:[Tt]he )?[A-Z][\w’']*"
    r"(?: (?:[A-Z][\w’']*|and|the|daily|weekly|magazine|newspaper|broadcaster|portal|site))*)"
    r" (?:also )?(?:reported|wrote|published|carried|repeated|ran|said)\b[^.]*?"
    r"\b(?:referr(?:ed|ing) to|rel(?:ied|ying) on|quot(?:ed|ing)|cit(?:ed|ing)|credit(?:ed|ing)) (?P<to>[^.;,]+)"
)


@dataclass(frozen=True, slots=True)
class LeaningGroup:
    """Outlets that have it from one origin in the end.

    Attributes:
        name: the origin, as the article calls it.
        root: where the article names the origin; None where it does not say.
        mentions: where the outlets are named, each once, in reading order.
        claims: a claim for each outlet.
    """

    name: str
    root: Span | None
    mentions: tuple[Span, ...]
    claims: tuple[Claim, ...]


def leaning_groups(story: Story) -> list[LeaningGroup]:
    """The outlets of the body that cite somebody else, by the origin that they come down to.

    People are no such origin: two outlets that have a person's word may both have asked.
    """
    leans = [each for each in map(_lean, _claims(story)) if each]
    leans += _told_leans(story, leans)
    first = {lean.outlet: lean for lean in reversed(leans)}
    groups: dict[frozenset[str], list[_Lean]] = defaultdict(list)
    for lean in first.values():
        members = groups[_root(lean, first).origin.name]
        if not any(lean.outlet <= other.outlet or other.outlet <= lean.outlet for other in members):
            members.append(lean)
    return [_group(_root(members[0], first), members) for members in groups.values()]


@dataclass(frozen=True, slots=True)
class _Lean:
    """An outlet, where it is named, whom it has it from, and a claim that says so."""

    outlet: frozenset[str]
    mention: Span | None
    origin: Origin
    source: Source
    claim: Claim


def _lean(claim: Claim) -> _Lean | None:
    chain = claim.sourcing.chain if claim.sourcing else ()
    if len(chain) < 2 or not chain[0].source.is_outlet:
        return None
    origin = origin_of(claim)
    if origin is None or not origin.through[0] or origin.kind not in ("named_organization", "document"):
        return None
    return _Lean(origin.through[0], chain[0].source.mention, origin, chain[-1].source, claim)


def _told_leans(story: Story, leans: Sequence[_Lean]) -> Iterator[_Lean]:
    """Outlets of which the article says that they referred to one that itself cites somebody."""
    by_word: dict[str, list[_Lean]] = defaultdict(list)
    for lean in leans:
        by_word[min(lean.outlet)].append(lean)
    for passage in story.body if leans else ():
        told = _REFERRED.search(passage.sentence.text)
        behind = frozenset(content_words(told["to"])) if told else frozenset()
        near = (lean for word in sorted(behind) for lean in by_word.get(word, ())[:MAX_NAMESAKES])
        cited = next((lean for lean in near if lean.outlet <= behind), None)
        if told and cited and passage.claims:
            at = passage.sentence.start
            mention = Span(start=at, end=at + told.end("who"), quote=told["who"])
            yield _Lean(frozenset(content_words(told["who"])), mention, cited.origin, cited.source, passage.claims[0])


def _root(lean: _Lean, first: Mapping[frozenset[str], _Lean]) -> _Lean:
    """The step at which a chain of outlets comes to its end; `first` has a step of each outlet."""
    seen = {lean.outlet}
    while (deeper := first.get(lean.origin.name)) and deeper.outlet not in seen:
        seen.add(deeper.outlet)
        lean = deeper
    return lean


def _group(root: _Lean, members: Sequence[_Lean]) -> LeaningGroup:
    mentions = [each.mention for each in members if each.mention]
    return LeaningGroup(
        name=root.source.name or (root.source.mention.quote if root.source.mention else "one document"),
        root=root.source.mention,
        mentions=tuple(sorted(mentions, key=lambda span: span.start)),
        claims=tuple(each.claim for each in members),
    )


def _claims(story: Story) -> list[Claim]:
    return list({claim.id: claim for passage in story.body for claim in passage.claims}.values())
