"""Articles as plain text: from a file's bytes to an `Article`, or to one line that says what is wrong with them.

The text is kept as it is, line ends included. Only a byte order mark is dropped: offsets count without it.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import BinaryIO

from claimcheck.article import MAX_CHARACTERS, Article
from claimcheck.errors import InputError

MAX_BYTES = 4 * MAX_CHARACTERS
"""The most that is read, in bytes: no code point takes more than four in UTF-8."""


def article_from_file(path: Path, *, id: str | None = None, title: str | None = None) -> Article:
    """The article in a file of plain text. Of a file that is too large, no more is read than shows that.

    Args:
        path: a regular file, or a pipe.
        id: a name for the article; by default derived from its text.
        title: the headline, where it is known apart from the text.

    Raises:
        InputError: there is no such file, or no article in it; the message names the file and says what to do.
    """
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder: name a file in it")
        with path.open("rb") as file:
            return article_from_stream(file, name=str(path), id=id, title=title)
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file. Check the name") from error
    except PermissionError as error:
        raise InputError(f"{path} cannot be read: permission denied. Make it readable, or copy it") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error


def article_from_stream(stream: BinaryIO, *, name: str, id: str | None = None, title: str | None = None) -> Article:
    """The article that a stream of bytes holds.

    Args:
        stream: read to its end, or until it is too long.
        name: what the stream is called in messages.
        id: a name for the article; by default derived from its text.
        title: the headline, where it is known apart from the text.

    Raises:
        InputError: the stream holds no article; the message names it and says what to do.
    """
    data = stream.read(MAX_BYTES + 1)
    _refuse_what_is_not_plain_text(data, name)
    if len(data) > MAX_BYTES:
        raise _too_long(name, f"more than {MAX_BYTES:,} bytes")
    text = _decoded(data, name)
    if len(text) > MAX_CHARACTERS:
        raise _too_long(name, f"{len(text):,} characters")
    if not text.strip():
        raise InputError(f"{name} is empty: an article has at least one sentence")
    try:
        return Article.of(text, id=id, title=title)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error


def _decoded(data: bytes, name: str) -> str:
    mark = len(_UTF8_MARK) if data.startswith(_UTF8_MARK) else 0
    try:
        return data[mark:].decode()
    except UnicodeDecodeError as error:
        at = mark + error.start
        line = data.count(b"\n", 0, at) + 1
        raise InputError(
            f"{name} is not UTF-8: byte 0x{data[at]:02X} at offset {at:,}, on line {line:,}. "
            f"Convert it, for example: {_iconv('WINDOWS-1252', name)}"
        ) from error


def _refuse_what_is_not_plain_text(data: bytes, name: str) -> None:
    for mark, encoding in _OTHER_MARKS.items():
        if data.startswith(mark):
            raise InputError(f"{name} is {encoding}, not UTF-8. Convert it: {_iconv(encoding, name)}")
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(f"{name} is {kind}, not plain text. Save the article's text as UTF-8 and check that")
    if (at := data.find(b"\0")) >= 0:
        raise InputError(
            f"{name} is not plain text: a NUL byte at offset {at:,}. Save the article's text as UTF-8 and check that"
        )


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
