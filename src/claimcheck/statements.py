"""Statements: what sort of statement a claim makes, as far as its own words tell.

Figures, dates, names and the past tense speak for a fact that records could settle; "should", praise and blame, "I
think" and "you" speak against it. No single word decides: each shifts the odds, by about as much as it does in
sentences that people have sorted, and what a model makes of the claim shifts them too (`fact_probability` in
`verification`). What keeps a claim from being settled, the obstacle, is told by the words alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    leaning = sum(weight * min(len(cue.findall(claim)), most) for cue, weight, most in _CUES)
    asserted = _ANNOUNCEMENT.sub("", claim)  # whether it was announced can be settled, whatever it was
    obstacle = next((name for name, marks in _OBSTACLES if marks.search(asserted)), None)
    partly = obstacle not in _WHOLLY and (obstacle != "prediction" or bool(_SETTLED_LATER.search(claim)))
    status: Status = "checkable" if obstacle is None else "partly_checkable" if partly else "not_checkable"
    return StatementReading(leaning, obstacle, status)


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b", re.IGNORECASE)


_NUMBER = (
    r"\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?"
    r"|billions?|trillions?|half|third|quarter|percent|per cent"
)
_MONTH = (
    "January|February|March|April|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\."
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE = (
    rf"{_MONTH}|{_DAY}|yesterday|today|tonight|tomorrow|(?:last|next|this) (?:week|month|year|night|season|quarter)"
    r"|ago|(?:since|in|by|until) (?:19|20)\d\d"
)

_CUES: tuple[tuple[re.Pattern[str], float, int], ...] = (
    (_any(_NUMBER), 0.6, 2),
    (_any(_DATE), 0.5, 1),
    (re.compile(r"(?<=[\w,;:)\"”] )[A-Z][\w'’-]+"), 0.2, 2),  # names
    (_any("was", "were", "had", "did", "been", "went", "came", "made", "took", "gave", "got", "began", "became",
          "told", "said", "won", "lost", "left", "met", "paid", "sent", "held", "fell", "rose", "ran",
          "(?<!-)[a-z]{3,}ed"),
     0.9, 1),
    (_any("I", "me", "my", "mine"), -0.9, 1),
    (_any("we", "us", "our", "ours"), -0.8, 1),
    (_any("you", "your", "yours", "yourself"), -0.5, 1),
    (_any("should", "must", "ought", "needs? to", "ha(?:ve|s) to", "got to", "gotta", "let us", "let['’]s", "cannot",
          "can['’]t"), -0.7, 1),
    (_any("will", "won['’]t", "shall", "would", "could", "may", "might", "going to", "gonna", r"\w+['’]ll"), -0.3, 1),
    (_any("think", "thinks", "believes?", "hopes?", "wish", "feels?", "guess", "suppose", "dis(?:agree)s?", "agree",
          "in my (?:opinion|view|judge?ment)", "convinced", "proud", "glad"), -0.6, 1),
    (_any("thanks?", "welcome", "please", "congratulations", "excuse me", "good (?:morning|evening|night)"), -1.0, 1),
    (_any("good", "great", "greatest", "best", "better", "bad", "worse", "worst", "wonderful", "terrible", "awful",
          "shameful", "shame", "disgrace(?:ful)?", "unfair", "fair", "wrong", "crucial", "essential", "beautiful",
          "lovel(?:y|iest)", "ridiculous", "absurd", "tragic", "brilliant", "pathetic", "sad(?:ly)?", "unfortunately",
          "fortunately", "obvious(?:ly)?", "clearly", "of course", "certainly", "simply", "merely", "truly", "really",
          "very", "so-called", "nobody", "everyone", "everybody", "disastrous", "disaster", "nightmare", "nonsense",
          "foolish", "stupid", "smart", "mere", "sheer", "paltry", "whopping", "propaganda", "cronies", "greedy",
          "corrupt", "cruel", "heroic", "noble", "sacred", "deserves?", "matters?", "hard to (?:see|believe)"),
     -0.6, 2),
    (re.compile(r"[?!]\W*$"), -1.0, 1),
)  # fmt: skip
"""Words, the log-odds that each of their occurrences adds, and how many occurrences count.

The weights are rounded from a logistic regression over sentences of debates and newspapers that people had sorted.
"""

_OBSTACLES: tuple[tuple[Obstacle, re.Pattern[str]], ...] = (
    ("rhetorical", re.compile(r"\?\W*$|^(?:thank you|thanks|welcome|good (?:morning|evening))\b", re.IGNORECASE)),
    (
        "prediction",
        re.compile(
            r"\b(?:will|won['’]t|shall|going to|is to|are to|due to (?:be|begin|start|open|close|meet|resume|return)"
            r"|plans? to|planned to|intends? to|expected to|set to|likely to|scheduled (?:to|for)|forecasts?|predicted"
            r"|may (?:be|keep|have to|lose|fall|rise|\w+ (?:in|by|next))|would (?!have\b|not have\b)|\w+['’]ll)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "inner_state",
        re.compile(
            r"\b(?:feels?|felt|believe[sd]?|hope[sd]?|wants?|wanted|fear(?:s|ed)|wish(?:es|ed)?|knows?|knew|know[ns]"
            r"|thinks?|thought|worr(?:y|ies|ied)|loves?|loved|hates?|hated|regrets?|regretted|on purpose"
            r"|(?:is|are|was|were) (?:\w+ )?(?:afraid|angry|proud|happy|unhappy|sad|sorry|glad|worried|convinced"
            r"|certain|sure|determined|shocked|furious|relieved|disappointed|ashamed))\b",
            re.IGNORECASE,
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
            re.IGNORECASE,
        ),
    ),
)
"""Tried in this order: the first that a claim's words show is its obstacle."""

_ANNOUNCEMENT = re.compile(
    r"(?<=\w )(?:announced|ordered|promised|pledged|vowed|threatened|agreed|refused|declined|voted|decided)\b.*",
    re.IGNORECASE,
)

_SETTLED_LATER = _any(_NUMBER, _DATE, "plans? to", "planned to", "scheduled", "due to", "is to", "are to", "appeal")
"""What makes a prediction one that time or a document will settle: a figure, a date, a plan."""

_WHOLLY: frozenset[Obstacle | None] = frozenset({"rhetorical", "inner_state"})
