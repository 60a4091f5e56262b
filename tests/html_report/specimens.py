"""Reports to be looked at: of the gold articles, of one that has everything, of one that runs from right to left."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import UTC, datetime

from claimcheck.article import Article
from claimcheck.findings import findings
from claimcheck.report import Coverage, Finding, Provenance, Report, SentenceOutcome, Usage
from claimcheck.segment import Sentence, segment
from claimcheck.spans import Span
from claimcheck.verdicts import Claim, Hop, Record, Source, Sourcing, Verifiability
from gold.loader import GoldArticle, articles

MADE = Provenance(
    model="fake-1",
    endpoint="in process",
    prompts={"compact/extract.user.j2": "ab" * 32},
    claimcheck_version="0.1.0",
    created_at=datetime(2031, 5, 4, 3, 2, 1, tzinfo=UTC),
    options={"profile": "compact", "samples": 1},
)


def gold_reports() -> list[Report]:
    """What an annotator found in each gold article."""
    return [gold_report(gold) for gold in articles()]


def gold_report(gold: GoldArticle) -> Report:
    """What an annotator found in an article."""
    claims = [
        Claim(
            id=claim.id,
            fingerprint=claim.id,
            text=claim.text,
            kind=claim.kind,
            sentence_ids=claim.sentence_ids,
            anchors=claim.anchors,
            sourcing=claim.sourcing,
            verifiability=claim.verifiability,
            confidence=0.8,
        )
        for claim in gold.claims
    ]
    found = [
        Finding(
            kind=finding.kind,
            severity="high",
            message=f"What an annotator calls {finding.kind.replace('_', ' ')}.",
            claim_ids=tuple(
                c.id
                for c in claims
                for a in c.anchors
                if any(a.start < s.end and s.start < a.end for s in finding.spans)
            ),
            spans=finding.spans,
        )
        for finding in gold.findings
    ]
    return assembled(gold.article, gold.sentences, claims, found)


def assembled(
    article: Article,
    sentences: Iterable[Sentence],
    claims: Sequence[Claim],
    findings: Sequence[Finding] = (),
    *,
    failed: Sequence[str] = (),
) -> Report:
    """A report with these claims. A sentence that states none has a question or nothing to say."""
    outcomes = tuple(_outcome(sentence, claims, sentence.id in failed) for sentence in sentences)
    return Report(
        article=article,
        sentences=outcomes,
        claims=tuple(claims),
        findings=tuple(findings),
        coverage=Coverage.of(outcomes),
        usage=Usage(calls=54, cached_calls=4, input_tokens=24_210, output_tokens=1_320, seconds=81.4),
        provenance=MADE,
    )


def _outcome(sentence: Sentence, claims: Iterable[Claim], has_failed: bool) -> SentenceOutcome:
    ids = tuple(claim.id for claim in claims if sentence.id in claim.sentence_ids)
    place = {"id": sentence.id, "start": sentence.start, "end": sentence.end, "region": sentence.region}
    if ids:
        return SentenceOutcome(**place, outcome="claims", claim_ids=ids)
    if has_failed:
        return SentenceOutcome(**place, outcome="failed", reason="EndpointError: no answer after 3 tries")
    return SentenceOutcome(**place, outcome="no_claim", reason="says nothing that could be so or not")


def everything() -> Report:
    """A report in which everything occurs that the page can show."""
    gold = next(each for each in articles() if each.article.id == "dam-seizure")
    text = gold.article.text
    lead, refused, spokesman, residents, last = (
        next(s for s in gold.sentences if words in text[s.start : s.end])
        for words in ("laid down their arms", "refused to comment", "Its spokesman", "fear a flood", "Mirela")
    )
    silent = {refused.id, residents.id}
    told = {claim.id: claim for claim in gold_report(gold).claims if silent.isdisjoint(claim.sentence_ids)}
    told["c5"] = _with_cues(text, told["c5"], "said", "citing")
    told["c16"] = told["c16"].model_copy(
        update={"sourcing": told["c16"].sourcing.model_copy(update={"inherited": True})}
    )
    vague = Verifiability(
        status="partly_checkable",
        obstacle="unidentifiable",
        check_worthiness="high",
        evidence=(
            Record(what="Satellite images of the dam, Tuesday and Wednesday", where="Norland Mapping Agency"),
            Record(what="The garrison's duty log", where="Defense Ministry, press office"),
        ),
        missing=("which outlets reported it", "when the soldiers are said to have surrendered"),
    )
    more = [
        Claim(
            id="c90",
            fingerprint="90",
            text="Several outlets reported on Wednesday on the fall of the Kelmar dam and on the soldiers there.",
            kind="speech_act",
            sentence_ids=(lead.id,),
            anchors=(Span.of(text, lead.start, lead.end - 1),),
            sourcing=Sourcing(strength="reporter"),
            verifiability=vague,
            confidence=0.62,
            rationale="Outlets are credited and none of them is named; a reader could not look the reports up.",
        ),
        Claim(
            id="c91",
            fingerprint="91",
            text="The Defense Ministry has not said where the garrison is.",
            kind="state",
            sentence_ids=(spokesman.id,),
            sourcing=Sourcing(strength="reporter"),
            verifiability=Verifiability(status="checkable", check_worthiness="low"),
            confidence=0.4,
        ),
        Claim(
            id="c92",
            fingerprint="92",
            text="Opening the gates of the Kelmar dam would flood Opal Ford within two hours.",
            kind="prediction",
            sentence_ids=(last.id,),
            anchors=(Span.of(text, last.start, last.end),),
            rationale="No verdict: the model's answer did not fit after one repair.",
        ),
    ]
    claims = [_naming_only(told, claim) for claim in [*told.values(), *more]]
    article = Article(
        id="dam-seizure",
        text=text,
        language="en",
        url="https://vashtan-times.example/dam",
        published=datetime(2031, 5, 3, tzinfo=UTC),
    )
    return assembled(article, gold.sentences, claims, findings(article, gold.sentences, claims), failed=[refused.id])


def _with_cues(text: str, claim: Claim, *cues: str) -> Claim:
    """The claim, its chain credited with these words."""
    assert claim.sourcing
    hops = [
        hop.model_copy(update={"cue": Span.of(text, at := text.index(cue), at + len(cue))})
        for hop, cue in zip(claim.sourcing.chain, cues, strict=True)
    ]
    return claim.model_copy(update={"sourcing": claim.sourcing.model_copy(update={"chain": tuple(hops)})})


def _naming_only(ids: Container[str], claim: Claim) -> Claim:
    """The claim, corroborated by none but these."""
    if claim.sourcing is None:
        return claim
    others = tuple(name for name in claim.sourcing.corroborated_by if name in ids)
    return claim.model_copy(update={"sourcing": claim.sourcing.model_copy(update={"corroborated_by": others})})


def claiming(text: str, *words: str, **about: str) -> Report:
    """A report of a text whose claims are these words of it. All of the text is one sentence, `about` the article."""
    sentence = Sentence("s1", 0, len(text), text, "body", paragraph=0, quoted=False, reason=None)
    claims = [
        Claim(
            id=f"c{number}",
            fingerprint=str(number),
            text=each,
            kind="event",
            sentence_ids=("s1",),
            anchors=(Span.of(text, start := text.index(each), start + len(each)),),
            sourcing=Sourcing(strength="reporter"),
            verifiability=Verifiability(status="checkable"),
            confidence=1.0,
        )
        for number, each in enumerate(words, start=1)
    ]
    return assembled(Article(text=text, **about), [sentence], claims)


RIGHT_TO_LEFT = (
    "انهيار جسر في مدينة الشط\n\n"
    "انهار جسر قديم في مدينة الشط صباح الاثنين بعد أمطار غزيرة. "
    "وقال رئيس البلدية سامي الخوري إن 12 شخصا أصيبوا بجروح. "
    "وذكرت صحيفة Harbour Post أن الجسر لم يُفحص منذ عام 1998."
)


def right_to_left() -> Report:
    """A report of an article in Arabic, with a Latin name in it."""
    article = Article(text=RIGHT_TO_LEFT, language="ar")
    sentences = segment(article)
    mayor = Source(
        name="سامي الخوري", kind="named_person", title="رئيس البلدية", mention=_span("رئيس البلدية سامي الخوري")
    )
    post = Source(name="Harbour Post", kind="named_organization", is_outlet=True, mention=_span("صحيفة Harbour Post"))
    told = [
        ("انهار جسر قديم في مدينة الشط صباح الاثنين", ()),
        ("12 شخصا أصيبوا بجروح", (Hop(source=mayor, cue=_span("وقال")),)),
        ("الجسر لم يُفحص منذ عام 1998", (Hop(source=post, cue=_span("وذكرت")),)),
    ]
    claims = [
        Claim(
            id=f"c{number}",
            fingerprint=str(number),
            text=f"{words}.",
            kind="event",
            sentence_ids=tuple(s.id for s in sentences if s.start <= _span(words).start < s.end),
            anchors=(_span(words),),
            sourcing=Sourcing.of(chain),
            verifiability=Verifiability(status="checkable"),
            confidence=0.9,
        )
        for number, (words, chain) in enumerate(told, start=1)
    ]
    return assembled(article, sentences, claims)


def _span(words: str) -> Span:
    start = RIGHT_TO_LEFT.index(words)
    return Span.of(RIGHT_TO_LEFT, start, start + len(words))
