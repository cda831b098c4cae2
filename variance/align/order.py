"""Order: the best way through two tellings side by side, as a reader goes who reads both along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_Place = tuple[int, int]
_Path = tuple[float, _Place]  # what a path has gained, and its last place

_NOWHERE: _Place = (-1, -1)
_START: _Path = (0.0, _NOWHERE)


def find_path(gains: Mapping[_Place, float], price: float) -> list[_Place]:
    """The places of the path that gains most, from the first to the last.

    No step of a path goes back on either side; one that stays with a unit of a side, since the other side
    tells it in two, costs ``price``. Gains are above 0. Time is that of sorting.
    """
    columns = {j: at for at, j in enumerate(sorted({j for _, j in gains}), start=1)}
    tree = [_START] * (len(columns) + 1)  # prefix maxima over the columns, of the rows above
    in_column: dict[int, _Path] = {}
    in_row: list[tuple[int, _Path]] = []
    before: dict[_Place, _Place] = {}
    best, row = _START, -1
    for place in sorted(gains):
        if place[0] != row:
            row = place[0]
            for at, path in in_row:
                _enter(tree, at, path)
            in_row = []
        found = _find_best(tree, columns[place[1]] - 1)
        for gained, last in (*(path for _, path in in_row), in_column.get(place[1], _START)):
            found = max(found, (gained - price, last))
        before[place] = found[1]
        path = (found[0] + gains[place], place)
        in_row.append((columns[place[1]], path))
        in_column[place[1]] = max(path, in_column.get(place[1], _START))
        best = max(best, path)
    return _walk_back(before, best[1])


def _enter(tree: list[_Path], at: int, path: _Path) -> None:
    while at < len(tree):
        tree[at] = max(tree[at], path)
        at += at & -at


def _find_best(tree: Sequence[_Path], at: int) -> _Path:
    found = _START
    while at:
        found = max(found, tree[at])
        at &= at - 1
    return found


def _walk_back(before: Mapping[_Place, _Place], last: _Place) -> list[_Place]:
    places = []
    while last != _NOWHERE:
        places.append(last)
        last = before[last]
    return places[::-1]
