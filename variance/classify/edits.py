"""From the word diff to the edits a reader would make: nothing torn apart, nothing cut in mid-phrase."""

from __future__ import annotations

from collections.abc import Sequence

from variance.classify.atoms import Atom, find_atoms, is_joining_hyphen
from variance.classify.grammar import DETERMINERS, GROUP_STARTS, STOP_WORDS
from variance.classify.sides import Side
from variance.text.tokens import Token
from variance.text.worddiff import Edit, diff_keys, join_edits

# How natural it is to cut before a token: at a unit's end or a mark, before a preposition, an article.
_AT_BORDER, _AT_MARK, _AT_GROUP, _AT_DETERMINER = 4, 3, 2, 1


def find_edits(a: Side, b: Side) -> tuple[list[Edit], list[Edit]]:
    """The edits between two sides, and the places where equal words are written in different forms.

    Both as ranges of tokens, in order; an edit never holds a place of the second list.
    """
    atoms_a, atoms_b = a.atoms, b.atoms
    coarse = diff_keys([atom.key for atom in atoms_a], [atom.key for atom in atoms_b])
    edits: list[Edit] = []
    pairs: list[Edit] = []
    at_a = at_b = 0
    for edit in (*coarse, Edit(len(atoms_a), len(atoms_a), len(atoms_b), len(atoms_b))):
        pairs.extend(_pair_atoms(a, b, atoms_a[at_a : edit.a_start], atoms_b[at_b : edit.b_start]))
        fine, met = _refine_edit(a, b, _cover(atoms_a, atoms_b, edit, (len(a.tokens), len(b.tokens))))
        edits.extend(fine)
        pairs.extend(met)
        at_a, at_b = edit.a_end, edit.b_end
    return tidy_edits(a, b, edits), pairs


def tidy_edits(a: Side, b: Side, edits: Sequence[Edit]) -> list[Edit]:
    """The edits without islands of small words between them, cut where phrases begin and end."""
    whole = _absorb_islands(a, b, edits)
    limits = [Edit(0, 0, 0, 0), *whole, Edit(*(2 * (len(a.tokens),)), *(2 * (len(b.tokens),)))]
    tidy: list[Edit] = []
    for before, edit, behind in zip(limits, limits[1:], limits[2:], strict=False):
        tidy.append(_shift_edit(a, b, edit, before, behind))
    return tidy


def _cover(atoms_a: Sequence[Atom], atoms_b: Sequence[Atom], edit: Edit, ends: tuple[int, int]) -> Edit:
    """An edit between atoms as an edit between tokens."""

    def place(atoms: Sequence[Atom], index: int, end: int) -> int:
        return atoms[index].start if index < len(atoms) else end

    return Edit(
        place(atoms_a, edit.a_start, ends[0]),
        place(atoms_a, edit.a_end, ends[0]),
        place(atoms_b, edit.b_start, ends[1]),
        place(atoms_b, edit.b_end, ends[1]),
    )


def _pair_atoms(a: Side, b: Side, atoms_a: Sequence[Atom], atoms_b: Sequence[Atom]) -> list[Edit]:
    """The places where atoms of equal keys are written differently."""
    return [
        Edit(one.start, one.end, two.start, two.end)
        for one, two in zip(atoms_a, atoms_b, strict=True)
        if not _are_written_alike(a, one, b, two)
    ]


def _are_written_alike(a: Side, one: Atom, b: Side, two: Atom) -> bool:
    if one.end - one.start == two.end - two.start == 1:  # as nearly all
        return a.tokens[one.start].form == b.tokens[two.start].form
    return _forms(a.tokens[one.start : one.end]) == _forms(b.tokens[two.start : two.end])


def _refine_edit(a: Side, b: Side, edit: Edit) -> tuple[list[Edit], list[Edit]]:
    """An edit between atoms looked at word by word: "was not told" against "was told" is one "not"."""
    if edit.a_start == edit.a_end or edit.b_start == edit.b_end:
        return ([] if edit.a_start == edit.a_end and edit.b_start == edit.b_end else [edit]), []
    atoms_a = _list_words(a, edit.a_start, edit.a_end)
    atoms_b = _list_words(b, edit.b_start, edit.b_end)
    steps = diff_keys([atom.key for atom in atoms_a], [atom.key for atom in atoms_b])
    ends = (edit.a_end, edit.b_end)
    pairs: list[Edit] = []
    at_a = at_b = 0
    for step in (*steps, Edit(len(atoms_a), len(atoms_a), len(atoms_b), len(atoms_b))):
        pairs.extend(_pair_atoms(a, b, atoms_a[at_a : step.a_start], atoms_b[at_b : step.b_start]))
        at_a, at_b = step.a_end, step.b_end
    return [_cover(atoms_a, atoms_b, step, ends) for step in steps], pairs


def _list_words(side: Side, start: int, end: int) -> list[Atom]:
    """The atoms of a stretch word by word, values in one piece, by their places on the whole side."""
    values = [
        value._replace(start=value.start - start, end=value.end - start)
        for value in side.list_values(start, end)
    ]
    return [
        atom._replace(start=atom.start + start, end=atom.end + start)
        for atom in find_atoms(side.tokens[start:end], values, whole=False)
    ]


def _forms(tokens: Sequence[Token]) -> list[str]:
    return [token.form for token in tokens]


def _absorb_islands(a: Side, b: Side, edits: Sequence[Edit]) -> list[Edit]:
    """The edits, joined over one or two small words that stand alone between differences on both sides."""
    return join_edits(edits, lambda last, edit: _is_island(a, b, last, edit))


def _is_island(a: Side, b: Side, left: Edit, right: Edit) -> bool:
    """Whether what two edits leave between them is too little to be read as kept."""
    island = a.tokens[left.a_end : right.a_start]
    if all(is_joining_hyphen(a.tokens, i) for i in range(left.a_end, right.a_start)):
        return all(is_joining_hyphen(b.tokens, j) for j in range(left.b_end, right.b_start))
    if not any(token.is_word for token in (*island, *_list_changed(a, b, left), *_list_changed(a, b, right))):
        return True  # a comma before and behind a quotation mark
    # Two small words ("of the") read as kept no more than one does; with three there is a phrase.
    if len(island) > 2 or not all(token.key in STOP_WORDS for token in island):
        return False
    if _forms(island) != _forms(b.tokens[left.b_end : right.b_start]):
        return False
    if len({*a.quoted[left.a_end - 1 : right.a_start + 1]}) > 1:
        return False
    # Both sides must have words on both shores, or the edits are plain insertions that a reader can part.
    a_words = [_has_word(a, edit.a_start, edit.a_end) for edit in (left, right)]
    b_words = [_has_word(b, edit.b_start, edit.b_end) for edit in (left, right)]
    return any(a_words) and any(b_words) and (all(a_words) or all(b_words) or a_words != b_words)


def _list_changed(a: Side, b: Side, edit: Edit) -> tuple[Token, ...]:
    return (*a.tokens[edit.a_start : edit.a_end], *b.tokens[edit.b_start : edit.b_end])


def _has_word(side: Side, start: int, end: int) -> bool:
    return any(token.is_word for token in side.tokens[start:end])


def _shift_edit(a: Side, b: Side, edit: Edit, before: Edit, behind: Edit) -> Edit:
    """A pure insertion or deletion moved to the most natural of the places where it could stand."""
    if edit.a_start < edit.a_end and edit.b_start < edit.b_end:
        return edit
    side = a if edit.a_start < edit.a_end else b
    start, end = (edit.a_start, edit.a_end) if side is a else (edit.b_start, edit.b_end)
    floor = before.a_end if side is a else before.b_end
    ceiling = behind.a_start if side is a else behind.b_start
    tokens = side.tokens
    best = (_rate_cut(side, start) + _rate_cut(side, end), 0)
    for step in (-1, 1):
        offset = 0
        while True:
            leaving, joining = (
                (end + offset - 1, start + offset - 1) if step < 0 else (start + offset, end + offset)
            )
            if not floor <= joining < ceiling or tokens[leaving].form != tokens[joining].form:
                break
            offset += step
            rated = _rate_cut(side, start + offset) + _rate_cut(side, end + offset)
            # Of equal places the leftmost: the same from both directions.
            best = max(best, (rated, -offset))
    offset = -best[1]
    return Edit(*(n + offset for n in (edit.a_start, edit.a_end, edit.b_start, edit.b_end)))


def _rate_cut(side: Side, index: int) -> int:
    """How natural it is to cut before token ``index``."""
    tokens = side.tokens
    if index in (0, len(tokens)) or side.homes[index] != side.homes[index - 1]:
        return _AT_BORDER
    if not tokens[index].is_word or not tokens[index - 1].is_word:
        return _AT_MARK
    if tokens[index].key in GROUP_STARTS:
        return _AT_GROUP
    return _AT_DETERMINER if tokens[index].key in DETERMINERS else 0
