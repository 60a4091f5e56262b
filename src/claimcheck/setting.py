"""Setting: the article as sentences, and what stands beside what. A model is shown its pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimcheck.segment import Sentence

FULL_TEXT_SENTENCES = 400
"""An article of at most so many sentences is shown whole; of a longer one, so much of the neighbourhood."""


class Setting:
    """An article's sentences in reading order, and its text.

    Attributes:
        text: the article's text.
        sentences: all its sentences.
    """

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self.text = text
        self.sentences = tuple(sentences)
        self._index = {sentence.id: at for at, sentence in enumerate(self.sentences)}

    def named(self, ids: Iterable[str]) -> list[Sentence]:
        """The sentences with these ids, in reading order."""
        return [self.sentences[at] for at in sorted([self._index[name] for name in ids])]

    def lead_up(self, sentence: Sentence, count: int) -> list[str]:
        """The last `count` sentences of the story before a sentence; captions and boilerplate do not count."""
        at = self._index[sentence.id]
        before = self.sentences[max(0, at - 4 * count) : at]
        story = [other.text for other in before if other.region in ("headline", "body")]
        return story[-count:] if count else []

    def near(self, ids: Iterable[str], *, before: int) -> list[Sentence]:
        """The sentences with these ids, with all between them and `before` more in front."""
        indices = [self._index[name] for name in ids]
        return list(self.sentences[max(0, min(indices) - before) : max(indices) + 1])

    def neighbourhood(self, window: Sequence[Sentence]) -> Sequence[Sentence]:
        """The whole article, or as much of a long one as helps to understand a window.

        For a long article the stretch moves in steps of half its length, so that windows close to each other
        are shown the same one and an endpoint's prompt cache can serve them.
        """
        if len(self.sentences) <= FULL_TEXT_SENTENCES:
            return self.sentences
        step = FULL_TEXT_SENTENCES // 2
        start = max(0, (self._index[window[0].id] // step) * step - step // 2)
        return self.sentences[start : max(start + FULL_TEXT_SENTENCES, self._index[window[-1].id] + 1)]
