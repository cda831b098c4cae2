"""The cells of the statements table: each source's telling marked against the one the row is shown by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from variance.frozen import NamedTuple
from variance.model import Alignment, Change, Unit
from variance.render.html_story import Story, show_dateline
from variance.render.html_text import (
    Html,
    escape_text,
    join_html,
    mark_style,
    place_removed,
    replace_words,
)
from variance.render.phrases import join_words
from variance.render.rows import Cell, CellState, Row
from variance.render.views import mark_unit, shorten_text, spans_of_side
from variance.vocabulary import Role, Severity

# Up to this many sources have a column each; with more, a row's distinct tellings share one, with letters.
MOST_COLUMNS = 6
# A cell where only a convention differs shows the place and this many words on each side.
STYLE_WINDOW = 3
# What is told elsewhere is named by so many characters.
_FIRST_WORDS = 48

_EQUAL = '<span class="eq" aria-hidden="true">=</span>'
# States whose text is the source's units as they are: word marks between independent sentences are noise.
_WHOLE = (CellState.BASE, CellState.PARAPHRASE, CellState.PARTIAL)
_STATE_WORDS = {
    CellState.SAME: "same words",
    CellState.STYLE: "style",
    CellState.REWORDED: "reworded",
    CellState.PARAPHRASE: "paraphrase",
    CellState.PARTIAL: "in part",
    CellState.ELSEWHERE: "told elsewhere",
    CellState.MISSING: "missing",
    CellState.CUT_OFF: "cut off",
    CellState.NOT_COMPARED: "not compared",
    CellState.BASE: "",
}


class CellView(NamedTuple):
    """What a cell shows: its state in a word and its text (empty where a word says it all).

    ``holders`` has the units of each source that the cell stands for. ``is_whole`` says that the text is
    those units as they are, ``brief`` names the unit whose first words stand for what is told elsewhere.
    """

    state: CellState
    is_lead: bool
    letters: str
    holders: tuple[tuple[str, tuple[int, ...]], ...]
    tag: Html
    text: Html
    language: str
    is_whole: bool = False
    brief: int | None = None


def show_cells(story: Story, row: Row) -> tuple[CellView, ...]:
    """The cells of a row: one a source, or with many sources one for each distinct telling."""
    views: list[CellView] = []
    seen: dict[tuple[str, str], str] = {}
    for source in story.columns:
        cell = row.cells[source.id]
        if cell.state is CellState.ELSEWHERE:  # the rows that it points at have other numbers from each base
            view = _show_cell(story, row, cell)
        else:
            view = story.once(
                ("cell", row.place, row.reference, source.id), partial(_show_cell, story, row, cell)
            )
        key = (view.tag, view.text)
        if len(story.columns) <= MOST_COLUMNS and view.text and key in seen and cell.state.is_told:
            view = view._replace(tag=Html(f"as {seen[key]}"), text=Html(""), is_whole=False)
        else:
            seen.setdefault(key, view.letters)
        views.append(_add_moved(view) if cell.is_moved and cell.units else view)
    return tuple(views) if len(story.columns) <= MOST_COLUMNS else _gather_cells(views)


def _show_cell(story: Story, row: Row, cell: Cell) -> CellView:
    tag, text = _fill_cell(story, row, cell)
    return CellView(
        cell.state,
        cell.source == row.reference,
        story.letters[cell.source],
        ((cell.source, cell.units),),
        tag,
        text,
        story.sources[cell.source].language,
        is_whole=bool(text) and cell.state in _WHOLE,
        brief=cell.alignments[0].b[0] if cell.state is CellState.ELSEWHERE else None,
    )


def _gather_cells(views: Sequence[CellView]) -> tuple[CellView, ...]:
    """Cells that say the same put together, the lead first, with the letters of all who say it."""
    groups: dict[tuple[bool, CellState, str, str], list[CellView]] = {}
    order = list(CellState)
    for view in sorted(views, key=lambda one: (not one.is_lead, order.index(one.state))):
        if view.state is CellState.NOT_COMPARED:
            continue
        groups.setdefault((view.is_lead, view.state, view.tag, view.text), []).append(view)
    return tuple(
        group[0]._replace(
            letters=" ".join(one.letters for one in group),
            holders=tuple(holder for one in group for holder in one.holders),
        )
        for group in groups.values()
    )


def show_holders(story: Story, view: CellView) -> Html:
    """Who says what a cell that stands for several sources shows, and where."""
    shown = (
        f'<span class="at">{story.show_letter(one)}{story.show_place(one, units)}</span>'
        for one, units in view.holders
    )
    return join_html(shown, " ")


def _add_moved(view: CellView) -> CellView:
    moved = '<span class="moved"><span aria-hidden="true">⇅</span> moved</span>'
    return view._replace(tag=Html(f"{view.tag} {moved}"))


def _fill_cell(story: Story, row: Row, cell: Cell) -> tuple[Html, Html]:
    """A cell's state in words, and its text."""
    tag = Html(_STATE_WORDS[cell.state])
    if cell.state is CellState.ELSEWHERE:
        return _point_elsewhere(story, cell)
    if not cell.units:
        return tag, Html("")
    if cell.state is CellState.SAME and cell.against == row.reference:
        return Html(f"{_EQUAL} same words"), Html("")
    if cell.against and cell.against != row.reference:
        tag = Html(f"{tag}, by way of {story.letters[cell.against]}")
    if cell.state in (CellState.REWORDED, CellState.STYLE, CellState.SAME):
        marked = _mark_copied(story, cell)
        return (tag, marked) if marked else (Html(f"{_EQUAL} same words, other punctuation"), marked)
    return tag, show_units(story, cell.source, cell.units)


def _point_elsewhere(story: Story, cell: Cell) -> tuple[Html, Html]:
    """A link to the rows where a source tells it, and its first words."""
    links = join_words([f'<a href="#row-{number}">{number}</a>' for number in cell.see]) if cell.see else ""
    unit = story.sources[cell.source].units[cell.alignments[0].b[0]]
    words = escape_text(shorten_text(unit.text, _FIRST_WORDS))
    return Html(f"told at {links}" if links else "told elsewhere"), Html(f"<i>{words}</i>")


def show_units(story: Story, source: str, units: Sequence[int]) -> Html:
    """Whole sentences with the evidence of findings; a gap between units that are no neighbours."""
    parts: list[str] = []
    for place, unit in enumerate(units):
        if place:
            parts.append(' <span class="el">[…]</span> ' if units[place - 1] + 1 != unit else " ")
        parts.append(story.show_unit(source, unit))
    return join_html(parts)


def _mark_copied(story: Story, cell: Cell) -> Html:
    """Sentences copied from the reference's with what each adds and lacks; style is cut to its places."""
    source = story.sources[cell.source]
    letter = story.letters[cell.against or story.base]
    parts: list[Html] = []
    for number in cell.units:
        unit = source.units[number]
        if cell.state is CellState.STYLE and unit.role is Role.SENTENCE:
            spans = _list_spans(unit, cell.alignments)
            windows = _cut_windows(unit, spans)
            parts.extend(_mark_changes(unit, spans, letter, start, end) for start, end in windows)
        else:
            whole = mark_whole(story, cell.source, unit, cell.alignments, letter)
            parts.append(Html(f"{story.show_role(unit)}{whole or show_dateline(unit)}"))
    return join_html(parts, " ")


def mark_whole(story: Story, source: str, unit: Unit, rows: Sequence[Alignment], letter: str) -> Html:
    """A unit of side b of some alignments with all its changes; empty where it has none to mark.

    The source of side a has that letter.
    """

    def mark() -> Html:
        spans = _list_spans(unit, rows)
        return _mark_changes(unit, spans, letter, unit.start, unit.end) if spans else Html("")

    # Alignments are told apart by what they are, not by what they hold: they stay as long as the story.
    return story.once(("marks", source, unit.id, *map(id, rows)), mark)


def _list_spans(unit: Unit, rows: Sequence[Alignment]) -> list[tuple[int, int, Change]]:
    """The stretches of a unit of side b that are marked; what is only typography is not."""
    spans = [span for row in rows for span in spans_of_side(row, unit.id, "b")]
    return [span for span in spans if span[2].severity is not Severity.TYPOGRAPHY]


def _cut_windows(unit: Unit, spans: Sequence[tuple[int, int, Change]]) -> list[tuple[int, int]]:
    """The places that differ with a few words on each side, near ones together, as offsets in the source."""
    windows: list[tuple[int, int]] = []
    for start, end, _ in sorted(spans, key=lambda span: span[:2]):
        before = unit.text[: start - unit.start].split(" ")[-STYLE_WINDOW - 1 :]
        after = unit.text[end - unit.start :].split(" ")[: STYLE_WINDOW + 1]
        left = start - len(" ".join(before))
        right = min(unit.end, end + len(" ".join(after)))
        if windows and left <= windows[-1][1] + 1:
            windows[-1] = windows[-1][0], max(right, windows[-1][1])
        else:
            windows.append((left, right))
    return windows


def _mark_changes(
    unit: Unit, spans: Sequence[tuple[int, int, Change]], letter: str, start: int, end: int
) -> Html:
    """A stretch of a unit with its changes against side a marked in place."""
    parts: list[str] = [] if start == unit.start else ['<span class="el">…</span> ']
    shown: set[int] = set()
    for segment in mark_unit(unit, spans):
        left, right = max(segment.start, start), min(segment.end, end)
        if left < right or (left == right and segment.is_insert):
            text = segment.text[left - segment.start : right - segment.start]
            marked = _mark_stretch(text, segment.marks, letter, shown)
            if segment.is_insert and marked:
                offset = segment.start - unit.start
                marked = place_removed(marked, unit.text[:offset], unit.text[offset:])
            parts.append(marked)
    if end < unit.end:
        parts.append(' <span class="el">…</span>')
    return join_html(parts)


def _mark_stretch(text: str, changes: Sequence[Change], letter: str, shown: set[int]) -> Html:
    """One stretch of a unit; a change that spans several is struck once, at its first."""
    if not changes:
        return escape_text(text)
    change = min(changes, key=lambda one: (one.severity.rank, one.a.start)) if changes[1:] else changes[0]
    is_first = id(change) not in shown
    shown.add(id(change))
    if change.severity is Severity.STYLE:
        return mark_style(text, change.kind, letter, change.a.text) if text else Html("")
    old = change.a.text if is_first else ""
    return replace_words(old, text, change.severity) if old or text else Html("")
