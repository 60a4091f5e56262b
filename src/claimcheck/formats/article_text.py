"""Articles as plain text: from bytes to the text that they are, or to one line that says what is wrong with them.

The text is kept as it is, line ends included. Only a byte order mark is dropped: offsets count without it.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Unpack

from claimcheck.article import MAX_CHARACTERS, Article, Known
from claimcheck.errors import InputError
from claimcheck.formats.charset import codec_for
from claimcheck.formats.source import Source

MAX_TEXT_BYTES = 4 * MAX_CHARACTERS
"""The most that a text has, in bytes: no code point takes more than four in UTF-8."""


def article_from_text(source: Source, **known: Unpack[Known]) -> Article:
    """The article that plain text is.

    Raises:
        InputError: there is none; the message names the source and says what to do.
    """
    return article_named(source.name, text_in(source), **known)


def text_in(source: Source) -> str:
    """The characters of a source of plain text: UTF-8, unless its sender names another encoding.

    Raises:
        InputError: it is no text, or too long for an article.
    """
    data, name = source.data, source.name
    _refuse_what_is_not_plain_text(data, name)
    if len(data) > MAX_TEXT_BYTES:
        raise _too_long(name, f"more than {MAX_TEXT_BYTES:,} bytes")
    return _decoded(data, name, codec_for(source.charset) or "utf-8")


def article_named(name: str, text: str, **known: Unpack[Known]) -> Article:
    """An article, or what is wrong with its text.

    Args:
        name: what it is called in messages.
        text: the article.
        **known: see `Article.of`.

    Raises:
        InputError: the text cannot be checked; the message names it and says what to do.
    """
    if len(text) > MAX_CHARACTERS:
        raise _too_long(name, f"{len(text):,} characters")
    if not text.strip():
        raise InputError(f"{name} is empty: an article has at least one sentence")
    try:
        return Article.of(text, **known)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error


def _decoded(data: bytes, name: str, codec: str) -> str:
    mark = len(_UTF8_MARK) if data.startswith(_UTF8_MARK) else 0
    try:
        return data[mark:].decode("utf-8" if mark else codec)
    except UnicodeDecodeError as error:
        at = mark + error.start
        line = data.count(b"\n", 0, at) + 1
        raise InputError(
            f"{name} is not {codec.upper()}: byte 0x{data[at]:02X} at offset {at:,}, on line {line:,}. "
            f"Convert it, for example: {_iconv('WINDOWS-1252', name)}"
        ) from error


def _refuse_what_is_not_plain_text(data: bytes, name: str) -> None:
    for mark, encoding in _OTHER_MARKS.items():
        if data.startswith(mark):
            raise InputError(f"{name} is {encoding}, not UTF-8. Convert it: {_iconv(encoding, name)}")
    refuse_other_formats(data, name)
    if (at := data.find(b"\0")) >= 0:
        raise InputError(
            f"{name} is not plain text: a NUL byte at offset {at:,}. Save the article's text as UTF-8 and check that"
        )


def refuse_other_formats(data: bytes, name: str) -> None:
    """Lets pass what may be text or markup.

    Raises:
        InputError: the bytes begin as those of a PDF do, an archive, an office document or an image.
    """
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(f"{name} is {kind}, not plain text. Save the article's text as UTF-8 and check that")


def _too_long(name: str, length: str) -> InputError:
    return InputError(
        f"{name} is too long: {length}, and an article has at most {MAX_CHARACTERS:,} characters. "
        "Check its parts one by one"
    )


def _iconv(encoding: str, name: str) -> str:
    return f"iconv -f {encoding} -t UTF-8 {shlex.quote(name)}" if Path(name).is_file() else f"iconv -f {encoding}"


_UTF8_MARK = b"\xef\xbb\xbf"
_OTHER_MARKS = {
    b"\xff\xfe\0\0": "UTF-32",  # before UTF-16, whose mark it begins with
    b"\0\0\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}
