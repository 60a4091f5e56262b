"""Groups: the changes of a comparison, put together for a reader: all that happened to one claim in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.comparison import Change, ChangeKind, Side
from claimcheck.report import Severity

_ORDER: Sequence[Severity] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Group:
    """What happened to one claim, source, finding, sentence or headline.

    Attributes:
        changes: all of it, the most important first.
        old: what the old version has, if it has anything.
        new: what the new one has.
    """

    changes: tuple[Change, ...]
    old: Side | None
    new: Side | None

    @property
    def importance(self) -> Severity:
        """That of its most important change."""
        return self.changes[0].importance

    @property
    def kind(self) -> ChangeKind:
        """The kind of its most important change."""
        return self.changes[0].kind

    @property
    def is_of_claim_in_both(self) -> bool:
        """Whether it is about a claim that both versions have."""
        return self.kind not in _NOT_OF_CLAIMS and self.old is not None and self.new is not None

    @property
    def around_only(self) -> bool:
        """Whether not its own words were edited, but what stands around them or what they rest on."""
        return all(change.cause == "context" for change in self.changes)


@dataclass(frozen=True, slots=True)
class Section:
    """Groups of one sort under a heading."""

    name: str
    groups: tuple[Group, ...]


_FINDINGS = ("finding_new", "finding_resolved")
_SOURCES = ("source_gained", "source_lost", "source_retitled")
_TEXT = ("text_added", "text_gone", "text_edited")
_ONE_SIDED = ("claim_added", "claim_gone")
_WITH_IDS = (*_ONE_SIDED, *_FINDINGS, *_SOURCES)
_SECTIONS: Sequence[tuple[str, Sequence[str] | None]] = (
    ("Headline", ("headline_changed",)),
    ("Claims", None),
    ("Sources", _SOURCES),
    ("Findings", _FINDINGS),
    ("Other words", _TEXT),
)
_NOT_OF_CLAIMS = ("headline_changed", *_FINDINGS, *_SOURCES, *_TEXT)


def sections_of(changes: Iterable[Change]) -> tuple[Section, ...]:
    """The changes in sections, in the order in which an editor would ask; empty sections are left out.

    Args:
        changes: of a comparison, in its order.
    """
    every = list(changes)
    found = []
    for name, kinds in _SECTIONS:
        belong = [c for c in every if (c.kind not in _NOT_OF_CLAIMS if kinds is None else c.kind in kinds)]
        if belong:
            found.append(Section(name, _groups(belong)))
    return tuple(found)


def lead_of(group: Group) -> str:
    """What a group is about, in a few words: "Claim c3, now c4"."""
    if not group.is_of_claim_in_both:
        message = group.changes[0].message
        names = [*(group.old.claim_ids if group.old else ()), *(group.new.claim_ids if group.new else ())]
        around = "; only the words around it were edited" if group.around_only and group.kind in _ONE_SIDED else ""
        return f"{message}{around} ({', '.join(names)})" if names and group.kind in _WITH_IDS else message
    old, new = (", ".join(ids) for ids in group.changes[0].claims)
    around = ": only the words around it, or what it rests on, were edited" if group.around_only else ""
    return f"Claim {old}{around}" if old == new else f"Claim {old}, now {new}{around}"


def _groups(changes: Sequence[Change]) -> tuple[Group, ...]:
    together: dict[object, list[Change]] = {}
    for number, change in enumerate(changes):
        of_claims = change.kind not in _NOT_OF_CLAIMS and any(change.claims)
        together.setdefault(change.claims if of_claims else number, []).append(change)
    return tuple(_group(each) for each in together.values())


def _group(changes: Sequence[Change]) -> Group:
    ordered = tuple(sorted(changes, key=lambda change: _ORDER.index(change.importance)))
    return Group(ordered, changes[0].old, changes[0].new)
