"""Numbers, sums, dates and times: another value for the same thing, or the same one written otherwise."""

from __future__ import annotations

from variance.classify.difference import Difference, Verdict
from variance.classify.grammar import DETERMINERS, PREPOSITIONS
from variance.classify.sides import Side
from variance.text.measures import find_time_unit
from variance.text.valuecompare import compare_values
from variance.text.valuekinds import Value
from variance.vocabulary import ChangeKind, Severity

# What may stand around a value that a reader still takes for the value alone: "on Monday", "about 4,000".
_AROUND = (
    PREPOSITIONS | DETERMINERS | frozenset({"and", "or", "some", "more", "than", "least", "nearly", "almost"})
)


def find_value_form(difference: Difference) -> Verdict | None:
    """The same number, sum or date in another form: three, 3; $50 billion, $50bn."""
    a, b = list_values(difference)
    if difference.is_form and a and len(a) == len(b):
        return Verdict(ChangeKind.VALUE_FORM)
    return None


def find_value(difference: Difference) -> Verdict | None:
    """Another value in the same place, or a value that only one side gives (mild)."""
    a, b = list_values(difference)
    if len(a) == len(b) == 1:
        return _judge_two(difference, a[0], b[0])
    if not a and not b:
        return _judge_units(difference)
    if a and b:
        return None
    value = (a or b)[0]
    side, start, end = _find_giver(difference, is_base=bool(a))
    if not _is_bare(side, start, end, a or b):
        return None
    other = difference.b_keys if a else difference.a_keys
    if not other:
        return Verdict(_name_kind(value), Severity.WORDING)
    # "48 villagers" for "several villagers": an exact value in the place of a vague word.
    return Verdict(_name_kind(value), Severity.WORDING) if set(other) <= _AROUND else None


def list_values(difference: Difference) -> tuple[list[Value], list[Value]]:
    """The values wholly inside the difference, by side."""
    edit = difference.edit
    return (
        difference.a.list_values(edit.a_start, edit.a_end),
        difference.b.list_values(edit.b_start, edit.b_end),
    )


def _judge_units(difference: Difference) -> Verdict | None:
    """A length of time without a number: within a week, within a month."""
    a, b = difference.a_keys, difference.b_keys
    if len(a) != 1 or len(b) != 1:
        return None
    one, two = find_time_unit(a[0]), find_time_unit(b[0])
    # "A second minister" and "a day" are no lengths of time to compare.
    if not one or not two or one == two or "second" in (one, two):
        return None
    return Verdict(ChangeKind.DATE_TIME)


def _judge_two(difference: Difference, a: Value, b: Value) -> Verdict | None:
    """What two values in one place are; nothing where the one is a date and the other a number."""
    if a.kind.is_temporal is not b.kind.is_temporal:
        return None
    agrees = compare_values(a, b)
    if agrees:
        # "Second-biggest" and "second-largest": the value is the same, and the rest is worded otherwise.
        edit = difference.edit
        is_all = _is_bare(difference.a, edit.a_start, edit.a_end, [a]) or _is_bare(
            difference.b, edit.b_start, edit.b_end, [b]
        )
        return Verdict(ChangeKind.VALUE_FORM) if is_all else None
    if not a.kind.is_temporal and a.kind is not b.kind and a.key[-1] == b.key[-1]:
        return Verdict(ChangeKind.VALUE_FORM)  # "12g" and "12 grams": a unit that only one side's form tells
    # A weekday against a date, "last week" against "in June": perhaps the same, nobody can tell.
    shorter, longer = sorted((a.key, b.key), key=len)
    is_closer = longer[: len(shorter)] == shorter
    is_open = agrees is None and (a.kind is not b.kind or (a.kind.is_temporal and is_closer))
    return Verdict(_name_kind(a), Severity.WORDING if is_open else None)


def _name_kind(value: Value) -> ChangeKind:
    return ChangeKind.DATE_TIME if value.kind.is_temporal else ChangeKind.NUMBER


def _find_giver(difference: Difference, *, is_base: bool) -> tuple[Side, int, int]:
    edit = difference.edit
    if is_base:
        return difference.a, edit.a_start, edit.a_end
    return difference.b, edit.b_start, edit.b_end


def _is_bare(side: Side, start: int, end: int, values: list[Value]) -> bool:
    """Whether a stretch holds values and small words only."""
    inside = {index for value in values for index in range(value.start, value.end)}
    return all(
        index in inside or not token.is_word or token.key in _AROUND
        for index, token in enumerate(side.tokens[start:end], start)
    )
