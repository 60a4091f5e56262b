"""The verdicts in words, as an editor would say them. None of them says whether a claim is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from claimcheck.verdicts import Claim, Obstacle, Source, SourceKind, Sourcing, Speech, Status, Strength, Verifiability

STRENGTHS: Mapping[Strength, str] = {
    "on_record": "on the record",
    "documented": "documented",
    "relayed": "relayed",
    "anonymous": "anonymous",
    "vague": "vague",
    "reporter": "in the reporter's own voice",
}
STATUSES: Mapping[Status, str] = {
    "checkable": "checkable",
    "partly_checkable": "partly checkable",
    "not_checkable": "not checkable",
}
OBSTACLES: Mapping[Obstacle, str] = {
    "opinion": "an opinion",
    "prediction": "a prediction",
    "vague": "too vague",
    "inner_state": "somebody's inner state",
    "unidentifiable": "about somebody or something that cannot be identified",
    "rhetorical": "a figure of speech",
}
_SOURCES: Mapping[SourceKind, str] = {
    "named_person": "a named person",
    "named_organization": "a named organization",
    "document": "a document",
    "anonymous": "an anonymous source",
    "unnamed_person": "an unnamed person",
    "unnamed_group": "an unnamed group",
}
_SPEECH: Mapping[Speech, str | None] = {
    "direct": "in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": None,
    "none": None,
}
NO_VERDICT = "without a verdict"


def sourcing_in_words(sourcing: Sourcing) -> str:
    """Who is credited, as in "Relayed: Nestka ← people familiar with the matter; in quotation marks"."""
    chain = " ← ".join(source_in_words(hop.source) for hop in sourcing.chain)
    hedges = ", ".join(f"“{hedge.quote}”" for hedge in sourcing.hedges)
    told = [
        f"{_capital(STRENGTHS[sourcing.strength])}{': ' if chain else ''}{chain}",
        _SPEECH[sourcing.speech],
        "credited in an earlier sentence" if sourcing.inherited else None,
        f"hedged by {hedges}" if hedges else None,
        f"also stated in {', '.join(sourcing.corroborated_by)}" if sourcing.corroborated_by else None,
    ]
    return "; ".join(part for part in told if part)


def source_in_words(source: Source) -> str:
    """A source by its name and title, else by the words that stand for it, else by its kind."""
    known_as = source.name or (source.mention.quote if source.mention else _SOURCES[source.kind])
    return f"{known_as} ({source.title})" if source.title and source.title not in known_as else known_as


def verifiability_in_words(verifiability: Verifiability) -> Iterator[str]:
    """Whether it could be settled, what stands in the way, and with which records."""
    status = _capital(STATUSES[verifiability.status])
    obstacle = f": {OBSTACLES[verifiability.obstacle]}" if verifiability.obstacle else ""
    yield f"{status}{obstacle}; worth checking: {verifiability.check_worthiness}"
    yield from (f"Would settle it: {record.what} ({record.where})" for record in verifiability.evidence)
    if verifiability.missing:
        yield f"Missing: {'; '.join(verifiability.missing)}"


def strength_counts(claims: Iterable[Claim]) -> str:
    """How many claims have each strength: "12 on the record, 3 relayed"."""
    return _counted((claim.sourcing.strength if claim.sourcing else None for claim in claims), STRENGTHS)


def status_counts(claims: Iterable[Claim]) -> str:
    """How many claims could be settled: "30 checkable, 7 not checkable"."""
    return _counted((claim.verifiability.status if claim.verifiability else None for claim in claims), STATUSES)


def number_of(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 claim", "2,000 claims"."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def size_of(count: int) -> str:
    """A number of bytes: "1.1 GB"."""
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= size:
            return f"{count / size:,.1f} {unit}"
    return f"{count} bytes"


def _counted(values: Iterable[str | None], words: Mapping[Strength, str] | Mapping[Status, str]) -> str:
    counts = Counter(values)
    told = [f"{counts[name]:,} {word}" for name, word in words.items() if counts[name]]
    if counts[None]:
        told.append(f"{counts[None]:,} {NO_VERDICT}")
    return ", ".join(told) or "none"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
