"""Any OpenAI-compatible endpoint: what is sent to it, and what is sent instead when it refuses."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from claimcheck.errors import REFUSES_ALL, ConfigurationError, EndpointError
from claimcheck.llm.capabilities import OPENAI, Capabilities
from claimcheck.llm.chat import ChatReply, ChatRequest
from claimcheck.llm.completions import body_of
from claimcheck.llm.faults import Fault, explain
from claimcheck.llm.negotiation import Negotiation
from claimcheck.llm.per_loop import PerLoop
from claimcheck.llm.profiles import FULL, Profile

if TYPE_CHECKING:
    from claimcheck.llm.connection import Connection

OPENAI_URL = "https://api.openai.com/v1"
NO_KEY = "no-key"
"""What is sent in place of a key to an endpoint that needs none."""


class OpenAIModel:
    """A `ChatModel` behind an OpenAI-compatible endpoint.

    Each request is sent once, and once more for each part of it that the endpoint refuses and that is then left
    out: see `Negotiation`. That is seven times at most for the first requests to an endpoint, and once for all
    others. Faults are not retried here but in `Retrying`.

    One object may be used from many event loops and threads; each loop has its own connections.

    Args:
        name: the model, as the endpoint knows it.
        base_url: the endpoint, up to and without "/chat/completions". By default OPENAI_BASE_URL from the
            environment, else OpenAI's own.
        api_key: by default OPENAI_API_KEY from the environment. An endpoint other than OpenAI's needs none.
        profile: how the model is talked to; by default as a large one.
        capabilities: what the endpoint takes, where that is known; what it refuses all the same is struck out.
        timeout: how many seconds one request may take, to the last byte of its answer.

    Raises:
        ConfigurationError: there is no key for OpenAI's own endpoint, or an argument makes no sense.
    """

    def __init__(
        self,
        name: str,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        profile: Profile | None = None,
        capabilities: Capabilities | None = None,
        timeout: float = 300.0,
    ) -> None:
        if not name:
            raise ConfigurationError("the model has no name: give one that the endpoint knows, such as gpt-5-mini")
        if timeout <= 0:
            raise ConfigurationError(f"a request needs some time, and timeout is {timeout}")
        self.name = name
        self.profile = profile or FULL
        self.timeout = timeout
        self._base_url = (base_url or os.environ.get("OPENAI_BASE_URL") or OPENAI_URL).rstrip("/")
        self._endpoint = _without_credentials(self._base_url)
        self._is_openai = self._base_url == OPENAI_URL
        self._key = _key(api_key, needed=self._is_openai)
        self._negotiation = Negotiation(capabilities or (OPENAI if self._is_openai else Capabilities()))
        self._connections = PerLoop(self._connect)

    @property
    def endpoint(self) -> str:
        """The base URL, without any credential that it may hold."""
        return self._endpoint

    @property
    def capabilities(self) -> Capabilities:
        """What the endpoint is known to take, so far."""
        return self._negotiation.capabilities

    async def prepare(self) -> None:
        """Loads the client, which takes half a second the first time. Nothing is sent."""
        self.connection()

    async def complete(self, request: ChatRequest) -> ChatReply:
        """Answers one request.

        Raises:
            EndpointError: the endpoint refused, failed or could not be reached.
        """
        sent = self.capabilities
        refusal: Fault | None = None
        while True:
            body = body_of(request, model=self.name, capabilities=sent)
            outcome = await self.connection().send(body)
            if isinstance(outcome, ChatReply):
                self._negotiation.after_reply(outcome, request, sent)
                return outcome
            less = self._negotiation.after_refusal(outcome, body, sent)
            if less is None:
                # Where asking for less did not help either, the first refusal tells more than the last; but a wrong key
                # or model tells all.
                is_final = outcome.transient or outcome.status in REFUSES_ALL
                told = refusal if refusal and not is_final else outcome
                raise self.error(told)
            refusal, sent = refusal or outcome, less

    def connection(self) -> Connection:
        """The connections of the running event loop."""
        return self._connections.get()

    def error(self, fault: Fault) -> EndpointError:
        """The error to raise for a fault of this endpoint's."""
        return explain(fault, endpoint=self.endpoint, model=self.name, key=self._key)

    async def aclose(self) -> None:
        """Closes the connections of the running event loop. The next request opens new ones."""
        connection = self._connections.pop()
        if connection is not None:
            await connection.aclose()

    def _connect(self) -> Connection:
        from claimcheck.llm.connection import Connection  # noqa: PLC0415  # it imports openai, which takes half a second

        return Connection(self._base_url, key=self._key, timeout=self.timeout, is_openai=self._is_openai)


def _key(given: str | None, *, needed: bool) -> str:
    key = (given or os.environ.get("OPENAI_API_KEY") or "").strip()
    if not key and needed:
        raise ConfigurationError(_WAYS_OUT)
    if not key.isascii() or not key.isprintable():
        raise ConfigurationError("the API key holds characters that no key has: copy it again, without line breaks")
    return key or NO_KEY


_WAYS_OUT = """\
there is no API key for OpenAI. Three ways out:
  export OPENAI_API_KEY=...                                                 # a key of your own
  claimcheck check FILE --model MODEL --base-url http://localhost:11434/v1  # another endpoint, which may need none
  claimcheck model install && claimcheck check FILE --model embedded        # in process, offline
In Python: Checker("MODEL", api_key="..."), Checker("MODEL", base_url="..."), Checker("embedded")."""


def _without_credentials(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:  # and the message does not repeat it, for it may hold a password
        raise ConfigurationError(
            "base_url must begin with http:// or https:// and name a host, as in http://localhost:11434/v1"
        )
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
