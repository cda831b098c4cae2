"""All places where two copied sides differ, as a reader would cut them."""

from __future__ import annotations

from bisect import bisect_right

from variance.classify.atoms import is_joining_hyphen
from variance.classify.attribution import join_in_attribution
from variance.classify.difference import Difference
from variance.classify.edits import find_edits
from variance.classify.moves import find_moves
from variance.classify.names import join_in_names
from variance.classify.quotes import find_mark_changes, meet_tokens
from variance.classify.sides import Side
from variance.classify.splits import split_edits
from variance.classify.trivial import is_trivial
from variance.text.worddiff import Edit, join_edits
from variance.vocabulary import ChangeKind

_BRACKETS = frozenset("()[]{}")
# Brackets or quotation marks around more words than this are shown each for itself.
_LONGEST_ENCLOSED = 10
# Tokens of a compound, hyphens included, beyond which it is a chain of words.
_LONGEST_COMPOUND = 12


def find_differences(a: Side, b: Side) -> list[tuple[Difference, ChangeKind | None]]:
    """The differences of two sides in order, with the kind where how it was found settles it."""
    edits, pairs = find_edits(a, b)
    is_quoted = any(a.quoted) or any(b.quoted)
    marks = find_mark_changes(a, b, meet_tokens(a, b, edits, pairs), pairs) if is_quoted else []
    edits = join_in_names(a, b, join_in_attribution(a, b, edits))
    edits, moves = find_moves(a, b, edits)
    edits = [edit for edit in edits if not _is_quote_mark_only(a, b, edit)]
    edits = [edit for edit in _split_all(a, b, edits) if not _is_quote_mark_only(a, b, edit)]
    edits = _join_enclosing(a, b, edits)
    found: list[tuple[Difference, ChangeKind | None]] = [
        (Difference(a, b, edit), kind) for edit, kind in marks
    ]
    taken = sorted((edit for edit, _ in marks), key=lambda edit: edit.a_start)
    found += [(Difference(a, b, edit, is_moved=True), None) for edit in moves]
    found += [(Difference(a, b, edit, is_form=True), None) for edit in _join_forms(a, b, pairs)]
    found += [
        (Difference(a, b, _grow_compound(a, b, edit)), None) for edit in edits if not _is_within(edit, taken)
    ]
    return [(difference, kind) for difference, kind in found if not is_trivial(difference)]


def _split_all(a: Side, b: Side, edits: list[Edit]) -> list[Edit]:
    """The edits split; a mark that was only left over between the parts is none of them."""
    return [
        part
        for edit in edits
        for part in split_edits(a, b, [edit])
        if part == edit or _has_words(a, b, part) or not _has_words(a, b, edit)
    ]


def _has_words(a: Side, b: Side, edit: Edit) -> bool:
    words = (*a.tokens[edit.a_start : edit.a_end], *b.tokens[edit.b_start : edit.b_end])
    return any(token.is_word for token in words)


def _is_within(edit: Edit, others: list[Edit]) -> bool:
    """Whether one of the others, which are in order and do not overlap, holds an edit on both sides."""
    at = bisect_right(others, edit.a_start, key=lambda other: other.a_start)
    return any(
        edit.a_end <= other.a_end and other.b_start <= edit.b_start and edit.b_end <= other.b_end
        for other in others[max(0, at - 2) : at]
    )


def _is_quote_mark_only(a: Side, b: Side, edit: Edit) -> bool:
    """Whether an edit is a quotation mark on one side only: the words around it tell what that means."""
    if edit.a_start < edit.a_end and edit.b_start < edit.b_end:
        return False
    return all(a.is_quote_mark(i) for i in range(edit.a_start, edit.a_end)) and all(
        b.is_quote_mark(j) for j in range(edit.b_start, edit.b_end)
    )


def _join_forms(a: Side, b: Side, pairs: list[Edit]) -> list[Edit]:
    """Words side by side that differ in nothing but capitals, as one: Communist Party."""

    def are_one(last: Edit, pair: Edit) -> bool:
        touches = last.a_end == pair.a_start and last.b_end == pair.b_start
        return touches and all(_is_case(a, b, edit) for edit in (last, pair))

    return join_edits(pairs, are_one)


def _is_case(a: Side, b: Side, edit: Edit) -> bool:
    one = [token.key for token in a.tokens[edit.a_start : edit.a_end]]
    return one == [token.key for token in b.tokens[edit.b_start : edit.b_end]]


def _join_enclosing(a: Side, b: Side, edits: list[Edit]) -> list[Edit]:
    """A pair of brackets or quotation marks that differs at both ends, as one edit with what it encloses."""
    return join_edits(edits, lambda last, edit: _encloses(a, b, last, edit))


def _encloses(a: Side, b: Side, left: Edit, right: Edit) -> bool:
    if right.a_start - left.a_end > _LONGEST_ENCLOSED:
        return False
    forms = [
        {token.form for token in (*a.tokens[e.a_start : e.a_end], *b.tokens[e.b_start : e.b_end])}
        for e in (left, right)
    ]
    if any(edit.a_start == edit.a_end or edit.b_start == edit.b_end for edit in (left, right)):
        return False
    if forms[0] & _BRACKETS and forms[1] & _BRACKETS:
        return not any(any(form.isalnum() for form in group) for group in forms)
    return all(group == {"'", '"'} for group in forms)


def _grow_compound(a: Side, b: Side, edit: Edit) -> Edit:
    """An edit inside words joined by hyphens, grown over the whole of them: long-term, short-term."""
    words = (*a.tokens[edit.a_start : edit.a_end], *b.tokens[edit.b_start : edit.b_end])
    if any(token.form[:1].isdigit() for token in words):
        return edit
    before = 0
    while _is_joined_before(a, edit.a_start - before) or _is_joined_before(b, edit.b_start - before):
        if before > _LONGEST_COMPOUND or not _is_same(
            a, edit.a_start - before - 1, b, edit.b_start - before - 1
        ):
            break
        before += 1
    behind = 0
    while _is_joined_behind(a, edit.a_end + behind) or _is_joined_behind(b, edit.b_end + behind):
        if behind > _LONGEST_COMPOUND or not _is_same(a, edit.a_end + behind, b, edit.b_end + behind):
            break
        behind += 1
    return Edit(edit.a_start - before, edit.a_end + behind, edit.b_start - before, edit.b_end + behind)


def _is_joined_before(side: Side, index: int) -> bool:
    """Whether a hyphen ties the token at ``index`` to what stands before it."""
    return is_joining_hyphen(side.tokens, index - 1) or is_joining_hyphen(side.tokens, index)


def _is_joined_behind(side: Side, index: int) -> bool:
    """Whether a hyphen ties the token before ``index`` to what follows."""
    return is_joining_hyphen(side.tokens, index) or is_joining_hyphen(side.tokens, index - 1)


def _is_same(a: Side, i: int, b: Side, j: int) -> bool:
    return 0 <= i < len(a.tokens) and 0 <= j < len(b.tokens) and a.tokens[i].form == b.tokens[j].form
