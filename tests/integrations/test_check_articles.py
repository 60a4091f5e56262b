"""A batch of rows in, a batch of rows out: whatever is wrong with an article is told in its row."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime
from hashlib import sha256

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import Checker, ConfigurationError, Report
from claimcheck.errors import EndpointError
from claimcheck.integrations.ray import ARTICLE_COLUMNS, REPORT_COLUMNS, CheckArticles, rows_of_lines
from claimcheck.llm.chat import ChatReply, ChatRequest
from fake_model import FakeModel

TEXT = "The harbour opened on Monday.\n\nMayor Ana Ruiz spent 4,000 crowns."


def told(*rows: dict[str, object], model: FakeModel | None = None, at_once: int = 16) -> list[dict[str, object]]:
    """What comes out for these rows."""
    names = {"text"}.union(*rows)
    batch = pa.table({name: [row.get(name) for row in rows] for name in sorted(names)})
    out = CheckArticles(model or FakeModel(), at_once=at_once)(batch)
    assert out.schema == REPORT_COLUMNS
    found: list[dict[str, object]] = out.to_pylist()
    return found


def called(row: dict[str, object]) -> str | None:
    """What a row is called that has no id, or none but spaces: after its text, as an article is."""
    given, text = row["id"], row["text"]
    if isinstance(given, str) and given.strip():
        return given
    return None if text is None else sha256(str(text).encode()).hexdigest()[:12]


class TestRows:
    def test_a_report_and_what_is_most_asked_of_it(self) -> None:
        (row,) = told({"id": "a1", "text": TEXT, "title": "Harbour opens", "published": "2026-03-01T08:00:00Z"})

        report = Report.model_validate_json(str(row["report"]))
        assert (report.article.id, report.article.title) == ("a1", "Harbour opens")
        assert report.article.published == datetime(2026, 3, 1, 8, tzinfo=UTC)
        assert row["seconds"] == report.usage.seconds
        assert {name: value for name, value in row.items() if name not in ("report", "seconds")} == {
            "id": "a1",
            "error": None,
            "complete": True,
            "sentences": 2,
            "failed_sentences": 0,
            "claims": 2,
            "findings": 0,
            "calls": 4,
            "cached_calls": 0,
            "input_tokens": 40,
            "output_tokens": 8,
            "cost_usd": 0.0,
        }

    def test_the_report_is_that_of_a_checker(self) -> None:
        (row,) = told({"text": TEXT})
        with Checker(FakeModel()) as checker:
            alone = checker.check(TEXT)

        report = Report.model_validate_json(str(row["report"]))
        unlike = {"usage": {"seconds"}, "provenance": {"created_at"}}
        assert report.model_dump(exclude=unlike) == alone.model_dump(exclude=unlike)
        assert row["id"] == sha256(TEXT.encode()).hexdigest()[:12]

    @pytest.mark.parametrize(
        ("row", "error"),
        [
            ({"text": None}, "the row's text is missing"),
            ({"text": " \n"}, "the article is empty"),
            ({"text": "One\0two."}, "control character"),
            ({"text": TEXT, "published": "yesterday"}, "the row's published cannot be used"),
            ({"text": None, "error": "it was found wanting before"}, "it was found wanting before"),
        ],
    )
    def test_what_is_wrong_with_an_article_is_told_in_its_row(self, row: dict[str, object], error: str) -> None:
        before, wrong, after = told({"id": "a", "text": TEXT}, {"id": "b"} | row, {"id": "c", "text": TEXT})

        assert error in str(wrong.pop("error"))
        assert wrong.pop("id") == "b"
        assert set(wrong.values()) == {None}
        assert (before["complete"], after["complete"]) == (True, True)

    def test_a_text_that_is_no_text(self) -> None:
        out = CheckArticles(FakeModel())(pa.table({"text": [1, 2]}))

        assert out["error"].to_pylist() == ["the row's text is not a text: put the article there, as a string"] * 2

    def test_ids_may_be_numbers_and_dates_may_be_dates(self) -> None:
        (row,) = told({"id": 17, "text": TEXT, "published": date(2026, 3, 1), "section": "left alone"})

        assert (row["id"], row["error"]) == ("17", None)

    def test_a_bug_in_claimcheck_costs_one_row(self) -> None:
        def answer(request: ChatRequest) -> str | ChatReply:
            raise ZeroDivisionError("of all things")

        (row,) = told({"id": "a", "text": TEXT}, model=FakeModel(answer))

        assert row["error"] == "a bug in claimcheck: ZeroDivisionError: of all things"

    def test_sentences_that_failed_are_counted_and_the_report_is_there(self) -> None:
        def answer(request: ChatRequest) -> str | ChatReply:
            raise EndpointError("it is down", status=500)

        (row,) = told({"text": TEXT}, model=FakeModel(answer))

        assert (row["error"], row["complete"], row["failed_sentences"]) == (None, False, 2)
        assert "it is down" in str(row["report"])

    def test_an_empty_batch_has_the_same_columns(self) -> None:
        out = CheckArticles(FakeModel())(pa.table({"text": pa.array([], pa.string())}))

        assert (out.num_rows, out.schema) == (0, REPORT_COLUMNS)

    @given(
        rows=st.lists(
            st.fixed_dictionaries({"id": st.none() | st.text(max_size=3), "text": st.sampled_from((TEXT, "", None))})
        )
    )
    def test_no_row_is_lost_and_none_changes_places(self, rows: list[dict[str, object]]) -> None:
        out = told(*rows, at_once=3)

        whole = [row["text"] == TEXT and (row["id"] is None or str(row["id"]).strip()) for row in rows]
        assert [bool(row["report"]) for row in out] == [bool(is_whole) for is_whole in whole]
        assert [row["id"] for row in out] == [called(row) for row in rows]


class TestAtOnce:
    @pytest.mark.parametrize("at_once", [1, 4])
    def test_so_many_articles_are_under_way_and_no_more(self, at_once: int) -> None:
        class Counting(FakeModel):
            under_way = most = 0

            async def complete(self, request: ChatRequest) -> ChatReply:
                Counting.under_way += 1
                Counting.most = max(Counting.most, Counting.under_way)
                if Counting.most < at_once:  # all of them meet here, or the test's time limit ends it
                    await asyncio.sleep(0.01)
                reply = await super().complete(request)
                Counting.under_way -= 1
                return reply

        told(*[{"text": f"Quay {number} opened on Monday."} for number in range(12)], model=Counting(), at_once=at_once)

        assert Counting.most == at_once

    def test_none_at_all_makes_no_sense(self) -> None:
        with pytest.raises(ConfigurationError, match="at_once must be 1 or more"):
            CheckArticles(FakeModel(), at_once=0)


class TestWhatConcernsEveryArticle:
    def test_no_model_to_ask(self) -> None:
        with pytest.raises(ConfigurationError):
            CheckArticles("any", base_url="no endpoint")

    def test_a_model_that_cannot_be_used(self) -> None:
        def answer(request: ChatRequest) -> str | ChatReply:
            raise ConfigurationError("its weights are gone")

        with pytest.raises(ConfigurationError, match="its weights are gone"):
            told({"text": TEXT}, model=FakeModel(answer))

    @pytest.mark.parametrize("batch", [{"text": [TEXT]}, pa.table({"body": [TEXT]})])
    def test_batches_of_another_kind(self, batch: object) -> None:
        with pytest.raises(ConfigurationError, match='batch_format="pyarrow"'):
            CheckArticles(FakeModel())(batch)


class TestLines:
    def rows(self, *lines: str) -> list[dict[str, object]]:
        out = rows_of_lines(pa.table({"text": list(lines)}))
        assert out.schema == ARTICLE_COLUMNS
        found: list[dict[str, object]] = out.to_pylist()
        return found

    def test_an_object_is_its_columns(self) -> None:
        given = {"id": 7, "text": TEXT, "title": None, "url": "https://a.example/7", "section": ["left", "alone"]}
        (row,) = self.rows(json.dumps(given))

        assert {name: value for name, value in row.items() if value is not None} == {
            "id": "7",
            "text": TEXT,
            "url": "https://a.example/7",
        }

    @pytest.mark.parametrize(
        ("line", "id", "error"),
        [
            ('{"id": "a", "text": "torn', None, "the row is not JSON: Unterminated string"),
            ("[" * 100_000, None, "the row is not JSON"),
            ("[1, 2]", None, "not a JSON object"),
            ('{"id": "a", "text": 3}', "a", "the row's text is not a text"),
            ('{"id": "a", "text": "\\ud800"}', "a", "lone surrogate"),
        ],
    )
    def test_what_is_none_is_a_row_with_an_error(self, line: str, id: str | None, error: str) -> None:
        (row,) = self.rows(line)

        assert error in str(row["error"])
        assert row["id"] == (id or sha256(line.encode()).hexdigest()[:12])

    @given(lines=st.lists(st.text(st.characters(codec="utf-8")), max_size=5))
    def test_no_line_is_lost(self, lines: list[str]) -> None:
        assert len(self.rows(*lines)) == len(lines)
