"""JSON lines in, one line for each claim out: a step of a pipeline, in bounded memory however many rows come.

    zcat articles.jsonl.gz | python examples/pipeline.py --model gpt-5-mini > claims.jsonl

Rows that cannot be checked are told on stderr, and the exit code is then 1. For a run that must survive its process
take `claimcheck batch`; this is for work between others, such as a filter or a loader.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator

from claimcheck import Article, Checker, Unchecked
from claimcheck.formats.reports import EXPORTS
from claimcheck.formats.row import Row
from claimcheck.formats.rows import rows_in


def readable(rows: Iterable[Row], errors: list[str]) -> Iterator[Article]:
    """The articles of the rows that hold one. What is wrong with the others goes to `errors`."""
    for row in rows:
        if row.article is not None:
            yield row.article
        else:
            errors.append(f"{row.id}: {row.error}")


def main() -> int:
    """Checks the rows of standard input."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", help="by default the one that is set up")
    given = parser.parse_args()

    errors: list[str] = []
    with Checker(given.model) as checker:
        for result in checker.check_many(readable(rows_in(sys.stdin.buffer, name="stdin"), errors)):
            if isinstance(result, Unchecked):
                errors.append(str(result.error))
            else:
                sys.stdout.write(EXPORTS["jsonl"].render(result))
    print(*errors, sep="\n", end="\n" if errors else "", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
