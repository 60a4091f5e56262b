"""Statements: what sort of statement a claim makes, as far as its own words tell.

Figures, dates, names and the past tense speak for a fact that records could settle; "should", praise and blame, "I
think" and "you" speak against it. No single word decides: each shifts the odds, by about as much as it does in
sentences that people have sorted, and what a model makes of the claim shifts them too (`fact_probability` in
`verification`). What keeps a claim from being settled, the obstacle, is told by the words alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.normalization import lowered
from claimcheck.verdicts import Obstacle, Status


@dataclass(frozen=True, slots=True)
class StatementReading:
    """What the words of a claim say of its kind.

    Attributes:
        leaning: log-odds that the claim states a fact; 0 where its words do not tell.
        obstacle: what would keep even a statement of fact from being settled, or None.
        status: how far the obstacle leaves the claim checkable.
    """

    leaning: float
    obstacle: Obstacle | None
    status: Status


def read_statement(claim: str) -> StatementReading:
    """What the words of a claim say of the sort of statement that it is."""
    lower = lowered(claim)
    spoken = _WORD.findall(lower)
    leaning = sum(cue.odds(spoken, claim if cue.cased else lower) for cue in _CUES)
    obstacle = _obstacle(_ANNOUNCEMENT.sub("", claim))  # whether it was announced can be settled, whatever it was
    partly = obstacle not in _WHOLLY and (obstacle != "prediction" or bool(_SETTLED_LATER.search(lower)))
    status: Status = "checkable" if obstacle is None else "partly_checkable" if partly else "not_checkable"
    return StatementReading(leaning, obstacle, status)


def _obstacle(asserted: str) -> Obstacle | None:
    lower = lowered(asserted)
    found = (name for name, marks in _OBSTACLES if marks.search(asserted if name == "unidentifiable" else lower))
    return next(found, None)


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
    phrase: re.Pattern[str] | None = None
    cased: bool = False

    def odds(self, spoken: Sequence[str], text: str) -> float:
        """The log-odds that a claim's words and its text add."""
        found = 0 if self.words.isdisjoint(spoken) else sum(word in self.words for word in spoken)
        if self.phrase is not None and found < self.most:
            found += len(self.phrase.findall(text))
        return self.weight * min(found, self.most)


def _of(weight: float, most: int, words: str, *phrases: str) -> _Cue:
    return _Cue(weight, most, frozenset(words.split()), _any(*phrases) if phrases else None)


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b")


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
_DATE = (
    r"(?:jan|feb|aug|sept|oct|nov|dec)\.|(?:last|next|this) (?:week|month|year|night|season|quarter)"
    r"|(?:since|in|by|until) (?:19|20)\d\d"
)

_CUES = (
    _of(0.6, 2, _NUMBERS, _FIGURE),
    _of(0.5, 1, _DAYS_AND_MONTHS, _DATE),
    _Cue(0.2, 2, phrase=re.compile(r"(?<=[\w,;:)\"”] )[A-Z][\w'’-]+"), cased=True),  # names
    _of(0.9, 1, """
        was were had did been went came made took gave got began became told said won lost left met paid sent held fell
        rose ran
        """, "(?<!-)[a-z]{3,}ed"),
    _of(-0.9, 1, "i me my mine"),
    _of(-0.8, 1, "we us our ours"),
    _of(-0.5, 1, "you your yours yourself"),
    _of(-0.7, 1, "should must ought gotta cannot",
        "needs? to", "ha(?:ve|s) to", "got to", "let us", "let['’]s", "can['’]t"),
    _of(-0.3, 1, "will shall would could may might gonna", "won['’]t", "going to", r"\w+['’]ll"),
    _of(-0.6, 1, """
        think thinks believe believes hope hopes wish feel feels guess suppose disagree disagrees agree convinced proud
        glad
        """, "in my (?:opinion|view|judge?ment)"),
    _of(-1.0, 1, "thank thanks welcome please congratulations",
        "excuse me", "good (?:morning|evening|night)"),
    _of(-0.6, 2, """
        good great greatest best better bad worse worst wonderful terrible awful shameful shame disgrace disgraceful
        unfair fair wrong crucial essential beautiful lovely loveliest ridiculous absurd tragic brilliant pathetic sad
        sadly unfortunately fortunately obvious obviously clearly certainly simply merely truly really very nobody
        everyone everybody disastrous disaster nightmare nonsense foolish stupid smart mere sheer paltry whopping
        propaganda cronies greedy corrupt cruel heroic noble sacred deserve deserves matter matters
        """, "of course", "so-called", "hard to (?:see|believe)"),
    _Cue(-1.0, 1, phrase=re.compile(r"[?!]\W*$")),
)  # fmt: skip
"""The weights are rounded from a logistic regression over sentences of debates and newspapers, sorted by people."""

_OBSTACLES: tuple[tuple[Obstacle, re.Pattern[str]], ...] = (
    ("rhetorical", re.compile(r"\?\W*$|^(?:thank you|thanks|welcome|good (?:morning|evening))\b")),
    (
        "prediction",
        re.compile(
            r"\b(?:will|won['’]t|shall|going to|is to|are to|due to (?:be|begin|start|open|close|meet|resume|return)"
            r"|plans? to|planned to|intends? to|expected to|set to|likely to|scheduled (?:to|for)|forecasts?|predicted"
            r"|may (?:be|keep|have to|lose|fall|rise|\w+ (?:in|by|next))|would (?!have\b|not have\b)|\w+['’]ll)\b",
        ),
    ),
    (
        "inner_state",
        re.compile(
            r"\b(?:feels?|felt|believe[sd]?|hope[sd]?|wants?|wanted|fear(?:s|ed)|wish(?:es|ed)?|knows?|knew|know[ns]"
            r"|thinks?|thought|worr(?:y|ies|ied)|loves?|loved|hates?|hated|regrets?|regretted|on purpose"
            r"|(?:is|are|was|were) (?:\w+ )?(?:afraid|angry|proud|happy|unhappy|sad|sorry|glad|worried|convinced"
            r"|certain|sure|determined|shocked|furious|relieved|disappointed|ashamed))\b",
        ),
    ),
    (
        "unidentifiable",
        re.compile(
            r"^(?:An?|Two|Three|Four|Several|Some|Other|Many|Dozens of|Hundreds of)"
            r"(?: [a-z-]+){0,2} (?:m[ae]n|wom[ae]n|boys?|girls?|child(?:ren)?|doctors?|nurses?|students?|teachers?"
            r"|witness(?:es)?|villagers?|residents?|neighbou?rs?|parents?|passengers?|customers?|workers?|soldiers?"
            r"|guards?|officers?|drivers?|relatives?|friends?|people|persons?|employees?|patients?|insiders?"
            r"|jurors?|inspectors?|colleagues?|fans?|shoppers?|locals?)\b(?! named| from [A-Z])"
        ),
    ),
    (
        "vague",
        re.compile(
            r"\b(?:many|most|few|several|some|often|sometimes|usually|generally|rarely|widely|recently"
            r"|a (?:lot|number|handful) of|all the time|not everyone|in general|tends? to|seems?|appears?)\b",
        ),
    ),
)
"""Tried in this order: the first that a claim's words show is its obstacle. In lower case but for "unidentifiable"."""

_ANNOUNCEMENT = re.compile(
    r"(?<=\w )(?:announced|ordered|promised|pledged|vowed|threatened|agreed|refused|declined|voted|decided)\b.*",
    re.IGNORECASE,
)

_SETTLED_LATER = _any(
    _FIGURE,
    *_NUMBERS.split(),
    _DATE,
    *_DAYS_AND_MONTHS.split(),
    "plans? to",
    "planned to",
    "scheduled",
    "due to",
    "is to",
    "are to",
    "appeal",
)
"""What makes a prediction one that time or a document will settle: a figure, a date, a plan."""

_WHOLLY: frozenset[Obstacle | None] = frozenset({"rhetorical", "inner_state"})
