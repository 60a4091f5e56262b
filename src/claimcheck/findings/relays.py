"""Relays: a main claim that the article knows from other outlets alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from claimcheck.findings.firmness import (
    is_denial,
    is_nobody_in_particular,
    is_of_nobody,
    is_one_outlet,
    is_outlets,
    relays,
)
from claimcheck.findings.passages import Passage, Story
from claimcheck.report import Finding
from claimcheck.spans import Span
from claimcheck.verdicts import Claim, Hop
from claimcheck.wording import content_words

MIN_SUPPORT = 0.25
"""A sentence that has this share of the lead's concepts may support it."""

MIN_SHARED = 2
"""And so may one that has so many of its concepts, names aside."""

MIN_RELAYING_OUTLETS = 2
"""So many outlets, and nobody else, must stand behind a lead that itself credits nobody."""

_SPEAKING = re.compile(r"sa(?:y|ys|id)", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:this newspaper|this news organi[sz]ation|independently|confirmed|verified|reviewed|seen by)\b", re.IGNORECASE
)
_TOLD = re.compile(r"\btold\s+(?:the\s+)?$")
_VOICE = re.compile(
    r"\b(?:said|says|told|according|announced|confirmed|documents?|filings?|court|statement)\b", re.IGNORECASE
)


def relayed_only(story: Story) -> Iterator[Finding]:
    """Finds a main claim that the article has from other outlets and from nowhere else."""
    lead, read = story.lead, _Relays(story)
    if lead is None:
        return
    others = [passage for passage in story.body if passage is not lead]
    relayed = [passage for passage in others if read.is_relayed(passage)]
    if lead.is_attributed:
        is_told = read.is_relayed(lead) and not _speaks_for_itself(lead)
        rests_on_outlets = is_told and not any(read.is_backed(lead, passage) for passage in others)
    else:
        rests_on_outlets = not _OWN.search(lead.sentence.text) and read.has_only_outlets(lead, others, relayed)
    if rests_on_outlets:
        outlets = _outlets([lead, *relayed])
        yield Finding(
            kind="relayed_only",
            severity="medium",
            message=f"The main claim comes only through {_named(outlets)}.",
            claim_ids=tuple(dict.fromkeys(claim.id for passage in (lead, *relayed) for claim in passage.claims)),
            spans=(lead.span, *(span for span in outlets if not span.lies_within(lead.span.start, lead.span.end))),
        )


class _Relays:
    """What of a story comes through other outlets."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def is_relayed(self, passage: Passage) -> bool:
        """Whether all that a passage states comes through another outlet; that outlets say so is no claim besides."""
        aside = ("background", "speech_act")
        claims = [claim for claim in passage.claims if claim.kind not in aside or _chain(claim)] or passage.claims
        return bool(claims) and all(map(self._comes_through_outlet, claims))

    def is_backed(self, lead: Passage, passage: Passage) -> bool:
        """Whether a passage of the lead's matter has anything that did not come through another outlet."""
        if len(lead.concepts & passage.concepts) < MIN_SHARED or is_denial(passage.sentence.text):
            return False
        if lead.covered_by(passage) < MIN_SUPPORT and len(lead.plain & passage.plain) < MIN_SHARED:
            return False
        if _OWN.search(passage.sentence.text):
            return True
        return any(_chain(claim) and not self._comes_through_outlet(claim) for claim in passage.claims)

    def has_only_outlets(self, lead: Passage, others: Sequence[Passage], relayed: Sequence[Passage]) -> bool:
        """Whether a lead that credits nobody has only outlets behind it: all that is credited, denials aside."""
        if not lead.claims or lead.hedges or lead.is_quoted or len(_names(relayed)) < MIN_RELAYING_OUTLETS:
            return False
        if not any(lead.concepts & passage.concepts for passage in relayed):
            return False
        theirs = {passage.sentence.id for passage in relayed}
        quoted = _quoted_by_outlets(relayed)
        rest = (each for each in others if each.sentence.id not in theirs and not is_denial(each.sentence.text))
        return not any(self._may_be_a_witness(each, quoted) for each in rest)

    def _may_be_a_witness(self, passage: Passage, quoted: Sequence[set[str]]) -> bool:
        """Whether a passage may have a witness of the article's own, other than "the doctor" whom an outlet quoted."""
        for claim in passage.claims:
            mention = _chain(claim)[-1].source.mention if _chain(claim) else None
            if mention is None or is_of_nobody(mention.quote) or is_nobody_in_particular(mention.quote):
                continue
            said = set(content_words(mention.quote))
            if not self._comes_through_outlet(claim) and not any(said and said <= known for known in quoted):
                return True
        return not passage.is_attributed and _VOICE.search(passage.sentence.text) is not None

    def _comes_through_outlet(self, claim: Claim) -> bool:
        """Whether a claim comes through another outlet.

        "Told" makes an outlet a listener only, and it may be the one that prints the article; it is not if the article
        says elsewhere what that outlet reported.
        """
        chain = _chain(claim)
        if not chain or not self._is_another_outlet(chain[0]):
            return False
        return self._reported(chain[0]) or chain[0].source.name in self._reporting

    def _is_another_outlet(self, hop: Hop) -> bool:
        source, mention = hop.source, hop.source.mention
        if mention is None or (source.name or mention.quote) in self._story.own_words:
            return False
        return source.is_outlet or is_outlets(mention.quote) or is_one_outlet(mention.quote)

    def _reported(self, hop: Hop) -> bool:
        """Whether the words that credit an outlet say that it reported, and not that it was told."""
        if hop.cue is not None:
            return relays(hop)
        text, mention = self._story.article.text, hop.source.mention
        return mention is not None and not _TOLD.search(text[max(0, mention.start - 12) : mention.start])

    @cached_property
    def _reporting(self) -> frozenset[str]:
        """The names of the outlets that the article says reported something."""
        hops = (_chain(claim)[0] for claim in self._story.claims if _chain(claim))
        return frozenset(hop.source.name for hop in hops if hop.source.name and self._reported(hop))


def _speaks_for_itself(lead: Passage) -> bool:
    """Whether a lead has it from a named outlet that "said" it, and may be the news itself."""
    hops = [_chain(claim)[0] for claim in lead.claims if len(_chain(claim)) == 1]
    return bool(hops) and all(hop.source.name and hop.cue and _SPEAKING.search(hop.cue.quote) for hop in hops)


def _quoted_by_outlets(relayed: Sequence[Passage]) -> list[set[str]]:
    """The words for those whom other outlets quoted."""
    chains = (_chain(claim) for passage in relayed for claim in passage.claims)
    mentions = {hop.source.mention.quote for chain in chains for hop in chain[1:] if hop.source.mention}
    return [set(content_words(mention)) for mention in mentions]


def _names(passages: Sequence[Passage]) -> set[str]:
    return {_name(_chain(claim)[0]) for passage in passages for claim in passage.claims if _chain(claim)}


def _name(hop: Hop) -> str:
    return hop.source.name or (hop.source.mention.quote if hop.source.mention else "")


def _outlets(passages: Sequence[Passage]) -> list[Span]:
    """Where the outlets are named, each once, in reading order."""
    hops = [_chain(claim)[0] for passage in passages for claim in passage.claims if _chain(claim)]
    first = {_name(hop): hop.source.mention for hop in reversed(hops)}
    return sorted((mention for mention in first.values() if mention), key=lambda span: span.start)


def _named(outlets: Sequence[Span]) -> str:
    if len(outlets) == 1:
        return f"another outlet, “{outlets[0].quote}”"
    told = f"other outlets, “{outlets[0].quote}” and “{outlets[1].quote}”"
    return told if len(outlets) == 2 else f"{told} among them"


def _chain(claim: Claim) -> tuple[Hop, ...]:
    return claim.sourcing.chain if claim.sourcing else ()
