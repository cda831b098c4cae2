"""What the page needs to redraw itself for another base or another two sources, as inert JSON.

The browser draws and decides nothing: rows, states and marks are worked out here for every base. Whole
sentences are not repeated, since the page has them in its full texts. ``data.js`` reads it; in short::

    {"base": "A", "letters": ["A", …], "langs": ["en", …], "lengths": [[65, …], …], "cut": [0, 1, …],
     "findings": [[anchor, severity], …],
     "pieces": ["<ins class=…", …], "strings": ["", "reworded", "said <0>Thursday<1>", …],
     "pairs": [[a, b, rows, omitted, added, truncated, truncated in a, repeated in a, repeated in b], …],
     "views": {"B": {"shares": [66, null, …], "traces": ["s.r…", …], "map": ["f.sso…", …], "blocks": […]}}}

Sources are places in ``letters``, units their numbers, texts places in ``strings``, in which ``<0>`` stands
for the first of the ``pieces`` and ``<7-40>`` for that stretch of the sentence as the page shows it. The
codes of states are in ``_CODES``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from variance.model import Alignment, Pair
from variance.render.html_cells import CellView
from variance.render.html_head import measure_shares
from variance.render.html_map import code_map
from variance.render.html_pairs import mark_sides
from variance.render.html_rows import Block, list_blocks
from variance.render.html_story import Story
from variance.render.html_text import Html, mark_added, mark_removed
from variance.render.rows import CellState
from variance.vocabulary import AlignmentKind, Severity

# A view of every base is kept for up to this many sources: their number grows with its cube, and above
# twelve sources a comparison does not hold the pairs that another base needs.
MOST_BASES = 12

_CODES = {
    CellState.BASE: "b",
    CellState.SAME: "s",
    CellState.STYLE: "y",
    CellState.REWORDED: "r",
    CellState.PARAPHRASE: "p",
    CellState.PARTIAL: "q",
    CellState.ELSEWHERE: "e",
    CellState.MISSING: "m",
    CellState.CUT_OFF: "c",
    CellState.NOT_COMPARED: "n",
    CellState.ONLY: "o",
    CellState.REPEAT: "t",
}
_KINDS = list(AlignmentKind)


_TAGS = re.compile("(<[^>]*>)")
# A shorter stretch is as short as its offsets.
_LEAST_STRETCH = 10
_MARKED = [Severity.SUBSTANCE, Severity.ATTRIBUTION, Severity.WORDING]
# What the marks begin and end with, shortened in the data: no article can write these, its < is escaped.
_PIECES = [
    *(mark_added("", severity).removesuffix("</ins>") for severity in _MARKED),
    *(mark_removed("", severity).removesuffix("</del>") for severity in _MARKED),
    "</ins>",
    "</del>",
    '<span class="sty" title="',
    "</span>",
]


def dump_data(story: Story) -> Html:
    """The data as JSON that can stand in a script element; empty where there is nothing to choose."""
    if len(story.columns) < 2 or not story.comparison.pairs:
        return Html("")
    pool = _Pool()
    comparison = story.comparison
    count = len(comparison.sources)
    data: dict[str, Any] = {
        "base": story.letters[story.base],
        "letters": list(story.letters.values()),
        "langs": [source.language for source in comparison.sources],
        "lengths": [[len(unit.text) for unit in source.told_units] for source in comparison.sources],
        "cut": [int(source.truncated_at is not None) for source in comparison.sources],
        "findings": [[story.name_finding(one), one.finding.severity] for one in story.first],
        "pairs": [_dump_pair(story, pair, pool) for pair in comparison.pairs],
        "views": {},
        "pieces": _PIECES,
        "strings": pool.strings,
    }
    if count <= MOST_BASES and len(comparison.pairs) == count * (count - 1) // 2:
        data["views"] = {
            story.letters[source.id]: _dump_view(story.see_from(source.id), pool) for source in story.others
        }
        data["views"][story.letters[story.base]] = {
            "shares": list(measure_shares(story).values()),
            "traces": _code_traces(story),
        }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Nothing may end the script element or begin a comment in it.
    return Html(text.replace("</", "<\\/").replace("<!", "\\u003c!"))


class _Pool:
    """Texts that travel once; the first is the empty one."""

    def __init__(self) -> None:
        self.strings = [""]
        self._places = {"": 0}
        self._known: dict[tuple[str, str], int] = {}

    def place(self, text: str, words: str = "") -> int:
        """The place of a text; what it shares with the words of its sentence is said by offsets."""
        if (text, words) not in self._known:
            self._known[text, words] = self._place_short(_shorten_text(text, words))
        return self._known[text, words]

    def _place_short(self, text: str) -> int:
        if text not in self._places:
            self._places[text] = len(self.strings)
            self.strings.append(text)
        return self._places[text]


def _shorten_text(text: str, words: str) -> str:
    """The text with its marks as numbers and its longer stretches as offsets in the words."""
    if "<" in text:
        for number, piece in enumerate(_PIECES):
            text = text.replace(piece, f"<{number}>")
    return _point_at_words(text, words) if words else text


def _point_at_words(text: str, words: str) -> str:
    """The text with its longer bare stretches given as offsets in the words, as far as they stand there."""
    # Offsets are counted otherwise in the browser beyond the first plane, and named characters are elements.
    if "⟨" in words or max(words) > "\uffff":
        return text
    parts = []
    reached = 0
    for part in _TAGS.split(text):
        at = words.find(part, reached) if len(part) >= _LEAST_STRETCH and "&" not in part else -1
        if at >= 0:
            reached = at + len(part)
            part = f"<{at}-{reached}>"
        parts.append(part)
    return "".join(parts)


def _dump_pair(story: Story, pair: Pair, pool: _Pool) -> list[Any]:
    return [
        story.places[pair.a],
        story.places[pair.b],
        [_dump_alignment(story, pair, row, pool) for row in pair.alignments],
        pair.omitted,
        pair.added,
        pair.truncated,
        pair.truncated_b,
        pair.repeated.a,
        pair.repeated.b,
    ]


def _dump_alignment(story: Story, pair: Pair, row: Alignment, pool: _Pool) -> list[Any]:
    """``[units of a, units of b, kind, moved, marked a, marked b]``, without what is nothing at the end.

    Marked is a unit, its text, a unit, its text and so on.
    """
    sides = [
        [
            value
            for unit, html in marked.items()
            for value in (unit, pool.place(html, story.show_words(source, unit)))
        ]
        for source, marked in zip((pair.a, pair.b), mark_sides(story, pair, row), strict=True)
    ]
    dumped = [row.a, row.b, _KINDS.index(row.kind), int(row.moved), *sides]
    while not dumped[-1]:
        dumped.pop()
    return dumped


def _dump_view(story: Story, pool: _Pool) -> dict[str, Any]:
    """The report seen from another base."""
    return {
        "shares": list(measure_shares(story).values()),
        "traces": _code_traces(story),
        "map": code_map(story),
        "blocks": [_dump_block(story, block, pool) for block in list_blocks(story)],
    }


def _code_traces(story: Story) -> list[str]:
    """A line a source, in it a letter a unit; a capital where it has moved."""
    return [
        "".join(
            _CODES[trace.state].upper() if trace.is_moved else _CODES[trace.state]
            for trace in story.traces[source]
        )
        for source in story.letters
    ]


def _dump_block(story: Story, block: Block, pool: _Pool) -> list[Any]:
    if block.name != "row":
        items = [[number, *units] for number, units in block.items]
        tellers = [story.places[one] for one in block.tellers or (block.source,)]
        return [block.name, block.number, block.last, tellers, items]
    return [
        pool.place(block.severities),
        block.number,
        pool.place(block.kinds),
        [one.number for one in block.refs],
        [_dump_cell(story, cell, pool) for cell in block.cells],
    ]


def _dump_cell(story: Story, cell: CellView, pool: _Pool) -> list[Any]:
    """``[state, tag, text, source, units, source, units …]``.

    Text is -1 for the units as they are, below that the unit whose first words are shown (-2 for unit 0).
    """
    if cell.is_whole:
        text = -1
    elif cell.brief is not None:
        text = -2 - cell.brief
    else:
        source, units = cell.holders[0]
        text = pool.place(cell.text, " ".join(story.show_words(source, unit) for unit in units))
    holders = [value for source, units in cell.holders for value in _dump_holder(story, source, units)]
    return [_CODES[cell.state], pool.place(cell.tag), text, *holders]


def _dump_holder(story: Story, source: str, units: Sequence[int]) -> tuple[Any, ...]:
    return story.places[source], units
