"""What the article changed: corrections, denials, hedges, sources, headlines, and what is no change."""

from __future__ import annotations

import pytest

from claimcheck import Article, compare
from newsdesk import HEADLINE, HOTELS, OPENING, ORDER, changed, edits, kinds, only, read, read_as, story


class TestClaims:
    def test_a_corrected_toll_is_the_same_claim_with_another_figure(self) -> None:
        found = changed("The fall killed 12 people on Saturday.", "The fall killed 15 people on Saturday.")

        assert kinds(found) == {"claim_reworded": "words"}
        change = only(found, "claim_reworded")
        assert edits(change) == [("figure", "12", "15")]
        assert (change.importance, change.message) == ("high", "Figure changed: “12” became “15”")
        assert (found.claims.changed, found.claims.added, found.claims.gone) == (1, 0, 0)

    def test_it_shows_the_words_of_both_versions_where_they_stand(self) -> None:
        old, new = (story(f"The fall killed {toll} people.") for toll in (12, 15))
        change = only(compare(read(old), read(new)), "claim_reworded")

        assert change.old is not None
        assert change.new is not None
        for side, text in ((change.old, old), (change.new, new)):
            assert side.spans
            assert all(span.stands_in(text) for span in (*side.spans, *side.sentences))
        assert [span.quote for span in change.new.sentences] == ["The fall killed 15 people."]

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("Twelve people died in the fall.", "Fifteen people were killed in the fall."),
            ("12 dead in the fall.", "At least 15 dead in the fall."),
            ("About a dozen people died in the fall.", "Fifteen people died in the fall."),
        ],
    )
    def test_a_figure_may_change_its_dress_with_its_value(self, old: str, new: str) -> None:
        found = changed(old, new)

        assert set(kinds(found)) == {"claim_reworded"}
        assert only(found, "claim_reworded").importance == "high"

    def test_a_figure_in_letters_is_the_same_in_digits(self) -> None:
        found = changed("The fall hurt twenty-five people.", "The fall hurt 25 people.")

        assert kinds(found) == {"text_edited": "words"}
        assert found.claims.changed == 0

    def test_a_negation_that_came_is_shown_as_one(self) -> None:
        found = changed("The company had been warned of the brakes.", "The company had not been warned of the brakes.")

        change = only(found, "claim_reworded")
        assert edits(change) == [("negation", None, "not")]
        assert (change.importance, change.cause) == ("high", "words")
        assert change.message == "Negation changed, which turns what is said: “not” added"

    @pytest.mark.parametrize(
        ("old", "new", "kind"),
        [
            ("The inquiry began on Monday in Torvik.", "The inquiry began on Tuesday in Torvik.", "date"),
            ("The inquiry began on March 3 in Torvik.", "The inquiry began on March 4 in Torvik.", "date"),
            ("Inspector Anna Berg led the inquiry.", "Inspector Anna Borg led the inquiry.", "name"),
            ("The court questioned the operator.", "The court questioned the old operator.", "words"),
            ("The police arrested the operator in May.", "The police questioned the operator in May.", "words"),
        ],
    )
    def test_what_was_edited_is_named(self, old: str, new: str, kind: str) -> None:
        change = only(changed(old, new), "claim_reworded")

        assert [edit.kind for edit in change.edits] == [kind]
        assert change.importance == ("medium" if kind == "words" else "high")

    def test_words_that_change_places_change_what_is_said(self) -> None:
        change = only(changed("Olsen sued Berg over the rope.", "Berg sued Olsen over the rope."), "claim_reworded")

        assert change.cause == "words"
        assert change.importance == "high"

    def test_a_typo_that_was_mended_is_a_small_change(self) -> None:
        change = only(changed("The line will reoppen soon.", "The line will reopen soon."), "claim_reworded")

        assert edits(change) == [("words", "reoppen", "reopen")]

    def test_a_denial_that_was_added_is_a_claim_added(self) -> None:
        found = changed(
            "The company ignored two warnings.", ["The company ignored two warnings.", "Norlift denied it."]
        )

        assert only(found, "claim_added").cause == "words"
        assert only(found, "claim_added").new is not None
        assert (found.claims.added, found.claims.changed, found.claims.gone) == (1, 0, 0)

    def test_a_claim_whose_sentence_went_is_gone(self) -> None:
        found = changed(["The rope was worn out.", "Nobody had looked at the gears."], "The rope was worn out.")

        change = only(found, "claim_gone")
        assert change.old is not None
        assert change.old.text == "Nobody had looked at the gears."
        assert change.new is None

    def test_another_fact_of_the_same_form_is_another_claim(self) -> None:
        found = changed("Two cabins were destroyed by fire.", "The mayor of Torvik visited three hospitals.")

        assert {"claim_gone", "claim_added"} == set(kinds(found))

    def test_a_claim_that_another_may_hold_now_is_not_just_gone(self) -> None:
        text = story("The fall killed 12 people, destroying a cabin in Torvik.")
        split = {"killed": ["The fall killed 12 people in Torvik.", "The fall destroyed a cabin in Torvik."]}
        found = compare(read_as(text, split), read(text.replace("12", "15")))

        change = only(found, "claim_gone")
        assert change.importance == "low"
        assert change.message == "Claim gone; c3 of the new report may say it too"


class TestNoChange:
    def test_a_report_compared_with_itself_has_none(self) -> None:
        report = read(story("The fall killed 12 people, the police said."))

        assert compare(report, report).changes == ()

    def test_a_paragraph_that_moved_is_none(self) -> None:
        paragraphs = [HEADLINE, OPENING, "The rope was worn, the police said.", ORDER, HOTELS]
        moved = [HEADLINE, ORDER, HOTELS, OPENING, "The rope was worn, the police said."]

        found = compare(read("\n\n".join(paragraphs)), read("\n\n".join(moved)))

        assert found.changes == ()
        assert found.sentences.same == len(paragraphs)

    def test_typography_is_none(self) -> None:
        found = changed('"We were  warned - twice," said Anna Berg.', "“We were warned – twice,” said Anna Berg.")

        assert found.changes == ()

    def test_an_edit_that_changes_no_claim_is_told_all_the_same(self) -> None:
        found = changed("Why did nobody look?", "Why did nobody ever look?")

        assert kinds(found) == {"text_edited": "words"}
        assert only(found, "text_edited").message == "Edited: “ever” added"

    def test_sentences_without_claims_that_came_or_went_are_told(self) -> None:
        assert kinds(changed([], "Was it worth it?")) == {"text_added": "words"}
        assert kinds(changed("Was it worth it?", [])) == {"text_gone": "words"}


class TestSourcing:
    def test_a_dropped_allegedly_is_a_hedge_dropped(self) -> None:
        found = changed("Norlift allegedly ignored two warnings.", "Norlift ignored two warnings.")

        change = only(found, "hedge_dropped")
        assert (change.cause, change.importance) == ("words", "high")
        assert change.old is not None
        assert (change.old.value, [span.quote for span in change.old.spans]) == ("allegedly", ["allegedly"])
        assert only(found, "strength_changed").message == "Sourcing was vague, is the reporter's own voice"
        assert "claim_reworded" not in kinds(found)

    def test_an_allegedly_put_in_is_a_hedge_added(self) -> None:
        assert "hedge_added" in kinds(
            changed("Norlift ignored two warnings.", "Norlift allegedly ignored two warnings.")
        )

    def test_one_hedge_for_another(self) -> None:
        change = only(changed("Norlift may lose its licence.", "Norlift could lose its licence."), "hedge_changed")

        assert change.message == "Hedge changed: “may” became “could”"

    def test_a_source_that_gives_their_name_makes_it_stronger(self) -> None:
        found = changed(
            "A person familiar with the inquiry said the rope was worn.", "Inspector Anna Berg said the rope was worn."
        )

        assert only(found, "attribution_changed").message == (
            "Credited to a person familiar with the inquiry before, to Anna Berg now"
        )
        change = only(found, "strength_up")
        assert change.old is not None
        assert change.new is not None
        assert (change.old.value, change.new.value) == ("anonymous", "on_record")
        assert {"source_gained", "source_lost"} < set(kinds(found))
        assert (found.claims.added, found.claims.gone) == (0, 0)

    def test_a_source_that_lost_their_name_makes_it_weaker(self) -> None:
        found = changed(
            "Inspector Anna Berg said the rope was worn.", "A person familiar with the inquiry said the rope was worn."
        )

        assert only(found, "strength_down").importance == "high"

    def test_an_attribution_that_was_cut_is_lost(self) -> None:
        found = changed("The rope was worn, Anna Berg said.", "The rope was worn.")

        change = only(found, "attribution_lost")
        assert (change.importance, change.message) == ("high", "No longer credited to Anna Berg, nor to anybody else")

    def test_another_word_for_saying_is_told(self) -> None:
        found = changed("Anna Berg said the rope was worn.", "Anna Berg claimed the rope was worn.")

        assert only(found, "cue_changed").message == "Anna Berg: “said” became “claimed”"

    def test_a_sentence_that_leans_on_an_edited_one_changed_by_its_context(self) -> None:
        found = changed(
            "A person familiar with the inquiry said the rope was worn. He said nobody had checked it since March.",
            "Nils Berg, the police chief, said the rope was worn. He said nobody had checked it since March.",
        )

        leaning = [c for c in found.changes if c.kind == "attribution_changed" and c.cause == "context"]
        assert [change.new.text for change in leaning if change.new] == ["Nobody had checked it since March."]
        assert found.reading_changes == ()

    def test_another_title_of_the_same_source(self) -> None:
        found = changed(
            "Anna Berg, the mayor of Torvik, said the rope was worn.",
            "Anna Berg, the former mayor of Torvik, said the rope was worn.",
        )

        assert kinds(found) == {"source_retitled": "words", "claim_reworded": "words"}
        (reworded,) = (change for change in found.changes if change.kind == "claim_reworded")
        assert [side.text for side in (reworded.old, reworded.new) if side] == [
            "Anna Berg is the mayor of Torvik.",
            "Anna Berg is the former mayor of Torvik.",
        ]


class TestHeadline:
    def test_a_headline_that_was_softened(self) -> None:
        body = "The rope may have been cut, the police said."
        found = compare(
            read(story(body, headline="Rope of Torvik cable car was cut")),
            read(story(body, headline="Rope of Torvik cable car may have been cut")),
        )

        change = only(found, "headline_changed")
        assert (change.importance, change.cause) == ("high", "words")
        assert found.changes[0] == change
        assert only(found, "hedge_added").new is not None

    def test_a_headline_overclaim_that_was_mended_is_resolved(self) -> None:
        body = "Governor Lena Park may have resigned over a budget gap."
        found = compare(
            read(story(body, headline="Governor Lena Park resigned over a budget gap")),
            read(story(body, headline="Governor Lena Park may have resigned over a budget gap")),
        )

        change = only(found, "finding_resolved")
        assert change.cause == "words"
        assert change.old is not None
        assert change.old.value == "headline_overclaim"

    def test_a_title_beside_the_text_counts_where_the_text_has_none(self) -> None:
        old, new = (read(OPENING).model_copy(update={"article": _titled(title)}) for title in ("Old line", "New line"))

        assert kinds(compare(old, new)) == {"headline_changed": "words"}


def _titled(title: str) -> Article:
    return Article.of(OPENING, title=title)
