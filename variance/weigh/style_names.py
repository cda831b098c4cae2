"""House style in names: which form of a name, and which words take a capital."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from variance.text.forms import FormMatch
from variance.text.parsed import ParsedUnit
from variance.text.tokens import Token
from variance.vocabulary import ChangeKind, Role
from variance.weigh.style_tally import StyledText, StyledUnit, Tally

# UNESCO, LGBTQ+: a longer word in capitals is a shout.
_LONGEST_ABBREVIATION = 6
_SENTENCE_OPENERS = frozenset({'"', "'", "\u2014", "(", "[", "-", ".", "?", "!", ":"})


def count_names(text: StyledText) -> Iterable[Tally]:
    """One tally a name that the tables or the rules know: Kyiv/Kiev, Kim Jong-un/Kim Jong Un, US/U.S."""
    tallies: dict[str, Tally] = {}
    for styled in text.units:
        source, unit = styled.source, styled.unit
        for match in styled.names:
            if match.is_ambiguous:
                continue
            tally = tallies.setdefault(match.key, Tally(ChangeKind.NAME_FORM, key=match.key))
            tally.add(_write_match(unit, match), source)
    for tally in tallies.values():
        tally.kind = _judge_kind(list(tally.counts))
        tally.only_between_sources = tally.kind is ChangeKind.ABBREVIATION
    return tallies.values()


def _write_match(unit: ParsedUnit, match: FormMatch) -> str:
    tokens = unit.tokens[match.start : match.end]
    parts = [tokens[0].form]
    for before, token in pairwise(tokens):
        parts.append(("" if before.end == token.start else " ") + token.form)
    written = "".join(parts)
    # "NORTH KOREA" in a line of capitals is no form of its own.
    return written.title() if written.isupper() and " " in written else written


def _judge_kind(forms: Sequence[str]) -> ChangeKind:
    if len({form.casefold() for form in forms}) == 1:
        return ChangeKind.CAPITALISATION
    if any(_is_abbreviation(form) for form in forms):
        return ChangeKind.ABBREVIATION
    return ChangeKind.NAME_FORM


def _is_abbreviation(form: str) -> bool:
    letters = [letter for letter in form if letter.isalnum()]
    capitals = sum(letter.isupper() or letter.isdigit() for letter in letters)
    if "." in form:
        return True
    return 2 <= capitals <= _LONGEST_ABBREVIATION and form[:2].isupper() and " " not in form


def count_capitals(text: StyledText) -> Iterable[Tally]:
    """One tally a pair of words that some write with a capital: Cold War/cold war, State/state Department.

    Only the end of a run of capitals counts (in "Russian President Putin" the capital is the title's),
    and only inside a sentence: headlines and first words have capitals of their own.
    """
    likely = _list_seconds(text)
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for styled in text.units:
        if styled.unit.unit.role not in (Role.SENTENCE, Role.CAPTION) or styled.keys.isdisjoint(likely):
            continue
        for first, second in _list_pairs(styled, likely):
            pairs.setdefault((first.key, second.key), []).append(
                (f"{first.form} {second.form}", styled.source)
            )
    tallies = []
    for written in pairs.values():
        forms = {form for form, _ in written}
        if len(forms) > 1 and _differs_in_second_capital(forms):
            tallies.append(tally := Tally(ChangeKind.CAPITALISATION))
            for form, source in written:
                tally.add(form, source)
    return tallies


def _list_seconds(text: StyledText) -> set[str]:
    """The words that stand in a capital behind another and in small letters elsewhere: few of all."""
    rows = [styled.unit.tokens for styled in text.units]
    forms = {token.form for tokens in rows for token in tokens}
    small = {form.casefold() for form in forms if form.islower()}
    return {
        token.key
        for tokens in rows
        for before, token in pairwise(tokens)
        if token.key in small and token.form[0].isupper() and before.form[0].isupper()
    }


def _list_pairs(styled: StyledUnit, likely: Collection[str]) -> Iterator[tuple[Token, Token]]:
    """Two words side by side of which the second is a likely one and ends its run of capitals, if any."""
    tokens = styled.unit.tokens
    named = {at for match in styled.names if not match.is_ambiguous for at in range(match.start, match.end)}
    opening = next((at for at, token in enumerate(tokens) if token.is_word), len(tokens))
    for after in range(opening + 2, len(tokens)):
        first, second = tokens[after - 1], tokens[after]
        if second.key not in likely or after in named or tokens[after - 2].form in _SENTENCE_OPENERS:
            continue
        # Letters only: both are words.
        if first.text.isalpha() and second.text.isalpha() and not _goes_on_in_capitals(tokens, after):
            yield first, second


def _goes_on_in_capitals(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].is_word and tokens[at + 1].form[:1].isupper()


def _differs_in_second_capital(forms: Collection[str]) -> bool:
    """Whether the second word is written with and without a capital, and so more than by a slip of case."""
    seconds = {form.split(" ")[1] for form in forms}
    firsts = {form.split(" ")[0] for form in forms}
    has_capital = any(all(word[:1].isupper() for word in form.split(" ")) for form in forms)
    return len(seconds) == 2 and len(firsts) <= 2 and has_capital and any(s.islower() for s in seconds)
