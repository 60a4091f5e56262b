"""Tokens: the words and marks of a sentence, each with the part that grammar gives it.

Only closed classes are known (articles, prepositions, auxiliaries, ...). Every other word is a `name` if it is
capitalised and a `word` if it is not; what it does in the sentence is read from its neighbours. A quotation is one
token, whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Literal, NamedTuple

from claimcheck.segment.quotations import Quotation

Tag = Literal[
    "quote", "fragment", "name", "word", "number", "pronoun", "determiner", "possessive", "preposition", "conjunction",
    "subordinator", "that", "wh", "auxiliary", "negation", "adverb", "time",
    "comma", "stop", "colon", "dash", "open", "close", "mark",
]  # fmt: skip
"""`quote`: a quotation that reads as speech. `fragment`: quoted words inside the writer's own sentence."""


class Token(NamedTuple):
    """A word or mark, or a whole quotation.

    Attributes:
        text: as printed.
        lower: in lower case, apostrophes straight.
        tag: what it is.
        start: offset of its first character in the article.
        end: offset behind its last character.
    """

    text: str
    lower: str
    tag: Tag
    start: int
    end: int


Tokens = Sequence[Token]

_made: Callable[[tuple[str, str, Tag, int, int]], Token] = partial(tuple.__new__, Token)
"""As `Token._make`, which takes twice as long."""

_TOKEN = re.compile(
    r"(?=\S)(?:[A-Za-z]++(?=[ ,])"  # nearly every token: what follows need not be tried
    r"|(?:https?://|www\.)\S{1,500}"
    r"|[\w.+-]{1,64}+@[\w.-]{1,200}\w"
    r"|(?:[^\W\d_]\.){2,}"
    r"|(?=[A-Z][a-z]{1,4}\.)(?:M[rsx]|Mrs|Dr|Gen|Sen|Rep|Sens|Reps|Gov|Lt|Col|Maj|Capt|Sgt|Cpl|Prof|Rev|Hon|St|Jr|Sr|Inc|Co|Corp|Ltd|No|Adm|Cmdr|Supt|Det"
    r"|Insp|Fr|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\."
    r"|[^\W\d_]\.(?=\s[A-Z])"
    r"|['’](?:s|ve|re|ll|d|m)\b"
    r"|\d{1,3}[-‑](?:year|month|week|day)s?[-‑]olds?\b"
    r"|[$€£]?\d+(?:[.,:/]\d+)*[^\W\d_]*%?"
    r"|\w+(?:(?:[-‑.&@]|['’](?!(?:s|ve|re|ll|d|m)\b))\w+)*"
    r"|-{2,}|\.{2,}"
    r"|\S)"
)  # fmt: skip

_CLASSES: dict[Tag, str] = {
    "pronoun": """
        i you he she it we they me him us them himself herself themselves itself everyone everybody someone somebody
        anyone nobody
    """,
    "determiner": """
        a an the this these those some any each every all both no another other several many few most more one two
        three four five six seven eight nine ten dozens hundreds thousands multiple various certain such half
    """,
    "possessive": "my your his her its our their 's ’s whose",
    "preposition": """
        of in on at to for from by with about as into onto over under than through during between among against per
        upon without within toward towards via behind near since until despite amid amidst around across outside
        inside including regarding concerning like unlike beyond along off out up down
    """,
    "conjunction": "and but or nor yet so plus",
    "subordinator": "because if when while although though whereas whether unless before after once where",
    "that": "that",
    "wh": "who whom which what how why",
    "auxiliary": """
        is are was were be been being am has have had having do does did will would shall should can could may might
        must 've 're 'd 'll 'm isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't cannot couldn't
        shouldn't mustn't it's he's she's that's there's i'm i've i'd i'll we're we've we'd we'll they're they've
        they'd they'll you're you've you'd you'll he'd he'll she'd she'll it'd it'll
    """,
    "negation": "not never don't doesn't didn't",
    "adverb": """
        also later then now just still only again already recently previously earlier too instead however meanwhile
        often soon ever always simply further separately there here additionally publicly rightly wrongly moreover
        nevertheless therefore thus indeed afterward afterwards thereafter nonetheless initially first finally
        perhaps maybe almost even
    """,
    "time": "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight",
}  # fmt: skip
_TAG_OF: dict[str, Tag] = {word: tag for tag, words in _CLASSES.items() for word in words.split()}
_TAG_OF |= {
    ",": "comma",
    ".": "stop",
    "!": "stop",
    "?": "stop",
    ";": "stop",
    ":": "colon",
    "-": "dash",
    "–": "dash",
    "—": "dash",
}
_TAG_OF |= dict.fromkeys('"“”„«»', "comma")  # a mark without its partner parts clauses, and no more
_TAG_OF |= {"--": "dash", "―": "dash", "…": "stop", "...": "stop", "(": "open", "[": "open", ")": "close", "]": "close"}

_NOT_ADVERBS = frozenset(
    """
    ally assembly bully daily early family italy july monthly only rally reply supply weekly
    """.split()
)
_CONTRACTING = frozenset("he here how it she that there what where who".split())
_READ_IN_CONTEXT = frozenset({"may", "today", "'s"})
_ENDS_SPEECH = re.compile(r"[,.!?…—–-][\"'”’»)\]]*$")
_WORDS_OF_SPEECH = 6


def tokens_of(text: str, start: int, end: int, quotations: Sequence[Quotation] = ()) -> list[Token]:
    """The tokens of `text[start:end]`.

    Args:
        text: the article.
        start: where the sentence begins.
        end: where it ends.
        quotations: those that touch the sentence, in order; each becomes one token.
    """
    found: list[Token] = []
    at = start
    for quotation in quotations:
        opening, closing = max(quotation.start, start), min(quotation.end, end)
        found += _plain(text, at, opening)
        found.append(_quoted(text, opening, closing, is_whole=(opening, closing) == (quotation.start, quotation.end)))
        at = closing
    return _with_names(found + _plain(text, at, end))


def _with_names(tokens: list[Token]) -> list[Token]:
    """The tokens, "Today" in "Bremm Today" and the month in "in May" names, the verb in "it's" an auxiliary."""
    open_cases = [(at, tokens[at - 1], token) for at, token in enumerate(tokens) if token.lower in _READ_IN_CONTEXT]
    for at, before, token in open_cases:
        if at == 0:
            continue
        is_month = token.text == "May" and before.tag in ("preposition", "number")
        if is_month or (token.text == "Today" and before.tag == "name"):
            tokens[at] = token._replace(tag="name")
        elif token.lower == "'s" and before.end == token.start and before.lower in _CONTRACTING:
            tokens[at] = token._replace(tag="auxiliary")
    return tokens


def _plain(text: str, start: int, end: int) -> list[Token]:
    return [_made(_read(match[0]) + match.span()) for match in _TOKEN.finditer(text, start, end)]


@lru_cache(maxsize=8192)
def _read(printed: str) -> tuple[str, str, Tag]:
    """A word or mark as printed and in lower case, and what it is."""
    lower = printed.lower()
    if "’" in lower:
        lower = lower.replace("’", "'")
    tag = _TAG_OF.get(lower)
    if tag is None or (tag not in _CLOSED_IN_CAPITALS and printed.isupper() and len(printed) > 1):
        tag = _open_class(printed, lower)
    return printed, lower, tag


_CLOSED_IN_CAPITALS = frozenset({"comma", "stop", "colon", "dash", "open", "close", "possessive", "time"})


def _open_class(printed: str, lower: str) -> Tag:
    first = printed[0]
    if first.isupper() or (first.isalpha() and "." in printed[1:-1]):  # a domain is a name in lower case
        return "name"
    if first.isdigit() or first in "$€£":
        return "number"
    if first.isalpha():
        is_adverb = lower.endswith("ly") and len(lower) > 4 and lower not in _NOT_ADVERBS
        return "adverb" if is_adverb else "word"
    return "mark"


def _quoted(text: str, start: int, end: int, *, is_whole: bool) -> Token:
    words = text[start:end]
    is_speech = not is_whole or _ENDS_SPEECH.search(words[-4:]) is not None or words.count(" ") + 1 >= _WORDS_OF_SPEECH
    return Token(words, "", "quote" if is_speech else "fragment", start, end)
