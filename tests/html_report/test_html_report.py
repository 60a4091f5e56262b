"""The HTML report as a file: it stands for itself, and says everything that the report says."""

from __future__ import annotations

import base64
import hashlib
import html
import re

import pytest

from claimcheck import Claim, Finding, Report
from claimcheck.article import Article
from claimcheck.formats.html_report import html_report
from html_report import specimens

REPORT = specimens.everything()
PAGE = REPORT.to_html()


def text_of(page: str) -> str:
    """The words of a page, without its tags."""
    body = re.sub(r"(?s)<(style|script)>.*?</\1>", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


def hashes(element: str) -> set[str]:
    contents = re.findall(rf"(?s)<{element}>(.*?)</{element}>", PAGE)
    return {f"'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in contents}


def test_the_same_report_gives_the_same_page() -> None:
    assert html_report(Report.model_validate_json(REPORT.model_dump_json())) == PAGE


def test_the_page_names_nothing_outside_itself_but_the_address_of_the_article() -> None:
    assert set(re.findall(r"""(?:src|href|action|data)=["']?([^#"'\s>][^"'\s>]*)""", PAGE)) == {REPORT.article.url}
    assert not re.findall(r"url\(|@import|@font-face|import\(|fetch\(|XMLHttpRequest|eval\(|innerHTML", PAGE)


def test_the_policy_lets_the_scripts_and_styles_of_the_page_run_and_no_others() -> None:
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', PAGE)[0])
    rules = {name: set(values) for name, *values in (rule.split() for rule in policy.split("; "))}

    assert rules == {
        "default-src": {"'none'"},
        "script-src": hashes("script"),
        "style-src": hashes("style"),
        "base-uri": {"'none'"},
        "form-action": {"'none'"},
    }
    assert not re.findall(r"<[^>]*\s(?:style|on[a-z]+)=", PAGE)


@pytest.mark.parametrize("claim", REPORT.claims, ids=lambda claim: claim.id)
def test_a_card_tells_everything_about_its_claim(claim: Claim) -> None:
    told = text_of(re.findall(rf'(?s)<li class="card" id="{claim.id}".*?\n</li>', PAGE)[0])

    for words in wanted(claim):
        assert " ".join(words.split()) in told


def wanted(claim: Claim) -> list[str]:
    words = [claim.text, claim.rationale or "", "" if claim.confidence is None else f"{claim.confidence:.2f}"]
    for hop in claim.sourcing.chain if claim.sourcing else ():
        words += [hop.source.name or hop.source.mention.quote, hop.source.title or "", hop.source.justification or ""]
        words += [hop.cue.quote if hop.cue else ""]
    words += [hedge.quote for hedge in (claim.sourcing.hedges if claim.sourcing else ())]
    if claim.verifiability:
        words += [each for record in claim.verifiability.evidence for each in (record.what, record.where)]
        words += claim.verifiability.missing
    return words


def test_a_failure_is_told_at_the_top_and_a_claim_without_a_verdict_says_why() -> None:
    told = text_of(PAGE)

    assert "1 sentence could not be read" in told
    assert "1 claim without a verdict: 92" in told
    assert "1 claim not found in the text word for word: 91" in told
    assert "EndpointError: no answer after 3 tries" in told
    assert "the model's answer did not fit after one repair" in told


def test_findings_come_before_the_article_and_coverage_and_provenance_at_the_foot() -> None:
    parts = ('id="findings"', 'id="article"', 'id="sources"', 'id="coverage"', 'class="provenance"')
    places = [PAGE.index(part) for part in parts]
    told = text_of(PAGE)

    assert places == sorted(places)
    assert "12 sentences: 10 with claims, 1 without, 1 not read." in told
    assert "54 answers (4 from the cache), 24,210 tokens read, 1,320 written, cost not known" in told
    assert REPORT.article.sha256 in told
    assert "ab" * 32 in told


def test_a_finding_names_only_its_first_claims() -> None:
    many = specimens.claiming("A " * 25, *["A"] * 25)
    ids = tuple(claim.id for claim in many.claims)
    finding = Finding(
        kind="relayed_only", severity="low", message="So it is.", claim_ids=ids, spans=many.claims[0].anchors
    )

    assert "19 , 20 and 5 more" in text_of(many.model_copy(update={"findings": (finding,)}).to_html())


def test_outlets_without_a_name_are_not_taken_for_one() -> None:
    told = text_of(PAGE)

    assert "several outlets unnamed news outlets" in told
    assert "Vashtan Today a news outlet" in told


def test_the_bars_add_up_to_all_claims() -> None:
    for heading in ("Who says so", "Could it be settled?"):
        label = re.findall(rf'<h2>{re.escape(heading)}</h2>\s*<svg[^>]*aria-label="([^"]*)"', PAGE)[0]
        assert sum(int(count) for count in re.findall(r": (\d+)", label)) == len(REPORT.claims)


def test_an_article_without_claims_is_a_page_too() -> None:
    report = specimens.claiming("Why?")

    told = text_of(report.to_html())

    assert "0 claims in 1 sentence" in told
    assert "No claims were found" in told
    assert "credits nobody" in told


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("fa_IR", "rtl"), ("en", "auto"), (None, "auto")]
)
def test_the_article_runs_as_its_language_does(language: str | None, direction: str) -> None:
    page = specimens.claiming("Why?").model_copy(update={"article": Article(text="Why?", language=language)}).to_html()

    assert re.findall(r'<article id="article"[^>]* dir="([a-z]+)"', page) == [direction]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[", "x"])
def test_only_an_address_of_the_web_becomes_a_link(url: str) -> None:
    page = specimens.claiming("Why?", url=url).to_html()

    assert 'target="_blank"' not in page
    assert html.escape(url) in page
