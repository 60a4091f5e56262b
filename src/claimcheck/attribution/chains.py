"""Chains: through whom a claim reached the reader.

Two things make a chain longer. What is said inside somebody else's words comes through them: "Ortel said the police
told her that ...". And what a source told another newsroom comes through that newsroom: "a source told the outlet" is
a chain of two, unless the outlet is the one that prints the article. Who prints it is seldom said; but other newsrooms
are credited elsewhere in the article, and few people talk to them in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from claimcheck.attribution.model import Stretch
from claimcheck.attribution.statements import Statement
from claimcheck.verdicts import Hop, Source

_LONGEST_CHAIN = 5
_LONGEST_OPENING = len("that ")
_PRONOUNS = frozenset("he i it she they we".split())
_REPORTERS = frozenset(
    "anchor author blogger broadcaster columnist correspondent editor host journalist presenter reporter".split()
)


def link(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of an article with their chains lengthened by what they come through.

    Those that only go on in the same voice are left out: "she believes" in "Ortel said she believes P" tells no more
    than that Ortel said it.
    """
    _relay(statements)
    repeated = _nest(statements)
    return [statement for statement in statements if id(statement) not in repeated]


def _relay(statements: Sequence[Statement]) -> None:
    """Put the listener in front of the speaker where the listener is another newsroom or reporter."""
    credited = {statement.hops[0].source.name for statement in statements}
    speakers: dict[str | None, set[str | None]] = defaultdict(set)
    for statement in statements:
        if statement.listener is not None:
            speakers[statement.listener.name].add(statement.hops[0].source.name)
    for statement in statements:
        listener = statement.listener
        if listener is None or listener.name not in credited or len(speakers[listener.name]) > 1:
            continue
        if listener.name is not None and _is_newsroom(listener):
            statement.hops = [Hop(source=listener, cue=statement.hops[0].cue), *statement.hops]


def _is_newsroom(source: Source) -> bool:
    if source.kind == "named_person":
        return not _REPORTERS.isdisjoint((source.title or "").lower().split())
    return source.is_outlet


def _nest(statements: Sequence[Statement]) -> set[int]:
    """Put the chain of the enclosing statement in front of that of a statement inside it.

    Returns:
        the ids of the objects whose chain is that of the enclosing statement, and no more.
    """
    repeated: set[int] = set()
    opened: list[tuple[Stretch, Statement]] = []
    events = [(start, end, statement) for statement in statements for start, end in statement.content]
    events.sort(key=lambda event: (event[0], -event[1]))
    waiting = 0
    for inner in sorted(statements, key=lambda statement: (statement.cue[0], -_length(statement))):
        while waiting < len(events) and events[waiting][0] <= inner.cue[0]:
            opened.append(((events[waiting][0], events[waiting][1]), events[waiting][2]))
            waiting += 1
        opened = [(stretch, outer) for stretch, outer in opened if stretch[1] >= inner.cue[1]]
        around = [(stretch[1] - stretch[0], outer) for stretch, outer in opened if outer is not inner]
        if around and not inner.inherited:
            outer = min(around, key=lambda pair: pair[0])[1]
            inner.hops = _joined(outer.hops, inner.hops, is_same=_speaks_of_themselves(outer, inner))
            if inner.hops == outer.hops and id(outer) not in repeated:
                repeated.add(id(inner))
    return repeated


def _length(statement: Statement) -> int:
    return sum(end - start for start, end in statement.content)


def _speaks_of_themselves(outer: Statement, inner: Statement) -> bool:
    """Whether the words that somebody said begin with "she thinks": she is who said them."""
    mention = inner.hops[0].source.mention
    if mention is None or mention.quote.lower() not in _PRONOUNS:
        return False
    if outer.is_displayed and mention.quote.lower() in ("i", "we"):
        return True
    return any(0 <= mention.start - start <= _LONGEST_OPENING for start, _ in outer.content)


def _joined(outer: list[Hop], inner: list[Hop], *, is_same: bool) -> list[Hop]:
    """The chain through `outer` to `inner`. Who says what they think is not relayed by themselves: they said it."""
    behind = inner[1:] if is_same or _same_voice(outer[-1].source, inner[0].source) else inner
    return [*outer, *behind] if len(outer) + len(behind) <= _LONGEST_CHAIN else inner


def _same_voice(one: Source, other: Source) -> bool:
    return one.mention == other.mention or (one.name is not None and (one.name, one.kind) == (other.name, other.kind))
