"""Fetching: a web page from its URL, within limits and from nowhere that it may not come from.

Whoever gives claimcheck a URL decides what machine it talks to, so each hop is checked before it is made: http and
https only, and no address that only this machine or its network can reach. What was checked is what is connected to: a
name is resolved once a hop. Proxies of the environment are not used, for they would resolve it again. No cookie is
kept, no credential sent, and no script run.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import anyio
import httpx2

from claimcheck._version import __version__
from claimcheck.errors import InputError
from claimcheck.formats.addresses import addresses_of
from claimcheck.formats.source import MAX_BYTES, Kind, Source
from claimcheck.own_thread import OwnThread


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """What a page may take.

    Attributes:
        seconds: from the first question to the last byte, redirects included.
        connect_seconds: to connect to one address.
        bytes: of its body, as sent and as unpacked.
        redirects: hops beyond the first.
    """

    seconds: float = 30.0
    connect_seconds: float = 10.0
    bytes: int = MAX_BYTES
    redirects: int = 5


DEFAULT_LIMITS: Final = FetchLimits()


def is_url(place: str) -> bool:
    """Whether a place is given as a URL, and not as a file."""
    scheme, mark, _ = place.partition("://")
    return bool(mark) and scheme.isascii() and scheme.replace("+", "").isalnum()


def fetch(
    url: str, *, kind: Kind | None = None, allow_private: bool = False, limits: FetchLimits = DEFAULT_LIMITS
) -> Source:
    """A page, and what its server says of it. Blocks; works with and without a running event loop.

    Args:
        url: an absolute URL, http or https.
        kind: what it is to be read as; by default what its `Content-Type` says.
        allow_private: whether it may come from an address that only this machine or its network can reach.
        limits: what it may take.

    Raises:
        InputError: there is no page to be had; the message names the URL and says what to do.
    """
    thread = OwnThread()
    try:
        return thread.start(_within_limits, _Fetch(url, kind, allow_private, limits)).result()
    finally:
        thread.cancel_all()
        thread.close()


async def _within_limits(fetch: _Fetch) -> Source:
    seconds = fetch.limits.seconds
    try:
        with anyio.fail_after(seconds):
            async with httpx2.AsyncHTTPTransport(trust_env=False) as transport:
                return await fetch.page(transport)
    except TimeoutError as error:
        raise InputError(
            f"{fetch.asked} did not arrive within {seconds:g} seconds. Try again later, or save the page and check that"
        ) from error
    except httpx2.TransportError as error:
        why = str(error) or type(error).__name__
        raise InputError(f"{fetch.asked} could not be fetched: {why}. Check the address and the network") from error


@dataclass(frozen=True, slots=True)
class _Fetch:
    """One page asked for, and on what terms."""

    asked: str
    kind: Kind | None
    allow_private: bool
    limits: FetchLimits

    async def page(self, transport: httpx2.AsyncHTTPTransport) -> Source:
        """Follows redirects to the page, and reads it."""
        url = self._checked(self.asked)
        for _ in range(self.limits.redirects + 1):
            response = await self._ask(url, transport)
            try:
                if (location := response.headers.get("location")) and response.status_code in _REDIRECTS:
                    url = self._checked(location, below=url)
                    continue
                self._refuse_failure(response.status_code)
                found = self.kind or self._kind(response.headers.get("content-type", ""))
                data = await self._body(response)
            finally:
                await response.aclose()
            charset = _parameter(response.headers.get("content-type", ""), "charset")
            return Source(data, self.asked, found, charset, str(url))
        raise InputError(
            f"{self.asked} leads on and on: more than {self.limits.redirects} redirects. Open it in a browser, and "
            "give the address that it ends at"
        )

    def _checked(self, url: str, *, below: httpx2.URL | None = None) -> httpx2.URL:
        """A URL that may be asked for: absolute, without a fragment, and without what a report must not hold."""
        name = self.asked
        try:
            found = below.join(url) if below else httpx2.URL(url)
            found = found.copy_with(fragment=None)
        except (httpx2.InvalidURL, ValueError) as error:
            raise InputError(f"{name}: {url[:200]} is no address: {error}") from error
        leads = "" if below is None else f" leads to {str(found)[:200]}, which"
        if found.scheme not in ("http", "https"):
            raise InputError(f"{name}{leads} is neither http nor https: save the page as a file and check that")
        if not found.host or not 0 <= (found.port or 0) <= 65_535:
            raise InputError(f"{name}{leads} names no host that can be asked. Check the address")
        if found.userinfo:
            raise InputError(f"an address on {found.host}{leads} holds a user name or a password: leave them out")
        return found

    async def _ask(self, url: httpx2.URL, transport: httpx2.AsyncHTTPTransport) -> httpx2.Response:
        """One request, to the first of the host's addresses that can be connected to."""
        host = url.raw_host.decode("ascii")
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = await addresses_of(host, port, name=self.asked, allow_private=self.allow_private)
        failed: httpx2.TransportError | None = None
        for address in addresses:
            request = httpx2.Request(
                "GET",
                url.copy_with(host=address),
                headers={"host": url.netloc.decode("ascii"), **_HEADERS},
                extensions={"sni_hostname": host, "timeout": self._timeouts},
            )
            try:
                return await transport.handle_async_request(request)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                failed = error
        raise failed or httpx2.ConnectError(f"{host} has no address")

    @property
    def _timeouts(self) -> dict[str, float]:
        whole = self.limits.seconds
        return {"connect": self.limits.connect_seconds, "read": whole, "write": whole, "pool": whole}

    def _refuse_failure(self, status: int) -> None:
        if status == HTTPStatus.OK:
            return
        told = f"{self.asked} answered {status}{_phrase(status)}"
        if status in (401, 402, 403, 407, 451):
            raise InputError(f"{told}: it is not for everybody. Save the page from your browser and check that file")
        if status in (404, 410):
            raise InputError(f"{told}: there is no such page. Check the address")
        if status == 429 or status >= 500:
            raise InputError(f"{told}. Try again later, or save the page from your browser and check that file")
        raise InputError(f"{told}, and no page. Save the page from your browser and check that file")

    def _kind(self, content_type: str) -> Kind | None:
        """What the server says that it sends; None where it does not say."""
        media = content_type.partition(";")[0].strip().lower()
        if not media or media in _KINDS:
            return _KINDS.get(media)
        raise InputError(
            f"{self.asked} is {media[:100]}, and neither a web page nor text. Save the article's text and check that"
        )

    async def _body(self, response: httpx2.Response) -> bytes:
        most = self.limits.bytes
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        if coding not in ("identity", "", "gzip", "x-gzip"):
            raise InputError(
                f"{self.asked} comes packed as {coding[:50]}, which was not asked for. Save the page and check that"
            )
        unpack = zlib.decompressobj(wbits=31) if "gzip" in coding else None
        body, received = bytearray(), 0
        try:
            async for chunk in response.aiter_raw():
                received += len(chunk)
                body += unpack.decompress(chunk, most + 1 - len(body)) if unpack else chunk
                if max(received, len(body)) > most:
                    raise InputError(
                        f"{self.asked} is too large: more than {most:,} bytes. Save the article's text and check that"
                    )
        except zlib.error as error:
            raise InputError(f"{self.asked} is damaged: {error}. Try again, or save the page and check that") from error
        if unpack and not unpack.eof:
            raise InputError(f"{self.asked} breaks off. Try again, or save the page and check that")
        return bytes(body)


def _parameter(content_type: str, name: str) -> str | None:
    pairs = (part.partition("=") for part in content_type.split(";")[1:])
    return next((value.strip(" \"'") for key, _, value in pairs if key.strip().lower() == name), None)


def _phrase(status: int) -> str:
    try:
        return f" {HTTPStatus(status).phrase}"
    except ValueError:
        return ""


_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KINDS: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
}
_HEADERS = {
    "user-agent": f"claimcheck/{__version__}",
    "accept": "text/html, application/xhtml+xml, text/plain;q=0.8, text/markdown;q=0.8",
    "accept-encoding": "gzip",
    "connection": "close",
}
