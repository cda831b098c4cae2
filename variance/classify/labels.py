"""Terms that style guides argue about, in place of one another; the verdict takes no side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from variance.classify.difference import Difference, Verdict
from variance.classify.grammar import DETERMINERS
from variance.classify.inflection import make_singular
from variance.lexicon.tables import load_labels
from variance.text.tokens import Token
from variance.text.worddiff import Edit
from variance.vocabulary import ChangeKind

# How many shared words to take in before and behind: "died by" and "committed" are labels with "suicide".
_GROWTH = ((0, 0), (1, 0), (0, 1), (2, 0), (0, 2))


def find_label(difference: Difference) -> Verdict | None:
    """Two labels of one concept: militants, terrorists."""
    if difference.is_one_sided and difference.is_moved:
        return None
    for before, behind in _GROWTH:
        grown = _grow(difference, before, behind)
        if grown is None:
            continue
        a = find_concepts(difference.a.tokens[grown.a_start : grown.a_end])
        if a and not set(a).isdisjoint(find_concepts(difference.b.tokens[grown.b_start : grown.b_end])):
            return Verdict(ChangeKind.LABEL, edit=grown)
    return None


def _grow(difference: Difference, before: int, behind: int) -> Edit | None:
    """The edit with so many of the words around it that both sides share; None if they do not."""
    a, b, edit = difference.a.tokens, difference.b.tokens, difference.edit
    i, j, k, m = edit.a_start - before, edit.b_start - before, edit.a_end + behind, edit.b_end + behind
    if i < 0 or j < 0 or k > len(a) or m > len(b):
        return None
    if any(a[i + step].key != b[j + step].key for step in range(before)):
        return None
    if any(a[edit.a_end + step].key != b[edit.b_end + step].key for step in range(behind)):
        return None
    return Edit(i, k, j, m)


def find_concepts(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The concepts that a run of words may be a label of; none if it holds anything but the label."""
    start = 0
    while start < len(tokens) and tokens[start].key in DETERMINERS:
        start += 1
    if not 0 < len(tokens) - start <= _measure_longest():
        return ()
    phrase = " ".join([token.key for token in tokens[start:]]).replace(" - ", "-")
    head, _, last = phrase.rpartition(" ")
    singular = f"{head} {make_singular(last)}".strip()
    labels = load_labels()
    return labels.get(phrase) or labels.get(singular) or ()


@cache
def _measure_longest() -> int:
    """The most tokens of a label; a hyphen is one, and so are the words on its shores."""
    return max(1 + label.count(" ") + 2 * label.count("-") for label in load_labels())
