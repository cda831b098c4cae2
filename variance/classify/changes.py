"""From a pair's alignments to their changes: what differs inside each, with its kind and its exact place."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from variance.classify.across import find_changes_across
from variance.classify.copied import is_derived
from variance.classify.differences import find_differences
from variance.classify.judge import join_changes, judge_difference
from variance.classify.parts import find_parted
from variance.classify.sides import Reading, Side, join_units, look_once, read_once
from variance.frozen import NamedTuple
from variance.model import Alignment, Change, Pair, Span
from variance.text.parsed import ParsedSource
from variance.vocabulary import AlignmentKind, ChangeKind, Severity

_MIRRORED = {ChangeKind.TRIMMED: ChangeKind.EXPANDED, ChangeKind.EXPANDED: ChangeKind.TRIMMED}


class _Found(NamedTuple):
    """What was found between two sides."""

    a: Side
    b: Side
    kind: AlignmentKind
    changes: tuple[Change, ...]


# What was found in a comparison, by all that it follows from: the kind, and the words and names of the sides.
_Known = dict[Hashable, _Found]


def classify_pairs(pairs: Iterable[Pair], sources: Mapping[str, ParsedSource]) -> tuple[Pair, ...]:
    """The pairs of one comparison with the changes of every alignment, and the kinds that follow from them.

    Of several copies of one text most sentences are the same: what differs between two is looked for once.
    """
    known: _Known = {}
    return tuple(_classify_pair(pair, sources[pair.a], sources[pair.b], known) for pair in pairs)


def classify_pair(pair: Pair, a: ParsedSource, b: ParsedSource) -> Pair:
    """The pair with the changes of every alignment, and the kinds that follow from them.

    The answer for (b, a) is the same seen from the other side.
    """
    return _classify_pair(pair, a, b, {})


def _classify_pair(pair: Pair, a: ParsedSource, b: ParsedSource, known: _Known) -> Pair:
    one, two = read_once(a), read_once(b)
    parted: dict[int, Alignment] = {}
    for places in find_parted(pair.alignments):
        rows = [pair.alignments[place] for place in places]
        parted.update(zip(places, classify_parts(rows, one, two), strict=False))
    return replace(
        pair,
        alignments=tuple(
            parted.get(place) or _classify_once(row, join_units(one, row.a), join_units(two, row.b), known)
            for place, row in enumerate(pair.alignments)
        ),
    )


def _classify_once(alignment: Alignment, a: Side, b: Side, known: _Known) -> Alignment:
    """The alignment with its changes, of sides that are known already those found then, moved to their place.

    Sides of several units, which are few, are looked at for themselves.
    """
    if len(alignment.a) != 1 or len(alignment.b) != 1:
        return classify_alignment(alignment, a, b)
    key = (alignment.kind, a.wording, a.names, b.wording, b.names)
    found = known.get(key)
    if found is None:
        made = classify_alignment(alignment, a, b)
        known[key] = _Found(a, b, made.kind, made.changes)
        return made
    changes = tuple(
        Change(
            change.kind,
            change.severity,
            _move_span(change.a, found.a, a),
            _move_span(change.b, found.b, b),
            change.also,
            change.in_quotation,
        )
        for change in found.changes
    )
    return replace(alignment, kind=found.kind, changes=changes)


def _move_span(span: Span, old: Side, new: Side) -> Span:
    """A span of a side of one unit at its place in a side of the same words."""
    if old is new:
        return span
    by = new.start - old.start
    return Span(new.units[0], span.start + by, span.end + by, span.text)


def classify_parts(rows: Sequence[Alignment], a: Reading, b: Reading) -> tuple[Alignment, ...]:
    """The rows of one sentence told in parts, each with the changes that lie in its part; all are reworded.

    None if together the parts are no copy of the whole.
    """
    units_a = sorted({unit for row in rows for unit in row.a})
    units_b = sorted({unit for row in rows for unit in row.b})
    one, two = join_units(a, units_a), join_units(b, units_b)
    if not is_derived(one, two):
        return ()
    changes = find_changes(one, two, AlignmentKind.REWORDED)
    return tuple(
        replace(
            row,
            kind=AlignmentKind.REWORDED,
            changes=tuple(change for change in changes if change.a.unit in row.a and change.b.unit in row.b),
        )
        for row in rows
    )


def classify_alignment(alignment: Alignment, a: Side, b: Side) -> Alignment:
    """The alignment with its changes; of a copied one the kind says how much they matter.

    A paraphrase in which much of the text is the same word for word counts as reworded.
    """
    kind = alignment.kind
    if kind is AlignmentKind.PARAPHRASE and is_derived(a, b):
        kind = AlignmentKind.REWORDED
    changes = find_changes(a, b, kind)
    return replace(alignment, kind=_judge_kind(changes) if kind.is_copied else kind, changes=changes)


def find_changes(a: Side, b: Side, kind: AlignmentKind) -> tuple[Change, ...]:
    """The changes between two sides, in the order of their places."""
    if kind.is_copied and a.wording == b.wording:
        return ()
    # The sides are put in one order first, so that the answer never depends on which is the base.
    if _sort_key(b) < _sort_key(a):
        return tuple(sorted(map(mirror_change, _find_in_order(b, a, kind)), key=_place))
    return tuple(sorted(_find_in_order(a, b, kind), key=_place))


def _find_in_order(a: Side, b: Side, kind: AlignmentKind) -> list[Change]:
    if not kind.is_copied:
        return find_changes_across(a, b, kind)
    return join_changes([judge_difference(difference, kind) for difference, kind in find_differences(a, b)])


def mirror_change(change: Change) -> Change:
    """A change seen from the other side."""
    return Change(
        _MIRRORED.get(change.kind, change.kind),
        change.severity,
        change.b,
        change.a,
        tuple([_MIRRORED.get(kind, kind) for kind in change.also]),
        change.in_quotation,
    )


def _judge_kind(changes: Sequence[Change]) -> AlignmentKind:
    """Identical without changes, variant where all are style or typography, else reworded."""
    if not changes:
        return AlignmentKind.IDENTICAL
    if all(change.severity.rank >= Severity.STYLE.rank for change in changes):
        return AlignmentKind.VARIANT
    return AlignmentKind.REWORDED


@look_once
def _sort_key(side: Side) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(token.key for token in side.tokens), tuple(token.text for token in side.tokens)


def _place(change: Change) -> tuple[int, int, int, int]:
    return change.a.start, change.b.start, change.a.end, change.b.end
