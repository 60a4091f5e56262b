"""Charset: a web page's bytes as characters, by the rules that browsers follow.

In this order: a byte order mark, the `Content-Type` header, the page's own `<meta>`, UTF-8 where the bytes are
valid as that, else Windows-1252. A page that says UTF-8 and mostly is something else counts as one that says nothing: a
browser would show it spoiled. A label means the encoding that the WHATWG Encoding Standard gives it: "iso-8859-1"
is Windows-1252, "gb2312" is GB 18030. A label that is none of its is passed over.
"""

from __future__ import annotations

import codecs
import re

_HEAD = 4_096
"""Where a page's own label is looked for, in bytes. The standard says 1,024; pages do not keep to it."""

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_META = re.compile(
    rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)


_WIDE = re.compile(r"[^\x00-\x7f\ufffd]+")


def decode_page(data: bytes, *, charset: str | None = None) -> str:
    """A page's characters; U+FFFD where its bytes are not what they are said to be.

    Args:
        data: the page.
        charset: what its sender's header says.
    """
    for mark, codec in _MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, errors="replace")
    declared = codec_for(charset) or _own_codec(data)
    if declared is not None and declared != "utf-8":
        return data.decode(declared, errors="replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        html = data.decode(errors="replace")
        is_utf8 = declared and html.count("\ufffd") < sum(map(len, _WIDE.findall(html)))
        return html if is_utf8 else data.decode("cp1252", errors="replace")


def codec_for(label: str | None) -> str | None:
    """Python's name of the encoding that a label stands for; None for a label that stands for none."""
    return _CODECS.get(label.strip(" \t\"'").lower()) if label else None


def _own_codec(data: bytes) -> str | None:
    found = _META.search(data, 0, _HEAD)
    codec = codec_for((found[1] or found[2]).decode("ascii", errors="replace")) if found else None
    return "utf-8" if codec and codec.startswith("utf-16") else codec  # or the label could not have been read


def _labels(codec: str, labels: str) -> dict[str, str]:
    return dict.fromkeys(labels.split(), codec)


_CODECS = {
    **_labels("utf-8", "utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8"),
    **_labels("utf-16-le", "utf-16 utf-16le ucs-2 unicode csunicode"),
    **_labels("utf-16-be", "utf-16be unicodefffe"),
    **_labels("cp1252", "windows-1252 cp1252 x-cp1252 ascii us-ascii"),
    **_labels("cp1252", "iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1"),
    **_labels("cp1250", "windows-1250 cp1250 x-cp1250"),
    **_labels("cp1251", "windows-1251 cp1251 x-cp1251"),
    **_labels("cp1253", "windows-1253 cp1253 x-cp1253"),
    **_labels("cp1254", "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 latin5 l5"),
    **_labels("cp1255", "windows-1255 cp1255 x-cp1255"),
    **_labels("cp1256", "windows-1256 cp1256 x-cp1256"),
    **_labels("cp1257", "windows-1257 cp1257 x-cp1257"),
    **_labels("cp1258", "windows-1258 cp1258 x-cp1258"),
    **_labels("cp874", "windows-874 tis-620 iso-8859-11 iso8859-11 dos-874"),
    **_labels("iso8859-2", "iso-8859-2 iso8859-2 iso_8859-2 latin2 l2"),
    **_labels("iso8859-3", "iso-8859-3 iso8859-3 latin3 l3"),
    **_labels("iso8859-4", "iso-8859-4 iso8859-4 latin4 l4"),
    **_labels("iso8859-5", "iso-8859-5 iso8859-5 cyrillic"),
    **_labels("iso8859-6", "iso-8859-6 iso8859-6 arabic asmo-708"),
    **_labels("iso8859-7", "iso-8859-7 iso8859-7 greek"),
    **_labels("iso8859-8", "iso-8859-8 iso8859-8 iso-8859-8-i hebrew visual logical"),
    **_labels("iso8859-10", "iso-8859-10 iso8859-10 latin6 l6"),
    **_labels("iso8859-13", "iso-8859-13 iso8859-13"),
    **_labels("iso8859-14", "iso-8859-14 iso8859-14"),
    **_labels("iso8859-15", "iso-8859-15 iso8859-15 latin-9 l9"),
    **_labels("iso8859-16", "iso-8859-16"),
    **_labels("koi8-r", "koi8-r koi koi8 koi8_r"),
    **_labels("koi8-u", "koi8-u koi8-ru"),
    **_labels("mac-roman", "macintosh mac x-mac-roman"),
    **_labels("gb18030", "gb18030 gbk gb2312 gb_2312-80 chinese x-gbk"),
    **_labels("big5hkscs", "big5 big5-hkscs cn-big5 x-x-big5"),
    **_labels("cp932", "shift_jis shift-jis sjis x-sjis windows-31j ms_kanji"),
    **_labels("euc_jp", "euc-jp x-euc-jp"),
    **_labels("iso2022_jp", "iso-2022-jp"),
    **_labels("cp949", "euc-kr ks_c_5601-1987 ksc5601 korean windows-949"),
}
