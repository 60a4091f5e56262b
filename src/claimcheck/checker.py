"""Checker: an article in, a report out. The only module that knows all the steps."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
import weakref
from collections.abc import AsyncGenerator, AsyncIterable, Generator, Iterable
from concurrent.futures import Future
from contextlib import aclosing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from claimcheck._version import __version__
from claimcheck.article import Article, refuse_what_no_article_is
from claimcheck.assembly import claims_of, distinct, outcomes
from claimcheck.credits import Credits
from claimcheck.errors import ConfigurationError
from claimcheck.events import OnEvent, heard_by
from claimcheck.findings import corroborate, findings
from claimcheck.llm.cache import CacheMode
from claimcheck.llm.chat import ChatModel
from claimcheck.llm.layers import layered
from claimcheck.llm.models import open_model
from claimcheck.llm.openai import NO_KEY
from claimcheck.llm.options import Options, outcome_options
from claimcheck.llm.per_loop import PerLoop
from claimcheck.llm.usage import Estimate, Metered
from claimcheck.many import Unchecked, concerns_one_article, under_way, under_way_async
from claimcheck.own_thread import OwnThread
from claimcheck.prompts import Prompts
from claimcheck.reading import read
from claimcheck.rehearsal import estimate_check
from claimcheck.report import Coverage, Provenance, Report, Usage
from claimcheck.segment import segment
from claimcheck.setting import Setting

logger = logging.getLogger(__name__)
logging.getLogger("claimcheck").addHandler(logging.NullHandler())  # what to do with log lines, the application says


class Checker:
    """Checks articles with one model.

    A checker has a thread of its own, in which everything happens; `check` and `acheck` wait for it, one blocking
    and one not. So both work in a notebook, in a running event loop and from several threads, and say the same.

    It pickles to its configuration, for workers: the copy opens connections of its own and has the whole budget before
    it. A key given as `api_key` is in the pickle, and so is the URL of a shared cache, since the copy needs them: keep
    such a pickle as you keep the key. What comes from the environment is not.

    Args:
        model: a model's name at the endpoint; "embedded" for the one that runs in process; a `ChatModel`; or None
            for OpenAI's where `OPENAI_API_KEY` is set, else the embedded one where it is installed.
        base_url: an OpenAI-compatible endpoint, such as "http://localhost:11434/v1".
        api_key: the endpoint's key; by default `OPENAI_API_KEY`.
        prompts: a folder of templates that take the place of claimcheck's own.
        cache: "use" gives kept answers and keeps new ones; "refresh" asks anew and keeps the answers; "offline" asks
            nothing and gives kept answers only; "off" keeps nothing. By default "use", and "off" for a `ChatModel` of
            your own, whose name and endpoint need not tell all that its answers depend on.
        options: budget, rates, price, retries and more.

    Raises:
        ConfigurationError: there is no model to ask, and the message lists the ways out; or an option makes no sense.
        PromptError: there is no such folder of templates.
    """

    def __init__(
        self,
        model: str | ChatModel | None = None,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        prompts: Path | str | None = None,
        cache: CacheMode | None = None,
        options: Options | None = None,
    ) -> None:
        self._made_of: dict[str, object] = {"model": model, "base_url": base_url, "api_key": api_key}
        self._made_of |= {"prompts": prompts, "cache": cache, "options": options}
        self._options = options or Options()
        self._cache: CacheMode = cache or ("use" if model is None or isinstance(model, str) else "off")
        self._prompts = Prompts(Path(prompts) if prompts is not None else None)
        if self._cache == "offline" and isinstance(model, str):
            api_key = NO_KEY  # nothing is sent
        bare = open_model(model, base_url=base_url, api_key=api_key, profile=self._options.profile)
        self._model = layered(bare, cache=self._cache, options=self._options)
        self._places = PerLoop(partial(asyncio.Semaphore, self._model.profile.in_flight))
        self._thread = OwnThread()
        weakref.finalize(self, _close, self._thread, self._model)

    @property
    def at_once(self) -> int:
        """How many articles are under way together where many are checked: twice as many as the model takes calls.

        So even short articles keep it busy. The calls under way are no more for it.
        """
        return 2 * self._model.profile.in_flight

    def check(self, article: str | Article, *, on_event: OnEvent | None = None) -> Report:
        """Checks one article.

        Args:
            article: its text, or an `Article`.
            on_event: told what happens: see `claimcheck.events`.

        Raises:
            InputError: the article cannot be checked.
            ConfigurationError: the model cannot be used as it is set up.
        """
        task = self._thread.start(self._run, _article(article), on_event)
        try:
            return task.result()
        except BaseException:
            task.cancel()  # an interrupt reaches this thread, not the one that works
            raise

    async def acheck(self, article: str | Article, *, on_event: OnEvent | None = None) -> Report:
        """Checks one article without blocking the event loop. As `check` in everything else.

        Raises:
            InputError: the article cannot be checked.
            ConfigurationError: the model cannot be used as it is set up.
        """
        return await asyncio.wrap_future(self._thread.start(self._run, _article(article), on_event))

    def check_many(
        self,
        articles: Iterable[str | Article],
        *,
        at_once: int | None = None,
        in_order: bool = True,
        on_event: OnEvent | None = None,
    ) -> Generator[Report | Unchecked]:
        """Checks many articles, several of them at the same time, and gives each the answer that `check` gives.

        An article that cannot be checked does not end the stream: an `Unchecked` comes in the place of its report.
        What would end every other check too is raised, and so is what `articles` raises, after the reports before it.

        Memory is bounded, and `articles` may be endless: it is read no further ahead than `at_once`, in the caller's
        thread, and only while there is room; so nothing is read ahead of a slow consumer. Closing the generator, or
        leaving it to be collected, cancels what is under way.

        Args:
            articles: texts or `Article`s.
            at_once: how many articles are taken and not yet given out; by default as the property of that name says.
            in_order: reports come in the order of the articles; otherwise as they are had.
            on_event: told what happens in all of the checks.

        Raises:
            ConfigurationError: the model cannot be used as it is set up; or `at_once` is less than 1.
            ModelError: the endpoint refuses everything.
        """

        def start(article: str | Article) -> Future[Report | Unchecked]:
            return self._thread.start(self._run_or_say, article, on_event)

        return under_way(articles, start, at_once=self._window(at_once), in_order=in_order)

    async def acheck_many(
        self,
        articles: AsyncIterable[str | Article] | Iterable[str | Article],
        *,
        at_once: int | None = None,
        in_order: bool = True,
        on_event: OnEvent | None = None,
    ) -> AsyncGenerator[Report | Unchecked]:
        """Checks many articles without blocking the event loop. As `check_many` in everything else.

        While an asynchronous source is awaited, reports go on being given out. Where the loop over the reports may be
        left early, close it: `async with contextlib.aclosing(checker.acheck_many(articles)) as reports: ...`

        Raises:
            ConfigurationError: the model cannot be used as it is set up.
            ModelError: the endpoint refuses everything.
        """

        async def work(article: str | Article) -> Report | Unchecked:
            return await asyncio.wrap_future(self._thread.start(self._run_or_say, article, on_event))

        results = under_way_async(articles, work, at_once=self._window(at_once), in_order=in_order)
        async with aclosing(results):
            async for result in results:
                yield result

    def estimate(self, article: str | Article) -> Estimate:
        """About what a check would use if no answer were kept. Nothing is asked, loaded or fetched.

        Raises:
            InputError: the article cannot be checked.
        """
        return self._thread.start(self._estimate, _article(article)).result()

    def close(self) -> None:
        """Cancels checks under way, closes connections and frees memory. A checker that is forgotten closes itself."""
        _close(self._thread, self._model)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Checker({self._model.name!r} at {self._model.endpoint}, cache={self._cache!r})"

    def __getstate__(self) -> dict[str, object]:
        return self._made_of

    def __setstate__(self, made_of: dict[str, object]) -> None:
        Checker.__init__(self, **made_of)  # type: ignore[arg-type]  # its own arguments, as they were given

    async def _run(self, article: Article, on_event: OnEvent | None) -> Report:
        with heard_by(on_event):
            logger.info("checking article %s with %s", article.id, self._model.name)
            report = await self._report(article)
            told = report.coverage
            logger.info(
                "checked article %s in %.1f s: %d claims, %d of %d sentences failed",
                *(article.id, report.usage.seconds, len(report.claims), told.failed, told.sentences),
            )
            return report

    def _window(self, at_once: int | None) -> int:
        if at_once is not None and at_once < 1:
            raise ConfigurationError(f"at_once must be 1 or more, not {at_once}")
        return at_once or self.at_once

    async def _run_or_say(self, article: str | Article, on_event: OnEvent | None) -> Report | Unchecked:
        try:
            return await self._run(_article(article), on_event)
        except Exception as error:
            if not concerns_one_article(error):
                raise
            return Unchecked(article, error)

    async def _estimate(self, article: Article) -> Estimate:
        return await estimate_check(
            article,
            self._model,
            prompts=self._prompts,
            price=self._options.price,
            samples=self._options.samples,
        )

    async def _report(self, article: Article) -> Report:
        started = time.monotonic()
        sentences = segment(article)
        setting, credited = Setting(article.text, sentences), Credits(article, sentences)
        model = Metered(self._model, price=self._options.price)
        judged, silences = await read(
            setting,
            credited,
            model=model,
            prompts=self._prompts,
            samples=self._options.samples,
            places=self._places.get(),
        )
        aside = [sentence.id for sentence in sentences if sentence.region != "body"]
        claims = corroborate(claims_of(distinct(judged), setting), aside=aside)
        ended = outcomes(setting, claims, silences)
        return Report(
            article=article.model_copy(update={"extractor": None}),  # told in the provenance, as where it is read back
            sentences=ended,
            claims=claims,
            findings=findings(article, sentences, claims, hedges=credited.hedges),
            coverage=Coverage.of(ended),
            usage=Usage(
                calls=model.calls,
                cached_calls=model.cached_calls,
                input_tokens=model.input_tokens,
                output_tokens=model.output_tokens,
                cost_usd=model.cost_usd,
                seconds=round(time.monotonic() - started, 3),
            ),
            provenance=Provenance(
                model=model.name,
                endpoint=model.endpoint,
                prompts=self._prompts.hashes(model.profile.name),
                claimcheck_version=__version__,
                created_at=datetime.now(UTC),
                options=outcome_options(self._options, profile=model.profile, cache=self._cache)
                | {"extractor": article.extractor},
            ),
        )


def _article(article: str | Article) -> Article:
    """The article, if it can be checked. How long it may be was decided where it was made."""
    if isinstance(article, str):
        return Article.of(article)
    refuse_what_no_article_is(article.text)
    return article


def _close(thread: OwnThread, model: ChatModel) -> None:
    if thread.is_current:  # the last one to hold the checker was a task of its own; a thread cannot wait for itself
        threading.Thread(target=_close, args=(thread, model), name="claimcheck-close").start()
    elif thread.is_running:
        thread.cancel_all()  # or the interpreter could not exit while a thread of the user's waits for a check
        thread.start(model.aclose).result()
        thread.close()
