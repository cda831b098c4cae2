"""The blocks of a page: where the elements that stand on lines of their own begin and end, and what they are.

No tree is built. Each open element remembers what held before it, so that closing it, however deep, is one
step; end tags that are left out are supplied as the HTML standard does, as far as it decides where a block
ends and what it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from variance.frozen import NamedTuple
from variance.read.document import BlockKind
from variance.read.html_elements import (
    AROUND_PARAGRAPHS,
    BLOCK_ELEMENTS,
    CLOSED,
    CLOSES,
    FURNITURE,
    FURNITURE_ROLES,
    HEADINGS,
    HIDDEN,
    KINDS,
    PAGE_TITLE,
    PREFORMATTED,
    SKIPPED,
    VOID,
    Context,
    HtmlBlock,
)
from variance.read.html_scan import HtmlToken, TokenKind, decode_entities, read_attributes
from variance.read.html_writer import WHITE_SPACE, HtmlWriter

# A browser shows these whatever they hold; a page that hides them shows them by a script.
_NEVER_HIDDEN = frozenset(("html", "body", "main", "article"))
_NOT_SHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")
_BLANK_LINE = re.compile(r"\n[ \t\f\r]*\n\s*")
_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SCRIPTS = {"sup": re.compile(r"[0-9+−-]+|n"), "sub": re.compile(r"[0-9+−-]+")}
# The mark of a note is a link inside the page: a sign, or a number that is raised or in brackets.
_NOTE_SIGN = re.compile(r"[^\w\s]{1,3}|\[\w{1,8}\]")
_RAISED_NOTE = re.compile(r"\[?[\w *†‡]{1,12}\]?")
_MOST_NOTE_TOKENS = 6
# All elements that stand on lines of their own, among the places of the open ones.
_BLOCK = "*"
_QUOTES = (("“", "”"), ("‘", "’"))


class _Open(NamedTuple):
    """An open element, and what held before it."""

    name: str
    before: Context
    is_block: bool


class BlockReader:
    """Walks over a page's tokens and writes its text, block by block, to ``writer``; see ``read``."""

    def __init__(self, text: str) -> None:
        self.writer = HtmlWriter()
        self.times: list[tuple[dict[str, str], Context]] = []
        self._text = text
        self._context = Context()
        self._open: list[_Open] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        self._blocks: list[HtmlBlock] = []
        self._block_context = self._context
        self._in_link = False
        self._links = 0
        self._has_bare_words = False
        self._serial = 0
        self._parts_at_blank_lines = False

    def read(self, tokens: Sequence[HtmlToken]) -> list[HtmlBlock]:
        """The blocks, in order; what lies between them in the text that was written is white space."""
        # A text with a few tags for emphasis and none for paragraphs has them at blank lines.
        self._parts_at_blank_lines = not any(token.name in BLOCK_ELEMENTS for token in tokens)
        at = 0
        while at < len(tokens):
            token = tokens[at]
            at += 1
            if token.kind is TokenKind.TEXT:
                self._add_text(token)
            elif token.kind is TokenKind.RAW:
                self._add_content(token)
            elif token.kind is TokenKind.END:
                self._end_element(token)
            elif token.name == "a":
                at = self._start_link(tokens, at)
            else:
                self._start_element(token)
        self._close_back_to(0, len(self._text))
        self._end_block()
        return self._blocks

    # ---------------------------------------------------------------------------------------- text

    def _add_text(self, token: HtmlToken) -> None:
        context = self._context
        if context.is_skipped:
            return
        raw = self._text[token.start : token.end]
        if not raw.strip(WHITE_SPACE) and not context.is_preformatted and not self._parts_at_blank_lines:
            self.writer.add_text(self._text, token.start, token.end)
            return
        if self.writer.block_start is None:
            self._block_context = context
        self._has_bare_words |= not self._in_link and _WORD.search(raw) is not None
        if context.is_preformatted:
            self.writer.add_raw(self._text, token.start, token.end)
        elif context.script and _SCRIPTS[context.script].fullmatch(raw):
            table = _RAISED if context.script == "sup" else _LOWERED
            self.writer.add_words(raw.translate(table), token.start)
        elif self._parts_at_blank_lines:
            self._add_paragraphs(token)
        else:
            self.writer.add_text(self._text, token.start, token.end)

    def _add_paragraphs(self, token: HtmlToken) -> None:
        start = token.start
        for gap in _BLANK_LINE.finditer(self._text, token.start, token.end):
            self.writer.add_text(self._text, start, gap.start())
            self._end_block()
            self._block_context = self._context
            start = gap.end()
        self.writer.add_text(self._text, start, token.end)

    def _add_content(self, token: HtmlToken) -> None:
        """The content of a raw element: a page's title is markup, code and what a form holds are blocks."""
        if self._context.is_skipped:
            return
        if token.name in PREFORMATTED:
            self._block_context = self._context
            self.writer.add_raw(self._text, token.start, token.end, has_entities=False)
        elif token.name in ("title", "textarea"):
            rule = PAGE_TITLE if token.name == "title" else "form"
            self._end_block()
            self._block_context = self._context._replace(rule=self._context.rule or rule)
            self.writer.add_text(self._text, token.start, token.end)
            self._end_block()

    def _end_block(self) -> None:
        span = self.writer.end_block()
        if span is not None:
            links = 0 if self._has_bare_words else self._links
            self._blocks.append(HtmlBlock(*span, self._block_context, links))
        self._has_bare_words, self._links = False, int(self._in_link)

    # -------------------------------------------------------------------------------------- elements

    def _start_element(self, token: HtmlToken) -> None:
        name = token.name
        if name in ("rt", "rp"):
            self._close_nearest(*CLOSES[name], token.start)
        if self._context.is_skipped and self._passes_start(name):
            return
        if name == "br":
            self._break_line(token.start)
            return
        # A button inside a sentence is named there, not offered.
        is_inline_button = name == "button" and self._places["p"]
        is_block = name in BLOCK_ELEMENTS and not is_inline_button
        if is_block:
            self._supply_ends(name, token.start)
            self._end_block()
        if name in VOID or is_inline_button:
            return
        attributes = read_attributes(self._text, token) if token.end - token.inside > 1 else {}
        if name == "time" and "datetime" in attributes:
            self.times.append((attributes, self._context))
        context = self._enter(name, attributes)
        if name == "q" and not context.is_skipped:
            self._add_quote(0, context.quotes - 1, token.start)
        is_self_closed = name == "svg" and self._text.endswith("/>", token.start, token.end)
        if (is_block or context != self._context or name == "ruby") and not is_self_closed:
            self._push(name, context, is_block=is_block)

    def _push(self, name: str, context: Context, *, is_block: bool) -> None:
        self._places[name].append(len(self._open))
        if is_block:
            self._places[_BLOCK].append(len(self._open))
        self._open.append(_Open(name, self._context, is_block))
        self._context = context

    def _passes_start(self, name: str) -> bool:
        """Whether a start tag inside what is not read is passed over; noted if its end tag will matter."""
        holder = self._open[-1].name
        if name in BLOCK_ELEMENTS and holder not in CLOSED:
            return False
        if name in SKIPPED or name == holder:
            self._push(name, self._context, is_block=False)
        return True

    def _break_line(self, place: int) -> None:
        if self._context.is_preformatted:
            self.writer.add_words("\n", place)
        elif self.writer.break_line(place):
            self._end_block()

    def _enter(self, name: str, attributes: dict[str, str]) -> Context:
        """What holds inside an element."""
        context = self._context
        role = attributes.get("role", "")
        changes: dict[str, Any] = {}
        if name in HEADINGS:
            changes |= {"kind": BlockKind.HEADING, "level": HEADINGS[name]}
        elif name in KINDS:
            changes["kind"] = KINDS[name]
        elif name == "p" and self._is_in_cell():
            changes["kind"] = BlockKind.PARAGRAPH
        elif name in ("sup", "sub"):
            changes["script"] = name
        elif name == "q":
            changes["quotes"] = context.quotes + 1
        elif name in SKIPPED:
            changes["is_skipped"] = True
        if name in PREFORMATTED:
            changes["is_preformatted"] = True
        changes |= self._enter_section(name, role)
        rule = self._find_rule(name, role, attributes)
        if rule == HIDDEN and name not in BLOCK_ELEMENTS:
            # A few words inside a sentence, which is read as it is shown.
            changes["is_skipped"] = True
        elif rule is not None and context.rule is None:
            changes["rule"] = rule
        return context._replace(**changes) if changes else context

    def _enter_section(self, name: str, role: str) -> dict[str, Any]:
        """What a part of the page changes: the first article, the first main part, a list, a header."""
        context = self._context
        changes: dict[str, Any] = {}
        if name in ("ul", "ol", "menu"):
            changes["list_id"] = self._count()
        elif name == "article" or role == "article":
            changes["in_section"] = True
            if not context.article and context.rule is None:
                changes["article"] = self._count()
        elif name == "main" or role == "main":
            changes["in_section"] = True
            if not context.main:
                changes["main"] = self._count()
        elif name == "section":
            changes["in_section"] = True
        elif (name == "header" or role == "banner") and not context.in_section and not context.header:
            # The header of an article or a section is none: it holds the headline.
            changes["header"] = self._count()
        return changes

    def _find_rule(self, name: str, role: str, attributes: dict[str, str]) -> str | None:
        is_hidden = "hidden" in attributes or _NOT_SHOWN.search(attributes.get("style", "")) is not None
        if is_hidden and name not in _NEVER_HIDDEN:
            return HIDDEN
        if name == "footer" and self._places["blockquote"]:
            # Who is quoted.
            return None
        return FURNITURE.get(name) or FURNITURE_ROLES.get(role)

    def _is_in_cell(self) -> bool:
        cell = max(self._find_last("td"), self._find_last("th"))
        return cell > self._find_last("li")

    def _count(self) -> int:
        self._serial += 1
        return self._serial

    def _end_element(self, token: HtmlToken) -> None:
        name = token.name
        if name == "a":
            self._in_link = False
            return
        is_inside = self._context.is_skipped and self._open[-1].name in CLOSED and name not in SKIPPED
        if is_inside:
            return
        if name in BLOCK_ELEMENTS and not (name == "button" and self._places["p"]):
            if name not in ("html", "body"):
                wanted = tuple(HEADINGS) if name in HEADINGS else (name,)
                barriers = () if name == "table" else ("table",)
                self._close_nearest(wanted, barriers, token.start)
            self._end_block()
        elif self._places[name]:
            # An inline element ends inside the block in which it began.
            at = self._places[name][-1]
            if name in SKIPPED or at > self._find_last(_BLOCK):
                self._close_back_to(at, token.start)

    def _supply_ends(self, name: str, place: int) -> None:
        """Close what a start tag closes without being told."""
        if self._open and self._open[-1].name == "svg":
            self._close_back_to(len(self._open) - 1, place)
        self._close_nearest(("p",), AROUND_PARAGRAPHS, place)
        if name in CLOSES:
            self._close_nearest(*CLOSES[name], place)

    def _find_last(self, name: str) -> int:
        places = self._places.get(name)
        return places[-1] if places else -1

    def _close_nearest(self, names: Sequence[str], barriers: Sequence[str], place: int) -> None:
        """Close the innermost open element of those names, unless a barrier stands between."""
        at = max(map(self._find_last, names))
        if at >= 0 and at > max(map(self._find_last, barriers), default=-1):
            self._close_back_to(at, place)

    def _close_back_to(self, at: int, place: int) -> None:
        while len(self._open) > at:
            closed = self._open.pop()
            self._places[closed.name].pop()
            if closed.is_block:
                self._places[_BLOCK].pop()
            if closed.name == "q" and not self._context.is_skipped:
                self._add_quote(1, self._context.quotes - 1, place)
            self._context = closed.before

    def _add_quote(self, side: int, level: int, place: int) -> None:
        if self.writer.block_start is None:
            if side:
                return
            self._block_context = self._context
        if side:
            self.writer.drop_space()
        self.writer.add_words(_QUOTES[level % 2][side], place)

    # ----------------------------------------------------------------------------------------- links

    def _start_link(self, tokens: Sequence[HtmlToken], following: int) -> int:
        """Enter a link; the number of the token to go on with, which is behind it if it marks a note."""
        attributes = read_attributes(self._text, tokens[following - 1])
        target = attributes.get("href", "")
        self._in_link = bool(target)
        if target.startswith("#"):
            inside = tokens[following : following + _MOST_NOTE_TOKENS]
            end = next((n for n, one in enumerate(inside) if _is_end(one, "a")), None)
            if end is not None and self._is_note_mark(inside[:end]):
                self._in_link = False
                return following + end + 1
        self._links += self._in_link
        return following

    def _is_note_mark(self, tokens: Sequence[HtmlToken]) -> bool:
        if any(token.name in BLOCK_ELEMENTS for token in tokens):
            return False
        shown = "".join(self._text[t.start : t.end] for t in tokens if t.kind is TokenKind.TEXT)
        words = decode_entities(shown).strip()
        is_raised = self._context.script == "sup" or any(token.name == "sup" for token in tokens)
        pattern = _RAISED_NOTE if is_raised else _NOTE_SIGN
        return not words or pattern.fullmatch(words) is not None or _NOTE_SIGN.fullmatch(words) is not None


def _is_end(token: HtmlToken, name: str) -> bool:
    return token.kind is TokenKind.END and token.name == name
