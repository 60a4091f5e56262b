"""Articles read by the code alone: each credited stretch is a claim, and so is each sentence that has none."""

from collections import defaultdict
from collections.abc import Iterator

from claimcheck.article import Article
from claimcheck.attribution import read_attributions
from claimcheck.credits import Credits
from claimcheck.findings import corroborate, findings, independent_origins
from claimcheck.kinds import kind_of
from claimcheck.report import Finding, FindingKind
from claimcheck.segment import Sentence, segment
from claimcheck.spans import Span
from claimcheck.verdicts import Claim, Hop, Source, SourceKind, Sourcing, Verifiability

ANA = Source(name="Ana Ruiz", kind="named_person")
BEN = Source(name="Ben Adeyemi", kind="named_person")
SOURCES = Source(name=None, kind="anonymous", mention=Span(start=0, end=7, quote="sources"))
HERALD = Source(name="The Herald", kind="named_organization", is_outlet=True)
COURIER = Source(name="The Courier", kind="named_organization", is_outlet=True)


def article(headline: str, *paragraphs: str) -> tuple[Article, list[Sentence], tuple[Claim, ...]]:
    """An article and what the code alone reads in it."""
    story = Article(text="\n\n".join([headline, *paragraphs]))
    sentences = list(segment(story))
    stated = list(_stated(story, sentences))
    reading = Credits(story, sentences)
    claims = tuple(
        Claim(
            id=f"c{number}",
            fingerprint=str(number),
            text=" ".join(span.quote for span in spans),
            kind=kind_of(" ".join(span.quote for span in spans)),
            sentence_ids=(sentence.id,),
            anchors=spans,
            sourcing=reading.sourcing(spans, [sentence.id]),
            verifiability=Verifiability(status="checkable", check_worthiness="high"),
        )
        for number, (sentence, spans) in enumerate(stated, start=1)
    )
    return story, sentences, claims


def found(kind: FindingKind, headline: str, *paragraphs: str) -> list[Finding]:
    """The findings of one kind about an article; their spans stand in it."""
    story, sentences, claims = article(headline, *paragraphs)
    every = findings(story, sentences, corroborate(claims))
    assert all(span.stands_in(story.text) for finding in every for span in finding.spans)
    return [finding for finding in every if finding.kind == kind]


def claims(*told: tuple[str, Source | tuple[Source, ...] | None]) -> list[Claim]:
    """Claims in sentences of their own, each with its text and its source, or sources from the reader inwards."""
    return [
        Claim(
            id=f"c{number}",
            fingerprint=str(number),
            text=text,
            kind="event",
            sentence_ids=(f"s{number}",),
            sourcing=Sourcing.of([Hop(source=each) for each in _chain(source)]),
        )
        for number, (text, source) in enumerate(told, start=1)
    ]


def links(*told: tuple[str, Source | tuple[Source, ...] | None]) -> dict[str, tuple[str, ...]]:
    """Which of these claims corroborate each other."""
    linked = corroborate(claims(*told))
    return {c.id: c.sourcing.corroborated_by for c in linked if c.sourcing and c.sourcing.corroborated_by}


def origins(*sources: Source | tuple[Source, ...] | None) -> int:
    """How many independent origins claims of these sources have."""
    return independent_origins(claims(*(("The bridge closed.", source) for source in sources)))


def person(name: str | None, kind: SourceKind = "named_person", **more: str) -> Source:
    mention = name or "a source"
    return Source(name=name, kind=kind, mention=Span(start=0, end=len(mention), quote=mention), **more)


def _chain(source: Source | tuple[Source, ...] | None) -> tuple[Source, ...]:
    if source is None:
        return ()
    return source if isinstance(source, tuple) else (source,)


def _stated(story: Article, sentences: list[Sentence]) -> Iterator[tuple[Sentence, tuple[Span, ...]]]:
    credited: dict[str, dict[tuple[Span, ...], None]] = defaultdict(dict)
    places = {sentence.id: sentence for sentence in sentences}
    for attribution in read_attributions(story, sentences):
        for name in attribution.sentence_ids:
            spans = tuple(_within(story, attribution.content, places[name]))
            credited[name][spans] = None
    for sentence in sentences:
        if sentence.region != "boilerplate":
            whole = (Span.of(story.text, sentence.start, sentence.end),)
            yield from ((sentence, spans) for spans in credited.get(sentence.id, {whole: None}))


def _within(story: Article, content: tuple[tuple[int, int], ...], sentence: Sentence) -> Iterator[Span]:
    for start, end in content:
        if start < sentence.end and sentence.start < end:
            yield Span.of(story.text, max(start, sentence.start), min(end, sentence.end))
