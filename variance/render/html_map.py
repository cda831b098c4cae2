"""The statements as a picture: where the sources agree, what only one tells, where the findings stand."""

from __future__ import annotations

from collections.abc import Sequence

from variance.render.html_rows import find_refs
from variance.render.html_story import Story
from variance.render.html_text import Html
from variance.render.rows import CellState, Row

# Units of the drawing; the page stretches it to its width. ``strips.js`` draws the same for another base.
_COLUMN = 10
_ROW = 13
_GAP = 2
_TOP = 8

# Code → class. What is not among them is left blank.
_CLASSES = {"s": "same", "r": "reworded", "p": "partly", "e": "elsewhere", "c": "cut_off", "o": "only"}
_CODES = {
    CellState.BASE: "s",
    CellState.SAME: "s",
    CellState.STYLE: "s",
    CellState.REWORDED: "r",
    CellState.PARAPHRASE: "p",
    CellState.PARTIAL: "p",
    CellState.ELSEWHERE: "e",
    CellState.CUT_OFF: "c",
}


def code_map(story: Story) -> list[str]:
    """The map in letters, one a statement: first where findings stand (``f``), then a line a source."""
    found = "".join("f" if find_refs(story, row) else "." for row in story.rows)
    return [found, *("".join(_code_cell(row, source) for row in story.rows) for source in story.letters)]


def _code_cell(row: Row, source: str) -> str:
    if row.is_only and source == row.reference:
        return "o"
    return _CODES.get(row.cells[source].state, ".")


def draw_map(codes: Sequence[str]) -> Html:
    """The map: a column a statement, a row a source, ticks above for findings."""
    found, *lines = codes
    width = _COLUMN * len(found)
    paths: dict[str, list[str]] = {"f": [_draw_box(x, 1, 4) for x, code in enumerate(found) if code == "f"]}
    for y, line in enumerate(lines):
        for x, code in enumerate(line):
            if code in _CLASSES:
                box = _draw_box(x, _TOP + y * _ROW, _ROW - 3)
                paths.setdefault(_CLASSES[code], []).append(box)
    height = _TOP + _ROW * len(lines)
    tracks = "".join(f"M0 {_TOP + y * _ROW}h{width}v{_ROW - 3}H0z" for y in range(len(lines)))
    drawn = "".join(f'<path class="c-{name}" d="{"".join(paths[name])}"/>' for name in sorted(paths))
    label = (
        f"Map of the {len(found)} statements: a column a statement, a row a source; ticks above mark findings"
    )
    return Html(
        f'<svg class="map" viewBox="0 0 {width} {height}" height="{height}" preserveAspectRatio="none" '
        f'role="img" aria-label="{label}" data-rows="{len(found)}">'
        f'<path class="c-track" d="{tracks}"/>{drawn}</svg>'
    )


def _draw_box(x: int, top: int, height: int) -> str:
    return f"M{x * _COLUMN} {top}h{_COLUMN - _GAP}v{height}h{_GAP - _COLUMN}z"
