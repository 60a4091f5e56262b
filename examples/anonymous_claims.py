"""Prints what an article has from people it does not name, with the very words, and keeps the whole report as a page.

    python examples/anonymous_claims.py examples/cable-car.txt --model embedded
    python examples/anonymous_claims.py story.txt --model gpt-5-mini

The page can be opened in any browser and passed on: it needs nothing else.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from claimcheck import Checker, Report
from claimcheck.formats.articles import read_article

UNNAMED = ("anonymous", "vague")


def unnamed(report: Report) -> list[str]:
    """A line for each claim whose source cannot be called back."""
    return [
        f"{claim.id}  {claim.sourcing.strength}: {claim.text}"
        + "".join(f"\n    {span.start}-{span.end}: {span.quote!r}" for span in claim.anchors)
        for claim in report.claims
        if claim.sourcing and claim.sourcing.strength in UNNAMED
    ]


def main() -> None:
    """Checks one article."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("article", help="a file in any form that claimcheck reads")
    parser.add_argument("--model", help="by default the one that is set up")
    parser.add_argument("--page", type=Path, default=Path("report.html"), help="where the report goes")
    given = parser.parse_args()

    with Checker(given.model) as checker:
        report = checker.check(read_article(given.article))

    given.page.write_text(report.to_html(), encoding="utf-8")
    print(f"{len(report.claims)} claims, {report.coverage.failed} sentences not read; the report is in {given.page}")
    print("\n".join(unnamed(report) or ["Nothing rests on people without a name."]))


if __name__ == "__main__":
    main()
