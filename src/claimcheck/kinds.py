"""Kinds: what sort of statement a claim is, as far as its words tell."""

from __future__ import annotations

import re

from claimcheck.marks import FIGURE, Marks, phrases, spoken_in
from claimcheck.verdicts import ClaimKind


def kind_of(claim: str) -> ClaimKind:
    """The kind of a claim that states a fact; opinions and predictions are told by their reading, not by a word."""
    lowered = claim.casefold()
    spoken = spoken_in(lowered)
    return next((kind for kind, marks in _MARKS if marks.search(lowered, spoken)), "event")


_COMPARED = "more less fewer higher lower larger smaller bigger better worse older younger faster slower"

_MARKS: tuple[tuple[ClaimKind, Marks], ...] = (
    (
        "causal",
        phrases(
            "because", "caused", "causes", "led to", "leads to", "due to", "as a result", "resulted in", "results in",
            "triggered", "prompted",
        ),
    ),
    ("comparison", phrases(*_COMPARED.split(), then=r"\b.{0,40}\bthan (?!\d)")),
    ("comparison", phrases("compared with", "compared to", "twice as", then="")),
    (
        "speech_act",
        phrases(
            "announced", "ordered", "threatened", "denied", "refused", "declined", "promised", "pledged", "demanded",
            "declared", "vowed", "apologized", "apologised", "warned", "urged",
        ),
    ),
    (
        "quantity",
        Marks(
            re.compile(r"[$€£]\s?\d|\d[\d.,]*\s?(?:%|percent|per cent|million|billion|trillion)"), frozenset({FIGURE})
        ),
    ),
    (
        "quantity",
        phrases(
            "at least", "about", "nearly", "more than", "fewer than", "some", "around", "up to", "as many as", "almost",
            then=r" \d",
        ),
    ),
    ("quantity", phrases("cost", "costs", "numbered", "totaled", "totalled", then=r" .{0,12}\d")),
    (
        "quantity",
        phrases("rose", "fell", "grew", "shrank", "killed", "injured", then=r"(?: by| at least| about)? \d"),
    ),
    (
        "quantity",
        phrases("half", "third", "quarter", "majority", "dozens", "hundreds", "thousands", "millions", then=r" of\b"),
    ),
    (
        "state",
        phrases(
            "is", "are", "was", "were", "has been", "have been", "remain", "remains", "remained", "has", "have", "had",
            then=r" (?!\w+ed\b)",
        ),
    ),
)  # fmt: skip
"""Tried in this order; what none of them marks is an event."""
