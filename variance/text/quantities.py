"""Quantities in running text: a number with what it measures, and ranges of two numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from variance.frozen import NamedTuple
from variance.text.dates import read_date
from variance.text.exact import divide
from variance.text.measures import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    DOLLAR_PREFIXES,
    find_currency,
    find_time_unit,
    find_unit,
    is_dollar_adjective,
)
from variance.text.numerals import (
    MAGNITUDES,
    SHORT_MAGNITUDES,
    Numeral,
    get_key,
    read_numeral,
    read_ordinal_tens,
    touches,
)
from variance.text.stems import stem_word
from variance.text.tokens import Token
from variance.text.valuekinds import Value, ValueKind
from variance.text.wordlists import FUNCTION_WORDS, list_words

if TYPE_CHECKING:
    from variance.text.exact import Exact

_OLDEST_AGE = 120
# Words between a number and what it counts.
_BETWEEN = frozenset(list_words("such other more new additional further of the different separate"))
_MOST_BETWEEN = 3
_METRES = frozenset(
    list_words("high tall wide deep long below above away freestyle hurdles race sprint final")
)
_LETTER_MAGNITUDES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12, "bn": 10**9, "tn": 10**12}
_ROUND = ("square", "cubic", "nautical")
_TEMPERATURES = {"c": "celsius", "f": "fahrenheit", "celsius": "celsius", "fahrenheit": "fahrenheit"}
_PREFIX_OF_AGE = frozenset(list_words("aged age"))
_LONGEST_DENOMINATOR = 1000
# A pound of money or of weight: money where the amount is larger than what is weighed in pounds.
_LEAST_POUNDS = 1000
# The keys that an amount of money can begin with, beside digits.
CURRENCY_OPENERS = frozenset({*CURRENCY_SIGNS, *map(str.casefold, CURRENCY_CODES), *DOLLAR_PREFIXES})
_SCALES = {**MAGNITUDES, **SHORT_MAGNITUDES, **_LETTER_MAGNITUDES}


class _Amount(NamedTuple):
    """A number at ``tokens[start:end]`` and what it measures; ``unit`` is empty for a bare count."""

    start: int
    end: int
    value: Exact
    kind: ValueKind
    unit: str = ""
    vague: str = ""
    is_comparable: bool = True

    @property
    def is_bare(self) -> bool:
        """Whether it may take over the unit of the number that closes its range."""
        return self.kind is ValueKind.NUMBER and not self.vague


def read_quantity(tokens: Sequence[Token], at: int) -> Value | None:
    """The quantity or range that begins at a token; None if none does."""
    amount = _read_amount(tokens, at)
    if amount is None:
        return None
    return _read_ratio(tokens, amount) or _read_range(tokens, amount) or _make_value(tokens, amount)


def _read_amount(tokens: Sequence[Token], at: int) -> _Amount | None:
    """A number with the currency sign before it or the unit behind it."""
    currency, place = _read_sign(tokens, at)
    if place >= len(tokens):
        return None
    numeral = read_ordinal_tens(tokens, place) or read_numeral(tokens, place)
    if numeral is None or (currency and (numeral.is_ordinal or not numeral.is_digits)):
        return None
    if currency:
        return _read_money(tokens, at, currency, numeral)
    if numeral.vague:
        return _Amount(
            at, numeral.end, numeral.value, ValueKind.VAGUE, vague=numeral.vague, is_comparable=False
        )
    if numeral.is_ordinal:
        return _Amount(at, numeral.end, numeral.value, ValueKind.ORDINAL)
    height = _read_height(tokens, at, numeral)
    if height is not None:
        return height
    return _read_unit(tokens, at, numeral) or _Amount(at, numeral.end, numeral.value, _get_bare_kind(numeral))


def _get_bare_kind(numeral: Numeral) -> ValueKind:
    is_part = numeral.value.denominator > 1 and numeral.value < 1 and not numeral.is_digits
    return ValueKind.FRACTION if is_part else ValueKind.NUMBER


def _read_sign(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The currency before an amount and where the amount begins; empty where none stands there."""
    token = tokens[at]
    if token.form in CURRENCY_SIGNS:
        return CURRENCY_SIGNS[token.form], at + 1
    if token.form in CURRENCY_CODES:
        return token.form, at + 1
    if get_key(tokens, at + 1) == "$" and touches(tokens, at + 1) and token.key in DOLLAR_PREFIXES:
        return DOLLAR_PREFIXES[token.key], at + 2
    return "", at


def _read_money(tokens: Sequence[Token], at: int, currency: str, numeral: Numeral) -> _Amount:
    """An amount behind its sign: "$50 billion", "£3m", "€1.2bn"."""
    end, value = numeral.end, numeral.value
    letter = get_key(tokens, end)
    if letter in _LETTER_MAGNITUDES and touches(tokens, end):
        end, value = end + 1, value * _LETTER_MAGNITUDES[letter]
    place = end + 1 if is_dollar_adjective(get_key(tokens, end)) else end
    if currency == find_currency(get_key(tokens, place)):
        end = place + 1
    return _Amount(at, end, value, ValueKind.MONEY, currency)


def _read_height(tokens: Sequence[Token], at: int, numeral: Numeral) -> _Amount | None:
    """Feet and inches in marks, as in 6'2 with a double mark behind it."""
    end = numeral.end
    inches = get_key(tokens, end + 1)
    is_marked = get_key(tokens, end) == "'" and touches(tokens, end) and touches(tokens, end + 1)
    if not is_marked or not inches.isdigit() or int(inches[:2]) >= 12:
        return None
    closed = get_key(tokens, end + 2) == '"' and touches(tokens, end + 2)
    return _Amount(at, end + 2 + closed, numeral.value * 12 + int(inches), ValueKind.MEASURE, "inch")


def _read_unit(tokens: Sequence[Token], at: int, numeral: Numeral) -> _Amount | None:
    """What stands behind a number: per cent, a currency, an age, a unit of time or measure."""
    end = numeral.end
    is_hyphenated = get_key(tokens, end) == "-" and touches(tokens, end) and touches(tokens, end + 1)
    place = end + is_hyphenated
    key = get_key(tokens, place)
    if not key:
        return None
    value = numeral.value
    percent_end = _end_percent(tokens, place)
    if percent_end:
        is_point = get_key(tokens, percent_end) in ("point", "points")
        return _Amount(at, percent_end + is_point, value, ValueKind.PERCENTAGE, "point" if is_point else "")
    money = _read_currency_behind(tokens, at, place, value)
    if money is not None:
        return money
    if key in ("m", "k") and touches(tokens, place):
        return _read_letter(tokens, at, place, value)
    if find_time_unit(key):
        return _read_duration(tokens, at, place, value)
    unit, unit_end = find_unit(key), place + 1
    if key in _ROUND and find_unit(get_key(tokens, place + 1)):
        unit, unit_end = f"{key} {find_unit(get_key(tokens, place + 1))}", place + 2
    if key == "metric" and find_unit(get_key(tokens, place + 1)) == "ton":
        unit, unit_end = "tonne", place + 2
    if unit == "degree" and get_key(tokens, unit_end) in _TEMPERATURES:
        unit, unit_end = _TEMPERATURES[get_key(tokens, unit_end)], unit_end + 1
    return _Amount(at, unit_end, value, ValueKind.MEASURE, unit) if unit else None


def _end_percent(tokens: Sequence[Token], at: int) -> int:
    """Where "%", "per cent", "percent" or "percentage" (before "point") ends; 0 for anything else."""
    key = get_key(tokens, at)
    if key in ("%", "percent", "pct", "percentage") or (key == "pc" and touches(tokens, at)):
        return at + 1
    return at + 2 if key == "per" and get_key(tokens, at + 1) == "cent" else 0


def _read_currency_behind(tokens: Sequence[Token], at: int, place: int, value: Exact) -> _Amount | None:
    """An amount before its currency: "50,000 million dollars", "3,000 US dollars", "100 EUR", "50p"."""
    before = get_key(tokens, place)
    if is_dollar_adjective(before) and find_currency(get_key(tokens, place + 1)) == "USD":
        return _Amount(
            at, place + 2, value, ValueKind.MONEY, find_currency(get_key(tokens, place + 1), before=before)
        )
    if tokens[place].form in CURRENCY_CODES:
        return _Amount(at, place + 1, value, ValueKind.MONEY, tokens[place].form)
    if before in ("pound", "pounds") and value >= _LEAST_POUNDS:
        return _Amount(at, place + 1, value, ValueKind.MONEY, "GBP")
    if before == "p" and touches(tokens, place):
        return _Amount(at, place + 1, value, ValueKind.MONEY, "PENNY")
    currency = find_currency(before, least=int(value))
    return _Amount(at, place + 1, value, ValueKind.MONEY, currency) if currency else None


def _read_letter(tokens: Sequence[Token], at: int, place: int, value: Exact) -> _Amount:
    """3m people, 100m high, 5k followers: a million or a metre as the word behind it says."""
    key, after = get_key(tokens, place), get_key(tokens, place + 1)
    if after == "people" or (
        after.isalpha() and after.endswith("s") and after not in FUNCTION_WORDS | _METRES
    ):
        return _Amount(at, place + 1, value * _LETTER_MAGNITUDES[key], ValueKind.NUMBER)
    unit = "metre" if key == "m" else "thousand"
    return _Amount(
        at, place + 1, value, ValueKind.MEASURE, unit, is_comparable=key == "m" and after in _METRES
    )


def _read_duration(tokens: Sequence[Token], at: int, place: int, value: Exact) -> _Amount:
    """24 years, a three-week visit, or an age: a 24-year-old, 24 years old, 24 years of age."""
    unit, end = find_time_unit(get_key(tokens, place)), place + 1
    old = end + (get_key(tokens, end) == "-")
    if get_key(tokens, old) in ("old", "olds"):
        return _Amount(at, old + 1, value, ValueKind.AGE, unit)
    if get_key(tokens, end) == "of" and get_key(tokens, end + 1) == "age":
        return _Amount(at, end + 2, value, ValueKind.AGE, unit)
    return _Amount(at, end, value, ValueKind.DURATION, unit)


def _read_ratio(tokens: Sequence[Token], amount: _Amount) -> Value | None:
    """One in five, three out of 10."""
    end = amount.end
    joiner = get_key(tokens, end)
    if not amount.is_bare or joiner not in ("in", "out"):
        return None
    place = end + 1 if joiner == "in" else end + 2
    if (joiner == "out" and get_key(tokens, end + 1) != "of") or place >= len(tokens):
        return None
    if joiner == "in" and (amount.value > 9 or read_date(tokens, place) is not None):
        return None
    whole = _read_amount(tokens, place)
    if whole is None or not whole.is_bare or not amount.value < whole.value <= _LONGEST_DENOMINATOR:
        return None
    key = ("fraction", str(divide(amount.value, whole.value)))
    return Value(amount.start, whole.end, ValueKind.FRACTION, key, counted=_find_counted(tokens, whole.end))


def _read_range(tokens: Sequence[Token], first: _Amount) -> Value | None:
    """10-15, 10 to 15, between 10 and 15, $10-15 million; a falling pair of digits is a score."""
    joiner, place = get_key(tokens, first.end), first.end + 1
    if first.vague or first.kind is ValueKind.ORDINAL or place >= len(tokens):
        return None
    before = get_key(tokens, first.start - 1)
    if joiner in ("-", "\u2014"):
        if not (touches(tokens, first.end) and touches(tokens, place)):
            return None
    elif not (
        (joiner == "to" and before not in ("from", "by"))
        or joiner == "or"
        or (joiner == "and" and before == "between")
    ):
        return None
    last = _read_amount(tokens, place)
    if last is None or last.vague or last.kind is ValueKind.ORDINAL:
        return None
    if last.is_bare and first.kind is ValueKind.MONEY:
        last = last._replace(kind=first.kind, unit=first.unit)
    if not (first.is_bare or (first.kind, first.unit) == (last.kind, last.unit)):
        return None
    low = first.value
    scale = _SCALES.get(get_key(tokens, last.end - 1), 1)
    is_unscaled = get_key(tokens, first.end - 1) not in _SCALES
    if is_unscaled and low * scale < last.value:
        low *= scale
    if low < last.value:
        return _make_value(
            tokens,
            _Amount(
                first.start, last.end, last.value, last.kind, last.unit, is_comparable=last.is_comparable
            ),
            low=low,
        )
    if joiner in ("-", "\u2014") and first.is_bare and last.is_bare and low < 100:
        score = ("number", f"{low}-{last.value}")
        return Value(first.start, last.end, ValueKind.NUMBER, score)
    return None


def _make_value(tokens: Sequence[Token], amount: _Amount, *, low: Exact | None = None) -> Value:
    """The value of an amount, with what it counts."""
    start, kind, unit = amount.start, amount.kind, amount.unit
    if kind is ValueKind.NUMBER and _is_age(tokens, amount):
        kind, unit = ValueKind.AGE, "year"
    number = amount.vague or (str(amount.value) if low is None else f"{low}..{amount.value}")
    is_count = kind in (ValueKind.NUMBER, ValueKind.VAGUE, ValueKind.ORDINAL, ValueKind.FRACTION)
    return Value(
        start,
        amount.end,
        kind,
        (kind.value, *([unit] if unit else []), number),
        is_comparable=amount.is_comparable,
        counted=_find_counted(tokens, amount.end) if is_count else "",
    )


def _is_age(tokens: Sequence[Token], amount: _Amount) -> bool:
    """Whether a bare number is somebody's age: "aged 24", "Anna Berg, 24, said"."""
    if amount.value.denominator > 1 or amount.value > _OLDEST_AGE:
        return False
    before = get_key(tokens, amount.start - 1)
    if before in _PREFIX_OF_AGE or (before == "of" and get_key(tokens, amount.start - 2) == "age"):
        return True
    if before != "," or amount.start < 2 or get_key(tokens, amount.end) not in (",", ".", ";", ""):
        return False
    name = tokens[amount.start - 2]
    is_plain = tokens[amount.start].key.isdigit() and amount.end == amount.start + 1
    return is_plain and name.is_word and name.form[0].isupper() and find_time_unit(name.key) == ""


def _find_counted(tokens: Sequence[Token], at: int) -> str:
    """The stem of the word a count stands before, empty if none follows."""
    place = at + (get_key(tokens, at) == "-")
    for _ in range(_MOST_BETWEEN):
        if get_key(tokens, place) not in _BETWEEN:
            break
        place += 1
    if place >= len(tokens) or not tokens[place].is_word or tokens[place].key in FUNCTION_WORDS:
        return ""
    return stem_word(tokens[place].key)
