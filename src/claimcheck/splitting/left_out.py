"""What is left out: the clauses of a sentence that none of its claims tells.

A small model often tells the first half of a sentence and stops. Which clauses stand side by side the words show: a
subject and a verb behind "and", "but", "while", a semicolon or a dash.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimcheck.splitting.clauses import has_clause_within
from claimcheck.splitting.grammar import CAPITALISED, FINITE, LONGEST, is_closed
from claimcheck.wording import content_words

FEWEST_WORDS = 3
"""A clause is left out if at least so many of its content words are told by no claim, and they are most of them."""

MIN_SHARE = 0.6
"""The share of a clause's content words that "most" means."""

MIN_SHARE_AT_START = 0.8
"""The same for the first clause, which may hold what no joint parts from it and a claim tells already."""


def left_out(said: str, told: Sequence[str]) -> Iterator[str]:
    """The clauses of a sentence that its claims leave out, in reading order, each as a sentence in its own words.

    A clause that hangs on another ("if ...", "he said ... and ...") is none: by itself it would say something else.

    Args:
        said: the sentence, or the words that it reports; white space as single spaces.
        told: the claims drawn from it.
    """
    if len(said) > LONGEST or _CONDITION.search(said):
        return
    known: Counter[str] = sum((content_words(claim) for claim in told), Counter())
    joints = [joint.span() for joint in _JOINT.finditer(said)]
    for (before, start), (end, _) in pairwise([*joints, (len(said), len(said))]):
        clause = said[start:end].strip(" ,;.–—")
        words = content_words(clause)
        least = MIN_SHARE if before else MIN_SHARE_AT_START
        untold = (words - known).total() >= max(FEWEST_WORDS, least * words.total())
        if untold and is_closed(clause) and not has_clause_within(said[:before]):
            yield f"{clause[:1].upper()}{clause[1:]}."


_CONDITION = re.compile(r"\b(?:if|unless|whether|until|lest|as though|in case|provided|suppose)\b", re.IGNORECASE)
_SUBJECT = (
    r"(?:(?:he|she|it|they|we|I|this|these|those|there|nobody|everyone|nothing)"
    r"|(?:(?:the|an?|his|her|its|their|our|my|no|some|many|most|several|all|another|other|two|three|four|five"
    rf"|\d[\d,.]*) [\w'’-]+|{CAPITALISED}(?!(?: \S+){{0,6}} (?:are|were|have)\b))"
    r"(?: (?!(?:who|which|that|and|or|but)\b)[\w'’-]+){0,5}?)"
)
_VERB = (
    rf"(?:{FINITE}|(?:can|cannot|could|may|might|must|should|do|don['’]t|(?:has|was|is|did|does|would|could)n['’]t)\b)"
)
_JOINT = re.compile(
    rf"(?:^|(?:(?:[,;]|(?<=[\w”\")]))(?: (?:and|but|while|whereas|yet))(?: that)?|;| [–—]) )(?={_SUBJECT} {_VERB})"
)
