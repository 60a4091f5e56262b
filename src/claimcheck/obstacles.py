"""Obstacles: what keeps a claim from being settled, as far as its own words tell, and what would have to be known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.marks import Marks, phrases, spoken_in
from claimcheck.normalization import lowered
from claimcheck.statements import DATE, NUMBER, any_of
from claimcheck.verdicts import Obstacle, Status


@dataclass(frozen=True, slots=True)
class ObstacleReading:
    """What stands in the way of settling a claim.

    Attributes:
        obstacle: what would keep even a statement of fact from being settled, or None.
        status: how far it leaves the claim checkable.
        missing: what the article would have to say, in a few words such as "which nurse"; None where words do not tell.
    """

    obstacle: Obstacle | None = None
    status: Status = "checkable"
    missing: str | None = None


def read_obstacle(claim: str) -> ObstacleReading:
    """What stands in the way of settling a claim; nothing, where its words do not tell."""
    asserted = _ANNOUNCEMENT.sub("", claim)  # whether it was announced can be settled, whatever it was
    lower = lowered(asserted)
    spoken = spoken_in(lower)
    for obstacle, marks in _OBSTACLES:
        if found := marks.search(asserted if obstacle == "unidentifiable" else lower, spoken):
            partly = bool(_SETTLED_LATER.search(claim)) if obstacle == "prediction" else obstacle not in _WHOLLY
            return ObstacleReading(
                obstacle, "partly_checkable" if partly else "not_checkable", _missing(obstacle, asserted, found)
            )
    return ObstacleReading()


def _missing(obstacle: Obstacle, claim: str, found: re.Match[str]) -> str | None:
    if obstacle == "unidentifiable":
        who = found[0].split()[-1]
        return f"which {who}" if who[0].islower() else "who"
    if obstacle == "vague":
        question = next((question for marks, question in _QUESTIONS if marks.fullmatch(found[0])), None)
        counted = _COUNTED.match(claim, found.end()) if question == "how many" else None
        return f"{question} {counted[1]}" if counted else question
    return None


_FEELINGS = """
    afraid angry proud happy unhappy sad sorry glad worried convinced certain sure determined shocked furious relieved
    disappointed ashamed
"""

_OBSTACLES: tuple[tuple[Obstacle, Marks], ...] = (
    ("rhetorical", Marks(re.compile(r"\?\W*$|^(?:thank you|thanks|welcome|good (?:morning|evening))\b"))),
    (
        "prediction",
        phrases(
            "will", "won['’]t", "shall", "going to", "is to", "are to",
            "due to (?:be|begin|start|open|close|meet|resume|return)", "plan to", "plans to", "planned to",
            "intend to", "intends to", "expected to", "set to", "likely to", "scheduled (?:to|for)", "forecast",
            "forecasts", "predicted", r"may (?:be|keep|have to|lose|fall|rise|\w+ (?:in|by|next))",
            r"would (?!have\b|not have\b)", r"\w+['’]ll", where="ll",
        ),
    ),
    (
        "inner_state",
        phrases(
            "feel", "feels", "felt", "believe", "believes", "believed", "hope", "hopes", "hoped", "want", "wants",
            "wanted", "fears", "feared", "wish", "wishes", "wished", "know", "knows", "knew", "known", "think",
            "thinks", "thought", "worry", "worries", "worried", "love", "loves", "loved", "hate", "hates", "hated",
            "regret", "regrets", "regretted", "on purpose",
            rf"(?:is|are|was|were) (?:\w+ )?(?:{'|'.join(_FEELINGS.split())})", where=_FEELINGS,
        ),
    ),
    (
        "unidentifiable",
        Marks(re.compile(
            r"^(?:Some(?:one|body)\b|(?:An?|Two|Three|Four|Several|Some|Other|Many|Dozens of|Hundreds of)"
            r"(?: [a-z-]+){0,2} (?:m[ae]n|wom[ae]n|boys?|girls?|child(?:ren)?|doctors?|nurses?|students?|teachers?"
            r"|witness(?:es)?|villagers?|residents?|neighbou?rs?|parents?|passengers?|customers?|workers?|soldiers?"
            r"|guards?|officers?|drivers?|relatives?|friends?|people|persons?|employees?|patients?|insiders?"
            r"|jurors?|inspectors?|colleagues?|fans?|shoppers?|locals?)\b(?! named| from [A-Z]))"
        )),
    ),
    (
        "vague",
        phrases(
            "many", "(?<!the )(?<!its )(?<!their )(?<!['’]s )most", "few", "several", rf"some(?! (?:{NUMBER})\b)",
            "often", "sometimes", "usually", "generally", "rarely", "widely", "recently", "a lot of", "a number of",
            "a handful of", "all the time", "not everyone", "in general", "tend to", "tends to", "seem", "seems",
            "appear", "appears", where="most",
        ),
    ),
)  # fmt: skip
"""Tried in this order: the first that a claim's words show is its obstacle. In lower case but for "unidentifiable"."""

_ANNOUNCEMENT = re.compile(
    r"(?<=\w )(?:announced|ordered|promised|pledged|vowed|threatened|agreed|refused|declined|voted|decided)\b.*",
    re.IGNORECASE,
)

_SETTLED_LATER = any_of(NUMBER, DATE, "plans? to", "planned to", "scheduled", "due to", "is to", "are to", "appeal")
"""What makes a prediction one that time or a document will settle: a figure, a date, a plan."""

_WHOLLY: frozenset[Obstacle | None] = frozenset({"rhetorical", "inner_state"})

_QUESTIONS = (
    (any_of("many", "most", "few", "several", "some", "a (?:lot|number|handful) of"), "how many"),
    (any_of("often", "sometimes", "usually", "rarely", "all the time"), "how often"),
    (any_of("recently"), "when"),
)
"""What is asked of one who says so."""

_COUNTED = re.compile(r" ((?:[a-z]+ )??(?:[a-z]{2,}s|people|men|women|children))\b(?! of)")
"""A plural, perhaps after an adjective."""
