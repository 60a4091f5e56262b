"""What the steps found, put together so that everything adds up."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.article import Article
from claimcheck.assembly import Judged, anchored, claims_of, distinct, fingerprint_of, outcomes
from claimcheck.drafts import AnchoredClaim, Draft, Silence, Verdict
from claimcheck.segment import segment
from claimcheck.setting import Setting
from claimcheck.verdicts import Claim, Sourcing

TEXT = "The crane fell on Monday. Two men were hurt and a shed was crushed. On Monday the crane fell. Why?"
SETTING = Setting(TEXT, segment(Article.of(TEXT)))
FELL = Draft("The crane fell on Monday.", ("s1",))
HURT = Draft("Two men were hurt.", ("s2",))
CRUSHED = Draft("A shed was crushed.", ("s2",))
FELL_AGAIN = Draft("On Monday the crane fell.", ("s3",))


def judged(*drafts: Draft) -> list[Judged]:
    verdict = Verdict(kind="event", rationale="none was asked for")
    return [Judged(claim, verdict) for claim in anchored(drafts, SETTING, prefix="x")]


def claims(*drafts: Draft) -> tuple[Claim, ...]:
    return claims_of(distinct(judged(*drafts)), SETTING)


class TestAnchors:
    def anchors(self, draft: Draft) -> list[str]:
        (claim,) = anchored([draft], SETTING, prefix="x")
        return [span.quote for span in claim.anchors]

    def test_a_claim_stands_where_its_quote_does(self) -> None:
        draft = Draft("A shed was crushed by the crane.", ("s2",), quote="a shed was crushed")

        assert self.anchors(draft) == ["a shed was crushed"]

    def test_without_a_quote_it_stands_where_its_words_do(self) -> None:
        assert self.anchors(HURT) == ["Two men were hurt"]

    def test_a_quote_that_is_not_there_gives_way_to_the_claims_words(self) -> None:
        assert self.anchors(Draft("Two men were hurt.", ("s2",), quote="a cat slept")) == ["Two men were hurt"]

    def test_it_is_looked_for_only_in_its_own_sentences(self) -> None:
        assert self.anchors(Draft("Two men were hurt.", ("s1",), quote="Two men were hurt")) == []

    def test_a_part_that_is_not_found_by_itself_stands_where_the_whole_does(self) -> None:
        part = Draft("The yard was silent.", ("s2",), part_of="Two men were hurt and a shed was crushed.")

        assert self.anchors(replace(part, part_of=None)) == []
        assert self.anchors(part) == ["Two men were hurt and a shed was crushed"]

    def test_ids_begin_with_the_prefix(self) -> None:
        assert [claim.id for claim in anchored([FELL, HURT], SETTING, prefix="s1.")] == ["s1.1", "s1.2"]


class TestClaims:
    def test_are_numbered_in_reading_order(self) -> None:
        found = claims(CRUSHED, HURT, FELL)

        assert [(claim.id, claim.text) for claim in found] == [
            ("c1", FELL.text),
            ("c2", HURT.text),
            ("c3", CRUSHED.text),
        ]

    def test_a_repetition_adds_its_place_to_the_first(self) -> None:
        first, _ = claims(FELL, HURT, FELL_AGAIN)

        assert first.text == FELL.text
        assert first.sentence_ids == ("s1", "s3")
        assert [anchor.start for anchor in first.anchors] == [0, TEXT.index("On Monday")]

    def test_a_repetition_in_the_same_place_adds_nothing(self) -> None:
        (claim,) = claims(FELL, FELL)

        assert claim.sentence_ids == ("s1",)
        assert len(claim.anchors) == 1

    def test_a_repetition_lends_its_verdict_where_the_first_has_none(self) -> None:
        first, again = judged(FELL, FELL_AGAIN)
        again = Judged(again.claim, Verdict(kind="event", sourcing=Sourcing.of()))

        (claim,) = claims_of(distinct([first, again]), SETTING)

        assert claim.sourcing == Sourcing.of()
        assert claim.text == FELL.text

    def test_a_claim_that_was_not_found_stands_with_its_sentence(self) -> None:
        lost = Judged(AnchoredClaim("x9", Draft("Nobody ran.", ("s2",)), ()), Verdict(kind="event"))

        found = claims_of([lost, *judged(FELL, FELL_AGAIN)], SETTING)

        assert [claim.text for claim in found] == [FELL.text, "Nobody ran.", FELL_AGAIN.text]
        assert found[1].anchors == ()


class TestFingerprints:
    def test_stay_when_words_change_place_or_ending(self) -> None:
        assert fingerprint_of("The crane fell on Monday.") == fingerprint_of("On Monday, the cranes fell")

    def test_change_with_a_figure_a_name_or_a_negation(self) -> None:
        others = ["Two men were hurt.", "Three men were hurt.", "Two men were not hurt.", "Two Danes were hurt."]

        assert len({fingerprint_of(text) for text in others}) == 4

    def test_do_not_depend_on_the_place(self) -> None:
        assert claims(HURT)[0].fingerprint == claims(FELL, HURT)[1].fingerprint

    def test_are_unique_in_a_report(self) -> None:
        again = judged(FELL, FELL_AGAIN)

        found = claims_of(again, SETTING)

        assert len({claim.fingerprint for claim in found}) == 2

    def test_a_claim_of_grammar_alone_has_one_too(self) -> None:
        assert fingerprint_of("It is that.") != fingerprint_of("That was it.")


class TestOutcomes:
    def test_every_sentence_has_one(self) -> None:
        silences = {"s3": Silence("the endpoint was down", failed=True), "s4": Silence("a question")}

        found = outcomes(SETTING, claims(FELL, HURT, CRUSHED), silences)

        assert [(sentence.outcome, sentence.reason, sentence.claim_ids) for sentence in found] == [
            ("claims", None, ("c1",)),
            ("claims", None, ("c2", "c3")),
            ("failed", "the endpoint was down", ()),
            ("no_claim", "a question", ()),
        ]

    def test_they_lie_where_the_sentences_do(self) -> None:
        silences = {sentence.id: Silence("x") for sentence in SETTING.sentences}

        found = outcomes(SETTING, (), silences)

        assert [(s.id, s.start, s.end, s.region) for s in found] == [
            (s.id, s.start, s.end, s.region) for s in SETTING.sentences
        ]

    def test_a_sentence_that_only_repeats_has_the_first_ones_claim(self) -> None:
        silences = {"s2": Silence("x"), "s4": Silence("a question")}

        found = outcomes(SETTING, claims(FELL, FELL_AGAIN), silences)

        assert found[2].claim_ids == found[0].claim_ids == ("c1",)
