"""A page is fetched within limits, and from nowhere that it may not come from."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import re
import socket
import threading
from collections.abc import Mapping

import pytest
from newsstand import STORY, Answer, Newsstand, dripping, page, redirect

from claimcheck.errors import InputError
from claimcheck.formats.addresses import is_public
from claimcheck.formats.fetching import DEFAULT_LIMITS, FetchLimits, fetch, is_url
from claimcheck.formats.source import Kind, Source

pytestmark = pytest.mark.enable_socket

BRIEF = FetchLimits(seconds=0.5)


def fetched(
    answers: Mapping[str, Answer], path: str = "/", *, kind: Kind | None = None, limits: FetchLimits = DEFAULT_LIMITS
) -> Source:
    with Newsstand(answers) as stand:
        return fetch(stand.url(path), kind=kind, allow_private=True, limits=limits)


def refused(answers: Mapping[str, Answer], path: str = "/", *, limits: FetchLimits = DEFAULT_LIMITS) -> str:
    """What is said of a page that is not to be had; "URL" stands for its address, "HOST" for its host and port."""
    with Newsstand(answers) as stand:
        with pytest.raises(InputError) as caught:
            fetch(stand.url(path), allow_private=True, limits=limits)
        return str(caught.value).replace(stand.url(path), "URL").replace(f"127.0.0.1:{stand.port}", "HOST")


class TestAPage:
    def test_comes_with_what_its_server_says_of_it(self) -> None:
        with Newsstand({"/story": page(media='Text/HTML; Charset="windows-1251"')}) as stand:
            source = fetch(stand.url("/story#comments"), allow_private=True)

        assert source == Source(
            STORY.encode(), stand.url("/story#comments"), "html", "windows-1251", stand.url("/story")
        )

    def test_is_asked_for_without_a_cookie_or_a_key(self) -> None:
        with Newsstand({"/": redirect("/story"), "/story": page(set_cookie="a=b")}) as stand:
            fetch(stand.url(), allow_private=True)

            assert len(stand.asked) == 2
            for asked in stand.asked:
                names = {line.partition(":")[0].lower() for line in asked.strip().split("\r\n")[1:]}
                assert names == {"host", "user-agent", "accept", "accept-encoding", "connection"}

    @pytest.mark.parametrize(
        ("media", "kind"),
        [
            ("text/html", "html"),
            ("application/xhtml+xml; charset=utf-8", "html"),
            ("text/plain", "text"),
            ("text/markdown", "markdown"),
            (None, None),
        ],
    )
    def test_is_what_its_header_says(self, media: str | None, kind: str | None) -> None:
        assert fetched({"/": page(media=media)}).kind == kind

    def test_is_what_the_user_says_whatever_its_header_says(self) -> None:
        assert fetched({"/": page(media="application/octet-stream")}, kind="html").kind == "html"

    def test_is_unpacked(self) -> None:
        packed = gzip.compress(STORY.encode())
        assert fetched({"/": page(packed, content_encoding="gzip")}).data == STORY.encode()

    def test_is_fetched_from_within_a_running_event_loop(self) -> None:
        async def in_a_notebook() -> Source:
            return fetched({"/": page()})

        assert asyncio.run(in_a_notebook()).data == STORY.encode()


class TestRedirects:
    @pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Again", "308 Moved"])
    def test_are_followed(self, status: str) -> None:
        with Newsstand({"/old": redirect("../new?a=1#top", status), "/new?a=1": page()}) as stand:
            source = fetch(stand.url("/old"), allow_private=True)

        assert (source.name, source.url) == (stand.url("/old"), stand.url("/new?a=1"))

    def test_end(self) -> None:
        message = refused({"/": redirect("/b"), "/b": redirect("/")})
        assert message.startswith("URL leads on and on: more than 5 redirects.")

    @pytest.mark.parametrize(
        ("to", "why"),
        [
            ("file:///etc/passwd", "URL leads to file:/etc/passwd, which is neither http nor https"),
            ("ftp://example.org/x", "URL leads to ftp://example.org/x, which is neither http nor https"),
            ("http://example.org:99999/", "which names no host"),
            ("http://a:b@example.org/", "holds a user name or a password"),
        ],
    )
    def test_are_checked_as_what_was_asked_for_is(self, to: str, why: str) -> None:
        assert why in refused({"/": redirect(to)})


class TestPrivateAddresses:
    @pytest.mark.parametrize(
        "host",
        [
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f000001",
            "0",
            "localhost",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::127.0.0.1]",
            "[64:ff9b::127.0.0.1]",
            "[2002:7f00:1::]",
            "169.254.169.254",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "[fe80::1]",
            "[fd00::1]",
        ],
    )
    def test_are_refused_however_they_are_written(self, host: str) -> None:
        with Newsstand({"/": page()}) as stand:
            with pytest.raises(InputError, match=r"no address of the public internet.*--allow-private"):
                fetch(stand.url(host=host))

            assert stand.asked == []

    @pytest.mark.parametrize("to", ["http://169.254.169.254/latest/meta-data", "//10.0.0.1/", "http://2130706433/"])
    def test_are_refused_on_the_way(self, to: str, monkeypatch: pytest.MonkeyPatch) -> None:
        with Newsstand({"/": redirect(to)}) as stand:
            believe_public(monkeypatch, "127.0.0.1")
            with pytest.raises(InputError, match="no address of the public internet"):
                fetch(stand.url())

            assert len(stand.asked) == 1

    def test_one_of_many_is_enough(self, monkeypatch: pytest.MonkeyPatch) -> None:
        resolve(monkeypatch, ["93.184.216.34", "192.168.0.7"])
        with pytest.raises(InputError, match=r"news\.example is at 192\.168\.0\.7"):
            fetch("http://news.example/")

    def test_a_name_is_resolved_once_and_its_address_is_what_is_connected_to(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = resolve(monkeypatch, ["127.0.0.1"])
        with Newsstand({"/": page()}) as stand:
            fetch(stand.url(host="news.example"), allow_private=True)

            assert asked == ["news.example"]
            assert f"Host: news.example:{stand.port}\r\n".lower() in stand.asked[0].lower()

    def test_the_next_address_is_tried_where_one_does_not_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with Newsstand({"/": page()}) as stand:
            resolve(monkeypatch, ["127.0.0.2", "127.0.0.1"])

            assert fetch(stand.url(host="news.example"), allow_private=True).data == STORY.encode()

    @pytest.mark.parametrize(
        "address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
    )
    def test_public_ones_are_not(self, address: str) -> None:
        assert is_public(address)

    @pytest.mark.parametrize("address", ["fe80::1%eth0", "2001:0:7f00:1::", "fec0::1", "ff02::1", "240.0.0.1"])
    def test_seldom_ones_are(self, address: str) -> None:
        assert not is_public(address)


class TestLimits:
    def test_a_page_that_is_too_large(self) -> None:
        told = "URL is too large: more than 1,000 bytes. Save the article's text and check that"
        assert refused({"/": page("a" * 1_001)}, limits=FetchLimits(bytes=1_000)) == told
        assert fetched({"/": page("a" * 1_000)}, limits=FetchLimits(bytes=1_000))

    def test_a_page_without_an_end(self) -> None:
        endless = itertools.chain(
            [b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n"], itertools.repeat(b"a" * 9_000)
        )
        assert "more than 100,000 bytes" in refused({"/": endless}, limits=FetchLimits(bytes=100_000))

    def test_a_small_page_that_unpacks_to_a_large_one(self) -> None:
        bomb = gzip.compress(b"\0" * 20_000_000)
        assert len(bomb) < 30_000
        assert "more than 10,000,000 bytes" in refused({"/": page(bomb, content_encoding="gzip")})

    @pytest.mark.parametrize(
        "answer",
        [dripping(page()), dripping(page(), 60), itertools.chain(page()[:1], dripping([b"a"], 60))],
        ids=["drips", "is silent", "stops behind its head"],
    )
    def test_a_page_that_takes_too_long(self, answer: Answer) -> None:
        told = "URL did not arrive within 0.5 seconds. Try again later, or save the page and check that"
        assert refused({"/": answer}, limits=BRIEF) == told

    def test_a_name_that_takes_too_long_to_resolve(self, monkeypatch: pytest.MonkeyPatch) -> None:
        waiting = threading.Event()
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: waiting.wait(60))
        try:
            with pytest.raises(InputError, match=r"did not arrive within 0\.5 seconds"):
                fetch("http://news.example/", limits=BRIEF)
        finally:
            waiting.set()


class TestFailures:
    @pytest.mark.parametrize(
        ("status", "told"),
        [
            ("404 Not Found", "URL answered 404 Not Found: there is no such page. Check the address"),
            ("410 Gone", "URL answered 410 Gone: there is no such page. Check the address"),
            ("401 No", "it is not for everybody. Save the page from your browser and check that file"),
            ("403 No", "it is not for everybody. Save the page from your browser and check that file"),
            ("402 Pay", "URL answered 402 Payment Required: it is not for everybody."),
            ("429 Slow", "URL answered 429 Too Many Requests. Try again later"),
            ("503 Busy", "URL answered 503 Service Unavailable. Try again later"),
            ("599 Odd", "URL answered 599. Try again later"),
            ("204 Nothing", "URL answered 204 No Content, and no page."),
            ("304 Same", "URL answered 304 Not Modified, and no page."),
        ],
    )
    def test_a_status_that_is_no_page(self, status: str, told: str) -> None:
        assert told in refused({"/": page("", status=status)})

    @pytest.mark.parametrize("media", ["application/pdf", "image/png", "application/json", "video/mp4"])
    def test_something_else_than_a_page(self, media: str) -> None:
        told = f"URL is {media}, and neither a web page nor text. Save the article's text and check that"
        assert refused({"/": page(media=media)}) == told

    def test_packed_in_a_way_that_nobody_asked_for(self) -> None:
        assert "comes packed as br" in refused({"/": page(b"x", content_encoding="br")})

    def test_damaged(self) -> None:
        packed = gzip.compress(STORY.encode())
        assert "URL is damaged" in refused({"/": page(b"no gzip at all", content_encoding="gzip")})
        assert "URL breaks off" in refused({"/": page(packed[:-20], content_encoding="gzip")})

    def test_cut_off(self) -> None:
        assert "URL could not be fetched" in refused({"/": [page()[0], b"<html>"]})

    def test_no_server(self) -> None:
        with Newsstand({}) as stand:
            url = stand.url()
        with pytest.raises(InputError, match=re.escape(f"{url} could not be fetched: ")):
            fetch(url, allow_private=True)

    def test_no_host(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def unknown(*_: object, **__: object) -> None:
            raise socket.gaierror(-2, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        with pytest.raises(InputError, match=r"http://news\.example/: there is no host news\.example\."):
            fetch("http://news.example/")

    @pytest.mark.parametrize(
        "url",
        [
            "ftp://example.org/",
            "file:///etc/passwd",
            "http://",
            "http:///x",
            "http://a:b@example.org/",
            "http://example.org:99999/",
            "http://exam\nple.org/",
            f"http://{'a' * 64}.example/",
            "http://[::1/",
            "http://0177.0.0.1/",
            "http://１２７.0.0.1/",
        ],
    )
    def test_no_address_to_ask(self, url: str) -> None:
        with pytest.raises(InputError) as caught:
            fetch(url)
        assert "a:b" not in str(caught.value)


def test_what_is_a_url_and_what_a_file() -> None:
    assert all(map(is_url, ["http://a", "HTTPS://a/b", "ftp://a", "file:///a"]))
    assert not any(map(is_url, ["a.txt", "/a/b", "http.txt", "C:\\a", "a b://c", "://a", "-"]))


def resolve(monkeypatch: pytest.MonkeyPatch, addresses: list[str]) -> list[str]:
    """Makes the system give these addresses for a name, once; what it was asked for is in the list that comes back."""
    real, asked = socket.getaddrinfo, list[str]()

    def getaddrinfo(host: str, port: int, *, type: int) -> list[tuple[object, ...]]:
        if not host.endswith(".example"):
            return [*real(host, port, type=type)]
        assert not asked, "the name was resolved twice"
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def believe_public(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Takes an address for public, once."""
    seen = [address]
    monkeypatch.setattr(
        "claimcheck.formats.addresses.is_public", lambda one: (one in seen and not seen.clear()) or is_public(one)
    )
