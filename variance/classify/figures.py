"""The values of a side as its readers take them: a weekday with its part of the day, twice, a pair of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variance.text.tokens import Token
from variance.text.values import Value, ValueKind, find_values

_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night", "dawn", "noon", "lunchtime"})
_TIMES = {"once": "1", "twice": "2", "thrice": "3"}
_DEGREES = frozenset({"c", "f"})
_NEARER = frozenset({"early", "earlier", "late", "later"})
# Times that are said without a date. They meet each other in the same place and are no dates of their own.
_SPANS = frozenset(
    {
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "decades",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "shortly",
        "soon",
    }
)
_RELATORS = frozenset({"after", "before", "later", "earlier", "ago"})
_VAGUE_ADVERBS = frozenset({"previously", "recently", "formerly"})
# What any of these begins with: other words need no look.
_OPENERS = _SPANS | _VAGUE_ADVERBS | _TIMES.keys() | {"in", "a"}


def is_vague(value: Value) -> bool:
    """Whether a value is a time without a date: in recent months, days after, previously."""
    return value.key[0] == _VAGUE


_VAGUE = "sometime"


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
            if key not in _OPENERS:
                continue
            if key in _TIMES:
                yield Value(index, index + 1, ValueKind.NUMBER, ("number", _TIMES[key]), counted="time")
            elif (length := _measure_vague(tokens, index, end)) > 0:
                words = " ".join(token.key for token in tokens[index : index + length])
                yield Value(index, index + length, ValueKind.RELATIVE, (_VAGUE, words), is_comparable=False)
            elif key == "a" and [t.key for t in tokens[index + 1 : index + 3]] == ["pair", "of"]:
                yield Value(index, index + 3, ValueKind.NUMBER, ("number", "2"))
        if value is not None:
            yield value
            at = value.end


def _measure_vague(tokens: Sequence[Token], index: int, end: int) -> int:
    """How many words from here on are a time without a date; 0 for none."""
    keys = [token.key for token in tokens[index : min(index + 3, end)]]
    if keys[:2] == ["in", "recent"] and len(keys) > 2 and keys[2] in _SPANS:
        return 3
    if len(keys) > 1 and keys[0] in _SPANS and keys[1] in _RELATORS:
        return 2
    return int(keys[0] in _VAGUE_ADVERBS)


def _join_words(tokens: Sequence[Token], values: Iterator[Value]) -> Iterator[Value]:
    for value in values:
        before = tokens[value.start - 1].key if value.start else ""
        if before in _NEARER and value.kind in (ValueKind.WEEKDAY, ValueKind.RELATIVE):
            value = value._replace(start=value.start - 1, key=(*value.key, before))
        following = tokens[value.end].key if value.end < len(tokens) else ""
        is_number = value.kind is ValueKind.NUMBER
        if value.kind is ValueKind.WEEKDAY and following in _DAY_PARTS:
            yield value._replace(end=value.end + 1, key=(*value.key, following))
        elif is_number and following == "times":
            yield value._replace(end=value.end + 1, counted="time")
        elif is_number and following in _DEGREES and tokens[value.end].start == tokens[value.end - 1].end:
            yield value._replace(end=value.end + 1, key=("degrees", following, value.key[-1]))
        else:
            yield value
