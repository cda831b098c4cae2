"""Names: another one in the same place, or one name in another form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from variance.classify.difference import Difference, Verdict
from variance.classify.grammar import DETERMINERS, HONORIFICS, PREPOSITIONS
from variance.classify.shapes import are_initials, is_short
from variance.classify.sides import Side
from variance.lexicon.datafile import iterate_rows
from variance.lexicon.tables import lookup_form
from variance.text.names import Name, NameKind, fold_name
from variance.text.worddiff import Edit, join_edits
from variance.text.wordlists import map_words
from variance.vocabulary import ChangeKind, Severity

# What may stand beside a name that a reader still takes for the name alone: "in Essen", "the EU".
_AROUND = PREPOSITIONS | DETERMINERS | {"and", "'s"}
_NICKNAMES = map_words(
    """
    joseph joe joey|william bill billy will|elizabeth liz lizzie beth betty|robert bob bobby rob
    michael mike mick|thomas tom tommy|james jim jimmy|richard dick rick ricky|edward ed eddie ted
    anthony tony|daniel dan danny|christopher chris|katherine catherine kate kathy cathy|jonathan jon
    nicholas nick|alexander alex|matthew matt|stephen steven steve|samuel sam|benjamin ben|kenneth ken
    donald don|ronald ron|peter pete|susan sue|margaret maggie meg peggy|charles charlie chuck
    andrew andy drew|david dave|patricia pat patty|patrick paddy|gregory greg|timothy tim|philip phil
    jeffrey geoffrey jeff geoff|frederick fred|lawrence larry|deborah debbie deb|jennifer jen jenny
    rebecca becky|victoria vicky
    """
)
_SHORT_TOKENS = 2  # of an abbreviation: "UN", "G7" with its number
_FEWEST_LETTERS = 2  # of an abbreviation by initials


def find_name(difference: Difference) -> Verdict | None:
    """Another person, place or body in the same place; one that only one side names is mild."""
    a, b = _list_touched(difference)
    if a and b:
        return _judge_two(difference, a, b)
    names, side, start, end = _find_giver(difference, a, b)
    if not names or not difference.is_one_sided:
        return None
    longer = _find_longer(difference, names, side, start, end)
    if longer is not None:
        return longer
    is_whole = all(start <= name.core_start and name.end <= end for name in names)
    if is_whole and _is_bare(side, start, end, names) and any(name.is_sure for name in names):
        return Verdict(ChangeKind.NAME, Severity.WORDING)
    return None


def are_one_name(one: Name, two: Name) -> bool:
    """Whether two names may well be forms of one: the same key, a shorter form, initials, a nickname."""
    if one.key == two.key or one.full_key == two.full_key:
        return True
    if one.key.rpartition(" ")[2] != two.key.rpartition(" ")[2]:
        return _is_acronym(one.key, two.key) or _is_acronym(two.key, one.key)
    shorter, longer = sorted((one.key.split(), two.key.split()), key=len)
    if _is_shortened(shorter, longer) or (len(shorter) == len(longer) and _is_shortened(longer, shorter)):
        return True
    if _unfold_nickname(one.key) == _unfold_nickname(two.key):
        return True
    return _is_acronym(one.key, two.key) or _is_acronym(two.key, one.key)


def are_one_power(one: str, two: str) -> bool:
    """Whether two names stand for one government: Seoul and South Korea, the Kremlin and Moscow."""
    powers = _load_metonyms()
    return bool(powers.get(one, frozenset()) & powers.get(two, frozenset()))


@cache
def _load_metonyms() -> Mapping[str, frozenset[str]]:
    powers: dict[str, set[str]] = {}
    for power, names in iterate_rows("metonyms.tsv"):
        for name in names.split("|"):
            powers.setdefault(fold_name(name), set()).add(power)
    return MappingProxyType({name: frozenset(found) for name, found in powers.items()})


def is_known_name(key: str) -> bool:
    """Whether the tables know a name, so that a capital at the head of a sentence is no doubt."""
    return key in _load_metonyms() or lookup_form(key.title()) is not None


def _list_touched(difference: Difference) -> tuple[list[Name], list[Name]]:
    edit = difference.edit
    return (
        difference.a.list_names(edit.a_start, edit.a_end),
        difference.b.list_names(edit.b_start, edit.b_end),
    )


def _find_giver(difference: Difference, a: list[Name], b: list[Name]) -> tuple[list[Name], Side, int, int]:
    edit = difference.edit
    if a:
        return a, difference.a, edit.a_start, edit.a_end
    return b, difference.b, edit.b_start, edit.b_end


def _judge_two(difference: Difference, a: list[Name], b: list[Name]) -> Verdict | None:
    """What names on both sides are: one, another, or part of a larger rewording."""
    if len(a) != 1 or len(b) != 1:
        return None
    one, two = a[0], b[0]
    grown = _grow_names(difference, one, two)
    if grown is None:
        return None
    edit = difference.edit
    is_alone = _is_bare(difference.a, edit.a_start, edit.a_end, a) and _is_bare(
        difference.b, edit.b_start, edit.b_end, b
    )
    if are_one_name(one, two) or _are_forms(difference, one, two):
        if _is_of_titles(difference, one, two):
            return None  # a foreign minister and a foreign secretary: what the person is called
        return Verdict(_name_form(difference, grown), edit=grown) if is_alone else None
    if not is_alone or are_one_power(one.key, two.key):
        return None
    if NameKind.PERSON in (one.kind, two.kind) and {one.kind, two.kind} & {NameKind.BODY, NameKind.PLACE}:
        return None  # a minister for the ministry: not another answer to the same question
    is_sure = all(name.is_sure or is_known_name(name.key) for name in (one, two))
    return Verdict(ChangeKind.NAME, edit=grown) if is_sure else None


def _is_of_titles(difference: Difference, one: Name, two: Name) -> bool:
    """Whether two sides give one name other titles; Mr and Ms are a convention."""
    edit = difference.edit
    if edit.a_end > one.core_start or edit.b_end > two.core_start:
        return False
    return not HONORIFICS.issuperset((*difference.a_keys, *difference.b_keys))


def join_in_names(a: Side, b: Side, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, those inside one name of each side made one: J. K. Morris, P. D. Morris."""
    return join_edits(
        edits,
        lambda last, edit: (
            _hold_both(a, last.a_start, edit.a_end) and _hold_both(b, last.b_start, edit.b_end)
        ),
    )


def _hold_both(side: Side, start: int, end: int) -> bool:
    return any(name.core_start <= start and end <= name.end for name in side.list_names(start, end))


def grow_to_names(difference: Difference) -> Edit | None:
    """The range over the whole names that a difference lies in, where the rest of them is the same."""
    a, b = _list_touched(difference)
    return _grow_names(difference, a[0], b[0]) if len(a) == len(b) == 1 else None


def _name_form(difference: Difference, grown: Edit) -> ChangeKind:
    """Whether two forms of a name are a short one and the full one, or two ways to write it."""
    whole = difference.with_edit(grown)
    short = min(whole.a_tokens, whole.b_tokens, key=len)
    if are_initials(whole.a_keys, whole.b_keys) or (len(short) <= _SHORT_TOKENS and is_short(short)):
        return ChangeKind.ABBREVIATION
    return ChangeKind.NAME_FORM


def _grow_names(difference: Difference, one: Name, two: Name) -> Edit | None:
    """The range over both whole names; None where what it would take in differs between the sides."""
    edit = difference.edit
    before = max(edit.a_start - one.core_start, edit.b_start - two.core_start, 0)
    behind = max(one.end - edit.a_end, two.end - edit.b_end, 0)
    i, j = edit.a_start - before, edit.b_start - before
    k, m = edit.a_end + behind, edit.b_end + behind
    if i < 0 or j < 0 or k > len(difference.a.tokens) or m > len(difference.b.tokens):
        return None
    lead = [t.key for t in difference.a.tokens[i : edit.a_start]]
    tail = [t.key for t in difference.a.tokens[edit.a_end : k]]
    if lead != [t.key for t in difference.b.tokens[j : edit.b_start]]:
        return None
    if tail != [t.key for t in difference.b.tokens[edit.b_end : m]]:
        return None
    return Edit(i, k, j, m)


def _find_longer(
    difference: Difference, names: list[Name], side: Side, start: int, end: int
) -> Verdict | None:
    """Whether what only one side has makes the same name longer there: Mr, a given name, an initial."""
    words = [token for token in side.tokens[start:end] if token.is_word]
    last = names[-1]
    is_part = last.core_start < end < last.end or last.core_start < start < last.end
    if not is_part and not (words and all(word.key in HONORIFICS for word in words)):
        return None
    edit = difference.edit
    before = max(0, start - last.core_start) if is_part else 0
    behind = last.end - end
    grown = Edit(edit.a_start - before, edit.a_end + behind, edit.b_start - before, edit.b_end + behind)
    other, low, high = (
        (difference.b, grown.b_start, grown.b_end)
        if side is difference.a
        else (difference.a, grown.a_start, grown.a_end)
    )
    if behind < 0 or low >= high or not any(name.core_start < high for name in other.list_names(low, high)):
        return None
    return Verdict(ChangeKind.NAME_FORM, edit=grown)


def _is_bare(side: Side, start: int, end: int, names: list[Name]) -> bool:
    """Whether a stretch holds names and small words only."""
    inside = {index for name in names for index in range(name.start, name.end)}
    return all(
        index in inside or not token.is_word or token.key in _AROUND
        for index, token in enumerate(side.tokens[start:end], start)
    )


def _are_forms(difference: Difference, one: Name, two: Name) -> bool:
    """Whether a table has both as forms of one thing; side by side even an ambiguous form is that one."""
    first = lookup_form(_read_text(difference.a, one))
    second = lookup_form(_read_text(difference.b, two))
    return first is not None and second is not None and first.key == second.key


def _read_text(side: Side, name: Name) -> str:
    return " ".join(token.form for token in side.tokens[name.core_start : name.end])


def _is_shortened(shorter: list[str], longer: list[str]) -> bool:
    """Whether a name is the other without given names, initials or what stands before them."""
    if longer[-len(shorter) :] == shorter:
        return True
    if shorter[-1] != longer[-1] or len(shorter) < 2:
        return False
    # What is left keeps its order: Jane M. Roe and Jane Mary Anne Roe, but not Jane Roe and John Roe.
    rest = iter(longer)
    return all(
        any(word == other or (len(word) == 1 and other[0] == word) for other in rest) for word in shorter
    )


def _unfold_nickname(key: str) -> str:
    """A name with its first word in full: joe biden, joseph biden."""
    first, _, rest = key.partition(" ")
    return f"{_NICKNAMES.get(first, first)} {rest}" if rest else key


def _is_acronym(short: str, full: str) -> bool:
    if " " in short or " " not in full:
        return False
    words = [word for word in full.split() if word not in ("of", "the", "and", "for")]
    return len(words) >= _FEWEST_LETTERS and short == "".join(word[0] for word in words)
