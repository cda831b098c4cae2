"""The statements as rows: cells marked against the base, runs of the same words folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from variance.model import Change, Role, Severity, Unit
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
from variance.render.views import RankedFinding, Segment, mark_unit, shorten_text, spans_of_side

# Up to this many sources have a column each; with more, a row's distinct tellings share one, with letters.
MOST_COLUMNS = 6
# Up to this many letters in a row are still read at one look.
MOST_LETTERS = 12
# A cell where only a convention differs shows the place and this many words on each side.
STYLE_WINDOW = 3
_FIRST_WORDS = 48

_EQUAL = '<span class="eq" aria-hidden="true">=</span>'
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


@dataclass(frozen=True, slots=True)
class CellView:
    """What a cell shows: its state in a word, its text (empty where a word says it all), who and where."""

    state: CellState
    is_lead: bool
    letters: str
    who: Html
    tag: Html
    place: Html
    text: Html
    language: str


@dataclass(frozen=True, slots=True)
class Block:
    """One row of the table: a statement, a folded run of the same, or a run that only one source tells."""

    name: str
    number: int
    last: int
    presence: str
    letters: str
    cells: tuple[CellView, ...] = ()
    refs: tuple[RankedFinding, ...] = ()
    severities: str = ""
    kinds: str = ""
    source: str = ""
    tellers: tuple[str, ...] = ()
    items: tuple[tuple[int, Html, Html], ...] = ()
    first: Html = field(default_factory=lambda: Html(""))
    lacking: str = ""


def list_blocks(story: Story) -> tuple[Block, ...]:
    """The rows of the statements table, runs gathered."""
    refs = index_refs(story)
    blocks: list[Block] = []
    run: list[Row] = []
    for row in story.rows:
        name = _sort_row(row, refs)
        if run and (name != _sort_row(run[0], refs) or row.tellers != run[0].tellers or name == "row"):
            blocks.append(_close_run(story, run, refs))
            run = []
        run.append(row)
    if run:
        blocks.append(_close_run(story, run, refs))
    return tuple(blocks)


def index_refs(story: Story) -> dict[tuple[str, int], tuple[RankedFinding, ...]]:
    """(source id, unit) → the findings to check first whose evidence stands there."""
    return {
        place: tuple({one.number: one for _, _, one in marks}.values())
        for place, marks in story.marks.items()
    }


def find_refs(row: Row, refs: dict[tuple[str, int], tuple[RankedFinding, ...]]) -> tuple[RankedFinding, ...]:
    """The findings to check first that have evidence in a row."""
    found = {
        one.number: one
        for source in row.tellers
        for unit in row.cells[source].units
        for one in refs.get((source, unit), ())
    }
    return tuple(found[number] for number in sorted(found))


def _sort_row(row: Row, refs: dict[tuple[str, int], tuple[RankedFinding, ...]]) -> str:
    """``only`` told by one source, ``same`` in the same words by all that tell it, else ``row``."""
    if (row.is_only or row.is_repeat) and len(row.tellers) == 1:
        return "repeat" if row.is_repeat else "only"
    plain = (CellState.BASE, CellState.SAME, CellState.MISSING, CellState.CUT_OFF, CellState.NOT_COMPARED)
    same = all(cell.state in plain and not cell.is_moved for cell in row.cells.values())
    return "same" if same and len(row.tellers) > 1 and not find_refs(row, refs) else "row"


def _close_run(
    story: Story, run: Sequence[Row], refs: dict[tuple[str, int], tuple[RankedFinding, ...]]
) -> Block:
    first = run[0]
    name = _sort_row(first, refs)
    letters = " ".join(letter for source, letter in story.letters.items() if source in first.tellers)
    presence = _show_presence(story, first)
    if name == "row":
        found = find_refs(first, refs)
        cells = show_cells(story, first)
        return Block(
            name,
            first.number,
            first.number,
            presence,
            letters,
            cells,
            found,
            _list_severities(first, found),
            _list_kinds(first, found),
            lacking=_list_lacking(story, first),
        )
    teller = first.reference
    items = tuple(
        (row.number, _show_units(story, row.reference, row.cells[row.reference].units), _place(story, row))
        for row in run
    )
    units = first.cells[teller].units
    words = escape_text(shorten_text(story.sources[teller].units[units[0]].text, 2 * _FIRST_WORDS))
    return Block(
        name,
        first.number,
        run[-1].number,
        presence,
        letters,
        source=teller,
        tellers=first.tellers,
        items=items,
        first=words,
    )


def _place(story: Story, row: Row) -> Html:
    return story.show_place(row.reference, row.cells[row.reference].units)


def _list_severities(row: Row, refs: Sequence[RankedFinding]) -> str:
    """The severities met in a row, for the filter."""
    found = {one.finding.severity for one in refs}
    for cell in row.cells.values():
        found.update(change.severity for alignment in cell.alignments for change in alignment.changes)
        if cell.state in (CellState.PARAPHRASE, CellState.PARTIAL):
            found.add(Severity.WORDING)
    return " ".join(severity for severity in Severity if severity in found)


def _list_kinds(row: Row, refs: Sequence[RankedFinding]) -> str:
    """The kinds of finding and of change met in a row, for the filter."""
    found = {one.finding.kind.value for one in refs}
    for cell in row.cells.values():
        found.update(change.kind.value for alignment in cell.alignments for change in alignment.changes)
    return " ".join(sorted(found))


def _show_presence(story: Story, row: Row) -> str:
    """``ABC·E``: who has it; a small letter tells it in another row, ``~`` is cut off; of many, how many."""
    if len(story.letters) > MOST_LETTERS:
        return f"{len(row.tellers)} of {len(story.letters)}"
    signs = []
    for source, letter in story.letters.items():
        cell = row.cells[source]
        if cell.units:
            signs.append(letter)
        elif cell.state is CellState.ELSEWHERE:
            signs.append(letter.lower())
        else:
            signs.append("~" if cell.state is CellState.CUT_OFF else "·")
    return "".join(signs)


def _list_lacking(story: Story, row: Row) -> str:
    """Who lacks it, for a narrow screen that shows no empty cells."""
    missing = [story.letters[one] for one, cell in row.cells.items() if cell.state is CellState.MISSING]
    cut = [story.letters[one] for one, cell in row.cells.items() if cell.state is CellState.CUT_OFF]
    parts = [f"not in {join_words(sorted(missing))}"] if missing else []
    return "; ".join(parts + ([f"cut off in {join_words(sorted(cut))}"] if cut else []))


# -------------------------------------------------------------------------------------- the cells


def show_cells(story: Story, row: Row) -> tuple[CellView, ...]:
    """The cells of a row: one a source, or with many sources one for each distinct telling."""
    views: list[CellView] = []
    seen: dict[tuple[str, str], str] = {}
    for source in story.columns:
        cell = row.cells[source.id]
        tag, text = _fill_cell(story, row, cell)
        key = (tag, text)
        if len(story.columns) <= MOST_COLUMNS and text and key in seen and cell.state.is_told:
            tag, text = Html(f"as {seen[key]}"), Html("")
        else:
            seen.setdefault(key, story.letters[source.id])
        views.append(
            CellView(
                cell.state,
                source.id == row.reference,
                story.letters[source.id],
                story.show_letter(source.id),
                _add_moved(tag, cell),
                story.show_place(source.id, cell.units) if cell.units else Html(""),
                text,
                source.language,
            )
        )
    return tuple(views) if len(story.columns) <= MOST_COLUMNS else _gather_cells(views)


def _gather_cells(views: Sequence[CellView]) -> tuple[CellView, ...]:
    """Cells that say the same put together, the lead first, with the letters and places of all who say it."""
    groups: dict[tuple[bool, CellState, str, str], list[CellView]] = {}
    order = list(CellState)
    for view in sorted(views, key=lambda one: (not one.is_lead, order.index(one.state))):
        if view.state is CellState.NOT_COMPARED:
            continue
        groups.setdefault((view.is_lead, view.state, view.tag, view.text), []).append(view)
    return tuple(
        CellView(
            group[0].state,
            group[0].is_lead,
            " ".join(one.letters for one in group),
            join_html((f'<span class="at">{one.who}{one.place}</span>' for one in group), " "),
            group[0].tag,
            Html(""),
            group[0].text,
            group[0].language,
        )
        for group in groups.values()
    )


def _add_moved(tag: Html, cell: Cell) -> Html:
    if not cell.is_moved or not cell.units:
        return tag
    return Html(f'{tag} <span class="moved"><span aria-hidden="true">⇅</span> moved</span>')


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
    return tag, _show_units(story, cell.source, cell.units)


def _point_elsewhere(story: Story, cell: Cell) -> tuple[Html, Html]:
    """A link to the rows where a source tells it, and its first words."""
    links = join_words([f'<a href="#row-{number}">{number}</a>' for number in cell.see]) if cell.see else ""
    unit = story.sources[cell.source].units[cell.alignments[0].b[0]]
    words = escape_text(shorten_text(unit.text, _FIRST_WORDS))
    return Html(f"told at {links}" if links else "told elsewhere"), Html(f"<i>{words}</i>")


def _show_units(story: Story, source: str, units: Sequence[int]) -> Html:
    """Whole sentences with the evidence of findings; a gap between units that are no neighbours."""
    parts: list[str] = []
    for place, unit in enumerate(units):
        if place:
            parts.append(' <span class="el">[…]</span> ' if units[place - 1] + 1 != unit else " ")
        parts.append(story.show_role(story.sources[source].units[unit]))
        parts.append(story.show_evidence(source, unit))
    return join_html(parts)


def _mark_copied(story: Story, cell: Cell) -> Html:
    """Sentences copied from the reference's with what each adds and lacks; style is cut to its places."""
    source = story.sources[cell.source]
    letter = story.letters[cell.against or story.base]
    parts: list[Html] = []
    for number in cell.units:
        unit = source.units[number]
        spans = [span for row in cell.alignments for span in spans_of_side(row, number, "b")]
        spans = [span for span in spans if span[2].severity is not Severity.TYPOGRAPHY]
        if cell.state is CellState.STYLE and unit.role is Role.SENTENCE:
            windows = _cut_windows(unit, spans)
            parts.extend(mark_changes(unit, spans, letter, start, end) for start, end in windows)
        else:
            whole = mark_changes(unit, spans, letter, unit.start, unit.end)
            parts.append(Html(f"{story.show_role(unit)}{whole}"))
    return join_html(parts, " ")


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


def mark_changes(
    unit: Unit, spans: Sequence[tuple[int, int, Change]], letter: str, start: int, end: int
) -> Html:
    """A stretch of a unit with its changes against side a marked in place."""
    if not spans and (start, end) == (unit.start, unit.end):
        return show_dateline(unit)
    parts: list[str] = [] if start == unit.start else ['<span class="el">…</span> ']
    shown: set[int] = set()
    for segment in mark_unit(unit, spans):
        left, right = max(segment.start, start), min(segment.end, end)
        if left < right or (left == right and segment.is_insert):
            text = segment.text[left - segment.start : right - segment.start]
            marked = _mark_segment(Segment(left, right, text, segment.marks), letter, shown)
            if segment.is_insert and marked:
                offset = segment.start - unit.start
                marked = place_removed(marked, unit.text[:offset], unit.text[offset:])
            parts.append(marked)
    if end < unit.end:
        parts.append(' <span class="el">…</span>')
    return join_html(parts)


def _mark_segment(segment: Segment[Change], letter: str, shown: set[int]) -> Html:
    """One segment; a change that spans several is struck once, at its first."""
    if not segment.marks:
        return escape_text(segment.text)
    change = min(segment.marks, key=lambda one: (one.severity.rank, one.a.start))
    is_first = id(change) not in shown
    shown.add(id(change))
    if change.severity is Severity.STYLE:
        if not segment.text:
            return Html("")
        return mark_style(segment.text, change.kind, letter, change.a.text)
    old = change.a.text if is_first else ""
    return replace_words(old, segment.text, change.severity) if old or segment.text else Html("")
