"""The pictures: the matrix of similarity with its tree, a strip a source, ribbons between two sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from variance.model import AlignmentKind, Comparison, Unit
from variance.render.html_story import Story
from variance.render.html_text import Html, escape_attribute, join_html
from variance.render.phrases import count_noun, join_words
from variance.render.rows import CellState, UnitTrace
from variance.render.views import count_words

# Units of the drawings; the page stretches a strip's width to its column.
WIDTH = 1000
STRIP_HEIGHT = 46
STRIP_LINE = 28
RIBBON_HEIGHT = 180
TREE_WIDTH = 150
# With more sources than this the matrix takes its small form, and the tree would be a thicket.
LARGE_MATRIX = 12
# Two texts that share this much of the shorter one word for word are joined by a heavy line.
HEAVY_SHARE = 0.5

# State → (class, top, height) of its bar; height and side carry the meaning without colour.
_BARS = {
    CellState.SAME: ("same", 4, 24),
    CellState.STYLE: ("same", 4, 24),
    CellState.REWORDED: ("reworded", 10, 18),
    CellState.PARAPHRASE: ("partly", 17, 11),
    CellState.PARTIAL: ("partly", 17, 11),
    CellState.ELSEWHERE: ("elsewhere", 21, 7),
    CellState.ONLY: ("only", 30, 13),
    CellState.REPEAT: ("repeat", 27, 2),
}
_TALLY = (
    ("same", "same"),
    ("reworded", "reworded"),
    ("partly", "in part"),
    ("elsewhere", "not in the base"),
    ("only", "only here"),
)


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A share in per cent and the depth of its tint, 0 to 10; no value on the diagonal."""

    value: int | None
    level: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A source and its share in every column."""

    source: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix of similarity; ``tree`` is empty where no lineage is known."""

    order: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    is_directed: bool
    is_large: bool
    tree: Html


@dataclass(frozen=True, slots=True)
class Strip:
    """A source's sentences as a bar code, with its numbers in words."""

    source: str
    picture: Html
    numbers: Html


# ------------------------------------------------------------------------------------- the matrix


def draw_matrix(story: Story) -> Matrix:
    """Who carries how much of whom; the rows in the order of the tree."""
    comparison = story.comparison
    count = len(comparison.sources)
    order, tree = _grow_tree(story) if count <= LARGE_MATRIX else (list(range(count)), Html(""))
    shares = _measure_shares(comparison)
    values = shares or comparison.similarity
    rows = tuple(
        MatrixRow(
            comparison.sources[row].id,
            tuple(_fill_matrix(None if row == column else values[row][column]) for column in order),
        )
        for row in order
    )
    names = tuple(comparison.sources[index].id for index in order)
    return Matrix(names, rows, shares is not None, count > LARGE_MATRIX, tree)


def _fill_matrix(share: float | None) -> MatrixCell:
    return MatrixCell(None, 0) if share is None else MatrixCell(round(100 * share), round(10 * share))


def _measure_shares(comparison: Comparison) -> list[list[float]] | None:
    """``[i][j]``: the share of i's words in sentences with a partner in j; None if pairs are missing."""
    count = len(comparison.sources)
    if len(comparison.pairs) < count * (count - 1) // 2:
        return None
    places = {source.id: index for index, source in enumerate(comparison.sources)}
    words = [{unit.id: count_words(unit.text) for unit in one.told_units} for one in comparison.sources]
    shares = [[1.0] * count for _ in range(count)]
    for pair in comparison.pairs:
        a, b = places[pair.a], places[pair.b]
        told_a = {unit for row in pair.alignments for unit in row.a}
        told_b = {unit for row in pair.alignments for unit in row.b}
        shares[a][b] = _share_words(words[a], told_a, pair.repeated.a)
        shares[b][a] = _share_words(words[b], told_b, pair.repeated.b)
    return shares


def _share_words(words: dict[int, int], told: set[int], repeated: Sequence[int]) -> float:
    total = sum(weight for unit, weight in words.items() if unit not in repeated)
    return sum(weight for unit, weight in words.items() if unit in told) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class _Branch:
    leaves: tuple[int, ...]
    joint: float
    parts: tuple[_Branch, ...] = ()


def _grow_tree(story: Story) -> tuple[list[int], Html]:
    """The sources' indices in the order of the tree of verbatim runs, and its drawing.

    Average linkage over the share of the shorter text that stands word for word in the other.
    """
    shares = story.comparison.lineage.shares
    count = len(story.columns)
    if len(shares) != count or count < 3:
        return list(range(count)), Html("")
    branches = [_Branch((index,), 1.0) for index in range(count)]
    while len(branches) > 1:
        joints = [
            (-_join_share(shares, one.leaves, two.leaves), i, j)
            for i, one in enumerate(branches)
            for j, two in enumerate(branches[:i])
        ]
        joint, i, j = min(joints, key=lambda found: (found[0], found[2], found[1]))
        one, two = branches[j], branches[i]
        grown = _Branch((*one.leaves, *two.leaves), min(-joint, one.joint, two.joint), (one, two))
        branches = [grown if at == j else old for at, old in enumerate(branches) if at != i]
    order = list(branches[0].leaves)
    return order, _draw_tree(branches[0], order)


def _join_share(shares: Sequence[Sequence[float]], one: Sequence[int], two: Sequence[int]) -> float:
    found = [max(shares[i][j], shares[j][i]) for i in one for j in two]
    return sum(found) / len(found)


def _draw_tree(root: _Branch, order: list[int]) -> Html:
    """The tree as SVG, a leaf a row of the matrix; a joint stands the farther left the less is shared."""
    lines: list[str] = []

    def draw(branch: _Branch) -> tuple[float, float]:
        if not branch.parts:
            return TREE_WIDTH - 4, 20 + 40 * order.index(branch.leaves[0])
        (x1, y1), (x2, y2) = (draw(part) for part in branch.parts)
        x = min(16 + (TREE_WIDTH - 40) * branch.joint, x1 - 8, x2 - 8)
        heavy = " heavy" if branch.joint >= HEAVY_SHARE else ""
        lines.append(f'<path class="branch{heavy}" d="M{x1:.0f} {y1:.0f}H{x:.0f}V{y2:.0f}H{x2:.0f}"/>')
        middle = (y1 + y2) / 2
        lines.append(
            f'<text x="{x - 4:.0f}" y="{middle - 3:.0f}" text-anchor="end">{100 * branch.joint:.0f}</text>'
        )
        return x, middle

    draw(root)
    height = 40 * len(order)
    return Html(
        f'<svg class="tree" width="{TREE_WIDTH}" height="{height}" viewBox="0 0 {TREE_WIDTH} {height}" '
        f'aria-hidden="true">{"".join(lines)}</svg>'
    )


def describe_lineage(story: Story) -> str:
    """The groups of copies in words: ``A, B and C are one text; D and E are worded on their own``."""
    lineage = story.comparison.lineage
    if not lineage.groups:
        return ""
    groups = [sorted(story.letters[one] for one in group) for group in lineage.groups if len(group) > 1]
    alone = sorted(story.letters[group[0]] for group in lineage.groups if len(group) == 1)
    parts = [f"{join_words(group)} are one text" for group in groups]
    if alone:
        verb = "is worded on its own" if len(alone) == 1 else "are worded on their own"
        parts.append(f"{join_words(alone)} {verb}" if groups else "No two of them are copies of one text")
    return "; ".join(parts)


# ------------------------------------------------------------------------------------- the strips


@dataclass(frozen=True, slots=True)
class _Box:
    unit: int
    x: float
    width: float


def _lay_out(units: Sequence[Unit], scale: float) -> list[_Box]:
    """Each unit's place along a strip, as wide as its text is long."""
    boxes = []
    x = 0.0
    for unit in units:
        width = max(2.4, len(unit.text) * scale)
        boxes.append(_Box(unit.id, round(x, 1), round(width - 1.4, 1)))
        x += width
    return boxes


def _choose_scale(*texts: Sequence[Unit]) -> float:
    """Drawing units per character, the same for all texts of one picture; room for a cut's dotted line."""
    return (WIDTH - 20) / max(1, *(sum(len(unit.text) for unit in units) for units in texts))


def draw_strips(story: Story) -> tuple[Strip, ...]:
    """A strip a source, all on one scale."""
    scale = _choose_scale(*(source.told_units for source in story.columns))
    return tuple(_draw_strip(story, source.id, scale) for source in story.columns)


def _draw_strip(story: Story, source: str, scale: float) -> Strip:
    traces = story.traces[source]
    boxes = _lay_out(story.sources[source].told_units, scale)
    drawn: list[str] = []
    tally: dict[str, int] = {}
    moved = 0
    for trace, box in zip(traces, boxes, strict=True):
        name, top, height = _measure_bar(story, source, trace)
        tally[name] = tally.get(name, 0) + 1
        drawn.append(f'<rect class="b {name}" x="{box.x}" y="{top}" width="{box.width}" height="{height}"/>')
        if any(alignment.moved for alignment in trace.alignments):
            moved += 1
            drawn.append(f'<path class="mv" d="M{box.x + box.width / 2 - 3:.1f} 0h6l-3 4z"/>')
    end = boxes[-1].x + boxes[-1].width if boxes else 0
    is_cut = story.sources[source].truncated_at is not None
    if is_cut:
        drawn.append(f'<path class="torn" d="M{end + 4:.1f} 0l4 6-4 6 4 6-4 6 4 6-4 6 4 6"/>')
    numbers = _tell_strip(story, source, tally, moved, is_cut=is_cut)
    label = escape_attribute(f"{story.sources[source].label}: {_strip_tags(numbers)}")
    picture = Html(
        f'<svg viewBox="0 0 {WIDTH} {STRIP_HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-label="{label}" data-source="{story.letters[source]}">'
        f'<path class="line" d="M0 {STRIP_LINE + 0.5}H{end:.1f}"/>{"".join(drawn)}</svg>'
    )
    return Strip(source, picture, numbers)


def _measure_bar(story: Story, source: str, trace: UnitTrace) -> tuple[str, int, int]:
    """A bar's class, top and height; the base's own are as high as the share of the others that tell them."""
    if trace.state is not CellState.BASE:
        return _BARS[trace.state]
    tellers = {partner.source for partner in story.partners.get((source, trace.unit), ())}
    height = max(4, round(24 * len(tellers) / max(1, len(story.others))))
    return "told", STRIP_LINE - height, height


def _tell_strip(story: Story, source: str, tally: dict[str, int], moved: int, *, is_cut: bool) -> Html:
    if source == story.base:
        parts = [f"<b>{tally.get('told', 0)}</b> also told elsewhere"]
        if tally.get("only"):
            parts.append(f'<b class="o">{tally["only"]}</b> only here')
    else:
        parts = [f"<b>{tally[name]}</b> {words}" for name, words in _TALLY if tally.get(name)]
    if tally.get("repeat"):
        parts.append(f"<b>{tally['repeat']}</b> printed again")
    if moved:
        parts.append(f'<b class="m">{moved}</b> moved')
    if is_cut:
        parts.append('<b class="cut">cut off</b>')
    return join_html(parts, ", ")


def _strip_tags(numbers: str) -> str:
    """Our own few tags taken out again, for a label."""
    for tag in ("<b>", "</b>", '<b class="o">', '<b class="m">', '<b class="cut">'):
        numbers = numbers.replace(tag, "")
    return numbers


# ------------------------------------------------------------------------------------ the ribbons


def draw_ribbons(story: Story, other: str) -> Html:
    """The base's and another source's sentences in order, partners tied; what moved is drawn last."""
    pair = story.pairs[other]
    above, below = story.base_source.told_units, story.sources[other].told_units
    scale = _choose_scale(above, below)
    tops = {box.unit: box for box in _lay_out(above, scale)}
    bottoms = {box.unit: box for box in _lay_out(below, scale)}
    ribbons = []
    for row in pair.alignments:
        for own in row.a:
            for theirs in row.b:
                if own in tops and theirs in bottoms:
                    ribbons.append(
                        (row.moved, _draw_ribbon(tops[own], bottoms[theirs], row.kind, moved=row.moved))
                    )
    ribbons.sort(key=lambda one: one[0])
    tied_a = {unit for row in pair.alignments for unit in row.a}
    tied_b = {unit for row in pair.alignments for unit in row.b}
    moved = sum(row.moved for row in pair.alignments)
    label = (
        f"{len(tied_b & set(bottoms))} of {count_noun(len(bottoms), 'sentence')} of {story.letters[other]} "
        f"have a partner in {story.letters[story.base]}; {moved} stand elsewhere in the order"
    )
    bars = [_draw_bar(box, tied=box.unit in tied_a, top=2) for box in tops.values()]
    bars += [_draw_bar(box, tied=box.unit in tied_b, top=RIBBON_HEIGHT - 20) for box in bottoms.values()]
    return Html(
        f'<svg class="ribbons" viewBox="0 0 {WIDTH} {RIBBON_HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-label="{label}">{"".join(drawn for _, drawn in ribbons)}{"".join(bars)}</svg>'
    )


def _draw_bar(box: _Box, *, tied: bool, top: int) -> str:
    name = "same" if tied else "only"
    return f'<rect class="b {name}" x="{box.x}" y="{top}" width="{box.width}" height="18"/>'


def _draw_ribbon(top: _Box, bottom: _Box, kind: AlignmentKind, *, moved: bool) -> str:
    name = "moved" if moved else "close" if kind.is_copied else "loose"
    y1, middle, y2 = 22, RIBBON_HEIGHT // 2, RIBBON_HEIGHT - 22
    x1, x2 = round(top.x), round(bottom.x)
    left = f"M{x1} {y1}C{x1} {middle} {x2} {middle} {x2} {y2}"
    x1, x2 = round(top.x + top.width), round(bottom.x + bottom.width)
    return f'<path class="rb {name}" d="{left}H{x2}C{x2} {middle} {x1} {middle} {x1} {y1}z"/>'
