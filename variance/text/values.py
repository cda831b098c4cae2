"""Values in running text: numbers, money, measures, durations, ages, dates and times, under one key each.

The key of a value is the same however it is written: "$50 billion", "US$50bn" and "50,000 million dollars".
Two values with one key agree; two of one kind with other keys disagree if both are comparable.
"""

from __future__ import annotations

from collections.abc import Sequence

from variance.text.dates import DATE_OPENERS, read_date
from variance.text.numerals import AFTER_ARTICLE, NUMERAL_OPENERS, get_key, touches
from variance.text.quantities import CURRENCY_OPENERS, read_quantity
from variance.text.tokens import Token
from variance.text.valuecompare import compare_values, resolve_value
from variance.text.valuekinds import Qualifier, Value, ValueKind
from variance.text.wording import get_wording, remember_by

__all__ = ["Qualifier", "Value", "ValueKind", "compare_values", "find_values", "resolve_value"]

# Words before a value, longest first; the last word of a phrase stands next to the value.
_QUALIFIERS: dict[tuple[str, ...], Qualifier] = {
    tuple(phrase.split()): qualifier
    for qualifier, phrases in {
        Qualifier.ABOUT: "about|around|roughly|approximately|some|circa|estimated|in the region of",
        Qualifier.NEARLY: "nearly|almost|close to|just under",
        Qualifier.OVER: "more than|over|above|upwards of|exceeding|just over|well over|in excess of",
        Qualifier.UNDER: "less than|fewer than|under|below|well under",
        Qualifier.AT_LEAST: "at least|no fewer than|no less than|a minimum of",
        Qualifier.AT_MOST: "at most|up to|as many as|as much as|no more than|a maximum of",
    }.items()
    for phrase in phrases.split("|")
}
_LONGEST_QUALIFIER = max(map(len, _QUALIFIERS))
_BEHIND = {
    ("or", "so"): Qualifier.ABOUT,
    ("or", "more"): Qualifier.AT_LEAST,
    ("or", "less"): Qualifier.AT_MOST,
}
# A telephone number has this many digits in all, an international one begins with "+".
_FEWEST_DIGITS = 7
# What does not begin with a digit begins no value but with one of these: most words need no look.
_OPENERS = DATE_OPENERS | NUMERAL_OPENERS | CURRENCY_OPENERS | {"+"}


@remember_by(get_wording)
def find_values(tokens: Sequence[Token]) -> tuple[Value, ...]:
    """The values of a sequence of tokens, in order and never overlapping. Linear in its length."""
    found: list[Value] = []
    at = 0
    while at < len(tokens):
        key = tokens[at].key
        if key not in _OPENERS and not key[:1].isdigit():
            at += 1
            continue
        if key in ("a", "an") and get_key(tokens, at + 1) not in AFTER_ARTICLE:
            at += 1
            continue
        skipped = _skip_code(tokens, at)
        if skipped > at:
            at = skipped
            continue
        value = read_date(tokens, at) or read_quantity(tokens, at)
        if value is None:
            at += 1
            continue
        found.append(_qualify(tokens, value, found[-1].end if found else 0))
        at = value.end
    return tuple(found)


def _skip_code(tokens: Sequence[Token], at: int) -> int:
    """Where a telephone number or a pair such as 24/7 that begins here ends; ``at`` itself if none does."""
    end = at + (tokens[at].form == "+")
    if tokens[at].key.isdigit() and get_key(tokens, at + 1) == "/" and touches(tokens, at + 2):
        # 24/7, 9/11: neither a number nor surely a date.
        return at if get_key(tokens, at + 3) == "/" else at + 3
    groups: list[str] = []
    while end < len(tokens) and tokens[end].key.isdigit():
        groups.append(tokens[end].key)
        end += 1
        is_joined = get_key(tokens, end) in ("-", ".") and touches(tokens, end) and touches(tokens, end + 1)
        if is_joined and get_key(tokens, end + 1).isdigit():
            end += 1
    digits = sum(map(len, groups))
    if digits < _FEWEST_DIGITS:
        return at
    is_dated = (
        len(groups) == len(("year", "month", "day"))
        and len(groups[0]) == len("2024")
        and digits <= len("20240618")
    )
    is_local = [len(group) for group in groups] == [3, 4] and tokens[at + 1].form == "-"
    is_called = tokens[at].form == "+" or (len(groups) > 2 and not is_dated) or is_local
    return end if is_called else at


def _qualify(tokens: Sequence[Token], value: Value, floor: int) -> Value:
    """The value with the words that qualify it; ``floor`` is where the value before it ends."""
    behind = _BEHIND.get((get_key(tokens, value.end), get_key(tokens, value.end + 1)))
    for length in range(min(_LONGEST_QUALIFIER, value.start - floor), 0, -1):
        phrase = tuple(token.key for token in tokens[value.start - length : value.start])
        qualifier = _QUALIFIERS.get(phrase)
        if qualifier is not None and not _means_during(phrase, value):
            return value._replace(qualifier=qualifier, qualifier_start=value.start - length)
    return value._replace(qualifier=behind, qualifier_start=value.start)


def _means_during(phrase: tuple[str, ...], value: Value) -> bool:
    """Whether a word before a stretch of time says when and not how much: "over three days"."""
    is_time = value.kind is ValueKind.DURATION or value.kind.is_temporal
    return is_time and phrase[-1] in ("over", "under", "above", "below", "some")
