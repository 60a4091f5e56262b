"""Checks the articles of Parquet or JSONL files on a Ray cluster, and writes the reports as Parquet.

    pip install 'claimcheck-llm[ray,redis]'
    python examples/ray_job.py articles.jsonl reports/ --model gpt-5-mini --actors 4

Rows in: `text`, and `id`, `title`, `url`, `published`, `language` where they are known. Rows out: see
`claimcheck.integrations.ray.REPORT_COLUMNS`. Where `RAY_ADDRESS` names a cluster it runs there, else on this machine.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray would tell its makers; before it is imported

import pyarrow.dataset
import ray
from ray.data import ActorPoolStrategy, Dataset

from claimcheck import Options
from claimcheck.integrations.ray import CheckArticles, rows_of_lines

ROWS_PER_TASK = 32
"""What is done again when an actor dies."""


CPUS_PER_ACTOR = 0.25
"""An actor mostly waits for its endpoint. Some must be left for reading and writing, or the job would wait for ever.
The embedded model needs whole ones: as many as each actor is to have."""


def read(path: str) -> Dataset:
    """The articles of a Parquet or JSONL file, or of a folder of one kind."""
    folder = Path(path)
    first = next(folder.rglob("*.*"), folder) if folder.is_dir() else folder
    if first.suffix == ".parquet":
        return ray.data.read_parquet(path)
    return ray.data.read_text(path).map_batches(rows_of_lines, batch_format="pyarrow")


def check(articles: Dataset, *, actors: int, model: str | None, base_url: str | None, options: Options) -> Dataset:
    """The reports on some articles, by that many actors."""
    return articles.repartition(target_num_rows_per_block=ROWS_PER_TASK).map_batches(
        CheckArticles,
        fn_constructor_kwargs={"model": model, "base_url": base_url, "options": options},
        compute=ActorPoolStrategy(size=actors),
        batch_format="pyarrow",
        num_cpus=CPUS_PER_ACTOR,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the job."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", help="a .jsonl or .parquet file, or a folder of them")
    parser.add_argument("reports", help="a folder that is not there yet")
    parser.add_argument("--model")
    parser.add_argument("--base-url")
    parser.add_argument("--cache-url", help="a Redis server that the actors share; or set CLAIMCHECK_CACHE_URL")
    parser.add_argument("--actors", type=int, default=2)
    given = parser.parse_args(arguments)
    if Path(given.reports).exists():
        parser.error(f"{given.reports} is there already: name another folder, or remove it")

    ray.init(ignore_reinit_error=True)
    options = Options(cache_url=given.cache_url)
    reports = check(
        read(given.articles), actors=given.actors, model=given.model, base_url=given.base_url, options=options
    )
    reports.write_parquet(given.reports)

    written = pyarrow.dataset.dataset(given.reports)
    failed = written.count_rows(filter=pyarrow.dataset.field("error").is_valid())
    print(f"{written.count_rows():,} rows written to {given.reports}, {failed:,} of them errors")


if __name__ == "__main__":
    main()
