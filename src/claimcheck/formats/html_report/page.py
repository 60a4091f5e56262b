"""The page: the report's parts put through the templates, with the style sheets and scripts inlined."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup, escape

from claimcheck.formats import words
from claimcheck.formats.html_report import labels
from claimcheck.formats.html_report.claims import cards_of, finding_counts, keys_of, notes_of, number_of
from claimcheck.formats.html_report.printed import lanes_of, printed
from claimcheck.formats.html_report.sources import sources_of
from claimcheck.formats.html_report.summary import WIDTH, status_bars, strength_bars
from claimcheck.formats.words import capital, kind_of_source, name_of
from claimcheck.report import Report

_STYLES = ("base", "masthead", "article", "claims", "sources", "narrow", "print")
_SCRIPTS = ("claims", "paint", "selection", "filters", "keyboard", "start")
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "syr", "ug", "ur", "yi"})


def html_report(report: Report) -> str:
    """A report as one HTML file that needs nothing else.

    Args:
        report: the report.

    Returns:
        The document. Write it as UTF-8. The same report gives the same document, byte for byte.
    """
    claim_keys = keys_of((claim.id for claim in report.claims), "c")
    sentence_keys = keys_of((sentence.id for sentence in report.sentences), "s")
    sources = sources_of(report.claims, claim_keys)
    notes = notes_of(report, claim_keys, sentence_keys)
    cards = cards_of(report, claim_keys=claim_keys, sentence_keys=sentence_keys, sources=sources, notes=notes)
    lanes = lanes_of(report, cards)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            title=_title(report),
            address=_web_address(report.article.url),
            direction=_direction(report.article.language),
            blocks=printed(report, cards, notes, sentence_keys=sentence_keys, lanes=lanes),
            cards=cards,
            lanes=lanes,
            unanchored=[card for card in cards if not card.claim.anchors],
            unjudged=[card for card in cards if "none" in (card.strength, card.status)],
            notes=notes,
            finding_counts=finding_counts(cards),
            sources=sources,
            sentence_keys=sentence_keys,
            strengths=strength_bars(cards),
            statuses=status_bars(cards),
        )
    )


def _title(report: Report) -> str:
    text = report.article.text
    headline = next((text[s.start : s.end] for s in report.sentences if s.region == "headline"), None)
    return report.article.title or headline or f"Article {report.article.id}"


def _web_address(url: str | None) -> str | None:
    """The address if it is one that a browser may be sent to, and not, say, a script."""
    try:
        is_web = url is not None and urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return None
    return url if is_web else None


def _direction(language: str | None) -> str:
    """Which way the article runs: by its language or, where that is not known, by each paragraph's first letter."""
    if language is None:
        return "auto"
    return "rtl" if language.replace("_", "-").split("-")[0].lower() in _RIGHT_TO_LEFT else "auto"


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("claimcheck.formats.html_report", "page"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, early, script = _inlined("css", _STYLES), _inlined("js", ("early",)), _inlined("js", _SCRIPTS)
    environment.filters.update(
        as_printed=as_printed, number=number_of, called=name_of, kind=kind_of_source, capital=capital
    )
    environment.globals.update(
        labels=labels,
        words=words,
        bar_width=WIDTH,
        style=Markup(style),  # noqa: S704 (our own files)
        early=Markup(early),  # noqa: S704
        script=Markup(script),  # noqa: S704
        policy="; ".join(
            [
                "default-src 'none'",
                f"style-src '{_hash(style)}'",
                f"script-src '{_hash(early)}' '{_hash(script)}'",
                "base-uri 'none'",
                "form-action 'none'",
            ]
        ),
    )
    return environment


def as_printed(text: str) -> Markup:
    """Text that a browser shows character for character: it would change carriage returns, and drop null characters."""
    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd"))  # noqa: S704 (escaped)


def _inlined(kind: str, names: tuple[str, ...]) -> str:
    folder = files("claimcheck.formats.html_report") / "page" / kind
    parts = [(folder / f"{name}.{kind}").read_text(encoding="utf-8") for name in names]
    joined = "\n\n".join(part.strip() for part in parts)
    return f'\n(() => {{\n"use strict";\n\n{joined}\n}})();\n' if kind == "js" else f"\n{joined}\n"


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"
