"""Words: what a text says, apart from how it is printed.

The rules are for English. A text in another language has words and figures too; only its function words and
endings are not known here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial, wraps
from typing import NamedTuple, TypeVar

from claimcheck.normalization import fold, without_accents


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS = _listed("""
    a an the this that these those such
    i me my mine we us our ours you your yours he him his she her hers it its they them their theirs
    who whom whose which what myself ourselves yourself himself herself itself themselves
    is am are was were be been being do does did has have had having
    will would shall should can could may might must
    of in on at to for from by with about as into onto over under than through during between among against per upon
    and but or so if when while where because since though although whether until before after
    there here then also just very too
""")
"""Words that carry grammar. Negations are left out on purpose: they turn what a sentence says."""

CONNECTIVES = _listed("""
    and but or nor so if when while where because since though although whether until before after
    that which who whom whose than of per as
""")
"""Words that tie what follows them to something else."""

NEGATIONS = _listed("no not never none nor neither nobody nothing nowhere without cannot")
"""Words that turn a statement into its opposite. "n't" is read as "not"."""

_UP_TO_TWELVE = "zero one two three four five six seven eight nine ten eleven twelve"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_NUMBERS = {word: str(number) for number, word in enumerate(_UP_TO_TWELVE.split())}
_RANKS = {word: str(number) for number, word in enumerate(_ORDINALS.split(), start=1)}
_COUNTED = {"both": "2", "pair": "2", "couple": "2", "twice": "2", "once": "1", "single": "1", "dozen": "12"}
_MAGNITUDES = _listed("""
    thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion trillion dozen half quarter double triple
""")
_DATES = _listed("""
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow
    january february march april may june july august september october november december
""")
_FIXED = NEGATIONS | _MAGNITUDES | _DATES | _RANKS.keys()
_DEMONYMS = ("an", "ese", "i", "ian", "is", "n", "y")
_SHORTEST_COUNTRY = 4
_LONGEST_SENTENCE = 2_000

Result = TypeVar("Result")

_TOKEN = re.compile(
    r"[A-Za-z]{2,}+(?![\w'])"  # most words, without asking what else they could be
    r"|(?=[\w$€£¥])(?:"
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[$€£¥]?\d+(?:[.,:/⁄]\d+)*[^\W\d_]*%?"  # $1,200.50, 3%, 10:30, 1st
    r"|[nN]'[tT]\b"
    r"|(?=[^\W_]++'[tT]\b)[^\W_]+?(?=[nN]'[tT]\b)"  # did|n't
    r"|[^\W_]+(?:'[^\W_]+)*"  # word, COVID, Nestka's, O'Brien
    r")"
)
_UNSPACED = re.compile(
    "[\u0e01-\u0e30\u0e32-\u0e33\u0e40-\u0e46"  # Thai, without the signs above and below its letters
    "\u0e81-\u0eb0\u0eb2-\u0eb3\u0ebd-\u0ec6"  # Lao
    "\u1000-\u102a\u1780-\u17b3"  # Burmese, Khmer
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana, Han
    "\U00020000-\U000323af]+"
)
"""Letters of scripts that set no space between words."""

_THOUSANDS_COMMA = re.compile(r",(?=\d{3})")
_WITH_LETTER = re.compile(r"[^\W_]\S*")
_DIGITS = re.compile(r"\d[\d.,:/⁄]*")


class Word(NamedTuple):
    """A word or figure of a text.

    Attributes:
        key: what it is compared by: without case, accents, possessive ending, and commas inside figures; numbers
            up to twelve in digits.
        start: offset of its first character in the text it was read from.
        end: offset behind its last character there.
    """

    key: str
    start: int
    end: int


_word: Callable[[tuple[str, int, int]], Word] = partial(tuple.__new__, Word)
"""As `Word._make`, which takes twice as long: there are more words than anything else."""


def _remembered(read: Callable[[str], Result]) -> Callable[[str], Result]:
    """Remembers what was read in a thousand sentences, but in few long texts: a thousand of those fill the memory."""
    of_sentence, of_long_text = lru_cache(maxsize=1024)(read), lru_cache(maxsize=4)(read)

    @wraps(read)
    def remembering(text: str) -> Result:
        return of_sentence(text) if len(text) <= _LONGEST_SENTENCE else of_long_text(text)

    return remembering


@_remembered
def words(text: str) -> tuple[Word, ...]:
    """The words and figures of a text, in order; a hyphenated compound is several, a part of a character is none."""
    folded = fold(text)
    tokens = _TOKEN.finditer(folded.characters)
    if folded.in_place:
        return tuple([_word((_key(token[0]), *token.span())) for token in tokens])
    found = [(token[0], folded.original(*token.span())) for token in tokens]
    return tuple(Word(_key(printed), *place) for printed, place in found if place)


def runs_on(text: str) -> bool:
    """Whether a text, or a part of it, is in a script that sets no space between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def word_count(text: str) -> int:
    """How many words a text has, signs alone not counted.

    In scripts that set no space between words two characters count as a word, which is about what words of Chinese and
    Japanese have.
    """
    if not runs_on(text):
        return len(_WITH_LETTER.findall(text))
    unspaced = sum((len(run) + 1) // 2 for run in _UNSPACED.findall(text))
    return unspaced + len(_WITH_LETTER.findall(_UNSPACED.sub(" ", text)))


@_remembered
def word_keys(text: str) -> frozenset[str]:
    """What the words of a text are compared by."""
    return frozenset([word.key for word in words(text)])


@_remembered
def fixed_words(text: str) -> frozenset[str]:
    """Those words of a text that no near match may add, drop or change: see `is_fixed`."""
    return frozenset(filter(is_fixed, word_keys(text)))


@_remembered
def content_stems(text: str) -> tuple[tuple[int, str], ...]:
    """The words of a text without its function words: the place of each among all its `words`, and its stem."""
    return tuple([(at, stem(key)) for at, (key, _, _) in enumerate(words(text)) if key not in FUNCTION_WORDS])


@_remembered
def content_words(text: str) -> Counter[str]:
    """The stems of a text's words without its function words, and how often each occurs. Not to be changed."""
    return Counter([each for _, each in content_stems(text)])


def similarity(a: str, b: str) -> float:
    """How far two texts say the same: F1 of their content words as multisets, 0 to 1; 0 where either has none."""
    return f1(content_words(a), content_words(b))


def f1(a: Counter[str], b: Counter[str]) -> float:
    """F1 of two multisets of words, 0 to 1; 0 where either is empty."""
    if not a or not b:
        return 0.0
    common = sum(min(count, b[word]) for word, count in a.items() if word in b)
    return 2 * common / (a.total() + b.total())


@lru_cache(maxsize=8192)
def is_fixed(key: str) -> bool:
    """Whether a word is one that no near match may add, drop or change: a figure, a date word, a negation."""
    return key in _FIXED or _has_digit(key)


def is_figure(key: str) -> bool:
    """Whether a word is a number, in digits or in letters, or a rank."""
    return key in _MAGNITUDES or key in _RANKS or _has_digit(key)


def is_date(key: str) -> bool:
    """Whether a word is the name of a day or a month, or says when by today."""
    return key in _DATES


@lru_cache(maxsize=8192)
def stem(key: str) -> str:
    """The word without the endings of plural, tense and participle; no dictionary, so now and then too little."""
    if len(key) < 4 or not key.isalpha():
        return key
    return _without_silent_end(_without_tense(_without_plural(key)))


def unsupported(claim: str, *texts: str) -> tuple[str, ...]:
    """The figures and capitalised names of a claim that none of some texts has, as the claim prints them.

    A figure is compared by its digits: "$300,000" is there if "300000" is, "3" if "three" or "third" is, and the
    other way round. A name is compared word by word, without case, accents, plural and possessive endings; a people's
    name is there if its country's is. The claim's first word is a name only if another capital follows it.

    Args:
        claim: a statement that stands alone.
        *texts: what it has to be supported by: an article, or parts of it.
    """
    new = word_keys(claim)
    for text in texts:
        new -= word_keys(text)
        if not new:
            return ()
    missing = [
        printed
        for printed, key, is_name in _to_be_supported(claim)
        if key in new and not any(_vocabulary(text).supports(key, is_name=is_name) for text in texts)
    ]
    return tuple(dict.fromkeys(missing))


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """What a text has: its figures by their digits, its words, and those of its words that are capitalised."""

    figures: frozenset[str]
    names: frozenset[str]
    capitalised: frozenset[str]

    def supports(self, key: str, *, is_name: bool) -> bool:
        return self._has_name(key) if is_name else self.figures.issuperset(_figures(key))

    def _has_name(self, key: str) -> bool:
        name = _without_plural(key)
        return name in self.names or any(self._has_people_or_country(name, ending) for ending in _DEMONYMS)

    def _has_people_or_country(self, name: str, ending: str) -> bool:
        country = name.removesuffix(ending)
        if min(len(name), len(country)) < _SHORTEST_COUNTRY:
            return False
        return name + ending in self.capitalised or (country != name and country in self.capitalised)


@_remembered
def _vocabulary(text: str) -> _Vocabulary:
    keys = word_keys(text)
    return _Vocabulary(
        figures=frozenset(figure for key in keys for figure in _figures(key))
        | {_COUNTED[key] for key in keys & _COUNTED.keys()},
        names=frozenset(map(_without_plural, keys)),
        capitalised=frozenset([_without_plural(key) for key, start, _ in words(text) if text[start].isupper()]),
    )


def _to_be_supported(claim: str) -> Iterator[tuple[str, str, bool]]:
    """The figures and names of a claim: as printed, as compared, and whether it is a name."""
    found = [(claim[start:end], key) for key, start, end in words(claim)]
    capital = [len(printed) > 1 and printed[0].isupper() for printed, _ in found]
    for index, (printed, key) in enumerate(found):
        if _states_figure(printed, key):
            yield printed, key, False
        elif capital[index] and (index > 0 or any(capital[1:2])) and not _is_grammar(printed, key):
            yield printed, key, True


def _is_grammar(printed: str, key: str) -> bool:
    """Whether a capitalised word is a function word; in capitals only ("WHO", "US") it is a name."""
    return key in FUNCTION_WORDS and not printed.isupper()


def _states_figure(printed: str, key: str) -> bool:
    """Whether a claim's word is a figure. "One" and "second" mean too much else."""
    return printed.casefold() not in ("one", "second") and (_has_digit(key) or key in _RANKS)


def _figures(key: str) -> list[str]:
    """The digits of a word, each run for itself; a rank ("third", "3rd") counts as its number."""
    if key in _RANKS:
        return [_RANKS[key]]
    return [] if key.isalpha() else [digits.rstrip(".,:/") for digits in _DIGITS.findall(key)]


def _has_digit(key: str) -> bool:
    return not key.isalpha() and any(character.isdigit() for character in key)


@lru_cache(maxsize=8192)
def _key(printed: str) -> str:
    key = without_accents(printed.casefold())
    if key == "n't":
        return "not"
    if key.endswith("."):  # u.s.
        return key.replace(".", "")
    return _NUMBERS.get(key) or _THOUSANDS_COMMA.sub("", key.removesuffix("'s"))


@lru_cache(maxsize=8192)
def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_tense(word: str) -> str:
    for ending in ("ing", "ied", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and any(vowel in rest for vowel in "aeiouy"):
            return rest + "y" if ending == "ied" else rest
    return word


def _without_silent_end(word: str) -> str:
    if len(word) > 3 and word[-1] == "e":
        return word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        return word[:-1]
    return word
