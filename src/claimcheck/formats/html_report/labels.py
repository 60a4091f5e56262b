"""What the page calls things, where it says more than `words` does: what they mean, or a name fit for a button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from claimcheck.formats import words
from claimcheck.formats.words import capital
from claimcheck.report import FindingKind
from claimcheck.verdicts import CheckWorthiness, ClaimKind, Speech, Status, Strength

NoVerdict = Literal["none"]


@dataclass(frozen=True, slots=True)
class Label:
    """A short name, as it stands on a button, and one sentence on what it means."""

    name: str
    meaning: str


STRENGTHS: Mapping[Strength | NoVerdict, Label] = {
    "on_record": Label("On the record", "One named person or organization says so."),
    "documented": Label("Documented", "The reporter cites a document."),
    "relayed": Label("Relayed", "It reached the reporter through somebody else, or from another news outlet."),
    "anonymous": Label("Anonymous", "It comes from somebody whose name is withheld."),
    "vague": Label("Vague", "It comes from unnamed people, or only a word such as “reportedly” points to a source."),
    "reporter": Label("Reporter’s voice", "Nobody is credited: the article itself says so."),
    "none": Label("No verdict", "The sourcing could not be read; the claim says why."),
}
STATUSES: Mapping[Status | NoVerdict, Label] = {
    "checkable": Label(capital(words.STATUSES["checkable"]), "Records, data or witnesses could settle it."),
    "partly_checkable": Label(capital(words.STATUSES["partly_checkable"]), "Too little is said to settle all of it."),
    "not_checkable": Label(capital(words.STATUSES["not_checkable"]), "No record could settle it."),
    "none": Label("No verdict", "Whether it could be settled was not read; the claim says why."),
}
CHECK_WORTHINESS: Mapping[CheckWorthiness, str] = {
    "high": "Well worth checking",
    "medium": "Worth checking",
    "low": "Hardly worth checking",
}
KINDS: Mapping[ClaimKind, str] = {
    "event": "event",
    "quantity": "quantity",
    "state": "state of affairs",
    "background": "background",
    "speech_act": "statement as news",
    "causal": "cause and effect",
    "comparison": "comparison",
    "prediction": "prediction",
    "opinion": "opinion",
}
SPEECH: Mapping[Speech, str | None] = {
    "direct": "Quoted word for word",
    "mixed": "Quoted in part",
    "indirect": "In reported speech",
    "none": None,
}
FINDINGS: Mapping[FindingKind, Label] = {kind: Label(*told) for kind, told in words.FINDINGS.items()}
