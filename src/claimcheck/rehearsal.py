"""Rehearsal: what a check would use, found by going through it with a model that says nothing.

It takes the check's own steps and so puts the check's own questions, but nobody is asked. To a model that says nothing
every sentence is one claim; how many there would be is taken from experience, and how long an answer is from the
examples in the prompts.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from itertools import cycle, islice
from typing import Final

from claimcheck.article import Article
from claimcheck.credits import Credits
from claimcheck.errors import AnswerError
from claimcheck.extraction import windows
from claimcheck.llm.chat import ChatModel, ChatReply, ChatRequest, Layer
from claimcheck.llm.prices import Pricing, price_of
from claimcheck.llm.usage import Estimate, estimate, tokens_of
from claimcheck.prompts import Prompts
from claimcheck.reading import read
from claimcheck.segment import segment
from claimcheck.setting import Setting
from claimcheck.wire import SentenceClaims, WindowClaims

CLAIMS_PER_SENTENCE: Final = 1.5
"""How many claims a sentence makes, of those that make any: more than models have been seen to find (1.1)."""


async def estimate_check(
    article: Article, model: ChatModel, *, prompts: Prompts, price: Pricing | None = None, samples: int = 1
) -> Estimate:
    """About what a check would use if every question were put to the model, and answered at once.

    What a model thinks before it answers is not in it.

    Args:
        article: what would be checked.
        model: who would be asked.
        prompts: the words it would be asked in.
        price: what the model costs; the listed price where none is given.
        samples: how many times each judging question would be put.
    """
    profile, price = model.profile, price_of(model, price)
    sentences = segment(article)
    silent = _Silent(model)
    await read(Setting(article.text, sentences), Credits(article, sentences), model=silent, prompts=prompts)
    asked = sum(len(window) for window in windows(sentences, size=profile.sentences_per_window))
    claims = math.ceil(asked * CLAIMS_PER_SENTENCE)
    judging = list(islice(cycle(silent.judging), max(len(silent.judging), math.ceil(claims / profile.claims_per_call))))
    per_sentence = _tokens_each("extract", prompts, alone=profile.sentences_per_window == 1)
    per_claim = _tokens_each("judge", prompts, alone=profile.sentences_per_window == 1)
    return _of_calls(silent.extraction, asked * per_sentence, price) + _of_calls(
        judging * samples, claims * per_claim * samples, price
    )


def _of_calls(requests: Sequence[ChatRequest], output_tokens: float, price: Pricing | None) -> Estimate:
    if not requests:
        return Estimate()
    return estimate(requests, price=price, output_tokens_per_call=math.ceil(output_tokens / len(requests)))


def _tokens_each(task: str, prompts: Prompts, *, alone: bool) -> float:
    """How many tokens an answer has for each sentence or claim that it is about, in the task's examples."""
    examples = prompts.examples(f"{'compact' if alone else 'full'}/{task}")
    if not examples:
        return _TOKENS_WITHOUT_EXAMPLES
    written = sum(tokens_of(json.dumps(example["answer"], ensure_ascii=False)) for example in examples)
    return written / sum(_asked_in(example) for example in examples)


def _asked_in(example: dict[str, object]) -> int:
    asked = example.get("wanted") or example.get("claims")
    return len(asked) if isinstance(asked, list) else 1


class _Silent(Layer):
    """Says nothing, and remembers what it was asked."""

    def __init__(self, model: ChatModel) -> None:
        super().__init__(model)
        self.extraction: list[ChatRequest] = []
        self.judging: list[ChatRequest] = []

    async def prepare(self) -> None:
        """Prepares nothing: nobody will be asked."""

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Says nothing.

        Raises:
            AnswerError: it was asked to judge.
        """
        if request.schema_name in _NOTHING_SAID:
            self.extraction.append(request)
            return ChatReply(_NOTHING_SAID[request.schema_name])
        self.judging.append(request)
        raise AnswerError("nothing is judged in a rehearsal")


_TOKENS_WITHOUT_EXAMPLES: Final = 100.0
_NOTHING_SAID: Final = {
    SentenceClaims.__name__: SentenceClaims(claims=["-"]).model_dump_json(),
    WindowClaims.__name__: WindowClaims(claims=[], no_claim=[]).model_dump_json(),
}
