"""A wire model's schema as a grammar without white space."""

from __future__ import annotations

import pytest

from claimcheck.llm.grammar import MAX_ITEMS, ebnf_of
from claimcheck.wire import ClaimReading, SentenceClaims, WindowClaims, WireVerdicts

LAST = MAX_ITEMS - 1


def root(schema: dict[str, object]) -> str:
    return ebnf_of(schema).splitlines()[0].removeprefix("root ::= ")


@pytest.mark.parametrize(
    ("schema", "grammar"),
    [
        pytest.param({"type": "string"}, "string", id="string"),
        pytest.param({"type": "string", "minLength": 1}, "filled", id="string that may not be empty"),
        pytest.param({"type": "boolean"}, '("true" | "false")', id="boolean"),
        pytest.param({"type": "null"}, '"null"', id="null"),
        pytest.param({"type": "integer"}, '("-"? ("0" | [1-9] [0-9]{0,8}))', id="integer, as JSON writes it"),
        pytest.param({"enum": ["a", 'b"c']}, r'("\"a\"" | "\"b\\\"c\"")', id="enum"),
        pytest.param({"const": "é"}, '("\\"é\\"")', id="constant"),
        pytest.param({"anyOf": [{"type": "string"}, {"type": "null"}]}, '(string | "null")', id="one or the other"),
        pytest.param(
            {"type": "array", "items": {"type": "string"}},
            f'("[]" | "[" string ("," string){{0,{LAST}}} "]")',
            id="list",
        ),
        pytest.param(
            {"type": "array", "items": {"type": "string"}, "maxItems": 2},
            '("[]" | "[" string ("," string){0,1} "]")',
            id="list with a limit",
        ),
        pytest.param(
            {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3},
            '("[" string ("," string){0,2} "]")',
            id="list that may not be empty",
        ),
        pytest.param(
            {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 3},
            '("[" string ("," string){1,2} "]")',
            id="list of two at least",
        ),
        pytest.param({"type": "array", "items": {"type": "string"}, "maxItems": 0}, '"[]"', id="empty list"),
        pytest.param(
            {"type": "object", "properties": {"a": {"type": "null"}, "b": {"type": "string"}}},
            r'"{\"a\":" "null" ",\"b\":" string "}"',
            id="object, its members in order",
        ),
    ],
)
def test_writes_down(schema: dict[str, object], grammar: str) -> None:
    assert root(schema) == grammar


def test_definitions_become_rules() -> None:
    schema = {"$ref": "#/$defs/Claim-Kind", "$defs": {"Claim-Kind": {"enum": ["event"]}}}

    assert ebnf_of(schema).splitlines()[:2] == ["root ::= def_Claim_Kind", r'def_Claim_Kind ::= ("\"event\"")']


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param({}, id="anything"),
        pytest.param({"type": "number"}, id="number"),
        pytest.param({"type": "object", "additionalProperties": {"type": "string"}}, id="map"),
        pytest.param({"type": "array", "prefixItems": [{"type": "string"}]}, id="tuple"),
        pytest.param({"type": "string", "pattern": "^a+$"}, id="pattern"),
        pytest.param({"type": ["string", "null"]}, id="list of types"),
        pytest.param({"allOf": [{"type": "string"}]}, id="all of"),
        pytest.param({"type": "array", "items": {"anyOf": [{"type": "number"}]}}, id="deep inside"),
    ],
)
def test_refuses_what_it_cannot_hold_a_model_to(schema: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="wire models are flat"):
        ebnf_of(schema)


@pytest.mark.parametrize("model", [SentenceClaims, ClaimReading, WindowClaims, WireVerdicts])
def test_every_wire_model_has_one(model: type[SentenceClaims]) -> None:
    grammar = ebnf_of(model.model_json_schema())

    rules = [line.partition(" ::= ")[0] for line in grammar.splitlines() if line]
    assert len(rules) == len(set(rules))
    assert rules[0] == "root"
