"""Statements: what sort of statement a claim makes, as far as its own words tell.

Figures, dates, names and the past tense speak for a fact that records could settle; "should", praise and blame, "I
think" and "you" speak against it. No single word decides: each shifts the odds, by about as much as it does in
sentences that people have sorted, and what a model makes of the claim shifts them too (`fact_probability` in
`verification`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.normalization import lowered


def leaning(claim: str) -> float:
    """Log-odds that a claim states a fact; 0 where its words do not tell."""
    lower = lowered(claim)
    spoken = _WORD.findall(lower)
    heard = _WITHOUT_WORDS.union(*[_TOLD_BY[word] for word in spoken if word in _TOLD_BY])
    return sum(_CUES[number].odds(spoken, claim if _CUES[number].cased else lower) for number in sorted(heard))


def any_of(*alternatives: str) -> re.Pattern[str]:
    """A pattern for each of these words, whole and in either case."""
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words of one sort, and what they say.

    Attributes:
        weight: the log-odds that each occurrence adds.
        most: how many occurrences count.
        words: single words, in lower case.
        phrase: what is more than a word, or not one word among others.
        parts: words of which one stands in whatever `phrase` finds; empty where it may do without.
        cased: whether `phrase` is looked for in the claim as printed, and not in lower case.
    """

    weight: float
    most: int
    words: frozenset[str] = frozenset()
    phrase: re.Pattern[str] | None = None
    parts: frozenset[str] = frozenset()
    cased: bool = False

    def odds(self, spoken: Sequence[str], text: str) -> float:
        """The log-odds that a claim's words and its text add."""
        found = 0 if self.words.isdisjoint(spoken) else sum(word in self.words for word in spoken)
        if self.phrase is not None and found < self.most:
            found += len(self.phrase.findall(text))
        return self.weight * min(found, self.most)


def _of(weight: float, most: int, words: str, *phrases: str, parts: str = "") -> _Cue:
    phrase = re.compile(rf"\b(?:{'|'.join(phrases)})\b") if phrases else None
    return _Cue(weight, most, frozenset(words.split()), phrase, frozenset(parts.split()))


_WORD = re.compile(r"\w+")

_NUMBERS = """
    two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million
    millions billion billions trillion trillions half third quarter percent
"""
_FIGURE = r"\d[\d.,]*|per cent"
_DAYS_AND_MONTHS = """
    monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow ago
    january february march april june july august september october november december
"""
_DATE_PHRASE = (
    r"(?:jan|feb|aug|sept|oct|nov|dec)\.|(?:last|next|this) (?:week|month|year|night|season|quarter)"
    r"|(?:since|in|by|until) (?:19|20)\d\d"
)

NUMBER = "|".join((_FIGURE, *_NUMBERS.split()))
DATE = "|".join((_DATE_PHRASE, *_DAYS_AND_MONTHS.split()))

_CUES = (
    _of(0.6, 2, _NUMBERS, _FIGURE),
    _of(0.5, 1, _DAYS_AND_MONTHS, _DATE_PHRASE, parts="jan feb aug sept oct nov dec last next this since in by until"),
    _Cue(0.2, 2, phrase=re.compile(r"[A-Z](?<=[\w,;:)\"”] .)[\w'’-]+"), cased=True),  # names
    _of(0.9, 1, """
        was were had did been went came made took gave got began became told said won lost left met paid sent held fell
        rose ran
        """, "(?<!-)[a-z]{3,}ed"),
    _of(-0.9, 1, "i me my mine"),
    _of(-0.8, 1, "we us our ours"),
    _of(1.0, 1, "",
        r"(?:i|we) (?:[a-z]{3,}ed|was|were|had|did|saw|went|put|threw|heard|took|came|lost|found|bought|told|gave|left"
        r"|ran|paid|sent|met|got|made|sold|built|kept|lived)",
        parts="i we"),  # what the speaker did or saw
    _of(-0.5, 1, "you your yours yourself"),
    _of(-0.7, 1, "should must ought gotta cannot",
        "needs? to", "ha(?:ve|s) to", "got to", "let us", "let['’]s", "can['’]t",
        parts="need needs have has got let can"),
    _of(-0.3, 1, "will shall would could may might gonna", "won['’]t", "going to", r"\w+['’]ll",
        parts="won going ll"),
    _of(-0.6, 1, """
        think thinks believe believes hope hopes wish feel feels guess suppose disagree disagrees agree convinced proud
        glad
        """, "in my (?:opinion|view|judge?ment)", parts="opinion view judgement judgment"),
    _of(-1.0, 1, "thank thanks welcome please congratulations",
        "excuse me", "good (?:morning|evening|night)", parts="excuse good"),
    _of(-0.6, 2, """
        good great greatest best better bad worse worst wonderful terrible awful shameful shame disgrace disgraceful
        unfair fair wrong crucial essential beautiful lovely loveliest ridiculous absurd tragic brilliant pathetic sad
        sadly unfortunately fortunately obvious obviously clearly certainly simply merely truly really very nobody
        everyone everybody disastrous disaster nightmare nonsense foolish stupid smart mere sheer paltry whopping
        propaganda cronies greedy corrupt cruel heroic noble sacred deserve deserves matter matters
        """, "of course", "so-called", "hard to (?:see|believe)", parts="course called hard"),
    _Cue(-1.0, 1, phrase=re.compile(r"[?!]\W*$")),
)  # fmt: skip
"""The weights are rounded from a logistic regression over sentences of debates and newspapers, sorted by people."""

_TOLD_BY: dict[str, list[int]] = defaultdict(list)
"""The cues, by their places in `_CUES`, that a word may tell of."""

for _number, _cue in enumerate(_CUES):
    for _word in _cue.words | _cue.parts:
        _TOLD_BY[_word].append(_number)

_WITHOUT_WORDS = frozenset(number for number, cue in enumerate(_CUES) if cue.phrase and not cue.parts)
"""Those that are looked for whatever the words are."""
