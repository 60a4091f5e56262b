"""Traits: what the words around a name show of what it names, a company or a place, and of what sort."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.attribution.nouns import ORGANIZATIONS
from claimcheck.attribution.tokens import Tokens

_OWNED_BY_COMPANIES = frozenset(
    """
    bonds customers debts dividend earnings investors parent profit profits revenue revenues sales shareholder
    shareholders share shares stock subsidiaries subsidiary suppliers takeover turnover
    """.split()
)
_BESIDE_COMPANIES = frozenset("bonds customers employees investors share shareholders shares stock subsidiary".split())
_HELD = frozenset("investment investments investors share shareholders shares stake stakes stock".split())
_DONE_BY_COMPANIES = frozenset(
    "builds employs makes manages manufactures operates owns produces runs sells supplies trades".split()
)
_COMPANIES = frozenset("airline bank chain company firm insurer lender manufacturer retailer".split())
_LARGE = frozenset("billion bn m million".split())
_BEFORE_PLACES = frozenset({"in", "near", "around", "across", "outside", "off"})
_SITES = frozenset(
    """
    airport area bay beach bridge coast district estuary factory forest harbour harbor hills hospital island lake mine
    park plant port prison region reservoir river road site station street substation suburb terminal tunnel valley
    """.split()
)
"""What is called by the place where it lies: "its Port Wenna terminal"."""
_BEFORE_SITES = frozenset("a an her his its the their".split())
_REACH = 7


def is_company_at(tokens: Tokens, first: int, behind: int) -> bool:
    """Whether something is told of what a name names that only companies have or do.

    Args:
        tokens: the sentence.
        first: where the name begins.
        behind: where it ends.
    """
    before = tokens[first - 1].lower if first > 0 else ""
    after = tokens[behind].lower if behind < len(tokens) else ""
    if after in _BESIDE_COMPANIES or (before in ("in", "of") and first > 1 and tokens[first - 2].lower in _HELD):
        return True
    if after not in ("'s", ",") and before not in ("fined", "fines"):
        return False
    ahead = [token.lower for token in tokens[behind : behind + 4]]
    if after == "'s" and not _OWNED_BY_COMPANIES.isdisjoint(ahead):
        return True
    if after == "," and ahead[1:2] == ["which"] and not _DONE_BY_COMPANIES.isdisjoint(ahead[2:3]):
        return True
    return before in ("fined", "fines") and not _LARGE.isdisjoint(ahead)


def nouns_at(tokens: Tokens, first: int, behind: int) -> Iterator[str]:
    """The common nouns that an article gives to a body beside its name: "charity" in "Open Sluices, a charity for"."""
    if first > 0 and tokens[first - 1].lower in ORGANIZATIONS and tokens[first - 1].tag == "word":
        yield tokens[first - 1].lower
    if is_company_at(tokens, first, behind):
        yield "company"
    if behind + 1 >= len(tokens) or tokens[behind].tag != "comma" or tokens[behind + 1].tag != "determiner":
        return
    noun = None
    for token in tokens[behind + 2 : behind + 2 + _REACH]:
        if token.tag not in ("word", "name", "number", "adverb"):
            noun = None if token.tag == "possessive" else noun
            break
        noun = token.lower
    if noun is not None and (noun in ORGANIZATIONS or noun in _TRADES):
        yield noun


_TRADES = frozenset("broker builder carmaker developer housebuilder landlord publisher supermarket".split())
"""What is an occupation of a person, but a body's sort where it stands behind the name of one."""


def is_trade(tokens: Tokens, at: int) -> bool:
    """Whether "the developer", which may be a person or a body, is all that stands at `at` up to the comma."""
    words = [token.lower for token in tokens[at : at + 3]]
    return words[:1] == ["the"] and words[1:2] != [] and words[1] in _TRADES and words[2:] == [","]


def is_company_next(following: Tokens) -> bool:
    """Whether a sentence goes on about "the company", so that the subject of the one before may be one."""
    words = [token.lower for token in following[:2]]
    return words[:1] == ["the"] and words[1:2] != [] and words[1] in _COMPANIES


def is_place_at(tokens: Tokens, first: int, behind: int) -> bool:
    """Whether something happens in what a name names, or a site is called by it: "in Bremm", "its Bremm terminal"."""
    if first == 0:
        return False
    before = tokens[first - 1].lower
    after = tokens[behind].lower if behind < len(tokens) else ""
    if before in _BEFORE_PLACES:
        return after != "'s" and not (first > 1 and tokens[first - 2].lower in _HELD)
    return before in _BEFORE_SITES and after in _SITES
