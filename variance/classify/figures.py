"""The values of a side as its readers take them: a weekday with its part of the day, twice, a pair of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from variance.text.tokens import Token
from variance.text.values import Value, ValueKind, find_values

_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night", "dawn", "noon", "lunchtime"})
_TIMES = {"once": "1", "twice": "2", "thrice": "3"}
_DEGREES = frozenset({"c", "f"})


def read_figures(tokens: Sequence[Token]) -> tuple[Value, ...]:
    """The values of a row of tokens in order, never overlapping."""
    return tuple(_join_words(tokens, _fill_gaps(tokens, find_values(tokens))))


def _fill_gaps(tokens: Sequence[Token], values: Sequence[Value]) -> Iterator[Value]:
    """The values, and between them the words for a number that are none by themselves."""
    at = 0
    for value in (*values, None):
        end = len(tokens) if value is None else value.start
        for index in range(at, end):
            key = tokens[index].key
            if key in _TIMES:
                yield Value(index, index + 1, ValueKind.NUMBER, ("number", _TIMES[key]), counted="time")
            elif key == "a" and [t.key for t in tokens[index + 1 : index + 3]] == ["pair", "of"]:
                yield Value(index, index + 3, ValueKind.NUMBER, ("number", "2"))
        if value is not None:
            yield value
            at = value.end


def _join_words(tokens: Sequence[Token], values: Iterator[Value]) -> Iterator[Value]:
    for value in values:
        following = tokens[value.end].key if value.end < len(tokens) else ""
        is_number = value.kind is ValueKind.NUMBER
        if value.kind is ValueKind.WEEKDAY and following in _DAY_PARTS:
            yield replace(value, end=value.end + 1, key=(*value.key, following))
        elif is_number and following == "times":
            yield replace(value, end=value.end + 1, counted="time")
        elif is_number and following in _DEGREES and tokens[value.end].start == tokens[value.end - 1].end:
            yield replace(value, end=value.end + 1, key=("degrees", following, value.key[-1]))
        else:
            yield value
