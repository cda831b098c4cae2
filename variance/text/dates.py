"""Dates and times in running text: days, months, years, clock times, and what is said relative to today."""

from __future__ import annotations

import re
from collections.abc import Sequence

from variance.text.numerals import get_key, touches
from variance.text.tokens import Token
from variance.text.valuekinds import Value, ValueKind
from variance.text.wordlists import FUNCTION_WORDS, list_words

_MONTH_NAMES = list_words(
    "january february march april may june july august september october november december"
)
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_SHORT_MONTHS = {name[:3]: number for name, number in _MONTHS.items() if name != "may"} | {"sept": 9}
# Months that are also names or other words: "May said", "June Carter", "the March on Rome", "April O'Neil".
_DOUBTFUL_MONTHS = frozenset(list_words("march april may june august"))
_WEEKDAYS = frozenset(list_words("monday tuesday wednesday thursday friday saturday sunday"))
_SHORT_WEEKDAYS = {name[:3]: name for name in _WEEKDAYS} | {
    "tues": "tuesday",
    "thurs": "thursday",
    "weds": "wednesday",
}
_BEFORE_MONTH = frozenset(
    list_words(
        "in of since until till by last next this early late mid during from to through before after and or"
    )
)
_BEFORE_YEAR = frozenset(
    list_words(
        """
        in since by until till from of before after during early late mid to through between year circa and
        spring summer autumn fall winter -
        """
    )
)
_RELATIVE_DAYS = frozenset(list_words("today yesterday tomorrow tonight"))
_RELATIVE_UNITS = frozenset(
    list_words(
        "week month year weekend night decade century spring summer autumn fall winter season morning evening"
    )
)
_RELATORS = frozenset(list_words("this last next previous coming"))
_DETERMINED = frozenset(list_words("the a his her its their our my your this that 's"))
_ZONES = frozenset(list_words("gmt utc bst cet cest est edt pst pdt ist jst kst msk eet eest"))
_FIRST_YEAR, _LAST_YEAR = 1900, 2099  # years that need no preposition to be one
_OLDEST_YEAR = 1000
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")
_HALVES = {"am": 0, "a.m.": 0, "am.": 0, "pm": 12, "p.m.": 12, "pm.": 12}
_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_YEAR = re.compile(r"\d{4}")
_DOTTED_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")

_SPOKEN_TIMES = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
# The keys that a date or time can begin with, beside digits; the apostrophe opens "the '90s".
DATE_OPENERS = frozenset(
    {*_MONTHS, *_SHORT_MONTHS, *_WEEKDAYS, *_SHORT_WEEKDAYS, *_RELATIVE_DAYS, *_RELATORS, *_SPOKEN_TIMES, "'"}
)


def is_weekday(token: Token) -> bool:
    """Whether a token is the full name of a day of the week, in a capital."""
    return token.key in _WEEKDAYS and token.form[0].isupper()


def is_calendar_word(token: Token) -> bool:
    """Whether a token is the name of a day or, where it can be nothing else, of a month."""
    return is_weekday(token) or (
        token.key in _MONTHS and token.key not in _DOUBTFUL_MONTHS and token.form[0].isupper()
    )


def read_date(tokens: Sequence[Token], at: int) -> Value | None:
    """The date, time, weekday, month, year or relative date that begins at a token; None if none does."""
    token = tokens[at]
    if not token.is_word and token.form != "'":
        return None
    if token.key[0].isdigit():
        return _read_numeric(tokens, at)
    if token.form == "'":
        return _read_short_decade(tokens, at)
    return (
        _read_weekday(tokens, at)
        or _read_month(tokens, at)
        or _read_relative(tokens, at)
        or _read_spoken_time(tokens, at)
    )


def _read_numeric(tokens: Sequence[Token], at: int) -> Value | None:
    """What begins with digits: a clock time, a numeric date, "18 June", a year, a decade."""
    if touches(tokens, at) and tokens[at - 1].form not in ("(", "[", '"', "'", "\u2014", ",", ";", ":", "-"):
        return None
    return (
        _read_clock(tokens, at)
        or _read_numeric_date(tokens, at)
        or _read_day_first(tokens, at)
        or _read_year(tokens, at)
    )


def _read_clock(tokens: Sequence[Token], at: int) -> Value | None:
    """A time of day: 10:30, 3 p.m., 3.30pm, 1500 GMT, 3 o'clock."""
    key, end = tokens[at].key, at + 1
    half, after = _HALVES.get(get_key(tokens, end)), end + 1
    if half is None and get_key(tokens, end) in ("a", "p") and get_key(tokens, end + 1) == "m":
        half, after = _HALVES[get_key(tokens, end) + "m"], end + 2
    match = _CLOCK.fullmatch(key)
    hour, minute = (
        (int(match[1]), int(match[2])) if match else (int(key) if key.isdigit() and len(key) < 3 else -1, 0)
    )
    if half is not None and 1 <= hour <= 12:
        return _make_time(tokens, at, after, hour % 12 + half, minute)
    if match and ":" in key:
        return _make_time(tokens, at, end, hour, minute)
    if get_key(tokens, end) == "o'clock" and 1 <= hour <= 12:
        return Value(at, end + 1, ValueKind.TIME, ("time", f"{hour}:00"), is_comparable=False)
    if re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", key) and get_key(tokens, end) in _ZONES | {"hours", "hrs"}:
        return _make_time(tokens, at, end, int(key[:2]), int(key[2:]))
    return None


def _make_time(tokens: Sequence[Token], at: int, end: int, hour: int, minute: int) -> Value:
    zone = get_key(tokens, end) if get_key(tokens, end) in _ZONES else ""
    key = ("time", f"{hour:02}:{minute:02}", *([zone] if zone else []))
    return Value(at, end + bool(zone), ValueKind.TIME, key)


def _read_spoken_time(tokens: Sequence[Token], at: int) -> Value | None:
    """Noon and midnight."""
    hour = _SPOKEN_TIMES.get(tokens[at].key)
    return Value(at, at + 1, ValueKind.TIME, ("time", hour)) if hour else None


def _read_numeric_date(tokens: Sequence[Token], at: int) -> Value | None:
    """2024-06-18, 18/06/2024, 18.06.2024; a date that could be read in two ways is not comparable."""
    dotted = _DOTTED_DATE.fullmatch(tokens[at].key)
    if dotted:
        return _make_numeric(at, at + 1, [int(part) for part in dotted.groups()])
    mark = get_key(tokens, at + 1)
    if mark not in ("-", "/") or at + 4 >= len(tokens) or tokens[at + 3].key != mark:
        return None
    if not all(touches(tokens, place) for place in range(at + 1, at + 5)):
        return None
    parts = [tokens[place].key for place in (at, at + 2, at + 4)]
    if not all(part.isdigit() and len(part) <= len("2024") for part in parts):
        return None
    year, month, day = (int(part) for part in parts)
    if len(parts[0]) == len("2024") and 1 <= month <= 12 and 1 <= day <= 31:
        return Value(at, at + 5, ValueKind.DATE, ("date", f"{month:02}-{day:02}", str(year)))
    return _make_numeric(at, at + 5, [int(part) for part in parts]) if len(parts[2]) == len("2024") else None


def _make_numeric(at: int, end: int, parts: Sequence[int]) -> Value | None:
    one, two, year = parts
    if not (1 <= one <= 31 and 1 <= two <= 31 and min(one, two) <= 12):
        return None
    month, day = (one, two) if two > 12 else (two, one)
    is_sure = max(one, two) > 12 or one == two
    return Value(at, end, ValueKind.DATE, ("date", f"{month:02}-{day:02}", str(year)), is_comparable=is_sure)


def _read_day_first(tokens: Sequence[Token], at: int) -> Value | None:
    """18 June 2024, 18th of June."""
    if not _DAY.fullmatch(tokens[at].key):
        return None
    if get_key(tokens, at + 1) in ("-", "\u2014") and _DAY.fullmatch(get_key(tokens, at + 2)):
        month, end = _find_month(tokens, at + 3)
        return _make_stretch(at, end, month, tokens[at].key, tokens[at + 2].key) if month else None
    place = at + 1 + (get_key(tokens, at + 1) == "of")
    month, end = _find_month(tokens, place)
    return _make_date(tokens, at, end, month, tokens[at].key) if month else None


def _find_month(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The number of the month named at a token and where its name ends; 0 for no month."""
    if at >= len(tokens) or not tokens[at].form[0].isupper():
        return 0, at
    key = tokens[at].key
    if key in _MONTHS:
        return _MONTHS[key], at + 1
    if key in _SHORT_MONTHS:
        return _SHORT_MONTHS[key], at + 1 + (get_key(tokens, at + 1) == ".")
    return 0, at


def _make_date(tokens: Sequence[Token], at: int, end: int, month: int, day_key: str) -> Value:
    """A day of a month, with the year behind it if there is one."""
    day = int(re.match(r"\d+", day_key).group())  # type: ignore[union-attr]  # _DAY has matched
    place = end + (get_key(tokens, end) == ",")
    key = ("date", f"{month:02}-{day:02}")
    if _is_year(tokens, place) and not _counts_something(tokens, place):
        return Value(at, place + 1, ValueKind.DATE, (*key, tokens[place].key))
    return Value(at, end, ValueKind.DATE, key)


def _make_stretch(at: int, end: int, month: int, first: str, last: str) -> Value:
    """Two days of one month: July 5-7."""
    days = [int(re.match(r"\d+", day).group()) for day in (first, last)]  # type: ignore[union-attr]  # as above
    return Value(at, end, ValueKind.DATE, ("date", f"{month:02}-{days[0]:02}..{days[1]:02}"))


def _is_year(tokens: Sequence[Token], at: int) -> bool:
    key = get_key(tokens, at)
    return _YEAR.fullmatch(key) is not None and _OLDEST_YEAR <= int(key) <= _LAST_YEAR


def _counts_something(tokens: Sequence[Token], at: int) -> bool:
    """Whether digits stand before what they count: a word in small letters that is no grammar."""
    if at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    if after.form in ("%", "-") and touches(tokens, at + 1):
        return True
    return (
        after.is_word
        and after.form[0].islower()
        and after.key not in FUNCTION_WORDS
        and after.key.endswith("s")
    )


def _read_month(tokens: Sequence[Token], at: int) -> Value | None:
    """June 18, June 18th, 2024, June 2024, in June; not the modal, the verb or a person's name."""
    month, end = _find_month(tokens, at)
    if not month:
        return None
    day = get_key(tokens, end)
    is_tied = get_key(tokens, end + 1) in ("-", "\u2014") and touches(tokens, end + 1)
    if _DAY.fullmatch(day) and not is_tied and not _counts_something(tokens, end):
        return _make_date(tokens, at, end + 1, month, day)
    if _DAY.fullmatch(day) and is_tied and _DAY.fullmatch(get_key(tokens, end + 2)):
        return _make_stretch(at, end + 3, month, day, get_key(tokens, end + 2))
    place = end + (day == ",")
    if _is_year(tokens, place) and not _counts_something(tokens, place):
        return Value(at, place + 1, ValueKind.MONTH, ("month", f"{month:02}", tokens[place].key))
    if tokens[at].key not in _MONTHS or not _stands_alone(tokens, at):
        return None
    if get_key(tokens, at - 1) in _RELATORS:
        at -= 1
        return Value(
            at, end, ValueKind.MONTH, ("month", f"{month:02}"), is_comparable=tokens[at].key == "this"
        )
    return Value(at, end, ValueKind.MONTH, ("month", f"{month:02}"))


def _stands_alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether a month without day or year is one: not "May said", "Theresa May", "the March on Rome"."""
    before = get_key(tokens, at - 1)
    after = tokens[at + 1].form if at + 1 < len(tokens) else ""
    if tokens[at].key not in _DOUBTFUL_MONTHS:
        return True
    if after == "on" and tokens[at].key == "march":
        return False
    # "in April Jones" is no month's; "and May" only where a month stands before it.
    if after[:1].isupper() and after[1:2].islower():
        return False
    if before in ("and", "or", "to"):
        return get_key(tokens, at - 2) in _MONTHS
    return before in _BEFORE_MONTH


def _read_weekday(tokens: Sequence[Token], at: int) -> Value | None:
    """Tuesday, Tuesday this week, last Tuesday; "Sat" and "Sun" only before a date."""
    token = tokens[at]
    if not token.form[0].isupper():
        return None
    day, end = token.key, at + 1
    if day not in _WEEKDAYS:
        if day not in _SHORT_WEEKDAYS:
            return None
        end += get_key(tokens, end) == "."
        place = end + (get_key(tokens, end) == ",")
        is_dated = _find_month(tokens, place)[0] or (
            _DAY.fullmatch(get_key(tokens, place)) and _find_month(tokens, place + 1)[0]
        )
        if not is_dated:
            return None
        day = _SHORT_WEEKDAYS[day]
    if get_key(tokens, end) in _RELATORS and get_key(tokens, end + 1) == "week":
        week = get_key(tokens, end)
        return Value(at, end + 2, ValueKind.WEEKDAY, ("weekday", day, *([] if week == "this" else [week])))
    return Value(at, end, ValueKind.WEEKDAY, ("weekday", day))


def _read_relative(tokens: Sequence[Token], at: int) -> Value | None:
    """Yesterday, this month, last year: not comparable without the article's date."""
    key = tokens[at].key
    if key in _RELATIVE_DAYS:
        return Value(at, at + 1, ValueKind.RELATIVE, ("relative", key), is_comparable=False)
    if key not in _RELATORS:
        return None
    unit = get_key(tokens, at + 1)
    if unit in _RELATIVE_UNITS:
        # "the last year of the war" is no calendar year; "this week's talks" is this week.
        if get_key(tokens, at - 1) in _DETERMINED and get_key(tokens, at + 2) == "of":
            return None
        return Value(at, at + 2, ValueKind.RELATIVE, ("relative", f"{key} {unit}"), is_comparable=False)
    if unit in _WEEKDAYS and key != "this":
        return Value(at, at + 2, ValueKind.WEEKDAY, ("weekday", unit), is_comparable=False)
    return None


def _read_year(tokens: Sequence[Token], at: int) -> Value | None:
    """A year or a decade: in 2024, the 1990s, 2014-2018."""
    if not _is_year(tokens, at):
        return None
    key, before = tokens[at].key, get_key(tokens, at - 1)
    if get_key(tokens, at + 1) == "s" and touches(tokens, at + 1) and key.endswith("0"):
        return Value(at, at + 2, ValueKind.DECADE, ("decade", key))
    if _counts_something(tokens, at) and not (get_key(tokens, at + 1) == "-" and _ends_years(tokens, at)):
        # "the 2024 elections", but not "2024 soldiers".
        if before not in _DETERMINED or not _FIRST_YEAR <= int(key) <= _LAST_YEAR:
            return None
        return Value(at, at + 1, ValueKind.YEAR, ("year", key))
    is_modern = _FIRST_YEAR <= int(key) <= _LAST_YEAR
    if before in _BEFORE_YEAR or (is_modern and before not in ("$", "£", "€", "¥")):
        if get_key(tokens, at + 1) in ("-", "\u2014") and _ends_years(tokens, at):
            last = tokens[at + 2].key
            last = key[: len(key) - len(last)] + last
            return Value(at, at + 3, ValueKind.YEAR, ("year", f"{key}..{last}"))
        return Value(at, at + 1, ValueKind.YEAR, ("year", key))
    return None


def _ends_years(tokens: Sequence[Token], at: int) -> bool:
    """Whether a dash and a later year follow: 2014-2018, 1914-18."""
    last = get_key(tokens, at + 2)
    if not last.isdigit() or len(last) not in (2, 4) or not touches(tokens, at + 2):
        return False
    first = tokens[at].key
    return int(first[: 4 - len(last)] + last) > int(first)


def _read_short_decade(tokens: Sequence[Token], at: int) -> Value | None:
    """The '90s."""
    digits = get_key(tokens, at + 1)
    if not (re.fullmatch(r"\d0", digits) and touches(tokens, at + 1)):
        return None
    if get_key(tokens, at + 2) != "s" or not touches(tokens, at + 2):
        return None
    century = "20" if digits in ("00", "10") else "19"
    return Value(at, at + 3, ValueKind.DECADE, ("decade", century + digits), is_comparable=digits >= "30")
