"""Two sources side by side: aligned rows level, each side's own words marked, moved sentences tied.

The page weaves any other pair by the same steps (``sides.js``) from what ``mark_sides`` gives it.
"""

from __future__ import annotations

from collections.abc import Sequence

from variance.frozen import NamedTuple
from variance.model import Alignment, Pair, Unit
from variance.render.html_cells import mark_whole
from variance.render.html_story import ALIGNMENT_WORDS, Story
from variance.render.html_strips import draw_ribbons
from variance.render.html_text import Html, escape_text, join_html, keep_own
from variance.render.phrases import count_noun
from variance.render.views import shorten_text
from variance.vocabulary import AlignmentKind

# A run of sentences without a partner longer than this is folded after its first ones.
LONGEST_GAP = 6
SHOWN_OF_GAP = 3
# What stands in full at another place is named by so many characters.
_GHOST_LENGTH = 56


class Line(NamedTuple):
    """A paragraph of one side.

    ``name`` is ``own left`` or ``own right`` (no partner), ``lost``, ``repeat``, ``ghost`` (shown at its
    partner's place), ``again`` (shown in full before) or empty.
    """

    name: str
    place: Html
    text: Html


class SideRow(NamedTuple):
    """Two sides level with each other; a gap has no words, its two sides are lists without partners."""

    kind: str
    anchor: str
    words: str
    moved_to: str
    left: tuple[Line, ...]
    right: tuple[Line, ...]


class PairView(NamedTuple):
    """Two sources beside each other."""

    a: str
    b: str
    summary: Html
    ribbons: Html
    rows: tuple[SideRow, ...]


def show_first_pair(story: Story) -> PairView | None:
    """The base beside the first source that it was compared with; None where there is none."""
    pair = next(iter(story.pairs.values()), None)
    if pair is None:
        return None
    return PairView(pair.a, pair.b, _sum_up(pair), draw_ribbons(story, pair), _Weaver(story, pair).weave())


def _sum_up(pair: Pair) -> Html:
    """What a pair holds, in numbers."""
    kinds = [row.kind for row in pair.alignments]
    same = sum(kind in (AlignmentKind.IDENTICAL, AlignmentKind.VARIANT) for kind in kinds)
    numbers = (
        (same, "same"),
        (kinds.count(AlignmentKind.REWORDED), "reworded"),
        (sum(not kind.is_copied for kind in kinds), "in part"),
        (len(pair.omitted), "left out"),
        (len(pair.truncated), "cut off"),
        (len(pair.added), "added"),
        (sum(row.moved for row in pair.alignments), "moved"),
    )
    shown = [f"<b>{count}</b> {words}" for count, words in numbers if count]
    return join_html(shown or ["nothing in common"], ", ")


class _Weaver:
    """Weaves two sources into rows in the order of side a; b's order is kept but for what moved."""

    def __init__(self, story: Story, pair: Pair) -> None:
        self._story = story
        self._pair = pair
        self._left_source = story.sources[pair.a]
        self._right_source = story.sources[pair.b]
        self._rows: list[SideRow] = []
        self._left: list[Line] = []
        self._right: list[Line] = []
        self._shown: set[tuple[str, int]] = set()
        self._queue = list(self._right_source.told_units)[::-1]
        self._of_right: dict[int, Alignment] = {}
        for row in pair.alignments:
            for unit in row.b:
                if unit not in self._of_right or self._of_right[unit].moved:
                    self._of_right[unit] = row

    def weave(self) -> tuple[SideRow, ...]:
        """All the rows; every told unit of both sides is in at least one."""
        starting: dict[int, list[Alignment]] = {}
        inside: set[int] = set()
        for row in self._pair.alignments:
            starting.setdefault(row.a[0], []).append(row)
            inside.update(row.a)
        for unit in self._left_source.told_units:
            for row in starting.get(unit.id, ()):
                if not row.moved:
                    self._take_right(until=min(row.b))
                self._close_gap()
                self._add_row(row)
            if unit.id not in inside:
                self._left.append(self._show_alone(unit, self._pair.truncated, self._pair.repeated.a, "left"))
        self._take_right(until=None)
        self._close_gap()
        return tuple(self._rows)

    def _take_right(self, *, until: int | None) -> None:
        """Put the right side's units before ``until`` that have no row of their own into the gap."""
        while self._queue and (until is None or self._queue[-1].id < until):
            unit = self._queue.pop()
            row = self._of_right.get(unit.id)
            if row is None:
                pair = self._pair
                self._right.append(self._show_alone(unit, pair.truncated_b, pair.repeated.b, "right"))
            elif row.moved:
                self._right.append(self._show_ghost(unit, row))

    def _show_alone(self, unit: Unit, lost: Sequence[int], repeated: Sequence[int], side: str) -> Line:
        name = "lost" if unit.id in lost else "repeat" if unit.id in repeated else f"own {side}"
        source = self._pair.a if side == "left" else self._pair.b
        return Line(name, self._story.show_place(source, (unit.id,)), self._story.show_unit(source, unit.id))

    def _show_ghost(self, unit: Unit, row: Alignment) -> Line:
        """A moved unit at its own place: a few words and a link to where its partner stands."""
        line = self._story.describe_line(self._left_source.units[row.a[0]])
        words = escape_text(shorten_text(unit.text, _GHOST_LENGTH))
        anchor = self._name_row(row)
        text = Html(
            f'<a href="#{anchor}"><span aria-hidden="true">⇅</span> beside line {line}</a> <i>{words}</i>'
        )
        return Line("ghost", self._story.show_place(self._pair.b, (unit.id,)), text)

    def _name_row(self, row: Alignment) -> str:
        letters = self._story.letters
        return f"x-{letters[self._pair.a]}{row.a[0]}-{letters[self._pair.b]}{row.b[0]}"

    def _close_gap(self) -> None:
        if self._left or self._right:
            self._rows.append(SideRow("gap", "", "", "", tuple(self._left), tuple(self._right)))
        self._left, self._right = [], []

    def _add_row(self, row: Alignment) -> None:
        moved_to = self._story.describe_line(self._right_source.units[row.b[0]]) if row.moved else ""
        sides = (self._show_side(row, "a"),), (self._show_side(row, "b"),)
        self._rows.append(SideRow(row.kind, self._name_row(row), ALIGNMENT_WORDS[row.kind], moved_to, *sides))

    def _show_side(self, row: Alignment, side: str) -> Line:
        """One side's sentences with its own words marked; what was shown in full before, in short."""
        is_left = side == "a"
        source, other = self._left_source, self._right_source
        if not is_left:
            source, other = other, source
        turned = self._story.relations.turn_alignment(row) if is_left else row
        places = [(side, number) for number in turned.b]
        again = self._shown.issuperset(places)
        self._shown.update(places)
        place = self._story.show_place(source.id, turned.b)
        if again:
            words = escape_text(shorten_text(source.units[turned.b[0]].text, _GHOST_LENGTH))
            return Line("again", place, Html(f"<i>{words}</i>"))
        parts = []
        for number in turned.b:
            unit = source.units[number]
            marked = keep_own(mark_side(self._story, source.id, unit, turned, other.id), as_lemma=is_left)
            shown = Html(f"{self._story.show_role(unit)}{marked}") if marked else None
            parts.append(shown or self._story.show_unit(source.id, number))
        return Line("", place, join_html(parts, " "))


def mark_side(story: Story, source: str, unit: Unit, row: Alignment, other: str) -> Html:
    """A unit of side b, that source's, marked against side a, the other's; empty where it has no marks."""
    marked = mark_whole(story, source, unit, (row,), story.letters[other])
    return marked if marked and keep_own(marked, as_lemma=False) != escape_text(unit.text) else Html("")


def mark_sides(story: Story, pair: Pair, row: Alignment) -> tuple[dict[int, Html], dict[int, Html]]:
    """For each side of an alignment the units that have words of their own, as ``mark_side`` marks them."""
    found = []
    flipped = story.relations.turn_alignment(row)
    for own, other, turned in ((pair.a, pair.b, flipped), (pair.b, pair.a, row)):
        units = story.sources[own].units
        marked = {number: mark_side(story, own, units[number], turned, other) for number in turned.b}
        found.append({number: html for number, html in marked.items() if html})
    return found[0], found[1]


def describe_gap(lines: Sequence[Line]) -> str:
    """What a fold of lines without a partner holds."""
    return count_noun(len(lines), "more sentence") + " without a partner"
