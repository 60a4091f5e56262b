"""Events: what a statement says happened, in a form that other words for the same thing share.

The classes hold verbs that newsrooms use for one another; the list is short on purpose, for a verb that fits only
nearly would make different facts look the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from claimcheck.wording import FUNCTION_WORDS, NEGATIONS, Word, is_fixed, stem, words

_HAPPEN_TO_SUBJECT = {
    "die": "die dies died dying perish perishes perished",
    "flee": "flee flees fled fleeing left escape escapes escaped",
    "resign": "resign resigns resigned resigning quit quits quitting",
    "rise": "rise rises rose risen climb climbs climbed increase increases increased grow grows grew grown",
    "fall": "fall falls fell fallen drop drops dropped decline declines declined decrease decreases decreased",
    "break": "break breaks broke broken collapses collapsed",
    "surrender": "surrender surrenders surrendered",
    "crash": "crash crashes crashed",
    "begin": "begin begins began begun start starts started",
    "end": "end ends ended finish finishes finished conclude concludes concluded",
    "carry": "carry carries carried carrying",
    "spend": "spend spends spent",
    "cost": "cost costs",
    "pay": "pay pays paid",
    "sign": "sign signs signed",
}
_DONE_TO_OBJECT = {
    "die": "kill kills killed killing murder murders murdered slain",
    "injure": "injure injures injured injuring wound wounds wounded hurt hurts",
    "arrest": "arrest arrests arrested arresting detain detains detained detaining apprehend apprehended",
    "seize": "seize seizes seized capture captures captured take takes took taken",
    "release": "release releases released free freed",
    "dismiss": "dismiss dismisses dismissed sack sacks sacked oust ousts ousted",
    "appoint": "appoint appoints appointed",
    "sentence": "sentence sentences sentenced jail jails jailed imprison imprisoned",
    "charge": "charge charges charged indict indicts indicted",
    "convict": "convict convicts convicted",
    "conscript": "conscript conscripts conscripted draft drafts drafted mobilize mobilized mobilise mobilised",
    "deport": "deport deports deported expel expels expelled",
    "buy": "buy buys bought acquire acquires acquired purchase purchases purchased",
    "sell": "sell sells sold",
    "destroy": "destroy destroys destroyed demolish demolishes demolished",
    "cancel": "cancel cancels canceled cancelled scrap scraps scrapped",
    "postpone": "postpone postpones postponed delay delays delayed",
    "close": "close closes closed shut shuts",
    "approve": "approve approves approved",
    "reject": "reject rejects rejected",
    "find": "find finds found discover discovers discovered",
    "evacuate": "evacuate evacuates evacuated",
    "build": "build builds built construct constructs constructed",
}
_CLASS_OF = {
    form: (name, transitive)
    for transitive, classes in ((False, _HAPPEN_TO_SUBJECT), (True, _DONE_TO_OBJECT))
    for name, forms in classes.items()
    for form in forms.split()
}
_PHRASES = {
    "lay lays laid laying": ("surrender", ("down", "arms weapons")),
    "step steps stepped stepping": ("resign", ("down",)),
    "walk walks walked walking": ("flee", ("out",)),
    "give gives gave given": ("break", ("way",)),
}
"""Verbs that have a class together with what follows them, with a word or two in between."""

_PHRASE_OF = {form: phrase for forms, phrase in _PHRASES.items() for form in forms.split()}
_CONCEPT_OF = {form: f"<{name}>" for form, (name, _) in _CLASS_OF.items()}
_REACH_OF_PHRASE = 3
_EMPTY = FUNCTION_WORDS | {"1", "percent", "cent", ""}
_BE = frozenset("is are was were be been being gets got".split())
_SUBORDINATORS = frozenset(
    "after before since because following amid despite although though while when who which whose whom if unless until "
    "where as".split()
)
_NOT_YET = frozenset(
    "will would shall should could may might must can to if whether plan plans planned intend intends expected".split()
)
_TURNS = _SUBORDINATORS | _CLASS_OF.keys() | _PHRASE_OF.keys()
"""The words at which the search for a main clause's event may come to an end."""

_OPENING = _SUBORDINATORS | {"that", "but", "said", "says"}
_DETERMINERS = frozenset("a an the his her its their our my your this that of for".split())


@dataclass(frozen=True)
class Event:
    """The first event of a statement's main clause that has a class.

    Attributes:
        name: its class.
        verb: the word that tells it.
        affected: the words about whom or what it happened to, in order: its subject, or its object.
        negated: whether it is denied.
        open: whether it is only to come, possible or wanted.
    """

    name: str
    verb: Word
    affected: tuple[Word, ...]
    negated: bool
    open: bool

    @cached_property
    def affected_concepts(self) -> frozenset[str]:
        """The concepts of the content words about whom or what it happened to, figures and dates aside."""
        keys = (word.key for word in self.affected)
        return frozenset(concept(key) for key in keys if key not in FUNCTION_WORDS and not is_fixed(key))


def concept(key: str) -> str:
    """What a word is compared by: its class where it has one, its stem elsewhere."""
    return _CONCEPT_OF.get(key) or stem(key)


@lru_cache(maxsize=1024)  # a claim is often what its sentence says, word for word
def concepts(text: str) -> frozenset[str]:
    """The concepts of a text's content words, with percentages as bare figures; "one" and "percent" are none."""
    return frozenset([each for _, _, each in _concepts_in_order(text)])


def placed_concepts(text: str) -> list[tuple[Word, str]]:
    """The content words of a text, each with its concept, in order; "laid down their arms" is one of surrender."""
    spoken = words(text)
    return [
        (spoken[first] if first == last else Word(spoken[first].key, spoken[first].start, spoken[last].end), each)
        for first, last, each in _concepts_in_order(text)
    ]


@lru_cache(maxsize=1024)
def _concepts_in_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """The concepts of a text's content words: the places of the first and the last word of each among all its `words`.

    No more is remembered than numbers and strings, which are nothing to the garbage collector.
    """
    spoken = words(text)
    told: list[tuple[int, int, str]] = []
    behind = 0
    for at, word in enumerate(spoken):
        key = word.key.rstrip("%")
        if at < behind or key in _EMPTY:
            continue
        behind = _end_of_phrase(spoken, at) if key in _PHRASE_OF else 0
        if behind:
            told.append((at, behind - 1, f"<{_PHRASE_OF[key][0]}>"))
        else:
            told.append((at, at, concept(key)))
    return tuple(told)


@lru_cache(maxsize=1024)
def main_event(text: str) -> Event | None:
    """The event of a statement's main clause; None where no verb of it has a class."""
    spoken = words(text)
    for at, word in enumerate(spoken):
        if word.key not in _TURNS:
            continue
        if at and word.key in _SUBORDINATORS:
            return None
        verb_class = _class_at(spoken, at)
        if verb_class and not _is_noun(spoken, at):
            return _event(spoken, at, verb_class)
    return None


def _end_of_phrase(spoken: tuple[Word, ...], at: int) -> int:
    """The place behind a verb of a phrase and the words that give it its class; 0 where they do not follow."""
    _, rest = _PHRASE_OF[spoken[at].key]
    end = at + 1
    for wanted in rest:
        near = (place for place in range(end, min(end + _REACH_OF_PHRASE, len(spoken))))
        found = next((place for place in near if spoken[place].key in wanted.split()), None)
        if found is None:
            return 0
        end = found + 1
    return end


def _class_at(spoken: tuple[Word, ...], at: int) -> tuple[str, bool] | None:
    """The class of a verb that has one, and whether what it tells happens to its object."""
    key = spoken[at].key
    return (_PHRASE_OF[key][0], False) if key in _PHRASE_OF and _end_of_phrase(spoken, at) else _CLASS_OF.get(key)


def _is_noun(spoken: tuple[Word, ...], at: int) -> bool:
    return at == 0 or spoken[at - 1].key in _DETERMINERS


def _event(spoken: tuple[Word, ...], at: int, verb_class: tuple[str, bool]) -> Event:
    name, transitive = verb_class
    lead = [word.key for word in spoken[max(0, at - 4) : at]]
    happened_to_subject = not transitive or not _BE.isdisjoint(lead)
    return Event(
        name=name,
        verb=spoken[at],
        affected=_subject(spoken, at) if happened_to_subject else spoken[at + 1 : at + 7],
        negated=not NEGATIONS.isdisjoint(lead),
        open=not _NOT_YET.isdisjoint(lead),
    )


def _subject(spoken: tuple[Word, ...], at: int) -> tuple[Word, ...]:
    """The words before a verb, back to the last one that opens a clause."""
    begin = max(0, at - 12)
    opening = (place for place in range(at - 1, begin - 1, -1) if spoken[place].key in _OPENING)
    return spoken[next(opening, begin - 1) + 1 : at]
