"""From sentences to draft claims: whatever the model says, no sentence is lost."""

from __future__ import annotations

import pytest

from claimcheck.article import Article
from claimcheck.credits import Credits
from claimcheck.drafts import Extract, Silence
from claimcheck.errors import ConfigurationError, EndpointError
from claimcheck.extraction import extract, own_word_drafts, why_silent, windows
from claimcheck.llm.chat import ChatReply, ChatRequest
from claimcheck.llm.profiles import COMPACT, FULL
from claimcheck.prompts import Prompts
from claimcheck.segment import Sentence, segment
from claimcheck.setting import FULL_TEXT_SENTENCES, Setting
from fake_model import FakeModel, full_claim, line, plain_answer, saying, shown, wanted, window

pytestmark = pytest.mark.anyio

TEXT = """Paper mill in Osk shuts

By Ida Brandt

The paper mill in Osk shut on Monday. It had employed 140 people since 1962. Nobody was surprised, Mayor Jens Roth said.

"Who will hire them?" he asked. What comes next?

No way.

Read more: The history of paper"""
SETTING = Setting(TEXT, segment(Article.of(TEXT)))
OF = {sentence.text: sentence for sentence in SETTING.sentences}
SHUT = OF["The paper mill in Osk shut on Monday."]
HAD = OF["It had employed 140 people since 1962."]
ROTH = OF["Nobody was surprised, Mayor Jens Roth said."]

SAID_TWICE = "The mill was old, Jens Roth said, and Karl Lund said nobody will hire them."
TWO = Setting(SAID_TWICE, segment(Article.of(SAID_TWICE)))


async def draw(model: FakeModel, *sentences: Sentence, of: Setting = SETTING) -> Extract:
    own_reading = Credits(Article(text=of.text), of.sentences)
    return await extract(sentences, of, own_reading, model=model, prompts=Prompts())


def texts(drawn: Extract) -> list[str]:
    return [draft.text for draft in drawn.drafts]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Paper mill in Osk shuts", None),
        ("By Ida Brandt", "byline"),
        ("What comes next?", "a question"),
        ("No way.", "too short to state a fact"),
        ("Read more: The history of paper", "link to another article"),
        ("It had employed 140 people since 1962.", None),
        ('"Who will hire them?" he asked.', None),
    ],
)
def test_says_why_a_sentence_is_not_asked_about(sentence: str, reason: str | None) -> None:
    assert why_silent(OF[sentence]) == reason


@pytest.mark.parametrize(
    "text", ['"Profits fell 3%."', "“We lost everything.”", "($4 million vanished.)", "市长周一辞职。"]
)
def test_counts_words_behind_quotation_marks_and_signs(text: str) -> None:
    (sentence,) = segment(Article.of(text))

    assert why_silent(sentence) is None


@pytest.mark.parametrize(("size", "expected"), [(1, [1, 1, 1, 1, 1]), (2, [2, 2, 1]), (20, [5])])
async def test_windows_hold_each_sentence_worth_asking_about_once(size: int, expected: list[int]) -> None:
    found = list(windows(SETTING.sentences, size=size))

    assert [len(one) for one in found] == expected
    asked = [sentence for one in found for sentence in one]
    assert asked == [sentence for sentence in SETTING.sentences if why_silent(sentence) is None]


class TestCompact:
    async def test_asks_about_one_sentence_with_those_before_it(self) -> None:
        model = FakeModel()

        await draw(model, HAD)

        (asked,) = model.requests
        assert line(asked, "Sentence") == HAD.text
        assert line(asked, "Context") == f"Paper mill in Osk shuts {SHUT.text}"

    async def test_asks_about_what_is_said_without_the_saying(self) -> None:
        model = FakeModel()

        await draw(model, ROTH)

        assert [line(asked, "Sentence") for asked in model.requests] == ["Nobody was surprised"]

    async def test_asks_about_each_thing_that_is_said(self) -> None:
        model = FakeModel()

        await draw(model, *TWO.sentences, of=TWO)

        assert [line(asked, "Sentence") for asked in model.requests] == ["The mill was old", "Nobody will hire them"]

    async def test_what_one_says_stands_for_itself_where_only_the_claims_of_another_hold(self) -> None:
        answers = {"The mill was": ["The mill was old."], "Nobody will": ["Osk has a harbour."]}

        drawn = await draw(FakeModel(saying(answers)), *TWO.sentences, of=TWO)

        assert [(draft.text, draft.verbatim) for draft in drawn.drafts] == [
            ("The mill was old.", False),
            ("Nobody will hire them.", True),
        ]

    async def test_takes_the_claims_that_the_sentence_makes(self) -> None:
        claims = ["The paper mill in Osk had employed 140 people.", "The paper mill in Osk employed people since 1962."]

        drawn = await draw(FakeModel(saying({"employed": claims})), HAD)

        assert texts(drawn) == claims
        assert {draft.sentence_ids for draft in drawn.drafts} == {(HAD.id,)}
        assert not any(draft.verbatim for draft in drawn.drafts)

    @pytest.mark.parametrize(
        "bad",
        [
            pytest.param("The paper mill in Osk shut on Monday.", id="repeats the context"),
            pytest.param("Osk has a harbour and two schools.", id="says something else"),
            pytest.param("It had employed 410 people since 1962.", id="another figure"),
            pytest.param("Karl Lund had employed 140 people since 1962.", id="a foreign name"),
            pytest.param("140 people.", id="no sentence"),
            pytest.param("...", id="nothing"),
        ],
    )
    async def test_a_sentence_whose_claims_are_all_refused_stands_for_itself(self, bad: str) -> None:
        drawn = await draw(FakeModel(saying({"employed": [bad]})), HAD)

        (draft,) = drawn.drafts
        assert draft.text == HAD.text
        assert draft.verbatim
        assert drawn.silences == {}

    async def test_a_claim_is_taken_once(self) -> None:
        claim = "The paper mill in Osk had employed 140 people since 1962."

        drawn = await draw(FakeModel(saying({"employed": [claim, claim, claim]})), HAD)

        assert texts(drawn) == [claim]

    async def test_white_space_in_a_claim_is_evened_out(self) -> None:
        drawn = await draw(FakeModel(saying({"shut": [" The paper mill in Osk\n  shut on Monday. "]})), SHUT)

        assert texts(drawn) == ["The paper mill in Osk shut on Monday."]

    @pytest.mark.parametrize(
        "reply",
        [
            pytest.param(ChatReply("", finish="refusal"), id="refused"),
            pytest.param(ChatReply('{"claims":["The', finish="length"), id="cut off"),
            pytest.param("I would rather not.", id="no JSON, twice"),
        ],
    )
    async def test_without_an_answer_the_sentence_has_failed(self, reply: ChatReply | str) -> None:
        drawn = await draw(FakeModel(lambda request: reply), HAD)

        assert drawn.drafts == ()
        assert drawn.silences.keys() == {HAD.id}
        assert drawn.silences[HAD.id].failed

    async def test_the_models_failure_is_the_reason(self) -> None:
        def answer(request: ChatRequest) -> str:
            raise EndpointError("the endpoint is down")

        assert (await draw(FakeModel(answer), HAD)).silences == {HAD.id: Silence("the endpoint is down", failed=True)}

    async def test_a_model_that_is_not_set_up_is_no_failed_sentence(self) -> None:
        def answer(request: ChatRequest) -> str:
            raise ConfigurationError("no weights")

        with pytest.raises(ConfigurationError, match="no weights"):
            await draw(FakeModel(answer), HAD)


class TestWhatIsSaidInPassing:
    TEXT = "The mill shut on Monday, said Jens Roth, a baker in Osk who owns two boats."
    SETTING = Setting(TEXT, segment(Article.of(TEXT)))

    async def drawn(self, *claims: str) -> Extract:
        return await draw(FakeModel(saying({"mill": list(claims)})), *self.SETTING.sentences, of=self.SETTING)

    async def test_of_a_source_is_told_by_itself_in_the_words_that_say_it(self) -> None:
        drawn = await self.drawn("The mill shut on Monday.")

        assert texts(drawn) == ["The mill shut on Monday.", "Jens Roth is a baker in Osk.", "Jens Roth owns two boats."]
        assert [(draft.kind, draft.quote) for draft in drawn.drafts[1:]] == [
            ("background", "Jens Roth, a baker in Osk who owns two boats")
        ] * 2

    async def test_is_not_told_again(self) -> None:
        drawn = await self.drawn("The mill shut on Monday.", "Jens Roth is a baker in Osk.")

        assert texts(drawn)[1:] == ["Jens Roth is a baker in Osk.", "Jens Roth owns two boats."]

    async def test_is_taken_out_of_the_claim_that_holds_it(self) -> None:
        drawn = await self.drawn("Jens Roth, a baker in Osk, said the mill shut on Monday.")

        assert texts(drawn)[:2] == ["Jens Roth said the mill shut on Monday.", "Jens Roth is a baker in Osk."]
        assert {draft.part_of for draft in drawn.drafts[:2]} == {
            "Jens Roth, a baker in Osk, said the mill shut on Monday."
        }


class TestFull:
    async def test_shows_the_whole_article_and_asks_about_the_window(self) -> None:
        model = FakeModel(profile=FULL)

        await draw(model, SHUT, HAD)

        (asked,) = model.requests
        assert list(shown(asked).values()) == [sentence.text for sentence in SETTING.sentences]
        assert wanted(asked) == [SHUT.id, HAD.id]

    async def test_takes_claims_with_their_quotes(self) -> None:
        claim = full_claim(HAD.id, "The paper mill in Osk had employed 140 people.", quote="employed 140 people")

        drawn = await draw(FakeModel(lambda request: window([claim]), profile=FULL), HAD)

        (draft,) = drawn.drafts
        assert (draft.quote, draft.kind, draft.sentence_ids) == ("employed 140 people", "event", (HAD.id,))

    async def test_sentences_that_it_says_are_silent_are(self) -> None:
        def answer(request: ChatRequest) -> str:
            return window(
                [full_claim(SHUT.id, SHUT.text)], no_claim={ROTH.id: "a mood", SHUT.id: "nothing", "s99": "?"}
            )

        drawn = await draw(FakeModel(answer, profile=FULL), SHUT, ROTH)

        assert texts(drawn) == [SHUT.text]
        assert drawn.silences == {ROTH.id: Silence("a mood")}

    async def test_sentences_that_it_leaves_out_stand_for_themselves(self) -> None:
        answer = window([full_claim(SHUT.id, SHUT.text)])

        drawn = await draw(FakeModel(lambda request: answer, profile=FULL), SHUT, HAD)

        assert texts(drawn) == [SHUT.text, HAD.text]
        assert [draft.verbatim for draft in drawn.drafts] == [False, True]

    async def test_claims_of_sentences_that_nobody_asked_about_are_dropped(self) -> None:
        def answer(request: ChatRequest) -> str:
            return window([full_claim("s99", "The moon is full."), full_claim(ROTH.id, ROTH.text)])

        assert texts(await draw(FakeModel(answer, profile=FULL), SHUT)) == [SHUT.text]

    async def test_without_an_answer_the_whole_window_has_failed(self) -> None:
        drawn = await draw(FakeModel(lambda request: "", profile=FULL), SHUT, HAD)

        assert drawn.drafts == ()
        assert [silence.failed for silence in drawn.silences.values()] == [True, True]

    async def test_a_name_may_come_from_anywhere_in_what_it_was_shown(self) -> None:
        story = ["Mayor Jens Roth took office in May.", *(f"Street number {n} was swept." for n in range(30))]
        text = " ".join([*story, "He resigned on Friday."])
        setting = Setting(text, segment(Article.of(text)))
        last = setting.sentences[-1]
        answer = window([full_claim(last.id, "Jens Roth resigned on Friday.")])

        drawn = await draw(FakeModel(lambda _: answer, profile=FULL), last, of=setting)

        assert texts(drawn) == ["Jens Roth resigned on Friday."]


class TestALongArticle:
    TEXT = " ".join(f"Street number {n} was swept." for n in range(3 * FULL_TEXT_SENTENCES))
    SETTING = Setting(TEXT, segment(Article.of(TEXT)))

    async def ask_about(self, first: int) -> list[str]:
        model = FakeModel(plain_answer, profile=FULL)
        asked = self.SETTING.sentences[first : first + 20]
        await draw(model, *asked, of=self.SETTING)
        return list(shown(model.requests[0]))

    @pytest.mark.parametrize("first", [0, 190, 399, 400, 777, 3 * FULL_TEXT_SENTENCES - 20])
    async def test_is_shown_in_part_with_the_window_in_it(self, first: int) -> None:
        names = await self.ask_about(first)

        assert {f"s{number}" for number in range(first + 1, first + 21)} <= set(names)
        assert len(names) <= FULL_TEXT_SENTENCES + 20

    async def test_neighbouring_windows_are_shown_the_same_part(self) -> None:
        assert await self.ask_about(420) == await self.ask_about(440)


async def test_compact_and_full_end_in_the_same_claims_where_every_sentence_is_one() -> None:
    compact = [draft.text for s in (SHUT, HAD) for draft in (await draw(FakeModel(profile=COMPACT), s)).drafts]

    assert texts(await draw(FakeModel(profile=FULL), SHUT, HAD)) == compact


def test_a_dateline_is_told_in_no_claim() -> None:
    sentence = segment(Article(text="HALDEN, Norland (Orrwire) — Two boats sank off the pier."))[0]
    assert [draft.text for draft in own_word_drafts(sentence)] == ["Two boats sank off the pier."]
