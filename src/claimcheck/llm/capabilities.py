"""Capabilities: what an endpoint takes in a request, as it is set by hand or learnt from its refusals."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Literal

Rung = Literal["json_schema", "json_object", "text"]
TokenLimit = Literal["max_tokens", "max_completion_tokens"]
Feature = Literal["json_schema", "json_object", "temperature", "seed", "max_tokens", "max_completion_tokens"]


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an endpoint takes. Everything is assumed until it is refused, and what is refused is not sent again.

    Attributes:
        json_schema: `response_format` with a JSON Schema, enforced while the model writes.
        json_object: `response_format` that asks for some JSON object; the schema then stands in the prompt.
        temperature: the parameter of that name, with the value asked for.
        seed: the parameter of that name.
        max_tokens: the older of the two names for the limit on an answer's length.
        max_completion_tokens: the newer one, which OpenAI's own reasoning models insist on.
    """

    json_schema: bool = True
    json_object: bool = True
    temperature: bool = True
    seed: bool = True
    max_tokens: bool = True
    max_completion_tokens: bool = True

    @property
    def rung(self) -> Rung:
        """The firmest way that is left to ask for JSON. "text" is a prompt that asks for it, and nothing else."""
        if self.json_schema:
            return "json_schema"
        return "json_object" if self.json_object else "text"

    @property
    def token_limit(self) -> TokenLimit | None:
        """The name under which the limit on an answer's length is sent; None where neither is taken.

        The older name goes first: many servers know only that one, and pass over the newer one in silence.
        """
        if self.max_tokens:
            return "max_tokens"
        return "max_completion_tokens" if self.max_completion_tokens else None

    def without(self, feature: Feature) -> Capabilities:
        """The same, less one."""
        return replace(self, **{feature: False})

    def __and__(self, other: Capabilities) -> Capabilities:
        """What both of two take."""
        names = (field.name for field in fields(self))
        return Capabilities(**{name: getattr(self, name) and getattr(other, name) for name in names})


OPENAI = Capabilities(max_tokens=False)
"""OpenAI's own endpoint: every model there takes `max_completion_tokens`, and the newer ones nothing else."""
