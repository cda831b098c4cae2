"""Atoms: the smallest pieces that a reader compares, each with a key that its other forms share.

"Kyiv" and "Kiev", "$50 billion" and "$50bn", "co-operation" and "cooperation" have equal keys, so the
word diff lays them against each other and never tears them apart; what differs between two atoms of
one key is a matter of style.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from variance.classify.glyphs import reveal_text, strip_accents
from variance.classify.grammar import BE_FORMS, DO_FORMS, HAVE_FORMS, MODALS
from variance.frozen import NamedTuple
from variance.lexicon.spelling import find_spelling
from variance.text.forms import find_forms
from variance.text.tokens import Token
from variance.text.values import Value

# A compound of more parts is a phrase ("soon-to-be-ex-husband"); its words are compared one by one.
_MOST_COMPOUND_PARTS = 3
_NEGATED = (MODALS | DO_FORMS | BE_FORMS | HAVE_FORMS) - {"ought", "'ll", "'s", "'re", "'ve"}
_CONTRACTED = {"can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not"}
# Shortened words of news English that stand before a name or between two; with and without their stop.
_SHORTENED = {
    "sen": "senator",
    "gov": "governor",
    "rep": "representative",
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "capt": "captain",
    "sgt": "sergeant",
    "prof": "professor",
    "vs": "versus",
    "dept": "department",
    "govt": "government",
}
# Behind these an apostrophe with s is a verb.
_BEFORE_IS = frozenset({"it", "he", "she", "that", "there", "what", "who", "here", "where"})
_SHORTENED_BEFORE_STOP = {"st": "street", "ave": "avenue", "rd": "road", "no": "number"}


class Atom(NamedTuple):
    """The tokens ``start`` to ``end`` of a side, and the key by which the diff compares them."""

    start: int
    end: int
    key: str


def find_atoms(tokens: Sequence[Token], values: Sequence[Value], *, whole: bool = True) -> tuple[Atom, ...]:
    """The atoms of a row of tokens: in order, every token in exactly one.

    Without ``whole`` names, compounds and contractions come word by word, values still in one piece.
    """
    groups: dict[int, tuple[int, str]] = {}
    if whole:
        forms = [match for match in find_forms(tokens) if not match.is_ambiguous]
        groups = {match.start: (match.end, f"form {match.key}") for match in forms}
    named = {index for start, (end, _) in groups.items() for index in range(start, end)}
    for value in values:
        if named.isdisjoint(range(value.start, value.end)):
            groups[value.start] = (value.end, f"value {' '.join(value.key)}")
    atoms: list[Atom] = []
    at = 0
    while at < len(tokens):
        group = groups.get(at)
        following = tokens[at + 1].key if at + 1 < len(tokens) else ""
        if group is None and whole and following in ("-", "not"):
            group = _match_compound(tokens, at)
        if group is None and following == ".":
            group = _match_shortened(tokens, at)
        end, key = group or (at + 1, make_word_key(tokens[at]))
        if tokens[at].key == "'s" and at and tokens[at - 1].key in _BEFORE_IS:
            key = "is"
        atoms.append(Atom(at, end, key))
        at = end
    return tuple(atoms)


def make_word_key(token: Token) -> str:
    """The key of a single token: without case, accents, hidden characters and regional spelling."""
    return _make_key(token.form, token.key, token.is_word)


@lru_cache(maxsize=1 << 14)  # bounded for corpora; the words of one story fit many times over
def _make_key(form: str, key: str, is_word: bool) -> str:  # noqa: FBT001 - what a token is, and no option
    if not is_word:
        return reveal_text(form) or form
    if not key.isascii():
        key = strip_accents(reveal_text(form)).casefold()
    if key.isdigit():
        return f"value number {key}"  # a digit that is no value there ("No. 14") meets one that is
    if key in _CONTRACTED:
        return _CONTRACTED[key]
    if key.endswith("n't"):
        return f"{key[:-3]} not"
    if "." in key:
        # U.S. and US; a number's stop is no mark of abbreviation.
        return key if key[0].isdigit() else key.replace(".", "")
    return find_spelling(_SHORTENED.get(key, key))


def _match_shortened(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """The end and key of a shortened word with the stop behind it: Sen., St."""
    key = tokens[at].key
    full = _SHORTENED.get(key) or _SHORTENED_BEFORE_STOP.get(key)
    if full is None or tokens[at].end != tokens[at + 1].start:
        return None
    # "No." before a number only; a stop behind the last word of a line ends its sentence.
    if at + 2 >= len(tokens) or (key == "no" and not tokens[at + 2].form[:1].isdigit()):
        return None
    return at + 2, full


def _match_compound(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """The end and key of a word joined by hyphens ("co-operation"), or of a verb with its "not"."""
    if not tokens[at].is_word:
        return None
    if tokens[at + 1].key == "not" and tokens[at].key in _NEGATED:
        return at + 2, f"{tokens[at].key} not"
    end = find_compound_end(tokens, at)
    if not 1 < (end - at + 1) // 2 <= _MOST_COMPOUND_PARTS:
        return None
    joined = "".join(token.key for token in tokens[at:end] if token.is_word)
    return end, find_spelling(strip_accents(reveal_text(joined)))


def find_compound_end(tokens: Sequence[Token], at: int) -> int:
    """Where the word at ``at`` ends with what hyphens join to it, one part over the most a compound has."""
    end = at + 1
    most = at + 2 * _MOST_COMPOUND_PARTS
    while end + 1 < len(tokens) and end <= most and is_joining_hyphen(tokens, end):
        end += 2
    return end


def is_joining_hyphen(tokens: Sequence[Token], at: int) -> bool:
    """Whether token ``at`` is a hyphen that joins two words without a space."""
    if not 0 < at < len(tokens) - 1 or tokens[at].form != "-":
        return False
    left, right = tokens[at - 1], tokens[at + 1]
    return left.is_word and right.is_word and left.end == tokens[at].start and tokens[at].end == right.start
