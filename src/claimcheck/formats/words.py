"""The verdicts in words, as an editor would say them. None of them says whether a claim is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from claimcheck.report import Finding, FindingKind, Report, Severity, Usage
from claimcheck.verdicts import (
    Claim,
    Hop,
    Obstacle,
    Record,
    Source,
    SourceKind,
    Sourcing,
    Speech,
    Status,
    Strength,
    Verifiability,
)

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
SOURCE_KINDS: Mapping[SourceKind, str] = {
    "named_person": "a named person",
    "named_organization": "a named organization",
    "document": "a document",
    "anonymous": "an anonymous source",
    "unnamed_person": "an unnamed person",
    "unnamed_group": "an unnamed group",
}
_OUTLETS: Mapping[SourceKind, str] = {
    "named_organization": "a news outlet",
    "unnamed_group": "unnamed news outlets",
}
SPEECH: Mapping[Speech, str | None] = {
    "direct": "in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": None,
    "none": None,
}
FINDINGS: Mapping[FindingKind, tuple[str, str]] = {
    "headline_overclaim": ("Headline overclaims", "The headline says more than the story bears out."),
    "caption_overclaim": ("Caption overclaims", "A caption says more than the story bears out."),
    "dropped_hedge": ("Hedge dropped", "What one sentence says with a hedge, another states as a fact."),
    "single_origin": ("Single origin", "What looks like several sources goes back to one."),
    "relayed_only": ("Relayed only", "The main claim comes only through another outlet."),
    "figure_mismatch": ("Figures do not match", "Two figures for the same thing cannot both be right."),
    "unsourced_key_claim": ("Key claim unsourced", "The article credits nobody for a claim that it stands on."),
}
"""What each kind of finding is called, and what it says."""

NO_VERDICT = "without a verdict"
DISCLAIMER = (
    "This says what the article shows for each claim, and whether the claim could be settled. "
    "It does not say whether a claim is true."
)


def sourcing_in_words(sourcing: Sourcing) -> str:
    """Who is credited, as in "Relayed: Nestka ← people familiar with the matter; in quotation marks"."""
    chain = " ← ".join(source_in_words(hop.source) for hop in sourcing.chain)
    told = [f"{capital(STRENGTHS[sourcing.strength])}{': ' if chain else ''}{chain}", *circumstances(sourcing)]
    return "; ".join(told)


def circumstances(sourcing: Sourcing) -> Iterator[str]:
    """How the claim is put, each as a phrase: "hedged by “reportedly”", "also stated in c7"."""
    if speech := SPEECH[sourcing.speech]:
        yield speech
    if sourcing.inherited:
        yield "credited in an earlier sentence"
    if sourcing.hedges:
        yield f"hedged by {', '.join(f'“{hedge.quote}”' for hedge in sourcing.hedges)}"
    if sourcing.corroborated_by:
        yield f"also stated in {', '.join(sourcing.corroborated_by)}"


def source_in_words(source: Source) -> str:
    """A source by its name and title, else by the words that stand for it, else by its kind."""
    known_as = name_of(source)
    return f"{known_as} ({source.title})" if source.title and source.title not in known_as else known_as


def name_of(source: Source) -> str:
    """A source by its name, else by the words that stand for it, else by its kind."""
    return source.name or (source.mention.quote if source.mention else SOURCE_KINDS[source.kind])


def kind_of_source(source: Source) -> str:
    """What kind of source it is, a news outlet being one of its own: "a named person"."""
    return _OUTLETS.get(source.kind, SOURCE_KINDS[source.kind]) if source.is_outlet else SOURCE_KINDS[source.kind]


def hop_in_words(hop: Hop) -> str:
    """One step of a chain in full: who, what kind of source, why this one, and the words that credit it."""
    source = hop.source
    told = [kind_of_source(source), source.justification]
    cue = f", credited by “{hop.cue.quote}”" if hop.cue else ""
    return f"{source_in_words(source)}: {', '.join(part for part in told if part)}{cue}"


def verifiability_in_words(verifiability: Verifiability) -> Iterator[str]:
    """Whether it could be settled, what stands in the way, and with which records."""
    yield f"{status_in_words(verifiability)}; worth checking: {verifiability.check_worthiness}"
    yield from (f"Would settle it: {record_in_words(record)}" for record in verifiability.evidence)
    if verifiability.missing:
        yield f"Missing: {'; '.join(verifiability.missing)}"


def status_in_words(verifiability: Verifiability) -> str:
    """Whether it could be settled, and what stands in the way: "Not checkable: an opinion"."""
    obstacle = f": {OBSTACLES[verifiability.obstacle]}" if verifiability.obstacle else ""
    return f"{capital(STATUSES[verifiability.status])}{obstacle}"


def record_in_words(record: Record) -> str:
    """A record and where it is kept: "the land register (the county court)"."""
    return f"{record.what} ({record.where})" if record.where else record.what


def confidence_in_words(confidence: float, why: str | None) -> str:
    """How sure the verdict is, and why: "Confidence 0.62: The outlets are not named."."""
    return f"Confidence {confidence:.2f}{f': {why}' if why else ''}"


def making_in_words(report: Report) -> str:
    """How the report was made: the model, what it took, the version, when."""
    usage, provenance = report.usage, report.provenance
    cached = f", {usage.cached_calls:,} from the cache" if usage.cached_calls else ""
    return (
        f"{provenance.model}, {provenance.endpoint}: {usage.seconds:,.1f} seconds, "
        f"{number_of(usage.calls, 'answer')}{cached}, {usage.input_tokens:,} tokens read, "
        f"{usage.output_tokens:,} written{_cost(usage)}. "
        f"claimcheck {provenance.claimcheck_version}, {provenance.created_at:%Y-%m-%d %H:%M %Z}, "
        f"article {report.article.id}."
    )


def _cost(usage: Usage) -> str:
    if usage.cost_usd is None:
        return ", at a cost that is not known"
    return f", {usage.cost_usd:,.4f} US dollars" if usage.cost_usd else ""


def labels_of(claim: Claim) -> list[str]:
    """The claim's kind and its verdict, as the report's own words for them: "event", "relayed", "checkable"."""
    strength = claim.sourcing.strength if claim.sourcing else None
    status = claim.verifiability.status if claim.verifiability else None
    return [label for label in (claim.kind, strength, status) if label]


def strength_counts(claims: Iterable[Claim]) -> str:
    """How many claims have each strength: "12 on the record, 3 relayed"."""
    return _counted((claim.sourcing.strength if claim.sourcing else None for claim in claims), STRENGTHS)


def status_counts(claims: Iterable[Claim]) -> str:
    """How many claims could be settled: "30 checkable, 7 not checkable"."""
    return _counted((claim.verifiability.status if claim.verifiability else None for claim in claims), STATUSES)


def severity_counts(findings: Iterable[Finding]) -> str:
    """How many findings have each severity: "1 high, 2 low"."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(f"{counts[name]:,} {name}" for name in get_args(Severity) if counts[name]) or "none"


def number_of(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 claim", "2,000 claims"."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def _counted(values: Iterable[str | None], words: Mapping[Strength, str] | Mapping[Status, str]) -> str:
    counts = Counter(values)
    told = [f"{counts[name]:,} {word}" for name, word in words.items() if counts[name]]
    if counts[None]:
        told.append(f"{counts[None]:,} {NO_VERDICT}")
    return ", ".join(told) or "none"


def capital(words: str) -> str:
    """The words with a capital at their head; nothing else is changed."""
    return words[:1].upper() + words[1:]
