"""The encoding that a page names in a meta element."""

from __future__ import annotations

import re

from variance.text.wordlists import map_words

# A browser looks for it in as many bytes.
_LOOKED_AT = 1024
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_CHARSET = re.compile(rb"""<meta[\s/][^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]{1,40})""", re.IGNORECASE)
# What the encoding standard takes the names for (https://encoding.spec.whatwg.org/#names-and-labels), as far
# as pages still use them: codec, then names. No other codec is called by a page's word.
_CODECS = map_words(
    """
    windows-1252 windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 latin1 l1 ascii us-ascii
    windows-1250 windows-1250 cp1250 x-cp1250
    windows-1251 windows-1251 cp1251 x-cp1251
    windows-1253 windows-1253 cp1253
    windows-1254 windows-1254 cp1254 iso-8859-9 latin5
    windows-1255 windows-1255 cp1255
    windows-1256 windows-1256 cp1256
    windows-1257 windows-1257 cp1257
    windows-1258 windows-1258 cp1258
    iso-8859-2 iso-8859-2 iso8859-2 latin2
    iso-8859-5 iso-8859-5 iso8859-5
    iso-8859-7 iso-8859-7 iso8859-7
    iso-8859-15 iso-8859-15 iso8859-15 latin9
    koi8-r koi8-r koi8
    koi8-u koi8-u
    mac-roman macintosh x-mac-roman
    gb18030 gb18030 gbk gb2312 x-gbk
    big5hkscs big5 big5-hkscs
    euc_jp euc-jp
    iso2022_jp iso-2022-jp
    cp932 shift_jis shift-jis sjis windows-31j x-sjis
    cp949 euc-kr ks_c_5601-1987 korean
    """
)


def find_encoding(data: bytes) -> str:
    """The codec for the encoding that a page names; UTF-8 where it names none, or one that no page can have.

    A meta element that could be read as ASCII is not in UTF-16, whatever it says.
    """
    head = _COMMENT.sub(b"", data[:_LOOKED_AT])
    match = _CHARSET.search(head)
    name = "" if match is None else match[1].decode("ascii", "replace").casefold()
    return _CODECS.get(name, "utf-8")
