"""Positions: which words tell of an office or an occupation, and which only what somebody happens to be."""

from __future__ import annotations

from claimcheck.attribution.nouns import ROLES, TITLES
from claimcheck.attribution.tokens import Token

HONORIFICS = frozenset("mr. mr mrs. mrs ms. ms miss sir dame lord lady mx.".split())
DETERMINERS = frozenset("a an the his her their its our my".split())
NO_OFFICES = frozenset("citizen customer homeowner parent passenger resident tenant".split())
_DEGREES = frozenset({"dr", "prof"})
_NO_POSITIONS = HONORIFICS | NO_OFFICES


def is_position(token: Token) -> bool:
    """Whether a word is an office, a rank or an occupation: "mayor", "Col.", "welder"; not "Ms.", not "tenant"."""
    return (token.lower in ROLES or token.lower in TITLES) and token.lower not in _NO_POSITIONS


def is_form_of_address(token: Token) -> bool:
    """Whether a word is a rank or a degree cut short: "Cmdr.", "Dr", "Prof"."""
    return token.lower in _DEGREES or (token.lower in TITLES and token.text.endswith("."))


def is_office(token: Token) -> bool:
    """Whether a word is an office or an occupation in full: "mayor", "Inspector"; not "Col."."""
    return is_position(token) and not is_form_of_address(token)
