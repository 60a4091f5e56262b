"""Whom the article credits with a claim, by the code's own reading, and what a sentence merely reports."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from claimcheck.article import Article
from claimcheck.credits import Credits, Reported
from claimcheck.segment import Sentence, segment
from claimcheck.spans import Span

TEXT = (
    "The dam at Brode leaks in two places, the daily Orvel Herald reported on Monday, citing people close to the "
    "inquiry.\n\n"
    "It was last inspected in 2019.\n\n"
    '"We knew about the leak for a year," said Tove Lind, the chief engineer of Brode.\n\n'
    "Two gates were reportedly left open."
)
ARTICLE = Article.of(TEXT)
SENTENCES = segment(ARTICLE)


@pytest.fixture(scope="module")
def credits() -> Credits:  # noqa: A001 (the field calls them so)
    return Credits(ARTICLE, SENTENCES)


def stated(words: str) -> tuple[list[Span], list[str]]:
    start = TEXT.index(words)
    span = Span.of(TEXT, start, start + len(words))
    return [span], [s.id for s in SENTENCES if s.start <= start < s.end]


def sentence(words: str) -> Sentence:
    return next(s for s in SENTENCES if words in s.text)


class TestSourcing:
    def test_a_chain_runs_from_the_reader_inwards(self, credits: Credits) -> None:
        sourcing = credits.sourcing(*stated("The dam at Brode leaks in two places"))

        assert [hop.source.name or hop.source.kind for hop in sourcing.chain] == ["Orvel Herald", "anonymous"]
        assert sourcing.strength == "anonymous"

    def test_what_nobody_is_credited_with_is_the_reporters(self, credits: Credits) -> None:
        sourcing = credits.sourcing(*stated("It was last inspected in 2019"))

        assert (sourcing.strength, sourcing.chain, sourcing.speech) == ("reporter", (), "none")

    def test_a_quotation_is_its_speakers(self, credits: Credits) -> None:
        sourcing = credits.sourcing(*stated("We knew about the leak for a year"))

        (hop,) = sourcing.chain
        assert (hop.source.name, sourcing.speech, sourcing.strength) == ("Tove Lind", "direct", "on_record")

    @pytest.mark.parametrize(
        ("claim", "sources"),
        [
            ("engineers had warned the owner about worn brakes", ["Herald"]),
            ("worn brakes", ["Herald", "engineers"]),
            ("The Herald reported that engineers had warned the owner about worn brakes", ["Herald"]),
        ],
    )
    def test_who_is_told_of_in_a_claim_is_not_credited_with_it(self, claim: str, sources: list[str]) -> None:
        article = Article.of("The Herald reported that engineers had warned the owner about worn brakes.")
        sentences = segment(article)
        start = article.text.index(claim)
        span = Span.of(article.text, start, start + len(claim))

        chain = Credits(article, sentences).sourcing([span], [sentences[0].id]).chain

        assert [hop.source.name or hop.source.mention.quote for hop in chain if hop.source.mention] == sources

    def test_a_hedge_among_the_words_counts(self, credits: Credits) -> None:
        sourcing = credits.sourcing(*stated("Two gates were reportedly left open"))

        assert [hedge.quote for hedge in sourcing.hedges] == ["reportedly"]
        assert sourcing.strength == "vague"

    def test_a_hedge_beside_the_words_does_not(self, credits: Credits) -> None:
        assert credits.sourcing(*stated("left open")).hedges == ()


class TestNarrowing:
    def test_the_naming_of_the_source_states_nothing_of_the_claim(self, credits: Credits) -> None:
        whole = sentence("leaks in two")
        span = Span(start=whole.start, end=whole.end, quote=whole.text)

        (narrowed,) = credits.narrowed([span], [whole.id])

        assert narrowed.quote == "The dam at Brode leaks in two places"

    def test_what_nobody_is_credited_with_stays_as_it_is(self, credits: Credits) -> None:
        spans, ids = stated("was last inspected")

        assert credits.narrowed(spans, ids) == tuple(spans)

    def test_a_claim_about_the_source_is_not_credited_to_it(self, credits: Credits) -> None:
        spans, ids = stated("Tove Lind, the chief engineer of Brode")

        assert credits.narrowed(spans, ids) == tuple(spans)
        assert credits.sourcing(spans, ids).strength == "reporter"

    def test_a_claim_that_runs_across_what_somebody_said_without_telling_it_is_not_credited(self) -> None:
        text = "Tove Lind, who warned that the gates were old, did not answer a letter."
        credits, sentences = credits_of(text)  # noqa: A001
        span = at(text, "Tove Lind, who warned that the gates were old, did not answer a letter")

        told = credits.sourcing([span], [sentences[0].id], claim="Tove Lind warned that the gates were old.")
        beside = credits.sourcing([span], [sentences[0].id], claim="Tove Lind did not answer a letter.")

        assert [hop.source.name for hop in told.chain] == ["Tove Lind"]
        assert beside.chain == ()

    def test_a_claim_is_credited_to_who_said_most_of_it(self) -> None:
        """Words within words: the inner source is credited with its own, not with all that is said around them."""
        outer, inner = "the gates were old and Arne Holm knew that they leaked", "Arne Holm knew that they leaked"
        text = f"Tove Lind said {outer}."
        credits, sentences = credits_of(text)  # noqa: A001

        chains = [credits.sourcing([at(text, words)], [sentences[0].id]).chain for words in (outer, inner)]

        assert [[hop.source.name for hop in chain] for chain in chains] == [["Tove Lind"], ["Tove Lind", "Arne Holm"]]


class TestReported:
    def test_what_is_said_comes_without_the_saying(self, credits: Credits) -> None:
        assert credits.reported(sentence("We knew")) == (Reported("We knew about the leak for a year", "Tove Lind"),)
        assert credits.reported(sentence("leaks in two")) == (Reported("The dam at Brode leaks in two places", None),)

    def test_a_sentence_that_reports_nothing_is_read_whole(self, credits: Credits) -> None:
        assert credits.reported(sentence("last inspected")) == ()

    def test_a_sentence_with_a_story_of_its_own_is_read_whole(self) -> None:
        text = (
            "Tove Lind, who joined the waterworks as a welder in 1990 and later ran its laboratory for eleven years, "
            "said the gates were safe."
        )
        assert reported(text) == []

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "Tove Lind said the dam leaks, and Arne Holm said the gates are old.",
                ["The dam leaks", "The gates are old"],
            ),
            ("It was dry, Tove Lind said, adding that the gates are old.", ["It was dry", "The gates are old"]),
            (
                'Tove Lind criticised the delay, saying, "The gates are old."',
                ["Tove Lind criticised the delay", "The gates are old."],
            ),
            ("Tove Lind said Arne Holm knew that the dam leaks.", ["Arne Holm knew that the dam leaks"]),
        ],
    )
    def test_what_is_said_side_by_side_comes_apart(self, text: str, said: list[str]) -> None:
        assert reported(text) == said

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("The court confirmed a fine of 90 crowns.", []),
            ("The court confirmed a fine imposed by the council in May.", []),
            ("Tove Lind called it a mistake.", []),
            ('Tove Lind called the plan "a mistake that will cost us dearly."', []),
            ("Tove Lind called for calm.", []),
            ("Tove Lind vowed to appeal.", []),
            ("The delay was criticised by Tove Lind.", []),
            ("The highest since 2010, according to the council.", []),
            ("Tove Lind did not say why the dam leaks.", []),
            ("The court confirmed that the firm was fined.", ["The firm was fined"]),
            ("The court confirmed the mayor resigned in May.", ["The mayor resigned in May"]),
            ("Prices jumped, according to the council.", ["Prices jumped"]),
            ("It's a mistake, Tove Lind said.", ["It's a mistake"]),
            ("Tove Lind said it's a mistake.", ["It's a mistake"]),
            ('"A mistake," said Tove Lind.', ["A mistake"]),
            (
                "Tove Lind said the court confirmed a fine of 90 crowns.",
                ["The court confirmed a fine of 90 crowns"],
            ),
        ],
    )
    def test_what_says_nothing_by_itself_is_left_in_its_sentence(self, text: str, said: list[str]) -> None:
        assert reported(text) == said


def credits_of(text: str) -> tuple[Credits, Sequence[Sentence]]:
    article = Article(text=text)
    sentences = segment(article)
    return Credits(article, sentences), sentences


def reported(text: str) -> list[str]:
    credits, sentences = credits_of(text)  # noqa: A001
    return [told.words for told in credits.reported(sentences[0])]


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))
