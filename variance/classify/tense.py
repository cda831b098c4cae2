"""Another form of the same verb: has said, said; were, are; is reporting, reports."""

from __future__ import annotations

from variance.classify.difference import Difference, Verdict
from variance.classify.grammar import ADVERBS, AUXILIARIES, BE_FORMS, STOP_WORDS
from variance.classify.inflection import are_forms_of_one_verb, is_marked_form
from variance.classify.sides import Side
from variance.text.worddiff import Edit
from variance.vocabulary import ChangeKind

# What the past tense makes of a modal in reported speech: "it will", he said it would. The rest is certainty.
_BACKSHIFTED = ({"will", "would"}, {"can", "could"}, {"shall", "should"})
_CERTAIN_MODALS = frozenset({"may", "might", "must", "could", "can", "should", "ought"})
_LONGEST_VERB = 5


def find_tense(difference: Difference) -> Verdict | None:
    """The same verb in another tense, voice or aspect; the whole group of its words is shown."""
    grown = grow_verb(difference)
    a, b = grown.a_keys, grown.b_keys
    if not a or not b or max(len(a), len(b)) > _LONGEST_VERB or not _fits_modals(a, b):
        return None
    rest_a, rest_b = _strip_auxiliaries(a), _strip_auxiliaries(b)
    if not rest_a and not rest_b:
        return Verdict(ChangeKind.TENSE, edit=grown.edit)
    if len(rest_a) != 1 or len(rest_b) != 1:
        return None
    if rest_a == rest_b:
        return Verdict(ChangeKind.TENSE, edit=grown.edit) if len(a) != len(b) or a != b else None
    if not are_forms_of_one_verb(rest_a[0], rest_b[0]):
        return None
    # A lone -s may as well be a plural; a form that only a verb has, or a helping verb, tells.
    has_helper = len(a) > 1 or len(b) > 1
    if has_helper or is_marked_form(rest_a[0]) or is_marked_form(rest_b[0]):
        return Verdict(ChangeKind.TENSE, edit=grown.edit)
    return None


def grow_verb(difference: Difference) -> Difference:
    """The difference with the helping verbs before it, and with the verb behind it if a side has no word."""
    a, b, edit = difference.a, difference.b, difference.edit
    words = (*difference.a_keys, *difference.b_keys)
    if not words or not any(_is_verbal(word) for word in words):
        return difference
    while _is_shared(a, edit.a_start - 1, b, edit.b_start - 1) and _key(a, edit.a_start - 1) in AUXILIARIES:
        edit = Edit(edit.a_start - 1, edit.a_end, edit.b_start - 1, edit.b_end)
    is_empty = edit.a_start == edit.a_end or edit.b_start == edit.b_end
    is_helper = words[-1] in AUXILIARIES | {"to"}
    if (
        is_empty
        and is_helper
        and _is_shared(a, edit.a_end, b, edit.b_end)
        and _may_be_verb(_key(a, edit.a_end))
    ):
        edit = Edit(edit.a_start, edit.a_end + 1, edit.b_start, edit.b_end + 1)
    return difference if edit == difference.edit else difference.with_edit(edit)


def _may_be_verb(key: str) -> bool:
    """Whether a word behind a helping verb can be the verb it helps: "has said", not "is the"."""
    return key not in STOP_WORDS and key not in ADVERBS


def _is_verbal(key: str) -> bool:
    return key in AUXILIARIES or is_marked_form(key)


def _is_shared(a: Side, i: int, b: Side, j: int) -> bool:
    """Whether both places hold the same word of the same unit as their neighbour."""
    if not (0 <= i < len(a.tokens) and 0 <= j < len(b.tokens)):
        return False
    return a.tokens[i].is_word and a.tokens[i].form == b.tokens[j].form


def _key(side: Side, index: int) -> str:
    return side.tokens[index].key


def _strip_auxiliaries(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The main verb: what is left without helping verbs and "to"."""
    return tuple(key for key in keys if key not in AUXILIARIES and key != "to")


def _fits_modals(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the modals of both sides say the same, tense apart."""
    one, two = ({key for key in keys if key in _CERTAIN_MODALS | {"will", "would"}} for keys in (a, b))
    if one == two or one | two in _BACKSHIFTED:
        return True
    # "Is meeting" and "will meet" both tell of a plan: with a form of "be" on the other side it is a tense.
    plain = b if one == {"will"} and not two else a if two == {"will"} and not one else ()
    return any(key in BE_FORMS for key in plain)
