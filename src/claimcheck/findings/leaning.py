"""Leaning: which outlets of a story have it from one another, or all from one channel, letter or document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.findings.origins import Origin, origin_of
from claimcheck.findings.passages import Story
from claimcheck.spans import Span
from claimcheck.verdicts import Claim


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
    groups: dict[frozenset[str], list[_Lean]] = {}
    for lean in leans:
        known = {each.outlet for each in groups.setdefault(_root(lean, leans).origin.name, [])}
        if not any(lean.outlet <= other or other <= lean.outlet for other in known):
            groups[_root(lean, leans).origin.name].append(lean)
    return [_group(_root(members[0], leans), members) for members in groups.values()]


@dataclass(frozen=True, slots=True)
class _Lean:
    outlet: frozenset[str]
    origin: Origin
    claim: Claim


def _lean(claim: Claim) -> _Lean | None:
    origin, chain = origin_of(claim), claim.sourcing.chain if claim.sourcing else ()
    if origin is None or len(chain) < 2 or not chain[0].source.is_outlet:
        return None
    if origin.kind not in ("named_organization", "document"):
        return None
    return _Lean(origin.through[0], origin, claim)


def _root(lean: _Lean, leans: Sequence[_Lean]) -> _Lean:
    """The step at which a chain of outlets comes to its end."""
    seen = [lean.outlet]
    while True:
        deeper = next((each for each in leans if each.outlet == lean.origin.name and each.outlet not in seen), None)
        if deeper is None:
            return lean
        seen.append(deeper.outlet)
        lean = deeper


def _group(root: _Lean, members: Sequence[_Lean]) -> LeaningGroup:
    hops = [(each.claim, each.claim.sourcing.chain[0]) for each in members if each.claim.sourcing]
    mentions = [hop.source.mention for _, hop in hops if hop.source.mention]
    origin = root.claim.sourcing.chain[-1].source if root.claim.sourcing else None
    named = origin and (origin.name or (origin.mention and origin.mention.quote))
    return LeaningGroup(
        name=named or "one document",
        root=origin.mention if origin else None,
        mentions=tuple(sorted(mentions, key=lambda span: span.start)),
        claims=tuple(claim for claim, _ in hops),
    )


def _claims(story: Story) -> list[Claim]:
    return list({claim.id: claim for passage in story.body for claim in passage.claims}.values())
