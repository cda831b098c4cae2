"""Pairs: which units of two sources say the same thing, and what is left on either side.

The sources are worked on in an order of their texts and the results turned round, so that neither the
order of the sources nor that of the sides changes anything.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from variance.align.context import Place, to_chance
from variance.align.evidence import Reason, describe_reason
from variance.align.kinds import measure_cover
from variance.align.leftovers import RepeatFinder, find_end
from variance.align.rows import Row, RowJudge, group_links
from variance.align.scoring import SecondLook, look_again, look_first, split_score
from variance.align.story import ORDER_LIMIT, Story, Told, read_story
from variance.align.weights import Weights, load_weights
from variance.frozen import NamedTuple
from variance.model import Alignment, Evidence, Note, Pair, Repeats
from variance.text.chains import find_stays
from variance.text.ids import IdRegister
from variance.text.parsed import ParsedSource

# A reader wants the few strongest reasons; what adds less than a thirtieth is none.
_REASONS = 5
_LEAST_SHARE = 0.03


class Aligned(NamedTuple):
    """Everything behind the pairs: the story and both looks, keyed by places in ``order``.

    ``order[k]`` is the index, as the caller counts, of the source that is k-th here.
    """

    story: Story
    order: tuple[int, ...]
    looks: Mapping[Place, SecondLook]
    weights: Weights


def align_sources(
    sources: Sequence[ParsedSource], pairs: Sequence[tuple[int, int]]
) -> tuple[tuple[Pair, ...], tuple[Note, ...]]:
    """The pairs asked for, by their sources' indices, and notes on what was cut short.

    Changes are not filled in, and a row in which only conventions differ counts as reworded yet.
    """
    aligned = score_pairs(sources, pairs)
    rank = {index: place for place, index in enumerate(aligned.order)}
    finders = [RepeatFinder(telling.units) for telling in aligned.story.tellings]
    judge = RowJudge(aligned.story, aligned.weights)
    made = []
    for a, b in pairs:
        key = (min(rank[a], rank[b]), max(rank[a], rank[b]))
        pair = _make_pair(aligned, aligned.looks[key], judge, (finders[key[0]], finders[key[1]]))
        made.append(pair if rank[a] <= rank[b] else turn_pair(pair))
    return tuple(made), _write_notes(sources, aligned)


def score_pairs(sources: Sequence[ParsedSource], pairs: Sequence[tuple[int, int]]) -> Aligned:
    """Look twice at every pair of sources asked for."""
    order = sorted(range(len(sources)), key=lambda index: (sources[index].source.text, index))
    rank = {index: place for place, index in enumerate(order)}
    story = read_story([sources[index] for index in order])
    keys = sorted({(min(rank[a], rank[b]), max(rank[a], rank[b])) for a, b in pairs})
    weights = load_weights()
    looks = look_again(look_first(story, keys), weights)
    return Aligned(story, tuple(order), looks, weights)


def turn_pair(pair: Pair) -> Pair:
    """The same pair with its sides swapped."""
    turned = [replace(row, a=row.b, b=row.a) for row in pair.alignments]
    return Pair(
        pair.b,
        pair.a,
        pair.similarity,
        tuple(sorted(turned, key=lambda row: (row.a, row.b))),
        pair.added,
        pair.omitted,
        Repeats(pair.repeated.b, pair.repeated.a),
        pair.truncated_b,
        pair.truncated,
    )


def _make_pair(
    aligned: Aligned, look: SecondLook, judge: RowJudge, finders: tuple[RepeatFinder, RepeatFinder]
) -> Pair:
    view = look.first.view
    links = look.choose_links(aligned.weights.threshold)
    rows = group_links(view, links)
    judged = list(zip(rows, judge.find_kinds(rows), strict=True))
    moved = _find_moved(rows)
    register = IdRegister()
    alignments = []
    for (row, kind), has_moved in zip(judged, moved, strict=True):
        texts = sorted(" ".join(unit.text for unit in side.units) for side in row.sides)
        alignments.append(
            Alignment(
                register.claim("a", texts),
                tuple(unit.id for unit in row.sides[0].units),
                tuple(unit.id for unit in row.sides[1].units),
                kind,
                round(to_chance(row.score), 4),
                has_moved,
                _list_evidence(aligned, look, row.best),
            )
        )
    a, b = view.a, view.b
    linked_a, linked_b = {i for row in rows for i in row.a}, {j for row in rows for j in row.b}
    repeats_a = finders[0].find_repeats(linked_a, look.first.twins.repeats_a)
    repeats_b = finders[1].find_repeats(linked_b, look.first.twins.repeats_b)
    rest_a = [unit for unit in a.units if unit.place not in linked_a and unit.place not in repeats_a]
    rest_b = [unit for unit in b.units if unit.place not in linked_b and unit.place not in repeats_b]
    end_a = end_b = None
    if b.source.source.truncated_at is not None:
        end_a = find_end(judged, b.units, a.units, cut_is_a=False)
    if a.source.source.truncated_at is not None:
        end_b = find_end(judged, a.units, b.units, cut_is_a=True)
    omitted, truncated = _part(rest_a, end_a)
    added, truncated_b = _part(rest_b, end_b)
    return Pair(
        a.source.source.id,
        b.source.source.id,
        _measure_similarity(view.story, rows, a.units, b.units),
        tuple(alignments),
        omitted,
        added,
        Repeats(_list_ids(a.units, repeats_a), _list_ids(b.units, repeats_b)),
        truncated,
        truncated_b,
    )


def _list_ids(units: Sequence[Told], places: frozenset[int]) -> tuple[int, ...]:
    return tuple(units[place].id for place in sorted(places))


def _part(rest: Sequence[Told], end: int | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """(ids before the other source's end, ids behind it)."""
    before = tuple(unit.id for unit in rest if end is None or unit.place <= end)
    return before, tuple(unit.id for unit in rest if end is not None and unit.place > end)


def _find_moved(rows: Sequence[Row]) -> list[bool]:
    """For each row, sorted by its a side, whether it crosses the order that most words keep."""
    return [not stays for stays in find_stays([row.b[0] for row in rows], [_weigh(row) for row in rows])]


def _weigh(row: Row) -> float:
    return 1.0 + row.sides[0].weight + row.sides[1].weight


def _measure_similarity(
    story: Story, rows: Sequence[Row], units_a: Sequence[Told], units_b: Sequence[Told]
) -> float:
    """The share of both sources' words that the other has, each unit by how much its best row covers."""
    covered: dict[tuple[str, int], float] = {}
    for row in rows:
        cover_a, cover_b = measure_cover(story, *row.sides)
        for side, places, cover in (("a", row.a, cover_a), ("b", row.b, cover_b)):
            for place in places:
                covered[side, place] = max(covered.get((side, place), 0.0), min(1.0, cover))
    total = sum(len(unit.keys) for unit in (*units_a, *units_b))
    found = math.fsum(
        len(units[place].keys) * cover
        for (side, place), cover in covered.items()
        for units in (units_a if side == "a" else units_b,)
    )
    return round(found / total, 4) if total else 0.0


def _list_evidence(aligned: Aligned, look: SecondLook, place: Place) -> tuple[Evidence, ...]:
    """The strongest reasons for a link, by their shares of all that speaks for it."""
    parts = split_score(aligned.weights, look, place)
    if not parts:
        return (Evidence(Reason.SAME_WORDS, 1.0, ""),)
    sums: dict[Reason, float] = defaultdict(float)
    for feature, part in parts:
        sums[feature.reason] += part
    total = math.fsum(part for part in sums.values() if part > 0) or 1.0
    reasons = sorted(((part / total, reason) for reason, part in sums.items()), key=lambda r: (-r[0], r[1]))
    view = look.first.view
    x, y = view.a.units[place[0]], view.b.units[place[1]]
    return tuple(
        Evidence(reason, round(share, 4), describe_reason(reason, view.story, x, y))
        for share, reason in reasons[:_REASONS]
        if share >= _LEAST_SHARE
    )


def _write_notes(sources: Sequence[ParsedSource], aligned: Aligned) -> tuple[Note, ...]:
    """What was cut short, in an order of its own."""
    notes = []
    for (a, b), look in aligned.looks.items():
        labels = sorted(sources[aligned.order[place]].source.label for place in (a, b))
        between = f"{labels[0]} and {labels[1]}"
        if look.first.candidates.is_blunt:
            notes.append(
                f"between {between} some units have only words that stand in too many others; "
                "they are aligned where they are word for word the same, and not otherwise"
            )
    long = sorted(
        telling.source.source.label
        for telling in aligned.story.tellings
        if any(len(unit.keys) > ORDER_LIMIT for unit in telling.units)
    )
    notes += [
        f"{label} has units of more than {ORDER_LIMIT} words; what is behind is compared without its order"
        for label in long
    ]
    return tuple(Note("align", reason) for reason in sorted(notes))
