"""Callings: which word for a person may stand for somebody who was told of by another.

News varies its words: the professor becomes "the psychologist", the manager "the Dutchman", the mayor "the
58-year-old".
"""

from __future__ import annotations

import re

_CALLINGS = tuple(
    frozenset(words.split())
    for words in (
        "academic author dean doctor dr expert lecturer physician prof prof. professor researcher scholar scientist",
        """
        chancellor congressman congresswoman conservative councillor councilman councilwoman democrat governor lawmaker
        leader legislator mayor minister mp politician premier president republican senator
        """,
        """
        boss captain champion coach defender forward goalkeeper manager midfielder pitcher player pundit quarterback
        runner skipper star striker swimmer veteran winger
        """,
        """
        actor actress artist author comedian composer director filmmaker musician novelist performer playwright poet
        singer songwriter star writer
        """,
        "billionaire boss businessman businesswoman ceo entrepreneur executive founder magnate tycoon",
        "attorney barrister counsel lawyer prosecutor solicitor",
        "judge justice magistrate",
    )
)
_NO_SCHOLARS = frozenset(
    """
    activist artist bassist cellist columnist florist guitarist journalist lobbyist machinist motorist novelist
    philanthropist pianist receptionist specialist stylist tourist violinist
    """.split()
)
_AGE = re.compile(r"(\d+)-year-old$")
_NATIONALS = frozenset(
    """
    american argentine australian austrian belgian brazilian briton canadian croatian dane finn german greek indian
    italian kenyan mexican nigerian norwegian russian serb spaniard swede turk ukrainian
    """.split()
)


def age_in(noun: str) -> int | None:
    """The age in "33-year-old"."""
    found = _AGE.match(noun)
    return int(found[1]) if found else None


def is_national(noun: str) -> bool:
    """Whether a word, in lower case, is for one person of a country: "dutchman"."""
    return noun in _NATIONALS or (noun.endswith(("man", "woman")) and len(noun) > 6)


def may_be(noun: str, title: str | None) -> bool:
    """Whether "the NOUN" may stand for somebody with this title; of somebody without one no more need be known.

    Args:
        noun: a word for a person, in lower case.
        title: the position that the article tells of them.
    """
    callings = _callings(noun)
    if title is None:
        return bool(callings)
    return any(not callings.isdisjoint(_callings(word)) for word in title.lower().split())


def _callings(word: str) -> frozenset[int]:
    found = {number for number, words in enumerate(_CALLINGS) if word in words}
    is_scholar = word.endswith(("ist", "ician")) and word not in _NO_SCHOLARS and word != "politician"
    return frozenset(found | {0} if is_scholar else found)
