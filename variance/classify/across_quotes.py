"""Quotations of two independent sentences: partners with other words, and marks on one side only."""

from __future__ import annotations

from collections.abc import Iterator

from variance.classify.atoms import make_word_key
from variance.classify.finds import Find
from variance.classify.sides import Side
from variance.model import AlignmentKind, ChangeKind, QuotationRelation
from variance.text.quotation_relations import relate_quotations
from variance.text.wordlists import FUNCTION_WORDS

_KINDS = {
    QuotationRelation.ALTERED: ChangeKind.QUOTE_ALTERED,
    QuotationRelation.TRANSLATION: ChangeKind.QUOTE_ALTERED,
    QuotationRelation.CUT: ChangeKind.QUOTE_CUT,
    QuotationRelation.EXTENDED: ChangeKind.QUOTE_CUT,
}


def find_quotation_changes(a: Side, b: Side, kind: AlignmentKind) -> Iterator[Find]:
    """Every quotation whose partner has other words or fewer, and words that only one side puts in marks."""
    own, other = list_quotations(a), list_quotations(b)
    met_a: set[tuple[int, int]] = set()
    met_b: set[tuple[int, int]] = set()
    for one in own:
        for two in other:
            relation = relate_quotations(a.tokens[slice(*one)], b.tokens[slice(*two)])
            if relation is None or two in met_b:
                continue
            met_a.add(one)
            met_b.add(two)
            if relation in _KINDS:
                yield Find(_KINDS[relation], one, two)
            break
    for one in own:
        place = None if one in met_a else _find_unquoted(a, one, b)
        if place:
            yield Find(ChangeKind.QUOTE_MARKS, one, place)
    for two in other:
        place = None if two in met_b else _find_unquoted(b, two, a)
        if place:
            yield Find(ChangeKind.QUOTE_MARKS, place, two)


def list_quotations(side: Side) -> list[tuple[int, int]]:
    """The token ranges of the side's outer quotations, without their marks; cut at units' ends."""
    found = []
    start = None
    for index in range(len(side.tokens) + 1):
        inside = index < len(side.tokens) and side.quoted[index]
        is_break = index < len(side.tokens) and side.is_unit_start(index)
        if start is not None and (not inside or is_break):
            found.append((start, index))
            start = None
        if inside and start is None:
            start = index
    return found


def _find_unquoted(side: Side, quotation: tuple[int, int], other: Side) -> tuple[int, int] | None:
    """Where the other side has exactly the quoted words outside quotation marks."""
    words = [make_word_key(token) for token in side.tokens[slice(*quotation)] if token.is_word]
    if not any(word not in FUNCTION_WORDS for word in words):
        return None
    keys = [make_word_key(token) for token in other.tokens]
    for start in range(len(keys) - len(words) + 1):
        end = start + len(words)
        if keys[start:end] == words and not any(other.quoted[start:end]):
            return start, end
    return None
