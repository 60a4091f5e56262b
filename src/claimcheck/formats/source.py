"""Source: the bytes that an article comes in, and what is known of them before they are read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO, Literal

from claimcheck.errors import InputError

Kind = Literal["text", "markdown", "html", "json", "jsonl"]
"""What bytes can be read as."""

MAX_BYTES = 10_000_000
"""The most that is read of a file, a stream or a page, in bytes. Markup takes most of a page."""

_KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


@dataclass(frozen=True, slots=True)
class Source:
    """An article's bytes as they came in.

    Attributes:
        data: the bytes, all of them or one more than may be read.
        name: what they are called in messages.
        kind: what they are to be read as; None where only they themselves can tell.
        charset: the encoding that the sender named; None where nobody did.
        url: where they were fetched from; None where they were not.
    """

    data: bytes
    name: str
    kind: Kind | None = None
    charset: str | None = None
    url: str | None = None


def source_from_file(path: Path, *, kind: Kind | None = None) -> Source:
    """What is in a file. Of one that is too large, no more is read than shows that.

    Args:
        path: a regular file, or a pipe.
        kind: what it is to be read as; by default what its name says, if that says anything.

    Raises:
        InputError: there is no such file; the message names it and says what to do.
    """
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder: name a file in it, or check them all with claimcheck batch")
        with path.open("rb") as file:
            return source_from_stream(file, name=str(path), kind=kind or kind_of(path))
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file. Check the name") from error
    except PermissionError as error:
        raise InputError(f"{path} cannot be read: permission denied. Make it readable, or copy it") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error


def source_from_stream(stream: BinaryIO, *, name: str, kind: Kind | None = None) -> Source:
    """What a stream of bytes holds, up to its end or to where it is too long.

    Args:
        stream: read from where it stands.
        name: what it is called in messages.
        kind: what it is to be read as; by default what its bytes say.
    """
    return Source(stream.read(MAX_BYTES + 1), name, kind)


def kind_of(path: PurePath) -> Kind | None:
    """What a file of that name is read as; None where the name does not say."""
    return _KINDS.get(path.suffix.lower())
