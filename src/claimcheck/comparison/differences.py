"""Differences: how a claim that both reports have differs, in its words and in its verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from claimcheck.comparison.alignment import Alignment
from claimcheck.comparison.causes import Pair, cause_of_edit, cause_of_sourcing, cause_of_verdict
from claimcheck.comparison.edits import WEIGHTIEST, edits, says_word_for_word
from claimcheck.comparison.model import Cause, Change, ChangeKind, Edit, EditKind
from claimcheck.comparison.sources import called, exchanged
from claimcheck.report import Severity
from claimcheck.spans import Span
from claimcheck.verdicts import SECOND_HAND_HEDGES, Hop, Sourcing, Speech, Strength, Verifiability
from claimcheck.wording import content_words, stem, words

RANKS: Mapping[Strength, int] = {"on_record": 3, "documented": 3, "relayed": 2, "anonymous": 1, "vague": 0}
"""How firmly a source carries a claim. The reporter's own voice has no rank: it rests on nobody."""

STRENGTH_WORDS: Mapping[Strength, str] = {
    "on_record": "on the record",
    "documented": "documented",
    "relayed": "relayed",
    "anonymous": "anonymous",
    "vague": "vague",
    "reporter": "the reporter's own voice",
}
_CLOSEST: Sequence[Cause] = ("words", "context", "reading")
_SPEECH_WORDS: Mapping[Speech, str] = {
    "direct": "in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": "in reported speech",
    "none": "in no reported speech",
}
MAX_EDITS_TOLD = 3
"""So many edits does the line about a change quote; all of them are in `Change.edits`."""

_NAMED: Mapping[EditKind, str] = {
    "negation": "Negation changed, which turns what is said",
    "figure": "Figure changed",
    "date": "Date changed",
    "name": "Name changed",
    "hedge": "Hedge changed",
    "words": "Reworded",
}


def differences(alignment: Alignment, pair: Pair) -> Iterator[Change]:
    """The changes to a claim that both reports have, whichever their cause."""
    found = _Differences(alignment, pair)
    old, new = pair
    if old.sourcing and new.sourcing:
        yield from found.of_wording(hedges_told=_hedges(old.sourcing) != _hedges(new.sourcing))
        yield from found.of_sourcing(old.sourcing, new.sourcing)
    else:
        yield from found.of_wording(hedges_told=False)
    if old.verifiability and new.verifiability:
        yield from found.of_verifiability(old.verifiability, new.verifiability)
    yield from found.of_missing_verdicts()


class _Differences:
    def __init__(self, alignment: Alignment, pair: Pair) -> None:
        self._alignment, self._pair = alignment, pair

    def of_wording(self, *, hedges_told: bool) -> Iterator[Change]:
        """The words that became others; a hedge that is told by itself is not told twice."""
        old, new = self._pair
        if says_word_for_word(old.text, new.text):
            return
        hedges = [hedge.quote for claim in self._pair if claim.sourcing for hedge in claim.sourcing.hedges]
        found = edits(old.text, new.text, hedges=[*hedges, *SECOND_HAND_HEDGES])
        untold = [edit for edit in found if not (hedges_told and edit.kind == "hedge")]
        if not untold:
            return
        causes = {edit: cause_of_edit(self._alignment, self._pair, edit) for edit in untold}
        cause = min(causes.values(), key=_CLOSEST.index)
        told = [edit for edit in untold if cause == "reading" or causes[edit] != "reading"]
        heaviest = min((edit.kind for edit in told), key=WEIGHTIEST.index)
        yield self._change(
            "claim_reworded",
            cause,
            _importance_of(heaviest, same_words=content_words(old.text) == content_words(new.text)),
            _told(told, heaviest),
            found=found,
        )

    def of_sourcing(self, old: Sourcing, new: Sourcing) -> Iterator[Change]:
        """Who is credited, how firmly, in whose words, and with which reserve."""
        cause = cause_of_sourcing(self._alignment, self._pair)
        yield from self._of_hedges(old, new, cause)
        yield from self._of_attribution(old, new, cause)
        if old.strength != new.strength:
            kind, importance = _direction(old.strength, new.strength)
            names = STRENGTH_WORDS[old.strength], STRENGTH_WORDS[new.strength]
            message = f"Sourcing was {names[0]}, is {names[1]}"
            yield self._change(kind, cause, importance, message, values=(old.strength, new.strength))
        if old.speech != new.speech:
            message = f"Stood {_SPEECH_WORDS[old.speech]}, now stands {_SPEECH_WORDS[new.speech]}"
            yield self._change("speech_changed", cause, "low", message, values=(old.speech, new.speech))

    def of_verifiability(self, old: Verifiability, new: Verifiability) -> Iterator[Change]:
        """Whether it could be settled, and how much it matters."""
        cause = cause_of_verdict(self._alignment, self._pair)
        if (old.status, old.obstacle) != (new.status, new.obstacle):
            before, after = _settled(old), _settled(new)
            importance: Severity = "medium" if old.status != new.status else "low"
            message = f"Was {before}, is {after}"
            yield self._change("verifiability_changed", cause, importance, message, values=(before, after))
        elif old.check_worthiness != new.check_worthiness:
            before, after = old.check_worthiness, new.check_worthiness
            message = f"Worth checking: was {before}, is {after}"
            yield self._change("verifiability_changed", cause, "low", message, values=(before, after))

    def of_missing_verdicts(self) -> Iterator[Change]:
        """Verdicts that one report could not have: nothing can be said about them."""
        old, new = self._pair
        lacking = [
            f"the {name} report has no verdict on {what}"
            for what, ours, theirs in (
                ("its sourcing", old.sourcing, new.sourcing),
                ("whether it could be settled", old.verifiability, new.verifiability),
            )
            if (ours is None) != (theirs is None)
            for name in (["old"] if ours is None else ["new"])
        ]
        if lacking:
            message = f"Not compared: {' and '.join(lacking)}"
            yield self._change("not_compared", "reading", "medium", message)

    def _of_hedges(self, old: Sourcing, new: Sourcing, cause: Cause) -> Iterator[Change]:
        before, after = _hedges(old), _hedges(new)
        dropped, added = list((before - after).elements()), list((after - before).elements())
        spans = _hedging(old, dropped), _hedging(new, added)
        values = ", ".join(dropped) or None, ", ".join(added) or None
        if dropped and added:
            message = f"Hedge changed: {_quoted(dropped)} became {_quoted(added)}"
            yield self._change("hedge_changed", cause, "low", message, values=values, spans=spans)
        elif dropped:
            message = f"Hedge dropped: no longer {_quoted(dropped)}"
            yield self._change("hedge_dropped", cause, "high", message, values=values, spans=spans)
        elif added:
            message = f"Hedge added: {_quoted(added)}"
            yield self._change("hedge_added", cause, "medium", message, values=values, spans=spans)

    def _of_attribution(self, old: Sourcing, new: Sourcing, cause: Cause) -> Iterator[Change]:
        found = exchanged(old.chain, new.chain)
        lost, gained = [called(hop.source) for hop in found.lost], [called(hop.source) for hop in found.gained]
        values = _chain(old.chain), _chain(new.chain)
        spans = _mentions(found.lost), _mentions(found.gained)
        if lost and gained:
            message = f"Credited to {_listed(lost)} before, to {_listed(gained)} now"
            yield self._change("attribution_changed", cause, "medium", message, values=values, spans=spans)
        elif lost:
            message = f"No longer credited to {_listed(lost)}" + ("" if new.chain else ", nor to anybody else")
            importance: Severity = "medium" if new.chain else "high"
            yield self._change("attribution_lost", cause, importance, message, values=values, spans=spans)
        elif gained:
            message = f"Now credited to {_listed(gained)}" + (", too" if old.chain else "; to nobody before")
            yield self._change("attribution_gained", cause, "medium", message, values=values, spans=spans)
        for before, after in found.kept:
            if before.cue and after.cue and not _is_same_cue(before.cue, after.cue):
                message = f"{called(after.source)}: “{before.cue.quote}” became “{after.cue.quote}”"
                cues = before.cue.quote, after.cue.quote
                yield self._change(
                    "cue_changed", cause, "low", message, values=cues, spans=((before.cue,), (after.cue,))
                )

    def _change(  # noqa: PLR0913 (what a change is made of)
        self,
        kind: ChangeKind,
        cause: Cause,
        importance: Severity,
        message: str,
        *,
        values: tuple[str | None, str | None] = (None, None),
        spans: tuple[Sequence[Span], Sequence[Span]] = ((), ()),
        found: tuple[Edit, ...] = (),
    ) -> Change:
        sides = [
            edition.side_of(claim, spans=shown or None, value=value)
            for edition, claim, shown, value in zip(
                (self._alignment.old, self._alignment.new), self._pair, spans, values, strict=True
            )
        ]
        return Change(
            kind=kind, cause=cause, importance=importance, message=message, old=sides[0], new=sides[1], edits=found
        )


def _told(found: Sequence[Edit], heaviest: EditKind) -> str:
    of_that_kind = [edit_in_words(edit) for edit in found if edit.kind == heaviest]
    more = ["…"] if len(of_that_kind) > MAX_EDITS_TOLD else []
    return f"{_NAMED[heaviest]}: {', '.join(of_that_kind[:MAX_EDITS_TOLD] + more)}"


def edit_in_words(edit: Edit) -> str:
    """An edit as a reader would say it: "“12” became “15”"."""
    if edit.old is None:
        return f"“{edit.new}” added"
    return f"“{edit.old}” dropped" if edit.new is None else f"“{edit.old}” became “{edit.new}”"


def _importance_of(heaviest: EditKind, *, same_words: bool) -> Severity:
    if heaviest in ("negation", "figure", "date", "name"):
        return "high"
    return "low" if same_words else "medium"


def _direction(old: Strength, new: Strength) -> tuple[ChangeKind, Severity]:
    if "reporter" in (old, new) or RANKS[old] == RANKS[new]:
        return "strength_changed", "medium" if "reporter" in (old, new) else "low"
    return ("strength_up", "medium") if RANKS[new] > RANKS[old] else ("strength_down", "high")


def _settled(verifiability: Verifiability) -> str:
    status = verifiability.status.replace("_", " ")
    return f"{status} ({verifiability.obstacle.replace('_', ' ')})" if verifiability.obstacle else status


def _hedges(sourcing: Sourcing) -> Counter[str]:
    return Counter(_bare(hedge) for hedge in sourcing.hedges)


def _hedging(sourcing: Sourcing, wanted: Sequence[str]) -> list[Span]:
    return [hedge for hedge in sourcing.hedges if _bare(hedge) in wanted]


def _bare(hedge: Span) -> str:
    return " ".join(hedge.quote.casefold().split())


def _is_same_cue(a: Span, b: Span) -> bool:
    return [stem(word.key) for word in words(a.quote)] == [stem(word.key) for word in words(b.quote)]


def _mentions(hops: Sequence[Hop]) -> list[Span]:
    return [hop.source.mention for hop in hops if hop.source.mention]


def _chain(hops: Sequence[Hop]) -> str | None:
    return " ← ".join(called(hop.source) for hop in hops) or None


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names)
