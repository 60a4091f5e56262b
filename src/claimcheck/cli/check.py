"""`claimcheck check`: an article in, a report out."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.article import Article
from claimcheck.checker import Checker
from claimcheck.cli.failure import EXIT_CODES, ExitCode, say
from claimcheck.cli.interruption import ctrl_c_ends_the_process
from claimcheck.cli.output import refuse_output, result_is_shown, write_result
from claimcheck.cli.progress import reading_shown
from claimcheck.cli.terminal import report_text
from claimcheck.cli.words import number_of
from claimcheck.errors import InputError
from claimcheck.extraction import why_silent
from claimcheck.formats.article_text import article_from_file, article_from_stream
from claimcheck.report import Report
from claimcheck.segment import segment

PIPED_WIDTH = 80
"""Columns of a report that does not go to a terminal."""

WIDEST = 100
"""Columns of a report in a wide terminal: longer lines are hard to read."""


class Format(StrEnum):
    """What a report is written as."""

    TEXT = "text"
    JSON = "json"


EPILOG = f"""\b
Examples:
  claimcheck check article.txt
  claimcheck check article.txt --model embedded -o report.json
  pdftotext article.pdf - | claimcheck check - -f json
  claimcheck check article.txt --model qwen3:8b \\
      --base-url http://localhost:11434/v1

{EXIT_CODES}
"""


def check(  # noqa: PLR0913 (typer reads the options from them)
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="The article: plain text in UTF-8. - for stdin.")],
    *,
    model: Annotated[
        str | None,
        typer.Option(
            help="A model at the endpoint, or 'embedded' for the one that runs in process. "
            "By default OpenAI's where OPENAI_API_KEY is set, else the embedded one."
        ),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="An OpenAI-compatible endpoint. Its key comes from OPENAI_API_KEY."),
    ] = None,
    as_: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="By default json for a file that ends in .json, else text."),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Show no progress, only errors.")] = False,
    id: Annotated[str | None, typer.Option(help="The article's id. By default derived from its text.")] = None,
    title: Annotated[str | None, typer.Option(help="Its headline, where the text does not hold it.")] = None,
    prompts: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Templates that take the place of claimcheck's own.")
    ] = None,
) -> None:
    """Check one article: its claims, who it credits for them, and whether they could be settled.

    The report goes to stdout or to a file, progress and messages go to stderr.
    """
    if output is not None:
        refuse_output(output, source=Path(file))
    article = _article(file, id=id, title=title, quiet=quiet)
    checker = Checker(model, base_url=base_url, prompts=prompts)
    with ctrl_c_ends_the_process(), reading_shown(quiet=quiet) as show, checker:
        report = checker.check(article, on_progress=show)
    if report.complete and not report.claims:
        raise InputError(_nothing_stated(report, file))
    write_result(_written(report, as_ or _format_of(output), shown=output is None and result_is_shown()), output)
    raise typer.Exit(_outcome(report))


def _article(file: str, *, id: str | None, title: str | None, quiet: bool) -> Article:
    if file != "-":
        return article_from_file(Path(file), id=id, title=title)
    if sys.stdin.isatty() and not quiet:
        say("reading the article from the keyboard; Ctrl-D ends it")
    return article_from_stream(sys.stdin.buffer, name="standard input", id=id, title=title)


def _nothing_stated(report: Report, file: str) -> str:
    name = "standard input" if file == "-" else file
    reasons = Counter(sentence.reason for sentence in report.sentences)
    why = ", ".join(f"{reason} ({count:,})" for reason, count in reasons.most_common(3))
    sentences = number_of(len(report.sentences), "sentence")
    return f"{name} states nothing that could be checked: {sentences}, {why}. Is it the article's own text?"


def _format_of(output: Path | None) -> Format:
    return Format.JSON if output is not None and output.suffix.lower() == ".json" else Format.TEXT


def _written(report: Report, as_: Format, *, shown: bool) -> str:
    if as_ is Format.JSON:
        return report.model_dump_json(indent=2) + "\n"
    if not shown:
        return report_text(report, width=PIPED_WIDTH)
    width = min(shutil.get_terminal_size((PIPED_WIDTH, 24)).columns, WIDEST)
    return report_text(report, width=width, colour=True)


def _outcome(report: Report) -> ExitCode:
    """The exit code for a report, and a line on stderr where it is incomplete."""
    if report.complete:
        return ExitCode.COMPLETE
    failed = [sentence for sentence in report.sentences if sentence.outcome == "failed"]
    unjudged = [claim for claim in report.claims if not (claim.sourcing and claim.verifiability)]
    why = failed[0].reason if failed else unjudged[0].rationale
    asked = {sentence.id for sentence in segment(report.article) if why_silent(sentence) is None}
    if asked <= {sentence.id for sentence in failed}:
        say(f"the model failed on all {number_of(len(failed), 'sentence')} that it was asked about: {why}")
        return ExitCode.MODEL
    parts = [(len(failed), "sentence", "could not be read"), (len(unjudged), "claim", "could not be judged")]
    told = " and ".join(f"{number_of(count, noun)} {what}" for count, noun, what in parts if count)
    say(f"the report is incomplete: {told}: {why}")
    return ExitCode.INCOMPLETE
