"""Boilerplate: lines that a news page carries beside its story: credits, calls to subscribe, notices.

Each rule reads one paragraph by itself and answers with the reason why it makes no claim. A rule matches the whole
paragraph and mostly asks for two cues at once: a line wrongly taken for story costs a question to the model, a line
of the story wrongly taken for furniture costs its claims. The cues are English.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from claimcheck.segment.bylines import is_byline
from claimcheck.segment.datelines import is_dateline, is_time_stamp

_LONGEST = 500
"""No line of this kind is longer, in characters."""

_STORY = r"(?:article|story|post|piece|coverage|reporting)"
_MACHINE = r"(?:AI|auto|automatically|computer|machine)[- ]?"
_NETWORK = r"(?:twitter|x|facebook|instagram|threads|bluesky|linkedin|signal)"
_TEAM = r"(?:us|me|him|her|them|(?:the |our )?(?:author|writer|reporter|newsroom|editors?|team)|(?-i:[A-Z])\w+)"
_OFFERS = (
    r"(?:newsletters?|inbox|briefing|app|alerts|notifications|podcasts?|coverage|journalism|headlines|updates|stories)"
)
_NOTICES: dict[str, tuple[str, ...]] = {
    "byline": (
        (
            r"(?:additional )?(?:reporting|writing|editing|compiled|edited) (?:and (?:writing"
            r"|editing) )?by (?-i:[A-Z]).{0,300}"
        ),
        r".{1,200}\bcontributed (?:\w+ )?to this (?:report|story|article|piece)\W*",
        r"(?:staff|wire|staff and wire) reports?",
    ),
    "voice disclaimer": (
        (
            rf"(?:this )?(?:voice|audio|narration|audio version|{_STORY}) (?:is|was|has been)"
            rf" (?:{_MACHINE}(?:generated|narrated)"
            r"|(?:narrated|read) by (?:AI|an? (?:AI|automated|computer) voice))"
            r"(?:\.? (?:inconsistencies|inaccuracies|errors?) (?:\w+ ){1,3}\w+)?\W*"
        ),
        r"listen to this (?:article|story)(?:\W.{0,60})?",
    ),
    "newsletter line": (
        (
            r"(?:sign up|subscribe|get|join|receive|never miss|don[’']t miss|want more|enjoying|like what you"
            r"|download|stay)\b"
            rf"(?=.{{0,200}}\b(?:our|us|my|your|free|daily|weekly)\b).{{0,200}}\b{_OFFERS}\b.{{0,200}}"
        ),
        r".{0,120}\bsign up (?:here|now|for (?:our|the))\b.{0,120}\b(?:newsletters?|inbox|briefing)\b.{0,60}",
        r"(?:subscribe(?: now| today)?|sign up(?: now| here)?|newsletter)\W*",
    ),
    "contact line": (
        (
            rf"(?:you can |please )?(?:get in touch with|reach|contact|e-?mail|follow|message|write to) {_TEAM}\b"
            rf"(?=.{{0,200}}(?:@|\bon {_NETWORK}\b)).{{1,300}}"
        ),
        r"(?:please )?send (?:your |us |any )?(?:news |story )?tips to .{1,200}",
        r".{0,80}\bcan be (?:reached|contacted|followed) (?:at|on|via|by)\b.{0,120}@.{1,60}",
        (
            r"(?:do you have|have you got|got|have) (?:a|any) (?:news |story )?(?:tips?|story|stories"
            r"|information|questions?)\b"
            r".{0,250}(?:\b(?:us|our|me)\b|@|\d{3}[-. ]\d{4}).{0,200}"
        ),
        r"(?:do you have|have|got) an? (?:news |story |confidential )?tip\?",
        (
            r"(?:have|has|are|were|did|do) (?:you|your)\b[^.?!]{1,150}\?.{0,80}"
            r"\b(?:e-?mail|contact|write|call|get in touch)\b.{0,80}(?:@|\bus\b).{0,60}"
        ),
        r"(?:(?:news |story )?tips|know (?:something|more))\?.{1,80}(?:\bus\b|@).{0,100}",
        r"(?:please )?(?:e-?mail|write to|write|contact)(?: us)?(?: at)? [\w.+-]{1,64}@[\w.-]{3,60}\W*",
        (
            r"(?:(?:e-?mail|twitter|x|phone|tel|contact)\W{0,3})?(?:[\w.+-]{1,64}@[\w.-]+\.\w+"
            r"|@\w{2,30})\W*(?:@\w{2,30}\W*)?"
        ),
    ),
    "copyright line": (
        r"(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4})).{0,300}",
        r".{0,160}\ball rights reserved\b.{0,200}",
        r".{0,80}may not be published, broadcast.{0,200}",
    ),
    "advertisement": (
        (
            r"(?:advertisements?|advertising|ad|sponsored(?: content)?|paid (?:post|content)"
            r"|promoted(?: content)?)\W*"
        ),
        r"(?:story|article|content|post) (?:continues|resumes) (?:below|after)\b.{0,60}",
        r"scroll (?:down )?(?:to|for) \w+\W*",
        r"skip (?:ad|advertisement|past newsletter promotion)\W*",
    ),
    "developing story": (
        r"(?:this is a )?(?:developing|breaking)(?: news)? story\b.{0,160}",
        r"this story is (?:still )?developing\b.{0,120}",
        (
            r"(?:please )?check back (?:here |later |soon )?for (?:more |further )?(?:updates|details"
            r"|information)\W*"
        ),
        r"more to (?:come|follow)\W*",
    ),
    "disclosure": (
        r"(?:full )?(?:disclosures?|disclaimer): .{1,450}",
        (
            rf"this {_STORY}\b.{{0,60}}\b(?:was|is|were) (?:\w+ ){{0,2}}(?:produced (?:by|with|in|as|through)"
            rf"|supported by"
            r"|made possible by|funded by|brought to you by|republished|reprinted|originally (?:published|appeared)"
            r"|first (?:published|appeared)|published (?:in partnership|under)).{0,400}"
        ),
        rf"this (?:{_STORY}|page) (?:may )?contains? affiliate links.{{0,200}}",
        r".{0,60}\bwe may (?:earn|receive) (?:a|an affiliate) commission\b.{0,200}",
    ),
    "link to another article": (
        (
            r"(?:read (?:more|also|next|on)|also read|related(?: (?:articles?|stor(?:y|ies)|coverage|content"
            r"|links?))?"
            r"|see also|also see|more (?:on this|stories|coverage|from [\w ]{1,40})|recommended|watch|listen|opinion"
            r"|editorial|don[’']t miss|up next|you may also like|in case you missed it) ?[:|>»→].{1,250}"
        ),
        r"(?:read|view|show|see|load|learn) more\W*",
        (
            r"(?:read (?:also|next|on|the full story(?: here)?)|continue reading|keep reading"
            r"|click here(?: to \w+ more)?)\W*"
        ),
        (
            r"(?:(?:view|show|leave|post|add) (?:a )?comments?|comments|print|back to top"
            r"|share(?: this(?: article| story)?)?)\W*"
        ),
    ),
}
_LEAD_IN = r"[^\w\"'“‘«@©]*"
"""Signs that may stand before a notice. Quotation marks may not: what is quoted is somebody's words."""

_NOTICE = {
    reason: re.compile(f"{_LEAD_IN}(?:{'|'.join(forms)})", re.IGNORECASE | re.DOTALL)
    for reason, forms in _NOTICES.items()
}

_LINK_LIST = re.compile(
    r"\W*(?:related(?: (?:articles?|stories|coverage|content|links?))?|more stories(?: like this)?"
    r"|more from [\w ]{1,40}|more on this(?: story| topic)?|recommended(?: (?:stories|for you|reading))?"
    r"|most (?:read|popular|viewed)|trending(?: now)?|top stories|you may also like|read (?:more|next|also)|see also"
    r"|latest (?:news|stories)|up next)\W*",
    re.IGNORECASE,
)

_MARKDOWN_PICTURE = re.compile(r"!\[[^\].!?]{0,120}\]\([^)]{1,300}\)(?:\{[^}]{0,100}\})?")
_MARKDOWN_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\([^()]*\)")


def reason_for(words: str) -> str | None:
    """Why a paragraph that is no part of the story makes no claim; None where it may be part of the story."""
    if not any(map(str.isalnum, words)):
        return "ornament"
    if len(words) > _LONGEST:
        return None
    if "](" in words:
        if _MARKDOWN_PICTURE.fullmatch(words):
            return "picture"
        words = _MARKDOWN_LINK.sub(r"\1", words)
    return next((reason for reason, is_such in _FURNITURE if is_such(words)), None)


def heads_link_list(words: str) -> bool:
    """Whether a line announces links to other articles, one a line."""
    return len(words) <= 80 and _LINK_LIST.fullmatch(words) is not None


_FURNITURE: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("byline", is_byline),
    ("time stamp", is_time_stamp),
    ("dateline", is_dateline),
    *((reason, notice.fullmatch) for reason, notice in _NOTICE.items()),
)
"""What is asked of a paragraph in turn, and what it is where the answer is yes."""
