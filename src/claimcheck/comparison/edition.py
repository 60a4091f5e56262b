"""Edition: a report whose sentences can be looked up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable

from claimcheck.comparison.model import Side
from claimcheck.report import Report, SentenceOutcome
from claimcheck.spans import Span
from claimcheck.verdicts import Claim


class Edition:
    """One of the two reports.

    Attributes:
        report: the report.
        sentences: its sentences in reading order.
        claims: its claims in reading order.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.sentences, self.claims = report.sentences, report.claims
        self._starts = [sentence.start for sentence in report.sentences]
        self._at = {sentence.id: at for at, sentence in enumerate(report.sentences)}

    def place(self, sentence_id: str) -> int:
        """Where a sentence stands among them all."""
        return self._at[sentence_id]

    def sentence(self, sentence_id: str) -> SentenceOutcome:
        """The sentence of that id."""
        return self.sentences[self._at[sentence_id]]

    def before(self, sentence_id: str, count: int) -> tuple[str, ...]:
        """The ids of the `count` sentences before one."""
        at = self._at[sentence_id]
        return tuple(sentence.id for sentence in self.sentences[max(0, at - count) : at])

    def words(self, sentence_id: str) -> Span:
        """A sentence as it is printed."""
        sentence = self.sentence(sentence_id)
        return Span.of(self.report.article.text, sentence.start, sentence.end)

    def around(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """The ids of the sentences that some spans touch, in reading order."""
        found: set[int] = set()
        for span in spans:
            first = max(bisect_right(self._starts, span.start) - 1, 0)
            touched = range(first, bisect_left(self._starts, span.end))
            found.update(at for at in touched if span.start < self.sentences[at].end)
        return tuple(self.sentences[at].id for at in sorted(found))

    def headline(self) -> tuple[str, ...]:
        """The ids of the sentences of the headline."""
        return tuple(sentence.id for sentence in self.sentences if sentence.region == "headline")

    def side(
        self, text: str, sentence_ids: Collection[str], *, spans: Iterable[Span] = (), value: str | None = None
    ) -> Side:
        """What this version has at the place of a change."""
        ordered = sorted(sentence_ids, key=self.place)
        return Side(text=text, value=value, spans=tuple(spans), sentences=tuple(map(self.words, ordered)))

    def side_of(self, claim: Claim, *, spans: Iterable[Span] | None = None, value: str | None = None) -> Side:
        """What this version has where a claim changed; by default with the characters that state it."""
        shown = claim.anchors if spans is None else spans
        side = self.side(claim.text, claim.sentence_ids, spans=shown, value=value)
        return side.model_copy(update={"claim_ids": (claim.id,)})
