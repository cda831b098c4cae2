"""Differences of punctuation: which count, and what a reader needs beside a lone mark to see it."""

from __future__ import annotations

from variance.classify.difference import Difference, Verdict
from variance.classify.sides import Side
from variance.text.worddiff import Edit
from variance.vocabulary import ChangeKind

QUOTE_MARKS = frozenset("'\"")
# Marks that are read as words.
_SIGNS = frozenset("$€£¥%&+@#°")


def find_quote_style(difference: Difference) -> Verdict | None:
    """Single quotation marks against double ones."""
    if difference.a_keys != difference.b_keys:
        return None
    a = {token.form for token in difference.a_tokens if token.form in QUOTE_MARKS}
    b = {token.form for token in difference.b_tokens if token.form in QUOTE_MARKS}
    if not a or not b or a == b:
        return None
    return Verdict(ChangeKind.QUOTE_STYLE, edit=None if difference.a_keys else anchor_marks(difference))


def find_punctuation(difference: Difference) -> Verdict | None:
    """Only marks differ. The word before them is shown with them, so that the place can be found."""
    if difference.a_keys != difference.b_keys or difference.is_moved:
        return None
    marks = {token.form for token in (*difference.a_tokens, *difference.b_tokens) if not token.is_word}
    if marks & _SIGNS and difference.a_keys:
        return None
    return Verdict(ChangeKind.PUNCTUATION, edit=None if difference.a_keys else anchor_marks(difference))


def anchor_marks(difference: Difference) -> Edit:
    """The range with the word that stands before the marks on both sides, or else the one behind."""
    a, b, edit = difference.a, difference.b, difference.edit
    i, j = edit.a_start - 1, edit.b_start - 1
    # A mark may stand behind another one, as in "Ukraine),": step back to the word, over equal marks only.
    while _is_same_mark(a, i, b, j):
        i, j = i - 1, j - 1
    if _is_same_word(a, i, b, j) and _is_home(a, i, edit.a_start) and _is_home(b, j, edit.b_start):
        return Edit(i, edit.a_end, j, edit.b_end)
    if _is_same_word(a, edit.a_end, b, edit.b_end):
        return Edit(edit.a_start, edit.a_end + 1, edit.b_start, edit.b_end + 1)
    return edit


def _is_same_mark(a: Side, i: int, b: Side, j: int) -> bool:
    return i >= 0 and j >= 0 and not a.tokens[i].is_word and a.tokens[i].form == b.tokens[j].form


def _is_same_word(a: Side, i: int, b: Side, j: int) -> bool:
    if not (0 <= i < len(a.tokens) and 0 <= j < len(b.tokens)):
        return False
    return a.tokens[i].is_word and a.tokens[i].key == b.tokens[j].key


def _is_home(side: Side, anchor: int, index: int) -> bool:
    return side.homes[anchor] == side.homes[min(index, len(side.tokens) - 1)]
