"""Forms of the same words and names in two independent sentences: spelling, hyphens, abbreviations, names."""

from __future__ import annotations

from collections.abc import Iterator

from variance.classify.atoms import find_atoms
from variance.classify.difference import Difference
from variance.classify.finds import Find
from variance.classify.names import are_one_name
from variance.classify.sides import Side
from variance.classify.style import find_abbreviation, find_hyphenation, find_name_form, find_spelling_variant
from variance.model import AlignmentKind, ChangeKind
from variance.text.names import Name, NameKind
from variance.text.worddiff import Edit

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


def _pair_forms(a: Side, b: Side) -> Iterator[Edit]:
    """The first places of each key that one side writes in one way and the other in another."""
    places: list[dict[str, tuple[int, int]]] = []
    written: list[dict[str, set[str]]] = []
    for side in (a, b):
        first: dict[str, tuple[int, int]] = {}
        forms: dict[str, set[str]] = {}
        for atom in find_atoms(side.tokens, side.values):
            if side.tokens[atom.start].is_word and not atom.key.startswith("value "):
                first.setdefault(atom.key, (atom.start, atom.end))
                text = " ".join(token.key for token in side.tokens[atom.start : atom.end])
                forms.setdefault(atom.key, set()).add(text)
        places.append(first)
        written.append(forms)
    for key, (start, end) in places[0].items():
        if key in places[1] and written[0][key].isdisjoint(written[1][key]):
            yield Edit(start, end, *places[1][key])


def _compare_people(a: Side, b: Side, taken: set[int]) -> Iterator[Find]:
    """People whom the sides name in different forms: with a given name, a title, a description in front."""
    seen: set[str] = set()
    for one in a.names:
        if one.kind not in (NameKind.PERSON, NameKind.OTHER) or one.start in taken or one.key in seen:
            continue
        seen.add(one.key)
        answers = [two for two in b.names if _is_same_person(one, two)]
        if not answers or any(_read(a, one) == _read(b, two) for two in answers):
            continue
        yield Find(ChangeKind.NAME_FORM, (one.start, one.end), (answers[0].start, answers[0].end))


def _is_same_person(one: Name, two: Name) -> bool:
    """Whether two names may be one person: by their keys, or by a surname that both end in."""
    if two.kind not in (NameKind.PERSON, NameKind.OTHER):
        return False
    return one.key == two.key or are_one_name(one, two)


def _read(side: Side, name: Name) -> str:
    """A name as it is written, titles included, so that Mr. Smith and Smith are two forms."""
    return " ".join(token.key for token in side.tokens[name.start : name.end] if token.is_word)
