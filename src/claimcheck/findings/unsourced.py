"""Unsourced: grave charges that the article makes in its own voice and credits to nobody, here or further down.

A charge is an act that somebody would sue over, told of somebody: "hid it from", "bribed two inspectors". What a court
has settled is none any more, what happened long ago is none unless the story opens with it, and nobody charges anybody
with what is told in a film.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.findings.events import concepts
from claimcheck.findings.passages import Passage, Story
from claimcheck.report import Finding
from claimcheck.wording import NEGATIONS, is_fixed, words

MIN_SHARED = 3
"""A credited sentence that has so many concepts of a charge may support it."""

MIN_SHARED_BUT_FOR_NAMES = 2
"""And so may one that has so many besides names and figures."""

_OBJECT = (
    r"(?= (?:(?:at least|more than|some|nearly|about|up to) )?(?:the|a|an|his|her|its|their|our|this|that|these|those"
    r"|several|dozens|hundreds|thousands|millions|two|three|four|five|six|seven|eight|nine|ten|\d|[A-Z]|it\b|them\b))"
)
_CHARGE = re.compile(
    r"\b(?=[abcdefhlmprst]\w\w)"  # all that it may begin with; that is told sooner than what may not stand before it
    r"(?<!was )(?<!were )(?<!been )(?<!being )(?<!be )(?<!is )(?<!are )(?<!the )(?<!a )(?<!an )(?<!of )(?:"
    r"(?:hid|hides|has hidden|have hidden|had hidden|conceals|concealed) (?:[\w’']+ ){1,5}?from"
    r"|(?:covered|covers|have cover|has cover) up"
    r"|(?:lied to|bribed|bribes|embezzled|defrauded|poisoned|poisons|tortured|raped|rigged|forged|falsified|sabotaged"
    r"|laundered|blackmailed|swindled|looted|stole|pocketed|extorted|siphoned off|abused|molested|spied on|paid off)"
    rf"{_OBJECT}"
    r"|took (?:bribes|kickbacks|a bribe|a kickback))",
)
_NO_CHARGE = re.compile(
    r"\b(?:stole (?:the (?:show|scene|spotlight|limelight|headlines|lead|points?|victory|win|game|ball)"
    r"|a (?:march|win|point))"
    r"|hid (?:\w+ ){0,3}from (?:the )?(?:rain|sun|view|storm|cold|bombs?|shelling|soldiers|police))\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:courts?|jur(?:y|ors?)|judges?|convict\w*|sentenc\w+|charg\w+|accus\w+|prosecut\w+|indict\w+|acquit\w+|trials?"
    r"|tried|plead\w*|pled|guilty|police|investigat\w+|inquiry|inquest|alleg\w+|den(?:y|ies|ied)|testi\w+|arrest\w+|jail\w*"
    r"|prison|suspect\w*|scandal|case|film|movie|novel|book|play\w*|series|story|character|games?|plot|stars?"
    r"|said|says|told|according|report\w*|claim\w*|fear\w*|whether|if|who|whose)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:1\d{3}|20\d\d|centur\w+|years? ago|decades?|once|history)\b", re.IGNORECASE)
_RECORD = re.compile(
    r"\b(?:reports?|stud(?:y|ies)|surveys?|data|figures|statistics|records?|documents?|filings?|lawsuits?|complaint"
    r"|indictment|ruling|verdict|court|statement|letter|memo|emails?|analysis|according|sa(?:id|ys?)|told|witness\w*"
    r"|police|officials?)\b",
    re.IGNORECASE,
)


def unsourced_key_claims(story: Story) -> Iterator[Finding]:
    """Finds grave charges of the body in the article's own voice, with nobody credited who may have made them."""
    charges = [(passage, charge) for passage in story.body if (charge := _charge(passage, story))]
    voices = [passage for passage in (*story.headline, *story.body) if _leans_on_somebody(passage)] if charges else []
    for passage, charge in charges:
        if not any(_may_support(voice, passage, charge) for voice in voices if voice is not passage):
            yield Finding(
                kind="unsourced_key_claim",
                severity="high",
                message=f"The article charges somebody in its own voice (“{charge}”) and credits nobody for it.",
                claim_ids=tuple(claim.id for claim in passage.claims),
                spans=(passage.span,),
            )


def _charge(passage: Passage, story: Story) -> str | None:
    """The words of a charge that a passage makes in the article's own voice."""
    text = passage.sentence.text
    if not passage.claims or passage.is_attributed or passage.is_quoted or passage.hedges or text.endswith("?"):
        return None
    found = _CHARGE.search(text)
    if found is None:
        return None
    if _SETTLED.search(text) or not NEGATIONS.isdisjoint(word.key for word in words(text)) or _NO_CHARGE.search(text):
        return None
    if _PAST.search(text) and passage is not story.lead:
        return None
    return found.group()


def _leans_on_somebody(passage: Passage) -> bool:
    """Whether a passage credits, quotes, hedges, or names a record or a saying, in whatever construction."""
    text = passage.sentence.text
    return passage.is_attributed or passage.is_quoted or bool(passage.hedges) or _RECORD.search(text) is not None


def _may_support(voice: Passage, passage: Passage, charge: str) -> bool:
    """Whether another passage may be the ground of a charge: it has its verb, or much of its matter."""
    if concepts(charge) & voice.concepts:
        return True
    shared = {each for each in voice.concepts & passage.concepts if not is_fixed(each)}
    plain = shared & voice.plain & passage.plain
    return len(shared) >= MIN_SHARED or len(plain) >= MIN_SHARED_BUT_FOR_NAMES
