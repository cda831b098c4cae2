"""Days as articles tell them: a weekday is comparable with a date once its article's own date is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from variance.frozen import NamedTuple
from variance.model import Note, Pair, Source
from variance.text.parsed import ParsedSource
from variance.text.tokens import Token, tokenize
from variance.text.values import Value, ValueKind, compare_values, find_values, resolve_value

_DAYS = frozenset({ValueKind.WEEKDAY, ValueKind.DATE})
# Times that a date of the article would make dates; "this week" or "last summer" never become a day.
_RELATIVE_DAYS = frozenset({"today", "tonight", "yesterday", "tomorrow"})
# Examples that a note names.
_MOST_EXAMPLES = 2


class Day(NamedTuple):
    """A day in a unit, ``tokens[value.start:value.end]``, as a date where that can be told."""

    value: Value
    start: int
    end: int
    text: str


def find_published(source: Source) -> date | None:
    """The day an article was published, by its metadata ("2024-06-21", "21 June 2024"); None if not told."""
    text = source.metadata.date or ""
    try:
        return date.fromisoformat(text.strip()[: len("2024-06-21")])
    except ValueError:
        pass
    for value in find_values(tokenize(text)):
        if value.kind is ValueKind.DATE and len(value.key) > 2 and ".." not in value.key[1]:
            month, day = (int(part) for part in value.key[1].split("-"))
            try:
                return date(int(value.key[2]), month, day)
            except ValueError:
                return None
    return None


def list_days(source: Source, tokens: Sequence[Token], published: date | None) -> tuple[Day, ...]:
    """The weekdays, dates and words such as "yesterday" among some tokens, in order."""
    days = []
    for value in find_values(tokens):
        if value.kind in _DAYS or (value.kind is ValueKind.RELATIVE and value.key[1] in _RELATIVE_DAYS):
            start, end = tokens[value.start].start, tokens[value.end - 1].end
            settled = value if published is None else resolve_value(value, published)
            days.append(Day(settled, start, end, " ".join(source.text[start:end].split())))
    return tuple(days)


def compare_days(one: Day, two: Day) -> bool | None:
    """True if two days are the same, False if not, None where the texts do not tell.

    "Tuesday" and "June 18" are told apart only if the article that says Tuesday has a date.
    """
    return compare_values(one.value, two.value)


def note_dates(sources: Iterable[ParsedSource], pairs: Sequence[Pair]) -> tuple[Note, ...]:
    """One note a source without a date of which days were not compared with another source's dates."""
    parsed = {source.source.id: source for source in sources}
    published = {name: find_published(source.source) for name, source in parsed.items()}
    days = {
        name: {unit.unit.id: list_days(source.source, unit.tokens, published[name]) for unit in source.units}
        for name, source in parsed.items()
    }
    open_days: dict[str, dict[tuple[int, str], str]] = {}
    for pair in pairs:
        for row in pair.alignments:
            own = [(pair.a, day) for unit in row.a for day in days[pair.a][unit]]
            other = [(pair.b, day) for unit in row.b for day in days[pair.b][unit]]
            for name, day, against in _list_open(own, other):
                place = (day.start, day.text)
                open_days.setdefault(name, {}).setdefault(
                    place, f"“{day.text}” with “{against[1].text}” ({parsed[against[0]].source.label})"
                )
    return tuple(
        Note("weigh", _write_note(list(found.values())), name)
        for name, found in sorted(open_days.items(), key=lambda item: list(parsed).index(item[0]))
        if published[name] is None
    )


def _list_open(
    own: Sequence[tuple[str, Day]], other: Sequence[tuple[str, Day]]
) -> list[tuple[str, Day, tuple[str, Day]]]:
    """The days of a row that only the article's own date could set against a date of the other side."""
    left = [x for x in own if not any(_are_one(x[1], y[1]) for y in other)]
    right = [y for y in other if not any(_are_one(x[1], y[1]) for x in own)]
    found = []
    for one, two in ((left, right), (right, left)):
        for name, day in one:
            dates = [x for x in two if x[1].value.kind is ValueKind.DATE]
            if day.value.kind is not ValueKind.DATE and dates:
                found.append((name, day, dates[0]))
    return found


def _are_one(one: Day, two: Day) -> bool:
    """Whether two days are the same, as are those in the same words, whenever the articles appeared."""
    return bool(compare_days(one, two)) or one.text.casefold() == two.text.casefold()


def _write_note(examples: Sequence[str]) -> str:
    shown = ", ".join(examples[:_MOST_EXAMPLES])
    rest = len(examples) - _MOST_EXAMPLES
    more = f" and {rest} more" if rest > 0 else ""
    return f"not compared, as the article’s date is not known (--date gives it): {shown}{more}"
