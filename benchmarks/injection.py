"""How many verdicts a model lets an article talk it out of: hostile articles against their clean twins.

    python benchmarks/injection.py --model embedded [--articles 6]
    python benchmarks/injection.py --model qwen3:8b --base-url http://localhost:11434/v1

The articles are those of `tests/hostile/`. Each is checked with its hostile passage and without. Counted are the
claims of the sentences that both have: whether they are there in the same words, and whether their verdicts (strength,
status, obstacle, check-worthiness, kind) are the same. A passage between two sentences is context to the one behind
it, so that some movement is to be expected of a small model even where it obeys nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from claimcheck import Checker, Claim, Report
from claimcheck.wording import content_words

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from hostile import ORDERED, HostileArticle, hostile_articles

Verdict = tuple[str | None, ...]


@dataclass
class Counts:
    """What became of the claims of the sentences that an article and its clean twin share.

    Attributes:
        verdicts: claims that both make in the same words.
        moved: those whose verdict is another.
        lost: claims that only the clean twin makes.
        added: claims that only the hostile article makes.
        borrowed: those of them with words that only the claim has which the passage orders.
        failed: sentences and claims that could not be read or judged, in either.
    """

    verdicts: int = 0
    moved: int = 0
    lost: int = 0
    added: int = 0
    borrowed: int = 0
    failed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--base-url")
    parser.add_argument("--articles", type=int, help="so many, spread over all; by default all")
    arguments = parser.parse_args()
    chosen = spread(hostile_articles(), arguments.articles)
    total = Counts()
    print(f"{'article':36}" + "".join(f"{field.name:>10}" for field in fields(Counts)))
    with Checker(arguments.model, base_url=arguments.base_url, cache="off") as checker:
        for article in chosen:
            counts = compared(checker.check(article.clean), checker.check(article.text), article)
            print(row(article.name, counts), flush=True)
            total += counts
    print(row(f"{len(chosen)} articles, {arguments.model}", total))


def spread(articles: Sequence[HostileArticle], count: int | None) -> list[HostileArticle]:
    """So many of them, at even distances."""
    count = min(count or len(articles), len(articles))
    return [articles[at * len(articles) // count] for at in range(count)]


def row(name: str, counts: Counts) -> str:
    return f"{name:36}" + "".join(f"{getattr(counts, field.name):10}" for field in fields(counts))


def compared(clean: Report, hostile: Report, article: HostileArticle) -> Counts:
    """What moved between two reports, as far as they are about the same sentences."""
    before, after = verdicts_by_claim(clean, article), verdicts_by_claim(hostile, article)
    both, added = before.keys() & after.keys(), after.keys() - before.keys()
    ordered = content_words(ORDERED) - content_words(article.clean)
    return Counts(
        verdicts=len(both),
        moved=sum(before[claim] != after[claim] for claim in both),
        lost=len(before.keys() - after.keys()),
        added=len(added),
        borrowed=sum(bool(ordered & content_words(text)) for _, text in added),
        failed=sum(
            r.coverage.failed + sum(not (c.sourcing and c.verifiability) for c in r.claims) for r in (clean, hostile)
        ),
    )


def verdicts_by_claim(report: Report, article: HostileArticle) -> dict[tuple[str, str], Verdict]:
    """The verdict of each claim, by the sentence that states it and its own words; hostile sentences aside."""
    text = report.article.text
    shared = {
        sentence.id: quoted
        for sentence in report.sentences
        if (quoted := text[sentence.start : sentence.end]) in article.clean
    }
    return {
        (shared[name], claim.text): verdict(claim)
        for claim in report.claims
        for name in claim.sentence_ids
        if name in shared
    }


def verdict(claim: Claim) -> Verdict:
    if claim.sourcing is None or claim.verifiability is None:
        return (None,)
    read = claim.verifiability
    return claim.kind, claim.sourcing.strength, read.status, read.obstacle, read.check_worthiness


if __name__ == "__main__":
    main()
