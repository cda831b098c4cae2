"""Forms of the same words and names in two independent sentences: spelling, hyphens, abbreviations, names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from variance.classify.difference import Difference
from variance.classify.finds import Find
from variance.classify.grammar import DETERMINERS, STOP_WORDS
from variance.classify.names import are_one_name
from variance.classify.sides import Side, look_once
from variance.classify.style import find_abbreviation, find_hyphenation, find_name_form, find_spelling_variant
from variance.frozen import NamedTuple
from variance.text.names import Name, NameKind
from variance.text.numerals import get_key, touches
from variance.text.speakers import SPEAKING_NOUNS
from variance.text.tokens import Token
from variance.text.worddiff import Edit
from variance.vocabulary import AlignmentKind, ChangeKind

_MOST_NAMES = 100  # each is laid against each; a sentence has a handful
_LONGEST_TITLE = 5  # words before a name
_LONGEST_APPOSITION = 16  # tokens behind it
_CLOSERS = frozenset((",", ";", ".", ")"))
_RELATIVES = frozenset(("who", "which", "that", "whose"))
_FORMER = frozenset(("former", "ex", "acting", "then", "late", "retired", "outgoing", "incumbent"))
_RULES = (find_hyphenation, find_abbreviation, find_name_form, find_spelling_variant)


def find_form_changes(a: Side, b: Side, kind: AlignmentKind) -> Iterator[Find]:
    """Words, compounds and names that both sides have, each always in its own form."""
    taken: set[int] = set()
    for edit in _pair_forms(a, b):
        difference = Difference(a, b, edit, is_form=True)
        verdict = next((v for rule in _RULES if (v := rule(difference)) is not None), None)
        if verdict is not None:
            taken.update(range(edit.a_start, edit.a_end))
            yield Find(verdict.kind, (edit.a_start, edit.a_end), (edit.b_start, edit.b_end))
    yield from _compare_people(a, b, taken)


class _Written(NamedTuple):
    """How a side writes the keys of its atoms: the first place of each, and all its forms."""

    first: dict[str, tuple[int, int]]
    forms: dict[str, set[str]]


@look_once
def _read_written(side: Side) -> _Written:
    first: dict[str, tuple[int, int]] = {}
    forms: dict[str, set[str]] = {}
    for atom in side.atoms:
        start, end, key = atom
        if side.tokens[start].is_word and not key.startswith("value "):
            first.setdefault(key, (start, end))
            is_single = end - start == 1
            text = side.tokens[start].key if is_single else " ".join([t.key for t in side.tokens[start:end]])
            forms.setdefault(key, set()).add(text)
    return _Written(first, forms)


def _pair_forms(a: Side, b: Side) -> Iterator[Edit]:
    """The first places of each key that one side writes in one way and the other in another."""
    one, two = _read_written(a), _read_written(b)
    for key, (start, end) in one.first.items():
        if key in two.first and one.forms[key].isdisjoint(two.forms[key]):
            yield Edit(start, end, *two.first[key])
    yield from _pair_compounds(a, b)
    yield from (edit.flipped for edit in _pair_compounds(b, a))


def _pair_compounds(side: Side, other: Side) -> Iterator[Edit]:
    """Words that a hyphen joins on one side and a space parts on the other: long-term, long term."""
    for key, (start, end) in _list_compounds(side):
        if key in _list_neighbours(other):
            index = _list_neighbours(other)[key]
            yield Edit(start, end, index, index + 2)


@look_once
def _list_compounds(side: Side) -> list[tuple[str, tuple[int, int]]]:
    """The keys and places of the words of a side that hyphens join."""
    return [
        (key, place)
        for key, place in _read_written(side).first.items()
        if any(token.form == "-" for token in side.tokens[slice(*place)])
    ]


@look_once
def _list_neighbours(side: Side) -> dict[str, int]:
    """Two words written as one → where they first stand side by side."""
    joined: dict[str, int] = {}
    for index, (one, two) in enumerate(pairwise(side.tokens)):
        if one.is_word and two.is_word:
            joined.setdefault(one.key + two.key, index)
    return joined


def _compare_people(a: Side, b: Side, taken: set[int]) -> Iterator[Find]:
    """People whom the sides name in different forms: with a given name, a title, a description."""
    seen: set[str] = set()
    for one in a.names[:_MOST_NAMES]:
        if one.start in taken or one.key in seen:
            continue
        seen.add(one.key)
        answers = [two for two in b.names[:_MOST_NAMES] if _is_same_person(one, two)]
        if answers and not any(_read(a, one) == _read(b, two) for two in answers):
            yield Find(ChangeKind.NAME_FORM, _find_description(a, one), _find_description(b, answers[0]))
        for two in b.names[:_MOST_NAMES] if not answers else ():
            if _is_slip(one.key, two.key):
                yield Find(ChangeKind.SPELLING, (one.end - 1, one.end), (two.end - 1, two.end))


def _is_same_person(one: Name, two: Name) -> bool:
    """Whether two names may be one person: by their keys, or by a full name that both end in."""
    if one.key != two.key and not are_one_name(one, two):
        return False
    if {one.kind, two.kind} <= {NameKind.PERSON, NameKind.OTHER}:
        return True
    # A title in capitals may pass for a body: House Speaker Jane Roe.
    return one.key != two.key and min(one.key.count(" "), two.key.count(" ")) >= 1


def _is_slip(one: str, two: str) -> bool:
    """Whether two names of one given name have surnames that differ by two neighbouring letters' order."""
    if " " not in one or " " not in two:
        return False
    *first, last = one.split()
    *second, other = two.split()
    if first[-1] != second[-1] or sorted(last) != sorted(other):
        return False
    apart = [index for index, pair in enumerate(zip(last, other, strict=True)) if pair[0] != pair[1]]
    return len(apart) == 2 and apart[1] == apart[0] + 1


def _find_description(side: Side, name: Name) -> tuple[int, int]:
    """The range of a name with what describes it: "former coach Jane Roe", "Jane Roe, the coach"."""
    return _find_title_start(side, name), _find_apposition_end(side.tokens, name.end)


def _find_title_start(side: Side, name: Name) -> int:
    """Where the words before a name begin that say what its bearer is, or was: "ex-", "former coach"."""
    tokens, start = side.tokens, name.start
    if start > 0 and tokens[start - 1].key in SPEAKING_NOUNS:
        while start > 0 and name.start - start < _LONGEST_TITLE and _describes(side, start - 1):
            start -= 1
    elif start > 1 and tokens[start - 1].form == "-" and tokens[start - 2].key in _FORMER:
        start -= 2
    elif start > 0 and tokens[start - 1].key in _FORMER and not side.is_unit_start(start):
        start -= 1
    return start


def _find_apposition_end(tokens: Sequence[Token], end: int) -> int:
    """Where what stands behind a name between commas ends, at a relative clause or the next mark."""
    if end + 1 >= len(tokens) or tokens[end].form != "," or not _opens_apposition(tokens, end + 1):
        return end
    for stop in range(end + 1, min(len(tokens), end + 1 + _LONGEST_APPOSITION)):
        is_mark = tokens[stop].form in _CLOSERS and not touches(tokens, stop + 1)
        if is_mark or tokens[stop].key in _RELATIVES:
            return stop
    return end


def _describes(side: Side, index: int) -> bool:
    token = side.tokens[index]
    return token.is_word and token.key not in STOP_WORDS and not side.is_unit_start(index + 1)


def _opens_apposition(tokens: Sequence[Token], at: int) -> bool:
    """Whether words behind a name's comma say what it is: "the coach", "also a Liberal", "Lady of Ely"."""
    token = tokens[at]
    if token.key in DETERMINERS or token.key in SPEAKING_NOUNS:
        return True
    following = get_key(tokens, at + 1)
    is_also = token.key == "also" and following in DETERMINERS
    return is_also or (token.form[0].isupper() and following == "of")


def _read(side: Side, name: Name) -> str:
    """A name as it is written, with its description, so that Mr. Smith and Smith are two forms."""
    return " ".join(t.key for t in side.tokens[slice(*_find_description(side, name))] if t.is_word)
