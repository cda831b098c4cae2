"""Quotations of two independent sentences: partners with other words, and marks on one side only."""

from __future__ import annotations

from collections.abc import Iterator

from variance.classify.atoms import make_word_key
from variance.classify.differences import find_differences
from variance.classify.finds import Find
from variance.classify.judge import join_judgements, judge_difference, show_edit
from variance.classify.sides import Side, cut_side, look_once
from variance.text.quotation_relations import relate_quotations
from variance.text.stems import stem_word
from variance.text.wordlists import FUNCTION_WORDS
from variance.vocabulary import AlignmentKind, ChangeKind, QuotationRelation

# A longer quotation is met by its words or not at all.
_SHORT_QUOTATION = 5
# Each quotation of one side is laid against each of the other; a sentence has one or two.
_MOST = 20
_LONGEST_SIDE = 3_000
_KINDS = {
    QuotationRelation.TRANSLATION: ChangeKind.QUOTE_ALTERED,
    QuotationRelation.CUT: ChangeKind.QUOTE_CUT,
    QuotationRelation.EXTENDED: ChangeKind.QUOTE_CUT,
}


def find_quotation_changes(a: Side, b: Side, kind: AlignmentKind) -> Iterator[Find]:
    """Every quotation whose partner has other words or fewer, and words that only one side puts in marks."""
    own, other = list_quotations(a)[:_MOST], list_quotations(b)[:_MOST]
    if max(len(a.tokens), len(b.tokens)) > _LONGEST_SIDE:
        return
    met_a: set[tuple[int, int]] = set()
    met_b: set[tuple[int, int]] = set()
    for one in own:
        for two in other:
            relation = relate_quotations(a.tokens[slice(*one)], b.tokens[slice(*two)])
            if relation is None or two in met_b:
                continue
            met_a.add(one)
            met_b.add(two)
            if relation is QuotationRelation.ALTERED:
                yield from _find_altered_words(a, one, b, two)
            elif relation in _KINDS:
                yield Find(_KINDS[relation], one, two)
            break
    for one in own:
        place = None if one in met_a else _find_unquoted(a, one, b, kind)
        if place:
            yield Find(ChangeKind.QUOTE_MARKS, one, place)
    for two in other:
        place = None if two in met_b else _find_unquoted(b, two, a, kind)
        if place:
            yield Find(ChangeKind.QUOTE_MARKS, place, two)


def _find_altered_words(a: Side, one: tuple[int, int], b: Side, two: tuple[int, int]) -> list[Find]:
    """The words that differ between two forms of one quotation; the whole of both if no word does."""
    differences = find_differences(cut_side(a, *one), cut_side(b, *two))
    judgements = join_judgements(judge_difference(difference, kind) for difference, kind in differences)
    found = []
    for judgement in judgements:
        edit = show_edit(judgement)
        if judgement.verdict.kind in (ChangeKind.QUOTE_ALTERED, ChangeKind.QUOTE_CUT):
            places = (
                (one[0] + edit.a_start, one[0] + edit.a_end),
                (two[0] + edit.b_start, two[0] + edit.b_end),
            )
            found.append(Find(judgement.verdict.kind, *places))
    return found or [Find(ChangeKind.QUOTE_ALTERED, one, two)]


@look_once
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


def _find_unquoted(
    side: Side, quotation: tuple[int, int], other: Side, kind: AlignmentKind
) -> tuple[int, int] | None:
    """Where the other side has the quoted words without marks, or a paraphrase of a short quotation."""
    tokens = [token for token in side.tokens[slice(*quotation)] if token.is_word]
    words = [make_word_key(token) for token in tokens]
    content = [stem_word(token.key) for token in tokens if token.key not in FUNCTION_WORDS]
    if not content:
        return None
    keys = _read_keys(other)
    for start in range(len(keys) - len(words) + 1):
        end = start + len(words)
        if keys[start:end] == words and not any(other.quoted[start:end]):
            return start, end
    if kind is not AlignmentKind.PARAPHRASE or len(words) > _SHORT_QUOTATION:
        return None
    # Of two words that tell something one must be the same, of three two.
    stems = _read_stems(other)
    hits = [index for index, stem in enumerate(stems) if stem in content and not other.quoted[index]]
    if not hits or len({stems[index] for index in hits}) * 2 < len(set(content)):
        return None
    is_close = hits[-1] - hits[0] <= 2 * len(words)
    return (hits[0], hits[-1] + 1) if is_close else None


@look_once
def _read_keys(side: Side) -> list[str]:
    return [make_word_key(token) for token in side.tokens]


@look_once
def _read_stems(side: Side) -> list[str]:
    """The stem of each token, empty for a mark."""
    return [stem_word(token.key) if token.is_word else "" for token in side.tokens]
