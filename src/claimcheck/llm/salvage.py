"""The JSON in what a model said, where it said more than that. One pass over the text, and nothing is evaluated."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from claimcheck.errors import AnswerError

MAX_DEPTH = 64
"""How deep brackets may nest. No wire model comes near it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A JSON object or array in a text.

    Attributes:
        value: what it says.
        text: how it stands in the text.
        alone: whether nothing stands round it but white space, a code fence, or thoughts before it.
    """

    value: dict[str, object] | list[object]
    text: str
    alone: bool


def json_in(text: str) -> list[Found]:
    """The JSON objects in a text, and its arrays of objects; in reading order, none that lies in another.

    Thoughts that the model spoke before its answer are passed over, and so is what is broken. Commas before a
    closing bracket and bare line breaks in strings are forgiven. An empty array, or one that holds no objects,
    counts only where it stands alone: "[1]" in prose is a footnote.

    Raises:
        AnswerError: there is none; the message says why.
    """
    answer = _without_thoughts(text.lstrip("\ufeff \t\r\n"))
    bare = _without_fence(answer)
    try:
        whole = _parsed(bare)
    except ValueError:
        pass
    else:
        return [Found(whole, bare, alone=True)]
    found, broken = [], ""
    for piece in _pieces(answer):
        try:
            found.append(Found(_parsed(piece.mended), piece.text, alone=piece.text == bare))
        except ValueError as error:
            broken = broken or str(error)
    if not found:
        raise AnswerError(f"the answer's JSON is broken: {broken}" if broken else "there is no JSON in the answer")
    return found


def objects_in(text: str) -> list[dict[str, object]]:
    """The JSON objects in a text; none where it cannot be read."""
    try:
        return [found.value for found in json_in(text) if isinstance(found.value, dict)]
    except AnswerError:
        return []


def before_cut(text: str) -> str | None:
    """A JSON object with a list that breaks off, closed behind the last item known to be whole; None without one."""
    depth, in_string, end = 0, False, None
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark == '"':
            in_string = not in_string
        elif not in_string and mark in "{[":
            depth += 1
        elif not in_string and mark in "}]":
            depth -= 1
        elif not in_string and mark == "," and depth == _IN_LIST:
            end = token.start()
    return None if end is None else f"{text[:end]}]}}"


_IN_LIST = 2
"""How deep an item of the object's list lies."""

_THOUGHTS = re.compile(r"[<\[](think(?:ing)?|thoughts?|reasoning)[>\]]", re.IGNORECASE)
_TOKEN = re.compile(r'\\.|["{}\[\],]|</think(?:ing)?>', re.DOTALL | re.IGNORECASE)
_OPENS = re.compile(r'\{\s*["}]|\[\s*\{')


def _without_thoughts(text: str) -> str:
    opening = _THOUGHTS.match(text)
    if opening is None:
        return text
    closing = re.compile(rf"[<\[]/{opening[1]}[>\]]", re.IGNORECASE).search(text)
    if closing is None:
        raise AnswerError("the model thought, and gave no answer")
    return text[closing.end() :].strip()


def _without_fence(text: str) -> str:
    if text.startswith("```"):
        text = text.partition("\n")[2].rstrip().removesuffix("```")
    return text.strip()


def _parsed(text: str) -> dict[str, object] | list[object]:
    """The object or array that a text is.

    Raises:
        ValueError: it is neither.
    """
    try:
        value = json.loads(text, strict=False, parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("it nests too deep") from error
    if not isinstance(value, dict | list):
        raise ValueError("it is neither an object nor an array")  # noqa: TRY004
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _pieces(text: str) -> list[_Piece]:
    """The stretches of a text that look like JSON.

    What opens and never closes ends the search: looking inside it would take a part for the whole.

    Raises:
        AnswerError: one opens and never closes, or nests too deep.
    """
    pieces: list[_Piece] = []
    piece: _Piece | None = None
    for token in _TOKEN.finditer(text):
        mark, at = token[0], token.start()
        if piece is not None:
            piece.take(mark, at)
            if piece.depth == 0:
                pieces.append(piece)
                piece = None
        elif mark.startswith("</"):
            pieces.clear()  # all that was said so far was thought
        elif _OPENS.match(text, at):
            piece = _Piece(text, at)
    if piece is not None:
        raise AnswerError("the answer's JSON breaks off before its end")
    return pieces


class _Piece:
    """A stretch of a text from an opening bracket to the one that closes it."""

    def __init__(self, source: str, start: int) -> None:
        self.depth = 1
        self._source, self._start, self._end = source, start, start
        self._in_string = False
        self._last_comma = start
        self._needless: list[int] = []  # commas before a closing bracket

    @property
    def text(self) -> str:
        """As it stands."""
        return self._source[self._start : self._end]

    @property
    def mended(self) -> str:
        """Without needless commas."""
        cuts = [self._start, *(edge for comma in self._needless for edge in (comma, comma + 1)), self._end]
        return "".join(self._source[a:b] for a, b in zip(cuts[::2], cuts[1::2], strict=True))

    def take(self, mark: str, at: int) -> None:
        """Goes on to the next mark."""
        if mark == '"':
            self._in_string = not self._in_string
        elif self._in_string:
            return
        elif mark == ",":
            self._last_comma = at
        elif mark in "{[":
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise AnswerError(f"the answer's JSON nests deeper than {MAX_DEPTH} brackets")
        elif mark in "}]":
            self._close(at)

    def _close(self, at: int) -> None:
        comma, self._last_comma = self._last_comma, self._start
        if comma > self._start and not self._source[comma + 1 : at].strip():
            self._needless.append(comma)
        self.depth -= 1
        self._end = at + 1
