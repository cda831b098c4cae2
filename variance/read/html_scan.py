"""HTML to tags and stretches of text with their offsets, in one pass and in linear time.

``html.parser`` of the standard library counts lines and not offsets, reads some input in quadratic time and
changes with the patch release; what is needed here is little. The rules are those of the HTML standard
(https://html.spec.whatwg.org/multipage/parsing.html#tokenization) as far as they decide what is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from html import unescape

from variance.frozen import NamedTuple

# Elements whose content is read as it stands up to their end tag; of some of them entities are decoded.
RAW_ELEMENTS = frozenset(
    ("script", "style", "iframe", "noembed", "noframes", "xmp", "title", "textarea", "plaintext")
)
# An unclosed one of these is code to the end of the file; of the others the end tag was forgotten.
_RAW_TO_THE_END = frozenset(("script", "style", "plaintext"))
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/<>]*+)(?P<rest>[^<>\"'=]*+>)?")
# What stands behind a tag's name: a quotation mark counts only where a value begins.
_TAG_REST = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?=[>=])|[^\s>"'][^\s>]*+))*+>""")
# The same where quotation marks cannot be trusted any more.
_LOOSE_REST = re.compile(r"[^<>]*+>")
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>]*+)))?"""
)
_COMMENT_END = re.compile(r"--!?>")


class TokenKind(Enum):
    """What a token is."""

    TEXT = "text"
    START = "start tag"
    END = "end tag"
    RAW = "content of a raw element"


class HtmlToken(NamedTuple):
    """A tag or a stretch of text at ``text[start:end]``; ``name`` is the element's, in small letters.

    ``inside`` is where a start tag's attributes begin.
    """

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    inside: int = 0


def scan_html(text: str, start: int = 0) -> Iterator[HtmlToken]:
    """The tags, the texts and the contents of raw elements from ``start`` on, in order.

    Comments and declarations are passed over, and a comment that is never closed runs to the end, as in a
    browser. A ``<`` that opens no tag is text. Where a quotation mark inside a tag is never closed, tags end
    at the next ``>`` from there on.
    """
    position = pending = start
    last_close = text.rfind(">")
    rest_pattern = _TAG_REST
    unclosed: set[str] = set()
    while (at := text.find("<", position)) >= 0:
        match = _TAG.match(text, at)
        if match is None:
            end = _skip_declaration(text, at, last_close)
        elif match["rest"] is not None:
            end = match.end()
        else:
            rest = rest_pattern.match(text, match.end("name"))
            if rest is None:
                # Tried once only: each try may run to the end of the text.
                rest_pattern = _LOOSE_REST
                rest = rest_pattern.match(text, match.end("name"))
            end = None if rest is None else rest.end()
        if end is None:
            position = at + 1
            continue
        if pending < at:
            yield HtmlToken(TokenKind.TEXT, pending, at)
        position = pending = end
        if match is None:
            continue
        kind = TokenKind.END if match["close"] else TokenKind.START
        token = HtmlToken(kind, at, end, match["name"].lower(), match.end("name"))
        yield token
        if kind is TokenKind.START and token.name in RAW_ELEMENTS and token.name not in unclosed:
            closing = _find_closing(text, token.name, end)
            if closing is None:
                unclosed.add(token.name)
                closing = len(text) if token.name in _RAW_TO_THE_END else end
            yield HtmlToken(TokenKind.RAW, end, closing, token.name)
            position = pending = closing
    if pending < len(text):
        yield HtmlToken(TokenKind.TEXT, pending, len(text))


def read_attributes(text: str, token: HtmlToken) -> dict[str, str]:
    """A start tag's attributes, names in small letters, entities decoded; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text, token.inside, token.end - 1):
        value = match["double"] or match["single"] or match["bare"] or ""
        found.setdefault(match["name"].lower(), decode_entities(value))
    return found


def decode_entities(text: str) -> str:
    """The text with its character references as characters; numbers that name none stay as they are."""
    return ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


# Nine digits are more than any code point has; longer ones only cost time.
ENTITY = re.compile(r"&(?:#[0-9]{1,9}+;?|#[xX][0-9a-fA-F]{1,8}+;?|[A-Za-z][A-Za-z0-9]{0,31}+;?)")


def _skip_declaration(text: str, at: int, last_close: int) -> int | None:
    """Where a comment, a declaration, an instruction or a nameless end tag ends; None for plain text."""
    if text.startswith("<!--", at):
        if text.startswith((">", "->"), at + len("<!--")):
            return text.index(">", at) + 1
        close = _COMMENT_END.search(text, at + len("<!--"))
        return len(text) if close is None else close.end()
    if text.startswith(("<!", "<?"), at):
        return text.index(">", at) + 1 if at < last_close else len(text)
    is_nameless = text.startswith("</", at) and not text[at + 2 : at + 3].isspace() and at < last_close
    return text.index(">", at) + 1 if is_nameless else None


def _find_closing(text: str, name: str, start: int) -> int | None:
    """Where the end tag of a raw element begins."""
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, start)
    return None if match is None else match.start()
