"""Articles: the options that say what is read, and the article that they lead to."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Unpack, get_args

import typer

from claimcheck.article import Article, Known
from claimcheck.cli.failure import say
from claimcheck.formats.articles import article_from, read_article
from claimcheck.formats.fetching import is_url
from claimcheck.formats.source import Kind, source_from_stream

STDIN = "-"


class InputKind(StrEnum):
    """What an input is read as."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"

    @property
    def kind(self) -> Kind:
        """The same for the readers."""
        return next(kind for kind in get_args(Kind) if kind == self.value)


Input = Annotated[
    InputKind | None,
    typer.Option("--input", help="What the article is. By default what its name, its server or its first words say."),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch URLs of this machine and its own network too.")
]


def article_for(
    place: str, input_: InputKind | None, *, allow_private: bool, quiet: bool, **known: Unpack[Known]
) -> Article:
    """The article in a file, at a URL, or on standard input.

    Args:
        place: a path, a URL, or "-".
        input_: what it is read as.
        allow_private: whether a URL may lead to this machine or its network.
        quiet: whether to say nothing while waiting for the keyboard.
        **known: what the user says of it.

    Raises:
        InputError: there is no article.
        ConfigurationError: an extra is missing that reads it.
    """
    kind = input_.kind if input_ else None
    if place != STDIN:
        return read_article(place, kind=kind, allow_private=allow_private, **known)
    if sys.stdin.isatty() and not quiet:
        say("reading the article from the keyboard; Ctrl-D ends it")
    return article_from(source_from_stream(sys.stdin.buffer, name=name_of(place), kind=kind), **known)


def name_of(place: str) -> str:
    """What a place is called in messages."""
    return "standard input" if place == STDIN else place


def file_behind(place: str) -> Path | None:
    """The file that a place is; None where it is none."""
    return None if place == STDIN or is_url(place) else Path(place)
