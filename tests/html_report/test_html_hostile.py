"""No word of an article or of a model's answer does anything: it is shown, and that is all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from claimcheck import Report
from claimcheck.article import Article
from claimcheck.report import Coverage, Finding, Provenance, SentenceOutcome, Usage
from claimcheck.spans import Span
from claimcheck.verdicts import Claim, Hop, Record, Source, Sourcing, Verifiability
from html_report import specimens
from html_report.hostile_strings import CANARY, HOSTILE
from html_report.page_seen import Open, WindowOf, shown, words_in

_ELEMENTS = """() => [...new Set([...document.querySelectorAll("*")].map(
  (element) => [element.localName, ...element.getAttributeNames().sort()].join(" ")
))].sort()"""

_NAMES = "() => [...new Set([...document.querySelectorAll('*')].map((element) => element.localName))]"

_TOUCH_EVERYTHING = """() => {
  for (const element of document.querySelectorAll("*")) {
    for (const name of ["mouseover", "focus", "toggle", "error"]) element.dispatchEvent(new Event(name));
  }
}"""


def full_of(words: str) -> Report:
    """A report that has these words in every field that takes words, ids included."""
    text = f"It is {words} now. They said {words} too."
    first, second = Span.of(text, 6, 6 + len(words)), Span.of(text, len(text) - 5 - len(words), len(text) - 5)
    middle = 6 + len(words) + 5
    source = Source(name=words, kind="named_person", title=f"{words}!", justification=words, mention=second)
    unnamed = Source(name=None, kind="anonymous", mention=first, is_outlet=True)
    sourcing = Sourcing.of([Hop(source=source, cue=second), Hop(source=unnamed, cue=first)], hedges=[first])
    verifiability = Verifiability(
        status="not_checkable",
        obstacle="opinion",
        evidence=(Record(what=words, where=words),),
        missing=(words, words),
    )
    name, other, third = f"{words}1", f"{words}2", f"{words}3"
    about: dict[str, Any] = {"fingerprint": words, "text": words, "kind": "event", "rationale": words}
    judged = {"sourcing": sourcing, "verifiability": verifiability, "confidence": 0.5}
    claims = (
        Claim(
            id=name,
            sentence_ids=(words,),
            anchors=(first, Span.of(text, 0, 6)),
            **(about | judged | {"sourcing": sourcing.model_copy(update={"corroborated_by": (other,)})}),
        ),
        Claim(id=other, sentence_ids=(words,), **about),
        Claim(id=third, sentence_ids=(words,), anchors=(first,), **about, **judged),
    )
    sentences = (
        SentenceOutcome(
            id=words, start=0, end=middle, region="headline", outcome="claims", claim_ids=(name, other, third)
        ),
        SentenceOutcome(id=name, start=middle, end=middle + 4, region="body", outcome="failed", reason=words),
        SentenceOutcome(id=other, start=middle + 5, end=len(text), region="caption", outcome="no_claim", reason=words),
    )
    return Report(
        article=Article(text=text, id=words, title=words, language=words, url=words),
        sentences=sentences,
        claims=claims,
        findings=(
            Finding(kind="single_origin", severity="low", message=words, claim_ids=(name, third), spans=(first,)),
            Finding(kind="dropped_hedge", severity="high", message=words, spans=(second,)),
        ),
        coverage=Coverage.of(sentences),
        usage=Usage(),
        provenance=Provenance(
            model=words,
            endpoint=words,
            prompts={words: words},
            claimcheck_version=words,
            created_at=specimens.MADE.created_at,
            options={words: words},
        ),
    )


@pytest.fixture(scope="module")
def harmless(window_of: WindowOf, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The kinds of elements, with the names of their attributes, that pages full of harmless words are made of."""
    window = window_of()
    kinds: set[str] = set()
    for words in ("words", "https://example.test/words"):
        file = tmp_path_factory.mktemp("harmless") / "report.html"
        file.write_text(full_of(words).to_html(), encoding="utf-8")
        window.open(file.as_uri(), "#c-1")
        kinds.update(window.page.evaluate(_ELEMENTS))
    assert window.noises() == []
    return kinds


def use(page: Page, words: str) -> None:
    page.fill("#search", words)
    page.evaluate(_TOUCH_EVERYTHING)
    page.fill("#search", "")
    page.locator("#next").press("j")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_and_do_nothing(open_report: Open, harmless: set[str], words: str) -> None:
    page = open_report(full_of(words), "#c-1")

    assert set(page.evaluate(_ELEMENTS)) <= harmless
    use(page, words)

    assert page.evaluate("window.struck") is None
    assert set(page.evaluate(_NAMES)) <= {kind.split()[0] for kind in harmless}
    assert len(shown(page)) == 3
    as_shown = words.replace("\0", "\ufffd")
    assert words_in(page, ".card-text") == [as_shown] * 3
    assert as_shown in page.eval_on_selector("#article", "e => e.textContent")


def test_a_script_that_got_into_the_page_would_not_run(window_of: WindowOf, tmp_path: Path) -> None:
    window = window_of()
    file = tmp_path / "report.html"
    intruders = f"""
        <script>{CANARY}</script><img src="https://example.test/pixel.png" onerror="{CANARY}">
        <iframe srcdoc="<script>parent.{CANARY}</script>"></iframe><a href="javascript:{CANARY}" id="trap">here</a>
        <style>body {{ background: url(https://example.test/pixel.png) }}</style><base href="https://example.test/">
    """
    file.write_text(full_of("words").to_html().replace("<main>", f"<main>{intruders}"), encoding="utf-8")

    answered: list[str] = []
    window.page.on("requestfinished", lambda request: answered.append(request.url))

    window.open(file.as_uri(), "")
    window.page.click("#trap")
    window.page.wait_for_timeout(200)

    assert window.page.evaluate("window.struck") is None
    assert window.page.evaluate("document.baseURI").startswith("file:")
    assert answered == [file.as_uri()]
    assert sum("violates the following Content Security Policy" in noise for noise in window.noises()) >= 4
