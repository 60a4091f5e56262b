"""What the embedded model makes of the gold set (tests/gold), held against the floors that were reached before.

    python benchmarks/gold.py [--raise] [--model NAME] [--save FILE | --reports FILE]
    python benchmarks/gold.py --reading [--raise]

Without options it reads every article, prints all figures beside their floors, and fails where one is below.
`--raise` writes higher floors; nothing lowers one. `--save` keeps the reports, one a line, and `--reports` scores
reports that were kept. `--reading` takes the code's own reading of the sources instead, without any model.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from claimcheck import Checker, Report
from gold import GoldArticle, articles, floors
from gold.agreement import reading_figures
from gold.scoring import model_figures

MODEL_MARGIN = 0.02
"""The floors of a model are so far below what it reached: on another processor some answers come out otherwise."""


def main() -> None:
    options = _options()
    gold = articles()
    if options.reading:
        section, margin, figures = "reading", 0.0, reading_figures(gold)
    else:
        section, margin = options.model, MODEL_MARGIN
        reports = _kept(options.reports) if options.reports else {}
        if not options.reports:
            reports = {report.article.id: report for report in _read(gold, options.model, options.save)}
        figures = model_figures(gold, reports)
    print(floors.table(figures, section))
    wrong = floors.below(figures, section) + floors.lowered()
    if options.raise_floors:
        print("\n".join(floors.raise_to(figures, section, margin=margin)) or "no floor rises")
    elif not floors.floors(section):
        print(f"no floors for {section!r} yet: --raise writes them")
    sys.exit("\n".join(wrong) or None)


def _read(gold: Iterable[GoldArticle], model: str, save: Path | None) -> Iterator[Report]:
    """The reports of a model, one article after the other."""
    if save:
        save.write_text("", encoding="utf-8")
    with Checker(model=model) as checker:
        for each in gold:
            started = time.perf_counter()
            report = checker.check(each.article)
            seconds = time.perf_counter() - started
            print(f"{each.article.id}: {len(report.claims)} claims, {seconds:.0f} s", file=sys.stderr)
            if save:
                with save.open("a", encoding="utf-8") as lines:
                    lines.write(report.model_dump_json() + "\n")
            yield report


def _kept(path: Path) -> dict[str, Report]:
    lines = path.read_text(encoding="utf-8").splitlines()
    reports = [Report.model_validate_json(line) for line in lines]
    return {report.article.id: report for report in reports}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="write higher floors")
    parser.add_argument("--model", default="embedded", help="whose reports are scored; each model has its own floors")
    parser.add_argument("--reading", action="store_true", help="the code's own reading, without a model")
    kept = parser.add_mutually_exclusive_group()
    kept.add_argument("--save", type=Path, metavar="FILE", help="keep the reports there")
    kept.add_argument("--reports", type=Path, metavar="FILE", help="score the reports kept there")
    return parser.parse_args()


if __name__ == "__main__":
    main()
