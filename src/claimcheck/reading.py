"""Reading: every sentence of an article past the model, as many at once as the model takes.

A window's claims are judged as soon as they are drawn, while other windows are still being split: a model that
answers many at once is never left waiting for the slowest answer of a stage.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from claimcheck.assembly import Judged, anchored
from claimcheck.credits import Credits
from claimcheck.drafts import Silence
from claimcheck.events import Progress, SentenceDone, tell
from claimcheck.extraction import extract, why_silent, windows
from claimcheck.judging import judge
from claimcheck.llm.chat import ChatModel
from claimcheck.prompts import Prompts
from claimcheck.segment import Sentence
from claimcheck.setting import Setting
from claimcheck.together import all_or_none

Reading = tuple[list[Judged], dict[str, Silence]]
"""The judged claims in reading order, and for each sentence that states none, why."""


async def read(
    setting: Setting,
    credits: Credits,
    *,
    model: ChatModel,
    prompts: Prompts,
    samples: int = 1,
    places: asyncio.Semaphore | None = None,
) -> Reading:
    """Reads a whole article, and tells `Progress` and `SentenceDone`.

    Args:
        setting: the article.
        credits: the code's own reading of its sourcing.
        model: who reads it.
        prompts: the words it is asked in.
        samples: how many times each judging question is put.
        places: for the windows under way at once, shared by articles that are read at the same time; they go to the
            article that came first. By default the article has as many to itself as the model's profile says.

    Raises:
        ConfigurationError: the model cannot be used as it is set up. A failure of single calls raises nothing: it
            becomes the outcome of the sentences or claims concerned.
    """
    asked = list(windows(setting.sentences, size=model.profile.sentences_per_window))
    silences = {s.id: Silence(reason) for s in setting.sentences if (reason := why_silent(s))}
    if not asked:
        return [], silences
    total, done = sum(map(len, asked)), 0
    tell(Progress("load", 0, total))
    await model.prepare()
    tell(Progress("read", 0, total))
    shared = places or asyncio.Semaphore(model.profile.in_flight)

    async def take(window: Sequence[Sentence]) -> Reading:
        nonlocal done
        async with shared:
            reading = await _read_window(window, setting, credits, model, prompts, samples)
        done += len(window)
        _tell_outcomes(window, reading)
        tell(Progress("read", done, total))
        return reading

    readings = await all_or_none([take(window) for window in asked])
    for _, window_silences in readings:
        silences |= window_silences
    return [each for judged, _ in readings for each in judged], silences


async def _read_window(
    window: Sequence[Sentence],
    setting: Setting,
    credits: Credits,
    model: ChatModel,
    prompts: Prompts,
    samples: int,
) -> Reading:
    drawn = await extract(window, setting, credits, model=model, prompts=prompts)
    claims = [
        replace(claim, anchors=credits.narrowed(claim.anchors, claim.draft.sentence_ids, claim=claim.draft.text))
        for claim in anchored(drawn.drafts, setting, prefix=f"{window[0].id}.")
    ]
    size = model.profile.claims_per_call
    batches = [claims[at : at + size] for at in range(0, len(claims), size)]
    verdicts = await all_or_none(
        [judge(batch, setting, credits, model=model, prompts=prompts, samples=samples) for batch in batches]
    )
    by_id = {name: verdict for batch in verdicts for name, verdict in batch.items()}
    return [Judged(claim, by_id[claim.id]) for claim in claims], drawn.silences


def _tell_outcomes(window: Sequence[Sentence], reading: Reading) -> None:
    _, silences = reading
    for sentence in window:
        silence = silences.get(sentence.id)
        if silence is None:
            tell(SentenceDone(sentence.id, "claims"))
        else:
            tell(SentenceDone(sentence.id, "failed" if silence.failed else "no_claim", silence.reason))
