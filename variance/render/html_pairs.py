"""Two sources side by side: aligned rows level, each side's own words marked, moved sentences tied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variance.model import Alignment, AlignmentKind, Change, Pair, Severity, Unit
from variance.render.html_glance import draw_ribbons
from variance.render.html_story import ALIGNMENT_SIGNS, ALIGNMENT_WORDS, Story
from variance.render.html_text import (
    Html,
    escape_text,
    find_edits,
    join_html,
    mark_added,
    mark_lemma,
    mark_style,
)
from variance.render.phrases import count_noun
from variance.render.views import Segment, mark_unit, shorten_text, spans_of_side

# A run of sentences without a partner longer than this is folded after its first ones.
LONGEST_GAP = 6
SHOWN_OF_GAP = 3
_GHOST_LENGTH = 56


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of one side: ``name`` is ``own`` (no partner), ``lost``, ``ghost``, ``repeat`` or empty."""

    name: str
    place: Html
    text: Html


@dataclass(frozen=True, slots=True)
class SideRow:
    """Two sides level with each other; a gap has no kind, its two sides are lists without partners."""

    kind: str
    anchor: str
    sign: str
    words: str
    moved_to: str
    left: tuple[Line, ...]
    right: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """The base beside one other source."""

    source: str
    letter: str
    summary: Html
    ribbons: Html
    rows: tuple[SideRow, ...]


def list_pairs(story: Story) -> tuple[PairView, ...]:
    """The base beside each other source that it was compared with."""
    return tuple(_show_pair(story, other.id) for other in story.others if other.id in story.pairs)


def _show_pair(story: Story, other: str) -> PairView:
    pair = story.pairs[other]
    rows = _Weaver(story, pair).weave()
    return PairView(other, story.letters[other], _sum_up(pair), draw_ribbons(story, other), rows)


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
    """Weaves two sources into rows in the order of the base; the other's order is kept but for what moved."""

    def __init__(self, story: Story, pair: Pair) -> None:
        self._story = story
        self._pair = pair
        self._base = story.sources[pair.a]
        self._other = story.sources[pair.b]
        self._rows: list[SideRow] = []
        self._left: list[Line] = []
        self._right: list[Line] = []
        self._shown_left: set[int] = set()
        self._shown_right: set[int] = set()
        self._queue = list(self._other.told_units)
        self._of_other: dict[int, Alignment] = {}
        for row in pair.alignments:
            for unit in row.b:
                if unit not in self._of_other or self._of_other[unit].moved:
                    self._of_other[unit] = row

    def weave(self) -> tuple[SideRow, ...]:
        """All the rows; every told unit of both sides is in at least one."""
        starting: dict[int, list[Alignment]] = {}
        inside: set[int] = set()
        for row in self._pair.alignments:
            starting.setdefault(row.a[0], []).append(row)
            inside.update(row.a)
        for unit in self._base.told_units:
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
        """Put the other's units before ``until`` that have no row of their own into the gap."""
        while self._queue and (until is None or self._queue[0].id < until):
            unit = self._queue.pop(0)
            row = self._of_other.get(unit.id)
            if row is None:
                pair = self._pair
                self._right.append(self._show_alone(unit, pair.truncated_b, pair.repeated.b, "right"))
            elif row.moved:
                self._right.append(self._show_ghost(unit, row))

    def _show_alone(self, unit: Unit, lost: Sequence[int], repeated: Sequence[int], side: str) -> Line:
        name = "lost" if unit.id in lost else "repeat" if unit.id in repeated else f"own {side}"
        source = self._base.id if side == "left" else self._other.id
        text = Html(f"{self._story.show_role(unit)}{escape_text(unit.text)}")
        return Line(name, self._story.show_place(source, (unit.id,)), text)

    def _show_ghost(self, unit: Unit, row: Alignment) -> Line:
        """A moved unit at its own place: a few words and a link to where its partner stands."""
        line = self._story.describe_line(self._base.units[row.a[0]])
        words = escape_text(shorten_text(unit.text, _GHOST_LENGTH))
        anchor = self._name_row(row)
        text = Html(
            f'<a href="#{anchor}"><span aria-hidden="true">⇅</span> beside line {line}</a> <i>{words}</i>'
        )
        return Line("ghost", self._story.show_place(self._other.id, (unit.id,)), text)

    def _name_row(self, row: Alignment) -> str:
        return f"x-{self._story.letters[self._other.id]}{row.a[0]}-{row.b[0]}"

    def _close_gap(self) -> None:
        if self._left or self._right:
            self._rows.append(SideRow("gap", "", "", "", "", tuple(self._left), tuple(self._right)))
        self._left, self._right = [], []

    def _add_row(self, row: Alignment) -> None:
        moved_to = self._story.describe_line(self._other.units[row.b[0]]) if row.moved else ""
        left = self._show_side(row, "a", self._shown_left)
        right = self._show_side(row, "b", self._shown_right)
        self._rows.append(
            SideRow(
                row.kind,
                self._name_row(row),
                ALIGNMENT_SIGNS[row.kind],
                ALIGNMENT_WORDS[row.kind],
                moved_to,
                (left,),
                (right,),
            )
        )

    def _show_side(self, row: Alignment, side: str, shown: set[int]) -> Line:
        """One side's sentences with its own words marked; what was shown in full before, in short."""
        source = self._base if side == "a" else self._other
        numbers = row.a if side == "a" else row.b
        letter = self._story.letters[self._other.id if side == "a" else self._base.id]
        again = shown.issuperset(numbers)
        shown.update(numbers)
        if again:
            words = escape_text(shorten_text(source.units[numbers[0]].text, _GHOST_LENGTH))
            return Line("again", self._story.show_place(source.id, numbers), Html(f"<i>{words}</i>"))
        parts = []
        for number in numbers:
            unit = source.units[number]
            parts.append(f"{self._story.show_role(unit)}{_mark_own(unit, row, side, letter)}")
        return Line("", self._story.show_place(source.id, numbers), join_html(parts, " "))


def _mark_own(unit: Unit, row: Alignment, side: str, letter: str) -> Html:
    """A unit with the words that only its side has: the base's as lemma, the other's as added."""
    spans: list[tuple[int, int, Change]] = []
    for start, end, change in spans_of_side(row, unit.id, side):
        if change.severity is not Severity.TYPOGRAPHY and start < end:
            spans.extend((a, b, change) for a, b in _refine(change, side))
    return join_html(_mark_segment(segment, side, letter) for segment in mark_unit(unit, spans))


def _refine(change: Change, side: str) -> list[tuple[int, int]]:
    """The stretches of a change that differ indeed, where its two sides share words."""
    span = change.a if side == "a" else change.b
    edits = find_edits(change.a.text, change.b.text) if change.a.text and change.b.text else ()
    if not edits or change.severity is Severity.STYLE:
        return [(span.start, span.end)]
    own = [(one.old_start, one.old_end) if side == "a" else (one.start, one.end) for one in edits]
    return [(span.start + start, span.start + end) for start, end in own if start < end]


def _mark_segment(segment: Segment[Change], side: str, letter: str) -> Html:
    if not segment.marks:
        return escape_text(segment.text)
    change = min(segment.marks, key=lambda one: one.severity.rank)
    if change.severity is Severity.STYLE:
        other = change.b.text if side == "a" else change.a.text
        return mark_style(segment.text, change.kind, letter, other)
    return mark_lemma(segment.text) if side == "a" else mark_added(segment.text, change.severity)


def describe_gap(lines: Sequence[Line]) -> str:
    """What a fold of lines without a partner holds."""
    return count_noun(len(lines), "more sentence") + " without a partner"
