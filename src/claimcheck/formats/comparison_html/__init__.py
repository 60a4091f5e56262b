"""The comparison as HTML: one file for the corrections desk, in the dress of the HTML report.

    entries.py    the changes as entries, old and new side by side with the words that differ
    page.py       all of it as one page

The page stands for itself: no network, no script. Words of an article or a model are only ever escaped text.
"""

from claimcheck.formats.comparison_html.page import comparison_html

__all__ = ["comparison_html"]
