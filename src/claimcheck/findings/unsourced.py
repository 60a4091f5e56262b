"""Unsourced: key claims that the article credits to nobody, here or further down.

Two things are told: a figure in the headline or the lead that no credited sentence can support; and a grave charge that
the article makes in its own voice, wherever it stands. What a court has settled is no charge any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.findings.events import concept
from claimcheck.findings.passages import Passage, Story
from claimcheck.findings.quantities import quantities
from claimcheck.report import Finding
from claimcheck.verdicts import Claim
from claimcheck.wording import NEGATIONS, content_words, words

MIN_SUPPORT = 0.25
"""A credited sentence that has this share of a key claim's concepts may support it."""

MIN_SHARED_WITH_CHARGE = 3
"""A credited sentence that has so many concepts of a charge, names aside, may support it."""

_RECORD = re.compile(
    r"\b(?:reports?|stud(?:y|ies)|surveys?|polls?|data|figures|statistics|records?|documents?|filings?|lawsuits?|complaint"
    r"|indictment|ruling|verdict|court|census|statement|announc\w+|letter|memo|emails?|analysis|according|officials?|police"
    r"|authorities|sources?|witness\w*|sa(?:id|ys?)|told|charged)\b",
    re.IGNORECASE,
)
_OPEN_TO_ALL = frozenset("open begin end close win play host hold celebrate mark meet visit arrive return".split())
_CHARGE = re.compile(
    r"\b(?:(?P<hid>(?:hid|hides|(?:has|have|had) hidden|conceals|concealed) (?:it|this|that|them|the|her|his|their|its) (?:[\w ]{1,30})?from"
    r"|(?:covered|covers|covering) (?:it |this )?up)|(?:has |have )?lied to|brib(?:ed|es)|(?:stole|steals|stolen) (?!the show)|embezzled|defrauded"
    r"|poisoned|poisons|tortured|raped|rigged|forged|falsified|sabotaged|laundered|blackmailed|spied on)\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:courts?|jur(?:y|ors?)|judges?|convict\w*|sentenc\w+|charg\w+|accus\w+|prosecut\w+|indict\w+|acquit\w+|trials?|tried|plead\w*"
    r"|pled|guilty|police|investigat\w+|inquiry|inquest|alleg\w+|den(?:y|ies|ied)|testi\w+|arrest\w+|jail\w*|prison|suspect\w*|scandal|case"
    r"|film|movie|novel|book|play|series|story|character|game|said|says|told|according|report\w*|claim\w*|fear\w*|whether|if"
    r"|who|whose)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:1\d{3}|20\d\d|centur\w+|years? ago|decades?|once|history)\b", re.IGNORECASE)


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


def unsourced_charges(story: Story) -> Iterator[Finding]:
    """Finds grave charges of the body in the article's own voice, with nobody credited who may have made them."""
    voices = [passage for passage in (*story.headline, *story.body) if passage.is_attributed or passage.is_quoted]
    for passage in story.body:
        charge = _charge(passage)
        if charge and not any(_may_support(voice, passage, charge) for voice in voices):
            yield Finding(
                kind="unsourced_key_claim",
                severity="high",
                message=f"The article makes this charge in its own voice (“{charge.group()}”) and credits nobody for it.",
                claim_ids=tuple(claim.id for claim in passage.claims),
                spans=(passage.span,),
            )


def _charge(passage: Passage) -> re.Match[str] | None:
    text = passage.sentence.text
    if not passage.claims or passage.is_attributed or passage.is_quoted or passage.hedges or text.endswith("?"):
        return None
    if _SETTLED.search(text) or _PAST.search(text) or not NEGATIONS.isdisjoint(word.key for word in words(text)):
        return None
    return _CHARGE.search(text)


def _may_support(voice: Passage, passage: Passage, charge: re.Match[str]) -> bool:
    """Whether a passage that credits somebody may be the ground of a charge: it has its verb, or most of its matter."""
    verbs = {concept(word.key) for word in words(charge.group()[:12])[:1]}
    if not verbs.isdisjoint(voice.concepts):
        return True
    return len(voice.concepts & passage.concepts) >= MIN_SHARED_WITH_CHARGE


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
