"""The word diff: which runs of words differ between two texts, the same whichever side comes first.

difflib alone answers differently when its sides are swapped and is cubic at worst; so the two sides are
put in one order first, common ends are trimmed, words that occur once on both sides are taken as anchors
(patience), and difflib sees only the small gaps between them. Every step counts its work: what would cost
too much is reported as one edit, which is true, if coarse.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

from variance.frozen import NamedTuple
from variance.text.tokens import Token

# Counted steps after which a diff stops looking for finer differences. Two sentences of 60 words cost
# under 2,000 steps, two whole articles of 2,000 words under 60,000: only freak input comes near it.
WORK_LIMIT = 2_000_000


class Edit(NamedTuple):
    """``a[a_start:a_end]`` stands where ``b[b_start:b_end]`` does; one of the two may be empty."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int

    @property
    def flipped(self) -> Edit:
        """The same edit seen from the other side."""
        return Edit(self.b_start, self.b_end, self.a_start, self.a_end)


def join_edits(edits: Iterable[Edit], are_one: Callable[[Edit, Edit], bool]) -> list[Edit]:
    """The edits, neighbours made one, with what stands between them, where ``are_one`` says so of the two.

    The first of the two may be joined already.
    """
    joined: list[Edit] = []
    for edit in edits:
        last = joined[-1] if joined else None
        if last is not None and are_one(last, edit):
            joined[-1] = Edit(last.a_start, edit.a_end, last.b_start, edit.b_end)
        else:
            joined.append(edit)
    return joined


def diff_tokens(a: Sequence[Token], b: Sequence[Token]) -> tuple[Edit, ...]:
    """The edits between two rows of tokens, in order and without touching; equal forms are no difference.

    Swapping the sides flips the edits and changes nothing else. Cost: at most WORK_LIMIT counted steps.
    """
    return diff_keys([t.form for t in a], [t.form for t in b], [t.is_word for t in a])


def diff_keys(a: Sequence[str], b: Sequence[str], is_word: Sequence[bool] | None = None) -> tuple[Edit, ...]:
    """The edits between two rows of keys; ``is_word[i]`` says whether ``a[i]`` may anchor the diff.

    Marks are bad anchors: the one comma of two sentences joins places that have nothing to do with
    each other. Without ``is_word`` every key that holds a letter or digit may be one.
    """
    left, right = list(a), list(b)
    anchors = {key for key, word in zip(left, is_word, strict=True) if word} if is_word is not None else None
    # One order for both directions: this is what makes the answer the same when the sides are swapped.
    if right < left:
        return tuple(edit.flipped for edit in _diff(right, left, anchors))
    return _diff(left, right, anchors)


def _diff(a: list[str], b: list[str], anchors: set[str] | None) -> tuple[Edit, ...]:
    """The edits between two rows whose order is settled."""
    budget = WORK_LIMIT
    edits: list[Edit] = []
    gaps = [(0, len(a), 0, len(b))]
    while gaps:
        a_start, a_end, b_start, b_end = gaps.pop()
        while a_start < a_end and b_start < b_end and a[a_start] == b[b_start]:
            a_start, b_start = a_start + 1, b_start + 1
        while a_start < a_end and b_start < b_end and a[a_end - 1] == b[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
        if a_start == a_end and b_start == b_end:
            continue
        if a_start == a_end or b_start == b_end:
            edits.append(Edit(a_start, a_end, b_start, b_end))
            continue
        budget -= (a_end - a_start) + (b_end - b_start)
        pairs = _find_anchors(a, b, (a_start, a_end, b_start, b_end), anchors) if budget > 0 else []
        if pairs:
            gaps.extend(reversed(_split_gap((a_start, a_end, b_start, b_end), pairs)))
            continue
        left, right = a[a_start:a_end], b[b_start:b_end]
        cost = _estimate_cost(left, right)
        if cost > budget:
            edits.append(Edit(a_start, a_end, b_start, b_end))
            continue
        budget -= cost
        if set(left).isdisjoint(right):
            edits.append(Edit(a_start, a_end, b_start, b_end))
            continue
        matcher = SequenceMatcher(None, left, right, autojunk=False)
        edits.extend(
            Edit(a_start + i, a_start + j, b_start + k, b_start + m)
            for tag, i, j, k, m in matcher.get_opcodes()
            if tag != "equal"
        )
    return _join_touching(edits)


def _find_anchors(
    a: list[str], b: list[str], gap: tuple[int, int, int, int], anchors: set[str] | None
) -> list[tuple[int, int]]:
    """Pairs of places of keys that occur once on both sides of the gap: the longest row that runs forward."""
    a_start, a_end, b_start, b_end = gap
    counts_a = Counter(a[a_start:a_end])
    counts_b = Counter(b[b_start:b_end])
    places_b = {b[j]: j for j in range(b_start, b_end) if counts_b[b[j]] == 1}
    pairs = [
        (i, places_b[a[i]])
        for i in range(a_start, a_end)
        if counts_a[a[i]] == 1
        and a[i] in places_b
        and (any(c.isalnum() for c in a[i]) if anchors is None else a[i] in anchors)
    ]
    return _keep_rising(pairs)


def _keep_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs in which the second number rises; the first one does already."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(tails, place)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(place)
            ends.append(index)
        else:
            tails[length] = place
            ends[length] = index
    row: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        row.append(pairs[index])
        index = before[index]
    return row[::-1]


def _split_gap(
    gap: tuple[int, int, int, int], pairs: list[tuple[int, int]]
) -> list[tuple[int, int, int, int]]:
    """The gaps before, between and behind the anchors, in order."""
    a_start, a_end, b_start, b_end = gap
    gaps = []
    for i, j in (*pairs, (a_end, b_end)):
        gaps.append((a_start, i, b_start, j))
        a_start, b_start = i + 1, j + 1
    return gaps


def _estimate_cost(a: list[str], b: list[str]) -> int:
    """An upper bound of difflib's steps: the pairs of equal keys, once for each block it can find."""
    counts = Counter(b)
    pairs = sum(counts[key] for key in a)
    return len(a) + len(b) + pairs * min(len(a), len(b), pairs)


def _join_touching(edits: list[Edit]) -> tuple[Edit, ...]:
    """The edits in order, with those that touch made one."""
    in_order = sorted(edits, key=lambda e: (e.a_start, e.b_start))
    return tuple(join_edits(in_order, lambda one, two: one.a_end == two.a_start and one.b_end == two.b_start))
