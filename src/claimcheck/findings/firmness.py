"""Firmness: whether the article, or somebody who can be called, stands behind a claim."""

from __future__ import annotations

import re

from claimcheck.spans import Span
from claimcheck.verdicts import SECOND_HAND_HEDGES, Claim, Hop

_ROUTINE = re.compile(
    r"\b(?:officials?|authorit(?:y|ies)|police|prosecutors?|investigators?|spokes\w+|researchers?)\b", re.IGNORECASE
)
_OUTLETS = re.compile(
    r"\b(?:newspapers|papers|outlets|broadcasters|news sites|websites|portals|channels|(?:local|social|state|news) media"
    r"|(?:media|news|press|newspaper) reports|reports (?:in|from))\b",
    re.IGNORECASE,
)
_ONE_OUTLET = re.compile(
    r"\b(?:newspaper|daily|weekly|broadcaster|news (?:site|agency|outlet|portal|channel)|portal|tabloid|(?:TV|television|radio)"
    r" (?:station|channel))\b[^.]*\b[A-Z]"
)
_NOBODY_IN_PARTICULAR = re.compile(r"(?:everybody|everyone|nobody|no one|people|many|some|others?|all)$", re.IGNORECASE)
_RELAYING = re.compile(
    r"report|according|citing|cited|cites|quot|wrote|writes|say|said|publish|confirm|broadcast", re.IGNORECASE
)
_PICTURE = re.compile(r"\b(?:videos?|clips?|footage|photos?|photographs?|pictures?|images?)\b", re.IGNORECASE)
_OF_NOBODY = re.compile(
    r"\b(?:shared|circulat\w+|viral|posted|online|social media|anonymous\w*|unsigned)\b", re.IGNORECASE
)
_SILENT = re.compile(
    r"\b(?:declin\w+|refus\w+|den(?:y|ies|ied)|disput\w+|reject\w*|comment|unclear|unaware|not aware|no (?:knowledge|indication"
    r"|evidence|sign)|nothing|none|nobody|could not|couldn.t|d(?:o|id|oes) not|d(?:o|id|oes)n.t|has not|have not|had not|had no|has no|not been)\b",
    re.IGNORECASE,
)


def is_firm(claim: Claim) -> bool:
    """Whether the article stands behind a claim, or somebody does who can be called; a group is many witnesses."""
    return claim.sourcing is None or not claim.sourcing.chain or soft_source(claim) is None


def soft_source(claim: Claim) -> Span | None:
    """The words for whoever makes a credited claim soft: somebody withheld, one without a name, another outlet."""
    chain = claim.sourcing.chain if claim.sourcing else ()
    for hop in reversed(chain):
        source, mention = hop.source, hop.source.mention
        if mention is None:
            continue
        is_origin = hop is chain[-1]
        if source.kind == "anonymous":
            return mention
        if is_origin and _NOBODY_IN_PARTICULAR.match(mention.quote):
            return mention
        if is_origin and source.kind == "unnamed_person" and not _ROUTINE.search(mention.quote):
            return mention
        if is_origin and (
            (source.is_outlet and relays(hop)) or is_outlets(mention.quote) or is_of_nobody(mention.quote)
        ):
            return mention
    return None


def relays(hop: Hop) -> bool:
    """Whether the words that credit an outlet say that it reported; the BBC may also be the news itself."""
    return hop.cue is None or _RELAYING.search(hop.cue.quote) is not None


def second_hand_hedge(claim: Claim) -> Span | None:
    """The hedge that says somebody told the reporter so, where nobody is credited."""
    if claim.sourcing is None or claim.sourcing.chain:
        return None
    hedges = claim.sourcing.hedges
    return next((each for each in hedges if not SECOND_HAND_HEDGES.isdisjoint(each.quote.casefold().split())), None)


def is_outlets(mention: str) -> bool:
    """Whether words stand for other outlets without their names: "several newspapers"."""
    return _OUTLETS.search(mention) is not None


def is_one_outlet(mention: str) -> bool:
    """Whether words call what they name an outlet: "the portal Open Eyes"."""
    return _ONE_OUTLET.search(mention) is not None


def is_nobody_in_particular(mention: str) -> bool:
    """Whether words stand for no witness: "everybody knows"."""
    return _NOBODY_IN_PARTICULAR.match(mention) is not None


def is_picture(text: str) -> bool:
    """Whether a text speaks of a picture or a recording."""
    return _PICTURE.search(text) is not None


def is_denial(text: str) -> bool:
    """Whether a sentence denies, declines to say, or finds nothing: it bears nothing out."""
    return _SILENT.search(text) is not None


def is_of_nobody(mention: str) -> bool:
    """Whether a document has no sender: an anonymous letter, a video that is passed around."""
    return _OF_NOBODY.search(mention) is not None
