"""What the code's own reading finds: attributions and hedges."""

from __future__ import annotations

from typing import NamedTuple

from claimcheck.verdicts import Hop, Speech

Stretch = tuple[int, int]
"""A half-open stretch of the article's text, in code points."""


class Attribution(NamedTuple):
    """Words of the article, and whom it credits with them.

    Attributes:
        content: the stretches that are credited, in reading order; they may be apart and in several sentences.
        chain: from the reader inwards, never empty.
        speech: whether the content stands in quotation marks, in part, or in none.
        inherited: whether the credit was given in an earlier sentence and carries over; `mention` and `cue` of the
            chain then stand there.
        sentence_ids: the sentences that the content touches.
        is_clause: whether the content says something by itself, as clauses and quotations do and "calm" in "called for
            calm" does not.
    """

    content: tuple[Stretch, ...]
    chain: tuple[Hop, ...]
    speech: Speech
    inherited: bool
    sentence_ids: tuple[str, ...]
    is_clause: bool = True
