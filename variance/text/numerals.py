"""Numbers as they are written in running text, in digits and in words: read as exact values.

A number is read from a token on and gives its value, where it ends and whether it is an ordinal. What
only looks like a number (AK-47, G7, No. 10, a telephone number) is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from variance.frozen import NamedTuple
from variance.text.exact import divide, read_exact
from variance.text.tokens import Token
from variance.text.wordlists import FUNCTION_WORDS, list_words

if TYPE_CHECKING:
    from variance.text.exact import Exact

_UNITS = {
    word: value
    for value, word in enumerate(
        list_words(
            """
            zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
            sixteen seventeen eighteen nineteen
            """
        )
    )
}
_TENS = {
    word: value * 10
    for value, word in enumerate(list_words("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
_ORDINAL_UNITS = {
    word: value
    for value, word in enumerate(
        list_words(
            """
            first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
            fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
            """
        ),
        1,
    )
}
_ORDINAL_TENS = {
    word: value * 10
    for value, word in enumerate(
        list_words("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"), 2
    )
}
MAGNITUDES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
# Joined to the digits or a word behind them; "m" and "k" only where money or a plural noun says so.
SHORT_MAGNITUDES = {"bn": 10**9, "tn": 10**12, "trn": 10**12, "mn": 10**6, "mln": 10**6, "mio": 10**6}
_SMALL_WORDS = {**_UNITS, **_TENS}
_ORDINAL_WORDS = {**_ORDINAL_UNITS, **_ORDINAL_TENS, "hundredth": 100, "thousandth": 1000, "millionth": 10**6}
_DOZEN = 12
_VAGUE = {word: word for word in list_words("dozens scores hundreds thousands millions billions trillions")}
_FRACTION_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifths": 5}
_FRACTION_PARTS |= {"fifth": 5, "sixth": 6, "sixths": 6, "eighths": 8, "tenth": 10, "tenths": 10}

_DIGITS = re.compile(r"(\d+|\d{1,3}(?:,\d{2,3})*,\d{3})(\.\d+)?")
_ORDINAL_DIGITS = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?:st|nd|rd|th)")
# Past this a row of digits is an account or a serial number, and int() would grow quadratic.
_MOST_DIGITS = 24
# The keys that a number in words can begin with.
NUMERAL_OPENERS = frozenset(
    {*_SMALL_WORDS, *_ORDINAL_WORDS, *_VAGUE, "a", "an", "half", "tens", "several", "few"}
)

# An article opens a number before one of these ("a dozen", "a third of") or a sign ("A$5"), else never.
AFTER_ARTICLE = frozenset({"dozen", "hundred", *MAGNITUDES, *_FRACTION_PARTS, "-", "$"})

# What stands before "one" where it is a pronoun: "this one", "no one".
_BEFORE_PRONOUN = frozenset(
    list_words(
        "this that the which every any no some another each a an or each many such good bad new first last"
    )
)
_AFTER_PRONOUN = (
    frozenset(list_words("of another day more who that 's thing and or said says to")) | FUNCTION_WORDS
)
_BEFORE_COUNTED_ONE = frozenset(list_words("only just least"))
# Prefixes that a hyphen may tie to a number; other words before one make it a name (AK-47, Covid-19).
_NUMBER_PREFIXES = frozenset(list_words("mid pre post early late under over sub plus near some about"))
_DETERMINERS = frozenset(
    list_words("the a an his her its their our my your this that 's very every each another whose")
)


class Numeral(NamedTuple):
    """A number that ends before ``tokens[end]``.

    ``vague`` is the word of an unsaid number ("hundreds"), whose ``value`` means nothing. ``is_digits``
    says that it stands in digits.
    """

    end: int
    value: Exact
    is_ordinal: bool = False
    is_digits: bool = False
    vague: str = ""


def touches(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token at ``at`` follows the one before it without a space."""
    return 0 < at < len(tokens) and tokens[at - 1].end == tokens[at].start


def get_key(tokens: Sequence[Token], at: int) -> str:
    """The key of the token at ``at``, empty outside the sequence."""
    return tokens[at].key if 0 <= at < len(tokens) else ""


def read_numeral(tokens: Sequence[Token], at: int) -> Numeral | None:
    """The number that begins at a token, with its magnitude ("1.5 million", "two hundred and fifty").

    None where none begins, or where the word only looks like one.
    """
    if not tokens[at].is_word or _is_part_of_name(tokens, at):
        return None
    first = tokens[at].key
    if first[0].isdigit():
        return _read_digits(tokens, at)
    return (
        _read_fraction(tokens, at)
        or _read_vague(tokens, at)
        or _read_words(tokens, at)
        or _read_ordinal_word(tokens, at)
    )


def _is_part_of_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is tied to a name before it: G7, AK-47, No. 10."""
    before = get_key(tokens, at - 1)
    if before == "." and get_key(tokens, at - 2) in ("no", "nos") and tokens[at].key[0].isdigit():
        return True
    if not touches(tokens, at):
        return False
    if tokens[at - 1].is_word:
        return not before[-1].isdigit() and before not in ("us", "rs")
    if before == "-" and touches(tokens, at - 1) and tokens[at - 2].is_word:
        tied = tokens[at - 2].key
        return not (tied[0].isdigit() or tied in _NUMBER_PREFIXES or tied in _SMALL_WORDS)
    return before in ("/", ".", "#", "@", "&", "_") and touches(tokens, at - 1)


def parse_digits(text: str) -> Exact | None:
    """The value of digits with thousands' commas and a decimal point; None for 10:30 or 1.2.3."""
    if len(text) > _MOST_DIGITS or not _DIGITS.fullmatch(text):
        return None
    return read_exact(text.replace(",", ""))


def _read_digits(tokens: Sequence[Token], at: int) -> Numeral | None:
    key = tokens[at].key
    ordinal = _ORDINAL_DIGITS.fullmatch(key)
    if ordinal and len(key) <= _MOST_DIGITS:
        return Numeral(at + 1, int(ordinal[1].replace(",", "")), is_ordinal=True, is_digits=True)
    value = parse_digits(key)
    if value is None:
        return None
    end = at + 1
    following = get_key(tokens, end)
    if following in SHORT_MAGNITUDES:
        return Numeral(end + 1, value * SHORT_MAGNITUDES[following], is_digits=True)
    end, value = _read_magnitudes(tokens, end, value)
    return Numeral(end, value, is_digits=True)


def _read_magnitudes(tokens: Sequence[Token], end: int, value: Exact) -> tuple[int, Exact]:
    """A number with the magnitudes behind it: "50,000 million", "2-million"."""
    for _ in range(2):
        place = end + 1 if get_key(tokens, end) == "-" and touches(tokens, end + 1) else end
        magnitude = MAGNITUDES.get(get_key(tokens, place)) or (
            100 if get_key(tokens, place) == "hundred" else None
        )
        if magnitude is None:
            break
        end, value = place + 1, value * magnitude
    return end, value


def _read_words(tokens: Sequence[Token], at: int) -> Numeral | None:
    """A cardinal in words: "twenty-one", "a hundred", "two hundred and fifty thousand", "half a million"."""
    first = get_key(tokens, at)
    if first in ("a", "an"):
        unit = get_key(tokens, at + 1)
        if unit == "dozen":
            return Numeral(at + 2, _DOZEN)
        if unit != "hundred" and unit not in MAGNITUDES:
            return None
        total, group, end = 0, 1, at + 1
    elif first in _SMALL_WORDS:
        if first == "one" and not _is_counting_one(tokens, at):
            return None
        total, group, end = 0, _SMALL_WORDS[first], at + 1
        end, group = _add_unit(tokens, end, group, first)
    else:
        return None
    if get_key(tokens, end) == "dozen":
        return Numeral(end + 1, group * _DOZEN)
    # A group is at most a few words; what does not grow smaller begins another number.
    while True:
        key = get_key(tokens, end)
        place = end + 1 if key in ("and", "-") else end
        word = get_key(tokens, place)
        if word == "hundred" and key != "and" and 0 < group < 100:
            group, end = group * 100, place + 1
        elif word in MAGNITUDES and key != "and" and group:
            total, group, end = total + group * MAGNITUDES[word], 0, place + 1
        elif word in _SMALL_WORDS and word != "one" and group % 100 == 0 and (group or total) and key != "-":
            end, added = _add_unit(tokens, place + 1, _SMALL_WORDS[word], word)
            group += added
        else:
            break
    return Numeral(end, total + group)


def _add_unit(tokens: Sequence[Token], end: int, value: int, word: str) -> tuple[int, int]:
    """Twenty with the "-one" behind it."""
    if word in _TENS:
        place = end + 1 if get_key(tokens, end) == "-" else end
        unit = _UNITS.get(get_key(tokens, place), 0)
        if 0 < unit < 10:
            return place + 1, value + unit
    return end, value


def _is_counting_one(tokens: Sequence[Token], at: int) -> bool:
    """Whether "one" counts something and is no pronoun ("this one", "one of them", "one day")."""
    before, after = get_key(tokens, at - 1), get_key(tokens, at + 1)
    if after in MAGNITUDES or after in ("hundred", "dozen"):
        return True
    if after in ("in", "out", "or"):
        place = at + 3 if after == "out" else at + 2
        counted = get_key(tokens, place)
        return counted[:1].isdigit() or counted in _SMALL_WORDS
    if before in _BEFORE_COUNTED_ONE:
        return after != "of"
    if before in _BEFORE_PRONOUN or after in _AFTER_PRONOUN or at + 1 >= len(tokens):
        return False
    if after == "-":
        return get_key(tokens, at + 2) not in ("on", "off", "to", "time", "sided", "way", "stop")
    return tokens[at + 1].is_word and tokens[at + 1].form[0].islower()


def _read_fraction(tokens: Sequence[Token], at: int) -> Numeral | None:
    """A part of a whole ("two-thirds", "a quarter of") or of a magnitude ("half a million")."""
    first = get_key(tokens, at)
    if first == "half":
        if get_key(tokens, at + 1) in ("a", "an"):
            whole = get_key(tokens, at + 2)
            if whole in MAGNITUDES or whole == "dozen":
                return Numeral(at + 3, divide(MAGNITUDES.get(whole, _DOZEN), 2))
        return Numeral(at + 1, divide(1, 2)) if get_key(tokens, at + 1) in ("of", "the") else None
    place = at + 2 if get_key(tokens, at + 1) == "-" else at + 1
    part = get_key(tokens, place)
    if part not in _FRACTION_PARTS:
        return None
    if first in ("a", "one"):
        if part == "half" or get_key(tokens, place + 1) != "of":
            return None
        return Numeral(place + 1, divide(1, _FRACTION_PARTS[part]))
    count = _UNITS.get(first, 0)
    if count < 2 or not part.endswith("s"):
        return None
    return Numeral(place + 1, divide(count, _FRACTION_PARTS[part]))


def _read_vague(tokens: Sequence[Token], at: int) -> Numeral | None:
    """A number that is not said: "hundreds", "tens of thousands", "several dozen"."""
    first = get_key(tokens, at)
    if first in ("tens", "hundreds") and get_key(tokens, at + 1) == "of":
        whole = _VAGUE.get(get_key(tokens, at + 2))
        if whole in ("thousands", "millions", "billions"):
            return Numeral(at + 3, 0, vague=f"{first} of {whole}")
    if first in _VAGUE:
        return Numeral(at + 1, 0, vague=_VAGUE[first])
    if first in ("several", "few"):
        unit = get_key(tokens, at + 1)
        if unit in ("dozen", "hundred") or unit in MAGNITUDES:
            return Numeral(at + 2, 0, vague=unit + "s")
    return None


def _read_ordinal_word(tokens: Sequence[Token], at: int) -> Numeral | None:
    """An ordinal in words: "third", "twenty-first" (whose tens the caller sees as a cardinal)."""
    first = get_key(tokens, at)
    value = _ORDINAL_WORDS.get(first)
    if value is None:
        return None
    after = get_key(tokens, at + 1)
    is_determined = get_key(tokens, at - 1) in _DETERMINERS
    if first == "first" and not is_determined:
        return None
    if first == "second":
        # The time unit and the adverb: "for a second", "a second later", "Second, he said".
        free = get_key(tokens, at - 1) in ("a", "every", "each", "per", "split", "")
        if free and (
            not after or not after[0].isalpha() or after in FUNCTION_WORDS or after in ("later", "ago")
        ):
            return None
        if not is_determined:
            return None
    if at == 0 and after == ",":
        return None
    return Numeral(at + 1, value, is_ordinal=True)


def read_ordinal_tens(tokens: Sequence[Token], at: int) -> Numeral | None:
    """An ordinal of two words: "twenty-first", "sixty-fifth"."""
    tens = _TENS.get(get_key(tokens, at))
    place = at + 2 if get_key(tokens, at + 1) == "-" else at + 1
    unit = _ORDINAL_UNITS.get(get_key(tokens, place), 99)
    if tens is None or unit > 9:
        return None
    return Numeral(place + 1, tens + unit, is_ordinal=True)
