"""What the rules of roles look at: the blocks of a document as lines, and where the story's body lies."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from variance.frozen import NamedTuple
from variance.read.boilerplate import MAX_CHARS, find_furniture
from variance.read.document import Block, BlockKind
from variance.text.patterns import LatePattern
from variance.vocabulary import Role

# A block of at least so many words is running text even without a stop: a paragraph that breaks off.
# The longest headlines of the news sites looked at have about 20 words.
_RUNNING_WORDS = 25
# "Call it Cheney versus Cheney." is a paragraph; "Enough is enough." may be a heading as well.
_MIN_RUNNING_WORDS = 4
# Rules look at no more of a block than this; furniture, headings and captions are shorter.
_SHOWN_CHARS = MAX_CHARS + 1

_STOPS, _FULL_STOPS = frozenset(".!?…"), frozenset(".…")
# What may stand behind a stop: a few closing marks.
_CLOSERS = "\"'”’»)]*_†"
_MOST_CLOSERS = 6
# The same with all closing and all opening marks as brackets, since far characters take long to compile.
_BRACKETED = str.maketrans("…”’»“‘«", ".)))(((")
_INNER_STOP = LatePattern(r"[.!?][\"')\]]{0,3}\s+[\"'(\[]?[^\W\d_a-z]")
_LINK = LatePattern(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_EMPHASISED = LatePattern(r"(\*{1,3}|_{1,3})[^*_\s](?:[^*_]*[^*_\s])?\1")
_NOT_WORD = re.compile(r"[\W_]+")


class Line(NamedTuple):
    """A block as the rules see it: its text in one line without markup."""

    text: str
    words: int
    kind: BlockKind
    is_emphasised: bool

    @property
    def key(self) -> str:
        """The text without its typography."""
        return make_key(self.text)

    @property
    def has_stop(self) -> bool:
        """Whether it ends as a sentence does: in a stop, question or exclamation mark, or an ellipsis."""
        return self._find_last_mark() in _STOPS

    @property
    def has_full_stop(self) -> bool:
        """Whether it ends in a full stop or an ellipsis, not in a question or exclamation mark."""
        return self._find_last_mark() in _FULL_STOPS

    def _find_last_mark(self) -> str:
        """The last character before the closing marks, empty where there are too many of these."""
        core = self.text.rstrip(_CLOSERS)
        return core[-1:] if len(self.text) - len(core) <= _MOST_CLOSERS else ""

    @property
    def is_one_sentence(self) -> bool:
        """Whether no stop inside it is followed by a capital."""
        return _INNER_STOP.search(self.text.translate(_BRACKETED)) is None

    @property
    def is_running(self) -> bool:
        """Whether it looks like running text rather than like a heading or a label."""
        if self.kind in (BlockKind.HEADING, BlockKind.CAPTION):
            return False
        return self.words >= (_MIN_RUNNING_WORDS if self.has_stop else _RUNNING_WORDS)


class Rule(NamedTuple):
    """A named rule that gives a line a role, with an example of such a line."""

    name: str
    role: Role
    example: str
    applies: Callable[[Layout, int], bool]


class Layout:
    """The lines of a document while rules give them roles.

    ``rules[i]`` is the rule that gave line i its role, or None. ``first_body`` and ``last_body`` are the
    first and last lines of running text (``len(lines)`` and -1 where there is none), ``headline`` and
    ``standfirst`` theirs, once they are found.
    """

    def __init__(self, text: str, blocks: Sequence[Block], title: str | None) -> None:
        self.blocks = blocks
        self.lines = tuple(_make_line(text, block) for block in blocks)
        self.rules: list[Rule | None] = [None] * len(blocks)
        self.title = make_key(title) if title else None
        roles = [block.role for block in blocks]
        self.headline = roles.index(Role.HEADLINE) if Role.HEADLINE in roles else None
        self.standfirst: int | None = None
        self.first_body = len(blocks)
        self.last_body = -1
        self.has_heading_above = False
        self.links = len(blocks)
        self._seen_from: dict[int, int] = {}
        self._furniture: dict[str, str | None] = {}

    def measure_links(self) -> None:
        """Find where the page's list of other stories begins: ``links`` is the line of its heading.

        The list is the end of the page: a heading such as "Most read" with nothing behind it but lines
        that have no full stop. Their questions ("Is this the end of the cruise?") are no running text.
        """
        for index in range(len(self.lines) - 1, -1, -1):
            if self.is_free(index) and self.lines[index].has_full_stop:
                break
            if self.has_role(index, "related") and ":" not in self.lines[index].text.rstrip(": "):
                self.links = index

    def measure_body(self) -> None:
        """Find the first and the last line of running text among those without a role."""
        told = range(min(self.links, len(self.lines)))
        running = [i for i in told if self.is_free(i) and self.lines[i].is_running]
        self.first_body, self.last_body = (running[0], running[-1]) if running else (len(self.lines), -1)
        above = self.lines[: self.first_body + 1]
        self.has_heading_above = any(line.kind is BlockKind.HEADING for line in above)

    def is_free(self, index: int) -> bool:
        """Whether a line may still be given a role."""
        return self.rules[index] is None and self.blocks[index].role is Role.SENTENCE

    def find_free(self, start: int) -> int:
        """The first line from ``start`` on that has no role yet, ``len(lines)`` if all have one.

        A role is never taken back, so that each search goes on where the last from there ended.
        """
        index = self._seen_from.get(start, start)
        while index < len(self.lines) and not self.is_free(index):
            index += 1
        self._seen_from[start] = index
        return index

    def is_heading(self, index: int) -> bool:
        """Whether the format itself says that a line is a heading."""
        return self.lines[index].kind is BlockKind.HEADING

    def is_above(self, index: int) -> bool:
        """Whether a line stands above the story's body."""
        return index < self.first_body

    def is_below(self, index: int) -> bool:
        """Whether a line stands below the story's body."""
        return index > self.last_body >= 0

    def has_role(self, index: int, name: str) -> bool:
        """Whether a line was given its role by the rule of that name."""
        rule = self.rules[index] if 0 <= index < len(self.rules) else None
        return rule is not None and rule.name == name

    def find_furniture(self, index: int) -> str | None:
        """The kind of furniture that a line is by its words alone, None for none."""
        text = self.lines[index].text
        if text not in self._furniture:
            self._furniture[text] = find_furniture(text)
        return self._furniture[text]


# Few lines are asked for it, those many times; bounded for corpora.
@lru_cache(maxsize=1 << 12)
def make_key(text: str) -> str:
    """A text's words in small letters, so that two lines are compared without their typography."""
    return _NOT_WORD.sub(" ", text).strip().casefold()


def _make_line(text: str, block: Block) -> Line:
    raw = text[block.start : block.end]
    words = raw.split()
    shown = " ".join(words)[:_SHOWN_CHARS]
    is_emphasised = shown.startswith(("*", "_")) and _EMPHASISED.fullmatch(shown) is not None
    if "](" in shown:
        shown = _LINK.sub(r"\1", shown)
    shown = shown.strip("*_")
    return Line(shown, len(words), block.kind, is_emphasised)
