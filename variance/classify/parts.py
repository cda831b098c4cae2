"""A sentence that the other source tells in several, one of them copied: all are compared with it at once.

Row by row each part would lack what stands in the other parts; together they lack only what is gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from variance.model import Alignment
from variance.vocabulary import AlignmentKind


def find_parted(rows: Sequence[Alignment]) -> Iterator[tuple[int, ...]]:
    """The places of rows that share one unit of a side and nothing else, at least one of them copied.

    The units of the other side stand in no further row, so that every word has one row to go to.
    """
    for is_base in (True, False):
        count = Counter(unit for row in rows for unit in _get_other(row, is_base=is_base))
        groups: dict[int, list[int]] = {}
        for place, row in enumerate(rows):
            whole = row.a if is_base else row.b
            for unit in whole:
                groups.setdefault(unit, []).append(place)
        for places in groups.values():
            if len(places) > 1 and _are_parts([rows[place] for place in places], count, is_base=is_base):
                yield tuple(places)


def _get_other(row: Alignment, *, is_base: bool) -> tuple[int, ...]:
    return row.b if is_base else row.a


def _are_parts(rows: Sequence[Alignment], count: Counter[int], *, is_base: bool) -> bool:
    kinds = {row.kind for row in rows}
    return (
        AlignmentKind.REWORDED in kinds
        and AlignmentKind.IDENTICAL not in kinds
        and all(len(row.a if is_base else row.b) == 1 for row in rows)
        and all(count[unit] == 1 for row in rows for unit in _get_other(row, is_base=is_base))
    )
