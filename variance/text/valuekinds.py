"""What a value in a text is: its kind, its key, and what qualifies it."""

from __future__ import annotations

from enum import StrEnum

from variance.frozen import NamedTuple


class ValueKind(StrEnum):
    """What a value measures."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    PERCENTAGE = "percentage"
    MONEY = "money"
    MEASURE = "measure"
    DURATION = "duration"
    AGE = "age"
    VAGUE = "vague"
    TIME = "time"
    WEEKDAY = "weekday"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    RELATIVE = "relative"

    @property
    def is_temporal(self) -> bool:
        """Whether it says when: another one is a change of date or time, not of number."""
        return self in _TEMPORAL


_TEMPORAL = frozenset(
    {
        ValueKind.TIME,
        ValueKind.WEEKDAY,
        ValueKind.DATE,
        ValueKind.MONTH,
        ValueKind.YEAR,
        ValueKind.DECADE,
        ValueKind.RELATIVE,
    }
)


class Qualifier(StrEnum):
    """What a word before or behind a value does to it."""

    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Value(NamedTuple):
    """A value at ``tokens[start:end]``, its qualifier not included.

    ``key`` begins with the kind and is equal for the same value in another form. ``is_comparable`` is
    False where the value alone does not say what it means ("last year" without the article's date,
    "hundreds", "3m"). ``counted`` is the stem of the word that follows a count ("incid" of "three such
    incidents"), empty if there is none. ``qualifier_start`` is where the qualifier begins, else ``start``.
    """

    start: int
    end: int
    kind: ValueKind
    key: tuple[str, ...]
    is_comparable: bool = True
    qualifier: Qualifier | None = None
    counted: str = ""
    qualifier_start: int = -1
