"""The block of ``key: value`` lines between two rules at the very top of a file."""

from __future__ import annotations

from variance.frozen import NamedTuple
from variance.model import Metadata
from variance.read.lines import split_lines
from variance.text.patterns import LatePattern

_OPENING = LatePattern(r"---[ \t]*$")
_CLOSING = LatePattern(r"(?:---|\.\.\.)[ \t]*$")
_PAIR = LatePattern(r"(?P<key>[A-Za-z][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_CONTINUATION = LatePattern(r"[ \t]+\S|-[ \t]+\S|#|[ \t]*$")
_ITEM = LatePattern(r"[ \t]*-[ \t]+(?P<value>\S.*)$")
# The names under which sites, archives and static site generators give the fields of Metadata,
# the most usual first.
_FIELDS = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "publication", "publisher", "site_name", "site", "source"),
    "author": ("author", "authors", "byline", "creator"),
    "date": ("date", "published", "date_published", "pubdate", "published_at", "publish_date"),
    "url": ("url", "link", "canonical", "canonical_url", "original_url", "source_url", "source"),
}


class FrontMatter(NamedTuple):
    """Front matter at ``text[start:end]``, its rules included, and what it says."""

    start: int
    end: int
    metadata: Metadata


def find_front_matter(text: str) -> FrontMatter | None:
    """The front matter of a text, None where there is none.

    A rule at the top is front matter only if another closes it and every line between is a pair, a
    continuation or a comment, with one pair at least: a Markdown file may open with a thematic break.
    """
    if not text.startswith("---"):
        return None
    lines = split_lines(text)
    if not _OPENING.match(text, *lines[0]):
        return None
    values: dict[str, list[str]] = {}
    key = ""
    for start, end in lines[1:]:
        if _CLOSING.match(text, start, end):
            return FrontMatter(0, start + 3, _make_metadata(values)) if values else None
        if pair := _PAIR.match(text, start, end):
            key = pair["key"].casefold().replace("-", "_").replace(" ", "_")
            values.setdefault(key, []).extend(_read_values(pair["value"] or ""))
        elif not _CONTINUATION.match(text, start, end):
            return None
        elif key and (item := _ITEM.match(text, start, end)):
            values[key].extend(_read_values(item["value"]))
    return None


def _read_values(raw: str) -> list[str]:
    """The values of one line: a scalar, or the items of a list in brackets; empty ones are left out."""
    raw = raw.strip()
    is_list = raw.startswith("[") and raw.endswith("]")
    items = raw[1:-1].split(",") if is_list else [raw]
    return [value for item in items if (value := _unquote(item.strip()))]


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return "" if value in ("null", "~", "|", ">", ">-", "|-") else value


def _make_metadata(values: dict[str, list[str]]) -> Metadata:
    fields: dict[str, str] = {}
    for field, names in _FIELDS.items():
        for name in names:
            found = ", ".join(values.get(name, ()))
            # "source" names an outlet or gives an address; it is told from its look.
            is_address = found.startswith(("http://", "https://"))
            if found and (name != "source" or is_address == (field == "url")):
                fields[field] = found
                break
    return Metadata(**fields)
