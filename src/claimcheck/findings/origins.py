"""Origins: whose word a claim is in the end, and how many independent ones a fact has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claimcheck.verdicts import Claim, Source, SourceKind
from claimcheck.wording import content_words

_UNNAMED = ("anonymous", "unnamed_person", "unnamed_group")


@dataclass(frozen=True, slots=True)
class Origin:
    """The innermost source of a claim.

    Attributes:
        name: the words of its name; of an unnamed source, of the words that stand for it. Never empty.
        kind: what sort of source it is.
        named: whether it has a name.
        title: the words of its title: a spokesman does not speak independently of his company.
        through: the words of the names of those who pass it on.
    """

    name: frozenset[str]
    kind: SourceKind
    named: bool
    title: frozenset[str]
    through: tuple[frozenset[str], ...]

    def is_same(self, other: Origin) -> bool:
        """Whether two origins are certainly one: the same name, full or short; unnamed ones in the same words."""
        if self.named != other.named:
            return False
        if self.named:
            return self.name <= other.name or other.name <= self.name
        return self.name == other.name and self.through == other.through

    def may_depend_on(self, other: Origin) -> bool:
        """Whether it may be the same, or speak for the other, or have it from the other.

        Unnamed ones may be one, and "a neighbour" may be the one who is named further down.
        """
        if not self.named and (not other.named or self.kind == "unnamed_person"):
            return True
        return self.is_same(other) or (other.named and (other.name <= self.title or other.name in self.through))


def origin_of(claim: Claim) -> Origin | None:
    """The origin of a claim; None where the article credits nobody."""
    if claim.sourcing is None or not claim.sourcing.chain:
        return None
    *relays, last = [hop.source for hop in claim.sourcing.chain]
    named = last.kind not in _UNNAMED and last.name is not None
    name = frozenset(content_words(_words_for(last)))
    if not name:
        return None
    through = tuple(frozenset(content_words(_words_for(relay))) for relay in relays)
    return Origin(name, last.kind, named, frozenset(content_words(last.title or "")), through)


def independent_origins(claims: Iterable[Claim]) -> int:
    """How many independent origins a set of claims that state the same fact has.

    Counted is the innermost source, so two outlets that lean on the same one count once, and so does an outlet that
    stands alone in one claim and passes a source on in another. A person counts together with the organisation in
    their title. Unnamed sources count once, however many there are and whoever quotes them, for a reader cannot tell
    them apart; a single unnamed person counts only where nobody is named, for he may be named elsewhere. The
    reporter's own voice and "reportedly" credit nobody and never count: 0 says that nobody is credited.
    """
    distinct: list[Origin] = []
    for origin in filter(None, map(origin_of, claims)):
        if not any(origin.may_depend_on(other) or other.may_depend_on(origin) for other in distinct):
            distinct.append(origin)
    return len(distinct)


def _words_for(source: Source) -> str:
    return source.name or (source.mention.quote if source.mention else "")
