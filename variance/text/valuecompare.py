"""Whether two values agree, exclude each other or cannot be told apart; relative dates made absolute."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from variance.text.exact import divide, read_exact
from variance.text.valuekinds import Qualifier, Value, ValueKind
from variance.text.wordlists import list_words

if TYPE_CHECKING:
    from variance.text.exact import Exact

_WEEKDAYS = list_words("monday tuesday wednesday thursday friday saturday sunday")
_DAYS_A_WEEK = len(_WEEKDAYS)
_MONTHS_A_YEAR = 12
# "About 50" and "52" are one estimate: within a tenth part a rounded number does not contradict an exact one.
_ROUNDING = 10
_CALENDAR = frozenset({ValueKind.DATE, ValueKind.MONTH, ValueKind.YEAR})


def compare_values(own: Value, other: Value) -> bool | None:
    """True if two values agree, False if they exclude each other, None where the text does not tell.

    Symmetric. Values of different kinds or units, a date and a weekday, a range and a number inside it,
    and an estimate near an exact number do not exclude each other.
    """
    if own.key == other.key:
        return True
    if not (own.is_comparable and other.is_comparable):
        return None
    if own.kind in _CALENDAR and other.kind in _CALENDAR:
        return _compare_calendar(own, other)
    if own.kind is not other.kind or own.key[:-1] != other.key[:-1]:
        return None
    if own.kind.is_temporal:
        return False
    return _compare_numbers(own, other)


def _compare_calendar(own: Value, other: Value) -> bool | None:
    """Dates, months and years by the parts that both give."""
    own_parts, other_parts = _read_calendar(own), _read_calendar(other)
    if own_parts is None or other_parts is None:
        return None
    shared = [(one, two) for one, two in zip(own_parts, other_parts, strict=True) if one and two]
    if any(one != two for one, two in shared):
        return False
    if own.kind is other.kind is ValueKind.DATE:
        return True  # at most a year is missing on one side
    # What is left gives a part that the other does not: one is the more exact, or they are of two kinds.
    return None


def _read_calendar(value: Value) -> tuple[str, str, str] | None:
    """Year, month and day, each empty where it is not given; None for a stretch of days or years."""
    if ".." in value.key[1]:
        return None
    if value.kind is ValueKind.YEAR:
        return value.key[1], "", ""
    year = value.key[2] if len(value.key) > 2 else ""
    month, _, day = value.key[1].partition("-")
    return year, month, day


def _compare_numbers(own: Value, other: Value) -> bool | None:
    own_low, own_high = _read_bounds(own)
    other_low, other_high = _read_bounds(other)
    if own_low is None or other_low is None or own_high is None or other_high is None:
        return False
    if own_low <= other_high and other_low <= own_high:
        return None  # equal keys were met before: the one is a range or an estimate that holds the other
    return False


def _read_bounds(value: Value) -> tuple[Exact | None, Exact | None]:
    """The least and the greatest number a value allows; None for a score."""
    low_text, _, high_text = value.key[-1].partition("..")
    try:
        low, high = read_exact(low_text), read_exact(high_text or low_text)
    except ValueError:
        return None, None
    endless = 10**30
    match value.qualifier:
        case Qualifier.ABOUT:
            return low - divide(low, _ROUNDING), high + divide(high, _ROUNDING)
        case Qualifier.NEARLY:
            return low - divide(low, _ROUNDING), high
        case Qualifier.OVER | Qualifier.AT_LEAST:
            return low, endless
        case Qualifier.UNDER | Qualifier.AT_MOST:
            return 0, high
        case _:
            return low, high


def resolve_value(value: Value, published: date) -> Value:
    """A weekday or relative date as a date of the calendar, by the day its article was published.

    A weekday is taken as the last one on or before that day, as news of what happened means it; "next" as
    the first after it. What cannot be resolved comes back as it is.
    """
    if value.kind is ValueKind.WEEKDAY:
        day = _WEEKDAYS.index(value.key[1])
        back = (published.weekday() - day) % _DAYS_A_WEEK
        relation = value.key[2] if len(value.key) > 2 else ""
        if not value.is_comparable or relation:
            return value
        return _make_date(value, published - timedelta(days=back))
    if value.kind is ValueKind.DATE and len(value.key) == 2 and ".." not in value.key[1]:
        return _complete_year(value, published)
    if value.kind is not ValueKind.RELATIVE:
        return value
    days = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(value.key[1])
    if days is not None:
        return _make_date(value, published + timedelta(days=days))
    relation, _, unit = value.key[1].partition(" ")
    step = {"this": 0, "last": -1, "previous": -1, "next": 1, "coming": 1}.get(relation)
    if step is None or unit not in ("month", "year"):
        return value
    if unit == "year":
        year = str(published.year + step)
        return value._replace(kind=ValueKind.YEAR, key=("year", year), is_comparable=True)
    year_number, month = divmod(published.year * _MONTHS_A_YEAR + published.month - 1 + step, _MONTHS_A_YEAR)
    key = ("month", f"{month + 1:02}", str(year_number))
    return value._replace(kind=ValueKind.MONTH, key=key, is_comparable=True)


def _make_date(value: Value, day: date) -> Value:
    key = ("date", f"{day.month:02}-{day.day:02}", str(day.year))
    return value._replace(kind=ValueKind.DATE, key=key, is_comparable=True)


def _complete_year(value: Value, published: date) -> Value:
    """A day of a month with the year in which it lies nearest to the article."""
    month, day = (int(part) for part in value.key[1].split("-"))
    candidates = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:  # 29 February
            continue
    if not candidates:
        return value
    return _make_date(value, min(candidates, key=lambda candidate: abs((candidate - published).days)))
