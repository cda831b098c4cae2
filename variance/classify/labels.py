"""Terms that style guides argue about, in place of one another; the verdict takes no side."""

from __future__ import annotations

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
        a, b = find_concepts(grown.a_tokens), find_concepts(grown.b_tokens)
        if set(a) & set(b):
            return Verdict(ChangeKind.LABEL, edit=grown.edit)
    return None


def _grow(difference: Difference, before: int, behind: int) -> Difference | None:
    """The difference with so many of the words around it that both sides share; None if they do not."""
    edit = difference.edit
    i, j, k, m = edit.a_start - before, edit.b_start - before, edit.a_end + behind, edit.b_end + behind
    if i < 0 or j < 0 or k > len(difference.a.tokens) or m > len(difference.b.tokens):
        return None
    around_a = (*difference.a.tokens[i : edit.a_start], *difference.a.tokens[edit.a_end : k])
    around_b = (*difference.b.tokens[j : edit.b_start], *difference.b.tokens[edit.b_end : m])
    if [token.key for token in around_a] != [token.key for token in around_b]:
        return None
    return difference.with_edit(Edit(i, k, j, m))


def find_concepts(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """The concepts that a run of words may be a label of; none if it holds anything but the label."""
    words = list(tokens)
    while words and words[0].key in DETERMINERS:
        del words[0]
    if not words:
        return ()
    phrase = " ".join(token.key for token in words).replace(" - ", "-")
    head, _, last = phrase.rpartition(" ")
    singular = f"{head} {make_singular(last)}".strip()
    labels = load_labels()
    return labels.get(phrase) or labels.get(singular) or ()
