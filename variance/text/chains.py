"""What keeps its order in a sequence and what has moved."""

from __future__ import annotations

from collections.abc import Sequence


def find_stays(places: Sequence[int], weights: Sequence[float]) -> list[bool]:
    """Which members of a sequence stay when those out of order are taken to have moved.

    The heaviest chain in which no place goes back, of several the one whose members come first; n log n.
    """
    columns = {place: column for column, place in enumerate(sorted(set(places)), 1)}
    # A tree of prefix maxima: (weight of the best chain that ends so far left, minus its last member's
    # number), so that of equal chains the first is the greater.
    nothing = (0.0, 1)
    tree: list[tuple[float, int]] = [nothing] * (len(columns) + 1)
    before = [-1] * len(places)
    best = nothing
    for at, (place, weight) in enumerate(zip(places, weights, strict=True)):
        step, found = columns[place], nothing
        while step:
            if tree[step] > found:
                found = tree[step]
            step &= step - 1
        before[at] = -found[1]
        chain = (found[0] + weight, -at)
        if chain > best:
            best = chain
        step = columns[place]
        while step < len(tree):
            if chain > tree[step]:
                tree[step] = chain
            step += step & -step
    stays = [False] * len(places)
    at = -best[1]
    while at >= 0:
        stays[at] = True
        at = before[at]
    return stays
