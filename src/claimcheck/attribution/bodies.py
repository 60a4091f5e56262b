"""Bodies: of what sort a company, a ministry, a club is, and whether "the company" may stand for it.

A description fits a body that is called the same, one that is of the same sort where either is called by a general
word ("the firm" for a bank, "the airline" for what is only known as a company), and nothing else: "the ministry" is
never a coffee board.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from claimcheck.attribution.nouns import CLUB_HEADS, COMPANY_SUFFIXES, ORGANIZATIONS
from claimcheck.attribution.phrases import is_finite_verb
from claimcheck.attribution.tokens import Token, Tokens


class _Sort(NamedTuple):
    """A sort of body: words for any of them, and groups of words that mean the same among them."""

    general: frozenset[str]
    special: tuple[frozenset[str], ...]


def _sort(general: str, special: str = "") -> _Sort:
    return _Sort(frozenset(general.split()), tuple(frozenset(words.split()) for words in special.split(";")))


_SORTS = (
    _sort(
        "business company conglomerate corporation enterprise firm giant group multinational",
        """
        airline airlines carrier; bank lender; brokerage broker bank; insurer; chain retailer store supermarket shop;
        maker manufacturer producer carmaker automaker drugmaker chipmaker; brewer brewery; contractor builder developer
        housebuilder; operator railway railroad; utility supplier; start-up startup; platform; publisher; hotel; mill
        plant factory; landlord; brand
        """,
    ),
    _sort("club franchise side squad team"),
    _sort("ministry department", "treasury"),
    _sort(
        "agency authority body office",
        """
        regulator watchdog commission inspectorate; bureau service administration office; directorate department
        institute; committee panel board
        """,
    ),
    _sort(
        "association body group organisation organization",
        """
        federation union; charity non-profit nonprofit foundation trust fund; society; council forum; league network
        coalition alliance; campaign movement initiative; institute institution think-tank thinktank
        """,
    ),
    _sort("institution", "college university; academy school; gallery museum; clinic hospital; institute"),
    _sort("party", "alliance bloc coalition front league movement opposition"),
    _sort("court", "tribunal"),
    _sort("authority", "council borough county city district municipality town village; police"),
    _sort("force", "police; army military navy"),
    _sort("church", "archdiocese diocese synod parish"),
)
PLACES = frozenset("borough city country county district nation province region republic state town village".split())
"""Words for what is a place as much as it is a body."""
_OPEN = frozenset(
    """
    airline business carmaker carrier chain charity club company drugmaker firm group insurer lender manufacturer
    organisation organization party retailer side supermarket team union
    """.split()
)
"""Words for bodies whose names often do not show what they are: "the company" for "Brightwell"."""
_PARTIES = frozenset(
    "conservatives democrat democrats front greens labour liberals republicans socialist socialists tories".split()
)
_DESCRIBING = ORGANIZATIONS - PLACES
_DEFINITE = frozenset("the 's its their his her our".split())
_MOST_MODIFIERS = 4
_NO_DESCRIPTION = frozenset(
    """
    another big biggest entire family first former large largest last local main many new next old only other own parent
    private public rival same second separate single small smaller such third whole
    """.split()
)
"""What stands before "company" and makes no name of it: "another company"."""


class Described(NamedTuple):
    """A body that is told of by a common noun: "the national weather bureau"."""

    at: int
    name: str


def nouns_in(name: str) -> frozenset[str]:
    """The words for sorts of bodies that a name has in it: "ministry" in "Ministry of Trade"."""
    words = name.lower().split()
    nouns = {word for word in words if word in ORGANIZATIONS}
    if words[-1] in COMPANY_SUFFIXES or "&" in words:
        nouns.add("company")
    if not CLUB_HEADS.isdisjoint(words[1:]):
        nouns = {"club"}
    return frozenset(nouns if _PARTIES.isdisjoint(words) else nouns | {"party"})


def fits(noun: str, nouns: frozenset[str]) -> bool:
    """Whether "the NOUN" may stand for a body that is known by these nouns."""
    return noun in nouns or any(_is_in_sort(noun, nouns, sort) for sort in _SORTS)


def may_be_any(noun: str) -> bool:
    """Whether "the NOUN" may stand for a body of which only the name is known."""
    return noun in _OPEN


def _is_in_sort(noun: str, nouns: frozenset[str], sort: _Sort) -> bool:
    known = [group for group in sort.special if not group.isdisjoint(nouns)]
    if noun in sort.general:
        return bool(known) or not sort.general.isdisjoint(nouns)
    if any(noun in group for group in known):
        return True
    return bool(nouns) and not known and any(noun in group for group in sort.special) and nouns <= sort.general


def described_in(tokens: Tokens) -> Iterator[Described]:
    """The bodies that a sentence tells of by a common noun and what stands before it."""
    for at in [at for at, token in enumerate(tokens) if token.lower in _DESCRIBING]:
        if tokens[at].tag != "word" or _goes_on(tokens, at + 1):
            continue
        first = at
        while first > 0 and at - first < _MOST_MODIFIERS and _modifies(tokens[first - 1]):
            first -= 1
        if 0 < first < at and tokens[first - 1].lower in _DEFINITE:
            yield Described(at, " ".join(token.text for token in tokens[first : at + 1]))


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether a noun is not the last of its phrase: "company chairman", "company Orlan", "ministry of"."""
    if at >= len(tokens):
        return False
    is_noun = tokens[at].tag == "name" or (tokens[at].tag == "word" and not is_finite_verb(tokens[at]))
    return is_noun or tokens[at].lower == "of"


def _modifies(token: Token) -> bool:
    is_verb = token.tag == "word" and is_finite_verb(token)
    return token.tag in ("word", "name") and not is_verb and token.lower not in _NO_DESCRIPTION
