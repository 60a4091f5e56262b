"""The page: a comparison put through its template, with the style sheets inlined."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from claimcheck._version import __version__
from claimcheck.comparison import Comparison
from claimcheck.formats.comparison_html.entries import chapters_of
from claimcheck.formats.html_report.page import as_printed

_STYLES = (
    ("claimcheck.formats.html_report", "base"),
    ("claimcheck.formats.html_report", "masthead"),
    ("claimcheck.formats.comparison_html", "changes"),
)


def comparison_html(comparison: Comparison) -> str:
    """A comparison as one HTML file that needs nothing else, scripts included.

    Returns:
        The document. Write it as UTF-8. The same comparison gives the same document, byte for byte.
    """
    return (
        _environment()
        .get_template("comparison.html.j2")
        .render(
            comparison=comparison,
            made=chapters_of(comparison.article_changes, prefix="d"),
            read=chapters_of(comparison.reading_changes, prefix="r"),
        )
    )


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("claimcheck.formats.comparison_html", "page"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = "\n\n".join(_style(package, name).strip() for package, name in _STYLES)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment.filters.update(as_printed=as_printed)
    environment.globals.update(
        made_by=f"claimcheck {__version__}",
        style=Markup(style),  # noqa: S704 (our own files)
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )
    return environment


def _style(package: str, name: str) -> str:
    return (files(package) / "page" / "css" / f"{name}.css").read_text(encoding="utf-8")
