"""The statements as a picture: where the sources agree, what only one tells, where the findings stand."""

from __future__ import annotations

from variance.render.html_rows import find_refs, index_refs
from variance.render.html_story import Story
from variance.render.html_text import Html, escape_attribute
from variance.render.rows import CellState, Row

_MAP_ROW = 13
_MAP_WIDTH = 1000


def draw_map(story: Story) -> Html:
    """The statements as a picture: a column a statement, a row a source, ticks above for findings."""
    refs = index_refs(story)
    width = _MAP_WIDTH / max(1, len(story.rows))
    boxes: dict[str, list[str]] = {}
    for x, row in enumerate(story.rows):
        if find_refs(row, refs):
            boxes.setdefault("f", []).append(f"M{x * width:.1f} 1h{width - 1.4:.1f}v4h-{width - 1.4:.1f}z")
        for y, source in enumerate(story.letters):
            state = _name_map_state(row, source)
            if state:
                top = 8 + y * _MAP_ROW
                path = f"M{x * width:.1f} {top}h{width - 1.4:.1f}v{_MAP_ROW - 3}h-{width - 1.4:.1f}z"
                boxes.setdefault(state, []).append(path)
    height = 8 + _MAP_ROW * len(story.letters)
    tracks = "".join(
        f'<path class="c-track" d="M0 {8 + y * _MAP_ROW}h{_MAP_WIDTH}v{_MAP_ROW - 3}H0z"/>'
        for y in range(len(story.letters))
    )
    paths = "".join(f'<path class="c-{state}" d="{"".join(boxes[state])}"/>' for state in sorted(boxes))
    label = escape_attribute(
        f"Map of the {len(story.rows)} statements: a column a statement, a row a source; "
        "ticks above mark findings"
    )
    return Html(
        f'<svg class="map" viewBox="0 0 {_MAP_WIDTH} {height}" height="{height}" preserveAspectRatio="none" '
        f'role="img" aria-label="{label}" data-rows="{len(story.rows)}">{tracks}{paths}</svg>'
    )


def _name_map_state(row: Row, source: str) -> str:
    state = row.cells[source].state
    if row.is_only and source == row.reference:
        return "only"
    if state in (CellState.BASE, CellState.SAME, CellState.STYLE):
        return "same"
    if state in (CellState.PARAPHRASE, CellState.PARTIAL):
        return "partly"
    if state in (CellState.REWORDED, CellState.ELSEWHERE, CellState.CUT_OFF):
        return state.value
    return ""
