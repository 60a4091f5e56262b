"""Connection: requests to an endpoint through the openai package. The one module that knows that package.

Importing it takes half a second: others import it where they first need it.
"""

from __future__ import annotations

import asyncio

import httpx2
import openai

from claimcheck.llm.chat import ChatReply
from claimcheck.llm.completions import Body, reply_in
from claimcheck.llm.faults import Fault, fault_in

_LONGEST_CONNECT = 10.0


class Connection:
    """One endpoint's connections, bound to one event loop.

    Args:
        base_url: the endpoint.
        key: what it is paid with.
        timeout: how many seconds one request may take, to the last byte of its answer.
        is_openai: whether it is OpenAI's own. No other is told which organisation pays at OpenAI.
    """

    def __init__(self, base_url: str, *, key: str, timeout: float, is_openai: bool) -> None:
        limits = openai.Timeout(timeout, connect=min(timeout, _LONGEST_CONNECT))
        self._timeout = timeout
        self._client = openai.AsyncOpenAI(
            api_key=key,
            base_url=base_url,
            max_retries=0,
            timeout=limits,
            http_client=openai.DefaultAsyncHttpxClient(timeout=limits),
        )
        if not is_openai:
            self._client.organization = self._client.project = None

    async def send(self, body: Body) -> ChatReply | Fault:
        """Sends one request, once."""
        try:
            # The client's own timeouts are for each read: an answer that drips would never run out of time.
            async with asyncio.timeout(self._timeout):
                response = await self._client.post(
                    "/chat/completions",
                    body=body,
                    cast_to=httpx2.Response,
                    options={"security": {"bearer_auth": True}},
                )
        except (TimeoutError, openai.APITimeoutError):
            return Fault(f"there was no whole answer within {self._timeout:g} seconds", transient=True)
        except openai.APIStatusError as error:
            fault = fault_in(error.status_code, error.response.headers, error.response.text)
            return ChatReply("", finish="content_filter") if fault.code == "content_filter" else fault
        except openai.APIConnectionError as error:
            cause = error.__cause__ or error
            is_weather = isinstance(cause, httpx2.TransportError)  # and not a recording that lacks this request
            return Fault(str(cause) or type(cause).__name__, transient=is_weather)
        return reply_in(response.text)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._client.close()
