"""Dates and numbers of two independent sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variance.classify.attribution import list_named
from variance.classify.figures import is_vague
from variance.classify.finds import Find
from variance.classify.grammar import PREPOSITIONS
from variance.classify.sides import Side
from variance.text.valuecompare import compare_values
from variance.text.valuekinds import Value
from variance.vocabulary import AlignmentKind, ChangeKind, Severity

# So far behind a verb of reporting a date says when it was said, not when it happened.
_SAID_WITHIN = 3
_MOST_VALUES = 100  # each is laid against each; a sentence names one or two
_TIME_PREPOSITIONS = PREPOSITIONS & {"on", "in", "at", "since", "until", "by", "from", "before", "after"}


def find_figure_changes(a: Side, b: Side, kind: AlignmentKind) -> Iterator[Find]:
    """Dates and numbers that disagree, and dates that only one side gives (mild)."""
    dates_a = [value for value in a.values if value.kind.is_temporal][:_MOST_VALUES]
    dates_b = [value for value in b.values if value.kind.is_temporal][:_MOST_VALUES]
    said_a = [value for value in dates_a if _is_said(a, value)]
    said_b = [value for value in dates_b if _is_said(b, value)]
    told_a = [value for value in dates_a if value not in said_a]
    told_b = [value for value in dates_b if value not in said_b]
    yield from _compare_dates(a, b, told_a, told_b)
    yield from _compare_dates(a, b, said_a, said_b)
    yield from _compare_counts(a, b)


def _compare_dates(a: Side, b: Side, own: Sequence[Value], other: Sequence[Value]) -> Iterator[Find]:
    keys_a, keys_b = {value.key for value in own}, {value.key for value in other}
    left = [value for value in own if value.key not in keys_b]
    right = [value for value in other if value.key not in keys_a]
    is_single = len(left) == len(right) == 1
    for value in left:
        partner = next((v for v in right if v.kind is value.kind), right[0] if right else None)
        if partner is None:
            if is_vague(value):
                continue  # "in recent months" against nothing tells a reader nothing
            yield Find(ChangeKind.DATE_TIME, _with_preposition(a, value), _empty(b), Severity.WORDING)
            continue
        right.remove(partner)
        agrees = compare_values(value, partner)
        if agrees:
            continue
        # Of several dates nobody can tell which answers which; one against one of a kind disagrees.
        is_sure = is_single and agrees is False
        yield Find(
            ChangeKind.DATE_TIME,
            _with_preposition(a, value),
            _with_preposition(b, partner),
            None if is_sure else Severity.WORDING,
        )
    for value in right:
        if is_vague(value):
            continue
        yield Find(ChangeKind.DATE_TIME, _empty(a), _with_preposition(b, value), Severity.WORDING)


def _compare_counts(a: Side, b: Side) -> Iterator[Find]:
    """Numbers of the same thing that exclude each other; numbers of different things are no difference."""
    for value in a.values[:_MOST_VALUES]:
        if value.kind.is_temporal or not value.counted:
            continue
        answers = [v for v in b.values[:_MOST_VALUES] if v.kind is value.kind and v.counted == value.counted]
        if len(answers) == 1 and compare_values(value, answers[0]) is False:
            yield Find(ChangeKind.NUMBER, (value.start, value.end), (answers[0].start, answers[0].end))


def _is_said(side: Side, value: Value) -> bool:
    """Whether a date belongs to a verb of reporting: "officials said on Friday"."""
    return any(
        found.verb_end <= value.start <= max(found.end, found.verb_end) + _SAID_WITHIN - 1
        and all(token.is_word for token in side.tokens[found.verb_end : value.start])
        for found in list_named(side)
    )


def _with_preposition(side: Side, value: Value) -> tuple[int, int]:
    start = value.start
    if start > 0 and not side.is_unit_start(start) and side.tokens[start - 1].key in _TIME_PREPOSITIONS:
        start -= 1
    return start, value.end


def _empty(side: Side) -> tuple[int, int]:
    return len(side.tokens), len(side.tokens)
