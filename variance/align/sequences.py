"""Words in order: how far two units tell the same words one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from variance.align.story import ORDER_LIMIT, Story, Told

FEWEST_WORDS = 6  # a sequence of fewer words is measured as if it had so many: "he said" in order is little
_SMALL_WORD = 0.08  # the weight of a function word inside a run


def measure_order(x: Told, y: Told) -> int:
    """The length of the longest common sequence of words of two units."""
    return _measure_sequence(x.masks, min(len(x.keys), ORDER_LIMIT), y.keys)


def measure_sequence(x: Sequence[str], y: Sequence[str]) -> int:
    """The length of the longest common subsequence of the first words of two sequences."""
    masks: dict[str, int] = {}
    for at, key in enumerate(x[:ORDER_LIMIT]):
        masks[key] = masks.get(key, 0) | 1 << at
    return _measure_sequence(masks, min(len(x), ORDER_LIMIT), y)


def _measure_sequence(masks: Mapping[str, int], width: int, other: Sequence[str]) -> int:
    return width - _match_rows(masks, width, other).bit_count()


def _match_rows(masks: Mapping[str, int], width: int, other: Sequence[str]) -> int:
    """A bit a place of one sequence, a step a word of the other; a zero is a word in common (Hyyrö 2004)."""
    full = (1 << width) - 1
    row = full
    for key in other[:ORDER_LIMIT]:
        mask = masks.get(key)
        if mask is not None:
            matched = row & mask
            if matched:
                row = ((row + matched) | (row - matched)) & full
    return row


def measure_rest(whole: Told, part: Told, rest: Told, *, is_first: bool) -> float:
    """How closely ``part`` gives in order what ``rest``, its neighbour, leaves of ``whole``.

    The whole is cut where the two together match it best; the share is of the longer of the part and its
    piece. ``is_first`` says that the part stands before the rest.
    """
    width = min(len(whole.keys), ORDER_LIMIT)
    ahead, behind = (part, rest) if is_first else (rest, part)
    forth = _list_prefix_matches(whole.keys[:width], ahead.keys)
    back = _list_prefix_matches(whole.keys[:width][::-1], behind.keys[::-1])[::-1]
    cut = max(range(width + 1), key=lambda at: (forth[at] + back[at], -at))
    matched, length = (forth[cut], cut) if is_first else (back[cut], width - cut)
    return matched / max(FEWEST_WORDS, length, len(part.keys))


def _list_prefix_matches(whole: Sequence[str], other: Sequence[str]) -> list[int]:
    """The longest common subsequence of every prefix of one sequence with the other."""
    masks: dict[str, int] = {}
    for at, key in enumerate(whole):
        masks[key] = masks.get(key, 0) | 1 << at
    row = _match_rows(masks, len(whole), other)
    found = [0]
    for at in range(len(whole)):
        found.append(found[-1] + (not row >> at & 1))
    return found


def measure_run(story: Story, x: Told, y: Told) -> float:
    """The weight of the heaviest run of words in common."""
    return find_run(x, y, story.weights, x.bigrams & y.bigrams)[0]


def find_run(
    x: Told, y: Told, weights: Mapping[str, float], shared: Set[tuple[str, str]]
) -> tuple[float, int, int]:
    """(weight, start, end) of the heaviest run of x's words whose neighbours are neighbours in y, too."""
    best, best_start, best_end = 0.0, 0, 0
    if not shared:
        return best, best_start, best_end
    weight, start = 0.0, 0
    last = ""
    for at, key in enumerate(x.keys[:ORDER_LIMIT]):
        value = weights[key] if key in x.content else _SMALL_WORD
        if (last, key) in shared:
            weight += value
            if weight > best:
                best, best_start, best_end = weight, start, at + 1
        else:
            weight, start = value, at
        last = key
    return best, best_start, best_end
