"""Name forms in running text: the longest matches of the tables, and East Asian names by rule."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from variance.frozen import NamedTuple
from variance.lexicon.tables import (
    FormEntry,
    FormKind,
    FormTable,
    fold_form,
    get_extra_forms,
    load_forms,
    load_surnames,
)
from variance.text.patterns import LatePattern
from variance.text.tokens import Token
from variance.text.wording import get_wording, remember_by

# One syllable of such a name, as English newspapers romanise it: Jong, Un, Hye, Seok, Tsung, Hsiang.
_SYLLABLE = LatePattern(
    r"(?:kk|tt|pp|ss|jj|ch|sh|hs|ts|[bcdfghjklmnprstwyz])?[wy]?(?:[aeiou]{1,3}|yeo)(?:ng|ck|[bghklmnpt])?"
)
# "South America" and "Latin America" are no United States.
_PART_OF_A_CONTINENT = frozenset({"north", "south", "central", "latin", "middle"})
_SKIPPED = frozenset({"-", "."})
# An initial takes its stop with it (N. Korea, St. Petersburg); after a longer word a stop ends the sentence.
_LONGEST_WITH_STOP = 2


class FormMatch(NamedTuple):
    """A name at ``tokens[start:end]`` and the key that all its forms share."""

    start: int
    end: int
    key: str
    table: FormKind
    is_ambiguous: bool


def find_forms(tokens: Sequence[Token], *, forms: FormTable | None = None) -> tuple[FormMatch, ...]:
    """The names of the tables in a sequence of tokens: longest first, in order, never overlapping.

    In a line that is all capitals an abbreviation is ambiguous (US, us). Linear: a match is at most as
    long as the longest form of the tables.
    """
    return _find_known(tokens) if forms is None else _find_in(tokens, forms)


def _get_key(tokens: Sequence[Token]) -> Hashable:
    return get_extra_forms(), get_wording(tokens)


@remember_by(_get_key)
def _find_known(tokens: Sequence[Token]) -> tuple[FormMatch, ...]:
    """The names of the tables as they are now, with the settings' sets."""
    return _find_in(tokens, load_forms())


def _find_in(tokens: Sequence[Token], table: FormTable) -> tuple[FormMatch, ...]:
    shouted = _is_all_capitals(tokens)
    surnames = load_surnames()
    found: list[FormMatch] = []
    end = 0
    for at, token in enumerate(tokens):
        first = fold_form(token.form) if token.is_word or token.form == "&" else ()
        if at < end or not first or (first[:1] not in table.starts and token.key not in surnames):
            continue
        match = _match_person(tokens, at) or _match_table(tokens, at, table)
        if match is None:
            continue
        if shouted and match.end - match.start == 1 and not match.is_ambiguous:
            match = FormMatch(match.start, match.end, match.key, match.table, is_ambiguous=True)
        found.append(match)
        end = match.end
    return tuple(found)


def _match_table(tokens: Sequence[Token], at: int, table: FormTable) -> FormMatch | None:
    """The longest form of the tables that begins at a token."""
    parts: tuple[str, ...] = ()
    best: tuple[int, FormEntry] | None = None
    end = at
    while end < len(tokens):
        token = tokens[end]
        end += 1
        if token.form in _SKIPPED:
            if not _is_inside_name(tokens, end - 1):
                break
            continue
        folded = _fold_token(token)
        parts += folded
        if not folded or parts not in table.starts:
            break
        if parts in table.rows:
            written = " ".join([t.form for t in tokens[at:end]])
            entry = table.find_entry(parts, written)
            if entry is not None:
                best = (end, entry)
    if best is None or _names_part_of_continent(tokens, at, best[1]):
        return None
    end, entry = best
    return FormMatch(at, end, entry.key, entry.table, entry.is_ambiguous)


def _match_person(tokens: Sequence[Token], at: int) -> FormMatch | None:
    """A surname with a given name of two syllables: Kim Jong-un, Kim Jong Un, Kim Jong-Un."""
    rule = load_surnames().get(tokens[at].key)
    if rule is None or at + 2 >= len(tokens):
        return None
    surname, first = tokens[at], tokens[at + 1]
    second_at = at + 3 if tokens[at + 2].form == "-" else at + 2
    if second_at >= len(tokens) or (rule == "hyphen" and second_at == at + 2):
        return None
    second = tokens[second_at]
    capitals = (surname, first, second) if second_at == at + 2 else (surname, first)
    if not all(token.form[:1].isupper() for token in capitals):
        return None
    if not (_SYLLABLE.fullmatch(first.key) and _SYLLABLE.fullmatch(second.key)):
        return None
    key = f"{surname.key} {first.key} {second.key}"
    return FormMatch(at, second_at + 1, key, FormKind.PERSONS, is_ambiguous=False)


def _fold_token(token: Token) -> tuple[str, ...]:
    return fold_form(token.form) if token.is_word or token.form == "&" else ()


def _is_inside_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen or stop joins a name's parts: "Bosnia-Herzegovina", "N. Korea"."""
    if at + 1 >= len(tokens) or not tokens[at - 1].is_word or tokens[at - 1].end != tokens[at].start:
        return False
    if tokens[at].form == "-":
        return tokens[at].end == tokens[at + 1].start
    return len(tokens[at - 1].form) <= _LONGEST_WITH_STOP


def _names_part_of_continent(tokens: Sequence[Token], at: int, entry: FormEntry) -> bool:
    named = tokens[at].key == "america" and entry.table is FormKind.COUNTRIES
    return named and at > 0 and tokens[at - 1].key in _PART_OF_A_CONTINENT


def _is_all_capitals(tokens: Sequence[Token]) -> bool:
    """Whether a line of several words has no small letter."""
    words = [token.form for token in tokens if token.is_word and token.form[:1].isalpha()]
    # Two capital words are an ordinary "US Navy"; from four on it is a shouted headline.
    return len(words) >= 4 and all(word.isupper() for word in words)
