"""Reasons: the words that tell the reader why a person or a body is heard at all.

What they are to the story ("a neighbour of the victim", "Lind's granddaughter"), what they lived through or did ("who
lost her house"), what they know ("who reviewed the paper"). An office or an occupation is no reason but a title.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.attribution.model import Stretch
from claimcheck.attribution.names import Occurrence
from claimcheck.attribution.nouns import ORGANIZATIONS, PERSONS, RELATIVES
from claimcheck.attribution.phrases import is_finite_verb
from claimcheck.attribution.positions import DETERMINERS, NO_OFFICES, is_position
from claimcheck.attribution.tokens import Tag, Token, Tokens

_LONGEST = 30
_LONGEST_FOREGOING = 8
_KIN = PERSONS | RELATIVES | NO_OFFICES
_SAYING = frozenset("say says said told tells".split())
_OPENERS = DETERMINERS | {"one"}
_PRONOUNS = DETERMINERS - {"a", "an", "the"}
_ENDS: frozenset[Tag] = frozenset({"comma", "stop", "quote", "dash", "colon"})


def reason_of(tokens: Tokens, name: Occurrence) -> Stretch | None:
    """Why a person is heard: "who lost her house", "a neighbour of the victim", "Lind's granddaughter" in front."""
    return _behind(tokens, name) or _in_front(tokens, name) or _opening(tokens, name)


def reason_of_body(tokens: Tokens, name: Occurrence) -> Stretch | None:
    """Why a body is heard, by what it does or is: "which runs the ferries", "a charity for the homeless"."""
    found = apposition(tokens, name)
    if found is None or not _is_closed(tokens, found[1]):
        return None
    first, behind = found
    words = tokens[first : until_relative(tokens, first, behind)]
    is_clause = any(token.tag == "auxiliary" for token in words)
    is_described = not is_clause and _is_noun_phrase(tokens[first]) and _has_any(words, ORGANIZATIONS)
    is_told = tokens[first].lower in ("which", "whose") and behind - first > 2
    return _stretch(tokens, first, behind) if is_described or is_told else None


def apposition(tokens: Tokens, name: Occurrence) -> tuple[int, int] | None:
    """The tokens between the comma behind a name, its age passed over, and the next comma, or the end."""
    at = name.behind
    if at < len(tokens) and tokens[at].tag == "open":
        closing = next((i for i in range(at, min(at + 8, len(tokens))) if tokens[i].tag == "close"), None)
        at = at if closing is None else closing + 1
    if at + 1 >= len(tokens) or tokens[at].tag != "comma":
        return None
    first = at + 1
    if tokens[first].tag == "number" and first + 1 < len(tokens) and tokens[first + 1].tag == "comma":
        first += 2
    behind = _end_of(tokens, first)
    return (first, behind) if behind > first else None


def until_relative(tokens: Tokens, first: int, behind: int) -> int:
    """Where the relative clause of an apposition begins; its end, if it has none."""
    return next((at for at in range(first, behind) if tokens[at].tag in ("wh", "that")), behind)


def _behind(tokens: Tokens, name: Occurrence) -> Stretch | None:
    found = apposition(tokens, name)
    if found is None:
        return None
    first, behind = found
    if tokens[first].lower == "whose" or tokens[first].lower in NO_OFFICES or _is_vague(tokens[first:behind]):
        return _stretch(tokens, first, behind)
    relative = until_relative(tokens, first, behind)
    if relative < behind and tokens[relative].lower == "who":
        is_all = relative > first and not _tells_position(tokens[first:relative])
        return _stretch(tokens, first if is_all else relative, behind)
    return next((_stretch(tokens, *part) for part in _parts(tokens, first, behind) if _tells_kin(tokens, *part)), None)


def _in_front(tokens: Tokens, name: Occurrence) -> Stretch | None:
    """What somebody is to the story, before the name: "Lind's granddaughter Ida Roos", "the tenant, Ida Roos,"."""
    behind = name.first
    if behind > 0 and tokens[behind - 1].tag == "comma":
        if name.behind < len(tokens) and tokens[name.behind].tag not in ("comma", "stop"):
            return None
        behind -= 1
        relative = _relative_before(tokens, behind)
        if relative is not None:
            return _stretch(tokens, relative, behind)
    first = behind
    while first > 0 and behind - first < _LONGEST_FOREGOING and _fits_in_front(tokens, first - 1, name.first):
        first -= 1
    words = tokens[first:behind]
    if not words or words[-1].lower not in _KIN or is_position(words[-1]) or words[0].lower in _PRONOUNS:
        return None
    return _stretch(tokens, first, behind)


def _relative_before(tokens: Tokens, comma: int) -> int | None:
    """Where "who found the bell" begins in "the welder who found the bell, Ida Roos,"; None where there is none."""
    for at in range(comma - 2, max(comma - _LONGEST, 0), -1):
        if tokens[at].tag in _ENDS:
            break
        if tokens[at].lower == "who":
            return at
    return None


def _opening(tokens: Tokens, name: Occurrence) -> Stretch | None:
    """Who it is that speaks, told at length before the name: "The head of the league, a charity ..., Ida Roos"."""
    if name.first > 2 * _LONGEST:
        return None
    commas = [at for at in range(1, name.first) if tokens[at].tag == "comma"]
    if len(commas) < 2 or commas[-1] != name.first - 1 or not _is_noun_phrase(tokens[0]):
        return None
    is_told = tokens[commas[0] + 1].lower in ("a", "an", "which", "who", "whose")
    is_person = any(is_position(token) or token.lower in _KIN for token in tokens[: commas[0]])
    return _stretch(tokens, 0, commas[-1]) if is_told and is_person else None


def _is_noun_phrase(token: Token) -> bool:
    return token.lower in ("a", "an", "the")


def _fits_in_front(tokens: Tokens, at: int, behind: int) -> bool:
    token = tokens[at]
    if token.lower in DETERMINERS:
        return at + 1 < behind and tokens[at + 1].lower not in DETERMINERS
    return (token.tag in ("word", "name", "number") and not is_finite_verb(token)) or token.lower == "'s"


def _parts(tokens: Tokens, first: int, behind: int) -> Iterator[tuple[int, int]]:
    """The parts of "a welder and a friend of the victim", with what follows ", and"."""
    if behind + 1 < len(tokens) and tokens[behind].tag == "comma" and tokens[behind + 1].lower == "and":
        yield first, behind
        first, behind = behind + 2, _end_of(tokens, behind + 2)
    joint = next((at for at in range(first, behind) if tokens[at].lower == "and" and _opens(tokens, at + 1)), None)
    if joint is not None:
        yield first, joint
        first = joint + 1
    if first < behind:
        yield first, behind


def _opens(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and (tokens[at].lower in _OPENERS or tokens[at].lower in _KIN)


def _tells_kin(tokens: Tokens, first: int, behind: int) -> bool:
    """Whether words say what somebody is to the story, and neither an office nor what they do."""
    words = tokens[first : until_relative(tokens, first, behind)]
    is_clause = is_finite_verb(tokens[first]) or any(token.lower in _SAYING for token in words)
    is_kin = _has_any(words, _KIN) or [token.lower for token in words[:2]] == ["one", "of"]
    return is_kin and not _tells_position(words) and not is_clause


def _tells_position(words: Tokens) -> bool:
    return any(is_position(token) for token in words)


def _is_vague(words: Tokens) -> bool:
    """Whether "a resident of Bremm for 30 years": what somebody is, and no office."""
    return words[0].lower in ("a", "an") and _has_any(words[1:3], NO_OFFICES)


def _has_any(words: Tokens, nouns: frozenset[str]) -> bool:
    return any(token.lower in nouns for token in words)


def _is_closed(tokens: Tokens, at: int) -> bool:
    return at >= len(tokens) or tokens[at].tag in ("comma", "stop", "dash")


def _end_of(tokens: Tokens, first: int) -> int:
    behind = first
    while behind < len(tokens) and behind - first < _LONGEST and tokens[behind].tag not in _ENDS:
        behind += 1
    return behind


def _stretch(tokens: Tokens, first: int, behind: int) -> Stretch:
    return tokens[first].start, tokens[behind - 1].end
