"""The statements as the rows of a table: runs in the same words folded, what only one tells gathered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from variance.frozen import NamedTuple
from variance.model import Change
from variance.render.html_cells import CellView, show_cells
from variance.render.html_story import Story
from variance.render.html_text import Html, escape_text
from variance.render.phrases import join_words
from variance.render.rows import CellState, Row
from variance.render.views import RankedFinding, shorten_text
from variance.vocabulary import Severity

# Up to this many letters in a row are still read at one look.
MOST_LETTERS = 12
# A folded run is named by so many characters of its first sentence.
_FIRST_WORDS = 96


class Block(NamedTuple):
    """One row of the table: a statement, a folded run of the same, or a run that only one source tells.

    ``items`` has a run's statements: the number of each and the units of ``source`` that tell it.
    """

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
    items: tuple[tuple[int, tuple[int, ...]], ...] = ()
    first: Html = Html("")
    lacking: str = ""


def list_blocks(story: Story) -> tuple[Block, ...]:
    """The rows of the statements table, runs gathered."""
    blocks: list[Block] = []
    run: list[Row] = []
    name = ""
    for row in story.rows:
        own = story.once(("name", row.place, row.reference), partial(_name_row, story, row))
        if run and (own != name or own == "row" or row.tellers != run[0].tellers):
            blocks.append(_close_run(story, run, name))
            run = []
        run.append(row)
        name = own
    if run:
        blocks.append(_close_run(story, run, name))
    return tuple(blocks)


def find_refs(story: Story, row: Row) -> tuple[RankedFinding, ...]:
    """The findings to check first that have evidence in a row."""
    return story.once(("refs", row.place), partial(_find_refs, story, row))


def _find_refs(story: Story, row: Row) -> tuple[RankedFinding, ...]:
    places = ((source, unit) for source in row.tellers for unit in row.cells[source].units)
    found = {one.number: one for place in places for one in story.refs.get(place, ())}
    return tuple(found[number] for number in sorted(found))


def _name_row(story: Story, row: Row) -> str:
    """``only`` told by one source, ``same`` in the same words by all that tell it, else ``row``."""
    if (row.is_only or row.is_repeat) and len(row.tellers) == 1:
        return "repeat" if row.is_repeat else "only"
    plain = (CellState.BASE, CellState.SAME, CellState.MISSING, CellState.CUT_OFF, CellState.NOT_COMPARED)
    same = all(cell.state in plain and not cell.is_moved for cell in row.cells.values())
    return "same" if same and len(row.tellers) > 1 and not find_refs(story, row) else "row"


def _close_run(story: Story, run: Sequence[Row], name: str) -> Block:
    if name == "row":
        return _show_row(story, run[0])
    first = run[0]
    teller = first.reference
    items = tuple((row.number, row.cells[teller].units) for row in run)
    units = first.cells[teller].units
    words = escape_text(shorten_text(story.sources[teller].units[units[0]].text, _FIRST_WORDS))
    return Block(
        name,
        first.number,
        run[-1].number,
        _show_presence(story, first),
        _list_letters(story, first),
        source=teller,
        tellers=first.tellers,
        items=items,
        first=words,
    )


def _show_row(story: Story, row: Row) -> Block:
    """A row that stands alone; of what it says, only its number and its cells go by the base."""

    def show() -> Block:
        refs = find_refs(story, row)
        changes = _list_changes(row)
        return Block(
            "row",
            0,
            0,
            _show_presence(story, row),
            _list_letters(story, row),
            (),
            refs,
            _list_severities(row, changes, refs),
            _list_kinds(changes, refs),
            lacking=_list_lacking(story, row),
        )

    block = story.once(("row", row.place, row.reference), show)
    return block._replace(number=row.number, last=row.number, cells=show_cells(story, row))


def _list_letters(story: Story, row: Row) -> str:
    return " ".join(letter for source, letter in story.letters.items() if source in row.tellers)


def _list_changes(row: Row) -> list[Change]:
    """All the changes behind a row's cells."""
    rows = (alignment for cell in row.cells.values() for alignment in cell.alignments)
    return [change for alignment in rows for change in alignment.changes]


def _list_severities(row: Row, changes: Sequence[Change], refs: Sequence[RankedFinding]) -> str:
    """The severities met in a row, for the filter."""
    found = {one.finding.severity for one in refs} | {change.severity for change in changes}
    if any(cell.state in (CellState.PARAPHRASE, CellState.PARTIAL) for cell in row.cells.values()):
        found.add(Severity.WORDING)
    return " ".join(severity for severity in Severity if severity in found)


def _list_kinds(changes: Sequence[Change], refs: Sequence[RankedFinding]) -> str:
    """The kinds of finding and of change met in a row, for the filter."""
    return " ".join(sorted({*(str(one.finding.kind) for one in refs), *(str(one.kind) for one in changes)}))


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
