"""Statements: attributions in the making, before it is settled what carries over to which."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.attribution.model import Stretch
from claimcheck.verdicts import Hop, Source


@dataclass(slots=True)
class Statement:
    """An attribution in the making.

    Attributes:
        sentence: number of the sentence that has the cue.
        cue: where the cue stands.
        hops: from the reader inwards, as far as they are known.
        content: what is credited.
        listener: to whom it was said, where that is told.
        is_clause: whether the content says something by itself.
        inherited: whether the cue stands in an earlier sentence than the content.
        is_displayed: whether it stands apart from the story, with a signature for a cue.
    """

    sentence: int
    cue: Stretch
    hops: list[Hop]
    content: list[Stretch]
    listener: Source | None = None
    is_clause: bool = True
    inherited: bool = False
    is_displayed: bool = False
