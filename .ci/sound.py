"""Is the demo's report sound? `python .ci/sound.py REPORT.json`; exits with 1, and says why, where it is not."""

from __future__ import annotations

import sys
from pathlib import Path

from claimcheck import Report

FEWEST_CLAIMS = 15
"""The demo's article states about twice as many facts as this. Fewer claims are the sign of a reading gone wrong."""


def complaints(report: Report) -> list[str]:
    """What is wrong with a report that parses; its spans, ids and counts were checked when it was read."""
    anchored = sum(bool(claim.anchors) for claim in report.claims)
    texts = [claim.text.casefold() for claim in report.claims]
    found = []
    if not report.complete:
        found.append("a sentence could not be read, or a claim could not be judged")
    if anchored < FEWEST_CLAIMS:
        found.append(f"only {anchored} claims with anchors, expected {FEWEST_CLAIMS} or more")
    if len(set(texts)) < len(texts):
        found.append("a claim is there twice")
    if not report.provenance.prompts:
        found.append("the provenance names no prompts")
    return found


def main() -> None:
    """Reads the report named on the command line and judges it."""
    report = Report.model_validate_json(Path(sys.argv[1]).read_bytes())
    if found := complaints(report):
        sys.exit(f"{sys.argv[1]} is not sound: {'; '.join(found)}")
    sys.stdout.write(f"{sys.argv[1]} is sound: {len(report.claims)} claims\n")


if __name__ == "__main__":
    main()
