"""Relays: a main claim that the article knows from other outlets alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
    lead = story.lead
    if lead is None or not lead.claims or (_OWN.search(lead.sentence.text) and not _outlets_confirm(lead, story)):
        return
    others = [passage for passage in story.body if passage is not lead]
    relayed = [passage for passage in others if passage.claims and _all_relayed(passage, story)]
    if lead.is_attributed:
        if (
            not _all_relayed(lead, story)
            or _speaks_for_itself(lead)
            or any(_is_backed(each, lead, story) for each in others)
        ):
            return
    elif not _rests_on_outlets(lead, others, relayed, story):
        return
    outlets = _outlets([lead, *relayed])
    told = " and ".join(f"“{span.quote}”" for span in outlets[:2])
    yield Finding(
        kind="relayed_only",
        severity="medium",
        message=f"The main claim comes only through {'another outlet' if len(outlets) == 1 else 'other outlets'}, {told}.",
        claim_ids=tuple(dict.fromkeys(claim.id for passage in (lead, *relayed) for claim in passage.claims)),
        spans=(lead.span, *(span for span in outlets if not span.lies_within(lead.span.start, lead.span.end))),
    )


def _outlets_confirm(lead: Passage, story: Story) -> bool:
    """Whether it is outlets that "confirmed" it, and not the article."""
    return lead.is_attributed and _all_relayed(lead, story)


def _speaks_for_itself(lead: Passage) -> bool:
    """Whether a lead has it from an outlet that "said" it, and may be the news itself."""
    cues = [_chain(claim)[0].cue for claim in lead.claims if _chain(claim)]
    named = all(_chain(claim)[0].source.name for claim in lead.claims if _chain(claim) and len(_chain(claim)) == 1)
    return named and bool(cues) and all(cue is not None and _SPEAKING.search(cue.quote) for cue in cues)


def _all_relayed(passage: Passage, story: Story) -> bool:
    aside = ("background", "speech_act")
    claims = [claim for claim in passage.claims if claim.kind not in aside or _chain(claim)] or passage.claims
    return all(_is_relayed(claim, story) for claim in claims)


def _is_relayed(claim: Claim, story: Story) -> bool:
    """Whether a claim comes through another outlet.

    "Told" makes an outlet a listener only, and it may be the one that prints the article; it is not if the article says
    elsewhere what that outlet reported.
    """
    chain = _chain(claim)
    if not chain or not _is_of_another_outlet(chain[0], story):
        return False
    if _reported(chain[0], story):
        return True
    name = chain[0].source.name
    hops = (_chain(other)[0] for other in story.claims if _chain(other) and other is not claim)
    return any(hop.source.name == name is not None and _reported(hop, story) for hop in hops)


def _is_of_another_outlet(hop: Hop, story: Story) -> bool:
    source, mention = hop.source, hop.source.mention
    if mention is None or (source.name or mention.quote) in story.own_words:
        return False
    return source.is_outlet or is_outlets(mention.quote) or is_one_outlet(mention.quote)


def _reported(hop: Hop, story: Story) -> bool:
    """Whether the words that credit an outlet say that it reported, and not that it was told."""
    if hop.cue is not None:
        return relays(hop)
    mention = hop.source.mention
    return mention is not None and not _TOLD.search(story.article.text[max(0, mention.start - 12) : mention.start])


def _is_backed(passage: Passage, lead: Passage, story: Story) -> bool:
    """Whether a passage of the lead's matter has anything that did not come through another outlet."""
    shares_matter = len(lead.plain & passage.plain) >= MIN_SHARED or lead.covered_by(passage) >= MIN_SUPPORT
    if not shares_matter or is_denial(passage.sentence.text):
        return False
    if _OWN.search(passage.sentence.text):
        return True
    return any(_chain(claim) and not _is_relayed(claim, story) for claim in passage.claims)


def _rests_on_outlets(lead: Passage, others: Sequence[Passage], relayed: Sequence[Passage], story: Story) -> bool:
    """Whether a lead that credits nobody has only outlets behind it: all that is credited, denials aside, is theirs."""
    if lead.hedges or lead.is_quoted or len({_name(each) for each in relayed}) < MIN_RELAYING_OUTLETS:
        return False
    if not any(lead.concepts & passage.concepts for passage in relayed):
        return False
    rest = (each for each in others if each not in relayed and not is_denial(each.sentence.text))
    return not any(_may_be_a_voice(each, relayed, story) for each in rest)


def _may_be_a_voice(passage: Passage, relayed: Sequence[Passage], story: Story) -> bool:
    """Whether a passage may have a witness of the article's own."""
    for claim in passage.claims:
        origin = _chain(claim)[-1].source if _chain(claim) else None
        words = origin.mention.quote if origin and origin.mention else ""
        if origin is None or is_of_nobody(words) or is_nobody_in_particular(words):
            continue
        if not _is_relayed(claim, story) and not _is_known_from(relayed, words):
            return True
    return not passage.is_attributed and _VOICE.search(passage.sentence.text) is not None


def _is_known_from(relayed: Sequence[Passage], mention: str) -> bool:
    """Whether "the doctor" is the doctor whom an outlet quoted before."""
    said = set(content_words(mention))
    chains = [_chain(claim) for passage in relayed for claim in passage.claims]
    known = (hop.source.mention.quote for chain in chains for hop in chain[1:] if hop.source.mention)
    return any(said and said.issubset(content_words(each)) for each in known)


def _name(passage: Passage) -> str:
    source = _chain(passage.claims[0])[0].source
    return source.name or (source.mention.quote if source.mention else "")


def _outlets(passages: Sequence[Passage]) -> list[Span]:
    """Where the outlets are named, each once."""
    hops = [_chain(claim)[0].source for passage in passages for claim in passage.claims if _chain(claim)]
    named = {
        source.name or (source.mention.quote if source.mention else ""): source.mention for source in reversed(hops)
    }
    return sorted((mention for mention in named.values() if mention), key=lambda span: span.start)


def _chain(claim: Claim) -> tuple[Hop, ...]:
    return claim.sourcing.chain if claim.sourcing else ()
