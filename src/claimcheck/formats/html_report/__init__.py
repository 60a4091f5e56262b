"""The HTML report: one file that a newsroom opens in a browser, prints and passes on.

    labels.py     what things are called, and what that means
    segments.py   overlapping spans cut into pieces that do not overlap
    printed.py    the article as printed, with its pieces
    claims.py     the claims as cards, and the findings
    sources.py    who carries how many claims
    summary.py    the bars of the summary
    page.py       all of it as one page

The page stands for itself: no network, no external font or script. Words of an article or a model are only ever
escaped text; a Content-Security-Policy lets nothing run but the page's own scripts, known by their SHA-256. Without
JavaScript it is a readable page.
"""

from claimcheck.formats.html_report.page import html_report

__all__ = ["html_report"]
