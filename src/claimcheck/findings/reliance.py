"""Reliance: whose word a story's main point rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.findings.origins import Origin, origin_of
from claimcheck.findings.passages import Passage, Story
from claimcheck.findings.quantities import quantities
from claimcheck.report import Finding
from claimcheck.spans import Span
from claimcheck.verdicts import Claim, Hop
from claimcheck.wording import content_words

MIN_CLAIMS_OF_ONE_ORIGIN = 3
"""So many claims of the body, the main one among them, make a story that rests on one origin."""

MIN_SHARE_OF_ONE_ORIGIN = 0.6
"""And so large a share of all claims of the body."""

MIN_SUPPORT = 0.25
"""A credited sentence that has this share of a key claim's concepts may support it."""

_RELAYING = re.compile(r"report|according|citing|cited|wrote|writes|say|said|publish", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:this newspaper|this news organi[sz]ation|independently|confirmed|verified|reviewed|seen by)\b", re.IGNORECASE
)
_RECORD = re.compile(
    r"\b(?:reports?|stud(?:y|ies)|surveys?|polls?|data|figures|statistics|records?|documents?|filings?|lawsuits?|complaint"
    r"|indictment|ruling|verdict|court|census|statement|announc\w+|letter|memo|emails?|analysis|according|officials?|police"
    r"|authorities|sources?|witness\w*|sa(?:id|ys?)|told)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:said|says|told|according|announced|confirmed|documents?|filings?|court|statement)\b", re.IGNORECASE
)
_OPEN_TO_ALL = frozenset("open begin end close win play host hold celebrate mark meet visit arrive return".split())


def single_origin(story: Story) -> Iterator[Finding]:
    """Finds a story whose main claim and most others rest on one origin, with no other source anywhere."""
    lead = story.lead
    if any(_may_have_another_source(passage) for passage in story.body):
        return
    credited = [claim for passage in (*story.headline, *story.body) for claim in passage.claims if _chain(claim)]
    credited = list({claim.id: claim for claim in credited}.values())
    total = len({claim.id for passage in story.body for claim in passage.claims})
    if lead is None or len(credited) < max(MIN_CLAIMS_OF_ONE_ORIGIN, MIN_SHARE_OF_ONE_ORIGIN * total):
        return
    origin = _the_one(credited)
    main = [claim for claim in lead.claims if _chain(claim)]
    if origin is None or not main:
        return
    mention = next((hop.source.mention for claim in credited for hop in _chain(claim)[-1:] if hop.source.mention), None)
    if mention:
        yield Finding(
            kind="single_origin",
            severity="medium",
            message=f"The main claim and {len(credited) - 1} more rest on “{mention.quote}”; nobody else is credited.",
            claim_ids=tuple(claim.id for claim in credited),
            spans=_mentions(credited),
        )


def leaning_outlets(story: Story) -> Iterator[Finding]:
    """Finds several outlets that all have it from one outlet, channel or document: they are one witness."""
    leaning: dict[frozenset[str], dict[frozenset[str], Claim]] = {}
    for claim in (claim for passage in story.body for claim in passage.claims):
        origin, chain = origin_of(claim), _chain(claim)
        if (
            origin
            and len(chain) > 1
            and chain[0].source.is_outlet
            and origin.kind in ("named_organization", "document")
        ):
            leaning.setdefault(origin.name, {}).setdefault(origin.through[0], claim)
    for by_outlet in leaning.values():
        claims = list(by_outlet.values())
        mentions = [hop.source.mention for claim in claims for hop in _chain(claim)[:1] if hop.source.mention]
        name = _chain(claims[0])[-1].source
        if len(mentions) > 1:
            yield Finding(
                kind="single_origin",
                severity="medium",
                message=f"{len(mentions)} outlets are cited, and all have it from {name.name or 'one document'}.",
                claim_ids=tuple(claim.id for claim in claims),
                spans=tuple(sorted(mentions, key=lambda span: span.start)),
            )


def relayed_only(story: Story) -> Iterator[Finding]:
    """Finds a main claim that the article has from another outlet and from nowhere else."""
    lead = story.lead
    if lead is None or not lead.claims or not all(_is_relayed(claim, story) for claim in lead.claims):
        return
    others = (passage for passage in story.body if passage is not lead and lead.covered_by(passage) >= MIN_SUPPORT)
    if _OWN.search(lead.sentence.text) or any(_is_backed(passage, story) for passage in others):
        return
    mention = next(hop.source.mention for hop in _chain(lead.claims[0]) if hop.source.mention)
    yield Finding(
        kind="relayed_only",
        severity="medium",
        message=f"The main claim comes only through another outlet, “{mention.quote}”.",
        claim_ids=tuple(claim.id for claim in lead.claims),
        spans=(lead.span,),
    )


def unsourced_key_claims(story: Story) -> Iterator[Finding]:
    """Finds highly check-worthy claims of the headline and the lead that no credited sentence can support."""
    credited = [passage for passage in (*story.headline, *story.body) if _leans_on_somebody(passage)]
    lead = [story.lead] if story.lead else []
    if any(_leans_on_somebody(passage) for passage in lead):
        return
    for passage in (*story.headline, *lead):
        claims = [claim for claim in passage.claims if _is_key(claim)]
        if claims and not _is_supported(passage, credited):
            yield Finding(
                kind="unsourced_key_claim",
                severity="medium",
                message="The article credits nobody for this claim, here or further down.",
                claim_ids=tuple(claim.id for claim in claims),
                spans=tuple(anchor for claim in claims for anchor in claim.anchors) or (passage.span,),
            )
            return


def _is_key(claim: Claim) -> bool:
    """Whether a claim is worth checking, tells a figure, and is none that a reporter can see for himself."""
    if not quantities(claim.text):
        return False
    if claim.verifiability is None or claim.verifiability.check_worthiness != "high":
        return False
    is_told = claim.kind in ("quantity", "causal", "comparison", "state", "event")
    return is_told and claim.verifiability.status == "checkable" and not _OPEN_TO_ALL & set(content_words(claim.text))


def _leans_on_somebody(passage: Passage) -> bool:
    """Whether a passage credits, quotes, hedges, or names a record or a saying, in whatever construction."""
    text = passage.sentence.text
    return passage.is_attributed or passage.is_quoted or bool(passage.hedges) or _RECORD.search(text) is not None


def _is_supported(passage: Passage, credited: Sequence[Passage]) -> bool:
    return any(passage.covered_by(other) >= MIN_SUPPORT or _shares_two(passage, other) for other in credited)


def _shares_two(a: Passage, b: Passage) -> bool:
    return len(a.concepts & b.concepts) >= 2


def _the_one(claims: Sequence[Claim]) -> Origin | None:
    """The origin that all these claims have; None where they have several, or where that cannot be told."""
    first = origin_of(claims[0])
    for claim in claims:
        origin = origin_of(claim)
        if first is None or origin is None or not first.is_same(origin):
            return None
    return first


def _may_have_another_source(passage: Passage) -> bool:
    """Whether a passage credits nobody and yet has a word of saying or the name of a record in it."""
    return not passage.is_attributed and _SAYING.search(passage.sentence.text) is not None


def _mentions(claims: Sequence[Claim]) -> tuple[Span, ...]:
    found = {
        hop.source.mention.start: hop.source.mention for c in claims for hop in _chain(c)[-1:] if hop.source.mention
    }
    return tuple(found[start] for start in sorted(found))


def _chain(claim: Claim) -> tuple[Hop, ...]:
    return claim.sourcing.chain if claim.sourcing else ()


def _is_relayed(claim: Claim, story: Story) -> bool:
    """Whether a claim comes from another outlet that reported it; "told" makes the outlet a listener only."""
    chain = _chain(claim)
    if not chain or not chain[0].source.is_outlet or chain[0].source.mention is None or chain[0].cue is None:
        return False
    name = chain[0].source.name or chain[0].source.mention.quote
    return name not in story.own_words and _RELAYING.search(chain[0].cue.quote) is not None


def _is_backed(passage: Passage, story: Story) -> bool:
    """Whether a passage of the lead's matter has anything that did not come through another outlet."""
    if _OWN.search(passage.sentence.text):
        return True
    return any(_chain(claim) and not _is_relayed(claim, story) for claim in passage.claims)
