"""Vetting: refusing draft claims that their own sentences do not make.

What small models get wrong, and what is refused here: they repeat a sentence of the context instead of reading
the one they were given; they say the same thing twice; they break off with a bare name; they add a name, a figure
or a remark that nobody made; they pass over the figure, the "not" or the "reportedly" that a sentence turns on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from claimcheck.drafts import Draft
from claimcheck.grounding import densest_statement
from claimcheck.segment import Sentence
from claimcheck.setting import Setting
from claimcheck.verdicts import SECOND_HAND_HEDGES
from claimcheck.wording import content_words, fixed_words, similarity, unsupported, word_keys, words

MIN_WORDS = 3
"""A claim has at least so many words: a subject, a verb, and something said."""


def vet(
    drafts: Sequence[Draft], setting: Setting, *, context_sentences: int, shown: str | None = None
) -> tuple[Draft, ...]:
    """The drafts that hold, in their order, without repetitions.

    Args:
        drafts: claims as proposed by the model.
        setting: the article that they are drawn from.
        context_sentences: how many sentences before its own a draft is compared with.
        shown: where a draft may take names and figures from; by default its own sentences and those before them.
    """
    kept: list[tuple[Draft, str]] = []
    said: dict[str, list[str]] = defaultdict(list)
    for draft in drafts:
        sentences = setting.named(draft.sentence_ids)
        own = " ".join(sentence.text for sentence in sentences)
        context = setting.lead_up(sentences[0], max(context_sentences, 1))
        if fault(draft.text, own, context, shown=shown, whole=draft.part_of) is None and not any(
            adds_nothing(draft.text, text, own) for text in said[own]
        ):
            kept.append((draft, own))
            said[own].append(draft.text)
    told = {own: frozenset().union(*map(_weighty, claims)) for own, claims in said.items()}
    return tuple(draft for draft, own in kept if not glosses_over(draft.text, own, told[own]))


def glosses_over(claim: str, own: str, told: frozenset[str]) -> bool:
    """Whether the words that a claim stands for hold a figure, a date, a negation or a hedge that nobody tells.

    Args:
        claim: the claim as proposed.
        own: the words of its sentences.
        told: the figures, dates, negations and hedges that it and the other claims of these sentences keep.
    """
    untold = _weighty(own) - told
    stated = densest_statement(claim, own) if untold else None
    if stated is None:
        return False
    spoken = words(own)
    inside = [word.key for word in spoken if stated.start <= word.start and word.end <= stated.end]
    before = [word.key for word in spoken if word.end <= stated.start][-1:]
    doubt = SECOND_HAND_HEDGES.intersection(before)  # "apparently | hidden in a van"
    return not untold.isdisjoint(inside) or not untold.isdisjoint(doubt)


def fault(
    claim: str, own: str, context: Sequence[str], *, shown: str | None = None, whole: str | None = None
) -> str | None:
    """What is wrong with a claim, or None.

    Args:
        claim: the claim as proposed.
        own: the words of the sentences said to state it.
        context: the sentences before them.
        shown: where the claim may take names and figures from; by default `own` and `context`.
        whole: the claim that it was split from, if it was: what is far apart in the sentence is a list's last item.
    """
    if empty := _says_nothing(claim):
        return empty
    if not _states(own, claim) and not (whole and _states(own, whole) and _is_made_of(claim, own, *context)):
        return "its sentence does not say this"
    # Alike alone does not tell: a short sentence before a long one is closer to whatever the two have in common.
    alike = similarity(claim, own)
    if alike < 1 and any(similarity(claim, other) > alike and adds_nothing(claim, other, own) for other in context):
        return "repeats the context"
    if foreign := unsupported(claim, own, *([shown] if shown else context)):
        return f"the article does not mention {', '.join(foreign)} here"
    if shown is None and not fixed_words(claim) <= word_keys(own):
        return "takes a figure, a date or a negation from another sentence"
    return None


def _states(own: str, claim: str) -> bool:
    return densest_statement(claim, own) is not None


def _is_made_of(claim: str, own: str, *context: str) -> bool:
    """Whether a claim has only words of its sentences and of those before them, and at least one of its own."""
    found = content_words(claim)
    return bool(found & content_words(own)) and not found.keys() - content_words(" ".join([own, *context])).keys()


def _says_nothing(claim: str) -> str | None:
    if len(claim.split()) < MIN_WORDS or claim[:1].islower():
        return "no sentence"
    if min(content_words(claim).values(), default=1) > 1:
        return "says only that something is itself"
    return None


def stating(claim: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Those of the sentences said to state a claim that have a part in it.

    A sentence has if it states the claim by itself, or has words of it that those which do have not.
    """
    alone = [each for each in sentences if _states(each.text, claim)]
    if len(alone) == len(sentences):
        return alone
    missing = content_words(claim) - content_words(" ".join(each.text for each in alone))
    return [each for each in sentences if each in alone or missing & content_words(each.text)]


def adds_nothing(claim: str, earlier: str, own: str) -> bool:
    """Whether a claim takes no word from its own sentences that an earlier claim or sentence does not have too."""
    there, before = content_words(own), content_words(earlier)
    return all(min(count, there.get(word, 0)) <= before.get(word, 0) for word, count in content_words(claim).items())


def mistakes_speaker(claim: str, speaker: str | None, said: str) -> bool:
    """Whether a claim is about the speaker of words in which the speaker is not mentioned.

    "He died on Friday", said by Lind, is not about Lind: who speaks of herself says "I". And what she said so is told
    of Lind or of "I", not of both: "Lind left and I am sorry" has two speakers.
    """
    named = content_words(speaker or "") - content_words(said)
    if not named & content_words(claim):
        return False
    return not _FIRST_PERSON.search(said) or bool(_FIRST_PERSON.search(_QUOTED.sub("", claim)))


_QUOTED = re.compile('“[^”]*”|"[^"]*"')
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine|we|us|our|ours|myself|ourselves)\b", re.IGNORECASE)


def _weighty(said: str) -> frozenset[str]:
    """The figures, dates, negations and hedges of a text."""
    return fixed_words(said) | (word_keys(said) & SECOND_HAND_HEDGES)
