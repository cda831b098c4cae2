"""House style in names: which form of a name, and which words take a capital."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from variance.text.forms import FormMatch
from variance.text.parsed import ParsedUnit
from variance.text.tokens import Token, fold_glyphs
from variance.vocabulary import ChangeKind, Role
from variance.weigh.style_tally import StyledUnit, Tally

# UNESCO, LGBTQ+: a longer word in capitals is a shout.
_LONGEST_ABBREVIATION = 6
_SENTENCE_OPENERS = frozenset({'"', "'", "\u2014", "(", "[", "-", ".", "?", "!", ":"})


def count_names(units: Sequence[StyledUnit]) -> Iterable[Tally]:
    """One tally a name that the tables or the rules know: Kyiv/Kiev, Kim Jong-un/Kim Jong Un, US/U.S."""
    tallies: dict[str, Tally] = {}
    for styled in units:
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


def count_capitals(units: Sequence[StyledUnit]) -> Iterable[Tally]:
    """One tally a pair of words that some write with a capital: Cold War/cold war, State/state Department.

    Only the end of a run of capitals counts (in "Russian President Putin" the capital is the title's),
    and only inside a sentence: headlines and first words have capitals of their own.
    """
    tallies: dict[tuple[str, str], Tally] = {}
    for styled in units:
        source, unit = styled.source, styled.unit
        if unit.unit.role not in (Role.SENTENCE, Role.CAPTION):
            continue
        named = {
            at for match in styled.names if not match.is_ambiguous for at in range(match.start, match.end)
        }
        words = [at for at, token in enumerate(unit.tokens) if token.is_word]
        for place in range(1, len(words) - 1):
            at, after = words[place], words[place + 1]
            if after != at + 1 or after in named or _opens_sentence(unit.tokens, at):
                continue
            first, second = unit.tokens[at], unit.tokens[after]
            if not (first.text.isalpha() and second.text.isalpha()):
                continue
            if _goes_on_in_capitals(unit.tokens, after):
                continue
            key = (first.key, second.key)
            tallies.setdefault(key, Tally(ChangeKind.CAPITALISATION)).add(
                f"{first.form} {second.form}", source
            )
    return [tally for tally in tallies.values() if _differs_in_second_capital(tally)]


def _opens_sentence(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or fold_glyphs(tokens[at - 1].form) in _SENTENCE_OPENERS


def _goes_on_in_capitals(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].is_word and tokens[at + 1].form[:1].isupper()


def _differs_in_second_capital(tally: Tally) -> bool:
    """Whether the second word is written with and without a capital, and so more than by a slip of case."""
    seconds = {form.split(" ")[1] for form in tally.counts}
    firsts = {form.split(" ")[0] for form in tally.counts}
    capital = [form for form in tally.counts if all(word[:1].isupper() for word in form.split(" "))]
    return len(seconds) == 2 and len(firsts) <= 2 and bool(capital) and any(s.islower() for s in seconds)
