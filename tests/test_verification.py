"""What of a model's verdict stands in the article, and how far it agrees with the code's own reading."""

from __future__ import annotations

import pytest

from claimcheck.article import Article
from claimcheck.credits import Credits
from claimcheck.drafts import AnchoredClaim, Draft, Verdict
from claimcheck.segment import Sentence, segment
from claimcheck.setting import Setting
from claimcheck.spans import Span
from claimcheck.statements import leaning
from claimcheck.verdicts import Hop, Source, Sourcing
from claimcheck.verification import agreement, fact_probability, verdict_of_both, verdict_on_reading
from claimcheck.wire import ClaimReading, WireVerdict
from fake_model import credit, full_verdict

TEXT = (
    "Runa Holt, head of the Vell fire brigade, spoke on Sunday. "
    "The warehouse burned for six hours. "
    "Nobody slept there, Holt said. "
    "The Vell Evening Mail, citing two inspectors, reported that the sprinklers were off. "
    "The owner allegedly knew. "
    "Insurers declined to comment. "
    "Rain fell. The street was closed. Trams were diverted. A school stayed shut. "
    '"It smelled of tar," a neighbour told Holt.'
)
FACT = ClaimReading(states="fact", check_worthiness="high", record="fire log of Sunday", keeper="Vell fire brigade")
SETTING = Setting(TEXT, segment(Article.of(TEXT)))
CREDITS = Credits(Article.of(TEXT), SETTING.sentences)
FIRST, BURNED, SLEPT, MAIL, OWNER, *_, TAR = SETTING.sentences


def claim_of(sentence: Sentence, *, anchored: bool = True, verbatim: bool = False) -> AnchoredClaim:
    anchors = (Span.of(TEXT, sentence.start, sentence.end),) if anchored else ()
    return AnchoredClaim("x1", Draft(sentence.text, (sentence.id,), verbatim=verbatim), anchors)


def own_reading(sentence: Sentence) -> Sourcing:
    """What the code reads in a sentence by itself."""
    return CREDITS.sourcing(claim_of(sentence).anchors, [sentence.id])


def verdict(sentence: Sentence, *chain: dict[str, object], own: Sourcing | None = None, **changes: object) -> Verdict:
    answer = WireVerdict.model_validate(full_verdict("x1", chain=list(chain), **changes))
    return verdict_of_both(answer, claim_of(sentence), SETTING, own or Sourcing.of())


def names(found: Verdict) -> list[str | None]:
    return [hop.source.name for hop in found.sourcing.chain]


class TestSources:
    def test_is_pinned_to_its_words_at_the_claim(self) -> None:
        (hop,) = verdict(SLEPT, credit("Holt", name="Runa Holt", cue="said")).sourcing.chain

        assert hop.source.name == "Runa Holt"
        assert hop.source.mention == Span.of(TEXT, TEXT.index("Holt said"), TEXT.index("Holt said") + 4)
        assert hop.cue == Span.of(TEXT, TEXT.index("said."), TEXT.index("said.") + 4)

    def test_may_be_named_a_few_sentences_before(self) -> None:
        found = verdict(BURNED, credit("Runa Holt", title="head of the Vell fire brigade"), inherited=True)

        assert found.sourcing.chain[0].source.mention.start == 0
        assert found.sourcing.chain[0].source.title == "head of the Vell fire brigade"
        assert found.sourcing.inherited

    def test_is_dropped_where_only_a_distant_sentence_names_it(self) -> None:
        assert verdict(TAR, credit("The owner")).sourcing.chain == ()

    def test_is_dropped_where_no_sentence_names_it(self) -> None:
        found = verdict(SLEPT, credit("Pia Moor"))

        assert found.sourcing.chain == ()
        assert found.sourcing.strength == "reporter"
        assert found.sourcing.speech == "none"

    def test_where_one_was_made_up_the_codes_own_reading_stands(self) -> None:
        chain = [credit("Vell Radio", is_outlet=True), credit("two inspectors", kind="anonymous")]

        assert verdict(MAIL, *chain, own=own_reading(MAIL)).sourcing == own_reading(MAIL)

    def test_come_from_the_reader_inwards(self) -> None:
        found = verdict(
            MAIL,
            credit("The Vell Evening Mail", kind="named_organization", is_outlet=True, cue="reported"),
            credit("two inspectors", kind="anonymous", cue="citing"),
        )

        assert [hop.cue.quote for hop in found.sourcing.chain] == ["reported", "citing"]
        assert found.sourcing.strength == "anonymous"

    def test_a_named_one_without_a_name_is_called_as_it_is_mentioned(self) -> None:
        assert names(verdict(SLEPT, credit("Holt"))) == ["Holt"]

    def test_an_unnamed_one_has_no_name(self) -> None:
        assert names(verdict(TAR, credit("a neighbour", kind="unnamed_person"))) == [None]

    @pytest.mark.parametrize("field", ["title", "justification"])
    def test_what_is_not_printed_about_it_is_left_out(self, field: str) -> None:
        (hop,) = verdict(SLEPT, credit("Holt", **{field: "chief of police"})).sourcing.chain

        assert getattr(hop.source, field) is None

    def test_a_name_that_is_not_printed_is_left_out(self) -> None:
        assert names(verdict(SLEPT, credit("Holt", name="Ragnhild Holt"))) == ["Holt"]

    def test_a_cue_that_is_not_printed_is_left_out(self) -> None:
        assert verdict(SLEPT, credit("Holt", cue="admitted")).sourcing.chain[0].cue is None


class TestHedges:
    def test_those_that_the_model_quotes_are_pinned(self) -> None:
        (hedge,) = verdict(OWNER, hedges=["allegedly", "perhaps"]).sourcing.hedges

        assert hedge == Span.of(TEXT, TEXT.index("allegedly"), TEXT.index("allegedly") + len("allegedly"))

    def test_those_that_the_code_sees_are_added(self) -> None:
        found = verdict(OWNER, own=own_reading(OWNER))

        assert [hedge.quote for hedge in found.sourcing.hedges] == ["allegedly"]
        assert found.sourcing.strength == "vague"

    def test_are_not_taken_from_another_sentence(self) -> None:
        assert verdict(BURNED, hedges=["allegedly"]).sourcing.hedges == ()


class TestAgreement:
    OWN = Sourcing.of([Hop(source=Source(name="Runa Holt", kind="named_person"))])

    @pytest.mark.parametrize(
        ("chain", "own", "share"),
        [
            pytest.param([], Sourcing.of(), 1.0, id="nobody and nobody"),
            pytest.param([credit("Holt")], Sourcing.of(), 0.0, id="somebody and nobody"),
            pytest.param([], OWN, 0.0, id="nobody and somebody"),
            pytest.param([credit("Holt", name="Runa Holt")], OWN, 1.0, id="the same"),
            pytest.param([credit("Holt")], OWN, 1.0, id="the same by the surname"),
            pytest.param([credit("Pia Moor")], OWN, 0.67, id="another of the same kind"),
            pytest.param([credit("Holt", kind="unnamed_person")], OWN, 0.67, id="the same of another kind"),
            pytest.param([credit("critics", kind="unnamed_group")], OWN, 0.33, id="another of another kind"),
        ],
    )
    def test_is_a_third_each_for_whether_who_and_what_kind(
        self, chain: list[dict[str, object]], own: Sourcing, share: float
    ) -> None:
        answer = WireVerdict.model_validate(full_verdict("x1", chain=chain))

        assert agreement(answer, own) == share


class TestConfidence:
    def of(self, claim: AnchoredClaim, sourcing: Sourcing | None = None) -> float | None:
        return verdict_on_reading(FACT, 0.99, claim, TEXT, sourcing or Sourcing.of()).confidence

    def test_is_nearly_full_where_everything_was_found_and_the_model_was_sure(self) -> None:
        assert self.of(claim_of(BURNED)) > 0.98

    def test_is_how_likely_the_model_and_the_words_together_hold_the_verdict(self) -> None:
        wavering = verdict_on_reading(FACT, 0.6, claim_of(BURNED), TEXT, Sourcing.of())

        assert wavering.confidence == round(fact_probability(FACT, 0.6, leaning(BURNED.text)), 2)
        assert 0.6 < wavering.confidence < self.of(claim_of(BURNED))

    def test_is_less_for_each_thing_that_was_not(self) -> None:
        carried_over = Sourcing(strength="on_record", chain=TestAgreement.OWN.chain, speech="indirect", inherited=True)
        lowered = [
            self.of(claim_of(SLEPT, anchored=False)),
            self.of(claim_of(SLEPT, verbatim=True)),
            self.of(claim_of(SLEPT), carried_over),
            verdict(SLEPT, credit("Holt")).confidence,
        ]

        assert all(0 < confidence < 1 for confidence in lowered)
        assert self.of(claim_of(SLEPT, anchored=False, verbatim=True), carried_over) < min(lowered)

    def test_is_explained(self) -> None:
        def why(likelihood: float, states: str = "fact", **about: bool) -> str | None:
            reading = FACT.model_copy(update={"states": states})
            return verdict_on_reading(reading, likelihood, claim_of(BURNED, **about), TEXT, Sourcing.of()).rationale

        assert why(0.99) == "It clearly states a fact."
        assert why(0.5) == "It states a fact rather than an opinion."
        assert why(0.7, "opinion") == "Whether it states a fact or an opinion is a close call."
        assert why(0.99, anchored=False).endswith("The words that state it were not found.")
        assert why(0.99, verbatim=True).endswith("as no claim of the model's that held tells it.")

    def test_a_models_own_reason_stands_first_and_alone_where_nothing_lowers_it(self) -> None:
        agreed = verdict(SLEPT, credit("Holt", name="Runa Holt"), own=TestAgreement.OWN, rationale="She says so.")
        apart = verdict(SLEPT, credit("Holt", name="Runa Holt"), rationale="She says so.")

        assert agreed.rationale == "She says so."
        assert apart.rationale == (
            "She says so. The model and the article's own words disagree on whether anybody is credited."
        )


class TestReading:
    def of(self, text: str, states: str = "fact", likelihood: float | None = None) -> Verdict:
        claim = AnchoredClaim("x1", Draft(text, ("s2",)), ())
        reading = ClaimReading.model_validate(FACT.model_dump() | {"states": states})
        return verdict_on_reading(reading, likelihood, claim, TEXT, own_reading(SLEPT))

    def test_takes_the_sourcing_from_the_code(self) -> None:
        assert self.of("Nobody slept in the warehouse.", "fact").sourcing == own_reading(SLEPT)

    @pytest.mark.parametrize(
        ("text", "kind"), [("The warehouse was a disgrace.", "opinion"), ("The warehouse will burn.", "prediction")]
    )
    def test_an_opinion_or_prediction_is_one_by_kind_too(self, text: str, kind: str) -> None:
        found = self.of(text, "opinion")

        assert found.kind == found.verifiability.obstacle == kind

    @pytest.mark.parametrize(
        ("text", "status", "obstacle"),
        [
            ("The warehouse burned for six hours on Sunday.", "checkable", None),
            ("The warehouse will reopen on May 3.", "partly_checkable", "prediction"),
            ("The street will never be the same.", "not_checkable", "prediction"),
            ("Two firefighters of the brigade felt proud.", "not_checkable", "inner_state"),
            ("A neighbour carried water.", "partly_checkable", "unidentifiable"),
            ("Most of the crates were wet.", "partly_checkable", "vague"),
        ],
    )
    def test_the_words_tell_what_keeps_a_fact_from_being_settled(
        self, text: str, status: str, obstacle: str | None
    ) -> None:
        found = self.of(text).verifiability

        assert (found.status, found.obstacle) == (status, obstacle)

    def test_where_model_and_words_differ_the_surer_one_is_right(self) -> None:
        flat = "The Vell brigade sent 12 engines on Sunday."

        assert self.of(flat, "opinion", 0.55).verifiability.status == "checkable"
        assert self.of(flat, "opinion", 0.97).verifiability.status == "not_checkable"

    def test_what_is_said_in_passing_can_be_settled_in_a_sentence_of_opinion_too(self) -> None:
        draft = Draft("Runa Holt is head of the Vell fire brigade.", ("s1",), kind="background")
        opinion = FACT.model_copy(update={"states": "opinion"})

        found = verdict_on_reading(opinion, 0.97, AnchoredClaim("x1", draft, ()), TEXT, Sourcing.of())

        assert found.verifiability.status == "checkable"

    def test_that_something_was_denied_can_be_settled(self) -> None:
        found = self.of("The owner denied that.", "opinion", 0.97)

        assert (found.kind, found.verifiability.status) == ("speech_act", "checkable")

    def test_partly_checkable_is_what_the_article_leaves_out(self) -> None:
        assert self.of("A neighbour carried water.").verifiability.missing == ("which neighbour",)
        assert self.of("Two firefighters of the brigade felt proud.").verifiability.missing == ()

    def test_a_concrete_record_is_evidence(self) -> None:
        (record,) = self.of("The warehouse burned for six hours.").verifiability.evidence

        assert (record.what, record.where) == ("fire log of Sunday", "Vell fire brigade")

    def test_an_opinion_has_no_evidence(self) -> None:
        assert self.of("The warehouse was a disgrace.", "opinion").verifiability.evidence == ()

    def test_a_fact_has_the_kind_that_its_words_have(self) -> None:
        assert self.of("Six people died.", "fact").kind != "opinion"


class TestVerifiability:
    def test_carries_the_evidence(self) -> None:
        found = verdict(
            BURNED, evidence=[{"what": "fire log of Sunday", "where": "Vell fire brigade"}], missing=["date"]
        )

        assert found.verifiability.evidence[0].what == "fire log of Sunday"
        assert found.verifiability.missing == ("date",)

    @pytest.mark.parametrize(
        ("status", "obstacle", "expected"),
        [
            ("checkable", "opinion", None),
            ("not_checkable", None, "vague"),
            ("partly_checkable", "unidentifiable", "unidentifiable"),
        ],
    )
    def test_an_obstacle_that_contradicts_the_status_gives_way(
        self, status: str, obstacle: str | None, expected: str | None
    ) -> None:
        found = verdict(BURNED, status=status, obstacle=obstacle)

        assert (found.verifiability.status, found.verifiability.obstacle) == (status, expected)


def test_a_credited_claim_is_speech_of_some_kind() -> None:
    assert verdict(SLEPT, credit("Holt"), speech="none").sourcing.speech == "indirect"
    assert verdict(TAR, credit("a neighbour", kind="unnamed_person"), speech="direct").sourcing.speech == "direct"


def test_nothing_is_inherited_from_nobody() -> None:
    assert not verdict(BURNED, inherited=True).sourcing.inherited
