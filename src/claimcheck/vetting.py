"""Vetting: refusing draft claims that their own sentences do not make.

What small models get wrong, and what is refused here: they repeat a sentence of the context instead of reading
the one they were given; they say the same thing twice; they break off with a bare name; they add a name or a
figure that nobody mentioned.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.drafts import Draft
from claimcheck.setting import Setting
from claimcheck.wording import content_words, is_fixed, similarity, unsupported, words

MIN_WORDS = 3
"""A claim has at least so many words: a subject, a verb, and something said."""

MIN_OWN_WORDS = 2
"""So many content words of a claim must stand in its own sentences, or all of a shorter sentence's."""

MIN_OWN_SHARE = 0.4
"""And at least this share of its content words; the others are names in place of pronouns."""

SAME_CLAIM = 0.85
"""Two claims count as one from this similarity on."""


def vet(drafts: Sequence[Draft], setting: Setting, context_sentences: int) -> tuple[Draft, ...]:
    """The drafts that hold, in their order, without duplicates.

    Args:
        drafts: claims as proposed by the model.
        setting: the article that they are drawn from.
        context_sentences: how many sentences before its own a draft may take names from.
    """
    kept: list[Draft] = []
    for draft in drafts:
        own = setting.named(draft.sentence_ids)
        context = setting.lead_up(own[0], max(context_sentences, 1))
        if fault(draft.text, " ".join(s.text for s in own), context) is None and not _said_by(kept, draft):
            kept.append(draft)
    return tuple(kept)


def fault(claim: str, own: str, context: Sequence[str]) -> str | None:
    """What is wrong with a claim, or None.

    Args:
        claim: the claim as proposed.
        own: the words of the sentences said to state it.
        context: the sentences before them.
    """
    if len(claim.split()) < MIN_WORDS:
        return "no sentence"
    words, own_words = content_words(claim), content_words(own)
    shared = (words & own_words).total()
    if shared < min(MIN_OWN_WORDS, own_words.total()) or shared < MIN_OWN_SHARE * words.total():
        return "its sentence does not say this"
    if any(similarity(claim, other) > similarity(claim, own) for other in context):
        return "repeats the context"
    if foreign := unsupported(claim, " ".join([own, *context])):
        return f"the article does not mention {', '.join(foreign)} here"
    return None


def same_claim(a: str, b: str) -> bool:
    """Whether two claims say the same: alike in their words, and equal in every figure, date and negation."""
    return similarity(a, b) >= SAME_CLAIM and _fixed_words(a) == _fixed_words(b)


def _fixed_words(claim: str) -> set[str]:
    return {word.key for word in words(claim) if is_fixed(word.key)}


def _said_by(kept: Sequence[Draft], draft: Draft) -> bool:
    return any(
        same_claim(other.text, draft.text) for other in kept if set(other.sentence_ids) & set(draft.sentence_ids)
    )
