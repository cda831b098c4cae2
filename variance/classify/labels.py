"""Terms that style guides argue about, in place of one another; the verdict takes no side."""

from __future__ import annotations

from variance.classify.difference import Difference, Verdict
from variance.classify.grammar import DETERMINERS
from variance.classify.inflection import make_singular
from variance.lexicon.tables import load_labels
from variance.model import ChangeKind
from variance.text.tokens import Token


def find_label(difference: Difference) -> Verdict | None:
    """Two labels of one concept: militants, terrorists."""
    a, b = find_concepts(difference.a_tokens), find_concepts(difference.b_tokens)
    return Verdict(ChangeKind.LABEL) if set(a) & set(b) else None


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
