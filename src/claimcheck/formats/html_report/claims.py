"""The claims as cards, and the findings as notes: what the page's templates need to know of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claimcheck.formats.html_report.sources import SourceEntry
from claimcheck.formats.overview import gravest_first
from claimcheck.report import Finding, Report
from claimcheck.verdicts import Claim


@dataclass(frozen=True, slots=True)
class FindingNote:
    """A finding and its key in the page."""

    key: str
    finding: Finding
    claim_keys: tuple[str, ...]
    sentence_key: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A claim and what it is tied to in the page.

    Attributes:
        key: its id in the page; that of the claim ("c12") if it has the usual form.
        claim: the claim.
        source_keys: the sources in its chain, from the reader inwards.
        sentence_keys: the sentences that state it.
        corroborated_by: the cards of the claims that state the same fact.
        notes: the findings that name it.
    """

    key: str
    claim: Claim
    source_keys: tuple[str, ...]
    sentence_keys: tuple[str, ...]
    corroborated_by: tuple[str, ...]
    notes: tuple[FindingNote, ...]

    @property
    def number(self) -> str:
        """How it is called in the page: "12"."""
        return number_of(self.key)

    @property
    def strength(self) -> str:
        """The strength of its sourcing, or "none"."""
        return self.claim.sourcing.strength if self.claim.sourcing else "none"

    @property
    def status(self) -> str:
        """The status of its verifiability, or "none"."""
        return self.claim.verifiability.status if self.claim.verifiability else "none"

    @property
    def finding_kinds(self) -> tuple[str, ...]:
        """The kinds of those findings, each once."""
        return tuple(dict.fromkeys(note.finding.kind for note in self.notes))

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words that state it, where they are not just the words of the claim."""
        said = _bare(self.claim.text)
        return tuple(anchor.quote for anchor in self.claim.anchors if _bare(anchor.quote) != said)


def keys_of(ids: Iterable[str], letter: str) -> dict[str, str]:
    """For each id, its key in the page: the id itself if it is that letter and a number, else one of the same kind.

    A report that was not written by claimcheck may have any string for an id; a key is safe wherever it stands.
    """
    usual = re.compile(rf"{letter}[0-9]{{1,9}}")
    return {name: name if usual.fullmatch(name) else f"{letter}-{n}" for n, name in enumerate(ids, start=1)}


def number_of(key: str) -> str:
    """A key without its letter: "12"."""
    return key.lstrip("cs-")


def notes_of(
    report: Report, claim_keys: Mapping[str, str], sentence_keys: Mapping[str, str]
) -> tuple[FindingNote, ...]:
    """The findings, the gravest first."""
    return tuple(
        FindingNote(
            key=f"f{number}",
            finding=finding,
            claim_keys=tuple(claim_keys[name] for name in finding.claim_ids),
            sentence_key=next(
                (sentence_keys[s.id] for s in report.sentences if s.start <= finding.spans[0].start < s.end), None
            ),
        )
        for number, finding in enumerate(gravest_first(report.findings), start=1)
    )


def cards_of(
    report: Report,
    *,
    claim_keys: Mapping[str, str],
    sentence_keys: Mapping[str, str],
    sources: Iterable[SourceEntry],
    notes: Iterable[FindingNote],
) -> tuple[Card, ...]:
    """The cards of a report's claims, in reading order."""
    noted: dict[str, list[FindingNote]] = {}
    for note in notes:
        for key in note.claim_keys:
            noted.setdefault(key, []).append(note)
    credited: dict[str, list[str]] = {}
    for entry in sources:
        for name in entry.claim_ids:
            credited.setdefault(name, []).append(entry.key)
    return tuple(
        Card(
            key=claim_keys[claim.id],
            claim=claim,
            source_keys=tuple(credited.get(claim.id, ())),
            sentence_keys=tuple(sentence_keys[name] for name in claim.sentence_ids),
            corroborated_by=tuple(
                claim_keys[name] for name in (claim.sourcing.corroborated_by if claim.sourcing else ())
            ),
            notes=tuple(noted.get(claim_keys[claim.id], ())),
        )
        for claim in report.claims
    )


def finding_counts(cards: Iterable[Card]) -> Mapping[str, int]:
    """How many claims the findings of each kind name; the kinds in reading order of those claims."""
    return Counter(kind for card in cards for kind in card.finding_kinds)


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(" .\"'“”‘’").casefold()
