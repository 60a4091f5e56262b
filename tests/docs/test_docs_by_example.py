"""docs/by-example.md has every value there is, and claimcheck reads each example as the page says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from claimcheck import Checker, Claim, Report
from claimcheck.article import Region
from claimcheck.llm.chat import ChatRequest
from claimcheck.report import FindingKind, Outcome
from claimcheck.verdicts import CheckWorthiness, ClaimKind, Obstacle, SourceKind, Speech, Status, Strength
from fake_model import FakeModel, line, plain_answer, reading

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "by-example.md").read_text(encoding="utf-8")
VERDICTS = (DOCS / "verdicts.md").read_text(encoding="utf-8")


def rows(heading: str, page: str = PAGE) -> list[list[str]]:
    """The rows of the tables below a heading, without marks of code and emphasis."""
    section = re.split(rf"^#+ {heading}$", page, flags=re.MULTILINE)[1].split("\n#")[0]
    lines = [each for each in section.splitlines() if each.startswith("|") and not each.startswith("| ---")]
    cells = [[cell.strip().replace("`", "").replace("**", "") for cell in each.strip("|").split("|")] for each in lines]
    return [row for row in cells if row[0] not in {"strength", "kind", "speech", "obstacle", "region", "outcome"}]


def answer(request: ChatRequest) -> str:
    """A reader that takes every sentence for one claim, and knows an insult when it sees one."""
    if request.schema_name == "SentenceClaims":
        return json.dumps({"claims": [line(request, "Sentence")]})
    return reading("opinion") if "insult" in request.messages[-1].content else plain_answer(request)


def read(text: str) -> Report:
    with Checker(FakeModel(answer)) as checker:
        return checker.check(text)


def only_claim(text: str) -> Claim:
    (claim,) = read(text).claims
    return claim


def test_no_value_is_left_out() -> None:
    strings = set(re.findall(r"`(\w+)`", PAGE))
    values = [get_args(t) for t in (Strength, SourceKind, Speech, Status, Obstacle, ClaimKind, CheckWorthiness)]
    values += [get_args(t) for t in (Region, Outcome, FindingKind)]

    assert {value for each in values for value in each} <= strings


@pytest.mark.parametrize(
    ("heading", "taxonomies"),
    [
        ("The claim itself", [ClaimKind]),
        ("Sourcing", [SourceKind, Strength, Speech]),
        ("Verifiability", [Obstacle]),
        ("Findings", [FindingKind]),
    ],
)
def test_the_page_on_verdicts_has_each_value_with_an_example(heading: str, taxonomies: list[object]) -> None:
    shown = {row[0] for row in rows(heading, VERDICTS) if row[-1]}

    assert {value for taxonomy in taxonomies for value in get_args(taxonomy)} <= shown


@pytest.mark.parametrize("row", [row for row in rows("Sourcing", VERDICTS) if row[-1].endswith(".")])
def test_and_its_sentences_are_read_so(row: list[str]) -> None:
    sourcing = only_claim(row[-1]).sourcing
    assert sourcing is not None
    assert row[0] in (sourcing.strength, sourcing.speech)


@pytest.mark.parametrize(("strength", "says", "chain"), rows("Strength"))
def test_strengths(strength: str, says: str, chain: str) -> None:
    sourcing = only_claim(says).sourcing
    assert sourcing is not None
    names = [hop.source.name or (hop.source.mention.quote if hop.source.mention else "") for hop in sourcing.chain]
    assert [sourcing.strength, ", ".join(names)] == [strength, chain]


@pytest.mark.parametrize(("kind", "says"), rows("Kind of source"))
def test_kinds_of_source(kind: str, says: str) -> None:
    sourcing = only_claim(says).sourcing
    assert sourcing is not None
    assert sourcing.origin is not None
    assert sourcing.origin.kind == kind


@pytest.mark.parametrize(("speech", "says"), rows("Speech"))
def test_speech(speech: str, says: str) -> None:
    sourcing = only_claim(says).sourcing
    assert sourcing is not None
    assert sourcing.speech == speech


def test_the_sentence_of_how_it_works() -> None:
    (sentence,) = re.findall(r"^> (.*)$", (DOCS / "how-it-works.md").read_text(encoding="utf-8"), re.MULTILINE)
    sourcing = only_claim(sentence).sourcing
    assert sourcing is not None
    assert [hop.source.mention.quote for hop in sourcing.chain if hop.source.mention] == [
        "The Nestka Herald",
        "people close to the inquiry",
    ]
    assert sourcing.strength == "anonymous"


def test_a_source_is_carried_over() -> None:
    (passage,) = re.findall(r"^> (.*)$", PAGE, re.MULTILINE)
    stated, carried = (claim.sourcing for claim in read(passage.replace(" ¶ ", "\n\n")).claims)
    assert stated is not None
    assert carried is not None
    assert stated.origin is not None
    assert carried.origin is not None
    assert (stated.inherited, carried.inherited) == (False, True)
    assert stated.origin.name == carried.origin.name == "Ana Ruiz"


@pytest.mark.parametrize(("obstacle", "says", "status"), rows("Status and obstacle"))
def test_obstacles(obstacle: str, says: str, status: str) -> None:
    found = only_claim(says).verifiability
    assert found is not None
    assert [str(found.obstacle or "none"), found.status] == [obstacle, status]


@pytest.mark.parametrize(("kind", "says"), [row for row in rows("Kind of claim") if row[0] != "background"])
def test_kinds_of_claim(kind: str, says: str) -> None:
    assert only_claim(says).kind == kind


@pytest.mark.parametrize(("region", "says"), [row for row in rows("Sentences") if row[0] in ("caption", "boilerplate")])
def test_regions(region: str, says: str) -> None:
    report = read(f"A quiet day in Torvik\n\n{says}\n\nThe lock opened on Monday. Nobody came.\n\n{says}\n")
    assert {s.region for s in report.sentences if report.article.text[s.start : s.end] in says} == {region}


@pytest.mark.parametrize(("kind", "story"), rows("Findings"))
def test_findings(kind: str, story: str) -> None:
    assert kind in {finding.kind for finding in read(story.replace(" ¶ ", "\n\n")).findings}
