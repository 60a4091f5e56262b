"""Which draft claims hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.article import Article
from claimcheck.drafts import Draft
from claimcheck.segment import segment
from claimcheck.setting import Setting
from claimcheck.vetting import fault, glosses_over, mistakes_speaker, stating, vet

CONTEXT = ["Dockers in Vell walked out on Tuesday.", "Their union, Havnen, wants 12 percent more pay."]
OWN = "It has told 3,400 members to stay at home until Friday, chairwoman Rikke Thun said."


@pytest.mark.parametrize(
    "claim",
    [
        "Havnen has told 3,400 members to stay at home until Friday.",
        "The union Havnen has told its 3400 members to stay at home.",
        "Rikke Thun is the chairwoman of Havnen.",
        "Dockers in Vell were told to stay at home until Friday.",
        OWN,
    ],
)
def test_a_claim_that_its_sentence_makes_holds(claim: str) -> None:
    assert fault(claim, OWN, CONTEXT) is None


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("", "no sentence"),
        ("Rikke Thun", "no sentence"),
        ("Dockers in Vell walked out on Tuesday.", "its sentence does not say this"),
        ("Members at home are members at home.", "says only that something is itself"),
        ("The harbour of Vell is deep.", "its sentence does not say this"),
        ("Havnen has told 4,300 members to stay at home until Friday.", "the article does not mention 4,300 here"),
        ("Havnen has told 3,400 members to stay at home until Friday, June 9.", "does not mention June, 9 here"),
        ("Olaf Berg told 3,400 members to stay at home until Friday.", "does not mention Olaf, Berg here"),
    ],
)
def test_a_claim_that_it_does_not_make_is_refused(claim: str, why: str) -> None:
    assert why in (fault(claim, OWN, CONTEXT) or "it holds")


def test_a_claim_that_repeats_the_context_in_words_that_its_sentence_has_too_is_refused() -> None:
    own = "The mayor of Vell said the strike of the dockers could end on Tuesday."

    assert fault("The dockers of Vell walked out on Tuesday.", own, CONTEXT) == "repeats the context"
    assert fault("The strike of the dockers could end on Tuesday.", own, CONTEXT) is None


def test_a_part_of_a_long_sentence_may_name_what_the_context_names() -> None:
    own = "It cost $4 million and took three years, she told reporters, adding that repairs may start in May."

    assert fault("The Sund tunnel cost $4 million.", own, ["The Sund tunnel opened."]) is None


def test_a_part_of_a_claim_holds_if_the_claim_does_and_all_its_words_are_there() -> None:
    own = "She has played for several clubs in the course of her career, including Tolm, Brode, Vell, Osk and Sund."
    context = ["Tove Lind was born in 1980."]
    whole = own.replace("She", "Tove Lind")

    assert fault("Tove Lind has played for Sund.", own, context) == "its sentence does not say this"
    assert fault("Tove Lind has played for Sund.", own, context, whole=whole) is None
    assert fault("Tove Lind has scored for Sund.", own, context, whole=whole) == "its sentence does not say this"


def test_names_may_come_from_what_was_shown() -> None:
    claim = "Havnen of Norderland has told 3,400 members to stay at home."

    assert "Norderland" in (fault(claim, OWN, CONTEXT) or "")
    assert fault(claim, OWN, CONTEXT, shown=f"Norderland is flat. {OWN} {' '.join(CONTEXT)}") is None


class TestVet:
    TEXT = "The quay was full. Six ships waited off Vell. Six ships waited off Vell."
    SETTING = Setting(TEXT, segment(Article.of(TEXT)))

    def vet(self, *drafts: Draft) -> list[str]:
        return [draft.text for draft in vet(drafts, self.SETTING, context_sentences=3)]

    def test_drops_what_a_sentence_has_already_said(self) -> None:
        kept = self.vet(Draft("Six ships waited off Vell.", ("s2",)), Draft("Off Vell, six ships waited.", ("s2",)))

        assert kept == ["Six ships waited off Vell."]

    def test_drops_what_an_earlier_claim_of_the_sentence_holds_already(self) -> None:
        kept = self.vet(Draft("Six ships waited off Vell.", ("s2",)), Draft("There were six ships off Vell.", ("s2",)))

        assert kept == ["Six ships waited off Vell."]

    def test_keeps_the_order(self) -> None:
        kept = self.vet(
            Draft("Six ships waited off Vell.", ("s2",)),
            Draft("Too short", ("s1",)),
            Draft("The quay was full.", ("s1",)),
        )

        assert kept == ["Six ships waited off Vell.", "The quay was full."]


@given(claim=st.text(), own=st.text(), context=st.lists(st.text(), max_size=2))
def test_any_words_can_be_judged(claim: str, own: str, context: list[str]) -> None:
    assert fault(claim, own, context) != ""


class TestGlossingOver:
    OWN = "Nearly a third of the guards have reportedly left Orvel in the space of a month."

    def test_a_claim_that_passes_over_the_hedge_is_refused(self) -> None:
        assert glosses_over("Nearly a third of the guards have left Orvel.", self.OWN, frozenset({"3", "third"}))

    def test_a_claim_that_keeps_figure_and_hedge_holds(self) -> None:
        claim = "Nearly a third of the guards have reportedly left Orvel."

        assert not glosses_over(claim, self.OWN, frozenset({"3", "third", "reportedly"}))

    def test_a_hedge_just_before_its_words_counts(self) -> None:
        own = "The inmates escaped, apparently hidden in a van that carried linen."

        assert glosses_over("Both were hidden in a van that carried linen.", own, frozenset())
        assert not glosses_over("Both were apparently hidden in a van that carried linen.", own, {"apparently"})
        assert not glosses_over("The inmates escaped.", own, set())

    def test_what_another_claim_of_the_sentence_tells_is_not_passed_over(self) -> None:
        own = "Lind announced on May 9 that 300 gates would close."

        assert not glosses_over("Lind announced that 300 gates would close.", own, {"may", "9", "300"})


class TestMistakingTheSpeaker:
    def test_who_speaks_of_another_is_not_the_one_spoken_of(self) -> None:
        assert mistakes_speaker("Tove Lind died on Friday.", "Tove Lind", "He died on Friday")

    def test_who_says_i_is(self) -> None:
        assert not mistakes_speaker("Tove Lind left on Friday.", "Tove Lind", "I left on Friday")

    def test_a_namesake_in_the_words_is(self) -> None:
        assert not mistakes_speaker("Arne Lind died on Friday.", "Tove Lind", "Lind died on Friday")

    def test_what_is_told_half_of_the_speaker_and_half_of_i_is_refused(self) -> None:
        said = "We let the town down and I am sorry"

        assert mistakes_speaker("Tove Lind let the town down and I am sorry.", "Tove Lind", said)
        assert not mistakes_speaker('Tove Lind said "I am sorry" to the town.', "Tove Lind", said)

    def test_without_a_speaker_nobody_is_mistaken(self) -> None:
        assert not mistakes_speaker("Tove Lind died on Friday.", None, "He died on Friday")


class TestBorrowing:
    OWN = "Bakers, joiners and ordinary clerks."
    CONTEXT = ("Tove Lind was drafted on September 23.",)

    def test_a_date_of_another_sentence_is_refused(self) -> None:
        claim = "Bakers, joiners and ordinary clerks were drafted on September 23."

        assert fault(claim, self.OWN, self.CONTEXT) == "takes a figure, a date or a negation from another sentence"

    def test_a_name_of_another_sentence_is_not(self) -> None:
        assert fault("Tove Lind runs the mill.", "She runs the mill.", self.CONTEXT) is None


@pytest.mark.parametrize(
    ("claim", "has_a_part"),
    [
        ("Dockers in Vell walked out on Tuesday.", ["s1"]),
        ("The union of the dockers in Vell wants 12 percent more pay.", ["s1", "s2"]),
        ("The union wants 12 percent more pay.", ["s2"]),
        ("The museum in Osk was sold.", []),
    ],
)
def test_a_claim_belongs_to_the_sentences_that_have_a_part_in_it(claim: str, has_a_part: list[str]) -> None:
    """Whatever sentences a model names: else one claim could stand in for what all the others say."""
    text = "Dockers in Vell walked out on Tuesday. Their union wants 12 percent more pay. It rained all week."
    sentences = segment(Article.of(text))

    assert [sentence.id for sentence in stating(claim, sentences)] == has_a_part
