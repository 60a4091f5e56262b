"""The engine behind the embedded model: openvino-genai, its settings, and the model as it wants it.

openvino-genai reads GGUF weights and turns them into its own format, which takes a while. The result is kept
beside the weights, in a folder named after the version that made it, so that the next start is quick.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from claimcheck.errors import ConfigurationError
from claimcheck.llm.chat import ChatReply, ChatRequest, JsonSchema, Token
from claimcheck.llm.chatml import ANSWER_OPENING, chatml
from claimcheck.llm.grammar import ebnf_of
from claimcheck.llm.weights import WeightStore

KV_CACHE_GIB = 1
"""Memory for what the model has read, in GiB: about 70,000 tokens, shared prefixes counted once."""

MAX_SEQUENCES = 64
"""Sequences that the engine answers at once. More wait."""

TOKENS_PER_STEP = 128
"""Prompt tokens that a step reads at most. A step holds the interpreter lock, so it is kept short."""


class Sequence:
    """One answer under way in the engine."""

    def __init__(self, handle: Any, tokenizer: Any, input_tokens: int, *, likelihoods: bool = False) -> None:  # noqa: ANN401 (untyped library)
        self._handle, self._tokenizer = handle, tokenizer
        self._input_tokens = input_tokens
        self._likelihoods = likelihoods

    @property
    def ended(self) -> bool:
        """Whether the answer is complete."""
        return bool(self._handle.get_status() != _genai().GenerationStatus.RUNNING)

    def cancel(self) -> None:
        """Stops the engine's work on it."""
        self._handle.cancel()

    def reply(self) -> ChatReply:
        """The answer of a sequence that has ended."""
        if self._handle.get_status() == _genai().GenerationStatus.IGNORED:
            return ChatReply(text="", finish="length", input_tokens=self._input_tokens)
        output = self._handle.read_all()[0]
        tokens = list(output.generated_ids)
        cut_off = output.finish_reason == _genai().GenerationFinishReason.LENGTH
        return ChatReply(
            text=self._tokenizer.decode(tokens),
            finish="length" if cut_off else "stop",
            input_tokens=self._input_tokens,
            output_tokens=len(tokens),
            tokens=self._pieces(tokens, output.generated_log_probs) if self._likelihoods else (),
        )

    def _pieces(self, tokens: list[int], logprobs: list[float]) -> tuple[Token, ...]:
        pieces = (self._tokenizer.decode([token]) for token in tokens)
        return tuple(Token(piece, float(logprob)) for piece, logprob in zip(pieces, logprobs, strict=True))


class Engine:
    """openvino-genai's continuous batching, with the model loaded. Belongs to one thread."""

    def __init__(self, pipeline: Any, tokenizer: Any) -> None:  # noqa: ANN401 (untyped library)
        self._pipeline, self._tokenizer = pipeline, tokenizer
        self._begun = 0
        self._grammars: dict[str, str] = {}

    def begin(self, request: ChatRequest) -> Sequence:
        """Lets a request in."""
        config = _genai().GenerationConfig()
        config.max_new_tokens = request.max_output_tokens
        config.apply_chat_template = False
        if request.temperature > 0:
            config.do_sample = True
            config.temperature = request.temperature
            config.rng_seed = (request.seed or 0) + request.sample
        if request.schema is not None:
            constraint = _genai().StructuredOutputConfig()
            constraint.grammar = self._grammar(request.schema)
            config.structured_output_config = constraint
        config.logprobs = int(request.likelihoods)
        return self._add(chatml(request.messages), config)

    def prime(self, prefix: str) -> Sequence:
        """Reads a prefix, so that requests which begin with it find it in memory."""
        # It must not end where they go on: of several sequences that continue the same half-filled block of memory,
        # openvino-genai 2026.4 lets each write over the others', and all of them answer the last one's question.
        config = _genai().GenerationConfig()
        config.max_new_tokens = 1
        config.apply_chat_template = False
        return self._add(f"{prefix}{ANSWER_OPENING}", config)

    def step(self) -> None:
        """Reads a piece of the prompts, and writes a token of every answer under way."""
        if self._pipeline.has_non_finished_requests():
            self._pipeline.step()

    def _add(self, prompt: str, config: Any) -> Sequence:  # noqa: ANN401 (untyped library)
        # The text goes in, not the tokens: what the tokenizer returns is its own memory, and is written over next time.
        input_tokens = int(self._tokenizer.encode(prompt).input_ids.shape[1])
        self._begun += 1
        handle = self._pipeline.add_request(self._begun, prompt, config)
        return Sequence(handle, self._tokenizer, input_tokens, likelihoods=bool(config.logprobs))

    def _grammar(self, schema: JsonSchema) -> str:
        key = json.dumps(schema, sort_keys=True)
        if key not in self._grammars:
            self._grammars[key] = ebnf_of(schema)
        return self._grammars[key]


def load_engine(store: WeightStore) -> Engine:
    """The engine with a store's weights loaded; the first time, they are converted and the result is kept.

    Raises:
        WeightsError: the weights are missing or damaged.
        ConfigurationError: openvino-genai is not installed.
    """
    weights = store.require()
    kept = store.converted_folder(_genai().get_version().partition("-")[0])
    if not kept.exists():
        with store.exclusive():
            if not kept.exists():
                return _convert(weights, kept)
    return _open(kept, kept)


def _open(model: Path, tokenizer: Path, **options: bool) -> Engine:
    genai = _genai()
    scheduling = genai.SchedulerConfig()
    scheduling.enable_prefix_caching = True
    scheduling.cache_size = KV_CACHE_GIB
    scheduling.max_num_seqs = MAX_SEQUENCES
    scheduling.max_num_batched_tokens = TOKENS_PER_STEP
    scheduling.dynamic_split_fuse = True
    loaded = genai.Tokenizer(str(tokenizer), **options)
    return Engine(genai.ContinuousBatchingPipeline(str(model), loaded, scheduling, "CPU", **options), loaded)


def _convert(weights: Path, kept: Path) -> Engine:
    # Converted elsewhere and moved into place whole, so that a start that is killed leaves nothing half-written.
    for abandoned in kept.parent.glob(f"{_WORKSHOP}*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    workshop = Path(tempfile.mkdtemp(prefix=_WORKSHOP, dir=kept.parent))
    try:
        linked = workshop / weights.name
        linked.symlink_to(weights)
        engine = _open(linked, linked, enable_save_ov_model=True)
        linked.unlink()
        workshop.rename(kept)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return engine


_WORKSHOP = ".converting-"


@cache
def _genai() -> ModuleType:
    """The library, imported so that it reports to nobody."""
    with _telemetry_kept_out():
        try:
            import openvino_genai  # noqa: PLC0415 (an extra, and slow to import)
        except ImportError as error:
            raise ConfigurationError(
                "the embedded model needs an extra of claimcheck. Install it:\npip install 'claimcheck-llm[embedded]'"
            ) from error
    return openvino_genai  # type: ignore[no-any-return, unused-ignore]


@contextmanager
def _telemetry_kept_out() -> Generator[None]:
    """While it lasts, openvino does not find its telemetry package and falls back to a stub that sends nothing."""
    name = "openvino_telemetry"
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
