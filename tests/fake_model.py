"""A model that answers as it is told, in place of a real one."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping, Sequence

from claimcheck.llm.chat import ChatReply, ChatRequest, JsonSchema
from claimcheck.llm.profiles import COMPACT, Profile

Answering = Callable[[ChatRequest], "str | ChatReply"]


class FakeModel:
    """A `ChatModel` that answers as a function says, and remembers what it was asked.

    Args:
        answer: what it says to a request; what this raises, `complete` raises.
        profile: how it wants to be talked to.
    """

    name = "fake-1"
    endpoint = "in process"

    def __init__(self, answer: Answering | None = None, *, profile: Profile = COMPACT) -> None:
        self.profile = profile
        self.requests: list[ChatRequest] = []
        self.prepared = self.closed = 0
        self._answer = answer or plain_answer

    async def prepare(self) -> None:
        self.prepared += 1

    async def complete(self, request: ChatRequest) -> ChatReply:
        self.requests.append(request)
        await asyncio.sleep(0)
        answer = self._answer(request)
        return answer if isinstance(answer, ChatReply) else ChatReply(answer, input_tokens=10, output_tokens=2)

    async def aclose(self) -> None:
        self.closed += 1

    def asked(self, schema_name: str) -> list[str]:
        """The questions put to it with a schema of this name, as it saw them."""
        return [question(request) for request in self.requests if request.schema_name == schema_name]


class StuckModel(FakeModel):
    """A model that never answers. It counts who waits, and who has given up."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = self.given_up = 0

    async def complete(self, request: ChatRequest) -> ChatReply:
        self.waiting += 1
        try:
            await asyncio.Event().wait()
        finally:
            self.given_up += 1
        raise AssertionError


def question(request: ChatRequest) -> str:
    """The last message of a request."""
    return request.messages[-1].content


def line(request: ChatRequest, label: str) -> str:
    """What stands behind "label:" in a compact question."""
    found = re.search(rf"^{label}: (.*)$", question(request), re.MULTILINE)
    assert found, question(request)
    return found.group(1)


def shown(request: ChatRequest) -> dict[str, str]:
    """What a full question shows of the article: the sentences by their ids."""
    article = question(request).partition("</article>")[0]
    return dict(re.findall(r"^\[(s\d+)\] (.*)$", article, re.MULTILINE))


def wanted(request: ChatRequest) -> list[str]:
    """The sentences or claims that a full question asks about."""
    tail = question(request).partition("</article>")[2]
    claims = re.findall(r"^\[(\S+)\] \(", tail, re.MULTILINE)
    return claims or re.findall(r"\bs\d+\b", tail)


def plain_answer(request: ChatRequest) -> str:
    """What a reader says who takes every sentence for one claim, and credits nobody."""
    match request.schema_name:
        case "SentenceClaims":
            return json.dumps({"claims": [line(request, "Sentence")]})
        case "ClaimReading":
            return reading()
        case "WindowClaims":
            texts = shown(request)
            return window([full_claim(name, texts[name]) for name in wanted(request)])
        case "WireVerdicts":
            return json.dumps({"verdicts": [full_verdict(name) for name in wanted(request)]})
    raise AssertionError(request.schema_name)


def saying(claims: Mapping[str, Sequence[str]]) -> Answering:
    """A compact reader that answers some sentences with these claims, the others as they stand.

    Args:
        claims: for a piece of a sentence, what it is said to state.
    """

    def answer(request: ChatRequest) -> str:
        if request.schema_name != "SentenceClaims":
            return plain_answer(request)
        sentence = line(request, "Sentence")
        said = next((said for piece, said in claims.items() if piece in sentence), [sentence])
        return json.dumps({"claims": said})

    return answer


def reading(
    states: str = "fact", *, check_worthiness: str = "medium", record: str | None = None, keeper: str | None = None
) -> str:
    return json.dumps({"states": states, "check_worthiness": check_worthiness, "record": record, "keeper": keeper})


def window(claims: Sequence[Mapping[str, object]], no_claim: Mapping[str, str] | None = None) -> str:
    silent = [{"sentence_id": name, "reason": reason} for name, reason in (no_claim or {}).items()]
    return json.dumps({"claims": claims, "no_claim": silent})


def full_claim(sentence_id: str, text: str, *, quote: str | None = None) -> dict[str, object]:
    return {"sentence_ids": [sentence_id], "quote": quote or text, "text": text, "kind": "event"}


def full_verdict(claim_id: str, **changes: object) -> dict[str, object]:
    return {
        "claim_id": claim_id,
        "chain": [],
        "hedges": [],
        "speech": "none",
        "inherited": False,
        "kind": "event",
        "status": "checkable",
        "obstacle": None,
        "check_worthiness": "medium",
        "evidence": [],
        "missing": [],
        "rationale": "as printed",
        **changes,
    }


def credit(source: str, **changes: object) -> dict[str, object]:
    return {
        "source": source,
        "name": None,
        "kind": "named_person",
        "is_outlet": False,
        "title": None,
        "justification": None,
        "cue": None,
        **changes,
    }


def instance_of(schema: JsonSchema, choose: Callable[[int], int], text: Callable[[], str]) -> object:
    """Some document that fits a wire model's schema.

    Args:
        schema: the schema of a flat wire model.
        choose: a number below the one it is given.
        text: some string.
    """
    definitions = schema.get("$defs", {})

    def build(part: dict[str, object]) -> object:
        if "$ref" in part:
            return build(definitions[str(part["$ref"]).rsplit("/", 1)[-1]])
        if "enum" in part:
            return part["enum"][choose(len(part["enum"]))]
        if "anyOf" in part:
            return build(part["anyOf"][choose(len(part["anyOf"]))])
        if part["type"] == "object":
            return {name: build(inner) for name, inner in part["properties"].items()}
        if part["type"] == "array":
            low, high = part.get("minItems", 0), part.get("maxItems", 3)
            return [build(part["items"]) for _ in range(low + choose(high - low + 1))]
        scalars = {"null": None, "boolean": bool(choose(2)), "string": text() or "x"}
        return scalars[str(part["type"])]

    return build(dict(schema))
