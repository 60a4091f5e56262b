"""`claimcheck check`: an article in, a report out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.article import Article
from claimcheck.checker import Checker
from claimcheck.cli.articles import AllowPrivate, Input, article_for, file_behind, name_of
from claimcheck.cli.asking import (
    BaseUrl,
    CacheUrl,
    MaxCalls,
    MaxCost,
    MaxTokens,
    Model,
    NoCache,
    Offline,
    PriceInput,
    PriceOutput,
    ProfileName,
    Refresh,
    RequestsPerMinute,
    Samples,
    TokensPerMinute,
    cache_mode,
    price_of,
    profile_of,
)
from claimcheck.cli.estimating import estimate_text
from claimcheck.cli.failure import EXIT_CODES
from claimcheck.cli.gate import FailOn, gate
from claimcheck.cli.interruption import ctrl_c_ends_the_process
from claimcheck.cli.outcome import Listener, refuse_empty
from claimcheck.cli.output import refuse_output, write_result
from claimcheck.cli.progress import reading_shown
from claimcheck.cli.rendering import As, Output, Verbose, format_for, write_report
from claimcheck.events import Event
from claimcheck.llm.limits import Budget, Rates
from claimcheck.llm.openai import NO_KEY
from claimcheck.llm.options import Options
from claimcheck.report import Report

EPILOG = f"""\b
Examples:
  claimcheck check article.txt
  claimcheck check https://example.org/story
  claimcheck check article.txt --model embedded -o report.json
  claimcheck check article.txt --model gpt-5-mini --estimate
  claimcheck check article.txt --model gpt-5-mini --max-cost 0.10
  claimcheck check article.txt --fail-on anonymous,headline_overclaim
  pdftotext article.pdf - | claimcheck check - -f json
  claimcheck check article.txt --model qwen3:8b --profile compact \\
      --base-url http://localhost:11434/v1

{EXIT_CODES}
"""


def check(  # noqa: PLR0913 (typer reads the options from them)
    file: Annotated[str, typer.Argument(metavar="FILE|URL|-", help="The article. - for stdin.")],
    *,
    input_: Input = None,
    allow_private: AllowPrivate = False,
    model: Model = None,
    base_url: BaseUrl = None,
    profile: ProfileName = None,
    as_: As = None,
    output: Output = None,
    verbose: Verbose = False,
    fail_on: FailOn = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Show no progress, only errors.")] = False,
    id: Annotated[str | None, typer.Option(help="The article's id. By default derived from its text.")] = None,
    title: Annotated[str | None, typer.Option(help="Its headline, where the text does not hold it.")] = None,
    prompts: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Templates that take the place of claimcheck's own.")
    ] = None,
    estimate: Annotated[
        bool, typer.Option("--estimate", help="Print about what the check would use, and ask nobody.")
    ] = False,
    no_cache: NoCache = False,
    refresh: Refresh = False,
    offline: Offline = False,
    cache_url: CacheUrl = None,
    max_cost: MaxCost = None,
    max_tokens: MaxTokens = None,
    max_calls: MaxCalls = None,
    samples: Samples = 1,
    price_input: PriceInput = None,
    price_output: PriceOutput = None,
    requests_per_minute: RequestsPerMinute = None,
    tokens_per_minute: TokensPerMinute = None,
) -> None:
    """Check one article: its claims, who it credits for them, and whether they could be settled.

    The report goes to stdout or to a file, progress and messages go to stderr. Answers of the model are kept, and the
    same question is not asked twice: see claimcheck cache.
    """
    cache = cache_mode(no_cache=no_cache, refresh=refresh, offline=offline)
    options = Options(
        profile=profile_of(profile),
        budget=Budget(max_cost, max_tokens, max_calls),
        rates=Rates(requests_per_minute, tokens_per_minute),
        price=price_of(price_input, price_output),
        samples=samples,
        cache_url=cache_url,
    )
    form = format_for(as_, output)
    if output is not None:
        refuse_output(output, source=file_behind(file))
    article = article_for(file, input_, allow_private=allow_private, quiet=quiet, id=id, title=title)
    key = NO_KEY if estimate and model is not None else None  # who is not asked need not be paid
    checker = Checker(model, base_url=base_url, api_key=key, prompts=prompts, cache=cache, options=options)
    if estimate:
        with checker:
            write_result(estimate_text(checker.estimate(article), form), output)
        return
    listener = Listener()
    report = _report(checker, article, listener, quiet=quiet)
    refuse_empty(report, name_of(file))
    write_report(report, as_=form, output=output, verbose=verbose)
    raise typer.Exit(gate(report, fail_on or (), listener.outcome_of(report)))


def _report(checker: Checker, article: Article, listener: Listener, *, quiet: bool) -> Report:
    with ctrl_c_ends_the_process(), reading_shown(quiet=quiet) as show, checker:

        def hear(event: Event) -> None:
            listener.hear(event)
            show(event)

        return checker.check(article, on_event=hear)
