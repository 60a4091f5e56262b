"""Checker: an article in, a report out. The only module that knows all the steps."""

from __future__ import annotations

import asyncio
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
from claimcheck.llm.chat import ChatModel
from claimcheck.llm.models import open_model
from claimcheck.llm.usage import Metered
from claimcheck.own_thread import OwnThread
from claimcheck.prompts import Prompts
from claimcheck.reading import OnProgress, read
from claimcheck.report import Coverage, Provenance, Report, Usage
from claimcheck.segment import segment
from claimcheck.setting import Setting


class Checker:
    """Checks articles with one model.

    A checker has a thread of its own, in which everything happens; `check` and `acheck` wait for it, one blocking
    and one not. So both work in a notebook, in a running event loop and from several threads, and say the same.

    Args:
        model: a model's name at the endpoint; "embedded" for the one that runs in process; a `ChatModel`; or None
            for OpenAI's where `OPENAI_API_KEY` is set, else the embedded one where it is installed.
        base_url: an OpenAI-compatible endpoint, such as "http://localhost:11434/v1".
        api_key: the endpoint's key; by default `OPENAI_API_KEY`.
        prompts: a folder of templates that take the place of claimcheck's own.

    Raises:
        ConfigurationError: there is no model to ask; the message lists the ways out.
        PromptError: there is no such folder of templates.
    """

    def __init__(
        self,
        model: str | ChatModel | None = None,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        prompts: Path | str | None = None,
    ) -> None:
        self._prompts = Prompts(Path(prompts) if prompts is not None else None)
        self._model = open_model(model, base_url=base_url, api_key=api_key)
        self._thread = OwnThread()
        weakref.finalize(self, _close, self._thread, self._model)

    def check(self, article: str | Article, *, on_progress: OnProgress | None = None) -> Report:
        """Checks one article.

        Args:
            article: its text, or an `Article`.
            on_progress: told how far it has come.

        Raises:
            InputError: the article cannot be checked.
            ConfigurationError: the model cannot be used as it is set up.
        """
        task = self._thread.start(self._run, _article(article), on_progress)
        try:
            return task.result()
        except BaseException:
            task.cancel()  # an interrupt reaches this thread, not the one that works
            raise

    async def acheck(self, article: str | Article, *, on_progress: OnProgress | None = None) -> Report:
        """Checks one article without blocking the event loop. As `check` in everything else.

        Raises:
            InputError: the article cannot be checked.
            ConfigurationError: the model cannot be used as it is set up.
        """
        return await asyncio.wrap_future(self._thread.start(self._run, _article(article), on_progress))

    def close(self) -> None:
        """Closes connections and frees the model's memory. A checker that is forgotten closes itself."""
        _close(self._thread, self._model)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    async def _run(self, article: Article, on_progress: OnProgress | None) -> Report:
        started = time.monotonic()
        sentences = segment(article)
        setting, credits = Setting(article.text, sentences), Credits(article, sentences)
        model = Metered(self._model)
        judged, silences = await read(setting, credits, model=model, prompts=self._prompts, on_progress=on_progress)
        claims = claims_of(distinct(judged), setting)
        ended = outcomes(setting, claims, silences)
        return Report(
            article=article,
            sentences=ended,
            claims=claims,
            coverage=Coverage.of(ended),
            usage=Usage(
                calls=model.calls,
                cached_calls=model.cached_calls,
                input_tokens=model.input_tokens,
                output_tokens=model.output_tokens,
                seconds=round(time.monotonic() - started, 3),
            ),
            provenance=Provenance(
                model=model.name,
                endpoint=model.endpoint,
                prompts=self._prompts.hashes(model.profile.name),
                claimcheck_version=__version__,
                created_at=datetime.now(UTC),
                options={"profile": model.profile.name},
            ),
        )


def _article(article: str | Article) -> Article:
    return Article.of(article) if isinstance(article, str) else article


def _close(thread: OwnThread, model: ChatModel) -> None:
    if thread.is_current:  # the last one to hold the checker was a task of its own; a thread cannot wait for itself
        threading.Thread(target=_close, args=(thread, model), name="claimcheck-close").start()
    elif thread.is_running:
        thread.start(model.aclose).result()
        thread.close()
