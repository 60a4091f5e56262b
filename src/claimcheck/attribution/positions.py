"""Positions: which words tell of an office or an occupation, and which only what somebody happens to be."""

from __future__ import annotations

from claimcheck.attribution.nouns import ROLES, TITLES
from claimcheck.attribution.tokens import Token

HONORIFICS = frozenset("mr. mr mrs. mrs ms. ms miss sir dame lord lady mx.".split())
DETERMINERS = frozenset("a an the his her their its our my".split())
NO_OFFICES = frozenset("citizen customer homeowner parent passenger resident tenant".split())
_NO_POSITIONS = HONORIFICS | NO_OFFICES


def is_position(token: Token) -> bool:
    """Whether a word is an office, a rank or an occupation: "mayor", "Col.", "welder"; not "Ms.", not "tenant"."""
    return (token.lower in ROLES or token.lower in TITLES) and token.lower not in _NO_POSITIONS
