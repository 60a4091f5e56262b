"""Splitting: a claim that states several facts side by side, taken apart into one claim for each.

A small model often stops halfway: it leaves "is a Czech lawyer and diver who was born in Brno" in one piece. What is
taken apart here is only what the words themselves mark as parallel: clauses with a subject each, verbs after one
subject, predicates after one verb, items of a list, the day and the place of a birth, a clause with "who". Each part
repeats the words it shares with the others and takes none from elsewhere. Where a word of doubt or a "not" could be
lost, the claim stays whole.
"""

from __future__ import annotations

from collections.abc import Callable

from claimcheck.splitting.asides import asides, without_asides
from claimcheck.splitting.clauses import main_clauses, relative_clause, verbs
from claimcheck.splitting.descriptions import description, nationality, occasion, released_work
from claimcheck.splitting.grammar import LONGEST, is_closed
from claimcheck.splitting.left_out import left_out
from claimcheck.splitting.lists import examples, last_nouns, objects, offices, predicates
from claimcheck.verdicts import SECOND_HAND_HEDGES
from claimcheck.wording import NEGATIONS, word_keys

__all__ = ["MOST_PARTS", "asides", "left_out", "split_claim", "without_asides"]

MOST_PARTS = 10
"""A claim that would fall into more parts is left whole: it is a list that a reader takes in as one."""


def split_claim(claim: str) -> tuple[str, ...]:
    """The claims that a claim consists of, in order; the claim itself where it states one fact.

    What it says in passing is not taken out of it: see `without_asides`.
    """
    if len(claim) > LONGEST or not _KEEP_WHOLE.isdisjoint(word_keys(claim)):
        return (claim,)
    parts = [claim.rstrip(" .")]
    for rule in _RULES:
        parts = [piece for part in parts for piece in (_apart(rule, part))]
    return tuple(map(_sentence, parts)) if 1 < len(parts) <= MOST_PARTS else (claim,)


_KEEP_WHOLE = SECOND_HAND_HEDGES | NEGATIONS | {"not", "or", "if", "between", "both"}

_RULES: tuple[Callable[[str], list[str] | None], ...] = (
    main_clauses,
    relative_clause,
    verbs,
    description,
    occasion,
    released_work,
    examples,
    predicates,
    offices,
    nationality,
    objects,
    last_nouns,
)
"""From the outside in: clauses first, then what stands within one."""


def _apart(rule: Callable[[str], list[str] | None], claim: str) -> list[str]:
    """What a rule makes of a claim; the claim itself where a part would be left with half a pair of quotation marks."""
    parts = rule(claim)
    return parts if parts and all(map(is_closed, parts)) else [claim]


def _sentence(part: str) -> str:
    return f"{part[:-2]}”." if part.endswith(".”") and not part.endswith("..”") else f"{part}."
