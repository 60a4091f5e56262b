"""Comparison: what changed between two versions of an article, from the reports on both. No model takes part.

`alignment` tells which sentence of the new version is which of the old, and `claims` which claim is which; `causes`
tells apart what the article's words changed and what was only read otherwise. What differs is told by `differences`
(claims that both have), `credited` (sources), `resolved` (findings) and `printed` (headline and text); `remarks` says
what to know beforehand, and `comparing` puts it all together.
"""

from __future__ import annotations

from claimcheck.comparison.comparing import compare
from claimcheck.comparison.model import Change, ChangeKind, Comparison, Edit, Note, Side, Version

__all__ = ["Change", "ChangeKind", "Comparison", "Edit", "Note", "Side", "Version", "compare"]
