"""What only the reading changed: the words are the same in both versions, and the comparison says so."""

from __future__ import annotations

import asyncio

from claimcheck import Budget, Checker, Options, Report, compare
from claimcheck.llm.chat import ChatReply, ChatRequest
from fake_model import FakeModel, saying
from newsdesk import HEADLINE, HOTELS, OPENING, ORDER, kinds, only, read, read_as, story

BRUISED = "Six passengers were bruised and one broke her wrist."


def test_another_split_of_the_same_sentence_is_no_change_of_the_article() -> None:
    text = story(BRUISED)
    found = compare(
        read(text), read_as(text, {"Six": ["Six passengers were bruised.", "One passenger broke her wrist."]})
    )

    assert found.article_changes == ()
    assert set(kinds(found).values()) == {"reading"}
    assert (found.claims.changed, found.claims.added, found.claims.gone) == (0, 0, 0)


def test_it_comes_last_even_where_it_stands_first() -> None:
    old = read(story(BRUISED, "The rope was worn."))
    new = read_as(story(BRUISED, "The rope was new."), {"Six": ["Six passengers were bruised."]})

    causes = [change.cause for change in compare(old, new).changes]

    assert causes == sorted(causes, key=lambda cause: cause == "reading")
    assert {"words", "reading"} == set(causes)


def test_a_claim_found_only_now_in_an_old_sentence_says_so() -> None:
    text = story(BRUISED)
    old = read_as(text, {"Six": ["Six passengers were bruised."]})
    new = read_as(text, {"Six": ["Six passengers were bruised.", "One passenger broke her wrist."]})

    assert only(compare(old, new), "claim_added").message == ("Claim found only now, although its sentence is the same")


def test_a_models_own_words_for_what_was_not_edited_are_no_change_of_the_article() -> None:
    old = read_as(story("On Monday six passengers were bruised."), {"six": ["Six passengers were bruised."]})
    new = read_as(story("On Tuesday six passengers were bruised."), {"six": ["Six passengers got bruised."]})

    assert only(compare(old, new), "claim_reworded").cause == "reading"


def test_nor_are_they_told_beside_what_was_edited() -> None:
    old = read_as(story("On Monday six passengers were bruised."), {"six": ["Six passengers got bruised on Monday."]})
    new = read_as(
        story("On Monday nine passengers were bruised."), {"nine": ["Nine travellers got bruised on Monday."]}
    )

    change = only(compare(old, new), "claim_reworded")

    assert (change.cause, change.message) == ("words", "Figure changed: “Six” became “Nine”")


class TestNotes:
    def test_one_model_and_two_texts_need_none(self) -> None:
        assert compare(read(story("It fell on Monday.")), read(story("It fell on Tuesday."))).notes == ()

    def test_two_models_are_named(self) -> None:
        found = compare(read_as(story(), {}, model="small-1"), read_as(story(), {}, model="large-2"))

        assert [note.kind for note in found.notes] == ["same_text", "other_model"]
        assert "small-1 and large-2" in found.notes[1].message

    def test_other_prompts_versions_and_options_are_named(self) -> None:
        old = read(story("It fell on Monday."))
        changes = {
            "prompts": {"compact/extract": "0" * 64},
            "claimcheck_version": "9.9",
            "options": {"profile": "full"},
        }
        new = read(story("It fell on Tuesday.")).model_copy(
            update={"provenance": old.provenance.model_copy(update=changes)}
        )

        assert [note.kind for note in compare(old, new).notes] == ["other_prompts", "other_version", "other_options"]

    def test_two_articles_that_share_nothing_are_suspicious(self) -> None:
        found = compare(read("\n\n".join([HEADLINE, OPENING, ORDER])), read("Cows win prize\n\nFour cows won."))

        assert [note.kind for note in found.notes] == ["other_article"]

    def test_versions_in_the_wrong_order_are_suspicious(self) -> None:
        dates = ("2026-05-02T10:00:00Z", "2026-05-01T10:00:00Z")
        old, new = (
            _published(read(story(text)), date) for text, date in zip(("It fell.", "It rose."), dates, strict=True)
        )

        assert [note.kind for note in compare(old, new).notes] == ["order"]


class TestIncomplete:
    def test_a_claim_whose_sentence_could_not_be_read_is_not_gone(self) -> None:
        old = read(story(BRUISED))
        with Checker(FakeModel(), options=Options(budget=Budget(max_calls=0))) as checker:
            new = checker.check(story(BRUISED))

        found = compare(old, new)

        assert set(kinds(found)) == {"not_compared"}
        assert found.article_changes == ()
        assert [note.kind for note in found.notes] == ["same_text", "incomplete_new"]

    def test_a_claim_without_a_verdict_is_compared_by_its_words_alone(self) -> None:
        def unjudged(request: ChatRequest) -> str | ChatReply:
            if request.schema_name == "ClaimReading":
                return "not json"
            return saying({})(request)

        with Checker(FakeModel(unjudged)) as checker:
            new = asyncio.run(checker.acheck(story(BRUISED)))

        found = compare(read(story(BRUISED)), new)

        assert set(kinds(found)) == {"not_compared"}
        assert found.changes[0].message.startswith("Not compared: the new report has no verdict on")
        assert HOTELS in {change.new.text for change in found.changes if change.new}


def _published(report: Report, date: str) -> Report:
    article = report.article.model_validate(report.article.model_dump() | {"published": date})
    return report.model_copy(update={"article": article})
