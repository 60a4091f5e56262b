"""Lines that a news page carries beside its story: bylines, credits, calls to subscribe, notices.

Each rule reads one paragraph by itself and answers with the reason why it makes no claim. A rule matches the whole
paragraph and mostly asks for two cues at once: a line wrongly taken for story costs a question to the model, a line
of the story wrongly taken for furniture costs its claims. The cues are English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_LONGEST = 500
"""No line of this kind is longer, in characters."""

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?"
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_TIME_WORD = re.compile(
    rf"(?:{_MONTH}|{_DAY}|\d{{1,4}}(?:st|nd|rd|th)?|\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?|\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}"
    r"|(?:\d{1,2}(?:[:.]\d\d)?)?[ap]\.?m|[ecmpgb][sd]?t|utc|gmt|cest|cet|ist|eastern|pacific|noon|midnight|today|yesterday"
    r"|published|updated|posted|modified|created|last|first|date|on|at|ago|hours?|hrs?|minutes?|mins?|days?|weeks?|read"
    r"|reading|time|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:\d{1,2}[:：]\d\d)?|[-/])?"
)
_TIME_PARTS = re.compile(r"[\s,|·•–—]+")
_MOST_TIME_PARTS = 25
_TIME_CUE = re.compile(
    rf"\b(?:{_MONTH}|{_DAY}|ago|published|updated|posted|read)\b|\d[:.]\d\d|\d[/.-]\d{{1,2}}[/.-]\d|\d年", re.IGNORECASE
)

_BY = re.compile(
    r"\W{0,3}(?:(?:(?i:exclusive):? )?By|BY|(?i:exclusive) by"
    r"|(?:Written|Reported|Posted|Story|Words|Text|Analysis|Opinion) by"
    r"|(?:Words|Text|Story|Author|Authors|Reporter|Reporting|Report|Writer)(?: and (?:photos|pictures|photography))?:) "
)
_PICTURES_BY = re.compile(
    r"(?:with )?(?:photographs?|photos?|pictures?|video|graphics|illustrations?) by ", re.IGNORECASE
)
_CLOCK_STOP = re.compile(r"\b[ap]\.m\.$")
_BYLINE_LINK = frozenset({"and", "with", "for", "of", "the", "in", "at", "de", "van", "von", "al", "bin", "el", "la"})
_ROLE = re.compile(
    r"\b(?:writer|reporter|correspondent|columnist|contributor|staff|editor|journalist|bureau chief|producer"
    r"|photographer|associated press|news service|newsroom|news desk)s?\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[A-Z][A-Z .’'-]+(?:, [A-Z][\w. ]{1,30}){0,2}(?: \([A-Z][\w /]{1,30}\))? ?(?:[-–—―]+|(?<=\)))")

_PLACE_IN_CAPITALS = r"[A-Z][A-Z.’'-]*[A-Z.](?: [A-Z][A-Z.’'-]*){0,4}"
_PLACE = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}"
_DATE = rf"(?:(?:{_MONTH})\.? \d{{1,2}}|\d{{1,2}} (?:{_MONTH})\.?)(?:,? \d{{4}})?"
_AGENCY = r" ?\([A-Z][\w /.&-]{1,30}\)"
_LEAD = re.compile(
    rf"(?:{_PLACE_IN_CAPITALS}(?:, [A-Z\d][\w. ]{{1,30}}){{0,3}}(?:{_AGENCY})?"
    rf"|{_PLACE}(?:, {_PLACE})?(?:(?:, (?i:{_DATE}))(?:{_AGENCY})?|{_AGENCY}))"
    r"(?:,? ?(?P<dash>[–—―]+) ?| --? )(?=[^\sa-z])"
)
"""What stands before the first words of an agency's story: the place, and perhaps the day and the agency."""

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


def is_name_and_outlet(words: str) -> bool:
    """Whether a line may be a byline such as "Jane Doe | Daily Example". So are rows of a table; its place decides."""
    name, _, outlet = (part.strip() for part in words.partition("|"))
    return (
        2 <= len(name.split()) <= 4 and 1 <= len(outlet.split()) <= 6 and _are_names([*name.split(), *outlet.split()])
    )


def heads_link_list(words: str) -> bool:
    """Whether a line announces links to other articles, one a line."""
    return len(words) <= 80 and _LINK_LIST.fullmatch(words) is not None


def may_be_byline(words: str) -> bool:
    """Whether a line may name the reporter without "By": its place above the story has to decide.

    So do "Jane Doe | 12 May 2026", "Daily Example | 3 min read", "Jane Doe in Exampleton", "Jane Doe and Tom Doe".
    """
    if len(words) > 120 or words.endswith((".", "!", "?", ":")):
        return False
    first, *others = _parts_of(words)
    if len(first.split()) < 2 or not _are_names(first.split()):
        return False
    return _NAMES_AND_PLACE.fullmatch(words) is not None or (
        bool(others)
        and any(_is_time_stamp(part) or is_role(part) for part in others)
        and all(map(_is_part_of_byline, others))
    )


def is_role(words: str) -> bool:
    """Whether a line may say what the person named above it is: "Energy correspondent, Daily Example"."""
    role = _ROLE.search(words)
    is_short = len(words.split()) <= 8 and not words.endswith((".", "!", "?", ":"))
    return role is not None and is_short and re.match(r"$|,| (?:at|for|in|of)\b", words[role.end() :]) is not None


def dateline_end(words: str) -> int:
    """Where a sentence begins behind its dateline, "HALDEN, Norway (AP) — "; 0 where it has none.

    Two dashes set off an aside, and no dateline: "NATO — the alliance — agreed".
    """
    found = _LEAD.match(words[:120])
    if found is None:
        return 0
    rest = words[found.end() :]
    mark = found["dash"]
    has_aside = mark is not None and rest.count(mark) % 2 == 1
    return 0 if has_aside else found.end()


def opens_with_dateline(words: str) -> bool:
    """Whether a paragraph starts like an agency's story: "KYIV, Ukraine (AP) — "."""
    return _DATELINE.match(words[:80]) is not None


def _is_time_stamp(words: str) -> bool:
    parts = _TIME_PARTS.split(words.casefold(), maxsplit=_MOST_TIME_PARTS)
    is_made_of_time = len(parts) <= _MOST_TIME_PARTS and all(
        _TIME_WORD.fullmatch(part.strip(".,:;()")) for part in parts
    )
    return is_made_of_time and any(sign.isdigit() for sign in words) and _TIME_CUE.search(words) is not None


def _is_byline(words: str) -> bool:
    if len(words) > 200:
        return False
    opening = _BY.match(words)
    if opening is None:
        return _is_name_with_role(words) and _are_names(re.split(r"[\s|,•·/–—-]+", words))
    signed = words[opening.end() :]
    if _are_names(re.split(r"[\s|,•·/–—-]+", signed)):
        return True
    first, *others = _parts_of(signed)
    is_line = not words.endswith((".", "!", "?")) or _CLOCK_STOP.search(words)
    return bool(is_line) and _are_names(first.split()) and all(map(_is_part_of_byline, others))


def _parts_of(line: str) -> list[str]:
    """What bars, commas and dashes part on a line."""
    return [part.strip() for part in re.split(r"[|,•·;]|\s[–—-]+\s", line) if part.strip()] or [""]


def _is_part_of_byline(part: str) -> bool:
    """Whether a part of a line is a name, an office in the newsroom, or a time."""
    is_time = all(_TIME_WORD.fullmatch(word.strip(".:()")) for word in part.casefold().split())
    return is_time or _are_names(_PICTURES_BY.sub("", part).split()) or is_role(part)


_FULL_NAME = r"[A-Z][\w.’'-]+(?: (?:de|van|von|al|bin|el|[A-Z][\w.’'-]*)){1,3}"
_REPORTER = rf"{_FULL_NAME}(?: in {_PLACE})?"
_NAMES_AND_PLACE = re.compile(rf"(?=.{{0,100}} (?:in|and) ){_REPORTER}(?:(?:, | and |, and ){_REPORTER}){{0,3}}")
"""Two or more full names, or one with where its bearer reports from."""


def _are_names(parts: list[str]) -> bool:
    """Whether all words are written as names are; addresses may stand among them."""
    words = [part for part in parts if any(sign.isalpha() for sign in part)]
    return bool(words) and all(_is_written_as_name(word) or word in _BYLINE_LINK or "@" in word for word in words)


def _is_written_as_name(word: str) -> bool:
    """Whether a word has a capital letter in front, or is of a script that has none."""
    return unicodedata.category(word[0]) in ("Lu", "Lt", "Lo")


def _is_name_with_role(words: str) -> bool:
    """Whether a line is one such as "Jane Doe, Staff Writer"."""
    name, _, role = words.partition(",")
    return not words.endswith(".") and 2 <= len(name.split()) <= 4 and _ROLE.search(role) is not None


_FURNITURE: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("byline", _is_byline),
    ("time stamp", _is_time_stamp),
    ("dateline", _DATELINE.fullmatch),
    *((reason, notice.fullmatch) for reason, notice in _NOTICE.items()),
)
"""What is asked of a paragraph in turn, and what it is where the answer is yes."""
