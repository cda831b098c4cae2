"""House style in values and marks: percentages, dates, honorifics, quotation marks."""

from __future__ import annotations

from collections.abc import Iterable

from variance.text.tokens import Token
from variance.vocabulary import ChangeKind, Role
from variance.weigh.daynames import MONTHS
from variance.weigh.style_tally import StyledText, Tally

_LAST_DAY = 31
_HONORIFICS = frozenset({"Mr", "Mrs", "Ms", "Dr"})
_PERCENT = frozenset({"percent", "pct", "%", "per"})
_HONORIFIC_KEYS = frozenset(title.casefold() for title in _HONORIFICS)
# Long and short forms of the same magnitude behind a number: $50 billion, $50bn.
_MAGNITUDES = {
    "million": {"million": "million", "mn": "short", "m": "short"},
    "billion": {"billion": "billion", "bn": "short"},
    "trillion": {"trillion": "trillion", "tn": "short", "trn": "short"},
}
_MAGNITUDE_KEYS = frozenset(key for forms in _MAGNITUDES.values() for key in forms)
_QUOTES = {
    "\u201c": "“double curly”",
    '"': '"double straight"',
    "\u2018": "‘single curly’",
    "'": "'single straight'",
    "\u00ab": "«guillemets»",
    "\u201e": "„low“",
}


def count_percentages(text: StyledText) -> Iterable[Tally]:
    """One tally: percent, per cent, %, pct."""
    tally = Tally(ChangeKind.VALUE_FORM, "percentages")
    for styled in text.units:
        if styled.keys.isdisjoint(_PERCENT):
            continue
        source, tokens = styled.source, styled.unit.tokens
        for at, token in enumerate(tokens):
            if token.key != "per" and token.key in _PERCENT:
                tally.add(token.key, source)
            elif token.key == "per" and at + 1 < len(tokens) and tokens[at + 1].key == "cent":
                tally.add("per cent", source)
    return (tally,)


def count_magnitudes(text: StyledText) -> Iterable[Tally]:
    """One tally a magnitude: 50 billion or 50bn."""
    tallies = {name: Tally(ChangeKind.VALUE_FORM, name) for name in _MAGNITUDES}
    for styled in text.units:
        if styled.keys.isdisjoint(_MAGNITUDE_KEYS):
            continue
        source, unit = styled.source, styled.unit
        for number, token in zip(unit.tokens, unit.tokens[1:], strict=False):
            if not number.form[:1].isdigit():
                continue
            for name, forms in _MAGNITUDES.items():
                side = forms.get(token.key)
                # A lone m behind a space is a metre as likely as a million.
                if side == "short" and (token.key != "m" or number.end == token.start):
                    tallies[name].add("short", source, token.key)
                elif side == name:
                    tallies[name].add(name, source)
    # "5m" is five metres unless the text has other short magnitudes: let no story rest on it.
    return [tally for tally in tallies.values() if set(tally.written.get("short", ())) != {"m"}]


def count_dates(text: StyledText) -> Iterable[Tally]:
    """One tally: June 9, June 9th, 9 June or 9th June."""
    tally = Tally(ChangeKind.VALUE_FORM, "day and month")
    for styled in text.units:
        if styled.keys.isdisjoint(MONTHS):
            continue
        source, tokens = styled.source, styled.unit.tokens
        for at, token in enumerate(tokens):
            if token.key not in MONTHS or not token.form[:1].isupper():
                continue
            before = tokens[at - 1] if at else None
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            if before is not None and _is_day(before):
                suffix = "th" if before.form[-1].isalpha() else ""
                tally.add(f"9{suffix} June", source, f"{before.form} {token.form}")
            elif after is not None and _is_day(after):
                suffix = "th" if after.form[-1].isalpha() else ""
                tally.add(f"June 9{suffix}", source, f"{token.form} {after.form}")
    return (tally,)


def _is_day(token: Token) -> bool:
    digits = token.form.rstrip("stndrh")
    return digits.isdecimal() and len(digits) <= 2 and 0 < int(digits) <= _LAST_DAY


def count_honorifics(text: StyledText) -> Iterable[Tally]:
    """One tally: Mr or Mr. (and Mrs, Ms, Dr)."""
    tally = Tally(ChangeKind.PUNCTUATION, "Mr, Mrs, Ms, Dr")
    for styled in text.units:
        if styled.keys.isdisjoint(_HONORIFIC_KEYS):
            continue
        source, unit = styled.source, styled.unit
        for token, after in zip(unit.tokens, unit.tokens[1:], strict=False):
            if token.form in _HONORIFICS:
                stop = "." if after.form == "." and after.start == token.end else ""
                tally.add("with a stop" if stop else "without", source, token.form + stop)
    return (tally,)


def count_quotation_marks(text: StyledText) -> Iterable[Tally]:
    """One tally: the marks around outer quotations; headlines go by a rule of their own."""
    tally = Tally(ChangeKind.QUOTE_STYLE, "quotation marks")
    for styled in text.units:
        unit = styled.unit.unit
        if unit.role in (Role.HEADLINE, Role.SUBHEAD):
            continue
        for quotation in styled.unit.quotations:
            glyph = _QUOTES.get(unit.text[quotation.start - unit.start : quotation.start - unit.start + 1])
            if glyph and quotation.level == 0 and quotation.start >= unit.start:
                tally.add(glyph, styled.source)
    return (tally,)
