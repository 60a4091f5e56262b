"""Every export is valid by the schema, context or vocabulary that its format publishes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from vocabularies import ANNOTATION_TERMS, SchemaOrg, expanded, sarif_schema

from claimcheck.formats.json_report import json_report
from claimcheck.formats.jsonl_report import jsonl_report
from claimcheck.formats.sarif import sarif
from claimcheck.formats.schema_org import schema_org
from claimcheck.formats.web_annotation import web_annotation
from claimcheck.report import Report
from claimcheck.spans import Span
from claimcheck.verdicts import Hop, Source, Sourcing
from sluice import TEXT, report

OA = "http://www.w3.org/ns/oa#"
AT = {"url": "https://news.example/sluice", "language": "en-GB", "published": "2026-01-01T06:00:00Z"}
Document = dict[str, Any]


@pytest.fixture(params=[{}, AT], ids=["a text", "a published article"])
def any_report(request: pytest.FixtureRequest) -> Report:
    return report(**request.param)


def test_json_fits_the_schema_that_claimcheck_publishes(any_report: Report) -> None:
    schema = Report.model_json_schema(mode="serialization")
    Draft202012Validator.check_schema(schema)

    assert list(_faults(Draft202012Validator(schema), json_report(any_report))) == []


def test_sarif_fits_the_schema_of_oasis(any_report: Report) -> None:
    schema = sarif_schema()
    assert "sarif/v2.1.0/errata01" in schema["id"]
    validator = Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)

    assert list(_faults(validator, sarif(any_report))) == []
    broken = sarif(any_report).replace("ruleId", "ruleid").replace("news.example", "news example")
    assert list(_faults(validator, broken))


def test_web_annotations_expand_with_every_term_known(any_report: Report) -> None:
    page = json.loads(web_annotation(any_report))
    assert set(_keys(page)) - {"@context"} <= ANNOTATION_TERMS.keys()
    (node,) = expanded(page)

    assert node["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollectionPage"]
    (items,) = node["http://www.w3.org/ns/activitystreams#items"]
    assert len(items["@list"]) == 5 + 2
    for annotation in items["@list"]:
        _is_an_annotation(annotation)


def _is_an_annotation(node: Document) -> None:
    """What the Web Annotation Data Model says that an annotation must have (sections 3.1, 3.2.4, 4.2.4 and 4.2.5)."""
    assert node["@type"] == [f"{OA}Annotation"]
    assert node["@id"].startswith("urn:uuid:")
    assert {each["@id"] for each in node[f"{OA}motivatedBy"]} <= {
        f"{OA}{name}" for name in ("commenting", "describing", "tagging")
    }
    for body in node[f"{OA}hasBody"]:
        assert body["@type"] == [f"{OA}TextualBody"]
        assert len(body["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"]) == 1
        assert len(body[f"{OA}hasPurpose"]) == 1
    assert node[f"{OA}hasTarget"]
    for target in node[f"{OA}hasTarget"]:
        (source,) = target.get(f"{OA}hasSource", [target])
        assert source["@id"].startswith(("ni:///sha-256;", "https://news.example/"))
        for selector in target.get(f"{OA}hasSelector", []):
            _is_a_selector(selector)


def _is_a_selector(node: Document) -> None:
    if node["@type"] == [f"{OA}TextQuoteSelector"]:
        assert [len(node[f"{OA}{name}"]) for name in ("exact", "prefix", "suffix")] == [1, 1, 1]
    else:
        assert node["@type"] == [f"{OA}TextPositionSelector"]
        (start,), (end,) = node[f"{OA}start"], node[f"{OA}end"]
        assert start["@type"] == end["@type"] == "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
        assert 0 <= start["@value"] < end["@value"] <= len(TEXT)


def test_an_annotation_is_of_the_page_where_that_is_known() -> None:
    def targets(read: Report) -> list[list[str]]:
        first = json.loads(web_annotation(read))["items"][0]["target"]
        return [[each["type"] for each in _listed(target["selector"])] for target in first]

    assert targets(report()) == [["TextPositionSelector", "TextQuoteSelector"]]
    assert targets(report(**AT)) == [["TextPositionSelector", "TextQuoteSelector"], ["TextQuoteSelector"]]


def test_a_claim_that_is_not_anchored_annotates_the_whole_text() -> None:
    annotation = json.loads(web_annotation(report()))["items"][4]

    assert [body["value"] for body in annotation["body"]] == ["The water board of 水門市 will decide.", "event"]
    (target,) = annotation["target"]
    assert (target["type"], target["id"][:14]) == ("Text", "ni:///sha-256;")


def test_schema_org_uses_types_and_properties_that_exist_where_they_belong(any_report: Report) -> None:
    document = json.loads(schema_org(any_report))
    assert list(SchemaOrg().faults(expanded(document))) == []


def test_the_vocabulary_refuses_what_does_not_fit() -> None:
    nodes = expanded({
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Claim", "headlines": "x", "jobTitle": "x", "author": "x", "appearance": {"@type": "Person"}},
            {"@type": "Clam"},
        ],
    })  # fmt: skip

    assert sorted(SchemaOrg().faults(nodes)) == [
        "Claim.appearance is given as Person",
        "Claim.author is given as a text",
        "Clam is no type",
        "headlines is no property of Claim",
        "jobTitle is no property of Claim",
    ]


def test_schema_org_says_who_is_credited_and_never_what_is_true() -> None:
    article, *claims = json.loads(schema_org(report(**AT)))["@graph"]
    here = {"@id": article["@id"]}

    assert (article["url"], article["inLanguage"], article["headline"]) == (
        "https://news.example/sluice", "en-GB", "Sluice 🌊 gates fail, flooding Café Zoë",
    )  # fmt: skip
    assert date.fromisoformat(article["sdDatePublished"]) == date(2026, 1, 2)
    assert "author" not in claims[0]
    assert claims[1]["author"] == {"@type": "Person", "description": "people close to the inquiry"}
    assert claims[1]["isBasedOn"] == [
        {"@type": "CreativeWork", "publisher": {"@type": "NewsMediaOrganization", "name": "The Nestka Herald"}}
    ]
    assert claims[1]["appearance"] == [
        {"@type": "Quotation", "text": "two gates", "isPartOf": here},
        {"@type": "Quotation", "text": "reportedly jammed", "isPartOf": here},
    ]
    assert claims[2]["author"] == {"@type": "Person", "name": "Tamar Levi 𝕃.", "jobTitle": "chief engineer"}
    assert claims[3]["isBasedOn"] == [{"@type": "CreativeWork", "name": "The inspection log"}]
    assert claims[4]["appearance"] == [here]
    assert "Rating" not in schema_org(report())
    assert "ClaimReview" not in schema_org(report())


def test_sarif_has_a_result_for_each_finding_and_a_notification_for_each_failure() -> None:
    (run,) = json.loads(sarif(report()))["runs"]

    assert [(each["ruleId"], each["level"]) for each in run["results"]] == [
        ("headline_overclaim", "error"),
        ("single_origin", "warning"),
    ]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"] == {"uri": "stories/sluice%20gates.txt", "index": 0}
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    assert [each["message"]["text"] for each in invocation["toolExecutionNotifications"]] == [
        "s7 could not be read: the model was cut off",
        "c5 could not be judged: judging failed: no answer",
    ]


def test_no_placeholder_and_no_link_in_a_message_counts() -> None:
    read = report()
    sly = read.findings[0].model_copy(update={"message": "{0} [see](https://evil.example) [1](1)"})
    (run,) = json.loads(sarif(read.model_copy(update={"findings": (sly,)})))["runs"]

    assert run["results"][0]["message"]["text"] == "{{0}} [see] (https://evil.example) [1] (1)"


def test_a_finding_keeps_its_fingerprint_when_the_text_around_it_changes() -> None:
    def fingerprints(of: Report) -> list[str]:
        return [each["partialFingerprints"]["claims/v1"] for each in json.loads(sarif(of))["runs"][0]["results"]]

    renamed = report(id="another")
    assert fingerprints(renamed) == fingerprints(report())
    assert len(set(fingerprints(renamed))) == 2


def test_a_name_is_of_one_report_and_one_part_of_it() -> None:
    first, again, other = (
        [item["id"] for item in json.loads(web_annotation(each))["items"]]
        for each in (report(), report(), report().model_copy(update={"provenance": _later(report())}))
    )

    assert first == again
    assert len({*first, *other}) == 2 * len(first)


def _later(read: Report) -> object:
    return read.provenance.model_copy(update={"created_at": read.provenance.created_at.replace(hour=23)})


def test_json_lines_are_objects_of_the_same_keys() -> None:
    rows = [json.loads(line) for line in jsonl_report(report()).splitlines()]

    assert len(rows) == 5
    assert len({tuple(row) for row in rows}) == 1


def _faults(validator: Draft4Validator | Draft202012Validator, written: str) -> Iterator[str]:
    return (f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(written)))


def _keys(document: object) -> Iterator[str]:
    if isinstance(document, dict):
        for key, value in document.items():
            yield key
            yield from _keys(value)
    elif isinstance(document, list):
        for value in document:
            yield from _keys(value)


def _listed(value: object) -> list[Document]:
    return value if isinstance(value, list) else [value]


def test_outlets_without_a_name_are_organizations_too() -> None:
    outlets = Source(name=None, kind="unnamed_group", is_outlet=True, mention=Span.of("several outlets", 0, 15))
    relayed = report().claims[1].model_copy(update={"sourcing": Sourcing.of([Hop(source=outlets)])})
    _, told = json.loads(schema_org(report().model_copy(update={"claims": (relayed,)})))["@graph"]

    assert told["author"] == {"@type": "NewsMediaOrganization", "description": "several outlets"}
