"""Extraction: from sentences to draft claims.

A model proposes what the sentences of a window state; `vetting` refuses what they do not. What a sentence
states in words of its own is never lost: where nothing of the model's holds, the sentence stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.credits import Credits, Reported
from claimcheck.drafts import Draft, Extract, Silence
from claimcheck.errors import EndpointError, ModelError
from claimcheck.llm.chat import ChatModel
from claimcheck.llm.structured import ask
from claimcheck.prompts import Prompts
from claimcheck.segment import Sentence, dateline_end
from claimcheck.setting import Setting
from claimcheck.splitting import asides, left_out, split_claim, without_asides
from claimcheck.verdicts import ClaimKind
from claimcheck.vetting import adds_nothing, mistakes_speaker, stating, vet
from claimcheck.wire import SentenceClaims, WindowClaims
from claimcheck.wording import word_count


def windows(sentences: Sequence[Sentence], *, size: int) -> Iterator[tuple[Sentence, ...]]:
    """The sentences worth asking about, in reading order, `size` at a time."""
    wanted = [sentence for sentence in sentences if why_silent(sentence) is None]
    for at in range(0, len(wanted), size):
        yield tuple(wanted[at : at + size])


def why_silent(sentence: Sentence) -> str | None:
    """Why a sentence need not be asked about, or None if it may state something."""
    if sentence.reason or sentence.region == "boilerplate":
        return sentence.reason or "boilerplate"
    if word_count(sentence.text) < _FEWEST_WORDS:
        return "too short to state a fact"
    ending = sentence.text.rstrip(_CLOSING_MARKS)[-1:]
    if ending in _QUESTION_MARKS:
        return "a question"
    if sentence.region == "caption" and (ending == "…" or sentence.text.endswith("...")):
        return "breaks off"
    if sentence.region == "caption" and ending.isalnum():
        return "caption title"
    return None


async def extract(
    window: Sequence[Sentence], setting: Setting, credits: Credits, *, model: ChatModel, prompts: Prompts
) -> Extract:
    """What the sentences of a window state. A model's failure becomes a `Silence` of the sentences concerned.

    Raises:
        EndpointError: the endpoint would refuse every other request too.

    Args:
        window: the sentences asked about, in reading order; as many as the model's profile says.
        setting: the article that they stand in.
        credits: who is credited in it, so that a small model is asked only about what is said.
        model: who is asked.
        prompts: the words it is asked in.
    """
    try:
        if model.profile.sentences_per_window == 1:
            drafts, said_silent = await _propose_compact(window[0], setting, credits, model, prompts)
        else:
            drafts, said_silent = await _propose_full(window, setting, model, prompts)
    except ModelError as error:
        if isinstance(error, EndpointError) and error.refuses_all:
            raise
        return Extract((), {sentence.id: Silence(str(error), failed=True) for sentence in window})
    kept = vet(drafts, setting, context_sentences=model.profile.context_sentences, shown=_shown(window, setting, model))
    spoken = {name for draft in kept for name in draft.sentence_ids}
    silent = {name: Silence(reason) for name, reason in said_silent.items() if name not in spoken}
    drawn_from = {(name, draft.reported) for draft in kept for name in draft.sentence_ids}
    own_words = [
        draft
        for sentence in window
        if sentence.id not in silent and (sentence.id, None) not in drawn_from
        for reported in _told(sentence, credits)
        if (sentence.id, reported.words) not in drawn_from
        for draft in own_word_drafts(sentence, reported.words)
    ]
    told = (*kept, *own_words)
    if model.profile.sentences_per_window > 1 or window[0].id in silent:
        return Extract(told, silent)
    return Extract((*told, *_untold(window[0], [draft.text for draft in told], credits)), silent)


def _untold(sentence: Sentence, told: Sequence[str], credits: Credits) -> Iterator[Draft]:
    """What a small model passed over: clauses, and what is said in passing."""
    clauses = [draft for reported in _told(sentence, credits) for draft in left_out_drafts(sentence, reported, told)]
    yield from clauses
    yield from aside_drafts(sentence, [*told, *(draft.text for draft in clauses)])


def own_word_drafts(sentence: Sentence, told: str | None = None) -> Iterator[Draft]:
    """The claims that a sentence makes in its own words, or in those of them that tell what somebody said."""
    words = told or sentence.story
    text = _sentence(words.strip().strip(_FRAMING))
    parts = list(_facts(text))
    for part, kind in parts:
        quote, whole = (words, None) if len(parts) == 1 else (None, text)
        yield Draft(part, (sentence.id,), quote=quote, kind=kind, verbatim=True, part_of=whole)


def left_out_drafts(sentence: Sentence, reported: Reported, told: Sequence[str]) -> Iterator[Draft]:
    """The clauses of a sentence, or of what it reports, that none of its claims tells, in their own words."""
    text = " ".join(reported.words.split()).strip(_FRAMING)
    for clause in left_out(text, told):
        for part in split_claim(clause):
            yield Draft(part, (sentence.id,), verbatim=True, part_of=clause, reported=reported.words)


def aside_drafts(sentence: Sentence, told: Sequence[str]) -> Iterator[Draft]:
    """What a sentence says in passing and none of its claims tells: mostly of the source, without which it was read."""
    for aside in asides(sentence.story):
        quote = sentence.story[aside.about : aside.end]
        for text in (part for claim in aside.claims for part in split_claim(" ".join(claim.split()))):
            if not any(adds_nothing(text, each, sentence.text) for each in told):
                yield Draft(text, (sentence.id,), quote=quote, kind="background")


def _sentence(said: str) -> str:
    """Words on one line, without a dateline that came along, and with a full stop where they end without any sign."""
    line = " ".join(said.split())
    line = line[dateline_end(line) :]
    return f"{line}." if line[-1:].isalnum() else line


def _facts(claim: str) -> Iterator[tuple[str, ClaimKind | None]]:
    """The facts that a claim consists of, and of what kind they are, if their place in it tells."""
    main, *in_passing = without_asides(claim)
    yield from ((part, None) for part in split_claim(main))
    yield from ((part, "background") for aside in in_passing for part in split_claim(aside))


def _told(sentence: Sentence, credits: Credits) -> tuple[Reported, ...]:
    """What a sentence is asked about: the words that it reports, each by itself, or else all that it has."""
    return credits.reported(sentence) or (Reported(sentence.story, credits.speaker(sentence)),)


_FEWEST_WORDS = 3
_FRAMING = "\"'“”‘’«»„ "
_CLOSING_MARKS = "\"'”’»)]」』） "
_QUESTION_MARKS = frozenset("?؟？")

_Proposal = tuple[list[Draft], dict[str, str]]
"""Draft claims, and for each sentence said to state nothing the reason."""


def _shown(window: Sequence[Sentence], setting: Setting, model: ChatModel) -> str | None:
    """The part of the article that a full model was shown; None where each claim's own context was all."""
    if model.profile.sentences_per_window == 1:
        return None
    part = setting.neighbourhood(window)
    return setting.text[part[0].start : part[-1].end]


async def _propose_compact(
    sentence: Sentence, setting: Setting, credits: Credits, model: ChatModel, prompts: Prompts
) -> _Proposal:
    context = " ".join(setting.lead_up(sentence, model.profile.context_sentences))
    drafts: list[Draft] = []
    for words, speaker in _told(sentence, credits):
        asked = prompts.conversation("compact/extract", sentence=words, context=context, speaker=speaker)
        answer = await ask(model, asked.messages, SentenceClaims, shared_messages=asked.shared)
        drafts += [
            Draft(part, (sentence.id,), kind=kind, part_of=None if part == text else text, reported=words)
            for text in map(_sentence, answer.claims)
            for part, kind in _facts(text)
            if not mistakes_speaker(part, speaker, words)
        ]
    return drafts, {}


async def _propose_full(window: Sequence[Sentence], setting: Setting, model: ChatModel, prompts: Prompts) -> _Proposal:
    wanted = {sentence.id for sentence in window}
    asked = prompts.conversation("full/extract", sentences=setting.neighbourhood(window), wanted=[s.id for s in window])
    answer = await ask(model, asked.messages, WindowClaims, shared_messages=asked.shared)
    drafts = [
        Draft(_sentence(claim.text), tuple(each.id for each in named), quote=claim.quote, kind=claim.kind)
        for claim in answer.claims
        if (named := stating(claim.text, setting.named(wanted.intersection(claim.sentence_ids))))
    ]
    said_silent = {item.sentence_id: item.reason for item in answer.no_claim if item.sentence_id in wanted}
    return drafts, {name: _own_words(reason, prompts) for name, reason in said_silent.items()}


def _own_words(reason: str, prompts: Prompts) -> str:
    """The model's reason, unless it recites its prompt."""
    return "states nothing" if not reason.strip() or prompts.recited("full/extract", reason) else reason
