"""Sampling: the same question several times, and how far the answers agree.

The first answer is the likeliest one; the others are drawn with some freedom. What most of them say stands, the
earlier where two are as frequent, and the share of those that say it lowers the confidence.

Self-consistency: Wang et al., "Self-Consistency Improves Chain of Thought Reasoning in Language Models", ICLR 2023.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.drafts import Verdict


def consistent(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict that most samples come to, with its confidence times their share.

    Two verdicts agree where the strength of the sourcing, the outermost source and the status of the verifiability
    are the same. Samples that failed count for nothing where any succeeded.

    Args:
        verdicts: at least one, in the order of their samples.
    """
    if len(verdicts) == 1:
        return verdicts[0]
    read = [verdict for verdict in verdicts if verdict.verifiability is not None] or list(verdicts)
    decisions = [_decision(verdict) for verdict in read]
    winner, votes = Counter(decisions).most_common(1)[0]
    chosen = read[decisions.index(winner)]
    if chosen.confidence is None or votes == len(read):
        return chosen
    why = f"{votes} of {len(read)} answers come to this verdict."
    return replace(
        chosen,
        confidence=round(chosen.confidence * votes / len(read), 2),
        rationale=f"{chosen.rationale} {why}" if chosen.rationale else why,
    )


def _decision(verdict: Verdict) -> tuple[object, ...]:
    sourcing, verifiability = verdict.sourcing, verdict.verifiability
    first = sourcing.chain[0].source if sourcing and sourcing.chain else None
    return (sourcing and sourcing.strength, first and (first.name, first.kind), verifiability and verifiability.status)
