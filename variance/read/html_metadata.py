"""What a page says of itself: its title, outlet, author, day and address, by meta elements and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from variance.model import Metadata
from variance.read.html_elements import Context
from variance.read.html_scan import HtmlToken, TokenKind, decode_entities, read_attributes

# Under these names pages give the fields of Metadata, the most telling first. A name with "ld:" is one of
# JSON-LD, "title element" the page's own.
_FIELDS = {
    "title": ("og:title", "ld:headline", "twitter:title", "title element"),
    "outlet": ("og:site_name", "ld:publisher", "application-name"),
    "author": ("author", "ld:author", "article:author", "byl", "dc.creator", "parsely-author"),
    "date": (
        "article:published_time",
        "ld:datePublished",
        "datepublished",
        "date",
        "pubdate",
        "dc.date",
        "time",
    ),
    "url": ("canonical", "og:url", "ld:url"),
}
# A page's description of itself is a few thousand characters.
_LONGEST_DATA = 200_000
_LONGEST_VALUE = 1000


def read_metadata(
    text: str, tokens: Sequence[HtmlToken], times: Iterable[tuple[dict[str, str], Context]]
) -> Metadata:
    """The fields as the page gives them; of several names for one the most telling.

    ``times`` are the page's ``time`` elements, the first of which outside the furniture dates the page where
    nothing else does.
    """
    found: dict[str, str] = {}
    for name, value in (*_list_meta(text, tokens), *_list_times(times)):
        words = " ".join(value.split())[:_LONGEST_VALUE]
        # An author may be given by the address of a page on them.
        is_address = words.startswith(("http://", "https://"))
        if words and not (is_address and name in _FIELDS["author"]):
            found.setdefault(name, words)
    fields = {
        field: next((found[name] for name in names if name in found), None)
        for field, names in _FIELDS.items()
    }
    if fields["title"] is not None:
        fields["title"] = trim_title(fields["title"], fields["outlet"])
    return Metadata(**fields)


def trim_title(title: str, outlet: str | None) -> str:
    """A page's title without the outlet's name behind a mark: "Ferry sinks | Vigo Times"."""
    if outlet is not None and title.casefold().endswith(outlet.casefold()):
        rest = title[: -len(outlet)].rstrip()
        if rest.endswith(("|", "–", "—", "-", "·", ":", "•")) and rest.strip("|–—-·:• "):
            return rest.rstrip("|–—-·:• ")
    return title


def _list_meta(text: str, tokens: Sequence[HtmlToken]) -> Iterator[tuple[str, str]]:
    """Names and values in the page's order."""
    is_data = False
    for token in tokens:
        if token.kind is TokenKind.RAW and token.name == "title":
            yield "title element", decode_entities(text[token.start : token.end])
        elif token.kind is TokenKind.RAW and is_data:
            yield from _read_linked_data(text[token.start : token.end])
        if token.kind is not TokenKind.START or token.name not in ("meta", "link", "script"):
            continue
        attributes = read_attributes(text, token)
        is_data = token.name == "script" and attributes.get("type", "").lower() == "application/ld+json"
        if token.name == "meta":
            names = (attributes.get(key, "").lower() for key in ("property", "name", "itemprop"))
            name = next(filter(None, names), "")
            yield name, attributes.get("content", "")
        elif token.name == "link" and "canonical" in attributes.get("rel", "").lower().split():
            yield "canonical", attributes.get("href", "")


def _list_times(times: Iterable[tuple[dict[str, str], Context]]) -> Iterator[tuple[str, str]]:
    for attributes, context in times:
        if context.rule is None and not context.is_skipped:
            name = "datepublished" if attributes.get("itemprop") == "datePublished" else "time"
            yield name, attributes["datetime"]


def _read_linked_data(source: str) -> Iterator[tuple[str, str]]:
    """The fields of the article that JSON-LD describes; nothing where it is damaged or describes none."""
    if len(source) > _LONGEST_DATA:
        return
    try:
        data = json.loads(source)
    except (ValueError, RecursionError):
        return
    for item in _list_items(data):
        kinds = item.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if not any(isinstance(kind, str) and kind.endswith(("Article", "Posting")) for kind in kinds):
            continue
        for key in ("headline", "author", "publisher", "datePublished", "url"):
            value = ", ".join(_list_names(item.get(key)))
            if value:
                yield f"ld:{key}", value


def _list_items(data: Any) -> Iterator[Mapping[str, Any]]:
    """The things that are described at the top, in a list or in a graph."""
    if isinstance(data, dict) and isinstance(data.get("@graph"), list):
        data = data["@graph"]
    yield from (item for item in (data if isinstance(data, list) else [data]) if isinstance(item, dict))


def _list_names(value: Any) -> Iterator[str]:
    """The words of a value: a text, a thing with a name, or a list of them."""
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name
