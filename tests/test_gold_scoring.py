"""What `make eval` counts: the gold set scored against reports that say what it says, and less."""

from __future__ import annotations

from datetime import UTC, datetime

from claimcheck import Report
from claimcheck.report import Coverage, Finding, Provenance, SentenceOutcome, Usage
from claimcheck.verdicts import Claim, Sourcing
from gold import GoldArticle, articles
from gold.scoring import matched, matched_findings, model_figures

GOLD = articles()


def claims_of(gold: GoldArticle) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            id=each.id,
            fingerprint=each.id,
            text=each.text,
            kind=each.kind,
            sentence_ids=each.sentence_ids,
            anchors=each.anchors,
            sourcing=each.sourcing,
            verifiability=each.verifiability,
        )
        for each in gold.claims
    )


def report_of(gold: GoldArticle, claims: tuple[Claim, ...], *, with_findings: bool = True) -> Report:
    named = {name: tuple(c.id for c in claims if name in c.sentence_ids) for c in claims for name in c.sentence_ids}
    sentences = tuple(
        SentenceOutcome(
            id=each.id,
            start=each.start,
            end=each.end,
            region=each.region,
            outcome="claims" if each.id in named else "no_claim",
            reason=None if each.id in named else "nothing annotated",
            claim_ids=named.get(each.id, ()),
        )
        for each in gold.sentences
    )
    return Report(
        article=gold.article,
        sentences=sentences,
        claims=claims,
        findings=tuple(
            Finding(kind=each.kind, severity="high", message="annotated", spans=each.spans)
            for each in gold.findings
            if with_findings
        ),
        coverage=Coverage.of(sentences),
        usage=Usage(),
        provenance=Provenance(
            model="gold",
            endpoint="none",
            prompts={},
            claimcheck_version="0",
            created_at=datetime(2026, 1, 1, tzinfo=UTC),
            options={},
        ),
    )


def test_reports_that_say_what_gold_says_get_everything_right() -> None:
    figures = model_figures(GOLD, {gold.article.id: report_of(gold, claims_of(gold)) for gold in GOLD})
    assert set(figures.values()) == {1.0}


def test_a_report_without_findings_has_no_precision_and_no_recall_of_them() -> None:
    gold = next(each for each in GOLD if each.findings)
    figures = model_figures([gold], {gold.article.id: report_of(gold, claims_of(gold), with_findings=False)})
    assert figures["finding_precision"] is None
    assert figures["finding_recall"] == 0.0


def test_a_missing_report_lowers_recall_alone() -> None:
    whole, missing = GOLD[:2]
    figures = model_figures([whole, missing], {whole.article.id: report_of(whole, claims_of(whole))})
    assert figures["claim_precision"] == 1.0
    assert figures["claim_recall"] == len(whole.claims) / (len(whole.claims) + len(missing.claims))


def test_a_claim_is_matched_once_and_with_the_one_most_like_it() -> None:
    gold = GOLD[0]
    claims = claims_of(gold)
    doubled = (claims[0].model_copy(update={"text": claims[0].text + " Allegedly."}), *claims, *claims)
    pairs = matched(gold.claims, doubled)
    assert [(one.text, other.text) for one, other in pairs] == [(each.text, each.text) for each in gold.claims]
    assert not matched(gold.claims, [claims[0].model_copy(update={"text": "Penguins cannot fly."})])


def test_a_verdict_that_credits_nobody_is_wrong_where_somebody_is_credited() -> None:
    gold = GOLD[0]
    silent = tuple(each.model_copy(update={"sourcing": Sourcing.of()}) for each in claims_of(gold))
    figures = model_figures([gold], {gold.article.id: report_of(gold, silent)})
    assert figures["uncredited"] == 1.0
    assert figures["credited"] == figures["name"] == figures["origin_kind"] == 0.0


def test_findings_of_another_kind_or_place_do_not_count() -> None:
    gold = next(each for each in GOLD if len({finding.kind for finding in each.findings}) > 1)
    one, *others = gold.findings
    elsewhere = next(other for other in others if other.kind != one.kind)
    same = Finding(kind=one.kind, severity="low", message="same", spans=one.spans)
    assert len(matched_findings(gold.findings, [same, same])) == sum(
        each.kind == one.kind and each.spans[0] == one.spans[0] for each in gold.findings
    )
    moved = Finding(kind=one.kind, severity="low", message="moved", spans=gold.claims[-1].anchors)
    other_kind = Finding(kind=elsewhere.kind, severity="low", message="other", spans=gold.claims[-1].anchors)
    assert not matched_findings(gold.findings, [moved, other_kind])
