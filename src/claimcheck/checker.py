"""Checker: an article in, a report out. The only module that knows all the steps."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
import weakref
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from claimcheck._version import __version__
from claimcheck.article import Article
from claimcheck.assembly import claims_of, distinct, outcomes
from claimcheck.credits import Credits
from claimcheck.events import OnEvent, heard_by
from claimcheck.findings import corroborate, findings
from claimcheck.llm.cache import CacheMode
from claimcheck.llm.chat import ChatModel
from claimcheck.llm.layers import layered
from claimcheck.llm.models import open_model
from claimcheck.llm.openai import NO_KEY
from claimcheck.llm.options import Options, outcome_options
from claimcheck.llm.usage import Estimate, Metered
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
    it. A key given as `api_key` is in the pickle, since the copy needs it: keep such a pickle as you keep the key. One
    that comes from the environment is not.

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
        self._thread = OwnThread()
        weakref.finalize(self, _close, self._thread, self._model)

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

    async def _estimate(self, article: Article) -> Estimate:
        return await estimate_check(article, self._model, prompts=self._prompts, price=self._options.price)

    async def _report(self, article: Article) -> Report:
        started = time.monotonic()
        sentences = segment(article)
        setting, credited = Setting(article.text, sentences), Credits(article, sentences)
        model = Metered(self._model, price=self._options.price)
        judged, silences = await read(setting, credited, model=model, prompts=self._prompts)
        aside = [sentence.id for sentence in sentences if sentence.region != "body"]
        claims = corroborate(claims_of(distinct(judged), setting), aside=aside)
        ended = outcomes(setting, claims, silences)
        return Report(
            article=article,
            sentences=ended,
            claims=claims,
            findings=findings(article, sentences, claims),
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
                options=outcome_options(self._options, profile=model.profile, cache=self._cache),
            ),
        )


def _article(article: str | Article) -> Article:
    return Article.of(article) if isinstance(article, str) else article


def _close(thread: OwnThread, model: ChatModel) -> None:
    if thread.is_current:  # the last one to hold the checker was a task of its own; a thread cannot wait for itself
        threading.Thread(target=_close, args=(thread, model), name="claimcheck-close").start()
    elif thread.is_running:
        thread.cancel_all()  # or the interpreter could not exit while a thread of the user's waits for a check
        thread.start(model.aclose).result()
        thread.close()
