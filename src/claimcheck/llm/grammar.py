"""A wire model's JSON Schema as a grammar that leaves the model no room: no white space, no endless list.

A small model pays for every token, white space included, and an engine's own grammar for a JSON Schema allows
it. The notation is the EBNF of XGrammar, which openvino-genai decodes with. Lengths of strings are not
bounded here: a bounded repetition of characters takes that library seconds to compile. What bounds them is
the length of the answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import cast

from claimcheck.llm.chat import JsonSchema

MAX_ITEMS = 8
"""Items in a list whose schema names no `maxItems`."""

_STRINGS = r"""
string ::= "\"" [^"\\\x00-\x1F]* "\""
filled ::= "\"" [^"\\\x00-\x1F]+ "\""
"""


def ebnf_of(schema: JsonSchema) -> str:
    """The grammar of the JSON documents that fit a schema, written without white space.

    Args:
        schema: of a flat wire model: objects whose properties all stand in their order, strings, enums,
            integers, booleans, null, lists, and `$ref` to a definition of one of these.

    Raises:
        ValueError: the schema holds something else.
    """
    definitions = cast("Mapping[str, JsonSchema]", schema.get("$defs", {}))
    rules = [f"{_name(name)} ::= {_expression(part)}" for name, part in definitions.items()]
    return "\n".join([f"root ::= {_expression(schema)}", *rules]) + _STRINGS


def _expression(schema: JsonSchema) -> str:
    if "$ref" in schema:
        return _name(str(schema["$ref"]).rsplit("/", 1)[-1])
    if "enum" in schema or "const" in schema:
        values = cast("list[object]", schema.get("enum", [schema.get("const")]))
        return "(" + " | ".join(_literal(json.dumps(value, ensure_ascii=False)) for value in values) + ")"
    if "anyOf" in schema:
        return "(" + " | ".join(_expression(part) for part in cast("list[JsonSchema]", schema["anyOf"])) + ")"
    if schema.get("type") == "object" and schema.get("properties"):
        return " ".join(_members(schema))
    if schema.get("type") == "array" and "items" in schema:
        return _list(schema)
    return _scalar(schema)


def _scalar(schema: JsonSchema) -> str:
    scalars = {
        "string": "filled" if schema.get("minLength") else "string",
        "integer": '("-"? ("0" | [1-9] [0-9]{0,8}))',
        "boolean": '("true" | "false")',
        "null": '"null"',
    }
    kind = str(schema.get("type"))
    if kind not in scalars or "pattern" in schema:
        raise ValueError(f"no grammar for {json.dumps(schema)}: wire models are flat")
    return scalars[kind]


def _members(schema: JsonSchema) -> Iterator[str]:
    opening = "{"
    for name, part in cast("Mapping[str, JsonSchema]", schema["properties"]).items():
        yield _literal(f"{opening}{json.dumps(name)}:")
        yield _expression(part)
        opening = ","
    yield _literal("}")


def _list(schema: JsonSchema) -> str:
    item = _expression(cast("JsonSchema", schema["items"]))
    low, high = int(cast("int", schema.get("minItems", 0))), int(cast("int", schema.get("maxItems", MAX_ITEMS)))
    if high == 0:
        return '"[]"'
    filled = f'{item} ("," {item}){{{max(low - 1, 0)},{high - 1}}}'
    return f'("[" {filled} "]")' if low else f'("[]" | "[" {filled} "]")'


def _name(definition: str) -> str:
    return "def_" + "".join(character if character.isalnum() else "_" for character in definition)


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
