"""Sentences with exact offsets, and the region of the article in which each lies.

The split itself is sentencex's. It is given one paragraph at a time, with quotation marks and brackets blanked out
(it would not split inside them) and addresses masked, and what it finds is repaired where news prose needs it.
The repairs know English; other languages get sentencex's own rules for theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import sentencex  # type: ignore[import-untyped]

from claimcheck.article import Article
from claimcheck.segment.captions import credit_start, label_end
from claimcheck.segment.datelines import dateline_end
from claimcheck.segment.paragraphs import Paragraph, paragraphs_of
from claimcheck.segment.quotations import CLOSING_MARKS, DOUBLE_MARKS, Quotation, quotations_of
from claimcheck.segment.regions import Block, Region, regions_of

__all__ = ["Region", "Sentence", "segment"]

_WINDOW = 4_000
"""Characters given to sentencex at once: some of its rules look back over all that came before."""

_WHITE = [*"\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", *map(chr, range(0x2000, 0x200B))]
_BLANKED = str.maketrans(dict.fromkeys([*DOUBLE_MARKS, *"‘`()[]{}<>（）【】《》", *_WHITE], " "))
_SINGLE_MARK = re.compile(r"['’](?:(?!\w)|(?<!\w['’]))")
_LONGEST_LABEL = 20
_NOT_WHITE = re.compile(r"\S")
_WORD = re.compile(r"[^\W_]")
_ADDRESS = re.compile(
    r"(?<![\w.+-])(?:(?:https?://|www\.)[^\s\"”»<>]+|[\w.+-]{1,64}+@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE
)
_QUOTATION_MARKS = DOUBLE_MARKS | frozenset("'’")
_CLOSING_WHEREVER = CLOSING_MARKS | frozenset(")]}）】》")
_CLOSING = _CLOSING_WHEREVER | frozenset("\"'’*")
"""Signs that close something; the quotation marks that also open only where no white space stands before them."""

_WORD_STOP = re.compile(
    r"\.(?=\s+[A-Z])(?:(?<=(?<![\w.-])(?:no|me|id|in|st)\.)"
    r"|(?<=(?<![\w.-])(?:art|ill|ore|may|sat|sun|fig|pen|pop|etc)\.)|(?<=(?<![\w.-])(?:miss|mass|wash)\.))"
)
"""Words that sentencex takes for abbreviations ("Ill.", "Me.", "No.") though in small letters they end a sentence."""

_ABBREVIATIONS = (
    (  # Ms. Doe
        re.compile(
            r"(?<!\w)(?:M[sxr]|Mrs|Dr|Gens?|Sens?|Reps?|Govs?|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Spc|Pvt|Pfc|Rev|Fr|Msgr"
            r"|Prof|Hon|Supt|Det|Insp|Atty|Dist|Drs|Profs|Messrs|Mmes|Mme|Mlle|St|Ste|Mt|Ft|vs?)\.$"
        ),
        re.compile(r"\w"),
    ),
    (  # No. 2
        re.compile(r"(?<!\w)(?:[Nn]os?|[Cc]h|[Aa]rt|[Vv]ol|[Pp]p?|[Ss]ec|[Ff]ig|Prop|approx|est|ca)\.$"),
        re.compile(r"\d"),
    ),
    (  # at 5 p.m. Sunday
        re.compile(r"\d ?[ap]\.? ?m\.$", re.IGNORECASE),
        re.compile(
            r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day|\.)"
            r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d"
            r"|(?:[ECMPGB][SD]?T|UTC|CES?T|Eastern|Central|Mountain|Pacific|Greenwich|Local)\b"
        ),
    ),
    (  # Mass. Gov. Jane Doe
        re.compile(
            r"(?<!\w)(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev"
            r"|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)\.$"
        ),
        re.compile(r"(?:Gov|Sen|Rep|Lt|Atty|Sens|Reps)\. [A-Z]"),
    ),
)
"""What ends in a full stop without ending a sentence, and what must follow for that."""

_ENUMERATOR = re.compile(r"\W*(?:\d{1,3}|[A-Za-z])[.)]\W*$")
_NAME = r"(?:[A-Z][\w.'’-]*|de|van|von|al|bin|[Tt]he)"
_SPEECH = (
    r"(?:said|says|asked|asks|told|tells|added|adds|wrote|writes|replied|shouted|cried|yelled|wondered|answered|exclaimed"
    r"|tweeted|posted|joked|demanded|continued|concluded|recalled|screamed|quipped|remarked|inquired|responded|explained)"
)
_ATTRIBUTION = re.compile(
    rf"(?:I|(?:{_NAME} ){{0,5}}{_NAME})(?:, [^,.!?\"“”]{{1,80}},)? {_SPEECH}"
    r"(?=[.,;:]|$| [a-z]+ly\b| (?:in|at|on|of|to|during|after|before|as|when|while|from|with)\b"
    r"| (?:me|us|him|her|them|reporters)\b)"
)


class Sentence(NamedTuple):
    """A sentence of an article, or a line that stands for one.

    Attributes:
        id: "s1", "s2", ... in reading order.
        start: offset of its first character, in code points.
        end: offset behind its last character. There is no white space at either end.
        text: `article.text[start:end]`.
        region: the part of the article that it stands in.
        paragraph: number of its paragraph, from 0.
        quoted: whether all its words lie inside one quotation, opened in it or before it.
        reason: why it makes no claim, where it stands outside headline and body and makes none; otherwise None.
    """

    id: str
    start: int
    end: int
    text: str
    region: Region
    paragraph: int
    quoted: bool
    reason: str | None

    @property
    def dateline(self) -> int:
        """How many of its first characters are a dateline, "HALDEN, Norway (AP) — ", which is part of no claim."""
        return dateline_end(self.text) if self.region == "body" else 0

    @property
    def story(self) -> str:
        """Its text behind the dateline."""
        return self.text[self.dateline :]


def segment(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article, in reading order.

    Every character of the text belongs to exactly one sentence or is white space between two of them. A sentence
    never crosses the end of a paragraph; each sentence inside a quotation is one by itself.
    """
    text = article.text
    paragraphs = paragraphs_of(text)
    quotations = quotations_of(text, paragraphs)
    spans: list[list[tuple[int, int]]] = []
    blocks: list[Block] = []
    for paragraph in paragraphs:
        words = text[paragraph.start : paragraph.end]
        credit = credit_start(words)
        inside = list(_sentence_spans(text, paragraph, quotations, credit))
        spans.append(inside)
        blocks.append(Block(words, tuple([text[start:end] for start, end in inside]), paragraph.adjoins, credit))
    regions = regions_of(blocks, title=article.title)
    sentences: list[Sentence] = []
    for number, (inside, labels) in enumerate(zip(spans, regions, strict=True)):
        for (start, end), (region, reason) in zip(inside, labels, strict=True):
            quoted = _is_quoted(text, start, end, quotations)
            name = f"s{len(sentences) + 1}"
            sentences.append(Sentence(name, start, end, text[start:end], region, number, quoted, reason))
    return tuple(sentences)


def _sentence_spans(
    text: str, paragraph: Paragraph, quotations: Sequence[Quotation], credit: int | None
) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph: they fill it, but for white space between them. A `credit` at its end is one."""
    credit_at = paragraph.end if credit is None else paragraph.start + credit
    last_word = _last_word(text, paragraph)
    start = paragraph.start
    if label := label_end(text[start : paragraph.start + _LONGEST_LABEL]):
        yield start, start + len(text[start : start + label].rstrip())
        start = _next_not_white(text, start + label, paragraph)
    first_word = _first_word(text, start, paragraph)
    for boundary in _proposed_boundaries(text, paragraph):
        end = _behind_closing_marks(text, boundary, paragraph, quotations)
        following = _next_not_white(text, end, paragraph)
        # A run of signs without a word is no sentence by itself, at the head or at the foot of a paragraph.
        if first_word < end <= credit_at and following <= last_word and _ends_sentence(text, start, end, following):
            yield start, end
            start = following
            first_word = _first_word(text, start, paragraph)
    if start < credit_at < paragraph.end:
        yield start, start + len(text[start:credit_at].rstrip())
        start = credit_at
    if start < paragraph.end:
        yield start, paragraph.end


def _proposed_boundaries(text: str, paragraph: Paragraph) -> list[int]:
    """Where a sentence may end: offsets behind the full stop, before any closing marks; the last one left out."""
    masked = _masked(text[paragraph.start : paragraph.end])
    boundaries = {stop.end() for stop in _WORD_STOP.finditer(masked)}
    at = 0
    while at < len(masked):
        pieces: list[str] = sentencex.segment("en", masked[at : at + _WINDOW])
        if at + _WINDOW < len(masked) and len(pieces) == 1:  # a very long sentence: on with the next window
            at += _WINDOW
            continue
        for piece in pieces[:-1]:  # the last may be cut short by the window's edge, and is read again
            boundaries.add(at + len(piece.rstrip()))
            at += len(piece)
        if at + len(pieces[-1]) >= len(masked):
            break
    return sorted(paragraph.start + boundary for boundary in boundaries)


def _masked(words: str) -> str:
    """The same number of characters, without the marks and addresses that mislead sentencex."""
    masked = _SINGLE_MARK.sub(" ", words.translate(_BLANKED))
    if "@" not in masked and "://" not in masked and "www." not in masked.lower():  # no address without these
        return masked
    return _ADDRESS.sub(lambda address: _without_stops(address.group()), masked)


def _without_stops(address: str) -> str:
    inner = address.rstrip(".,;:!?…")
    return "x" * len(inner) + address[len(inner) :]


def _behind_closing_marks(text: str, at: int, paragraph: Paragraph, quotations: Sequence[Quotation]) -> int:
    """Behind the closing quotation marks and brackets that follow, also where white space stands before them."""
    end = at
    while True:
        while end < paragraph.end and _closes(text, end, _CLOSING, quotations):
            end += 1
        detached = _next_not_white(text, end, paragraph)
        if detached in (end, paragraph.end) or not _closes(text, detached, _CLOSING_WHEREVER, quotations):
            return end
        end = detached + 1


def _closes(text: str, at: int, marks: frozenset[str], quotations: Sequence[Quotation]) -> bool:
    """Whether the sign closes a quotation, or is one of `marks` and opens none."""
    quotation = _quotation_around(at, quotations)
    if quotation is None:
        return text[at] in marks
    ends_it = at + 1 == quotation.end and text[at] in _QUOTATION_MARKS
    return at > quotation.start and (ends_it or text[at] in marks)


def _ends_sentence(text: str, start: int, end: int, following: int) -> bool:
    """Whether a boundary that sentencex proposes is one in news prose.

    Args:
        text: the article.
        start: where the sentence begins.
        end: where it would end, closing marks included.
        following: where the next would begin.
    """
    before, after = text[max(start, end - 20) : end], text[following : following + 240]
    if after[:1].islower():
        return _may_start_in_lower_case(after) or (before[-1] in ".?!" and text[start].islower())
    if end - start <= 8 and _ENUMERATOR.match(before):  # "2. Second"
        return False
    if before[-1] in _CLOSING and _ATTRIBUTION.match(after):  # "Why?" Jane Doe asked
        return False
    return not any(goes_on.match(after) and abbreviation.search(before) for abbreviation, goes_on in _ABBREVIATIONS)


def _may_start_in_lower_case(words: str) -> bool:
    """Whether a sentence may start so though its first letter is small: an address, or a name such as "eBay"."""
    return _ADDRESS.match(words) is not None or any(letter.isupper() for letter in words.split(maxsplit=1)[0])


def _is_quoted(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> bool:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    quotation = _quotation_around(start, quotations)
    return start < end and quotation is not None and end <= quotation.end


def _quotation_around(at: int, quotations: Sequence[Quotation]) -> Quotation | None:
    index = bisect_left(quotations, (at + 1,)) - 1
    return quotations[index] if index >= 0 and at < quotations[index].end else None


def _next_not_white(text: str, at: int, paragraph: Paragraph) -> int:
    found = _NOT_WHITE.search(text, at, paragraph.end)
    return paragraph.end if found is None else found.start()


def _first_word(text: str, at: int, paragraph: Paragraph) -> int:
    found = _WORD.search(text, at, paragraph.end)
    return paragraph.end if found is None else found.start()


def _last_word(text: str, paragraph: Paragraph) -> int:
    return next((at for at in range(paragraph.end - 1, paragraph.start - 1, -1) if text[at].isalnum()), -1)
