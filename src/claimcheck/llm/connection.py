"""Connection: requests to an endpoint through the openai package, which `bulk.service` knows besides.

Importing it takes half a second: others import it where they first need it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

import httpx2
import openai

from claimcheck.llm.chat import ChatReply
from claimcheck.llm.completions import Body, reply_in, reply_or_fault
from claimcheck.llm.faults import Fault, fault_in

_LONGEST_CONNECT = 10.0

Result = TypeVar("Result")


class Connection:
    """One endpoint's connections, bound to one event loop.

    Args:
        base_url: the endpoint.
        key: what it is paid with.
        timeout: how many seconds one request may take, to the last byte of its answer.
        is_openai: whether it is OpenAI's own. No other is told which organisation pays at OpenAI.

    Attributes:
        client: the openai package's client.
    """

    def __init__(self, base_url: str, *, key: str, timeout: float, is_openai: bool) -> None:
        limits = openai.Timeout(timeout, connect=min(timeout, _LONGEST_CONNECT))
        self._timeout = timeout
        self.client = openai.AsyncOpenAI(
            api_key=key,
            base_url=base_url,
            max_retries=0,
            timeout=limits,
            http_client=openai.DefaultAsyncHttpxClient(timeout=limits),
        )
        if not is_openai:
            self.client.organization = self.client.project = None

    async def send(self, body: Body) -> ChatReply | Fault:
        """Sends one request, once."""
        posted = self.client.post(
            "/chat/completions", body=body, cast_to=httpx2.Response, options={"security": {"bearer_auth": True}}
        )
        response = await self.outcome_of(posted, timeout=self._timeout)
        return reply_or_fault(response) if isinstance(response, Fault) else reply_in(response.text)

    async def outcome_of(self, call: Awaitable[Result], *, timeout: float) -> Result | Fault:
        """What a call of the client's returns, or what went wrong with it.

        Args:
            call: the call.
            timeout: how many seconds it may take in all. The client's own timeouts are for each read: an answer that
                drips would never run out of time.
        """
        try:
            async with asyncio.timeout(timeout):
                return await call
        except (TimeoutError, openai.APITimeoutError):
            return Fault(f"there was no whole answer within {timeout:g} seconds", transient=True)
        except openai.APIStatusError as error:
            return fault_in(error.status_code, error.response.headers, error.response.text)
        except (openai.APIConnectionError, httpx2.TransportError) as error:  # the latter while a body is streamed
            cause = error.__cause__ if isinstance(error, openai.APIConnectionError) and error.__cause__ else error
            is_weather = isinstance(cause, httpx2.TransportError)  # and not a recording that lacks this request
            return Fault(str(cause) or type(cause).__name__, transient=is_weather)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self.client.close()
