"""Names: which capitalised words name a person or a body, and the fullest form that the article gives to each.

A directory is drawn up from the whole article first, so that "Ortel" and "Ms. Ortel" lead to "Marit Ortel" wherever
they stand. Whether a name is a person's is decided by the company that it keeps: a title or a role before it, an age
or "who" behind it, "at" or "a spokesman for" in front of it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimcheck.attribution.nouns import (
    CLUB_HEADS,
    COMPANY_SUFFIXES,
    DOCUMENTS,
    GROUPS,
    ORGANIZATIONS,
    OUTLET_HEADS,
    OUTLET_NOUNS,
    OUTLET_STARTS,
    OUTLETS,
    PERSONS,
    PLACES_THAT_SPEAK,
    ROLES,
    TITLES,
    WEEKDAYS_AND_MONTHS,
)
from claimcheck.attribution.tokens import Token, Tokens
from claimcheck.attribution.traits import is_company_next, is_place_at, is_trade, nouns_at, vote_of_clause

_PARTICLES = frozenset("de van von der den al bin ibn el la le da di dos du del ter ten af av bint abu ben".split())
_BODY_JOINTS = frozenset("of for and the on in at & de".split())
_PLACE_STARTS = frozenset(
    """
    african african-american american black capitol central costa east eastern el fort great hong lake las latin los
    lower middle mount mt. new north northern port puerto rico saint san santa saudi silicon south southern sri st.
    supreme united upper wall west western white
    """.split()
)
_BODY_WORDS = (ORGANIZATIONS | OUTLET_HEADS | COMPANY_SUFFIXES | CLUB_HEADS | DOCUMENTS) - frozenset(
    """
    independent law page post star sun
    """.split()
)
_JOINED_BODIES = _BODY_WORDS | {"national", "health", "food"}
_NOT_IN_PERSONS = (
    (_BODY_WORDS & ORGANIZATIONS) | GROUPS | OUTLETS | PLACES_THAT_SPEAK | frozenset({"of", "for", "and", "&", "the"})
)
_AT_BODIES = frozenset({"for", "at", "of", "with", "from"})
_BODY_NOUNS = ((ORGANIZATIONS | OUTLET_NOUNS) - GROUPS - {"guard"}) | {"group", "portal", "site"}
"""What stands before the names of bodies: "the aid group Open Sluices". Some may stand before a person's, too."""
_OWNERS = frozenset("children farmers men people women workers".split())
"""Whose newspapers there are: "People's Gazette"."""
_POSTNOMINALS = frozenset("cbe kbe kc mbe md mp mps msp obe phd ph.d. qc".split())
_AGE = re.compile(r".+-(?:year|month|week)-old$")
_ROLES_AND_GROUPS = ROLES | GROUPS
_PEOPLE = (ROLES | PERSONS) - frozenset(
    """
    broker buyer claimant customer developer donor investor landlord owner plaintiff publisher rival seller user
    """.split()
)
"""Words that tell a person from a body where they stand behind a name."""
_ENDS_OF_CALLINGS = ("ists", "icians", "ologers")
"""How words for people in the plural end that are on no list: "Conservationists"."""
_APOSTROPHES = ("'", "’")
_NEVER_NAMES = WEEKDAYS_AND_MONTHS | {"i", "mr", "mrs", "ms", "dr", "ok"}


class Occurrence(NamedTuple):
    """A name in the text: tokens `[first, behind)` of sentence number `sentence`, titles left out."""

    sentence: int
    first: int
    behind: int


class Name(NamedTuple):
    """A name as the directory knows it."""

    full: str
    is_person: bool


class Directory:
    """The names of an article, and where they stand.

    Attributes:
        occurrences: for each name as printed, where it stands.
        runs_in: for each sentence, the stretches of tokens that form a name.
    """

    def __init__(self, sentences: Sequence[Tokens]) -> None:
        """Read the names of all sentences; a sentence that is not to be read is an empty list."""
        self._sentences = sentences
        self._lowered = {token.lower for tokens in sentences for token in tokens if token.tag == "word"}
        self._inside = {token.lower for tokens in sentences for token in tokens[1:] if token.tag == "name"}
        self.runs_in = [list(self.runs(tokens)) for tokens in sentences]
        self.occurrences: dict[str, list[Occurrence]] = defaultdict(list)
        self._votes: Counter[str] = Counter()
        for number, tokens in enumerate(sentences):
            for first, behind in self.runs_in[number]:
                self._note(number, tokens, first, behind)
        self._fullest: dict[str, Name] = {}
        self._forms: dict[str, list[str]] | None = None
        self._people: dict[str, str] = {}
        self._bodies: dict[str, str] = {}
        for printed in self.occurrences:
            self._index(printed)

    def is_person(self, printed: str) -> bool:
        """Whether a name as printed (titles left out) is that of a person."""
        words = printed.split()
        if len(words) == 1:
            full = self._people.get(words[0].lower())
            if full is not None and full != printed:
                return self._votes[printed] >= -1
            return self._votes[printed] > 0
        return (looks_personal(words) and self._votes[printed] >= 0) or self._votes[printed] > 1

    def is_place(self, printed: str) -> bool:
        """Whether something happens in what a name as printed names: "in Bremm"."""
        return any(
            is_place_at(self._sentences[sentence], first, behind)
            for sentence, first, behind in self.occurrences.get(printed, ())
        )

    def nouns_beside(self, printed: str) -> frozenset[str]:
        """The common nouns that the article gives to a body beside its name: "charity", "company"."""
        return frozenset(
            noun
            for sentence, first, behind in self.occurrences.get(printed, ())
            for noun in nouns_at(self._sentences[sentence], first, behind)
        )

    def age_of(self, full: str) -> int | None:
        """The age that the article gives to a person: "Marit Ortel, 42,"."""
        for form in self.forms_of(full):
            for sentence, _, behind in self.occurrences[form]:
                ahead = self._sentences[sentence][behind : behind + 2]
                if len(ahead) == 2 and ahead[0].tag == "comma" and ahead[1].text.isdigit() and len(ahead[1].text) < 4:
                    return int(ahead[1].text)
        return None

    def fullest(self, printed: str) -> Name:
        """The fullest form of a name, and whether it is a person's."""
        if printed not in self._fullest:
            self._fullest[printed] = self._find_fullest(printed)
        return self._fullest[printed]

    def forms_of(self, full: str) -> list[str]:
        """The forms under which a name stands in the article."""
        if self._forms is None:
            self._forms = defaultdict(list)
            for printed in self.occurrences:
                self._forms[self.fullest(printed).full].append(printed)
        return self._forms.get(full, [])

    def _find_fullest(self, printed: str) -> Name:
        if self.is_person(printed):
            key = printed.rsplit(maxsplit=1)[-1].lower()
            full = self._people.get(key, printed)
            return Name(full if len(full) > len(printed) and _agrees(printed, full) else printed, is_person=True)
        full = self._bodies.get(printed.lower(), printed)
        return Name(printed if full != printed and self.is_place(printed) else full, is_person=False)

    def runs(self, tokens: Tokens) -> Iterator[tuple[int, int]]:
        """The stretches of tokens that form a name, titles before it left out."""
        at = 0
        while at < len(tokens):
            if tokens[at].tag != "name" or not self._may_start(tokens, at):
                at += 1
                continue
            behind = _run_end(tokens, at)
            first = at + 1 if _AGE.match(tokens[at].lower) and behind - at > 1 else at
            first = _behind_office(tokens, first, behind) or _behind_titles(tokens, first, behind)
            end, behind = behind, before_postnominals(tokens, first, behind)
            behind = _before_origin(tokens, first, behind) if first > at else behind
            behind += _is_called_with_s(tokens, behind)
            if tokens[first].lower not in _NEVER_NAMES and tokens[behind - 1].lower not in TITLES:
                yield first, behind
            at = max(end, behind)

    def _may_start(self, tokens: Tokens, at: int) -> bool:
        lower = tokens[at].lower.removeprefix("ex-")
        if at > 0 and tokens[at - 1].tag not in ("colon", "dash", "mark"):
            return True
        if at + 1 < len(tokens) and tokens[at + 1].tag == "name":
            return lower not in self._lowered or lower in TITLES or lower in ROLES
        if lower in self._lowered or lower in GROUPS or lower in ROLES or lower in PERSONS:
            return False
        return lower in self._inside or not lower.endswith(_ENDS_OF_CALLINGS)

    def _note(self, number: int, tokens: Tokens, first: int, behind: int) -> None:
        printed = name_text(tokens, first, behind)
        self.occurrences[printed].append(Occurrence(number, first, behind))
        self._votes[printed] += _vote(tokens, first, behind)
        following = self._sentences[number + 1] if number + 1 < len(self._sentences) else ()
        if first == 0 and is_company_next(following):
            self._votes[printed] -= 1

    def _index(self, printed: str) -> None:
        words = printed.split()
        if len(words) > 1 and self.is_person(printed):
            for key in (words[-1].lower(), words[0].lower()):
                if len(self._people.get(key, "")) < len(printed):
                    self._people[key] = printed
        elif len(words) > 1:
            initials = "".join(word[0] for word in words if word[0].isupper())
            if len(initials) > 1:
                self._bodies.setdefault(initials.lower(), printed)
            lowered = [word.lower() for word in words]
            if lowered[-1] in COMPANY_SUFFIXES | CLUB_HEADS:
                self._bodies.setdefault(" ".join(lowered[:-1]), printed)
            if lowered[-1] in OUTLET_HEADS | CLUB_HEADS and len(words) == 2:
                self._bodies.setdefault(lowered[-1], printed)


def before_postnominals(tokens: Tokens, first: int, behind: int) -> int:
    """Where a name of more than one word ends that has letters behind it: "Ida Roos KC"."""
    while behind - first > 2 and tokens[behind - 1].lower in _POSTNOMINALS:
        behind -= 1
    return behind


def _is_called_with_s(tokens: Tokens, behind: int) -> bool:
    """Whether "'s" belongs to a name, since nothing follows that it could own: "Sorley's, the bakery,"."""
    if behind >= len(tokens) or tokens[behind].lower != "'s":
        return False
    after = tokens[behind + 1] if behind + 1 < len(tokens) else None
    if after is None:  # a phrase by itself
        return True
    return after.tag == "comma" and any(
        token.lower in ("a", "an", "the", "which", "whose") for token in tokens[behind + 2 : behind + 3]
    )


def _before_origin(tokens: Tokens, first: int, behind: int) -> int:
    """Before "of" in "Prof. Ida Roos of Bremm", behind a title."""
    at = next((at for at in range(first + 2, behind - 1) if tokens[at].lower == "of"), behind)
    return at if looks_personal([token.text for token in tokens[first:at]]) else behind


def name_text(tokens: Tokens, first: int, behind: int) -> str:
    """A name's words, one space between them."""
    name = " ".join([token.text for token in tokens[first:behind]])
    return _DETACHED.sub(r"\1", name) if "'" in name or "’" in name else name


_DETACHED = re.compile(r" (['’](?:s\b|(?= )))")


def _behind_office(tokens: Tokens, first: int, behind: int) -> int | None:
    """Past "Trade" in "Secretary of Trade Ida Roos": the office ends where the last two words begin."""
    is_office = first > 1 and tokens[first - 1].lower == "of" and tokens[first - 2].tag == "name"
    if is_office and tokens[first - 2].lower in TITLES and behind - first > 2:
        return behind - 2
    return None


def _behind_titles(tokens: Tokens, first: int, behind: int) -> int:
    """Past "Mayor", "Bremm City Attorney", "U.S. Secretary of Trade" in front of a person's name."""
    for at in range(behind - 2, first - 1, -1):
        if tokens[at].lower not in TITLES and tokens[at].lower not in ROLES:
            continue
        if tokens[at + 1].lower == "of":
            return max(behind - 2, at + 3) if behind - at > 4 else first
        if tokens[at + 1].tag == "name" and tokens[behind - 1].lower not in _BODY_WORDS:
            return at + 1
    return first


def _agrees(printed: str, full: str) -> bool:
    words = full.split()
    return all(word in words or (len(word) == 2 and word[1] == ".") for word in printed.split())


def _run_end(tokens: Tokens, at: int) -> int:
    """Behind the last word of the name that begins at `at`."""
    at += 1
    while at < len(tokens):
        token = tokens[at]
        if token.tag == "name" or (token.tag == "number" and token.text[-1].isupper()):
            at += 1
        elif token.lower == "'s" and tokens[at - 1].lower in _OWNERS and tokens[at + 1 : at + 2]:
            if tokens[at + 1].tag != "name":
                break
            at += 2
        elif _owns_body(tokens, at) or (
            token.lower in _PARTICLES and at + 1 < len(tokens) and tokens[at + 1].tag == "name"
        ):
            at += 2
        elif token.lower in _BODY_JOINTS and _joins_body(tokens, at):
            at += 1
        else:
            break
    return at


def _owns_body(tokens: Tokens, at: int) -> bool:
    """Whether the apostrophe at `at` stands inside the name of a body: "Transport Workers' Federation"."""
    is_name = at + 1 < len(tokens) and tokens[at + 1].tag == "name"
    return is_name and tokens[at].text in _APOSTROPHES and tokens[at - 1].lower in GROUPS | _OWNERS


def _joins_body(tokens: Tokens, at: int) -> bool:
    """Whether "of", "for", "and" at `at` stands inside the name of a body: "Department of Education"."""
    before, joint = tokens[at - 1].lower, tokens[at].lower
    if at + 1 >= len(tokens) or (tokens[at - 1].tag != "name" and before not in ("of", "for", "on")):
        return False
    if joint == "&" and tokens[at + 1].tag == "name":
        return True
    if joint == "in" or (joint == "of" and before in ROLES):
        return False
    if joint in ("at", "on", "and", "&") and before not in _JOINED_BODIES:
        return False
    if tokens[at + 1].lower == "the":
        is_name = at + 2 < len(tokens) and tokens[at + 2].tag == "name"
        return is_name and joint in ("of", "for", "on") and before in _BODY_WORDS
    return tokens[at + 1].tag == "name"


def looks_personal(words: Sequence[str]) -> bool:
    """Whether a name of several words has the form of a person's."""
    lowered = [word.lower() for word in words]
    if not 2 <= len(words) <= 5 or len(words[-1]) == 1 or lowered[0] in _PLACE_STARTS or lowered[-1] in _BODY_WORDS:
        return False
    if lowered[-1].endswith(("'s", "’s")) or not _NOT_IN_PERSONS.isdisjoint(lowered) or lowered[0] in OUTLET_STARTS:
        return False
    return not any(word.isdigit() or _is_acronym(word) for word in words)


def _is_acronym(word: str) -> bool:
    return word.isupper() and word.isalpha() and len(word) > 1 and word.strip("IVX") != ""


def _vote(tokens: Tokens, first: int, behind: int) -> int:
    """What the neighbours say: above 0 for a person, below for anything else."""
    vote = _vote_of_noun(tokens[first - 1], is_single=behind - first == 1) if first else 0
    if first > 1:
        vote += _vote_of_preceding(tokens, first)
    vote += vote_of_clause(tokens, first, behind)
    return vote + _vote_of_following(tokens, behind) if behind < len(tokens) else vote


def _vote_of_noun(before: Token, *, is_single: bool) -> int:
    """What the word before a name says it is, or where."""
    if before.lower in _BODY_NOUNS and before.tag == "word":
        return 0 if before.lower in ROLES and not is_single else -2
    if before.lower in TITLES or before.lower in ROLES:
        return 2
    if before.lower == "the":
        return -2
    return -1 if before.lower in ("in", "at", "near") else 0


def _vote_of_preceding(tokens: Tokens, first: int) -> int:
    """What the two words before a name say: "a spokesman for", "her first name,"."""
    last, before = tokens[first - 2], tokens[first - 1]
    if before.tag == "comma" and last.lower == "name":
        return 2
    return -1 if before.lower in _AT_BODIES and last.lower in _ROLES_AND_GROUPS else 0


def _vote_of_following(tokens: Tokens, behind: int) -> int:
    after = tokens[behind]
    if after.tag == "comma" and behind + 1 < len(tokens):
        following = tokens[behind + 1]
        if following.lower == "who" or (
            following.tag == "number" and following.text.isdigit() and len(following.text) < 3
        ):
            return 2
        if is_trade(tokens, behind + 1):
            return 0
        if following.lower in ("a", "an", "the") or following.lower in ROLES:
            ahead = tokens[behind + 2 : behind + 8]
            return 2 if following.lower in ROLES or any(token.lower in _PEOPLE for token in ahead) else 0
    if after.lower in ROLES or after.lower in ("officials", "executives", "spokespeople"):
        return -2
    return 1 if after.lower == "who" else 0
