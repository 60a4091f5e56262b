"""The reading of a whole article: sentence by sentence, then what carries over from one to the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from claimcheck.article import Article
from claimcheck.attribution.chains import link
from claimcheck.attribution.cues import readings_of
from claimcheck.attribution.displayed import displayed_in, signature_in
from claimcheck.attribution.inheritance import tell_reasons, with_inherited
from claimcheck.attribution.model import Attribution, Stretch
from claimcheck.attribution.phrases import Phrase
from claimcheck.attribution.qualifiers import occasion_of
from claimcheck.attribution.quoted import TURN, Quoted
from claimcheck.attribution.readings import Reading
from claimcheck.attribution.sources import SourceReader
from claimcheck.attribution.statements import Statement
from claimcheck.attribution.tokens import Tokens, tokens_of
from claimcheck.segment import Sentence
from claimcheck.spans import Span
from claimcheck.verdicts import Hop, Speech

_QUOTATION_MARKS = '"“”„«»‘'


def read_attributions(article: Article, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """Who the article credits with which of its words, in reading order.

    Args:
        article: the article.
        sentences: its sentences, all of them, as `segment` gives them; boilerplate is passed over.
    """
    text = article.text
    quoted = Quoted(text)
    tokens = [_tokens(text, sentences, number, quoted) for number in range(len(sentences))]
    reader = SourceReader(text, tokens, [sentence.paragraph for sentence in sentences])
    stated = [
        _displayed(sentences, tokens, number, reader)
        or _told(
            [
                _statement(text, number, words, reading, reader, quoted)
                for reading in readings_of(words, is_labelled=_is_labelled(sentences, number, words))
            ],
            reader,
        )
        for number, words in enumerate(tokens)
    ]
    _let_transcripts_run(stated, sentences, tokens)
    statements = with_inherited(stated, sentences, tokens, quoted)
    tell_reasons(statements)
    statements = link(statements)
    starts = [sentence.start for sentence in sentences]
    return tuple(_finished(text, sentences, starts, statement) for statement in statements)


def _tokens(text: str, sentences: Sequence[Sentence], number: int, quoted: Quoted) -> Tokens:
    sentence = sentences[number]
    if sentence.region == "boilerplate":
        return ()
    is_turn = _is_first(sentences, number) and TURN.match(text, sentence.start)
    quotations = () if is_turn else quoted.touching(sentence.start, sentence.end)
    return tokens_of(text, sentence.start + sentence.dateline, sentence.end, quotations)


def _is_first(sentences: Sequence[Sentence], number: int) -> bool:
    """Whether a sentence begins its paragraph."""
    return number == 0 or sentences[number - 1].paragraph != sentences[number].paragraph


def _is_labelled(sentences: Sequence[Sentence], number: int, tokens: Tokens) -> bool:
    return sentences[number].region == "headline" or _is_turn(sentences, number, tokens)


def _is_turn(sentences: Sequence[Sentence], number: int, tokens: Tokens) -> bool:
    """Whether the sentence begins a speaker's turn in a transcript: "ORTEL: No"."""
    if not _is_first(sentences, number):
        return False
    labels = [token for token in tokens[:4] if token.tag in ("name", "colon")]
    return len(labels) > 1 and labels[0].text.isupper() and any(token.tag == "colon" for token in labels)


def _let_transcripts_run(
    stated: Sequence[Sequence[Statement]], sentences: Sequence[Sentence], tokens: Sequence[Tokens]
) -> None:
    """Let a speaker's turn in a transcript go on to the end of its paragraph."""
    for number, own in enumerate(stated):
        if len(own) == 1 and sentences[number].region != "headline" and _is_turn(sentences, number, tokens[number]):
            last = number
            while last + 1 < len(sentences) and sentences[last + 1].paragraph == sentences[number].paragraph:
                last += 1
            own[0].content = [(own[0].content[0][0], sentences[last].end)]


def _displayed(
    sentences: Sequence[Sentence], tokens: Sequence[Tokens], number: int, reader: SourceReader
) -> list[Statement]:
    """The statement that a signature makes of the paragraph above it, where it is somebody's name."""
    signature = signature_in(sentences, tokens, number)
    source = reader.source_at(number, signature) if signature else None
    if source is None or source.kind != "named_person":
        return []
    shown, place = displayed_in(sentences, number), (sentences[number].start, sentences[number].end)
    dash = tokens[number][0]
    cue = Span.of(reader.text, dash.start, dash.end) if dash.tag == "dash" else None
    content = (sentences[shown[0]].start, sentences[shown[-1]].end)
    return [Statement(number, place, [Hop(source=source, cue=cue)], [content], is_displayed=True)]


def _statement(
    text: str, number: int, tokens: Tokens, reading: Reading, reader: SourceReader, quoted: Quoted
) -> Statement:
    is_before = reading.source.behind <= reading.cue.first
    source = reader.source_at(number, reading.source, until=reading.cue.first if is_before else None)
    occasion = occasion_of(tokens, reading) if source.justification is None else None
    if occasion is not None:
        source = source.model_copy(update={"justification": text[slice(*occasion)]})
    hops = [Hop(source=source, cue=_span(text, tokens, reading.cue))]
    if reading.cites is not None:
        cited = reader.source_at(number, reading.cites.source)
        hops.append(Hop(source=cited, cue=_span(text, tokens, reading.cites.cue)))
    return Statement(
        sentence=number,
        cue=(tokens[reading.cue.first].start, tokens[reading.cue.behind - 1].end),
        hops=hops,
        content=[_place(tokens, part, quoted) for part in reading.content],
        is_clause=reading.is_clause,
        listener=reader.source_at(number, reading.addressee, speaks=False) if reading.addressee else None,
    )


def _told(statements: list[Statement], reader: SourceReader) -> list[Statement]:
    """A sentence's statements; what follows goes on from who made the last of them, not from who is told of in it."""
    for outer in statements[-2:-1]:
        if any(start <= statements[-1].cue[0] < end for start, end in outer.content):
            reader.go_on_from(outer.sentence, outer.hops[0].source)
    return statements


def _span(text: str, tokens: Tokens, phrase: Phrase) -> Span:
    return Span.of(text, tokens[phrase.first].start, tokens[phrase.behind - 1].end)


def _place(tokens: Tokens, part: Phrase, quoted: Quoted) -> Stretch:
    """Where a part of a sentence stands; a quotation that began or goes on in another sentence is taken whole."""
    first, last = tokens[part.first], tokens[part.behind - 1]
    start = quoted.around(first.start, first.end)[0] if first.tag == "quote" else first.start
    end = quoted.around(last.start, last.end)[1] if last.tag == "quote" else last.end
    return start, end


def _finished(text: str, sentences: Sequence[Sentence], starts: Sequence[int], statement: Statement) -> Attribution:
    touched = {
        index
        for start, end in statement.content
        for index in range(max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end))
    }
    return Attribution(
        content=tuple(sorted(set(statement.content))),
        chain=tuple(statement.hops),
        speech="direct" if statement.is_displayed else _speech(text, statement.content),
        inherited=statement.inherited,
        is_clause=statement.is_clause,
        sentence_ids=tuple(sentences[index].id for index in sorted(touched)),
    )


def _speech(text: str, content: Sequence[Stretch]) -> Speech:
    parts = [text[start:end] for start, end in content]
    if all(part[0] in _QUOTATION_MARKS or part[0] == "'" for part in parts):
        return "direct"
    return "mixed" if any(mark in part for part in parts for mark in _QUOTATION_MARKS) else "indirect"
