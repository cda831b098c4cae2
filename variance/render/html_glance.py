"""The matrix of similarity and the tree of verbatim runs."""

from __future__ import annotations

from collections.abc import Sequence

from variance.frozen import NamedTuple
from variance.model import Comparison
from variance.render.html_story import Story
from variance.render.html_text import Html
from variance.render.phrases import cut_percent, join_words
from variance.render.views import count_words

TREE_WIDTH = 150
# With more sources than this the matrix takes its small form, and the tree would be a thicket.
LARGE_MATRIX = 12
# Two texts that share this much of the shorter one word for word are joined by a heavy line.
HEAVY_SHARE = 0.5
# Up to this many letters in a sentence are read at one look; of more sources it gives the number.
MOST_LETTERS = 6


class MatrixCell(NamedTuple):
    """A share in per cent and the depth of its tint, 0 to 10; no value on the diagonal."""

    value: int | None
    level: int


class MatrixRow(NamedTuple):
    """A source and its share in every column."""

    source: str
    cells: tuple[MatrixCell, ...]


class Matrix(NamedTuple):
    """The matrix of similarity; ``tree`` is empty where no lineage is known."""

    order: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    is_directed: bool
    is_large: bool
    tree: Html


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
    return MatrixCell(None, 0) if share is None else MatrixCell(cut_percent(share), round(10 * share))


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


class _Branch(NamedTuple):
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
    ordered = [[one for one in story.letters if one in group] for group in lineage.groups]
    groups = [_name_group(story, group) for group in ordered if len(group) > 1]
    alone = [group[0] for group in ordered if len(group) == 1]
    parts = [f"{group} are one text" for group in groups]
    if alone:
        verb = "is worded on its own" if len(alone) == 1 else "are worded on their own"
        named = _name_group(story, alone)
        parts.append(f"{named} {verb}" if groups else "No two of them are copies of one text")
    return "; ".join(parts)


def _name_group(story: Story, group: Sequence[str]) -> str:
    """Some sources by their letters, many of them by their number."""
    if len(group) <= MOST_LETTERS:
        return join_words([story.letters[one] for one in group])
    count = len(story.columns)
    return f"All {count}" if len(group) == count else f"{len(group)} of the {count}"
