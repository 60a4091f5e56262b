"""Captions of photographs: how they open, and the credit that closes them. The cues are English.

A credit is a sentence of its own: "Jane Doe/AFP", "(Courier photo by Jane Doe)", "Still from video/Example County".
"""

from __future__ import annotations

import re

_LONGEST = 1_500
"""No caption is longer, in characters."""

_OUTLET = (
    r"(?:News|Press|Times|Post|Tribune|Herald|Courier|Gazette|Journal|Chronicle|Observer|Globe|Telegraph|Star|Record"
    r"|Register|Review|Bulletin|Ledger|Argus|Echo|Express|Mail|Images|Pictures|Photos?|Group|Agency)"
)
_AGENCIES = (
    r"(?:AFP|AP|EPA(?:-EFE)?|EFE|PA(?: Wire| Media)?|ANSA|DPA|TASS|UPI|Reuters|REUTERS|Getty(?: Images)?|Shutterstock"
    r"|Bloomberg|Xinhua|Sputnik|Anadolu(?: Agency)?|NurPhoto|SOPA Images|ZUMA(?: Press)?|Alamy|Pool|Redux|WireImage"
    r"|iStock|Associated Press|Handout|HANDOUT"
    rf"|(?:[A-Z][\w.&’' -]{{0,40}} )?{_OUTLET})"
)
_NAME_WORD = r"[A-Z][\w.’'-]*"
_PERSON = rf"{_NAME_WORD}(?: (?:de|van|von|al|bin|el|{_NAME_WORD})){{0,4}}"
_FULL_NAME = rf"{_NAME_WORD}(?: (?:de|van|von|al|bin|el|{_NAME_WORD})){{1,4}}"
_PICTURE = (
    r"(?:Photos?|Images?|Pictures?|Pic|Photographs?|Illustration|Graphic|Video|Audio"
    r"|PHOTOS?|IMAGES?|PICTURES?|PHOTOGRAPHS?|ILLUSTRATION|GRAPHIC)"
)
_FROM = r"(?:by|BY|via|courtesy of|COURTESY OF|courtesy|COURTESY)"
_SUPPLIED = (
    r"(?i:handout|supplied|(?:video )?still from (?:an? |the )?video|video still|frame ?grab"
    r"|screen ?(?:shot|grab|capture)(?: from (?:an? |the )?video)?"
    r"|(?:file|staff|courtesy|contributed|submitted|handout|supplied) (?:photo|image|picture))"
)
_CREDIT_WITH_SLASH = "|".join(
    (
        # Jane Doe/AFP/Getty Images
        rf"{_PERSON}(?: ?/ ?{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}){{0,2}} ?/ ?{_AGENCIES}(?: via {_AGENCIES})?",
        # AP Photo/Jane Doe
        rf"(?:AP|AFP|EPA|REUTERS|Reuters|Getty)(?: Photo| Images)? ?/ ?{_PERSON}(?: ?/ ?{_PERSON})?",
        # (Jane Doe/Example)
        rf"[(\[]{_FULL_NAME} ?/ ?{_NAME_WORD}[)\]]",
        # Example County handout, Still from video/Example County, Handout via Reuters
        rf"(?:{_PERSON}[ /])?{_SUPPLIED}(?:(?: ?[/:] ?| (?i:by|via|from|courtesy of) )[A-Z][^.!?;()]{{1,60}})?",
        # Example photo by Jane Doe
        rf"(?:{_NAME_WORD} ){{1,3}}(?i:photos?|images?|pictures?) by [A-Z][^.!?:;]{{1,70}}",
        r"(?:Courtesy|COURTESY)(?: of| OF)? [A-Z][^.!?:;]{1,70}",
    )
)
_CREDIT_WITH_CUE = "|".join(
    (
        # (Photo by Jane Doe), (AP Photo/Jane Doe)
        (
            r"[(\[][^()\[\]]{0,30}(?:Photos?|Images?|Pictures?|Photograph|Credit|Courtesy|PHOTO|CREDIT)\b"
            r"[^()\[\]]{1,90}[)\]]"
        ),
        # (Example photo by Jane Doe), (photo: Jane Doe), (supplied: Example County), (still from video)
        (
            rf"[(\[](?:{_PERSON} )?(?:(?i:photos?|images?|pictures?)(?: {_FROM} |: ?| ?/ ?)[A-Z@][^()\[\]]{{1,80}}"
            rf"|{_SUPPLIED}(?:[:/]? ?[A-Z@][^()\[\]]{{1,60}})?)[)\]]"
        ),
        # (Jane Doe/Example News Group)
        rf"[(\[]{_PERSON}(?: ?/ ?{_PERSON})? ?/ ?(?:{_AGENCIES}|{_PERSON} {_NAME_WORD})(?: via {_AGENCIES})?[)\]]",
        # (Jane Doe/Example), where no sentence goes on
        rf"[(\[]{_FULL_NAME} ?/ ?{_NAME_WORD}[)\]](?=$)",
        # Image: Jane Doe.
        rf"(?:(?:AP |File |Stock )?{_PICTURE}(?: credit)?|Credits?|CREDITS?) ?[:;] ?[A-Z@©][^.!?:;]{{1,80}}",
        # Photo by Jane Doe
        rf"{_PICTURE} {_FROM} [A-Z][^.!?:;]{{1,70}}",
        r"©[^.!?]{1,60}",
    )
)
_CREDIT = re.compile(rf"(?:{_CREDIT_WITH_SLASH}|{_CREDIT_WITH_CUE})\.?[\"”)]?$")
_CREDIT_IN_SENTENCE = re.compile(rf"(?:{_CREDIT_WITH_CUE})\.?[\"”)]?$")
"""Credits that are known for credits even where no full stop stands before them."""

_CREDIT_CUES = tuple(
    "/ © photo image pic illustrat graphic video audio credit courtesy handout supplied screen frame".split()
)
"""Every credit has one of these in it; they are sought first, because that takes next to no time."""

_SENTENCE_WORD = re.compile(r"(?<![\w@./-])[a-z]{2,}")
_CREDIT_WORDS = frozenset("by for via of the and courtesy from photo photos image images with de van von al".split())
_MOST_SENTENCE_WORDS = 2
"""A credit names people and outlets: with more words that a sentence is made of, it is a caption."""

_WORD_START = re.compile(r"\S(?<!\S\S)")
_CREDIT_REACH = 130
"""A credit begins within so many characters of its paragraph's end."""

_LABEL = r"(?:Caption|CAPTION|Photo caption|Image caption|Media caption): ?"
_CAPTION_LABEL = re.compile(_LABEL)
_CAPTION_OPENING = re.compile(
    r"Pictured(?: (?:above|here|left|right))?[,:] |(?:Above|Below|Left|Right|Top|Bottom|Center|Centre|From left): "
    r"|(?:FILE|File)(?: (?:PHOTO|photo|image|picture))?(?: ?[-–—:]| of\b| shows\b| taken\b)"
    r"|(?:Photo|PHOTO|Image|IMAGE|Picture|PICTURE)S?s?: (?=[A-Z“\"])"
    rf"|{_LABEL}"
    r"|(?:In )?[Tt]his (?:\w+ ){0,4}(?:photo|photograph|image|picture|frame grab|screenshot|screen grab)"
    r"(?: ?,| (?:provided|released|taken|made available|shows|from)\b)"
)


def is_caption(words: str) -> bool:
    """Whether a paragraph starts as only the caption of a photograph does."""
    return _CAPTION_OPENING.match(words) is not None


def label_end(words: str) -> int:
    """Where the label ends with which a caption begins, as in "Caption: ..."; 0 where there is none."""
    label = _CAPTION_LABEL.match(words)
    return label.end() if label else 0


def credit_start(words: str) -> int | None:
    """Where the photo credit begins that closes a paragraph; None where there is none."""
    reach = max(0, len(words) - _CREDIT_REACH)
    tail = words[reach:].lower()
    if len(words) > _LONGEST or not any(cue in tail for cue in _CREDIT_CUES):
        return None
    for word in _WORD_START.finditer(words, reach):
        at = word.start()
        credit = _CREDIT if _is_stopped(words[:at].rstrip()) else _CREDIT_IN_SENTENCE
        if credit.match(words, at) and not _reads_as_sentence(words[at:]):
            return at
    return None


def _is_stopped(before: str) -> bool:
    """Whether a new sentence may begin behind these words, or at the head of a paragraph."""
    return not before or before.rstrip("\"'”’)").endswith((".", "!", "?", "…"))


def _reads_as_sentence(words: str) -> bool:
    return sum(word not in _CREDIT_WORDS for word in _SENTENCE_WORD.findall(words)) > _MOST_SENTENCE_WORDS
