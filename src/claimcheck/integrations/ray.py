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
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from claimcheck.article import Article
from claimcheck.checker import Checker
from claimcheck.errors import ClaimcheckError, ConfigurationError, InputError
from claimcheck.llm.cache import CacheMode
from claimcheck.llm.chat import ChatModel
from claimcheck.llm.options import Options
from claimcheck.report import Report

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError("this needs an extra of claimcheck. Install it: pip install 'claimcheck-llm[ray]'") from error

Row = Mapping[str, object]

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
        at_once: int = 16,
    ) -> None:
        """Sets a checker up.

        Args:
            model: as of `Checker`, like all that follow.
            base_url: an OpenAI-compatible endpoint.
            api_key: the endpoint's key.
            prompts: a folder of templates, on the machine where the actor is.
            cache: how kept answers are used.
            options: budget, rates and more, for each actor by itself; and `cache_url`, for all of them together.
            at_once: how many articles of a batch are under way at once.

        Raises:
            ConfigurationError: there is no model to ask, or an argument makes no sense.
        """
        if at_once < 1:
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
        rows = _told(self._checker, batch.to_pylist(), at_once=self._at_once)
        return pa.Table.from_pylist(list(rows), schema=REPORT_COLUMNS)


def rows_of_lines(batch: pa.Table) -> pa.Table:
    """`ARTICLE_COLUMNS` for lines of JSON, as `ray.data.read_text` reads them.

    So a line that is no JSON is one row with an `error`, where `ray.data.read_json` would end the job. Its id is the
    beginning of the line's SHA-256.

    Args:
        batch: an Arrow table whose column `text` has the lines.
    """
    return pa.Table.from_pylist([_row_of_line(line) for line in batch["text"].to_pylist()], schema=ARTICLE_COLUMNS)


def _row_of_line(line: str) -> Row:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": _id_of(line), "error": f"the row is not JSON: {error}"}
    if not isinstance(fields, dict):
        return {"id": _id_of(line), "error": 'the row is not a JSON object such as {"id": "a1", "text": "..."}'}
    known = {name: value for name, value in fields.items() if name in ARTICLE_COLUMNS.names and value is not None}
    if isinstance(known.get("id"), int):
        known["id"] = str(known["id"])
    for name, value in known.items():
        if not _is_text(value):
            return {"id": _id_of(line), "error": f"the row's {name} is not a text"}
    return known


def _told(checker: Checker, rows: Iterable[Row], *, at_once: int) -> Iterator[Row]:
    """What comes out for each row, in their order."""
    with ThreadPoolExecutor(at_once, thread_name_prefix="claimcheck-article") as pool:
        yield from pool.map(lambda row: _told_of(row, checker.check), rows)


def _told_of(row: Row, check: Callable[[Article], Report]) -> Row:
    named = {"id": None if row.get("id") is None else str(row["id"])}
    if row.get("error") is not None:
        return named | {"error": str(row["error"])}
    try:
        article = _article_of(row)
        named["id"] = article.id
        return _columns_of(check(article))
    except InputError as error:
        return named | {"error": str(error)}
    except ClaimcheckError:
        raise  # it concerns every article
    except Exception as error:  # noqa: BLE001 (one article among a million must not end the job)
        return named | {"error": f"a bug in claimcheck: {type(error).__name__}: {error}"}


def _article_of(row: Row) -> Article:
    """The article in a row.

    Raises:
        InputError: there is none, or something beside its text cannot be used.
    """
    text = row["text"]
    if not isinstance(text, str):
        raise InputError(f"the row's text {'is missing' if text is None else 'is not a text'}: put the article there")
    Article.of(text)
    given = {name: row[name] for name in ("title", "url", "published", "language") if row.get(name) is not None}
    if row.get("id") is not None:
        given["id"] = str(row["id"])
    try:
        return Article.model_validate({"text": text, **given})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "text"
        raise InputError(f"the row's {where} cannot be used: {first['msg']}") from error


def _columns_of(report: Report) -> Row:
    usage = report.usage.model_dump()
    return usage | {
        "id": report.article.id,
        "report": report.model_dump_json(),
        "complete": report.complete,
        "sentences": report.coverage.sentences,
        "failed_sentences": report.coverage.failed,
        "claims": len(report.claims),
        "findings": len(report.findings),
    }


def _id_of(line: str) -> str:
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _is_text(value: object) -> bool:
    """Whether Arrow can hold it as a string: JSON may escape half a character."""
    try:
        return isinstance(value, str) and bool(value.encode() or True)
    except UnicodeEncodeError:
        return False
