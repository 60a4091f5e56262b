"""Kinds: what sort of statement a claim is, as far as its words tell."""

from __future__ import annotations

import re

from claimcheck.verdicts import ClaimKind

_MARKS: tuple[tuple[ClaimKind, re.Pattern[str]], ...] = (
    (
        "causal",
        re.compile(
            r"\b(?:because of|because|caused|causes|led to|leads to|due to|as a result|resulted in|results in"
            r"|triggered|prompted)\b"
        ),
    ),
    (
        "comparison",
        re.compile(
            r"\b(?:(?:more|less|fewer|higher|lower|larger|smaller|bigger|better|worse|older|younger|faster|slower)"
            r"\b.{0,40}\bthan (?!\d)|compared (?:with|to)|twice as)"
        ),
    ),
    (
        "speech_act",
        re.compile(
            r"\b(?:announced|ordered|threatened|denied|refused|declined|promised|pledged|demanded|declared|vowed"
            r"|apologized|apologised|warned|urged)\b"
        ),
    ),
    (
        "quantity",
        re.compile(
            r"[$€£]\s?\d|\d[\d.,]*\s?(?:%|percent|per cent|million|billion|trillion)"
            r"|\b(?:(?:at least|about|nearly|more than|fewer than|some|around|up to|as many as|almost) \d"
            r"|(?:cost|costs|numbered|totaled|totalled) .{0,12}\d"
            r"|(?:rose|fell|grew|shrank|killed|injured)(?: by| at least| about)? \d"
            r"|(?:half|third|quarter|majority|dozens|hundreds|thousands|millions) of\b)",
        ),
    ),
    ("state", re.compile(r"\b(?:is|are|was|were|has been|have been|remains?|remained|has|have|had) (?!\w+ed\b)")),
)
"""Tried in this order; what none of them marks is an event."""


def kind_of(claim: str) -> ClaimKind:
    """The kind of a claim that states a fact; opinions and predictions are told by their reading, not by a word."""
    lowered = claim.casefold()
    return next((kind for kind, marks in _MARKS if marks.search(lowered)), "event")
