"""A JSON Schema in the strict form that endpoints enforce while a model writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from claimcheck.llm.chat import JsonSchema

_KEPT = ("type", "description", "enum")


def strict(schema: JsonSchema) -> dict[str, object]:
    """A schema as OpenAI's strict mode wants it: every property required, no other allowed, no default.

    Of the keywords only those stay that every endpoint with `json_schema` takes: `type`, `description`, `enum`,
    `properties`, `required`, `additionalProperties`, `items`, `anyOf`, `$ref`, `$defs`. Bounds such as
    `maxLength` go: answers are validated here again, against the whole schema.

    Source: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas

    Args:
        schema: of an object, as Pydantic writes it.

    Raises:
        ValueError: it allows objects whose keys it does not name, or says something else that strict mode cannot.
    """
    definitions = cast("Mapping[str, JsonSchema]", schema.get("$defs", {}))
    root = schema
    if "$ref" in schema:  # Pydantic's way with a model that holds itself; strict mode wants an object at the root
        root = definitions[str(schema["$ref"]).removeprefix("#/$defs/")]
    result = _strict(root)
    if definitions:
        result["$defs"] = {name: _strict(part) for name, part in definitions.items()}
    return result


def _strict(schema: JsonSchema) -> dict[str, object]:
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}  # strict mode takes nothing beside it
    result = {keyword: schema[keyword] for keyword in _KEPT if keyword in schema}
    if "const" in schema:
        result["enum"] = [schema["const"]]
    if alternatives := schema.get("anyOf") or schema.get("oneOf"):
        result["anyOf"] = [_strict(part) for part in cast("list[JsonSchema]", alternatives)]
    if schema.get("type") == "array":
        result["items"] = _strict(cast("JsonSchema", schema.get("items", {})))
    if schema.get("type") == "object":
        result |= _members(schema)
    if not result.keys() & {"type", "enum", "anyOf"}:
        raise ValueError(f"a strict schema must say what it allows, and this does not: {dict(schema)!r}")
    return result


def _members(schema: JsonSchema) -> dict[str, object]:
    if "properties" not in schema:
        raise ValueError(f"a strict schema must name the keys of its objects, and this does not: {dict(schema)!r}")
    properties = cast("Mapping[str, JsonSchema]", schema["properties"])
    return {
        "properties": {name: _strict(part) for name, part in properties.items()},
        "required": list(properties),
        "additionalProperties": False,
    }
