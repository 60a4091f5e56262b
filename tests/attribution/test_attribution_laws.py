"""What holds for every text, whatever it says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.article import Article
from claimcheck.attribution import read_attributions, read_hedges, read_picture_credits
from claimcheck.segment import segment

WORDS = st.sampled_from(
    """
    said says told according to citing that who “ ” " ' ‘ ’ « » , . : ; ( ) — Marit Ortel she he they the a report
    police spokesman for Gazette Ms. mayor Monday in statement believes and but adding claim 's Image: may ORTEL:
    """.split()
)
TEXTS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1),
    st.lists(st.one_of(WORDS, st.just("\n\n")), min_size=1, max_size=60).map(" ".join),
).filter(str.strip)


@given(TEXTS)
def test_every_span_stands_in_the_text_and_in_the_sentences_named(text: str) -> None:
    article = Article(text=text)
    sentences = {sentence.id: sentence for sentence in segment(article)}
    given_sentences = tuple(sentences.values())
    read = [*read_attributions(article, given_sentences), *read_picture_credits(article, given_sentences)]
    for attribution in read:
        named = [sentences[name] for name in attribution.sentence_ids]
        assert attribution.chain
        assert attribution.content == tuple(sorted(attribution.content))
        for hop in attribution.chain:
            assert hop.source.mention is None or hop.source.mention.stands_in(text)
            assert hop.cue is None or hop.cue.stands_in(text)
        for start, end in attribution.content:
            assert 0 <= start < end <= len(text)
            inside = {at for sentence in named for at in range(sentence.start, sentence.end)}
            assert all(at in inside or text[at].isspace() for at in range(start, end))


@given(TEXTS)
def test_hedges_stand_in_the_text(text: str) -> None:
    article = Article(text=text)
    assert all(span.stands_in(text) for span in read_hedges(article, segment(article)))


@given(TEXTS)
def test_the_same_text_is_read_the_same_way(text: str) -> None:
    article = Article(text=text)
    sentences = segment(article)
    assert read_attributions(article, sentences) == read_attributions(article, sentences)
