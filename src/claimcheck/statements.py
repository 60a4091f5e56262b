"""Statements: what sort of statement a claim makes, as far as its own words tell.

Figures, dates, names and the past tense speak for a fact that records could settle; "should", praise and blame, "I
think" and "you" speak against it. No single word decides: each shifts the odds, by about as much as it does in
sentences that people have sorted, and what a model makes of the claim shifts them too (`fact_probability` in
`verification`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.marks import FIGURE, Marks, phrases, spoken_in
from claimcheck.normalization import lowered


def leaning(claim: str) -> float:
    """Log-odds that a claim states a fact; 0 where its words do not tell."""
    lower = lowered(claim)
    telling = spoken_in(lower) & _TELLING
    return sum([cue.odds(telling, claim if cue.cased else lower) for cue in _CUES])


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
        cased: whether `phrase` is looked for in the claim as printed, and not in lower case.
    """

    weight: float
    most: int
    words: frozenset[str] = frozenset()
    phrase: Marks | None = None
    cased: bool = False

    def odds(self, telling: frozenset[str], text: str) -> float:
        """The log-odds that a claim's words and its text add; `telling` are those words that some cue asks for."""
        found = 0
        if not self.words.isdisjoint(telling):
            found = 1 if self.most == 1 else sum(word in self.words for word in _WORD.findall(text))
        if self.phrase is not None and found < self.most:
            found += self.phrase.occurrences(text, telling)
        return self.weight * min(found, self.most)


def _of(weight: float, most: int, words: str, *alternatives: str, where: str = "") -> _Cue:
    phrase = phrases(*alternatives, where=where) if alternatives else None
    return _Cue(weight, most, frozenset(words.split()), phrase)


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
_OF_DATE_PHRASE = f"jan feb aug sept oct nov dec week month year night season quarter {FIGURE}"

NUMBER = "|".join((_FIGURE, *_NUMBERS.split()))
DATE = "|".join((_DATE_PHRASE, *_DAYS_AND_MONTHS.split()))

_DID = (
    "(?:[a-z]{3,}ed|was|were|had|did|saw|went|put|threw|heard|took|came|lost|found|bought|told|gave|left|ran|paid|sent"
    "|met|got|made|sold|built|kept|lived)"
)
"""What a speaker did or saw, and not what a speaker thinks."""

_CUES = (
    _of(0.6, 2, _NUMBERS, _FIGURE, where=f"{FIGURE} cent"),
    _of(0.5, 1, _DAYS_AND_MONTHS, _DATE_PHRASE, where=_OF_DATE_PHRASE),
    _Cue(0.2, 2, phrase=Marks(re.compile(r"[A-Z](?<=[\w,;:)\"”] [A-Z])[\w'’-]+")), cased=True),  # names
    _of(0.9, 1, """
        was were had did been went came made took gave got began became told said won lost left met paid sent held fell
        rose ran
        """, "(?<!-)[a-z]{3,}ed"),
    _of(-0.9, 1, "i me my mine"),
    _of(-0.8, 1, "we us our ours"),
    *(_of(1.0, 1, "", f"{who} {_DID}") for who in ("i", "we")),
    _of(-0.5, 1, "you your yours yourself"),
    _of(-0.7, 1, "should must ought gotta cannot",
        "need to", "needs to", "have to", "has to", "got to", "let us", "let['’]s", "can['’]t"),
    _of(-0.3, 1, "will shall would could may might gonna", "won['’]t", "going to", r"\w+['’]ll", where="ll"),
    _of(-0.6, 1, """
        think thinks believe believes hope hopes wish feel feels guess suppose disagree disagrees agree convinced proud
        glad
        """, "in my opinion", "in my view", "in my judgment", "in my judgement"),
    _of(-1.0, 1, "thank thanks welcome please congratulations",
        "excuse me", "good morning", "good evening", "good night"),
    _of(-0.6, 2, """
        good great greatest best better bad worse worst wonderful terrible awful shameful shame disgrace disgraceful
        unfair fair wrong crucial essential beautiful lovely loveliest ridiculous absurd tragic brilliant pathetic sad
        sadly unfortunately fortunately obvious obviously clearly certainly simply merely truly really very nobody
        everyone everybody disastrous disaster nightmare nonsense foolish stupid smart mere sheer paltry whopping
        propaganda cronies greedy corrupt cruel heroic noble sacred deserve deserves matter matters
        """, "of course", "so-called", "hard to (?:see|believe)"),
    _Cue(-1.0, 1, phrase=Marks(re.compile(r"[?!]\W*$"))),
)  # fmt: skip
"""The weights are rounded from a logistic regression over sentences of debates and newspapers, sorted by people."""

_TELLING = frozenset().union(*(cue.words | cue.phrase.needs if cue.phrase else cue.words for cue in _CUES))
"""The words that some cue asks for."""
