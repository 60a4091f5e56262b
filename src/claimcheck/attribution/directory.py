"""The directory of an article: the fullest form that it gives to each name, and what it shows of what they name.

It is drawn up from the whole article first, so that "Ortel" and "Ms. Ortel" lead to "Marit Ortel" wherever they stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimcheck.attribution.names import NameReader, Occurrence, name_text
from claimcheck.attribution.nouns import CLUB_HEADS, COMPANY_SUFFIXES, OUTLET_HEADS
from claimcheck.attribution.persons import looks_personal, vote_of
from claimcheck.attribution.tokens import Tokens
from claimcheck.attribution.traits import is_company_next, is_place_at, nouns_at

_LEFT_OUT = COMPANY_SUFFIXES | CLUB_HEADS
"""Last words that a body is called without, too: "Brightwell" for "Brightwell plc"."""
_BY_THEMSELVES = OUTLET_HEADS | CLUB_HEADS
"""Last words that stand for a name of two by themselves, too: "the Gazette" for "Bremm Gazette"."""


class Name(NamedTuple):
    """A name as the directory knows it."""

    full: str
    is_person: bool


class Directory:
    """The names of an article, and where they stand.

    Attributes:
        names_in: for each sentence, its names as printed, with where they stand.
        occurrences: for each name as printed, where it stands.
        runs: the stretches of a sentence, or of the head of one, that form a name.
    """

    def __init__(self, sentences: Sequence[Tokens]) -> None:
        """Read the names of all sentences; a sentence that is not to be read is an empty list."""
        self._sentences = sentences
        self.runs = NameReader(sentences).runs
        self.names_in = [list(self.names(number, tokens)) for number, tokens in enumerate(sentences)]
        self.occurrences: dict[str, list[Occurrence]] = defaultdict(list)
        self._votes: dict[str, int] = defaultdict(int)
        for names in self.names_in:
            for printed, place in names:
                self.occurrences[printed].append(place)
                self._votes[printed] += self._vote(place)
        self._fullest: dict[str, Name] = {}
        self._forms: dict[str, list[str]] | None = None
        self._people: dict[str, str] = {}
        self._bodies: dict[str, str] = {}
        self._places: dict[str, bool] = {}
        for printed in self.occurrences:
            self._index(printed)

    def names(self, sentence: int, tokens: Tokens) -> Iterator[tuple[str, Occurrence]]:
        """The names in a sentence, or in the head of one, as printed, with where they stand."""
        for first, behind in self.runs(tokens):
            yield name_text(tokens, first, behind), Occurrence(sentence, first, behind)

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
        is_place = self._places.get(printed)
        if is_place is None:
            places = self.occurrences.get(printed, ())
            is_place = any(is_place_at(self._sentences[place.sentence], place.first, place.behind) for place in places)
            self._places[printed] = is_place
        return is_place

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
        name = self._fullest.get(printed)
        if name is None:
            name = self._fullest[printed] = self._find_fullest(printed)
        return name

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

    def _vote(self, place: Occurrence) -> int:
        """What the words around a name, and the sentence after one that begins with it, say of what it names."""
        vote = vote_of(self._sentences[place.sentence], place.first, place.behind)
        is_followed = place.first == 0 and place.sentence + 1 < len(self._sentences)
        return vote - 1 if is_followed and is_company_next(self._sentences[place.sentence + 1]) else vote

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
            if lowered[-1] in _LEFT_OUT:
                self._bodies.setdefault(" ".join(lowered[:-1]), printed)
            if lowered[-1] in _BY_THEMSELVES and len(words) == 2:
                self._bodies.setdefault(lowered[-1], printed)


def _agrees(printed: str, full: str) -> bool:
    words = full.split()
    return all(word in words or (len(word) == 2 and word[1] == ".") for word in printed.split())
