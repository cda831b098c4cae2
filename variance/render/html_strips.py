"""Sentences as bars: a strip a source, and ribbons between the partners of two sources.

The page draws both again for another base or pair (``strips.js``): whatever changes here changes there.
All places are whole numbers, rounded half up, so that both come to the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

from variance.frozen import NamedTuple
from variance.model import Pair, Unit
from variance.render.html_story import Story
from variance.render.html_text import Html, escape_attribute, join_html
from variance.render.phrases import count_noun
from variance.render.rows import CellState, UnitTrace

# Units of the drawings; the page stretches a strip's width to its column.
WIDTH = 2000
STRIP_HEIGHT = 46
STRIP_LINE = 28
RIBBON_HEIGHT = 180
# Room behind the longest text for the torn edge where a source breaks off.
_TORN_ROOM = 40
# A sentence is never drawn narrower than this, and this much of it is the gap to the next.
_LEAST_WIDTH = 5
_GAP = 3

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


class Strip(NamedTuple):
    """A source's sentences as a bar code, with its numbers in words."""

    source: str
    picture: Html
    numbers: Html


class _Box(NamedTuple):
    unit: int
    x: int
    width: int


def round_half_up(number: float) -> int:
    """The nearest whole number, halves upwards, as the page's script rounds."""
    return floor(number + 0.5)


def _lay_out(units: Sequence[Unit], scale: float) -> list[_Box]:
    """Each unit's place along a strip, as wide as its text is long."""
    boxes = []
    x = 0.0
    for unit in units:
        width = max(_LEAST_WIDTH, len(unit.text) * scale)
        boxes.append(_Box(unit.id, round_half_up(x), round_half_up(width - _GAP)))
        x += width
    return boxes


def _choose_scale(*texts: Sequence[Unit]) -> float:
    """Drawing units per character, the same for all texts of one picture."""
    return (WIDTH - _TORN_ROOM) / max(1, *(sum(len(unit.text) for unit in units) for units in texts))


def _draw_box(box: _Box, top: int, height: int) -> str:
    return f"M{box.x} {top}h{box.width}v{height}h-{box.width}z"


def _join_paths(name: str, paths: Mapping[str, Sequence[str]]) -> str:
    """One path for all the shapes of a class, classes in order of their names."""
    return "".join(f'<path class="{name} {one}" d="{"".join(paths[one])}"/>' for one in sorted(paths))


# ------------------------------------------------------------------------------------- the strips


def draw_strips(story: Story) -> tuple[Strip, ...]:
    """A strip a source, all on one scale."""
    scale = _choose_scale(*(source.told_units for source in story.columns))
    return tuple(_draw_strip(story, source.id, scale) for source in story.columns)


def _draw_strip(story: Story, source: str, scale: float) -> Strip:
    boxes = _lay_out(story.sources[source].told_units, scale)
    bars: dict[str, list[str]] = {}
    moved: list[str] = []
    for trace, box in zip(story.traces[source], boxes, strict=True):
        name, top, height = _measure_bar(story, source, trace)
        bars.setdefault(name, []).append(_draw_box(box, top, height))
        if trace.is_moved:
            moved.append(f"M{box.x + box.width // 2 - 6} 0h12l-6 4z")
    end = boxes[-1].x + boxes[-1].width if boxes else 0
    drawn = _join_paths("b", bars)
    if moved:
        drawn += f'<path class="mv" d="{"".join(moved)}"/>'
    is_cut = story.sources[source].truncated_at is not None
    if is_cut:
        drawn += f'<path class="torn" d="M{end + 8} 0l8 6-8 6 8 6-8 6 8 6-8 6 8 6"/>'
    numbers = _tell_strip(story, source, {name: len(paths) for name, paths in bars.items()}, len(moved))
    label = escape_attribute(f"{story.sources[source].label}: {_strip_tags(numbers)}")
    picture = Html(
        f'<svg viewBox="0 0 {WIDTH} {STRIP_HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-label="{label}" data-source="{story.letters[source]}">'
        f'<path class="line" d="M0 {STRIP_LINE}.5H{end}"/>{drawn}</svg>'
    )
    return Strip(source, picture, numbers)


def _measure_bar(story: Story, source: str, trace: UnitTrace) -> tuple[str, int, int]:
    """A bar's class, top and height; the base's own are as high as the share of the others that tell them."""
    if trace.state is not CellState.BASE:
        return _BARS[trace.state]
    tellers = {partner.source for partner in story.partners.get((source, trace.unit), ())}
    height = max(4, round_half_up(24 * len(tellers) / max(1, len(story.others))))
    return "told", STRIP_LINE - height, height


def _tell_strip(story: Story, source: str, tally: Mapping[str, int], moved: int) -> Html:
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
    if story.sources[source].truncated_at is not None:
        parts.append('<b class="cut">cut off</b>')
    return join_html(parts, ", ")


def _strip_tags(numbers: str) -> str:
    """Our own few tags taken out again, for a label."""
    for tag in ("<b>", "</b>", '<b class="o">', '<b class="m">', '<b class="cut">'):
        numbers = numbers.replace(tag, "")
    return numbers


# ------------------------------------------------------------------------------------ the ribbons


def draw_ribbons(story: Story, pair: Pair) -> Html:
    """Two sources' sentences in order, partners tied; what moved is drawn last."""
    above, below = story.sources[pair.a].told_units, story.sources[pair.b].told_units
    scale = _choose_scale(above, below)
    tops = {box.unit: box for box in _lay_out(above, scale)}
    bottoms = {box.unit: box for box in _lay_out(below, scale)}
    ties: dict[str, list[str]] = {}
    for row in pair.alignments:
        name = "moved" if row.moved else "close" if row.kind.is_copied else "loose"
        drawn = [_draw_ribbon(tops[own], bottoms[theirs]) for own in row.a for theirs in row.b]
        ties.setdefault(name, []).extend(drawn)
    bars: dict[str, list[str]] = {}
    for boxes, partnered, top in (
        (tops, {unit for row in pair.alignments for unit in row.a}, 2),
        (bottoms, {unit for row in pair.alignments for unit in row.b}, RIBBON_HEIGHT - 20),
    ):
        for box in boxes.values():
            bars.setdefault("same" if box.unit in partnered else "only", []).append(_draw_box(box, top, 18))
    tied = len({unit for row in pair.alignments for unit in row.b})
    label = (
        f"{tied} of {count_noun(len(bottoms), 'sentence')} of {story.letters[pair.b]} have a partner in "
        f"{story.letters[pair.a]}; {sum(row.moved for row in pair.alignments)} stand elsewhere in the order"
    )
    return Html(
        f'<svg class="ribbons" viewBox="0 0 {WIDTH} {RIBBON_HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-label="{label}">{_join_paths("rb", ties)}{_join_paths("b", bars)}</svg>'
    )


def _draw_ribbon(top: _Box, bottom: _Box) -> str:
    y1, middle, y2 = 22, RIBBON_HEIGHT // 2, RIBBON_HEIGHT - 22
    x1, x2 = top.x, bottom.x
    left = f"M{x1} {y1}C{x1} {middle} {x2} {middle} {x2} {y2}"
    x1, x2 = x1 + top.width, x2 + bottom.width
    return f"{left}H{x2}C{x2} {middle} {x1} {middle} {x1} {y1}z"
