"""Negotiation: what an endpoint takes, learnt from what it refuses and from what it passes over in silence."""

from __future__ import annotations

import re

from claimcheck.llm.capabilities import Capabilities, Feature, Rung
from claimcheck.llm.chat import ChatReply, ChatRequest, JsonSchema
from claimcheck.llm.completions import Body
from claimcheck.llm.faults import Fault
from claimcheck.llm.salvage import objects_in

IGNORED_IN_A_ROW = 2
"""How many answers must miss the schema's shape, one after another, before an endpoint counts as ignoring it."""


class Negotiation:
    """What one endpoint is known to take. It only ever shrinks, so that negotiating comes to an end.

    Each refusal strikes out something that the refused request had in it, and there are six such things: one
    request is refused at most six times, however many others are under way. What the endpoint names in its
    refusal is struck out for all requests at once. A refusal that names nothing, by an endpoint that has not
    yet answered on that rung, is tried one rung lower, and the rung is struck out if that is answered.

    Attributes:
        capabilities: what is known so far.
    """

    def __init__(self, capabilities: Capabilities) -> None:
        self.capabilities = capabilities
        self._answered_on: Rung | None = None
        self._ignored = 0

    def after_refusal(self, fault: Fault, body: Body, sent: Capabilities) -> Capabilities | None:
        """What to send instead of a body that was refused; None where the fault is no matter of what is taken."""
        named = named_in(fault, body)
        if named is not None:
            self.capabilities = self.capabilities.without(named)
            return sent.without(named) & self.capabilities
        rung = _rung_of(body)
        if rung is None or rung == self._answered_on or not may_be_about_format(fault):
            return None
        return sent.without(rung)

    def after_reply(self, reply: ChatReply, request: ChatRequest, sent: Capabilities) -> None:
        """Takes note of an answer: what was sent is taken. Whether it is heeded is another matter."""
        self.capabilities &= sent
        if request.schema is None or reply.finish != "stop":
            return
        self._answered_on = sent.rung
        if sent.rung == "json_schema" and self.capabilities.json_schema:
            self._ignored = 0 if _has_shape(reply.text, request.schema) else self._ignored + 1
            if self._ignored >= IGNORED_IN_A_ROW:
                self.capabilities = self.capabilities.without("json_schema")


def named_in(fault: Fault, body: Body) -> Feature | None:
    """The part of a request that a refusal names as its reason; None where it names none of those sent."""
    sent = _sent_in(body)
    if fault.status == 500:  # a failure, unless it speaks of the format: llama-cpp-python's server refuses with 500
        sent = {feature: words for feature, words in sent.items() if words is _FORMAT}
    elif fault.status not in _REFUSALS:
        return None
    for feature, words in sent.items():
        if re.match(words, fault.param):
            return feature
    # A message may go on to name what it would take instead: what it names first is what it refuses.
    found = {feature: match.start() for feature, words in sent.items() if (match := re.search(words, fault.details))}
    return min(found, key=found.__getitem__, default=None)


def may_be_about_format(fault: Fault) -> bool:
    """Whether a refusal that names nothing may yet be one of the answer's format."""
    return fault.status in _REFUSALS - {404} and fault.code not in _ABOUT_SOMETHING_ELSE


_REFUSALS = {400, 404, 415, 422, 501}
_ABOUT_SOMETHING_ELSE = {"context_length_exceeded", "model_not_found", "invalid_api_key", "content_filter"}
_FORMAT = r"\bresponse_?format|\bjson_(?:schema|object)\b|\bstructured.outputs?|\bliteral_error\b|\bguided_json\b"


def _sent_in(body: Body) -> dict[Feature, str]:
    """The negotiable parts of a body, each with the words by which a refusal names it, as a pattern."""
    parameters: tuple[Feature, ...] = ("temperature", "seed", "max_tokens", "max_completion_tokens")
    sent = {name: rf"\b{name}\b" for name in parameters if name in body}
    rung = _rung_of(body)
    return sent | {rung: _FORMAT} if rung else sent


def _rung_of(body: Body) -> Feature | None:
    response_format = body.get("response_format")
    if not isinstance(response_format, dict):
        return None
    return "json_schema" if response_format["type"] == "json_schema" else "json_object"


def _has_shape(text: str, schema: JsonSchema) -> bool:
    """Whether a text holds an object with all the keys that the schema asks for."""
    wanted = schema.get("required", [])
    return any(all(key in found for key in wanted) for found in objects_in(text)) if isinstance(wanted, list) else True
