"""A web page becomes the article that a reader sees in it. Every page here is invented."""

from __future__ import annotations

import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest

from claimcheck.article import Article, Region
from claimcheck.errors import ConfigurationError, InputError
from claimcheck.formats.article_html import article_from_html
from claimcheck.formats.charset import codec_for, decode_page
from claimcheck.formats.source import Source
from claimcheck.segment import segment

HEAD = """<meta charset="utf-8"><title>Halden bridge to stay shut until spring | The Lower Town Gazette</title>
<link rel="canonical" href="https://gazette.example/halden/bridge">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "Halden bridge to stay shut until spring", "datePublished": "2026-03-03T17:31:00+01:00",
 "dateModified": "2026-03-04T08:00:00+01:00",
 "author": [{"@type": "Person", "name": "Ilse Orrin"}, {"@type": "Person", "name": "Karl Falk"}]}</script>
<script>document.write("<p>Written by a script.</p>")</script>"""

STORY = """<p>The only bridge over the river <a href="/h">Halden</a> will stay shut until spring, the county said on
Monday.</p>
<p>“We cannot risk it,” said <strong>Ilse Marran</strong>, who runs the county’s roads. A ferry runs every hour.</p>
<p>Shopkeepers in the lower town say that they have lost <em>half of their customers</em> since then.</p>"""

PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head>{HEAD}</head><body>
<div id="cookie-consent"><p>We and our 847 partners use cookies to store information on your device.</p></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article><h1>Halden bridge to stay shut until spring</h1>
<p class="standfirst">County blames cracked bearings and promises a ferry every hour</p>
<div class="byline">By <a rel="author" href="/orrin">Ilse Orrin</a> and <a rel="author" href="/falk">Karl Falk</a></div>
<div class="share"><a href="#">Share on Facebook</a></div>
<figure><img src="a.jpg" alt="Men in orange"><figcaption>Workers inspect a cracked bearing on Monday.
 <span>Photo: Tove Amsel/Halden News Group</span></figcaption></figure>
{STORY}
<aside class="related"><h3>Related stories</h3><ul><li><a href="/x">Why the old ferry sank</a></li></ul></aside>
<h2>What happens next</h2>
<p>Engineers will replace 14 bearings on 3 km<sup>2</sup>, a report<sup><a href="#n1">1</a></sup> says.<br>It is
 long.</p>
<figure><img src="b.jpg"><figcaption>Mayor Ana Ruiz has asked the government for help</figcaption></figure>
<blockquote><p>“Nobody told us,” Ruiz told the Gazette.</p></blockquote>
<ul><li>The ferry leaves at every full hour.</li><li>Tickets cost 20 crowns.</li></ul>
<table><tr><th>Year</th><th>Cars a day</th></tr><tr><td>2024</td><td>4,100</td></tr></table>
</article><section id="comments"><h2>Comments</h2><p>User42: This is a disgrace, the mayor must go.</p></section></main>
<footer><p>© 2026 Lower Town Gazette. All rights reserved.</p></footer></body></html>"""

TEXT = """Halden bridge to stay shut until spring

County blames cracked bearings and promises a ferry every hour

By Ilse Orrin and Karl Falk

Workers inspect a cracked bearing on Monday. Photo: Tove Amsel/Halden News Group

The only bridge over the river Halden will stay shut until spring, the county said on Monday.

“We cannot risk it,” said Ilse Marran, who runs the county’s roads. A ferry runs every hour.

Shopkeepers in the lower town say that they have lost half of their customers since then.

What happens next

Engineers will replace 14 bearings on 3 km², a report¹ says.
It is long.

Caption: Mayor Ana Ruiz has asked the government for help

“Nobody told us,” Ruiz told the Gazette.

- The ferry leaves at every full hour.
- Tickets cost 20 crowns.

Year | Cars a day
2024 | 4,100"""


def read(html: str | bytes, *, charset: str | None = None, url: str | None = None) -> Article:
    data = html.encode() if isinstance(html, str) else html
    return article_from_html(Source(data, "story.html", "html", charset, url))


def page(body: str, head: str = '<meta charset="utf-8">', attributes: str = "") -> str:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body><article>{body}</article></body></html>"


def refused(html: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(html)
    return str(caught.value)


class TestTheText:
    def test_is_what_a_reader_sees_of_the_article(self) -> None:
        assert read(PAGE).text == TEXT

    def test_is_the_same_every_time(self) -> None:
        assert len({read(PAGE).sha256 for _ in range(3)}) == 1

    def test_says_by_its_lines_what_they_are(self) -> None:
        found: list[tuple[str, Region]] = [(s.text, s.region) for s in segment(read(PAGE)) if s.region != "body"]
        assert found == [
            ("Halden bridge to stay shut until spring", "headline"),
            ("County blames cracked bearings and promises a ferry every hour", "headline"),
            ("By Ilse Orrin and Karl Falk", "boilerplate"),
            ("Workers inspect a cracked bearing on Monday.", "caption"),
            ("Photo: Tove Amsel/Halden News Group", "caption"),
            ("What happens next", "boilerplate"),
            ("Caption:", "caption"),
            ("Mayor Ana Ruiz has asked the government for help", "caption"),
        ]

    def test_has_the_headline_that_stands_only_in_the_pages_head(self) -> None:
        article = read(page(STORY, head="<title>Halden bridge shut</title>"))
        assert (article.title, article.text.split("\n\n")[0]) == ("Halden bridge shut", "Halden bridge shut")

    def test_has_the_headline_that_is_printed_and_not_the_one_for_search_engines(self) -> None:
        article = read(page(f"<h1>Bridge shut</h1>{STORY}", head="<title>You will not believe this bridge</title>"))
        assert article.title == "Bridge shut"
        assert "believe" not in article.text

    def test_has_no_second_byline(self) -> None:
        head = '<meta name="author" content="Ilse Orrin">'
        assert read(page(f"<h1>Shut</h1><p>BY ILSE ORRIN</p>{STORY}", head)).text.count("\nB") == 1

    @pytest.mark.parametrize(
        "caption",
        [
            '<div class="wp-caption"><img src="a"><p class="wp-caption-text">{}</p></div>',
            '<p class="caption">{}</p>',
            "<figure><img src='a'><figcaption>{}</figcaption></figure>",
            "<p>A paragraph that a figure stands in.<figure><figcaption>{}</figcaption></figure></p>",
        ],
    )
    def test_has_captions_however_the_page_marks_them(self, caption: str) -> None:
        text = read(page(f"<h1>Shut</h1>{STORY}{caption.format('Workers at the bridge.')}{STORY}")).text
        assert "\n\nCaption: Workers at the bridge.\n\n" in text

    def test_has_no_signs_that_nobody_sees(self) -> None:
        text = read(page(f"<h1>Sh&shy;ut</h1>{STORY}<p>The fer\u200bry is\x07 full&nbsp;now.</p>")).text
        assert text.endswith("The ferry is full now.")
        assert text.startswith("Shut\n")

    def test_runs_from_right_to_left_as_well(self) -> None:
        body = (
            "<h1>إغلاق جسر النهر حتى الربيع</h1><figure><figcaption>عمال يفحصون الجسر</figcaption></figure>"
            "<p>قالت البلدية يوم الاثنين إن الجسر الوحيد فوق النهر سيبقى مغلقا حتى الربيع المقبل بسبب تشققات.</p>"
            '<p>وقال رئيس البلدية كريم منصور: "لا يمكننا المخاطرة". وتعمل عبارة كل ساعة.</p>'
        )
        html = page(
            body, '<meta charset="windows-1256"><meta name="author" content="سلمى حداد">', 'lang="ar" dir="rtl"'
        )
        article = read(html.encode("cp1256"))

        assert article.language == "ar"
        assert [(s.region, s.text) for s in segment(article)][:4] == [
            ("headline", "إغلاق جسر النهر حتى الربيع"),
            ("boilerplate", "By سلمى حداد"),
            ("caption", "Caption:"),
            ("caption", "عمال يفحصون الجسر"),
        ]


class TestWhatThePageSays:
    def test_is_kept(self) -> None:
        article = read(PAGE)

        assert article.title == "Halden bridge to stay shut until spring"
        assert article.language == "en-GB"
        assert article.url == "https://gazette.example/halden/bridge"
        assert article.published == datetime(2026, 3, 3, 17, 31, tzinfo=timezone(timedelta(hours=1)))
        assert article.extractor
        assert article.extractor.startswith("trafilatura 2.")

    def test_counts_for_less_than_where_it_came_from_and_what_the_user_says(self) -> None:
        source = Source(PAGE.encode(), "story.html", "html", url="https://gazette.example/7")
        article = article_from_html(source, title="Bridge", id="7")
        assert (article.url, article.title, article.id) == ("https://gazette.example/7", "Bridge", "7")

    @pytest.mark.parametrize(
        ("head", "published"),
        [
            ('<meta property="article:published_time" content="2026-03-03">', datetime(2026, 3, 3)),  # noqa: DTZ001
            (
                '<meta property="article:published_time" content="2026-03-03T08:00:00Z">',
                datetime(2026, 3, 3, 8, tzinfo=UTC),
            ),
            ('<meta property="article:published_time" content="2031-03-03">', datetime(2031, 3, 3)),  # noqa: DTZ001
            ('<meta property="article:published_time" content="2026-13-45T99:00:00Z">', None),
            ("", None),
        ],
    )
    def test_of_its_date(self, head: str, published: datetime | None) -> None:
        assert read(page(f"<h1>Shut</h1>{STORY}", head)).published == published

    @pytest.mark.parametrize("attributes", ["", 'lang=""', 'lang="x"', 'lang="english please"', "lang='\"><b>'"])
    def test_of_its_language_is_a_language_or_nothing(self, attributes: str) -> None:
        assert read(page(f"<h1>Shut</h1>{STORY}", attributes=attributes)).language is None


class TestEncodings:
    WORDS = "<p>Die Brücke – „gesperrt“ – bleibt zu, sagte die für alle Straßen zuständige Ilse Marran am Montag.</p>"

    @pytest.mark.parametrize(
        ("codec", "head", "charset"),
        [
            ("utf-8", "", None),
            ("utf-8-sig", '<meta charset="iso-8859-1">', "iso-8859-1"),
            ("utf-16", "", None),
            ("utf-8", '<meta charset="iso-8859-1">', "utf-8"),
            ("cp1252", "", None),
            ("cp1252", '<meta charset="utf-8">', "ISO-8859-1"),
            ("cp1252", '<meta http-equiv=Content-Type content="text/html; charset=iso-8859-1">', None),
            ("cp1252", '<meta charset="utf-8">', None),
            ("cp1252", '<meta charset="zip">', "rot13"),
        ],
    )
    def test_are_found_as_browsers_find_them(self, codec: str, head: str, charset: str | None) -> None:
        html = page(f"<h1>Brücke</h1>{self.WORDS}{self.WORDS}", head)
        assert "Brücke – „gesperrt“ – bleibt zu" in read(html.encode(codec), charset=charset).text

    @pytest.mark.parametrize(
        ("codec", "label", "words"),
        [
            ("shift_jis", "Shift_JIS", "県は橋を閉鎖する"),
            ("gb18030", "gb2312", "县政府关闭大桥"),
            ("big5", "big5", "縣政府關閉大橋"),
            ("euc-kr", "EUC-KR", "군은 다리를 폐쇄한다"),
            ("koi8-r", "koi8-r", "Мост закрыт"),
            ("cp1251", "windows-1251", "Мост закрыт"),
            ("iso8859-8", "iso-8859-8-i", "הגשר סגור"),
        ],
    )
    def test_of_other_scripts(self, codec: str, label: str, words: str) -> None:
        assert decode_page(f'<meta charset="{label}">{words}'.encode(codec)).endswith(words)

    @pytest.mark.parametrize("label", ["zip", "rot13", "utf-7", "unicode_escape", "idna", "", "utf-8\0", None])
    def test_that_are_none_are_passed_over(self, label: str | None) -> None:
        assert codec_for(label) is None


class TestNoArticle:
    @pytest.mark.parametrize(
        ("html", "told"),
        [
            (b"", "story.html is empty"),
            (b" \n ", "story.html is empty"),
            (b"plain words", "story.html is not HTML: there is no tag in it."),
            (b"%PDF-1.7 <p>", "story.html is a PDF"),
            (b"<", "story.html holds no article that could be found"),
            (b"<html></html>", "story.html holds no article that could be found"),
            (page("<p>Enable JavaScript.</p><script>x</script>").encode(), "holds no article that could be found"),
            (b"<html>" + b"a" * 10_000_001, "story.html is too large: more than 10,000,000 bytes."),
            (page("<p>a</p>" * 30_001).encode(), "story.html is too large: more than 30,000 elements."),
        ],
    )
    def test_says_so_and_what_to_do(self, html: bytes, told: str) -> None:
        assert told in refused(html)

    def test_a_teaser_is_none(self) -> None:
        closed = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": %s}</script>'
        assert "it is for subscribers" in refused(page(f"<h1>Shut</h1>{STORY}", closed % "false"))
        assert read(page(f"<h1>Shut</h1>{STORY}", closed % "true"))
        whole = "".join(
            f"<p>The ferry carried {n},400 people in its week number {n}, the county said.</p>" for n in range(99)
        )
        assert read(page(f"<h1>Shut</h1>{STORY}{whole}", closed % "false"))


class TestHostileMarkup:
    @pytest.mark.parametrize(
        "body",
        [
            "<div>" * 20_000 + STORY + "</div>" * 20_000,
            "<figure><figcaption>x" * 3_000 + "</figcaption></figure>" * 3_000 + STORY,
            f"<p {'a=b ' * 100_000}>The bridge is shut.</p>{STORY}",
            "<table>" * 500 + STORY,
            f"{STORY}<p>{'&amp;' * 100_000}</p>",
            "<b><i><u>" * 5_000 + STORY,
            "<!--" * 50_000 + STORY,
            "<svg><script>" + STORY,
        ],
        ids=["deep", "figures", "attributes", "tables", "entities", "unclosed", "comments", "script"],
    )
    def test_ends_in_an_article_or_in_one_line(self, body: str) -> None:
        try:
            article = read(page(f"<h1>Shut</h1>{body}"))
        except InputError as error:
            assert "story.html" in str(error)  # noqa: PT017
        else:
            assert segment(article)

    def test_brings_in_no_file_and_no_flood(self) -> None:
        doctype = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        text = read(f'<?xml version="1.0"?>{doctype}<html><body><p>&b;&x;</p>{STORY}</body></html>').text
        assert "root:" not in text
        assert "aaaaaaaaaa" not in text

    def test_runs_no_script(self) -> None:
        assert "script" not in read(PAGE).text


def test_reading_a_page_asks_for_no_host(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *host, **_: asked.append(host))
    assert read(PAGE).text == TEXT  # sockets raise in this test
    assert asked == []


def test_without_the_extra_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'claimcheck-llm\[html\]'"):
        read(PAGE)


def test_nothing_loads_trafilatura_before_there_is_a_page() -> None:
    code = "import sys, claimcheck.cli, claimcheck.formats.articles; sys.exit('trafilatura' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
