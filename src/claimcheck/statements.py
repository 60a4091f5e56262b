"""Statements: what sort of statement a claim makes, as far as its own words tell.

Figures, dates, names and the past tense speak for a fact that records could settle; "should", praise and blame, "I
think" and "you" speak against it. No single word decides: each shifts the odds, by about as much as it does in
sentences that people have sorted, and what a model makes of the claim shifts them too (`fact_probability` in
`verification`).
"""

from __future__ import annotations

import re


def leaning(claim: str) -> float:
    """Log-odds that a claim states a fact; 0 where its words do not tell."""
    return sum(weight * min(len(cue.findall(claim)), most) for cue, weight, most in _CUES)


def any_of(*alternatives: str) -> re.Pattern[str]:
    """A pattern for each of these words, whole and in either case."""
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b", re.IGNORECASE)


NUMBER = (
    r"\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?"
    r"|billions?|trillions?|half|third|quarter|percent|per cent"
)
_MONTH = (
    "January|February|March|April|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\."
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DATE = (
    rf"{_MONTH}|{_DAY}|yesterday|today|tonight|tomorrow|(?:last|next|this) (?:week|month|year|night|season|quarter)"
    r"|ago|(?:since|in|by|until) (?:19|20)\d\d"
)

_CUES: tuple[tuple[re.Pattern[str], float, int], ...] = (
    (any_of(NUMBER), 0.6, 2),
    (any_of(DATE), 0.5, 1),
    (re.compile(r"(?<=[\w,;:)\"”] )[A-Z][\w'’-]+"), 0.2, 2),  # names
    (any_of("was", "were", "had", "did", "been", "went", "came", "made", "took", "gave", "got", "began", "became",
          "told", "said", "won", "lost", "left", "met", "paid", "sent", "held", "fell", "rose", "ran",
          "(?<!-)[a-z]{3,}ed"),
     0.9, 1),
    (any_of("I", "me", "my", "mine"), -0.9, 1),
    (any_of("we", "us", "our", "ours"), -0.8, 1),
    (any_of("you", "your", "yours", "yourself"), -0.5, 1),
    (any_of("should", "must", "ought", "needs? to", "ha(?:ve|s) to", "got to", "gotta", "let us", "let['’]s", "cannot",
          "can['’]t"), -0.7, 1),
    (any_of("will", "won['’]t", "shall", "would", "could", "may", "might", "going to", "gonna", r"\w+['’]ll"), -0.3, 1),
    (any_of("think", "thinks", "believes?", "hopes?", "wish", "feels?", "guess", "suppose", "dis(?:agree)s?", "agree",
          "in my (?:opinion|view|judge?ment)", "convinced", "proud", "glad"), -0.6, 1),
    (any_of("thanks?", "welcome", "please", "congratulations", "excuse me", "good (?:morning|evening|night)"), -1.0, 1),
    (any_of("good", "great", "greatest", "best", "better", "bad", "worse", "worst", "wonderful", "terrible", "awful",
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
