"""Regions: which paragraphs are headline, story, caption, or what the page carries beside the story.

What a paragraph says by itself is read in `boilerplate`; here its place decides. Story is the default: a paragraph is
anything else only on clear evidence, because what is taken out of the story loses its claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from claimcheck.segment.boilerplate import heads_link_list, reason_for
from claimcheck.segment.bylines import is_name_and_outlet, is_role, may_be_byline
from claimcheck.segment.captions import is_caption, label_end
from claimcheck.segment.datelines import opens_with_dateline
from claimcheck.segment.paragraphs import FRONT_MATTER
from claimcheck.wording import runs_on, word_count

Region = Literal["headline", "body", "caption", "boilerplate"]
"""Where in the article a sentence stands."""

Label = tuple[Region, str | None]
"""A region, and why a sentence there makes no claim (None where it may make one)."""

_BODY: Label = ("body", None)
_HEADLINE: Label = ("headline", None)
_CAPTION: Label = ("caption", None)
_BYLINE: Label = ("boilerplate", "byline")
_BIO: Label = ("boilerplate", "author's bio")
_FRONT_MATTER: Label = ("boilerplate", "front matter")
_LINK: Label = ("boilerplate", "link to another article")

_LONGEST_HEADLINE = 30
_LONGEST_HEADING = 7
_LONGEST_CAPTION = 120
_LONGEST_LINK = 25
_MOST_LINKS = 15
_LONGEST_BIO = 130
"""Lengths in words; links in lines."""

_TOP = 10
"""Headline and byline stand among so many first paragraphs."""

_FOOT = 12
"""Bios without a heading stand among so many last paragraphs."""

_MOST_DEKS = 2
_SHARE_SAID_AGAIN = 0.5

_TERMINAL = re.compile(r"[.!?…。！？؟।۔:;：；][\"'”’»)\]」』）]*$")
_STATED = re.compile(r"[.!:][\"'”’)]*$")
_QUESTION_MARK = re.compile(r"\?[\"'”’]*$")
_READ_MORE = re.compile(r"(?:\.\.\.|…)\s*read more\W*$", re.IGNORECASE)
_READ_MORE_ALONE = re.compile(r"\W*read (?:more|on|the full story)\W*", re.IGNORECASE)
_BIO_HEADING = re.compile(
    r"about the (?:writer|author|reporter|journalist|contributor|correspondent|columnist|editor)s?\W*", re.IGNORECASE
)
_NAME = r"[A-Z][\w.’'-]+(?: (?:de|van|von|al|bin|el|[A-Z][\w.’'-]*)){1,4}"
_ROLE = (
    r"(?:reporter|writer|correspondent|editor|columnist|journalist|contributor|producer|photographer|photojournalist"
    r"|bureau chief|critic)"
)
_BIO_OPENING = re.compile(
    rf"(?P<name>{_NAME}),? (?:is [^.!?]{{0,90}}\b(?i:{_ROLE})s?\b"
    r"|(?:covers|reports on|reports for|writes about|writes for|has covered)\b)",
)
_EMPLOYED = re.compile(
    rf"\b(?i:{_ROLE})s? (?:for|at|with|of|based|covering|who covers|on)\b|[’']s\b|\b(?:covers|writes|reports|staff)\b"
)
_CONTACT_CUE = re.compile(
    r"@\w|\b(?:e-?mail|follow) (?:him|her|them)\b|\bcan be reached\b|\bfollow \w+ on\b", re.IGNORECASE
)

_FINITE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|say|says"
    r"|said|win|wins|won|hit|hits|die|dies|died|kill|kills|killed|shut|shot|cut|quit|lost|fell|fall|rose|rise|sank|sunk|left"
    r"|met|held|found|fled|led|paid|sold|told|went|dead|missing|\w+n't)\b"
)
_QUESTION = frozenset({"what", "why", "how", "who", "where", "when", "which", "whether"})
_LEADS_NOUN = frozenset(
    {"the", "a", "an", "our", "their", "his", "her", "its", "my", "your", "this", "that", "these", "those", "in", "on"}
    | {"at", "from", "for", "after", "before", "behind", "beyond", "inside", "about", "with", "without", "under", "to"}
    | {"of", "and", "between"}
)
_LOOKS_LIKE_VERB = re.compile(r"(?:[^s'’ui]s|ed)$")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as regions see it.

    Attributes:
        words: its text.
        sentences: its sentences' texts, in order.
        adjoins: whether it follows the paragraph before it without a blank line between.
        credit: where in its text the photo credit begins that closes it; None where there is none.
        length: its words, counted no further than it matters.
    """

    words: str
    sentences: tuple[str, ...]
    adjoins: bool
    credit: int | None
    length: int = field(init=False)

    def __post_init__(self) -> None:
        spaced = len(self.words.split(maxsplit=_LONGEST_CAPTION + 20))
        object.__setattr__(self, "length", word_count(self.words) if runs_on(self.words) else spaced)


def regions_of(blocks: Sequence[Block], *, title: str | None = None) -> list[list[Label]]:
    """The label of every sentence of every paragraph.

    Args:
        blocks: the article's paragraphs, in reading order.
        title: the headline, where it is known apart from the text.
    """
    labels: list[Label | None] = [_furniture(block) for block in blocks]
    if labels and labels[0] == _LINK:  # "Opinion: ..." over an article is its headline
        labels[0] = None
    _mark_top_bylines(blocks, labels)
    _mark_headline(blocks, labels, title)
    _mark_link_lists(blocks, labels)
    _mark_caption_titles(blocks, labels)
    _mark_bios(blocks, labels)
    _mark_headings(blocks, labels)
    return [list(_of_sentences(block, label or _BODY)) for block, label in zip(blocks, labels, strict=True)]


def _furniture(block: Block) -> Label | None:
    """What a paragraph is by itself; None where it may be headline or story."""
    if block.words.startswith("---") and FRONT_MATTER.fullmatch(block.words):
        return _FRONT_MATTER
    reason = reason_for(block.words)
    if reason is not None:
        return ("boilerplate", reason)
    if block.length <= _LONGEST_CAPTION and (block.credit is not None or is_caption(block.words)):
        return _CAPTION
    return None


def _mark_headline(blocks: Sequence[Block], labels: list[Label | None], title: str | None) -> None:
    known = (at for at in range(min(_TOP, len(blocks))) if title and _same(blocks[at].words, title))
    at = next(known, None)
    if at is None:
        at = _headline(blocks, labels)
    if at is None:
        return
    labels[at] = _HEADLINE
    for below in range(at + 1, min(at + 1 + _MOST_DEKS, len(blocks))):
        if labels[below] is not None or not _is_dek(blocks, below):
            return
        labels[below] = _HEADLINE


def _headline(blocks: Sequence[Block], labels: Sequence[Label | None]) -> int | None:
    """The first paragraph that is no furniture, where it is written as a headline and a story follows."""
    at = next((at for at, label in enumerate(labels[:_TOP]) if label is None), None)
    if at is None or blocks[at].length > _LONGEST_HEADLINE or not any(map(_is_prose, blocks[at + 1 : at + 40])):
        return None
    words = blocks[at].words
    if not _TERMINAL.search(words) or _is_title_case(words):
        return at
    is_one_line = len(blocks[at].sentences) == 1 and not words.endswith((":", ";"))
    return at if is_one_line and _stands_above_story(blocks, labels, at) else None


def _stands_above_story(blocks: Sequence[Block], labels: Sequence[Label | None], at: int) -> bool:
    """Whether a first line that ends in a full stop is a headline for what follows it.

    It is if it has a byline or a dateline below, if it is a question set off by a blank line, or if the opening
    paragraphs say again what it says.
    """
    below = labels[at + 1]
    if below is not None and below[1] in ("byline", "time stamp", "voice disclaimer", "dateline"):
        return True
    if opens_with_dateline(blocks[at + 1].words):
        return True
    if _QUESTION_MARK.search(blocks[at].words):
        return not blocks[at + 1].adjoins
    said = _stems(blocks[at].words)
    again = _stems(" ".join(block.words[:1_000] for block in blocks[at + 1 : at + 3]))
    return len(said) >= 4 and len(said & again) >= _SHARE_SAID_AGAIN * len(said)


def _stems(words: str) -> set[str]:
    """The longer words, each by its first letters: enough to see that "ruling" is said again as "ruled"."""
    return {word[:4] for word in re.findall(r"[^\W\d_]{4,}", words.casefold())}


def _is_dek(blocks: Sequence[Block], at: int) -> bool:
    """Whether the line under a headline is one more: no full stop, too long for a section heading, story behind it."""
    block = blocks[at]
    is_line = _LONGEST_HEADING < block.length <= _LONGEST_HEADLINE and not _TERMINAL.search(block.words)
    return is_line and any(map(_is_prose, blocks[at + 1 : at + 10]))


def _mark_top_bylines(blocks: Sequence[Block], labels: list[Label | None]) -> None:
    for at, block in enumerate(blocks[:_TOP]):
        if labels[at] is None and _is_prose(block):
            return
        if not at or labels[at] is not None:
            continue
        is_below_byline = labels[at - 1] == _BYLINE
        if is_name_and_outlet(block.words) or may_be_byline(block.words) or (is_below_byline and is_role(block.words)):
            labels[at] = _BYLINE


def _mark_link_lists(blocks: Sequence[Block], labels: list[Label | None]) -> None:
    """Below "Related articles" the unfinished lines are links, up to the next paragraph that is a sentence."""
    left = 0
    for at, block in enumerate(blocks):
        if heads_link_list(block.words):
            labels[at] = _LINK
            left = _MOST_LINKS
        elif left and labels[at] is None and block.length <= _LONGEST_LINK and not _STATED.search(block.words):
            labels[at] = _LINK
            left -= 1
        elif labels[at] != _LINK:
            left = 0


def _mark_caption_titles(blocks: Sequence[Block], labels: list[Label | None]) -> None:
    for at in range(len(blocks) - 1):
        block, below = blocks[at], blocks[at + 1]
        is_line = block.length <= 10 and not _TERMINAL.search(block.words)
        if is_line and labels[at] is None and labels[at + 1] == _CAPTION and below.adjoins and at > 0:
            labels[at] = ("caption", "caption title" if _names_a_topic(block.words) else None)


def _mark_bios(blocks: Sequence[Block], labels: list[Label | None]) -> None:
    """An author's bio stands under a heading that says so, or at the very end."""
    heading = next(
        (at for at, block in enumerate(blocks) if block.length <= 4 and _BIO_HEADING.fullmatch(block.words)), None
    )
    if heading is not None and heading > 0:
        rest = range(heading + 1, len(blocks))
        story = sum(len(block.words) for block in blocks[:heading])
        if sum(len(blocks[at].words) for at in rest) > story:  # no bio is that long: the story goes on
            rest = rest[:1]
        for at in rest:
            labels[at] = labels[at] if labels[at] is not None and labels[at] != _CAPTION else _BIO
        labels[heading] = _BIO
    for at in range(len(blocks) - 1, max(1, len(blocks) - 1 - _FOOT), -1):
        if labels[at] is None and _is_bio(blocks, labels, at):
            labels[at] = _BIO
        elif labels[at] is None:
            return


def _is_bio(blocks: Sequence[Block], labels: Sequence[Label | None], at: int) -> bool:
    """Whether a paragraph at the end of an article is about who wrote it.

    It names a newsroom role, and the person either signs the article, or gives an address, or is named nowhere in
    the story: the people of a story have been named before its end.
    """
    block = blocks[at]
    opening = _BIO_OPENING.match(block.words)
    if opening is None or block.length > _LONGEST_BIO:
        return False
    surname = opening["name"].split()[-1]
    before = [(blocks[i].words, labels[i]) for i in range(at)]
    if any(label == _BYLINE and surname in words for words, label in before):
        return True
    is_known = any(label not in (_BYLINE, _BIO) and surname in words for words, label in before)
    if _CONTACT_CUE.search(block.words) or _READ_MORE.search(block.words):
        return True
    return not is_known and _EMPLOYED.search(block.sentences[0]) is not None


def _mark_headings(blocks: Sequence[Block], labels: list[Label | None]) -> None:
    for at in range(1, len(blocks) - 1):
        if labels[at] is not None or blocks[at].length > _LONGEST_HEADING or _TERMINAL.search(blocks[at].words):
            continue
        is_above_story = _is_prose(blocks[at + 1]) or blocks[at].words.startswith("##")
        if is_above_story and _names_a_topic(blocks[at].words):
            labels[at] = ("boilerplate", "section heading")


def _of_sentences(block: Block, label: Label) -> Iterator[Label]:
    """The paragraph's label for each sentence; a photo credit, "Caption:" and a closing "Read more" have their own."""
    has_credit = label == _CAPTION and block.credit is not None
    caption_label = label_end(block.words) if label == _CAPTION else 0
    last = len(block.sentences) - 1
    for number, sentence in enumerate(block.sentences):
        if number == 0 and caption_label and len(sentence) <= caption_label:
            yield ("caption", "caption label")
        elif number == last and has_credit:
            yield ("caption", "photo credit")
        elif number == last > 0 and label == _BODY and _READ_MORE_ALONE.fullmatch(sentence):
            yield _LINK
        else:
            yield label


def _is_prose(block: Block) -> bool:
    return block.length >= 8 and _TERMINAL.search(block.words) is not None


def _is_title_case(words: str) -> bool:
    """Whether a line is written like a title: nearly all its longer words are capitalised, and there are enough."""
    long_words = [word for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", words) if len(word) >= 4]
    return len(long_words) >= 4 and sum(word[0].isupper() for word in long_words) >= 0.85 * len(long_words)


def _names_a_topic(line: str) -> bool:
    """Whether a short line has a topic and states nothing about it: "The road ahead", not "Mayor resigns".

    Without a parser only sure cases count: an embedded question, a single word, two words of which neither can be a
    verb, and a phrase that starts with an article or preposition and holds no word that looks like a verb.
    """
    words = [word.strip("\"'“”‘’,()-–—•*#") for word in line.casefold().replace("’", "'").split()]
    words = [word for word in words if word]
    if not words or len(words) > _LONGEST_HEADING or any(character.isdigit() for character in line):
        return False
    if words[0] in _QUESTION:
        return True
    if runs_on(line):
        return False
    if len(words) == 1:
        return True
    if _FINITE.search(" ".join(words)) or "," in line or ":" in line:
        return False
    verb_like = [
        word
        for before, word in zip(["the", *words], words, strict=False)
        if _LOOKS_LIKE_VERB.search(word) and before not in _LEADS_NOUN
    ]
    return not verb_like and (words[0] in _LEADS_NOUN or (len(words) == 2 and not words[0].endswith("s")))


def _same(words: str, title: str) -> bool:
    return len(words) <= 2 * len(title) + 20 and _letters(words) == _letters(title)


def _letters(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())
