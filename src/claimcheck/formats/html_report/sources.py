"""The sources view: who carries how many claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.formats.words import name_of
from claimcheck.verdicts import Claim, Hop, Source


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source of the article.

    Attributes:
        key: its key in the page.
        source: as it is fullest credited.
        name: what to call it.
        origin_of: ids of the claims that it is the origin of.
        relays: ids of those that it passes on.
        claim_keys: the keys of all of them in the page, in reading order.
    """

    key: str
    source: Source
    name: str
    origin_of: tuple[str, ...]
    relays: tuple[str, ...]
    claim_keys: tuple[str, ...]

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """All claims that it is credited for."""
        return (*self.origin_of, *(name for name in self.relays if name not in self.origin_of))


def sources_of(claims: Iterable[Claim], claim_keys: Mapping[str, str]) -> tuple[SourceEntry, ...]:
    """The sources of these claims, those who carry most first.

    Args:
        claims: in reading order.
        claim_keys: for each claim's id, its key in the page.
    """
    groups: dict[tuple[str, str], list[tuple[Claim, Hop, bool]]] = {}
    for claim in claims:
        for hop, is_origin in _hops(claim):
            groups.setdefault(_identity(hop.source), []).append((claim, hop, is_origin))
    ordered = sorted(groups.values(), key=lambda group: -len({claim.id for claim, _, _ in group}))
    return tuple(_entry(f"p{number}", group, claim_keys) for number, group in enumerate(ordered, start=1))


def _hops(claim: Claim) -> Iterator[tuple[Hop, bool]]:
    chain = claim.sourcing.chain if claim.sourcing else ()
    return ((hop, at == len(chain)) for at, hop in enumerate(chain, start=1))


def _identity(source: Source) -> tuple[str, str]:
    return " ".join(name_of(source).split()).casefold(), source.kind


def _entry(key: str, group: Sequence[tuple[Claim, Hop, bool]], claim_keys: Mapping[str, str]) -> SourceEntry:
    sources = [hop.source for _, hop, _ in group]
    fullest = max(sources, key=lambda source: bool(source.title) + bool(source.justification))
    return SourceEntry(
        key=key,
        source=fullest,
        name=name_of(fullest),
        origin_of=tuple(dict.fromkeys(claim.id for claim, _, is_origin in group if is_origin)),
        relays=tuple(dict.fromkeys(claim.id for claim, _, is_origin in group if not is_origin)),
        claim_keys=tuple(dict.fromkeys(claim_keys[claim.id] for claim, _, _ in group)),
    )
