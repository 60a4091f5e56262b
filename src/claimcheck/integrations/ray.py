"""Articles through a cluster: a callable class for Ray Data, whose actors hold one `Checker` each.

    articles = ray.data.read_parquet("articles/").repartition(target_num_rows_per_block=32)
    reports = articles.map_batches(
        CheckArticles,
        fn_constructor_kwargs={"model": "gpt-5-mini"},
        compute=ray.data.ActorPoolStrategy(size=8),
        batch_format="pyarrow",
    )
    reports.write_parquet("reports/")

A row in is a row out. What is wrong with one article is told in its row; what would be wrong with every article, such
as a key that is refused, ends the job.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from claimcheck.checker import Checker
from claimcheck.errors import ConfigurationError
from claimcheck.formats.row import Row, row_of, row_of_fields
from claimcheck.llm.cache import CacheMode
from claimcheck.llm.chat import ChatModel
from claimcheck.llm.options import Options
from claimcheck.many import Unchecked
from claimcheck.report import Report

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError("this needs an extra of claimcheck. Install it: pip install 'claimcheck-llm[ray]'") from error

Columns = Mapping[str, object]
"""A row of a table, by the names of the columns."""

ARTICLE_COLUMNS: Final = pa.schema(
    [(name, pa.string()) for name in ("id", "text", "title", "url", "published", "language", "error")]
)
"""What `rows_of_lines` makes of lines, and what `CheckArticles` reads. Only `text` must be there. A row with an `error`
is passed on as it is: something before has found it wanting."""

REPORT_COLUMNS: Final = pa.schema(
    [
        ("id", pa.string()),
        ("report", pa.large_string()),
        ("error", pa.string()),
        ("complete", pa.bool_()),
        ("sentences", pa.int32()),
        ("failed_sentences", pa.int32()),
        ("claims", pa.int32()),
        ("findings", pa.int32()),
        ("calls", pa.int32()),
        ("cached_calls", pa.int32()),
        ("input_tokens", pa.int64()),
        ("output_tokens", pa.int64()),
        ("cost_usd", pa.float64()),
        ("seconds", pa.float64()),
    ]
)
"""What comes out. Of `report`, the report's JSON, and `error` one is null; with `error` all but `id` is."""


class CheckArticles:
    """Checks the articles of a batch, several at the same time, with a checker that lives as long as the actor.

    For `Dataset.map_batches` with `batch_format="pyarrow"`. The arguments are those of `Checker`, and one more. Ray
    sends them to its machines: give a key in the environment of those rather than here.
    """

    def __init__(  # noqa: PLR0913 (those of Checker, and one more)
        self,
        model: str | ChatModel | None = None,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        prompts: Path | str | None = None,
        cache: CacheMode | None = None,
        options: Options | None = None,
        at_once: int | None = None,
    ) -> None:
        """Sets a checker up.

        Args:
            model: as of `Checker`, like all that follow.
            base_url: an OpenAI-compatible endpoint.
            api_key: the endpoint's key.
            prompts: a folder of templates, on the machine where the actor is.
            cache: how kept answers are used.
            options: budget, rates and more, for each actor by itself; and `cache_url`, for all of them together.
            at_once: how many articles of a batch are under way at once; by default as many as keep the model busy.

        Raises:
            ConfigurationError: there is no model to ask, or an argument makes no sense.
        """
        if at_once is not None and at_once < 1:
            raise ConfigurationError(f"at_once must be 1 or more, not {at_once}")
        self._at_once = at_once
        self._checker = Checker(
            model, base_url=base_url, api_key=api_key, prompts=prompts, cache=cache, options=options
        )

    def __call__(self, batch: pa.Table) -> pa.Table:
        """`REPORT_COLUMNS` for the articles of a batch, in their order.

        Raises:
            ConfigurationError: the batch is not Arrow's or has no column `text`; the model cannot be used.
            PromptError: a template is broken.
        """
        if not isinstance(batch, pa.Table) or "text" not in batch.column_names:
            raise ConfigurationError(
                'CheckArticles needs batches with a column "text", as Arrow tables: map_batches(..., '
                'batch_format="pyarrow")'
            )
        rows = [_row_of_columns(columns) for columns in batch.to_pylist()]
        articles = [row.article for row in rows if row.article]
        with closing(self._checker.check_many(articles, at_once=self._at_once)) as results:
            return pa.Table.from_pylist([_told(row, results) for row in rows], schema=REPORT_COLUMNS)


def rows_of_lines(batch: pa.Table) -> pa.Table:
    """`ARTICLE_COLUMNS` for lines of JSON, as `ray.data.read_text` reads them.

    So a line that is no JSON is one row with an `error`, where `ray.data.read_json` would end the job. Its id is the
    beginning of the line's SHA-256.

    Args:
        batch: an Arrow table whose column `text` has the lines.
    """
    return pa.Table.from_pylist([_columns_of_line(line) for line in batch["text"].to_pylist()], schema=ARTICLE_COLUMNS)


def _columns_of_line(line: str) -> Columns:
    data = line.encode("utf-8", "surrogatepass")
    row = row_of(data, _digest(data))
    if row.article is None:
        return {"id": row.id, "error": row.error}
    return row.article.model_dump(mode="json", exclude={"sha256"})


def _row_of_columns(columns: Columns) -> Row:
    text = columns["text"]
    row = row_of_fields(columns, _digest(text.encode()) if isinstance(text, str) else "")
    return row if columns.get("error") is None else Row(row.id, error=str(columns["error"]))


def _told(row: Row, results: Iterator[Report | Unchecked]) -> Columns:
    """What comes out for a row, whose result is the next one if it has an article."""
    if row.article is None:
        return {"id": row.id or None, "error": row.error}
    result = next(results)
    if isinstance(result, Unchecked):
        return {"id": row.id, "error": result.why}
    return result.usage.model_dump() | {
        "id": row.id,
        "report": result.model_dump_json(),
        "complete": result.complete,
        "sentences": result.coverage.sentences,
        "failed_sentences": result.coverage.failed,
        "claims": len(result.claims),
        "findings": len(result.findings),
    }


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
