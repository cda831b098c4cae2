"""Differences that are none to a reader: a capital that its place asks for, the final stop."""

from __future__ import annotations

from variance.classify.difference import Difference
from variance.classify.sides import Side

_STOPS = frozenset((".", ",", ";", ":", "!", "?", "..."))
_MOST_MARKS = 6  # between a word and the end of the sentence before it
_BEFORE_CAPITAL = frozenset((".", "!", "?", ":", "...", '"', "'", "\u2014"))


def is_trivial(difference: Difference) -> bool:
    """Whether a difference follows from where its words stand and says nothing of its own."""
    return _is_first_capital(difference) or _is_final_mark(difference)


def _is_first_capital(difference: Difference) -> bool:
    """Whether one word has a capital only because it opens a sentence or a quotation on a side."""
    a, b = difference.a_tokens, difference.b_tokens
    if not (difference.is_form and len(a) == len(b) == 1 and a[0].key == b[0].key):
        return False
    if a[0].form[1:] != b[0].form[1:]:
        return False
    edit = difference.edit
    return opens_sentence(difference.a, edit.a_start) or opens_sentence(difference.b, edit.b_start)


def opens_sentence(side: Side, index: int) -> bool:
    """Whether a word stands where a capital says nothing: first in its unit, or behind a closing mark."""
    for _ in range(_MOST_MARKS):
        if index <= 0 or side.is_unit_start(index):
            break
        before = side.tokens[index - 1]
        if before.is_word:
            return False
        if before.form in _BEFORE_CAPITAL - {'"', "'"}:
            return True
        if side.is_quote_mark(index - 1) and side.quoted[index]:
            # A quotation that is a sentence begins with a capital also in mid-sentence.
            return True
        index -= 1
    return True


def _is_final_mark(difference: Difference) -> bool:
    """Whether only stops differ, and on one side they end a unit where the other goes on or has none."""
    marks = (*difference.a_tokens, *difference.b_tokens)
    if not marks or any(token.is_word for token in marks):
        return False
    edit = difference.edit
    ends_a = _is_at_end(difference.a, edit.a_start, edit.a_end)
    ends_b = _is_at_end(difference.b, edit.b_start, edit.b_end)
    stops = {token.form for token in marks if token.form in _STOPS}
    others = [
        token
        for side, start, end in (
            (difference.a, edit.a_start, edit.a_end),
            (difference.b, edit.b_start, edit.b_end),
        )
        for index, token in enumerate(side.tokens[start:end], start)
        if token.form not in _STOPS and not side.is_quote_mark(index)
    ]
    if others or not (ends_a or ends_b):
        return False
    # "Hold?" and "hold." differ, "hold" and "hold." do not.
    is_swap = ends_a and ends_b and difference.a_tokens and difference.b_tokens
    return not (is_swap and stops & {"?", "!"})


def _is_at_end(side: Side, start: int, end: int) -> bool:
    """Whether no word of the unit stands behind the place."""
    index = end
    home = side.homes[min(start, len(side.homes) - 1)] if start < end else _home_before(side, start)
    while index < len(side.tokens) and side.homes[index] == home:
        if side.tokens[index].is_word:
            return False
        index += 1
    return True


def _home_before(side: Side, index: int) -> int:
    return side.homes[max(0, min(index, len(side.homes)) - 1)] if side.homes else -1
