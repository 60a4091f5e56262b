"""Grounding: a quote is found where it stands, a claim where it is stated, and neither anywhere else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimcheck.grounding import locate, locate_claim

HARBOUR = (
    "The harbour board met on Tuesday. “We will not close the ferry,” said Ida Brandvold, its chair. "
    "About 300,000 passengers took the ferry last year — 12% fewer than before. The harbour board meets again in May."
)
WHOLE = [(0, len(HARBOUR))]

NOUNS = (
    *("anchor", "barrel", "candle", "ditch", "engine", "fence", "garden", "hammer"),
    *("island", "jacket", "kettle", "ladder", "meadow", "needle", "orchard"),
)
"""Words of which none is a figure, a date or a negation, and none is a form of another."""


def found(quote: str, text: str = HARBOUR, near: int | None = None) -> str | None:
    span = locate(quote, text, [(0, len(text))], near=near)
    assert span is None or span.stands_in(text)
    return span and span.quote


def stated(claim: str, text: str) -> str | None:
    span = locate_claim(claim, text, [(0, len(text))])
    assert span is None or span.stands_in(text)
    return span and span.quote


@st.composite
def cuts(draw: st.DrawFn) -> tuple[str, tuple[int, int], int, str]:
    """A text, a stretch of it, and a quote cut from the stretch at a place, without white space at its ends."""
    text = draw(st.text(min_size=1) | st.text(alphabet="aA -'\n\u0301ﬁßİ", min_size=1))
    low = draw(st.integers(0, len(text) - 1))
    high = draw(st.integers(low + 1, len(text)))
    start = draw(st.integers(low, high - 1))
    end = draw(st.integers(start + 1, high))
    cut = text[start:end]
    assume(cut.strip())
    return text, (low, high), start + len(cut) - len(cut.lstrip()), cut.strip()


class TestAnExactQuote:
    @given(cuts())
    def test_is_found_where_it_was_cut(self, cut: tuple[str, tuple[int, int], int, str]) -> None:
        text, stretch, start, quote = cut

        span = locate(quote, text, [stretch], near=start)

        assert span is not None
        assert (span.start, span.quote) == (start, quote)

    @given(cuts())
    def test_needs_no_hint_where_it_stands_once(self, cut: tuple[str, tuple[int, int], int, str]) -> None:
        text, (low, high), start, quote = cut
        assume(text.find(quote, low, high) == text.rfind(quote, low, high))

        span = locate(quote, text, [(low, high)])

        assert span is not None
        assert span.start == start

    def test_is_preferred_where_it_cuts_no_word(self) -> None:
        text = "The party bought art."

        span = locate("art", text, [(0, len(text))])

        assert span is not None
        assert span.start == text.index("art.")

    def test_is_found_inside_a_word_if_the_hint_says_so(self) -> None:
        span = locate("art", "The party bought art.", [(0, 21)], near=5)

        assert span is not None
        assert span.start == 5

    def test_that_ends_inside_a_word_is_found_there(self) -> None:
        assert found("harbour boa") == "harbour boa"

    def test_is_taken_at_its_first_place_without_a_hint(self) -> None:
        span = locate("harbour board", HARBOUR, WHOLE)

        assert span is not None
        assert span.start == HARBOUR.index("harbour board")

    def test_is_taken_at_the_place_nearest_to_the_hint(self) -> None:
        last = HARBOUR.rindex("harbour board")

        span = locate("harbour board", HARBOUR, WHOLE, near=last - 7)

        assert span is not None
        assert span.start == last

    @pytest.mark.parametrize("quote", ["", " ", "\n\t", "\u00a0"])
    def test_has_characters(self, quote: str) -> None:
        assert found(quote) is None


class TestTheStretch:
    def test_bounds_the_search(self) -> None:
        first_sentence = (0, HARBOUR.index("“"))

        assert locate("said Ida Brandvold", HARBOUR, [first_sentence]) is None

    def test_runs_over_sentences_with_white_space_between(self) -> None:
        text = "It rained.\n\nThen it froze. Nobody slept."
        sentences = [(12, 26), (0, 10)]

        span = locate("It rained. Then it froze.", text, sentences)

        assert span is not None
        assert span.quote == "It rained.\n\nThen it froze."

    def test_does_not_run_over_a_sentence_that_is_not_named(self) -> None:
        text = "It rained. Then it froze. Nobody slept."

        assert locate("It rained. Nobody slept.", text, [(0, 10), (26, 39)]) is None
        assert locate(text, text, [(0, 10), (26, 39)]) is None

    def test_may_be_given_twice_or_reach_beyond_the_text(self) -> None:
        span = locate("harbour board met", HARBOUR, [(-5, 20), (0, 33), (10, 10_000)])

        assert span is not None
        assert span.start == 4

    def test_may_lie_inside_another(self) -> None:
        span = locate("met on Tuesday", HARBOUR, [(0, 33), (4, 12)])

        assert span is not None
        assert span.quote == "met on Tuesday"

    def test_may_be_missing(self) -> None:
        assert locate("harbour", HARBOUR, []) is None
        assert locate_claim("The harbour board met", HARBOUR, []) is None
        assert locate("harbour", HARBOUR, [(7, 7), (len(HARBOUR) + 1, len(HARBOUR) + 9)]) is None


class TestTypography:
    @pytest.mark.parametrize(
        ("quote", "printed"),
        [
            ("The  harbour\nboard", "The harbour board"),
            ("THE HARBOUR BOARD MET", "The harbour board met"),
            ('"We will not close the ferry,"', "“We will not close the ferry,”"),
            ("'We will not close the ferry,'", "“We will not close the ferry,”"),
            ("«We will not close the ferry,»", "“We will not close the ferry,”"),
            ("last year - 12% fewer", "last year — 12% fewer"),
            ("last year--12% fewer", "last year — 12% fewer"),
            ("har\u00adbour bo\u200bard", "harbour board"),
            ("ｈａｒｂｏｕｒ ｂｏａｒｄ", "harbour board"),
        ],
    )
    def test_does_not_matter(self, quote: str, printed: str) -> None:
        assert found(quote) == printed

    @pytest.mark.parametrize(
        ("quote", "text", "printed"),
        [
            ("und die strasse war frei", "Ja, UND DIE STRAẞE war frei!", "UND DIE STRAẞE war frei"),
            ("Straße", "Die STRASSE ist frei", "STRASSE"),
            ("the final office", "It was the ﬁnal oﬃce there", "the ﬁnal oﬃce"),
            ("i\u0307stanbul", "Off to İstanbul, he said", "İstanbul"),
            ("wait... and see", "He said: wait… and see.", "wait… and see"),
            ("Vie\u0302\u0323t Nam", "In Việt Nam today", "Việt Nam"),
            ("한국", "오늘 \u1112\u1161\u11ab\u1100\u116e\u11a8 뉴스", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
            ("the well known", "a soft\u00adly said: the  well\u200b known", "the  well\u200b known"),
        ],
    )
    def test_leaves_the_offsets_right(self, quote: str, text: str, printed: str) -> None:
        assert found(quote, text) == printed

    def test_of_the_same_case_is_preferred(self) -> None:
        assert found("“US” and", 'She told us “us" and then "US" and them.') == '"US" and'

    def test_is_not_only_about_words(self) -> None:
        assert found("ferry-year", "It was the ferry, year by year: a ferry — year.") == "ferry — year"
        assert found("ferry - year", "It was the ferry, year by year: a ferry—year.") == "ferry—year"

    @pytest.mark.parametrize("quote", ["1", "2", "/2", "½ 1"])
    def test_finds_no_part_of_a_fraction(self, quote: str) -> None:
        assert found(quote, "It took ½ hour.") is None

    def test_finds_no_part_of_a_letter(self) -> None:
        assert found("CAF", "one cafe\u0301") is None
        assert found("F", "the ﬁ ligature") is None

    def test_finds_no_part_of_a_word(self) -> None:
        assert found("ART", "The party is over") is None

    @given(words=st.permutations(NOUNS), data=st.data())
    def test_never_moves_a_quote(self, words: list[str], data: st.DataObject) -> None:
        between = data.draw(st.lists(st.sampled_from((" ", " — ", " “", "” ", ", ", ".\n")), min_size=15, max_size=15))
        text = "".join(word + gap for word, gap in zip(words, between, strict=True))
        first = data.draw(st.integers(0, 12))
        last = data.draw(st.integers(first + 1, 14))
        start, end = text.index(words[first]), text.index(words[last]) + len(words[last])
        quote = text[start:end].translate({ord("—"): "-", ord("“"): '"', ord("”"): "'", ord("\n"): "\u00a0 "})
        change = data.draw(st.sampled_from((str.upper, str.title, str.lower, lambda quote: quote.replace(" ", "\n "))))

        span = locate(change(quote), text, [(0, len(text))])

        assert span is not None
        assert (span.start, span.end) == (start, end)

    @given(st.text(alphabet="éöñÅﬁßçİ가각 ", min_size=1), st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")))
    def test_may_be_any_normal_form(self, text: str, form: str) -> None:
        assume(text.strip())

        span = locate(unicodedata.normalize(form, text), "« " + text + " »", [(0, len(text) + 4)])

        assert span is not None
        assert span.quote == text.strip()


class TestANearMatch:
    TEXT = (
        "Rescue crews carried the tired climbers down the northern slope before dawn. "
        "Their families waited near the chapel."
    )

    @pytest.mark.parametrize(
        ("quote", "printed"),
        [
            ("Rescue crews carried the climbers down the northern slope before dawn.", TEXT[:76]),
            ("Rescue teams carried the tired climbers down the northern slope before dawn.", TEXT[:76]),
            ("crews carried the tired climbers swiftly down the northern slope", TEXT[7:63]),
            ("Rescue crews carried the tired climbers down the northern slope...", TEXT[:63]),
            ("“Rescue crews carried the tired climbers.”", TEXT[:39]),
            ("the tired climbers down", "the tired climbers down"),
            ("climbers: down", "climbers down"),
        ],
    )
    def test_has_the_boundaries_of_the_words_that_stand_there(self, quote: str, printed: str) -> None:
        assert found(quote, self.TEXT) == printed

    def test_ends_with_no_punctuation_of_a_word_that_is_not_there(self) -> None:
        text = "They sold bread, milk, eggs, cheese, wine, honey."

        assert found("They sold bread, milk, eggs, cheese, wine, jam,", text) == text[:41]

    def test_ends_with_no_white_space(self) -> None:
        assert found("Rescue teams carried the tired climbers down the northern slope —", self.TEXT) == self.TEXT[:63]

    def test_keeps_the_quotation_marks_that_both_have(self) -> None:
        text = "She paused. “We have never seen such a crowded little ferry in all these years,” she said."

        quote = '"We have never seen such a little ferry in all these years,"'

        assert found(quote, text) == text[text.index("“") : text.index(" she said")]

    @given(words=st.permutations(NOUNS), data=st.data())
    def test_survives_one_lost_or_changed_word_of_ten(self, words: list[str], data: st.DataObject) -> None:
        text = " ".join(words)
        first = data.draw(st.integers(0, 5))
        quote = words[first : first + 10]
        lost = data.draw(st.integers(1, 8))
        quote[lost : lost + 1] = data.draw(st.sampled_from(([], ["zeppelin"])))

        assert found(" ".join(quote), text) == " ".join(words[first : first + 10])

    @given(words=st.permutations(NOUNS), data=st.data())
    def test_needs_more_than_half_of_the_words(self, words: list[str], data: st.DataObject) -> None:
        kept = data.draw(st.sets(st.integers(0, 9), min_size=5, max_size=5))
        quote = [word if at in kept else f"un{word}" for at, word in enumerate(words[:10])]

        assert found(" ".join(quote), " ".join(words)) is None

    def test_needs_the_words_in_order(self) -> None:
        quote = "before slope northern the down climbers tired the carried crews Rescue dawn"

        assert found(quote, self.TEXT) is None

    def test_needs_the_words_close_together(self) -> None:
        text = "The mayor, who had spent all of that windy evening among his oldest friends, opened the new bridge."

        assert found("The mayor opened the new bridge.", text) is None

    @pytest.mark.parametrize(("added", "is_found"), [("so very", True), ("so very very", False)])
    def test_may_pass_over_one_word_in_four(self, added: str, is_found: bool) -> None:
        quote = "the old mayor opened the new bridge over the harbour"
        text = f"the old town mayor opened the {added} new bridge over the harbour"

        assert (found(quote, text) == text) is is_found
        assert (found(quote, text) is None) is not is_found

    def test_needs_enough_words(self) -> None:
        assert found("carried the climbers down", self.TEXT) is None
        assert found("carried the sleepy climbers", self.TEXT) is None

    @given(st.text(alphabet="xyz ,.—'”", min_size=1), st.text(alphabet="abc ,.—'“\n"))
    def test_needs_a_word_of_the_text(self, quote: str, text: str) -> None:
        assume(any(character in "xyz" for character in quote))

        assert found(quote, text) is None

    def test_prefers_the_place_that_takes_fewer_changes(self) -> None:
        text = "The old red boat left the harbour at dawn. The old grey boat left the small harbour at dawn."

        assert found("The old grey boat left the harbour at dawn.", text) == text[43:]

    def test_prefers_of_equal_places_the_one_nearest_to_the_hint(self) -> None:
        text = "The big boat left the harbour today, and the big boat left the harbour again."

        assert found("the big boat left the old harbour", text, near=40) == "the big boat left the harbour"

        span = locate("big boat left the old harbour", text, [(0, len(text))], near=40)
        assert span is not None
        assert span.start == text.rindex("big boat")

    def test_looks_on_where_the_likeliest_place_has_another_figure(self) -> None:
        text = "Sales of 200 boats made the yard proud. Sales of 300 boats once again made the yard proud."

        assert found("Sales of 300 boats made the yard proud.", text) == text[40:]

    def test_sees_through_lost_accents(self) -> None:
        assert found("in Cordoba", "They met in Córdoba, again.") == "in Córdoba"


class TestWhatNoMatchMayChange:
    @pytest.mark.parametrize(
        ("printed", "quoted"),
        [
            ("carried 300,000 people", "carried 200,000 people"),
            ("carried 300,000 people", "carried people"),
            ("lost three million crowns on", "lost three billion crowns on"),
            ("lost $3.5 million on", "lost €3.5 million on"),
            ("will meet on Tuesday at", "will meet on Monday at"),
            ("did not want", "did want"),
            ("didn’t want", "did want"),
            ("wants to close", "never wants to close"),
            ("went from 3 to 5 with", "went from 5 to 3 with"),
            ("said for the second time that", "said for the third time that"),
        ],
    )
    def test_figures_dates_and_negations(self, printed: str, quoted: str) -> None:
        sentence = "After many long years on the water the old ferry company {} its loyal friends across the bay"
        text = sentence.format(printed)

        assert found(sentence.format(quoted), text) is None
        assert found(text.replace("loyal ", ""), text) == text

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ("The ferry carried 300,000 people across the bay", "The ferry carried 300000 people across the bay"),
            ("Only three people crossed the wide bay", "Only 3 people crossed the wide bay"),
            ("The board didn’t want to close it", "The board did not want to close it"),
        ],
    )
    def test_but_they_may_be_spelt_otherwise(self, text: str, quote: str) -> None:
        assert found(quote, text) == text


@given(
    st.text(), st.text(), st.lists(st.tuples(st.integers(-3, 60), st.integers(-3, 60)), max_size=3), st.integers(-3, 60)
)
def test_whatever_is_asked_the_span_stands_in_the_text(
    quote: str, text: str, within: list[tuple[int, int]], near: int
) -> None:
    for span in (locate(quote, text, within, near=near), locate_claim(quote, text, within)):
        if span is not None:
            assert span.stands_in(text)
            assert {*range(span.start, span.end)} <= {at for a, b in within for at in range(a, b)} | {
                at for at, character in enumerate(text) if character.isspace()
            }


class TestAClaimWithoutAQuote:
    @pytest.mark.parametrize(
        ("claim", "before", "statement", "behind"),
        [
            ("Ida Brandvold resigned on Monday.", "“Enough,” and ", "she resigned on Monday", ", after the vote."),
            ("The bridge was painted by volunteers.", "", "Volunteers, he said, painted the bridge", "."),
            ("Ida Brandvold has quit smoking.", "", "She has not quit smoking", " (yet)."),
            ("The baker sells bread.", "In town, ", "the baker is known for selling bread-rolls", " now."),
            ("The film Salt Road won a prize.", "", 'A prize was won by "Salt Road,"', " he said."),
            ("Olsen chairs the board (BFK).", "", "Olsen chairs the ferry board (BFK)", "."),
            ("Lone Wolf is a song by Ask Me.", "", "Lone Wolf, a song by Ask Me", " (not the film)."),
            ("Olsen quit.", "“No,” ", "he quit", "."),
            ("Ida Brandvold is a baker.", "", "Ida Brandvold, the sturdy grey-haired widow, is a baker", "."),
            ("Salt Road came out in 1992.", "He made ", '"Salt Road" (1992)', "."),
            (
                "Olsen owned two boats with Hansen.",
                "Olsen fished with Berg and Dahl on three boats, and ",
                "then with Hansen in 2010 on two boats",
                ".",
            ),
            (
                "The ferry company lost 12 crew members.",
                "In spring, the storm came; ",
                "the company lost twelve of its crew members",
                ", and the harbour closed.",
            ),
        ],
    )
    def test_is_found_where_it_is_stated(self, claim: str, before: str, statement: str, behind: str) -> None:
        assert stated(claim, before + statement + behind) == statement

    def test_swallows_nothing_for_a_word_far_away(self) -> None:
        sentence = (
            "The company, which bought three old trawlers and a lighthouse from a retired captain in Bergen, "
            "cut ticket prices in half."
        )

        assert stated("The company cut ticket prices in half.", sentence) == "cut ticket prices in half"

    def test_takes_the_place_that_holds_most_of_it(self) -> None:
        text = "The board met. Ticket prices were discussed at length. In the end the board cut ticket prices."

        assert stated("The board cut ticket prices.", text) == "the board cut ticket prices"

    def test_takes_the_best_of_stretches_apart(self) -> None:
        text = "Prices were cut by someone. It rained. Ticket prices were cut by Olsen."

        span = locate_claim("Olsen cut ticket prices.", text, [(0, 27), (39, len(text))])

        assert span is not None
        assert span.quote == "Ticket prices were cut by Olsen"

    @pytest.mark.parametrize(
        "claim",
        [
            "The harbour was closed for good.",
            "Ida Brandvold owns a bakery in town.",
            "They will be there and so will we.",
            "It is.",
            "?!",
            "",
        ],
    )
    def test_is_not_found_where_nothing_says_it(self, claim: str) -> None:
        assert stated(claim, "Ida Brandvold and they will be there, and so will the harbour master of Ostvik.") is None

    def test_is_not_found_by_one_word_of_two(self) -> None:
        assert stated("The plan failed.", "A plan was discussed.") is None

    def test_is_not_found_by_less_than_half_of_its_words(self) -> None:
        assert stated("The ferry company sold three wooden boats abroad.", "Some wooden boats burned.") is None

    def test_is_not_found_by_names_alone_if_it_says_more(self) -> None:
        assert stated("Ida Brandvold bakes bread.", "Ida Brandvold was seen in Ostvik.") is None
