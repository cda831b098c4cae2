"""Reads a page strictly: every element closed in order, ids, links, and the text a reader sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset("meta link br hr img input area base col embed source track wbr".split())  # noqa: SIM905
# What SVG may close by itself.
SELF_CLOSING = frozenset(("path", "rect", "circle", "use"))
# A paragraph may hold none of these: the browser would close it in front of them.
BLOCKS = frozenset("p div ol ul li table section article details dl h1 h2 h3 h4 header footer".split())  # noqa: SIM905


@dataclass(frozen=True)
class Element:
    """An element as it was opened, and the names of those around it."""

    tag: str
    attributes: dict[str, str]
    around: tuple[str, ...]


@dataclass
class Page(HTMLParser):
    """The elements of a page in order, its text, and what is wrong with it."""

    html: str
    elements: list[Element] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    raw: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self.feed(self.html)
        self.close()
        self.errors += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.errors.append(f"<{tag}> has an attribute twice: {names}")
        if "p" in self._open and tag in BLOCKS:
            self.errors.append(f"<{tag}> inside a paragraph, line {self.getpos()[0]}")
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SELF_CLOSING:
            self.errors.append(f"<{tag}/> closes itself")
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.errors.append(f"</{tag}> in {self._open[-3:]}, line {self.getpos()[0]}")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("style", "script"):
            name = "data" if "type" in self.elements[-1].attributes else self._open[-1]
            self.raw[name] = self.raw.get(name, "") + data
        elif "sup" not in self._open:
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All the text of the page but footnote numbers, its white space folded."""
        return " ".join("".join(self.texts).split())

    @property
    def ids(self) -> list[str]:
        """The ids in the order of the page, doubles among them."""
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    def find(self, tag: str, **attributes: str) -> list[Element]:
        """The elements of that name with those attributes."""
        return [
            element
            for element in self.elements
            if element.tag == tag
            and all(element.attributes.get(name.rstrip("_")) == value for name, value in attributes.items())
        ]
