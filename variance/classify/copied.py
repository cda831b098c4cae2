"""How much of two sides is the same text: whether one derives from the other."""

from __future__ import annotations

from variance.classify.atoms import make_word_key
from variance.classify.sides import Side, look_once
from variance.text.worddiff import Edit, diff_keys

# Words in a row that two writers seldom choose alike by chance.
_FEWEST_IN_RUN = 3
# Of the links of four stories that readers labelled, all but one with 0.27 and more were "reworded", and none
# of the paraphrases reached 0.28; of the reworded ones seven lay below, most of them parts of a split.
_DERIVED_SHARE = 0.3
# In short sentences three words ("at the summit") are a third and mean nothing.
_FEWEST_COPIED = 8


def is_derived(a: Side, b: Side) -> bool:
    """Whether so much of the longer side stands on both word for word that one derives from the other.

    Counted are runs of three words and more, in which three tenths of the longer side's words must lie.
    """
    keys_a, keys_b = _read_keys(a), _read_keys(b)
    fewest = max(_FEWEST_COPIED, _DERIVED_SHARE * max(len(keys_a), len(keys_b)))
    if _count_in_runs(a, b) < fewest:
        return False
    at = copied = 0
    for edit in (*diff_keys(keys_a, keys_b), Edit(len(keys_a), len(keys_a), len(keys_b), len(keys_b))):
        run = edit.a_start - at
        copied += run if run >= _FEWEST_IN_RUN else 0
        at = edit.a_end
    return copied >= fewest


def _count_in_runs(a: Side, b: Side) -> int:
    """How many words of a side stand in a run of three that the other has somewhere: no diff finds more."""
    runs = _list_runs(b).keys()
    found = {
        at + step
        for run, places in _list_runs(a).items()
        if run in runs
        for at in places
        for step in range(_FEWEST_IN_RUN)
    }
    return len(found)


@look_once
def _list_runs(side: Side) -> dict[tuple[str, ...], list[int]]:
    """Three words in a row → the places where they begin."""
    keys = _read_keys(side)
    places: dict[tuple[str, ...], list[int]] = {}
    for at, run in enumerate(zip(keys, keys[1:], keys[2:], strict=False)):
        places.setdefault(run, []).append(at)
    return places


@look_once
def _read_keys(side: Side) -> list[str]:
    return [make_word_key(token) for token in side.tokens if token.is_word]
