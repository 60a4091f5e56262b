"""Vetting: refusing draft claims that their own sentences do not make.

What small models get wrong, and what is refused here: they repeat a sentence of the context instead of reading
the one they were given; they say the same thing twice; they break off with a bare name; they add a name, a figure
or a remark that nobody made.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.drafts import Draft
from claimcheck.grounding import locate_claim
from claimcheck.setting import Setting
from claimcheck.wording import content_words, similarity, unsupported

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
    for draft in drafts:
        sentences = setting.named(draft.sentence_ids)
        own = " ".join(sentence.text for sentence in sentences)
        context = setting.lead_up(sentences[0], max(context_sentences, 1))
        said = [other.text for other, its_own in kept if its_own == own]
        if fault(draft.text, own, context, shown=shown) is None and not any(
            adds_nothing(draft.text, text, own) for text in said
        ):
            kept.append((draft, own))
    return tuple(draft for draft, _ in kept)


def fault(claim: str, own: str, context: Sequence[str], *, shown: str | None = None) -> str | None:
    """What is wrong with a claim, or None.

    Args:
        claim: the claim as proposed.
        own: the words of the sentences said to state it.
        context: the sentences before them.
        shown: where the claim may take names and figures from; by default `own` and `context`.
    """
    if len(claim.split()) < MIN_WORDS or claim[:1].islower():
        return "no sentence"
    if locate_claim(claim, own, [(0, len(own))]) is None:
        return "its sentence does not say this"
    # Alike alone does not tell: a short sentence before a long one is closer to whatever the two have in common.
    if any(similarity(claim, other) > similarity(claim, own) and adds_nothing(claim, other, own) for other in context):
        return "repeats the context"
    if foreign := unsupported(claim, shown or " ".join([own, *context])):
        return f"the article does not mention {', '.join(foreign)} here"
    return None


def adds_nothing(claim: str, earlier: str, own: str) -> bool:
    """Whether a claim takes no word from its own sentences that an earlier claim or sentence does not have too."""
    return not (content_words(claim) & content_words(own)) - content_words(earlier)
